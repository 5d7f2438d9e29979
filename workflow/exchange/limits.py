"""How much a file and a block may hold: the text of a story, with room, and no more.

What is beyond a limit is refused before anything that takes its time, with what is too much and
how to mend it. No file below them takes long.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from unicodedata import combining

from workflow.exchange.values import FileProblem, FileRefused, FoundUnit
from workflow.text.markdown import normalise_segment
from workflow.text.markup.parser import MAX_BRACKETS, MAX_PARAGRAPH
from workflow.text.markup.read_inline import MAX_DEPTH
from workflow.text.problems import TextProblem
from workflow.text.segments import Kind

# The text of a story has at most 2,000,000 characters (workflow.text.markup.parser), and a file
# shows it up to three times: as source, as translation, as original beside a pivot. A long read of
# 3,000 blocks leaves as 2 MB and 30,000 lines.
MOST_BYTES = 8_000_000
MOST_LINES = 200_000
MOST_IN_LINE = 300_000  # characters: a whole block, its signs escaped, with room
MOST_SIGNS = 600_000  # of Markdown, each as often as it is dearer to read than one of _OTHERS
MOST_SIGNS_IN_BLOCK = 5_000
MOST_OVER_A_LETTER = 100
MOST_UNITS = 20_000
MOST_LETTERS = 8_000_000  # of all texts of a file, sources and marks among them
MOST_TOLD = 20  # problems that are listed

SIGNS = "*_`<&\\"
_OTHERS = "$%+-:=>@]^{}~!"
_COSTS = ((_OTHERS, 1), (SIGNS, 5), ("[", 20))
PILED = f"More than {MOST_OVER_A_LETTER} accents stand over one letter. Take them out."
_NO_LETTERS = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_OVER_A_LETTER},}}")


def too_large(text: str) -> FileProblem | None:
    """Counted before anything else is done: what works by lines holds all of them at once."""
    if sum(map(text.count, "\n\r\u2028\u2029")) - text.count("\r\n") > MOST_LINES:
        return _no_story(f"lines than {MOST_LINES:,}")
    if cost(text) > MOST_SIGNS:
        return TOO_DEAR
    if place := piled(text):
        return FileProblem(place=place, sentence=PILED)
    for number, line in enumerate(_lines(text), start=1):
        if len(line) > MOST_IN_LINE:
            sentence = f"This line has {len(line):,} characters; {MOST_IN_LINE:,} is the most."
            return FileProblem(
                place=f"line {number}", sentence=f"{sentence} Break it, or shorten its text."
            )
    return None


def cost(text: str) -> int:
    """How dear the signs of Markdown in a text are to read; a file may have MOST_SIGNS."""
    return sum(text.count(sign) * times for signs, times in _COSTS for sign in signs)


def piled(text: str) -> str:
    """Where accents are piled up: to put them in order costs the square of their number."""
    for found in _NO_LETTERS.finditer(text):
        if sum(map(bool, map(combining, found.group()))) > MOST_OVER_A_LETTER:
            line = text.count("\n", 0, found.start()) + 1
            return f"line {line}"
    return ""


def _no_story(more: str) -> FileProblem:
    sentence = f"The file has more {more}, and no story has so many."
    return FileProblem(place="", sentence=f"{sentence} Bring the file of one story.")


TOO_LONG = _no_story(f"letters than {MOST_LETTERS:,}")
TOO_DEAR = _no_story(f"signs of Markdown ({' '.join(SIGNS)} [) than can be read")


def _lines(text: str) -> list[str]:
    for sign in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(sign, "\n")
    return text.split("\n")


def refuse_overlong(units: Iterable[FoundUnit], *, name: str, sources: bool = True) -> None:
    """Raise ``FileRefused`` with every text, or source of one, that no block can be.

    A reader that has looked at the ``sources`` itself leaves them out: code may be longer.
    """
    told = cache(lambda text: tuple(too_much(text)))  # one text may be that of many blocks
    problems = (
        FileProblem(place=placed(unit.key, unit.place), sentence=sentence)
        for unit in units
        for text in (unit.target, unit.source if sources else "")
        for sentence in told(text)
    )
    if found := tuple(islice(problems, MOST_TOLD)):
        raise FileRefused(name, found)


def fits(text: str) -> bool:
    """Whether a text is short and plain enough for a block; more is not even looked at."""
    return (
        len(text) <= MAX_PARAGRAPH
        and text.count("[") <= MAX_BRACKETS
        and _signs(text) <= MOST_SIGNS_IN_BLOCK
        and not piled(text)
    )


def overlong(text: str) -> str:
    """Why a text that does not fit is refused."""
    if piled(text):
        return PILED
    return (
        f"This block has {len(text)} characters; {MAX_PARAGRAPH} is the most, with at most "
        f"{MAX_BRACKETS} square brackets and {MOST_SIGNS_IN_BLOCK} of the signs "
        f"{' '.join(SIGNS)}. Shorten it."
    )


def placed(key: str, place: str) -> str:
    """Where a unit stands, after its key where it has one: ``s9, line 120``."""
    return ", ".join(filter(None, (key, place)))


def too_much(text: str) -> Iterator[str]:
    """What is too much in a text for one block, if anything is."""
    if not fits(text):
        yield overlong(text)
    elif _signs(text) > MAX_DEPTH * 2 or _escaped(text) > MAX_PARAGRAPH:
        try:
            normalise_segment(text, Kind.PARAGRAPH)  # which is longer where signs are escaped
        except TextProblem as error:
            yield str(error)


def _escaped(text: str) -> int:
    """How long a text may become when its signs are escaped."""
    return len(text) + sum(map(text.count, "[]\n"))


def _signs(text: str) -> int:
    return sum(map(text.count, SIGNS))


def refused(name: str, sentence: str, *, place: str = "") -> FileRefused:
    """The whole file is refused, for this."""
    return FileRefused(name, (FileProblem(place=place, sentence=sentence),))


def refuse_too_many(count: int, *, name: str) -> None:
    """Raise ``FileRefused`` where a file has more blocks than any story."""
    if count > MOST_UNITS:
        raise FileRefused(name, (_no_story(f"blocks than {MOST_UNITS:,}"),))
