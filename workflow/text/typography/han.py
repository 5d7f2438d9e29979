"""What stands for a Chinese character, a full-width mark, a space, in the patterns of rules."""

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
OPENING = "「『（《〈【〔“‘"
CLOSING = "」』）》〉】〕”’"
MARKS = "，。、；：？！…⋯—"
TIGHT = "，。、；：？！「『（《〈【〔」』）》〉】〕"  # marks that bring their own space
GAP = "[ \u00a0\u2009\u202f]"
EMPHASIS = "*_~"


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one."""
    return "\u3400" <= char <= "\u9fff" or char == "\u3007"


def beside(text: str, place: int, step: int, *, over_gaps: bool = False) -> str:
    """The nearest character that is no emphasis of Markdown (nor a space); empty at either end."""
    passed = EMPHASIS + (" \u00a0\u2009\u202f" if over_gaps else "")
    at = place - 1 if step < 0 else place
    while 0 <= at < len(text) and text[at] in passed:
        at += step
    return text[at] if 0 <= at < len(text) else ""
