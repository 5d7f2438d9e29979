"""The cases of tests/facts/typography-cases.csv: each bad one is found, no good one is."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from workflow.languages.registry import by_tag
from workflow.text.checks.finding import Grade
from workflow.text.typography.apply import findings, house_style, mend, rules
from workflow.text.typography.style import HouseStyle

CASES = Path(__file__).parents[1] / "facts" / "typography-cases.csv"
STYLES = {"nbsp-preposition": house_style({"uk.nbsp-preposition": "on"})}  # off by default


@dataclass(frozen=True)
class Case:
    locale: str
    rule: str
    bad: str
    good: str

    @property
    def style(self) -> HouseStyle:
        return STYLES.get(self.rule, HouseStyle())

    def found(self, text: str) -> list[str]:
        found = findings(text, by_tag(self.locale), self.style)
        return [text[each.start : each.end] for each in found if each.check == self.rule]


def _cases() -> list[Case]:
    """The rows whose rule is one of typography; the other ones are checks."""
    with CASES.open(encoding="utf-8", newline="") as lines:
        rows = [
            Case(row["locale"], row["rule"], row["bad"], row["good"])
            for row in csv.DictReader(lines)
        ]
    return [row for row in rows if row.rule in {rule.check for rule in rules(by_tag(row.locale))}]


ALL_CASES = _cases()


def _graded(case: Case) -> Grade:
    return next(rule.grade for rule in rules(by_tag(case.locale)) if rule.check == case.rule)


def _named(case: Case) -> str:
    return f"{case.locale} {case.rule}"


@pytest.mark.parametrize("case", [case for case in ALL_CASES if case.bad], ids=_named)
def test_what_is_wrong_is_found(case: Case) -> None:
    assert case.found(case.bad)


@pytest.mark.parametrize("case", ALL_CASES, ids=_named)
def test_what_is_right_is_left_alone(case: Case) -> None:
    assert case.found(case.good) == []


@pytest.mark.parametrize(
    "case",
    [case for case in ALL_CASES if case.bad and _graded(case) is Grade.AUTO],
    ids=_named,
)
def test_what_is_safe_is_mended(case: Case) -> None:
    language = by_tag(case.locale)
    assert mend(case.bad, language, case.style) == mend(case.good, language, case.style)


def test_every_language_has_cases() -> None:
    assert {case.locale for case in ALL_CASES} == {"en", "zh-Hant", "uk", "pl"}
