"""Hiding what is no prose, so that checks look at words only; places in the text stay the same."""

import re

_NOT_PROSE = re.compile(
    r"""
      (?P<fence>`+)(?:(?!(?P=fence)).)+(?P=fence)     # code
    | (?<=\]\()[^)\s]*                                # the address of a link or a picture
    | (?:https?://|www\.)[^\s<>）」』»”]+             # an address
    | (?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+          # an email address
    | [@\#][\w]+                                      # a handle, a hashtag
    | \{\w+\}                                         # a placeholder
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTED = re.compile(
    r"“[^“”]*”|«[^«»]*»|„[^„”“]*[”“]|「[^「」]*」|『[^『』]*』|《[^《》]*》"
    r"|\([^()]*\)|（[^（）]*）|\"[^\"\n]*\"|\[[^\[\]]*\](?=\()"
)


def prose(text: str) -> str:
    """Return the text with code, addresses, handles and placeholders made spaces."""
    return _NOT_PROSE.sub(_spaces, text)


def own_words(text: str) -> str:
    """Return the prose with quotations, brackets and link words made spaces as well."""
    return _QUOTED.sub(_spaces, prose(text))


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found.group())
