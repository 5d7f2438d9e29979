"""Reading times of day, onto the clock of 24 hours."""

import re
from collections.abc import Iterator

from workflow.text.quantities.days import blanked
from workflow.text.quantities.han import read
from workflow.text.quantities.lexicon import Lexicon
from workflow.text.quantities.quantity import Clock, Kind, Quantity


def times(text: str, lexicon: Lexicon, patterns: tuple[re.Pattern[str], ...]) -> Iterator[Quantity]:
    """Every time of day; one of the first twelve hours without its half of the day is uncertain."""
    for pattern in patterns:
        for found in pattern.finditer(text):
            clock = _clock(found, lexicon)
            if clock:
                start = found.start() + len(found.group()) - len(found.group().lstrip())
                yield Quantity(
                    start=start,
                    end=found.end(),
                    kind=Kind.TIME,
                    value=clock,
                    digits=bool(re.search(r"\d", found.group())),
                    certain=clock.hour > 12 or bool(found.groupdict().get("part")),
                )
                text = blanked(text, found.start(), found.end())


def _clock(found: re.Match[str], lexicon: Lexicon) -> Clock | None:
    said = found.groupdict()
    hour, minute = _number(said["hour"]), _number(said.get("minute") or "0")
    if said.get("half"):
        minute = 30
    if hour is None or minute is None or hour > 24 or minute > 59:
        return None
    part = lexicon.parts_of_day.get(said.get("part") or "", "")
    return Clock(hour=_turned(hour, part), minute=minute)


def _turned(hour: int, part: str) -> int:
    if part == "pm" and hour < 12:
        return hour + 12
    if part == "night" and 6 <= hour < 12:
        return hour + 12
    if part in {"am", "night"} and hour == 12:
        return 0
    return hour % 24


def _number(written: str) -> int | None:
    value = int(written) if written.isdecimal() else read(written)
    return None if value is None else int(value)
