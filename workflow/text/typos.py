"""Edits that mend how a text is written and say nothing new."""

import re

from rapidfuzz.distance import OSA

from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.text.diff import Op, word_diff
from workflow.text.lexicon.registry import lexicon
from workflow.text.touched import Reason
from workflow.text.words import words

_NOT_LETTERS = re.compile(r"[\W_]+")
_LEAST = 4  # letters: in a shorter word one letter makes another word
_LONG = 8  # letters: in a longer word two may be wrong
_APOSTROPHE = re.compile("[’ʼ']")
_TELLING = re.compile(r"[%‰°€$£¥₴№]|(?<![\w.])[-−–+](?=\d)")  # marks that tell what is counted
_QUESTION = re.compile("[?？]")


def only_marks(old: str, new: str) -> Reason | None:
    """Say that the same words and numbers stand in the same order: only marks or layout changed."""
    if old == new:
        return Reason(message=marked("Only the formatting changed."))
    before, after = _written(old), _written(new)
    if [word.casefold() for word in before] != [word.casefold() for word in after]:
        return None
    if _TELLING.findall(old) != _TELLING.findall(new) or _asks(old) != _asks(new):
        return None
    return _form(before == after)


def only_form(old: str, new: str) -> Reason | None:
    """Say that the same letters and digits stand there: spaces and hyphens may have changed too."""
    before, after = _letters(old), _letters(new)
    if before.casefold() != after.casefold() or _asks(old) != _asks(new):
        return None
    return _form(before == after)


def _form(same_capitals: bool) -> Reason:
    if same_capitals:
        return Reason(message=marked("Only punctuation and spaces changed."))
    return Reason(message=marked("Only capital letters and punctuation changed."))


def only_swapped(old: str, new: str, language: Language) -> Reason | None:
    """Say that two neighbouring letters of one word were put right, which makes no other word."""
    reason = only_spelling(old, new, language)
    if reason is None:
        return None
    one, other = reason.values["old"], reason.values["new"]
    swapped = sorted(one) == sorted(other) and OSA.distance(one, other) == 1
    return reason if swapped and one.islower() and len(one) > _LEAST else None


def only_question(old: str, new: str) -> Reason | None:
    """Say that a statement became a question, or a question a statement, in the same words."""
    if _letters(old).casefold() != _letters(new).casefold():
        return None
    return Reason(message=marked("Only a question mark was added or taken out."))


def only_spelling(old: str, new: str, language: Language) -> Reason | None:
    """Say that the spelling of one word was mended."""
    pieces = word_diff(old, new)
    removed = [word for piece in pieces if piece.op is Op.REMOVED for word in words(piece.text)]
    added = [word for piece in pieces if piece.op is Op.ADDED for word in words(piece.text)]
    changed = [(one, other) for one, other in zip(removed, added, strict=False) if one != other]
    if len(removed) != len(added) or len(changed) != 1 or _asks(old) != _asks(new):
        return None
    one, other = changed[0]
    if not (_is_misspelt(one, other) or _are_twins(one, other, language)):
        return None
    return Reason(
        message=marked("The spelling of one word was mended: {old} became {new}."),
        values={"old": one, "new": other},
    )


def _written(text: str) -> list[str]:
    return [_APOSTROPHE.sub("’", word) for word in words(text)]


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text)


def _asks(text: str) -> bool:
    return _QUESTION.search(text) is not None


def _is_misspelt(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    shorter = min(len(one), len(other))
    if shorter < _LEAST or one[0] != other[0] or not (one.isalpha() and other.isalpha()):
        return False
    return OSA.distance(one, other) <= (2 if shorter >= _LONG else 1)


def _are_twins(one: str, other: str, language: Language) -> bool:
    known = lexicon(language)
    return known is not None and frozenset((one, other)) in known.twins
