"""The units of a Word document that came back: each row's mark, source and translation."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from workflow.exchange.docx_cells import CellReader, CellWords
from workflow.exchange.docx_rows import Cell, Columns, Row, heads
from workflow.exchange.docx_text import as_words, text_of
from workflow.exchange.docx_xml import WORD, child, is_on, take
from workflow.exchange.marks import Mark, other_words
from workflow.exchange.no_source import is_stand_in, stand_in
from workflow.exchange.notes import is_note
from workflow.exchange.pieces import Piece, Words, letters_of
from workflow.exchange.values import FileProblem, FoundUnit, UnitState
from workflow.languages.catalogue import marked
from workflow.languages.registry import ALL
from workflow.languages.sentences import Sentence, say
from workflow.text.problems import TextProblem
from workflow.text.segments import Field, Kind

_KINDS = {kind.value: kind for kind in Kind if kind is not Kind.CODE}


class UnitReader:
    """Reads rows; ``remarks`` and ``problems`` gather what else was met."""

    def __init__(self, cells: CellReader, columns: Columns) -> None:
        self._cells = cells
        self._columns = columns
        self.remarks: list[Sentence] = []
        self.problems: list[FileProblem] = []

    def units(self, rows: Sequence[Row]) -> Iterator[FoundUnit]:
        """The units of all rows, without headings and rows without any words."""
        targets = [row.under(self._columns.target) for row in rows]
        follow = [*(cell is not None and _goes_on(cell) for cell in targets), False]
        for row, joined in zip(rows, map(any, pairwise(follow)), strict=True):
            try:
                unit = self._of(row, row.mark, joined=joined) if row.mark else self._unmarked(row)
            except TextProblem as problem:
                block = f", block {row.mark.key}" if row.mark else ""
                place = f"row {row.number}{block}"
                self.problems.append(FileProblem(place=place, sentence=str(problem)))
            else:
                yield from [unit] if unit else []

    def _unmarked(self, row: Row) -> FoundUnit | None:
        """Words in a row that has no mark: they belong to no block that anybody knows."""
        named = heads(row)
        for cell in row.cells:
            if cell.span in named.values():
                take(cell.element)
        if named or is_on(child(row.element, "trPr"), "tblHeader"):
            return None
        found = row.under(self._columns.target)
        words = self._words(row, found) if found else CellWords()
        pieces = words.pieces or tuple(map(Words, filter(None, [take(row.element)])))
        target, _ = text_of(pieces, Kind.PARAGRAPH)
        if not pieces and not words.damage:
            return None
        return FoundUnit(
            key="",
            source="",
            target=target,
            state=UnitState.TRANSLATED,
            place=f"row {row.number}",
            damage=words.damage,
        )

    def _of(self, row: Row, mark: Mark, *, joined: bool) -> FoundUnit:
        first, columns = row.cells[0], self._columns
        source, target = row.under(columns.source), row.under(columns.target)
        rest, kind = _first_cell(first, mark)
        lacking = source is None and columns.source is not None
        if target is None or lacking or target in {first, source} or source is first:
            return _tangled(row, mark, rest)
        self._tell_beside(row, rest)
        verbatim = kind is Kind.CODE
        left = self._source(row, source, verbatim=verbatim) if source else ()
        right = self._words(row, target, verbatim=verbatim)
        joined = joined or target in map(row.under, columns.others)
        return _marked(row, mark, kind, left, right, joined=joined)

    def _source(self, row: Row, cell: Cell, *, verbatim: bool) -> tuple[Piece, ...]:
        words = self._words(row, cell, verbatim=verbatim, original=True)
        for sentence in words.damage:
            told = say(marked("{place}: {sentence}"), place=_place(row, cell), sentence=sentence)
            self.remarks.append(told)
        line = letters_of(words.pieces)
        if not is_stand_in(line):
            return words.pieces
        if line not in map(stand_in, ALL):
            self.remarks.append(beside(_place(row, cell), line))
        return ()

    def _words(
        self, row: Row, cell: Cell, *, verbatim: bool = False, original: bool = False
    ) -> CellWords:
        words = self._cells.words(cell.element, verbatim=verbatim, original=original)
        if words.readings:
            sentence = marked("{place}: the reading beside the characters was left out: {words}")
            self.remarks.append(say(sentence, place=_place(row, cell), words=words.readings))
        return words

    def _tell_beside(self, row: Row, words: str) -> None:
        if words:
            self.remarks.append(beside(_place(row, row.cells[0]), words))


def beside(place: str, words: str) -> Sentence:
    """What is said of words in a cell that is not the translation's."""
    sentence = marked("{place}: words outside the column of the translation were left out: {words}")
    return say(sentence, place=place, words=words)


def _place(row: Row, cell: Cell) -> str:
    return f"row {row.number}, column {row.cells.index(cell) + 1}"


def _goes_on(cell: Cell) -> bool:
    """Whether a cell is merged with the one above it."""
    merged = child(cell.element, "tcPr/vMerge")
    return merged is not None and merged.get(f"{WORD}val") != "restart"


def _first_cell(cell: Cell, mark: Mark) -> tuple[str, Kind]:
    """Words that stand beside the mark and are not ours, and what sort of block it is."""
    lines = [take(each) for each in cell.element.iter(f"{WORD}p")]
    rest = other_words(" ".join(line for line in lines if not is_note(line)))
    return rest, _kind(mark, next(filter(None, lines), ""))


def _kind(mark: Mark, said: str) -> Kind:
    if mark.code:
        return Kind.CODE
    if mark.field is not Field.BODY:
        return Kind.LINE
    return next((_KINDS[word] for word in said.split() if word in _KINDS), Kind.PARAGRAPH)


def _tangled(row: Row, mark: Mark, rest: str) -> FoundUnit:
    """A row that has no cell of its own for the translation: what it says is told, not taken."""
    words = " ".join(filter(None, (rest, take(row.element))))
    sentence = marked(
        "Cells of this row are merged or missing, so nobody can tell the translation from the "
        "rest. Make them three again, and bring the file once more: {words}"
    )
    return FoundUnit(
        key=mark.key,
        source="",
        target="",
        state=UnitState.NEW,
        place=f"row {row.number}",
        version=mark.version,
        damage=(say(sentence, words=words),) if words else (),
    )


def _marked(
    row: Row,
    mark: Mark,
    kind: Kind,
    left: tuple[Piece, ...],
    right: CellWords,
    *,
    joined: bool,
) -> FoundUnit:
    pieces = right.pieces
    if kind in {Kind.CODE, Kind.LINE}:
        left, pieces = as_words(left, kind), as_words(pieces, kind)
    source, _ = text_of(left, kind)
    target, damage = text_of(pieces, kind, like=left)
    merged = say(marked("The cell is merged with another, whose words may stand in it. Split it."))
    return FoundUnit(
        key=mark.key,
        source=source,
        target=target,
        state=mark.state_of(target),
        place=f"row {row.number}",
        version=mark.version,
        damage=(*damage, *right.damage, *([merged] if joined else [])),
    )
