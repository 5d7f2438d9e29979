"""Words of a document that came back which stand where no translation is read: all are told."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from workflow.exchange.docx import HOW, MOST_TITLE, WHOSE
from workflow.exchange.docx_parts import Parts
from workflow.exchange.docx_rows import Row
from workflow.exchange.docx_units import beside
from workflow.exchange.docx_xml import WORD, is_gone, said, take
from workflow.languages.catalogue import catalogue, marked
from workflow.languages.registry import ALL
from workflow.languages.sentences import Sentence, say
from workflow.text.safe_xml import Element, local_name

_At = tuple[int, int] | None  # row and column; None outside of the table


def take_head(parts: Parts) -> None:
    """Take out what we wrote above the table: the title, how to use it, and whose file it is."""
    how = {" ".join(catalogue(each).text(HOW).split()) for each in ALL}
    lines = [(each, " ".join(said(each).split())) for each in _above_the_table(parts.body)]
    for place, (paragraph, line) in enumerate(each for each in lines if each[1]):
        is_title = place == 0 and (not parts.title or line[:MOST_TITLE] == parts.title)
        if is_title or line in how or WHOSE.fullmatch(line):
            take(paragraph)


def _above_the_table(body: Element) -> Iterator[Element]:
    for each in body.iter(f"{WORD}p", f"{WORD}tbl"):
        if local_name(each) == "tbl":
            return
        yield each


def told_left(parts: Parts, rows: Sequence[Row]) -> Iterator[Sentence]:
    """What is still in the document when the rows are read, with where it stands."""
    cells = {
        cell.element: (row.number, place)
        for row in rows
        for place, cell in enumerate(row.cells, start=1)
    }
    for at, letters in groupby(_left(parts.body), key=lambda each: _at(each, cells)):
        yield _told(at, " ".join(filter(None, map(take, letters))))
    for root in parts.around:
        if words := take(root):
            yield _told(None, words)


def _left(body: Element) -> Iterator[Element]:
    for each in body.iter("{*}t"):
        if each.text and each.text.strip() and not is_gone(each):
            yield each


def _at(element: Element, cells: dict[Element, tuple[int, int]]) -> _At:
    return next((cells[each] for each in element.iterancestors() if each in cells), None)


def _told(at: _At, words: str) -> Sentence:
    if at is None:
        sentence = marked("Words outside the table were left out: {words}")
        return say(sentence, words=words)
    return beside(f"row {at[0]}, column {at[1]}", words)
