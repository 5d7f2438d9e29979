"""``docs/checks.md``: every check has its heading, and its examples behave as they say."""

import re
from pathlib import Path

import pytest

from workflow.languages.registry import ALL, by_tag
from workflow.text.checks.catalogue import CHECKS, check_pair, check_text
from workflow.text.effort_policy import CHECK as MACHINE_TEXT
from workflow.text.terms.base import term_base
from workflow.text.terms.table import read_terms
from workflow.text.typography import apply

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "checks.md"
TERMS = term_base(read_terms((ROOT / "translations" / "glossary.csv").read_text("utf-8")))
HEADING = re.compile(r"^### `([\w-]+)`", re.MULTILINE)
CODE_POINT = re.compile(r"`U\+([0-9A-F]{4})`")
OURS = {
    name
    for check in CHECKS
    for name in check.ids
    if name not in {"numbers", "dates", "currencies", "units", "negation", "hedges"}
}


def sections():
    """The text under each heading."""
    parts = HEADING.split(PAGE.read_text("utf-8"))
    return zip(parts[1::2], parts[2::2], strict=True)


def rows(width):
    """The examples of our own checks in tables of so many columns."""
    for check, text in sections():
        for line in text.splitlines() if check in OURS else ():
            cells = [_typed(cell.strip()) for cell in line.strip().strip("|").split("|")]
            if len(cells) == width and cells[0] in {language.tag for language in ALL}:
                yield check, *cells


def _typed(cell):
    return CODE_POINT.sub(lambda found: chr(int(found[1], 16)), cell)


def test_every_check_has_its_heading():
    known = OURS | {name for check in CHECKS for name in check.ids}
    known |= {rule.check for language in ALL for rule in apply.rules(language)}
    described = {check for check, _ in sections()}
    known.add(MACHINE_TEXT)  # of a whole translation, not of a text
    assert described >= known
    assert described <= known, "a heading names a check that is gone"


@pytest.mark.parametrize(("check", "tag", "bad", "good"), list(rows(3)))
def test_an_example_of_a_text_behaves_as_it_says(check, tag, bad, good):
    language = by_tag(tag)
    assert check in {each.check for each in check_text(bad, language=language, terms=TERMS)}
    assert check not in {each.check for each in check_text(good, language=language, terms=TERMS)}


@pytest.mark.parametrize(("check", "origin", "tag", "source", "bad", "good"), list(rows(5)))
def test_an_example_of_a_pair_behaves_as_it_says(check, origin, tag, source, bad, good):
    def found(text):
        findings = check_pair(
            text,
            language=by_tag(tag),
            source_text=source,
            source_language=by_tag(origin),
            terms=TERMS,
        )
        return {each.check for each in findings}

    assert not bad or check in found(bad)
    assert check not in found(good)


def test_there_are_examples_of_each_of_our_checks():
    assert {row[0] for width in (3, 5) for row in rows(width)} == OURS
