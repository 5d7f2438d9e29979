"""Words that pass for a translation: another script, or no words of any language; markup kept."""

import re

from workflow.languages.language import Language, Script

_CYRILLIC = dict(zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхійклмнопкрстуввкиз", strict=True))
_HAN = "山水風雲花鳥石竹松梅星月海河田林天地日光"
_TURNED = str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")
_LEFT = r"`[^`]*`|\]\([^)]*\)|https?://\S+|\[\^\w+\]|\{\w+\}|&\w+;|\\."
_WORD = re.compile(rf"(?P<left>{_LEFT})|(?P<word>[A-Za-z]+)")


def worded(text: str, language: Language) -> str:
    """``text`` as a translation into a language might look; the same one always."""
    return _WORD.sub(lambda found: found["left"] or _word(found["word"], language), text)


def _word(word: str, language: Language) -> str:
    lower = word.lower()
    if language.script is Script.CYRILLIC:
        said = "".join(_CYRILLIC[letter] for letter in lower)
    elif language.script is Script.HAN_TRADITIONAL:
        said = "".join(_HAN[(ord(letter) * 7 + len(lower)) % len(_HAN)] for letter in lower[:2])
    else:
        said = f"{lower[::-1]}ō" if language.tag == "en" else f"{lower.translate(_TURNED)}ż"
    return said.capitalize() if word[0].isupper() else said
