"""The tags of other tools: which stand for words, and which stand between two words.

A placeholder (``{0}``, ``%s``) and a character written by its name (``&nbsp;``) are words, and
stay. A tag that stands alone parts the words around it, unless it is known to be about their looks;
one of a pair does not, unless it is known to end a line or a cell.
"""

import re
from html import unescape

from mdit_py_cjk_friendly import is_cjk

from workflow.text.safe_xml import Element, local_name

_LONGEST = 60  # characters of a tag that are told
_STANDS_ALONE = frozenset({"ph", "ut"})
_PLACEHOLDER = re.compile(
    r"""
      [$\#%]?\{+[^{}<>\\]+\}+                                # {0} {name} ${name} {{ name }}
    | \{\s*\w+\s*,[^<>\\]+\}                                 # {n, plural, one {ship} other {ships}}
    | %\(\w+\)[a-zA-Z]                                       # %(name)s
    | %(?:\d+\$)?[-+0\#]*\d*(?:\.\d+)?(?:ll?|hh?|z)?[a-zA-Z@]  # %s %1$s %.2f %@
    | %\w+%                                                  # %name%
    | [@\#]\w[\w.-]*                                         # a handle, a hashtag
    | https?://[^\s<>]+ | [\w.+-]+@[\w-]+\.[\w.-]+           # an address
    """,
    re.VERBOSE,
)
_CHARACTER = re.compile(r"&(?:\w+|\#\d+|\#[xX][0-9a-fA-F]+);|\s+")
_MEMOQ = re.compile(r"""<mq:(?:ch|rxt)[\w-]*\s(?:[^>]*\s)?val=["']([^"']+)["'][^>]*>""")
_MARKUP = re.compile(r"<[^<>]+>")
_PARTS = re.compile(
    r"</?(?:\w+:)?(?:br|p|div|li|[uo]l|t[dhr]|table|h[1-6r]|tab|cr|dt|dd)\d*\b"
    r"|\{?\\(?:line|par|tab|cell)\b",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"</?(?:\w+:)?(?:a|abbr|b|big|bdo|cf|cite|code|del|em|f|font|g|i|ins|kbd|mark|q|r|rpr|s|small|span"
    r"|strike|strong|sub|sup|t|tt|u|var|wbr)\d*\b|\{\\|\}$",
    re.IGNORECASE,
)
_BREAKS = frozenset({"lb", "pb", "cb"})  # types of TMX: the break of a line, a page, a column
_ENDS = frozenset(".,:;!?…)]}»”%°")
_BEGINS = frozenset("([{«“„")


def words_of(tag: Element) -> str:
    """The words that a tag stands for; none for mere markup."""
    if local_name(tag) not in _STANDS_ALONE or len(tag):
        return ""
    code: str = tag.text or ""
    memoq = _MEMOQ.fullmatch(code)
    code = unescape(memoq[1]) if memoq else code
    if _PLACEHOLDER.fullmatch(code):
        return code
    return unescape(code) if _CHARACTER.fullmatch(code) or (memoq and len(code) == 1) else ""


def code_of(tag: Element) -> str:
    """What a tag holds, shortened; its name where it is empty."""
    code = " ".join("".join(tag.itertext()).split())
    return (code or f"<{local_name(tag)}/>")[:_LONGEST]


def parts_words(tag: Element) -> bool:
    """Whether the words before and after a tag are two."""
    code = tag.text or ""
    codes = _MARKUP.findall(code) or [code]
    if tag.get("type") in _BREAKS or any(map(_PARTS.match, codes)):
        return True
    return local_name(tag) in _STANDS_ALONE and not all(map(_LOOKS.match, codes))


def glued(before: str, after: str) -> bool:
    """Whether two characters would make one word of two, or leave no space after a mark."""
    if is_cjk(before) and is_cjk(after):
        return False
    return (before.isalnum() or before in _ENDS) and (after.isalnum() or after in _BEGINS)
