"""When a machine's text that nobody changed is said aloud: 85 % of a block, 95 % of the whole."""

import pytest

from workflow.languages.registry import by_tag
from workflow.text.checks.finding import Severity
from workflow.text.effort_policy import (
    CHECK,
    MachineShare,
    Written,
    segment_finding,
    share,
    untouched,
    whole_finding,
)
from workflow.text.segments import Field, Kind

EN, ZH = by_tag("en"), by_tag("zh-Hant")
TWENTY = " ".join(chr(97 + n) * 3 for n in range(20))  # aaa bbb ccc …


def changed(text: str, words: int) -> str:
    """The text with so many of its words others."""
    said = text.split()
    return " ".join([*(chr(65 + n) * 5 for n in range(words)), *said[words:]])


def block(machine: str, text: str, key="s1", *, field=Field.BODY, kind=Kind.PARAGRAPH, **rest):
    values = {"language": EN, "provider": "deepl", **rest}
    return Written(key=key, field=field, kind=kind, machine=machine, text=text, **values)


@pytest.mark.parametrize(("words", "over"), [(0, True), (2, True), (3, False), (10, False)])
def test_a_block_is_over_the_threshold_when_more_than_85_percent_stands(words, over):
    verdict = untouched([block(TWENTY, changed(TWENTY, words))])
    assert bool(verdict.segments) is over


@pytest.mark.parametrize(("blocks", "whole"), [(20, True), (19, False)])
def test_the_whole_is_over_the_threshold_when_more_than_95_percent_stands(blocks, whole):
    """Of twenty blocks of twenty words, all as the machine wrote them or one by a human."""
    texts = [block(TWENTY, TWENTY, f"s{n}") for n in range(blocks)]
    texts += [block("", TWENTY, f"h{n}") for n in range(20 - blocks)]
    verdict = untouched(texts)
    assert verdict.whole is whole
    assert verdict.kept == pytest.approx(blocks / 20)


def test_nothing_is_said_of_a_text_no_machine_had_a_part_in():
    verdict = untouched([block("", TWENTY)])
    assert (verdict.segments, verdict.whole) == ((), False)
    assert untouched([]).whole is False


@pytest.mark.parametrize(
    "uncounted",
    [
        {"kind": Kind.HEADING},
        {"kind": Kind.ITEM},
        {"kind": Kind.IMAGE},
        {"kind": Kind.CODE},
        {"kind": Kind.LINE, "field": Field.HEADLINE},
        {"kind": Kind.LINE, "field": Field.IMAGE_CAPTION},
    ],
)
def test_what_can_often_be_put_in_one_way_only_is_not_counted(uncounted):
    verdict = untouched([block(TWENTY, TWENTY, **uncounted)])
    assert (verdict.segments, verdict.tokens) == ((), 0)


@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        (EN, "aa bb cc dd ee ff gg hh ii", False),
        (EN, "aa bb cc dd ee ff gg hh ii jj", True),
        (ZH, "渡輪九點出發海鷗跟著飛出去很遠", False),
        (ZH, "渡輪九點出發海鷗跟著飛出去很遠了", True),
    ],
)
def test_a_very_short_text_is_not_counted(language, text, counted):
    assert bool(untouched([block(text, text, language=language)]).segments) is counted


def test_what_is_said_needs_a_reason_and_names_how_much():
    [found] = untouched([block(TWENTY, changed(TWENTY, 1))]).segments
    finding = segment_finding(found, "text")
    assert (finding.check, finding.severity) == (CHECK, Severity.WARNING)
    assert str(finding).startswith("95% of this stands")
    assert (finding.start, finding.end) == (0, 4)
    whole = whole_finding(untouched([block(TWENTY, TWENTY)]), "text")
    assert "100% of the whole text" in str(whole)


def test_readers_are_told_of_words_in_blocks_of_every_kind_and_whose_they_are():
    found = share(
        [
            block(TWENTY, TWENTY),
            block("one two", "one two", kind=Kind.HEADING, provider="google"),
            block("", "ten more"),
            block("gone", "nothing left", provider="mymemory"),
        ]
    )
    assert found == MachineShare(22, 26, ("deepl", "google"))
    assert share([]) == MachineShare(0, 0, ())
