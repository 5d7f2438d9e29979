"""The little words that give a language away, for languages that share an alphabet."""

_ENGLISH = """
the of and to in is that for with was on by are from this which have has had were at as it be an
or not but they their its his her who will would can more been after also than about into over
when while between these there through
"""
_POLISH = """
w z na i się że do nie jest to o od po za dla przez oraz jak ale który która które tym tego tej są
był była było już tylko jego jej ich ze we a co by czy także między przed pod gdy może będzie jako
lub
"""

# Words of one letter, which a look-alike of another alphabet may stand for.
ONE_LETTER_WORDS: dict[str, str] = {"en": "a", "pl": "aiouwz"}

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "pl": frozenset(_POLISH.split()),
}
