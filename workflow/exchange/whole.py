"""Whether a file came back whole, or was cut short on its way.

A file leaves with the list of its blocks at its top and a mark at its end. Tools drop marks, and
people leave blocks out on purpose: only a file without its end that has just the first of its
blocks was cut for certain, and is refused. Where its end may be missing, the last text is looked
at before it counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from workflow.exchange.limits import MOST_UNITS
from workflow.exchange.marks import KEY
from workflow.exchange.values import FileProblem, FileRefused, FoundUnit
from workflow.languages.catalogue import marked
from workflow.languages.sentences import say

_RUN = re.compile(rf"(?P<first>{KEY})(?:-(?P<last>[0-9]{{1,9}}))?")
_PLAIN_KEY = re.compile(r"(?P<letter>[a-z])(?P<number>[0-9]{1,9})")


def listed(keys: Sequence[str]) -> str:
    """The keys of a file, in its order and short: ``s1-12 s61 s13-60 n1``."""
    runs: list[list[str]] = []
    for key in keys:
        if runs and _follows(runs[-1][-1], key):
            runs[-1].append(key)
        else:
            runs.append([key])
    return " ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1][1:]}" for run in runs)


def _follows(key: str, following: str) -> bool:
    before, after = _PLAIN_KEY.fullmatch(key), _PLAIN_KEY.fullmatch(following)
    return bool(
        before
        and after
        and before["letter"] == after["letter"]
        and str(int(before["number"]) + 1) == after["number"]
    )


def read_listed(text: str) -> tuple[str, ...]:
    """The keys again; nothing where the list is not whole, or longer than any file."""
    keys: list[str] = []
    for run in text.split():
        found = _RUN.fullmatch(run)
        if found is None:
            return ()
        keys += _keys(found, MOST_UNITS - len(keys))
        if len(keys) >= MOST_UNITS:
            return ()
    return tuple(keys)


def _keys(run: re.Match[str], most: int) -> Iterator[str]:
    first = _PLAIN_KEY.fullmatch(run["first"])
    if first is None or run["last"] is None:
        yield run["first"]
        return
    start = int(first["number"])
    for number in range(start, min(int(run["last"]), start + most) + 1):
        yield f"{first['letter']}{number}"


def following(keys: Sequence[str]) -> dict[str, str]:
    """By key, the one that stood after it when the file left."""
    return dict(pairwise(keys))


def with_its_end(
    units: Sequence[FoundUnit],
    left: Sequence[str],
    *,
    name: str,
    ended: bool,
    open_end: bool,
    mend: str,
) -> tuple[FoundUnit, ...]:
    """The units; raises ``FileRefused`` where the end of the file is cut off.

    ``left`` are the keys that the file left with, ``ended`` whether its end mark is there,
    ``open_end`` whether more of the last text may have followed. ``mend`` says what to do with a
    file that only seems to be cut.
    """
    if ended:
        return tuple(units)
    keys = {unit.key for unit in units} - {""}
    if len(units) < len(left) and keys == set(left[: len(keys)]):
        sentence = (
            f"The file left with {len(left)} blocks, and ends after the first {len(keys)}. "
            f"Bring the whole of it. {mend}"
        )
        place = units[-1].place if units else ""
        raise FileRefused(name, (FileProblem(place=place, sentence=sentence),))
    if not units or not open_end:
        return tuple(units)
    told = say(marked("The mark of the file’s end is missing; this text may be cut short."))
    last = replace(units[-1], damage=(*units[-1].damage, told))
    return (*units[:-1], last)
