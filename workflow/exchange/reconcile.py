"""A unit that came back beside the block it belongs to: pure, so that every case can be tried.

The rule of all of it: what somebody typed in another tool is never lost, and never overwrites what
she has not seen. It counts when nothing stands against it; otherwise it is kept as a suggestion, or
with the file, and the report says why.
"""

from dataclasses import dataclass, replace

from workflow.exchange.inline import missing_tags
from workflow.exchange.outcome import Outcome, UnitReport
from workflow.exchange.values import FoundUnit, UnitState
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.text.likeness import ALIKE, Likeness
from workflow.text.markdown import normalise_segment
from workflow.text.merge import merge
from workflow.text.problems import TextProblem
from workflow.text.shape import TargetBlock

_EMPTIED = marked("The file has no text here any more. The desk keeps what it had.")
_COPIED = marked("The file has the source’s own words here: nobody has translated them.")
_WAITS = marked("It came in before, and is kept as a suggestion.")
_DECIDED = marked("It came in before. What was decided at the desk since then stays.")
_LOOK = marked("Look at it before it counts.")
MOST_SOURCE = 2_000  # characters of strange source words that a report shows
_NOT_FINISHED = frozenset({UnitState.NEW, UnitState.UNFINISHED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A numbered text of a block."""

    number: int
    text: str


NOTHING = Said(number=0, text="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a unit meets at the desk.

    ``source`` are the words the file was made from; ``base`` the text that left with the file,
    None where nobody knows which, and ``left`` all that may be; ``current`` the one that counts
    now. ``refusal`` says why the bringer may not write here, in a sentence, if she may not.
    ``fit`` is the text as the block keeps it, ``misfit`` why it cannot. ``copied`` tells that it is
    still the source's own words, ``brought`` that she brought the same before, and ``waits`` that
    it is a suggestion still. A ``piece`` renders only a part of the source.
    """

    block: TargetBlock
    source: str
    base: Said | None
    current: Said
    fit: str
    misfit: str = ""
    refusal: str = ""
    copied: bool = False
    brought: bool = False
    waits: bool = False
    piece: bool = False
    left: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A unit's report, and what is to be kept: her own text, and the merged one that counts."""

    report: UnitReport
    mine: str | None = None
    merged: str | None = None


def as_it_stands(sentence: str) -> Sentence:
    """A sentence that is English only, as those of refusals are."""
    return say(marked("{sentence}"), sentence=sentence)


def unknown(unit: FoundUnit) -> Decided:
    """A unit for which the translation has no block."""
    sentence = say(
        marked("The translation has no block {key}. Its words are kept with the file."),
        key=unit.key or "–",
    )
    return _told(unit, Outcome.UNKNOWN, unit.target, [*unit.damage, sentence])


def reconcile(unit: FoundUnit, here: Standing, *, take_unfinished: bool = False) -> Decided:
    """What becomes of one unit. ``take_unfinished`` lets those count that the tool calls so."""
    decided = _first_time(unit, here, take_unfinished=take_unfinished)
    if not _is_ours(unit, here):
        decided = replace(decided, report=replace(decided.report, source=unit.source[:MOST_SOURCE]))
    if here.brought and decided.report.outcome is Outcome.SUGGESTED:
        sentence = say(_WAITS if here.waits else _DECIDED)
        return _told(unit, Outcome.SAME, here.fit, [sentence])
    return decided


def _first_time(unit: FoundUnit, here: Standing, *, take_unfinished: bool) -> Decided:
    remarks = list(unit.damage) + _of_source(unit, here)
    text = here.fit
    if not unit.target.strip():
        return _empty(unit, here, remarks, say(_EMPTIED))
    if here.copied:
        return _empty(unit, here, [*remarks, say(_COPIED)])
    if here.misfit:
        sentence = as_it_stands(here.misfit)
        return _told(unit, Outcome.REFUSED, unit.target, [*remarks, sentence])
    if text in here.left | {here.current.text, here.base.text if here.base else None}:
        return _told(unit, Outcome.SAME, text, remarks)
    against = _against(unit, here, take_unfinished=take_unfinished)
    if against:
        return _told(unit, Outcome.SUGGESTED, text, [*remarks, *against], mine=text)
    return _counting(unit, here, text, remarks)


def _empty(unit: FoundUnit, here: Standing, remarks: list[Sentence], *emptied: Sentence) -> Decided:
    """A unit without a text; ``emptied`` is said where one left with the file."""
    had = here.base.text if here.base else here.current.text
    if not had:
        return _told(unit, Outcome.SAME, "", remarks)
    return _told(unit, Outcome.EMPTIED, "", [*remarks, *emptied])


def _against(unit: FoundUnit, here: Standing, *, take_unfinished: bool) -> list[Sentence]:
    """Why a text may not count without somebody looking at it."""
    found: list[Sentence] = []
    if here.refusal:
        found.append(as_it_stands(here.refusal))
    if unit.state in _NOT_FINISHED and not take_unfinished:
        found.append(say(marked("The file marks it as unfinished.")))
    if unit.damage or has_other_source(unit.source, here.source):
        found.append(say(_LOOK))
    found += _lost_tags(here)
    return found


def _lost_tags(here: Standing) -> list[Sentence]:
    """Marks of the source that the text has not, unless the text that left had them not either."""
    if not here.block.sources or here.piece:
        return []
    kind = here.block.kind
    lost = missing_tags(here.source, here.fit, kind)
    before = here.base or here.current
    if not before.text:
        return list(lost)
    known = missing_tags(here.source, before.text, kind)
    return [each for each in lost if each not in known]


def _counting(unit: FoundUnit, here: Standing, text: str, remarks: list[Sentence]) -> Decided:
    """A text that may count: on top of the one it was made from, or together with a newer one."""
    if here.base is None and here.current.text:
        sentence = say(
            marked("The file does not say which text it was made from, and there is one by now.")
        )
        return _told(unit, Outcome.SUGGESTED, text, [*remarks, sentence], mine=text)
    base = here.base or NOTHING
    if base.number == here.current.number:
        return _told(unit, Outcome.SAVED, text, remarks, mine=text)
    both = merge(base.text, text, here.current.text)
    if both.text is None:
        sentence = say(
            marked(
                "The desk has another text since the file left (version {now}, not {then}), and "
                "both change the same words."
            ),
            now=str(here.current.number),
            then=str(base.number),
        )
        return _told(unit, Outcome.SUGGESTED, text, [*remarks, sentence], mine=text)
    sentence = say(
        marked("It was brought together with what was written at the desk since (version {now})."),
        now=str(here.current.number),
    )
    merged = normalise_segment(both.text, here.block.kind)
    if merged == here.current.text:
        return _told(unit, Outcome.SAME, text, remarks)
    return _told(unit, Outcome.MERGED, merged, [*remarks, sentence], mine=text, merged=merged)


def _of_source(unit: FoundUnit, here: Standing) -> list[Sentence]:
    """A remark where the file has other source words than those that left."""
    if _is_ours(unit, here):
        return []
    return [say(marked("The source in the file is not the one that left; the desk keeps its own."))]


def _is_ours(unit: FoundUnit, here: Standing) -> bool:
    """Whether a file has the source words that left, or none; too much for a block never left."""
    kind = here.block.kind
    if not unit.source.strip() or not here.block.sources:
        return True
    try:
        return normalise_segment(unit.source, kind) == normalise_segment(here.source, kind)
    except TextProblem:
        return False


def has_other_source(source: str, ours: str) -> bool:
    """Whether a file says that a block's source is another text, and not ours a bit changed."""
    if not source.strip() or not ours.strip() or source == ours:
        return False
    return Likeness().percent(source, ours, least=ALIKE) == 0


def _told(
    unit: FoundUnit,
    outcome: Outcome,
    text: str,
    why: list[Sentence],
    *,
    mine: str | None = None,
    merged: str | None = None,
) -> Decided:
    report = UnitReport(key=unit.key, place=unit.place, outcome=outcome, text=text, why=tuple(why))
    return Decided(report=report, mine=mine, merged=merged)
