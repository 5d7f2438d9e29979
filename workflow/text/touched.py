"""What an edit touched that a reader relies on: numbers, dates, negations, hedges, names, quotes.

Each rule answers with a *reason*, a sentence with its values, or with nothing.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import LCSseq

from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.text.diff import Op, Piece, word_diff
from workflow.text.lexicon.registry import lexicon
from workflow.text.lexicon.signs import Sign, SignTable, Strength
from workflow.text.names import name_change
from workflow.text.quantities.quantity import Kind, Quantity
from workflow.text.quantities.read import quantities
from workflow.text.quoted import quotations
from workflow.text.words import letters, words

_DATES = frozenset({Kind.DATE, Kind.YEAR, Kind.TIME})
_LONG = 40  # letters: an addition of eight words or so says something new
_REWRITTEN = 0.5  # of the words stay
_ENOUGH = 8  # words: below that everything is a rewrite
_SAID = 4  # words between quotation marks that are somebody's words, not a term
_QUOTE_MARKS = re.compile('[“”„«»「」『』"]')
_SHOWN = 60  # characters of a quoted change in a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A sentence that says why, and what fills its places."""

    message: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


Rule = Callable[[str, str, Language], Reason | None]


def touched(old: str, new: str, language: Language) -> Reason | None:
    """The first fact an edit touched: a number, a date, a negation, a hedge, a name."""
    found = (rule(old, new, language) for rule in _FACTS)
    return next((reason for reason in found if reason), None)


def reworded(old: str, new: str) -> Reason | None:
    """What an edit says anew: other words in a quotation, a sentence put in, a rewrite."""
    return _quotations(old, new) or _additions(old, new) or _rewrites(old, new)


def lost_quotation(old: str, new: str) -> Reason | None:
    """Say that quotation marks came or went around somebody’s words, which stayed as they were."""
    if len(_QUOTE_MARKS.findall(old)) == len(_QUOTE_MARKS.findall(new)):
        return None
    if [word.casefold() for word in words(old)] != [word.casefold() for word in words(new)]:
        return None
    return _quotations(old, new)


# Numbers and dates ---------------------------------------------------------------------------


def _numbers(old: str, new: str, language: Language) -> Reason | None:
    return _counted(old, new, language, of=lambda kind: kind not in _DATES, reasons=_NUMBER)


def _dates(old: str, new: str, language: Language) -> Reason | None:
    return _counted(old, new, language, of=lambda kind: kind in _DATES, reasons=_DATE)


_NUMBER = (
    marked("The number {old} became {new}."),
    marked("The number {old} was taken out."),
    marked("The number {new} was added."),
)
_DATE = (
    marked("A date changed: {old} became {new}."),
    marked("The date {old} was taken out."),
    marked("The date {new} was added."),
)


def _counted(
    old: str,
    new: str,
    language: Language,
    *,
    of: Callable[[Kind], bool],
    reasons: tuple[str, str, str],
) -> Reason | None:
    before = [each for each in quantities(old, language) if of(each.kind)]
    after = [each for each in quantities(new, language) if of(each.kind)]
    gone, come = _left(before, after), _left(after, before)
    if not gone and not come:
        return None
    return _of_pair(
        reasons,
        old[gone[0].start : gone[0].end] if gone else "",
        new[come[0].start : come[0].end] if come else "",
    )


def _left(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> list[Quantity]:
    """What only one side counts; a lone word such as “one” counts nothing."""
    spare = Counter(each.said for each in theirs)
    left: list[Quantity] = []
    for each in ours:
        if spare[each.said]:
            spare[each.said] -= 1
        elif each.digits or each.value != 1:
            left.append(each)
    return left


def _of_pair(reasons: tuple[str, str, str], old: str, new: str) -> Reason:
    changed, removed, added = reasons
    if old and new:
        return Reason(message=changed, values={"old": old, "new": new})
    if old:
        return Reason(message=removed, values={"old": old})
    return Reason(message=added, values={"new": new})


# Words that turn a meaning -------------------------------------------------------------------


def _negations(old: str, new: str, language: Language) -> Reason | None:
    known = lexicon(language)
    if known is None:
        return None
    before = _signs(known.negation, old, Strength.CLEAR)
    after = _signs(known.negation, new, Strength.CLEAR)
    if len(after) > len(before):
        word = _only_in(after, before)
        return Reason(message=marked("A negation was added: “{word}”."), values={"word": word})
    if len(after) < len(before):
        word = _only_in(before, after)
        return Reason(message=marked("A negation was taken out: “{word}”."), values={"word": word})
    return None


def _hedges(old: str, new: str, language: Language) -> Reason | None:
    known = lexicon(language)
    if known is None:
        return None
    before = _signs(known.hedging, old, Strength.CLEAR, Strength.MILD)
    after = _signs(known.hedging, new, Strength.CLEAR, Strength.MILD)
    if len(before) > len(after):
        message = marked("“{word}” was taken out: the claim is stronger now.")
        return Reason(message=message, values={"word": _only_in(before, after)})
    if len(after) > len(before):
        message = marked("“{word}” was added: the claim is weaker now.")
        return Reason(message=message, values={"word": _only_in(after, before)})
    return None


def _signs(table: SignTable, text: str, *strengths: Strength) -> list[Sign]:
    return [sign for sign in table.find(text) if sign.strength in strengths]


def _only_in(ours: Sequence[Sign], theirs: Sequence[Sign]) -> str:
    """The first sign that one side has more of."""
    spare = Counter(sign.text.casefold() for sign in theirs)
    for sign in ours:
        if not spare[sign.text.casefold()]:
            return sign.text
        spare[sign.text.casefold()] -= 1
    return ours[-1].text


def _names(old: str, new: str, language: Language) -> Reason | None:
    found = name_change(old, new, language)
    return _of_pair(_NAME, found.old, found.new) if found else None


_NAME = (
    marked("The name {old} became {new}."),
    marked("The name {old} was taken out."),
    marked("The name {new} was added."),
)


# Rewording -----------------------------------------------------------------------------------


def _quotations(old: str, new: str) -> Reason | None:
    before, after = _quoted(old), _quoted(new)
    gone = [quote for quote in before if quote not in after]
    come = [quote for quote in after if quote not in before]
    if gone and come:
        return Reason(message=marked("A quotation was reworded."))
    if any(_says(quote, new) for quote in gone):
        return Reason(message=marked("A quotation was taken out, or lost its quotation marks."))
    if any(_says(quote, old) for quote in come):
        return Reason(message=marked("Words were put between quotation marks."))
    return None


def _quoted(text: str) -> list[list[str]]:
    return [
        said for quote in quotations(text) if (said := [word.casefold() for word in words(quote)])
    ]


def _says(quote: Sequence[str], other: str) -> bool:
    """Whether more than quotation marks around a term came or went."""
    standing = [word.casefold() for word in words(other)]
    size = len(quote)
    still = any(
        standing[place : place + size] == quote for place in range(len(standing) - size + 1)
    )
    return size >= _SAID or not still


def _rewrites(old: str, new: str) -> Reason | None:
    before = [word.casefold() for word in words(old)]
    after = [word.casefold() for word in words(new)]
    if max(len(before), len(after)) < _ENOUGH:
        return None
    if LCSseq.normalized_similarity(before, after) < _REWRITTEN:
        return Reason(message=marked("Most of it was rewritten."))
    return None


def _additions(old: str, new: str) -> Reason | None:
    pieces = word_diff(old, new)
    for piece, message in (
        (_longest_alone(pieces, Op.ADDED), marked("Words were added: “{words}”")),
        (_longest_alone(pieces, Op.REMOVED), marked("Words were taken out: “{words}”")),
    ):
        if letters([piece]) >= _LONG:
            return Reason(message=message, values={"words": _shown(piece)})
    return None


def _longest_alone(pieces: Sequence[Piece], op: Op) -> str:
    """The longest piece that came or went with nothing in its place."""
    beside = (Op.SAME, *(piece.op for piece in pieces), Op.SAME)
    fits = (
        piece.text
        for place, piece in enumerate(pieces)
        if beside[place : place + 3] == (Op.SAME, op, Op.SAME)
    )
    return max(fits, key=len, default="")


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


_FACTS: tuple[Rule, ...] = (_numbers, _dates, _negations, _hedges, _names)
