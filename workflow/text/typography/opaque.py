"""Making opaque what typography leaves alone: code, addresses, placeholders, foreign quotations.

Every such character becomes ``OPAQUE``, one for one, so that places in the text stay the same; it
is neither a letter nor a space nor a mark, so that no rule reaches into it by accident.
"""

import re

from workflow.languages.language import Language, Script

OPAQUE = "\ue000"

_NOT_PROSE = re.compile(
    r"""
      (?P<fence>`+)(?:(?!(?P=fence)).)+(?P=fence)          # code
    | (?<=\]\()[^)\s]*(?:[ ]"[^"\n]*")?(?=\))              # the address and title of a link
    | (?:https?://|www\.)                                  # an address, not what ends a sentence
      [^\s<>"「」『』（）《》〈〉，。、；：！？»“”]+(?<![.,;:!?'’)*_])
    | (?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w              # an email address
    | (?<!\w)[@\#]\w+                                      # a handle, a hashtag
    | \{\w*\} | (?<!\d)%(?:\(\w+\))?[sd](?![A-Za-z])       # a placeholder
    | &(?:\w+|\#\d+);                                      # a character by its name
    | \[\^\w+\]                                            # the mark of a footnote
    | </?[A-Za-z][^<>]*> | <!--.*?-->                      # a tag, a comment
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTED = re.compile(
    r"“([^“”]+)”|«([^«»]+)»|„([^„”“]+)[”“]|「([^「」]+)」|『([^『』]+)』|\"([^\"\n]+)\""
)
_LETTERS = {
    Script.LATIN: re.compile("[A-Za-z\u00c0-\u024f]"),
    Script.CYRILLIC: re.compile("[\u0400-\u04ff]"),
    Script.HAN_TRADITIONAL: re.compile("[\u3400-\u9fff]"),
}
_ANY_LETTER = re.compile(r"[^\W\d_]")


def opaque(text: str, language: Language) -> str:
    """The text with everything opaque that the typography of ``language`` has no say in.

    What stands between quotation marks is foreign when it has letters, and none of them is of the
    language's script; the marks themselves stay visible.
    """
    text = _NOT_PROSE.sub(lambda found: OPAQUE * len(found.group()), text)
    return _QUOTED.sub(lambda found: _hidden_if_foreign(found, language), text)


def _hidden_if_foreign(found: re.Match[str], language: Language) -> str:
    whole = found.group()
    inside = whole[1:-1]
    if not _ANY_LETTER.search(inside) or _LETTERS[language.script].search(inside):
        return whole
    return f"{whole[0]}{OPAQUE * len(inside)}{whole[-1]}"
