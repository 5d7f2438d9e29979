"""Putting right what may be put right without asking: the checks' fixes, then typography's."""

from collections.abc import Iterable, Iterator

from workflow.languages.language import Language
from workflow.text.checks.catalogue import sure_fixes
from workflow.text.checks.finding import Finding
from workflow.text.checks.passage import Passage
from workflow.text.typography import apply
from workflow.text.typography.style import USUAL, HouseStyle

_MOST_ROUNDS = 4


def mend(text: str, language: Language, style: HouseStyle = USUAL) -> str:
    """The text with every fix graded *auto* in place; mending twice changes nothing more."""
    for _ in range(_MOST_ROUNDS):
        before = text
        found = sure_fixes(Passage(text=text, language=language))
        text = apply.mend("".join(_mended(text, found)), language, style)
        if text == before:
            break
    return text


def _mended(text: str, findings: Iterable[Finding]) -> Iterator[str]:
    done = 0
    for finding in findings:
        if finding.start >= done and finding.fix is not None:
            yield text[done : finding.start]
            yield finding.fix
            done = finding.end
    yield text[done:]
