"""The rows of a table that came back, and which of their cells stands in which column.

People merge cells, add columns for their comments and drag the lines between them. So a cell is
told by the column it lies under, and the columns by the names of the languages at their heads.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from workflow.exchange.docx_xml import WORD, above, child, is_gone, said
from workflow.exchange.marks import Mark, find_mark
from workflow.languages.formatting import name_of
from workflow.languages.registry import ALL
from workflow.text.safe_xml import Element

_MOST_COLUMNS = 63  # of a table in Word
_WIDTH = 1_000  # of a column that the table does not say
_MOST_WIDE = 100_000
Span = tuple[int, int]  # from where to where, in twentieths of a point


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell and where it lies."""

    element: Element
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that is there; ``number`` counts all rows of the document."""

    number: int
    element: Element
    cells: tuple[Cell, ...]
    mark: Mark | None

    def under(self, column: Span | None) -> Cell | None:
        """The cell that lies under the most of a column."""
        if column is None:
            return None
        found = max(self.cells, key=lambda cell: _common(cell.span, column))
        return found if _common(found.span, column) > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where the columns lie; a source is lacking where its whole column was taken out."""

    mark: Span
    source: Span | None
    target: Span | None
    others: tuple[Span, ...]


# Rows ----------------------------------------------------------------------------------------


def rows_of(body: Element) -> tuple[Row, ...]:
    """The rows of all tables in their order; tables within our cells are part of the cells.

    A row that has all of our table in a cell of its own is none.
    """
    rows = list(_rows(body))
    outer = {above(row.element, "tr") for row in rows}
    return tuple(row for row in rows if row.mark or row.element not in outer)


def _rows(body: Element) -> Iterator[Row]:
    inner: set[Element] = set()  # rows that are content: ours, and those in them
    edges: dict[Element, list[int]] = {}
    number = 0
    for element in body.iter(f"{WORD}tr"):
        if above(element, "tr") in inner:
            inner.add(element)
            continue
        number += 1
        cells = tuple(_cells(element, edges))
        if not cells or is_gone(element):
            continue
        mark = find_mark(_own_words(cells[0].element))
        if mark:
            inner.add(element)
        yield Row(number=number, element=element, cells=cells, mark=mark)


def _cells(row: Element, edges: dict[Element, list[int]]) -> Iterator[Cell]:
    table = above(row, "tbl")
    if table not in edges:
        edges[table] = _edges(table)
    at = _number(child(row, "trPr/gridBefore"), 0)
    for element in row.iter(f"{WORD}tc"):
        if above(element, "tr") is row:
            end = at + max(1, _number(child(element, "tcPr/gridSpan"), 1))
            yield Cell(element=element, span=(_edge(edges[table], at), _edge(edges[table], end)))
            at = end


def _edges(table: Element | None) -> list[int]:
    grid = child(table, "tblGrid")
    widths = [] if grid is None else list(grid.iter(f"{WORD}gridCol"))[:_MOST_COLUMNS]
    return [0, *accumulate(max(1, _number(each, _WIDTH, "w", _MOST_WIDE)) for each in widths)]


def _edge(edges: Sequence[int], at: int) -> int:
    return edges[at] if at < len(edges) else edges[-1] + _WIDTH * (at - len(edges) + 1)


def _number(
    element: Element | None, otherwise: int, name: str = "val", most: int = _MOST_COLUMNS
) -> int:
    text = "" if element is None else element.get(f"{WORD}{name}") or ""
    return min(int(text[:9]), most) if text.isascii() and text.isdigit() else otherwise


def _own_words(cell: Element) -> str:
    """The words of a cell without those of tables in it."""
    paragraphs = (each for each in cell.iter(f"{WORD}p") if above(each, "tc") is cell)
    return "".join(said(each) for each in paragraphs)


def _is_mostly(one: Span, other: Span) -> bool:
    return _common(one, other) * 2 > one[1] - one[0]


def _common(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


# Columns -------------------------------------------------------------------------------------


def columns_of(rows: Sequence[Row], languages: tuple[str, str]) -> Columns:
    """The columns as most rows have them; ``languages`` are the file's, or empty."""
    layouts = Counter(tuple(cell.span for cell in row.cells) for row in rows if row.mark)
    layout = max(
        layouts, key=lambda each: (len(each) > 1, layouts[each], len(each)), default=((0, 1),)
    )
    named = next((found for row in rows if not row.mark and (found := heads(row))), {})
    either = [*named.values()] if not any(languages) and len(named) == 2 else [None, None]
    source, target = (named.get(tag, span) for tag, span in zip(languages, either, strict=True))
    if len(layout) > 2:
        source = source or (layout[1] if layout[1] != target else None)
        target = target or (layout[2] if layout[2] != source else None)
    known = [each for each in (layout[0], source, target) if each]
    others = tuple(
        each for each in layout[:_MOST_COLUMNS] if not any(_is_mostly(each, one) for one in known)
    )
    return Columns(mark=layout[0], source=source, target=target, others=others)


def heads(row: Row) -> Mapping[str, Span]:
    """Where the languages are named in a row, by their tags."""
    words = [(" ".join(said(cell.element).split()).casefold(), cell.span) for cell in row.cells]
    return {_names()[each]: span for each, span in words if each in _names()}


@cache
def _names() -> Mapping[str, str]:
    """The tag of each language by what each language calls it."""
    return {
        name_of(each, in_language=other).nominative.casefold(): each.tag
        for each in ALL
        for other in ALL
    }
