"""What stands under the marks of a Markdown file as units: with a key, or without one.

A block whose mark is deleted stands under the mark before it. It is told from a paragraph that was
made two by the list of blocks that the file left with: a block that follows there, and is gone, has
lost its mark.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial

from workflow.exchange.limits import MOST_SIGNS_IN_BLOCK, MOST_TOLD, SIGNS, refuse_too_many
from workflow.exchange.markdown_blocks import Shown, blocks_in
from workflow.exchange.markdown_chunks import Chunk, pairs, without_comments
from workflow.exchange.markdown_marks import keys_in
from workflow.exchange.marks import Mark, print_of, same_letters
from workflow.exchange.values import FileProblem, FileRefused, FoundUnit, UnitState
from workflow.exchange.whole import following
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.text.cleaning import one_line
from workflow.text.markdown import normalise_segment
from workflow.text.markup.parser import MAX_PARAGRAPH
from workflow.text.markup.plain import plain_of
from workflow.text.problems import TextProblem
from workflow.text.segments import Field, Kind

_TOGETHER = marked("Several blocks stand under this mark. They were put together.")
_OVER = marked("Where the source stood are other words. They may be the translation.")
_UNMARKED = marked("Under this block stands text without a mark. It may belong to it.")
_LONGEST_CHUNK = 5 * MAX_PARAGRAPH


class Reading:
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
            if len(problems) == MOST_TOLD:
                break
            refuse_too_many(len(units), name=name)
        if problems:
            raise FileRefused(name, tuple(problems))
        return units

    def units(self, chunk: Chunk) -> Iterator[FoundUnit]:
        """The unit of a mark, and one for each text under it that must be another's."""
        place = f"line {chunk.line}"
        if sum(map(chunk.text.count, SIGNS)) > MOST_SIGNS_IN_BLOCK:
            raise TextProblem(
                f"More than {MOST_SIGNS_IN_BLOCK} of the signs {' '.join(SIGNS)} stand under one "
                "mark. Put the marks back, or take them out."
            )
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
            blocks = blocks_in(text, signs=True, code=chunk.mark.code)
            yield from self._alone(chunk.mark, "", blocks, place)

    def _beside(self, mark: Mark, text: str, place: str) -> Iterator[FoundUnit]:
        """A chunk that begins with its source; a quotation further down has lost its mark."""
        (source, below), *others = pairs(text, code=mark.code) or [("", "")]
        shown = partial(blocks_in, signs=False, code=mark.code)
        words = _joined(shown(source), mark)
        blocks = shown(below)
        if not blocks and not others and _is_over(mark, words):
            yield _told(_unit(mark, "", shown(source), place), _OVER)
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
                blocks += [*shown(quote), *shown(under)]
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
