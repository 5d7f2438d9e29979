"""Which checks a language gets: the one table to add a line to."""

from collections.abc import Callable

from workflow.languages.language import Language, Script
from workflow.text.checks.chinese import simplified_characters
from workflow.text.checks.finding import Finding
from workflow.text.checks.letters import (
    cyrillic_lookalikes,
    latin_lookalikes,
    russian_letters,
)

Check = Callable[[str], tuple[Finding, ...]]

BY_SCRIPT: dict[Script, tuple[Check, ...]] = {
    Script.LATIN: (cyrillic_lookalikes,),
    Script.CYRILLIC: (latin_lookalikes,),
    Script.HAN_TRADITIONAL: (simplified_characters,),
}
BY_TAG: dict[str, tuple[Check, ...]] = {
    "uk": (russian_letters,),
}


def wrong_script(text: str, language: Language) -> tuple[Finding, ...]:
    """Find letters and characters that do not belong to the language, in order of place."""
    checks = (*BY_SCRIPT.get(language.script, ()), *BY_TAG.get(language.tag, ()))
    found = [finding for check in checks for finding in check(text)]
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.check)))
