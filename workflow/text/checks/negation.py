"""A negation that was lost on the way, or came from nowhere.

Languages negate by other means (*without*, *refuse*, *unlikely*), so only a text with no such word
at all is spoken of, and seldom firmly: in long sentences this is a note, in a short plain one,
where nothing else can have carried the negation, a warning.
"""

from collections.abc import Sequence

from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.text.checks.finding import Finding, Severity
from workflow.text.checks.masking import prose
from workflow.text.checks.plainness import is_plain
from workflow.text.lexicon.registry import lexicon
from workflow.text.lexicon.signs import Sign, Strength

CHECK = "negation"


def negation(
    source_text: str, text: str, *, source_language: Language, language: Language
) -> tuple[Finding, ...]:
    """Find a negation that only the source has, or only the translation."""
    theirs, ours = lexicon(source_language), lexicon(language)
    if theirs is None or ours is None or source_language == language or not text.strip():
        return ()
    source, own = prose(source_text), prose(text)
    there, here = theirs.negation.find(source), ours.negation.find(own)
    plain = is_plain(source) and is_plain(own)
    if _is_clear(there) and not here:
        return (_lost(text, there, plain=plain),)
    if _is_clear(here) and not there:
        return (_added(here, plain=plain),)
    return ()


def _is_clear(signs: Sequence[Sign]) -> bool:
    return any(sign.strength is Strength.CLEAR for sign in signs)


def _first(signs: Sequence[Sign]) -> Sign:
    return next(sign for sign in signs if sign.strength is Strength.CLEAR)


def _severity(*, plain: bool) -> Severity:
    return Severity.WARNING if plain else Severity.NOTE


def _lost(text: str, there: Sequence[Sign], *, plain: bool) -> Finding:
    return Finding(
        check=CHECK,
        severity=_severity(plain=plain),
        start=0,
        end=len(text),
        message=marked(
            "The source says “{word}”, and nothing here negates. "
            "Check that the meaning is not reversed."
        ),
        values={"word": _first(there).text},
    )


def _added(here: Sequence[Sign], *, plain: bool) -> Finding:
    sign = _first(here)
    return Finding(
        check=CHECK,
        severity=_severity(plain=plain),
        start=sign.start,
        end=sign.end,
        message=marked(
            "“{word}” negates, and nothing in the source does. "
            "Check that the meaning is not reversed."
        ),
        values={"word": sign.text},
    )
