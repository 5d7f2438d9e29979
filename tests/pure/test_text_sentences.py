"""Cutting segments into sentences: the measured cases, and that nothing is lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.languages.registry import ALL, by_tag
from workflow.text.sentences import sentences

MOST_WRONG = {"en": 2, "uk": 1, "pl": 0, "zh-Hant": 0}


@pytest.mark.parametrize("tag", MOST_WRONG)
def test_the_measured_cases_are_cut_as_well_as_the_best_tool_cuts_them(project_root, tag):
    path = project_root / "tests" / "facts" / "segmentation-cases.json"
    language = by_tag(tag)
    space = "" if tag == "zh-Hant" else " "
    wrong = [
        case
        for case in json.loads(path.read_text(encoding="utf-8"))[tag]
        if [each.strip() for each in sentences(space.join(case), language)] != case
    ]
    assert len(wrong) <= MOST_WRONG[tag], wrong


@pytest.mark.parametrize("language", ALL, ids=str)
@given(text=st.text(alphabet="aбłі。！？「」 .!?…*[]()^1\n", max_size=60))
def test_together_the_sentences_are_the_text_again(language, text):
    assert "".join(sentences(text, language)) == text
