"""The quotations of a text: what stands between quotation marks."""

import re

_QUOTED = re.compile(
    r"“([^“”]*)”|«([^«»]*)»|„([^„”“]*)[”“]|「([^「」]*(?:「[^「」]*」[^「」]*)*)」"
    r"|『([^『』]*)』|\"([^\"\n]*)\""
)


def quotations(text: str) -> tuple[str, ...]:
    """The outermost quotations in order, without their marks."""
    return tuple(next(filter(None, found.groups()), "") for found in _QUOTED.finditer(text))
