"""The runs of a Word document, with its looks, as words and marks of ours."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.exchange.pieces import PAIRS, Mark, Piece, Side, Tag, Words, link_end, mark_of


@dataclass(frozen=True, slots=True)
class Run:
    """Some words with one look; ``code`` is a tag's, ``line`` a new line."""

    text: str = ""
    bold: bool = False
    italic: bool = False
    href: str = ""
    code: bool = False
    line: bool = False


def pieces_of_runs(runs: Sequence[Run], *, verbatim: bool) -> tuple[Piece, ...]:
    """The words and tags of runs; ``verbatim`` keeps the empty lines around them."""
    return tuple(_Marking().pieces(_together(runs if verbatim else _trimmed(runs))))


def _trimmed(runs: Sequence[Run]) -> Sequence[Run]:
    """Without line breaks at the ends."""
    said = [place for place, run in enumerate(runs) if run.text]
    return runs[said[0] : said[-1] + 1] if said else ()


def _together(runs: Sequence[Run]) -> list[Run]:
    """With the codes of one tag together, and without runs that say nothing."""
    joined: list[Run] = []
    for run in runs:
        if not run.text and not run.line:
            continue
        last = joined[-1] if joined else None
        if last and run.code and last.code and _is_part(last.text + run.text):
            joined[-1] = Run(last.text + run.text, last.bold, last.italic, last.href, code=True)
        else:
            joined.append(run)
    return joined


def _is_part(text: str) -> bool:
    """Whether two runs that Word has parted are one code."""
    return mark_of(text, Side.SINGLE) is not None and _OPENS.match(text) is None


_OPENS = re.compile(r"!\[|\"")


class _Marking:
    """Opens and closes marks where the look of runs changes: a link, in it bold, in it italic."""

    def __init__(self) -> None:
        self._open: list[tuple[Mark, str, int]] = []  # mark, address, number
        self._codes: list[tuple[str, int]] = []  # codes of pairs that are open
        self._number = 0

    def pieces(self, runs: list[Run]) -> Iterator[Piece]:
        """The pieces of these runs."""
        for run in runs:
            if run.line:
                yield self._single("\\\n", Mark.BREAK)
                continue
            yield from self._change(_wanted(run))
            if run.code:
                yield from self._coded(run.text)
            else:
                yield Words(run.text)
        yield from self._change([])

    def _change(self, wanted: list[tuple[Mark, str]]) -> Iterator[Piece]:
        same = 0
        while same < min(len(wanted), len(self._open)) and self._open[same][:2] == wanted[same]:
            same += 1
        while len(self._open) > same:
            mark, href, number = self._open.pop()
            yield Tag(side=Side.CLOSE, number=number, mark=mark, native=_end(mark, href))
        for mark, href in wanted[same:]:
            number = self._next()
            self._open.append((mark, href, number))
            yield Tag(side=Side.OPEN, number=number, mark=mark, native=_BEGIN[mark])

    def _coded(self, text: str) -> Iterator[Piece]:
        """A tag in grey: alone, or the beginning or end of a picture or a title."""
        opening = mark_of(text, Side.OPEN)
        if opening in PAIRS and text.strip() in {"![", '"'} and not self._closes(text):
            number = self._next()
            self._codes.append((text.strip(), number))
            yield Tag(side=Side.OPEN, number=number, mark=opening, native=text)
        elif self._closes(text):
            begun, number = self._codes.pop()
            mark = Mark.TITLE if begun == '"' else Mark.IMAGE
            yield Tag(side=Side.CLOSE, number=number, mark=mark, native=text)
        else:
            yield self._single(text, mark_of(text, Side.SINGLE) or Mark.PLACEHOLDER)

    def _closes(self, text: str) -> bool:
        """Whether this ends the pair that is open."""
        if not self._codes:
            return False
        begun = self._codes[-1][0]
        return text.strip() == '"' if begun == '"' else text.strip().startswith("](")

    def _single(self, native: str, mark: Mark) -> Tag:
        return Tag(side=Side.SINGLE, number=self._next(), mark=mark, native=native)

    def _next(self) -> int:
        self._number += 1
        return self._number


_BEGIN = {Mark.LINK: "[", Mark.STRONG: "**", Mark.EMPHASIS: "*"}


def _wanted(run: Run) -> list[tuple[Mark, str]]:
    marks = [(Mark.LINK, run.href)] if run.href else []
    marks += [(Mark.STRONG, "")] if run.bold else []
    marks += [(Mark.EMPHASIS, "")] if run.italic else []
    return marks


def _end(mark: Mark, href: str) -> str:
    return link_end(href) if mark is Mark.LINK else _BEGIN[mark]
