"""A translation as a Markdown file, for any editor: beside its source, or on its own.

Bilingual, every block is quoted in the source's language, and its translation stands below::

    <!-- s6@3 · Heading -->
    > Hope is a language

    Надія — це мова

On its own the file is the text itself, with its headings, lists and quotations; where nobody has
translated a block yet, the source's words wait there to be written over. The marks say which block
is which; the front matter of which story, in which languages, and made from which version; the
last line that the file is whole. See ``marks`` for what a mark says.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from workflow.exchange.doubled import settled
from workflow.exchange.markdown_blocks import Shown, bare, blocks_in, framed, quoted, signs_of
from workflow.exchange.markdown_chunks import (
    END,
    Chunk,
    chunks,
    comment,
    keys_in,
    no_mark,
    pairs,
    without_comments,
)
from workflow.exchange.marks import Mark, print_of, same_letters, written_mark
from workflow.exchange.texts import MOST_TOLD, read_text, refuse_overlong
from workflow.exchange.values import (
    FileProblem,
    FileRefused,
    Form,
    FoundFile,
    FoundUnit,
    OutFile,
    Unit,
    UnitState,
)
from workflow.exchange.whole import following, listed, read_listed, with_its_end
from workflow.languages.catalogue import catalogue, marked
from workflow.languages.sentences import Sentence, say
from workflow.text.cleaning import one_line
from workflow.text.markdown import normalise_segment
from workflow.text.markup import nodes
from workflow.text.markup.parser import MAX_PARAGRAPH
from workflow.text.markup.plain import plain_of
from workflow.text.markup.write_inline import write_inline
from workflow.text.problems import TextProblem
from workflow.text.segments import Field, Kind
from workflow.translation.files import front_matter

BILINGUAL, TARGET = "bilingual", "target"

_FENCE = re.compile(r"\\?(?:-{3,}|[—–]{1,3}-?|\*{3,}|_{3,})[ \t]*")
_LONGEST_MATTER = 40
_LONGEST_CHUNK = 5 * MAX_PARAGRAPH
_ITEM = re.compile(r"[-.:] ")  # the mark of a list or a footnote before a block
_ABOUT = {
    BILINGUAL: marked(
        "Write the translation under each quotation. Leave the quotations and the lines in "
        "<!-- --> as they are."
    ),
    TARGET: marked(
        "Write over what is not translated yet. Leave the lines in <!-- --> as they are."
    ),
}
_TOGETHER = marked("Several blocks stand under this mark. They were put together.")
_OVER = marked("Where the source stood are other words. They may be the translation.")
_UNMARKED = marked("Under this block stands text without a mark. It may belong to it.")


# Out -----------------------------------------------------------------------------------------


def write(file: OutFile, *, bilingual: bool = True) -> bytes:
    """The whole file as UTF-8."""
    shape = BILINGUAL if bilingual else TARGET
    matter = [
        ("story", file.story),
        ("source-language", file.source_language.tag),
        ("language", file.language.tag),
        ("made-from", file.made_from),
        ("shape", shape),
        ("blocks", listed([unit.key for unit in file.units])),
        ("about", catalogue(file.language).text(_ABOUT[shape])),
    ]
    written = _beside(file) if bilingual else _alone(file)
    return front_matter.write(matter, "\n\n".join([*written, END])).encode()


def _beside(file: OutFile) -> Iterator[str]:
    words = catalogue(file.language)
    for unit in file.units:
        original = words.text(marked("Original: {text}"), text=unit.original)
        of = f" of-{print_of(unit.source)}" if unit.source else ""
        yield comment(written_mark(unit) + of, unit.note, original if unit.original else "")
        if unit.source:
            yield quoted(bare(_markdown(unit.source, unit), unit))
        if unit.target:
            yield bare(_markdown(unit.target, unit), unit)


def _alone(file: OutFile) -> Iterator[str]:
    for unit, signs in zip(file.units, signs_of(file.units), strict=True):
        shown = unit.target or unit.source
        item = " item" if _ITEM.search(signs) else ""
        yield comment(f"{written_mark(unit, words=shown)}{item}")
        if shown:
            yield framed(_markdown(shown, unit), unit, signs)


def _markdown(text: str, unit: Unit) -> str:
    """What is written for a text; the plain words of a line keep what looks like marks in them."""
    if unit.kind is Kind.CODE:
        return text
    if unit.field is not Field.BODY:
        return no_mark(write_inline(nodes.tidy((nodes.Text(text),))))
    return no_mark(text)


# In ------------------------------------------------------------------------------------------


def read(data: bytes, *, name: str) -> FoundFile:
    """What a Markdown file says; raises ``FileRefused`` with everything that cannot be read."""
    matter, body, line = _matter(read_text(data, name=name), name)
    found, ended = chunks(body, line=line)
    marks = [each.mark for each in found if each.mark]
    if not marks:
        sentence = (
            "No block has a mark such as <!-- s6@3 -->, so nobody knows what belongs where. Take "
            "the translation out as Markdown, and put the words into that file."
        )
        raise FileRefused(name, (FileProblem(place="", sentence=sentence),))
    left = read_listed(matter.get("blocks", ""))
    reader = _Reading(
        bilingual=_is_bilingual(matter.get("shape", ""), found),
        left=left,
        there={mark.key for mark in marks},
    )
    units = reader.all_units(found, name=name)
    refuse_overlong(units, name=name)
    whole = with_its_end(
        units,
        left,
        name=name,
        ended=ended,
        open_end=True,
        mend=f"If it is whole, write {END} as its last line.",
    )
    kept, doubled = settled(whole)
    return FoundFile(
        form=Form.MARKDOWN,
        story=matter.get("story", ""),
        made_from=matter.get("made-from", ""),
        languages=(matter.get("source-language", ""), matter.get("language", "")),
        units=kept,
        remarks=(*doubled, *reader.remarks),
    )


def _matter(text: str, name: str) -> tuple[Mapping[str, str], str, int]:
    """What stands above the text, by key; the text, and its first line."""
    head, body = _fences_mended(text)
    if head is None:
        return {}, text, 1
    matter, problems = front_matter.read(name, head + body)
    if matter and "role" in matter.values:
        sentence = (
            "This is a file of the content folders, not one that was taken out for a translator. "
            "Put it into translations/, and load it: python -m workflow load"
        )
        raise FileRefused(name, (FileProblem(place="", sentence=sentence),))
    if problems or matter is None:
        told = (FileProblem(place=f"line {each.line}", sentence=each.sentence) for each in problems)
        raise FileRefused(name, tuple(told))
    words = {key: value for key, value in matter.values.items() if isinstance(value, str)}
    return words, matter.body, matter.body_line


def _fences_mended(text: str) -> tuple[str | None, str]:
    """The front matter with its two lines of dashes, whatever they became; and the rest."""
    lines = text.split("\n")
    top = next((at for at, line in enumerate(lines[:5]) if line.strip()), 0)
    if not _FENCE.fullmatch(lines[top].strip()):
        return None, text
    for at in range(top + 1, min(len(lines), top + _LONGEST_MATTER)):
        if _FENCE.fullmatch(lines[at].strip()):
            keys = [line for line in lines[top + 1 : at] if line.strip()]
            gaps = [""] * (at + 1 - len(keys) - 2)  # so that the lines below keep their numbers
            head = "\n".join([front_matter.FENCE, *keys, *gaps, front_matter.FENCE, ""])
            return head, "\n".join(lines[at + 1 :])
    return front_matter.FENCE + "\n", "\n".join(lines[top + 1 :])


def _is_bilingual(shape: str, found: Sequence[Chunk]) -> bool:
    """What the file says; where that is lost, whether most blocks begin with a quotation."""
    if shape in {BILINGUAL, TARGET}:
        return shape == BILINGUAL
    starts = [each.text.lstrip().startswith(">") for each in found if each.mark]
    return sum(starts) * 2 > len(starts)


class _Reading:
    """Makes units of chunks; ``left`` are the keys that left, ``there`` those that have a mark."""

    def __init__(self, *, bilingual: bool, left: Sequence[str], there: AbstractSet[str]) -> None:
        self.bilingual = bilingual
        self.left = frozenset(left)
        self.after = following(left)
        self.there = there
        self.remarks: list[Sentence] = []

    def all_units(self, found: Sequence[Chunk], *, name: str) -> list[FoundUnit]:
        """The units of all chunks; raises ``FileRefused`` with each that cannot be read."""
        units: list[FoundUnit] = []
        problems: list[FileProblem] = []
        for chunk in found:
            try:
                units += self.units(chunk)
            except TextProblem as problem:
                problems.append(FileProblem(place=f"line {chunk.line}", sentence=str(problem)))
        if problems:
            raise FileRefused(name, tuple(problems[:MOST_TOLD]))
        return units

    def units(self, chunk: Chunk) -> Iterator[FoundUnit]:
        """The unit of a mark, and one for each text under it that must be another's."""
        place = f"line {chunk.line}"
        if len(chunk.text) > _LONGEST_CHUNK:
            raise TextProblem(
                f"{len(chunk.text)} characters stand under one mark; {_LONGEST_CHUNK} is the most. "
                "Put the marks back, or shorten the text."
            )
        text, said = without_comments(chunk.text)
        for words in said:
            self.remarks.append(
                say(marked("{place}: a comment stands here: {words}"), place=place, words=words)
            )
        if chunk.mark is None:
            yield from (_stray(each, place) for each in blocks_in(text, signs=not self.bilingual))
        elif self.bilingual:
            yield from self._beside(chunk.mark, text, place)
        else:
            yield from self._alone(chunk.mark, "", blocks_in(text, signs=True), place)

    def _beside(self, mark: Mark, text: str, place: str) -> Iterator[FoundUnit]:
        """A chunk that begins with its source; a quotation further down has lost its mark."""
        (source, below), *others = pairs(text) or [("", "")]
        words = _joined(blocks_in(source, signs=False), mark)
        blocks = blocks_in(below, signs=False)
        if not blocks and not others and _is_over(mark, words):
            yield _told(_unit(mark, "", blocks_in(source, signs=False), place), _OVER)
        elif not others:
            yield from self._alone(mark, words, blocks, place)
        elif self._next_is_gone(mark):
            yield _told(_unit(mark, words, blocks[:1], place), _UNMARKED)
            for each in blocks[1:]:
                yield _stray(each, place)
            for quote, under in others:
                yield _stray_pair(quote, under, place)
        else:
            for quote, under in others:
                blocks += [*blocks_in(quote, signs=False), *blocks_in(under, signs=False)]
            yield from self._alone(mark, words, blocks, place, told=len(blocks) == 1)

    def _alone(
        self, mark: Mark, source: str, blocks: list[Shown], place: str, *, told: bool = False
    ) -> Iterator[FoundUnit]:
        if len(blocks) > 1 and not self.bilingual and self._next_is_gone(mark):
            yield _told(_unit(mark, source, blocks[:1], place), _UNMARKED)
            yield from (_stray(each, place) for each in blocks[1:])
            return
        unit = _unit(mark, source, blocks, place)
        if self.bilingual:
            unit = replace(unit, kind=None)
        several = len(blocks) > 1 or (mark.code and self._has_swallowed(unit.target))
        yield _told(unit, _TOGETHER) if told or several else unit

    def _has_swallowed(self, code: str) -> bool:
        """Whether code that was not closed goes on over the marks of other blocks."""
        return any(not self.left or key in self.left for key in keys_in(code) - self.there)

    def _next_is_gone(self, mark: Mark) -> bool:
        following = self.after.get(mark.key)
        return following is not None and following not in self.there


def _unit(mark: Mark, source: str, blocks: list[Shown], place: str) -> FoundUnit:
    text = _joined(blocks, mark)
    if mark.left not in {"", print_of(text)} and mark.field is Field.BODY and not mark.code:
        text = normalise_segment(text, Kind.HEADING if _is_heading(blocks) else Kind.PARAGRAPH)
    untouched = mark.is_untouched(text)
    return FoundUnit(
        key=mark.key,
        source=source,
        target="" if untouched else text,
        state=UnitState.NEW if untouched else mark.state_of(text),
        place=place,
        version=mark.version,
        kind=blocks[0].kind if len(blocks) == 1 and mark.field is Field.BODY else None,
    )


def _joined(blocks: Sequence[Shown], mark: Mark) -> str:
    """The text of blocks; a new paragraph is a break of the line."""
    if mark.field is not Field.BODY:
        return one_line(" ".join(plain_of(each.text) for each in blocks))
    texts = (each.text if mark.item else each.item + each.text for each in blocks)
    return ("\n\n" if mark.code else "\\\n").join(texts)


def _is_over(mark: Mark, words: str) -> bool:
    """Whether other words stand where the source stood."""
    if not (words and mark.of) or same_letters(mark.of, print_of(words)):
        return False
    return not same_letters(mark.of, print_of(normalise_segment(words, Kind.PARAGRAPH)))


def _is_heading(blocks: Sequence[Shown]) -> bool:
    return [each.kind for each in blocks] == [Kind.HEADING]


def _told(unit: FoundUnit, sentence: str) -> FoundUnit:
    return replace(unit, damage=(*unit.damage, say(sentence)))


def _stray(block: Shown, place: str) -> FoundUnit:
    state = UnitState.TRANSLATED
    words = block.item + block.text
    return FoundUnit(key="", source="", target=words, state=state, place=place)


def _stray_pair(quote: str, under: str, place: str) -> FoundUnit:
    """A block that has lost its mark: its source, if something stands below it, and its text."""
    source, text = (quote, under) if under.strip() else ("", quote)
    state = UnitState.TRANSLATED
    return FoundUnit(key="", source=source.strip(), target=text.strip(), state=state, place=place)
