"""Numbers in digits, with the grouping and decimal marks of a language."""

import re
from decimal import Decimal
from functools import cache

_SPACES = "\u00a0\u202f\u2009"


def pattern(*, decimal: str, grouping: str) -> str:
    """The pattern of a number where ``decimal`` and ``grouping`` are its marks.

    Where a comma groups, a point is the decimal mark and the other way round; no-break spaces
    group everywhere. What looks like a telephone number is no group: 0800 555 111.
    """
    group = f"[{re.escape(grouping)}{_SPACES}]"
    start = rf"(?<!\d)(?<!\d[{_SPACES} ])"
    grouped = rf"{start}[1-9]\d{{0,2}}(?P<mark>{group})\d{{3}}(?:(?P=mark)\d{{3}})*(?!\d)"
    return rf"(?:{grouped}|\d+)(?:[{re.escape(decimal)}]\d+)?"


def value(written: str, *, decimal: str, grouping: str) -> Decimal:
    """The value of what ``pattern`` matched; what can be a group is one."""
    found = _parts(decimal, grouping).fullmatch(written)
    whole, fraction = (found["whole"], found["fraction"]) if found else (written, None)
    return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{fraction or 0}")


@cache
def _parts(decimal: str, grouping: str) -> re.Pattern[str]:
    group = f"[{re.escape(grouping)}{_SPACES}]"
    grouped = rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+"
    return re.compile(rf"(?P<whole>{grouped}|\d+)(?:[{re.escape(decimal)}](?P<fraction>\d+))?")
