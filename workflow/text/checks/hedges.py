"""A caution that was lost: what the source only alleges must not be stated as a fact.

A translation may be careful by other means: by naming who says so, by “may”, by quotation marks.
Only where there is nothing of the kind does the check speak, with a note; in a short plain
sentence, with a warning.
"""

from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.text.checks.finding import Finding, Severity
from workflow.text.checks.masking import prose
from workflow.text.checks.plainness import is_plain
from workflow.text.lexicon.registry import lexicon
from workflow.text.lexicon.signs import Strength

CHECK = "hedges"


def hedges(
    source_text: str, text: str, *, source_language: Language, language: Language
) -> tuple[Finding, ...]:
    """Find a caution of the source (alleged, reportedly) that the translation does not have."""
    theirs, ours = lexicon(source_language), lexicon(language)
    if theirs is None or ours is None or source_language == language or not text.strip():
        return ()
    source, own = prose(source_text), prose(text)
    clear = [sign for sign in theirs.hedging.find(source) if sign.strength is Strength.CLEAR]
    if not clear or ours.hedging.find(own):
        return ()
    certain = is_plain(source) and is_plain(own)
    return (
        Finding(
            check=CHECK,
            severity=Severity.WARNING if certain else Severity.NOTE,
            start=0,
            end=len(text),
            message=marked(
                "The source is careful: “{word}”. Here it reads as a fact. "
                "Say that it is only claimed."
            ),
            values={"word": clear[0].text},
        ),
    )
