"""The runs of a Word document, with its looks, as words and marks of ours."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.exchange.pieces import PAIRS, Mark, Piece, Side, Tag, Words, link_end, mark_of

_Look = tuple[Mark, str]  # and where a link leads


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
    """Opens and closes marks where the look of runs changes.

    Of those that begin together the one that reaches further holds the other; of those that reach
    as far, a link holds bold words, and these italic ones.
    """

    def __init__(self) -> None:
        self._open: list[tuple[Mark, str, int]] = []  # mark, address, number
        self._codes: list[tuple[str, int]] = []  # codes of pairs that are open
        self._number = 0

    def pieces(self, runs: list[Run]) -> Iterator[Piece]:
        """The pieces of these runs."""
        reaches = _reaches(runs)
        for run, reach in zip(runs, reaches, strict=True):
            if run.line:
                yield self._single("\\\n", Mark.BREAK)
                continue
            yield from self._change(reach)
            if run.code:
                yield from self._coded(run.text)
            else:
                yield Words(run.text)
        yield from self._change({})

    def _change(self, wanted: Mapping[_Look, int]) -> Iterator[Piece]:
        """Close what ends here and open what begins; ``wanted`` says how far each reaches."""
        open_ = [each[:2] for each in self._open]
        same = next((at for at, look in enumerate(open_) if look not in wanted), len(open_))
        while len(self._open) > same:
            mark, href, number = self._open.pop()
            yield Tag(side=Side.CLOSE, number=number, mark=mark, native=_end(mark, href))
        begun = wanted.keys() - set(open_[:same])
        for mark, href in sorted(begun, key=lambda look: (-wanted[look], _ORDER[look[0]])):
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


_ORDER = {Mark.LINK: 0, Mark.STRONG: 1, Mark.EMPHASIS: 2}
_BEGIN = {Mark.LINK: "[", Mark.STRONG: "**", Mark.EMPHASIS: "*"}


def _reaches(runs: Sequence[Run]) -> list[Mapping[_Look, int]]:
    """For each run how it looks, and how many runs from there on look so; breaks change nothing."""
    reaches: list[Mapping[_Look, int]] = []
    after: Mapping[_Look, int] = {}
    for run in reversed(runs):
        if not run.line:
            after = {look: after.get(look, 0) + 1 for look in _looks(run)}
        reaches.append(after)
    return reaches[::-1]


def _looks(run: Run) -> list[_Look]:
    looks = [(Mark.LINK, run.href)] if run.href else []
    looks += [(Mark.STRONG, "")] if run.bold else []
    looks += [(Mark.EMPHASIS, "")] if run.italic else []
    return looks


def _end(mark: Mark, href: str) -> str:
    return link_end(href) if mark is Mark.LINK else _BEGIN[mark]
