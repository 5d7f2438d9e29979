"""The four editions of the sample issue, byte for byte as they were last looked at and liked.

After a change that is meant: ``python -m pytest tests/golden --renew``, then look at the emails.
"""

from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path

import pytest

from workflow.issues.checks.message import WARN_BYTES
from workflow.issues.folders.load import load
from workflow.issues.links import Links
from workflow.issues.models import Issue
from workflow.issues.preflight import Prepared, prepare
from workflow.issues.snapshot import snapshot
from workflow.languages.registry import ALL
from workflow.people.actions import terminal_user

SAMPLE = "dumpling-alliance"
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
LINKS = Links(base="https://news.example")
FOLDER = Path(__file__).parent
RENEW = "If this is meant: python -m pytest tests/golden --renew, and look at the emails."

pytestmark = pytest.mark.django_db


@pytest.fixture
def editions(project_root: Path) -> dict[str, Prepared]:
    load(project_root, by=terminal_user(), at=AT)
    issue = snapshot(Issue.objects.get(slug=SAMPLE))
    return {str(each): prepare(issue, each, links=LINKS) for each in issue.languages}


def compare(name: str, text: str, *, renew: bool) -> list[str]:
    """The lines that differ from the golden file, which is written anew when asked."""
    path = FOLDER / name
    if renew:
        path.write_text(text, encoding="utf-8", newline="\n")
    golden = path.read_text(encoding="utf-8") if path.exists() else ""
    return list(unified_diff(_lines(golden), _lines(text), f"{name} (golden)", name, n=1))


def _lines(text: str) -> list[str]:
    return text.replace("><", ">\n<").splitlines()


def test_the_sample_renders_as_it_was_last_liked(
    editions: dict[str, Prepared], request: pytest.FixtureRequest
) -> None:
    renew = request.config.getoption("--renew")
    different: list[str] = []
    for tag, edition in editions.items():
        different += compare(f"{tag}.html", edition.rendered.html, renew=renew)
        different += compare(f"{tag}.txt", edition.rendered.text, renew=renew)
    assert not different, "\n".join([*different[:60], RENEW])


def test_the_sample_has_every_language_and_its_polish_gap(editions: dict[str, Prepared]) -> None:
    assert list(editions) == [str(language) for language in ALL]
    found = {
        tag: [each.check for each in edition.findings]
        for tag, edition in editions.items()
        if edition.findings
    }
    assert found == {"pl": ["missing-translation"]}


def test_the_sample_is_far_from_what_gmail_clips(editions: dict[str, Prepared]) -> None:
    sizes = {tag: edition.rendered.size for tag, edition in editions.items()}
    assert max(sizes.values()) < WARN_BYTES, sizes
