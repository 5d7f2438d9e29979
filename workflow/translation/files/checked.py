"""A file as somebody wrote it, put to the checks: findings at their places in it, and mended."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.languages.language import Language
from workflow.text.checks.catalogue import check_against, check_pair, check_text
from workflow.text.checks.characters import control_chars, lost_letters
from workflow.text.checks.finding import Finding
from workflow.text.checks.mending import mend
from workflow.text.checks.passage import Passage
from workflow.text.segments import Field, Kind
from workflow.text.stretches import Stretch, joined, stretches
from workflow.text.terms.base import EMPTY, TermBase
from workflow.text.typography.style import USUAL, HouseStyle

_BYTE_ORDER_MARK = "\ufeff"
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<keys>.*?)^---[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_KEY = re.compile(
    r"^(?P<key>[a-z-]+):[ ]+(?P<mark>[\"']?)(?P<words>[^\s\"'\[{|>&*!%@`#][^\r\n]*?)(?P=mark)"
    r"[ ]*\r?$(?!\n[ \t])",
    re.M,
)
# Between words a line of the file must stay one: what stands around it is not ours to repeat.
_SEPARATORS = re.compile(r"(?<=\S)[\u2028\u2029]+(?=\S)")
_WHOLE_FILE = frozenset({"control-chars", "lost-letters"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSource:
    """The text that a translation was made from."""

    text: str
    language: Language


def check_file(
    text: str,
    *,
    language: Language,
    style: HouseStyle = USUAL,
    source: CheckedSource | None = None,
    terms: TermBase = EMPTY,
) -> tuple[Finding, ...]:
    """Everything the checks say of a file, with a glossary if there is one; spans are places in it.

    The blocks of a source are paired with those of the file by position when there are as many of
    them, and its named fields by name; else all is compared as one text.
    """
    parts = _parts(text)
    if source is None:
        found = [_check_alone(part, language, style, terms) for part in parts]
    else:
        found = list(_check_beside(parts, source, language, style, terms))
    whole = Passage(text=text.removeprefix(_BYTE_ORDER_MARK), language=language)
    moved = len(text) - len(whole.text)
    placed = [each for findings in found for each in findings if each.check not in _WHOLE_FILE]
    placed += [
        replace(each, start=each.start + moved, end=each.end + moved)
        for check in (control_chars, lost_letters)
        for each in check(whole)
    ]
    return tuple(sorted(placed, key=lambda each: (each.start, each.end, each.check)))


def mend_file(text: str, *, language: Language, style: HouseStyle = USUAL) -> str:
    """The file with everything mended that may be mended silently; the rest stays as it is."""
    pieces: list[str] = []
    done = 0
    for place, words, mended in _mended_lines(text, language, style):
        pieces += [text[done:place], mended]
        done = place + len(words)
    return "".join(pieces) + text[done:]


# Parts ---------------------------------------------------------------------------------------


def _parts(text: str) -> tuple[Stretch, ...]:
    """The named fields of a story file and the blocks of its body; else all blocks."""
    start = len(text) - len(text.removeprefix(_BYTE_ORDER_MARK))
    matter = _FRONT_MATTER.match(text, start)
    if matter is None:
        return _moved(stretches(text[start:]), start)
    fields = {each.value: each for each in Field if each is not Field.BODY}
    named = [
        Stretch(
            text=found["words"],
            places=(matter.start("keys") + found.start("words"),),
            kind=Kind.LINE,
            field=fields[found["key"]],
        )
        for found in _KEY.finditer(matter["keys"])
        if found["key"] in fields and "\\" not in found["words"]
    ]
    return (*named, *_moved(stretches(text[matter.end() :]), matter.end()))


def _moved(parts: Iterable[Stretch], by: int) -> tuple[Stretch, ...]:
    return tuple(replace(part, places=tuple(place + by for place in part.places)) for part in parts)


# Checking ------------------------------------------------------------------------------------


def _check_alone(
    part: Stretch, language: Language, style: HouseStyle, terms: TermBase
) -> list[Finding]:
    found = check_text(
        part.text,
        language=language,
        style=style,
        kind=part.kind,
        field=part.field,
        terms=terms,
    )
    return [_placed(each, part) for each in found]


def _check_beside(
    parts: Sequence[Stretch],
    beside: CheckedSource,
    language: Language,
    style: HouseStyle,
    terms: TermBase,
) -> Iterator[list[Finding]]:
    sources = _parts(beside.text)
    named = {source.field: source for source in sources if source.field}
    body = [part for part in parts if not part.field]
    source_body = [source for source in sources if not source.field]
    paired = dict(zip(body, source_body, strict=False)) if len(body) == len(source_body) else {}
    for part in parts:
        source = named.get(part.field) if part.field else paired.get(part)
        if source is None:
            yield _check_alone(part, language, style, terms)
            continue
        found = check_pair(
            part.text,
            language=language,
            source_text=source.text,
            source_language=beside.language,
            style=style,
            kind=part.kind,
            field=part.field,
            terms=terms,
        )
        yield [_placed(each, part) for each in found]
    if body and source_body and not paired:
        whole, there = (_all(each) for each in (body, source_body))
        found = check_against(
            whole.text,
            language=language,
            source_text=there.text,
            source_language=beside.language,
            terms=terms,
        )
        yield [_placed(each, whole) for each in found]


def _all(parts: Sequence[Stretch]) -> Stretch:
    return joined([part for part in parts if part.kind is not Kind.CODE])


def _placed(finding: Finding, part: Stretch) -> Finding:
    """The finding at its place in the file; a fix only where nothing but the words stand there."""
    start, end = part.span(finding.start, finding.end)
    whole = end - start == finding.end - finding.start
    return replace(finding, start=start, end=end, fix=finding.fix if whole else None)


# Mending -------------------------------------------------------------------------------------


def _mended_lines(
    text: str, language: Language, style: HouseStyle
) -> Iterator[tuple[int, str, str]]:
    """Each line that changes: its place, its words, and what they become."""
    for part in _parts(text):
        if part.kind is Kind.CODE:
            continue
        lines = list(part.lines())
        mended = mend(_SEPARATORS.sub(" ", part.text), language, style).split("\n")
        if len(mended) != len(lines):
            mended = [mend(words, language, style) for _, words in lines]
        for (place, words), becomes in zip(lines, mended, strict=True):
            if words != becomes:
                yield place, words, becomes
