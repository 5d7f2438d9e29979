"""Reading the small marks of English: which are apostrophes, which primes, which quotation marks.

One key of a keyboard stands for all of them, so that they are told apart together: first what is
sure by itself (*don't*, *’90s*, 5'10"), then single quotation marks in pairs, then double ones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.text.typography.opaque import OPAQUE
from workflow.text.typography.quote_levels import Mark
from workflow.text.typography.swaps import any_of

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_EMPHASIS = "*_~"
_SINGLE = "'‘’"
_OTHER_KEYS = "`´ʼ′"
_LEADS = "([{<|/=+—–-“„«\"‘'"  # what an opening mark may follow without a space
_MARK = re.compile(r"''(?!')|[\"“”„«»'‘’]")
_SIZE = any_of(
    "screen display monitor TV television laptop tablet wide tall long high deep thick diameter",
    "pipe pizza vinyl record single disk drive wheel rim barrel gun howitzer mortar x × by",
)
_PRIMES = re.compile(
    rf"""
      \d(?P<feet>['’])(?=\ ?\d{{1,2}}(?:\.\d+)?\ ?(?:["”½]|''))       # 5'10"
    | \d['’]\ ?\d{{1,2}}(?:\.\d+)?(?P<inches>"|'')
    | \d°\ ?\d{{1,2}}(?P<minutes>')(?:\ ?\d{{1,2}}(?:\.\d+)?(?P<seconds>"|''))?
    | \d(?P<either>["'])(?=\ ?[x×]\ ?\d|[ -]{_SIZE}(?!\w)|\ ?[NSEW](?!\w))
    | \d(?P<foot>')(?=\d)
    """,
    re.VERBOSE,
)
_ELIDED = any_of(
    "tis tisn twas twasn twere twould twill twixt til em nuff neath bout cos cuz fraid struth ere",
    "tude ello allo",
)
_SURE = re.compile(
    rf"""
      (?<=[^\W_])['’‘](?=[^\W_])
    | (?<=[^\W\d_])[`´ʼ′](?=[^\W\d_])                     # another key: it`s
    | (?<=[)\]*_”"{OPAQUE}])['’](?=s(?!\w))
    | (?<![^\W_])['‘’][nN]['’](?![^\W_])
    | (?<![\w{OPAQUE}])['‘’](?=(?:{_ELIDED}|[nN])(?![^\W_])|\d\d?0?s(?!\w))
    | (?<=(?<![\w’'])[oO])['’](?=[-\ ]the(?!\w))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SHORTENED = re.compile(r"\d\d(?!\w|[.,]\d)|(?:cause|round|gainst|fore)(?!\w)")


@dataclass(frozen=True, slots=True)
class Reading:
    """The marks of a text: where its apostrophes stand, and its quotation marks in order."""

    apostrophes: frozenset[int]
    marks: tuple[Mark, ...]


def read(text: str) -> Reading:
    """Tell the marks of a text apart; those that cannot be told are in neither list."""
    apostrophes: set[int] = set()
    marks: list[Mark] = []
    start = 0
    for end in [*(found.end() for found in _PARAGRAPH.finditer(text)), len(text)]:
        paragraph = _Paragraph(text, start, end)
        apostrophes |= paragraph.apostrophes
        marks += paragraph.marks()
        start = end
    return Reading(frozenset(apostrophes), tuple(marks))


def beside(text: str, place: int, step: int) -> str:
    """The nearest character that is no emphasis of Markdown; empty at either end."""
    at = place - 1 if step < 0 else place
    while 0 <= at < len(text) and text[at] in _EMPHASIS:
        at += step
    return text[at] if 0 <= at < len(text) else ""


def is_single(words: str) -> bool:
    """Whether a mark is of the inner kind: a double one may be typed as two single ones."""
    return len(words) == 1 and words in _SINGLE


class _Paragraph:
    """One paragraph while it is read."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.primes = {
            found.start(name)
            for found in _PRIMES.finditer(text, start, end)
            for name, words in found.groupdict().items()
            if words
        }
        self.apostrophes = self._sure()
        self.singles = dict(self._pairs())

    def marks(self) -> Iterator[Mark]:
        """The quotation marks with their levels and partners."""
        open_marks: list[Mark] = []
        for found in _MARK.finditer(self.text, self.start, self.end):
            opens = self._opens(found, open_marks)
            if opens is None:
                continue
            mark = Mark(start=found.start(), words=found.group(), opens=opens)
            if opens:
                mark.around = open_marks[-1] if open_marks else None
                mark.level = len(open_marks)
                open_marks.append(mark)
            else:
                _close(mark, open_marks)
            yield mark

    def _sure(self) -> set[int]:
        return {
            found.start() + at
            for found in _SURE.finditer(self.text, self.start, self.end)
            for at, char in enumerate(found.group())
            if char in _SINGLE + _OTHER_KEYS and found.start() + at not in self.primes
        }

    def _pairs(self) -> Iterator[tuple[int, bool]]:
        """The places of single quotation marks, and whether they open; other marks are noted."""
        places = [
            found.start()
            for found in re.finditer(r"(?<!')['‘’](?!')", self.text[: self.end])
            if found.start() >= self.start and found.start() not in self.primes | self.apostrophes
        ]
        at = 0
        while at < len(places):
            place = places[at]
            at += 1
            if not self._may_open(place):
                if self._may_close(place):
                    self._note_apostrophe(place)
                continue
            closers = self._closers(places[at:])
            closer = self._chosen(closers)
            if closer is None:
                yield from self._alone(place)
                continue
            yield place, True
            yield closer, False
            for other in closers[: closers.index(closer)]:
                self._note_apostrophe(other)
            at = places.index(closer) + 1

    def _alone(self, place: int) -> Iterator[tuple[int, bool]]:
        """An opening mark that nothing closes: *’24*, *’cause*, or a quotation that goes on."""
        if _SHORTENED.match(self.text, place + 1):
            self.apostrophes.add(place)
        elif self.text[place] == "‘":
            yield place, True

    def _may_open(self, place: int) -> bool:
        before, after = beside(self.text, place, -1), beside(self.text, place + 1, 1)
        return (
            self.text[place] != "’"
            and bool(after.strip())
            and (
                not before.strip()
                or (before in _LEADS and (after.isalnum() or after in f'{OPAQUE}“"'))
            )
        )

    def _may_close(self, place: int) -> bool:
        before = beside(self.text, place, -1)
        return self.text[place] != "‘" and bool(before.strip()) and before not in "([{"

    def _closers(self, places: list[int]) -> list[int]:
        """What may close an opening mark: up to the next that may open."""
        closers = []
        for place in places:
            if self._may_open(place):
                break
            if self._may_close(place):
                closers.append(place)
        return closers

    def _chosen(self, closers: list[int]) -> int | None:
        """The first that is no possessive (*the students’ camp*), or else the first of all."""
        sure = (place for place in closers if not self._looks_possessive(place))
        return next(sure, closers[0] if closers else None)

    def _looks_possessive(self, place: int) -> bool:
        return bool(re.match(r"[sxz]['’] [a-z]", self.text[place - 1 : place + 3]))

    def _note_apostrophe(self, place: int) -> None:
        """A mark at the end of a word that closes no quotation: *the students’*, *goin’*."""
        if self.text[place - 1].isalpha():
            self.apostrophes.add(place)

    def _opens(self, found: re.Match[str], open_marks: list[Mark]) -> bool | None:
        place, words = found.start(), found.group()
        if place in self.primes or is_single(words):
            return self.singles.get(place)
        if words in "«„":
            return True
        waiting = any(not is_single(mark.words) for mark in open_marks)
        before, after = beside(self.text, place, -1), beside(self.text, found.end(), 1)
        if words in "“”»":
            return _opens_by_shape(words, before, after, waiting)
        return _opens_by_place(before, after, waiting)


def _opens_by_shape(words: str, before: str, after: str, waiting: bool) -> bool:
    """Curly marks say it themselves, unless they stand the wrong way round."""
    begins = not before.strip() and bool(after.strip())
    ends = bool(before.strip()) and before not in _LEADS and not after.isalnum()
    if words == "“":
        return not (waiting and ends)
    return words == "”" and not waiting and begins and after.isalnum()


def _opens_by_place(before: str, after: str, waiting: bool) -> bool | None:
    """A straight mark opens after a space and closes before one; None for what cannot be told."""
    if not before.strip():
        return True if after.strip() else None
    begins = after.isalnum() or (after != "" and after in f"{OPAQUE}“‘'$£€#@[(…¿¡*")
    if before in _LEADS and begins:
        return not (waiting and before in "\"'-–—/" and not after.isalnum())
    if waiting:
        return False
    if before in ",:;.!?" and after.isalnum():
        return True
    closes_earlier = before in ".,!?…—–’'" or not after
    return False if closes_earlier else None


def _close(mark: Mark, open_marks: list[Mark]) -> None:
    """Give a closing mark the nearest opening one of its kind."""
    kind = is_single(mark.words)
    fitting = [each for each in open_marks if is_single(each.words) == kind]
    if not fitting:
        return
    opening = fitting[-1]
    del open_marks[open_marks.index(opening) :]
    mark.level, mark.around = len(open_marks), opening.around
    mark.partner, opening.partner = opening, mark
