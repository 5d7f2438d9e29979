"""A caution lost in translation: what is found, how firmly, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.languages.registry import ALL, by_tag
from workflow.text.checks.finding import Severity
from workflow.text.checks.hedges import hedges

EN, ZH, UK, PL = (by_tag(tag) for tag in ("en", "zh-Hant", "uk", "pl"))

LOST = [
    (EN, UK, "The alleged spy was arrested.", "Шпигуна заарештували."),
    (EN, PL, "The alleged spy was arrested.", "Szpieg trafił do aresztu."),
    (EN, ZH, "The alleged spy was arrested.", "間諜被捕。"),
    (EN, UK, "The bridge was reportedly shelled.", "Міст обстріляли вночі."),
    (UK, EN, "Міст нібито обстріляли вночі.", "The bridge was shelled at night."),
    (UK, PL, "Ймовірний шпигун утік.", "Szpieg uciekł za granicę."),
    (UK, ZH, "Міст нібито обстріляли.", "橋樑夜間遭砲擊。"),
    (PL, EN, "Rzekomy szpieg uciekł.", "The spy fled the country."),
    (PL, UK, "Most podobno ostrzelano.", "Міст обстріляли вночі."),
    (PL, ZH, "Domniemany szpieg uciekł.", "間諜逃往國外。"),
    (ZH, EN, "據稱橋樑遭砲擊。", "The bridge was shelled."),
    (ZH, UK, "該官員涉嫌貪污。", "Цей чиновник брав хабарі."),
    (ZH, PL, "橋樑據報遭砲擊。", "Most został ostrzelany."),
]


@pytest.mark.parametrize(("source_language", "language", "source", "text"), LOST)
def test_a_caution_lost_in_a_short_plain_sentence_is_a_warning(
    source_language, language, source, text
):
    (finding,) = hedges(source, text, source_language=source_language, language=language)
    assert finding.check == "hedges"
    assert finding.severity is Severity.WARNING
    assert str(finding).startswith("The source is careful: “")


LEFT_ALONE = [
    (EN, UK, "The alleged spy was arrested.", "Імовірного шпигуна заарештували."),
    (EN, UK, "The alleged spy was arrested.", "Чоловіка, якого підозрюють у шпигунстві, взяли."),
    (EN, UK, "It was reportedly shelled.", "За словами військових, його обстріляли."),
    (EN, UK, "The so-called republic fell.", "Так звана республіка впала."),
    (EN, UK, "The so-called republic fell.", "«Республіка» впала."),
    (EN, PL, "The alleged spy was arrested.", "Aresztowano domniemanego szpiega."),
    (EN, PL, "The bridge was reportedly shelled.", "Most miał zostać ostrzelany."),
    (EN, PL, "The so-called republic fell.", "„Republika” upadła."),
    (EN, ZH, "The alleged spy was arrested.", "涉嫌間諜被捕。"),
    (EN, ZH, "It was reportedly shelled.", "報導指出該地遭砲擊。"),
    (EN, ZH, "The so-called republic fell.", "「共和國」垮台。"),
    (UK, EN, "Міст нібито обстріляли.", "The bridge may have been shelled."),
    (PL, EN, "Most podobno ostrzelano.", "The bridge was said to have been shelled."),
    (ZH, EN, "據稱橋樑遭砲擊。", "The bridge was reportedly shelled."),
    (EN, UK, "Officials said it fell.", "Воно впало."),
    (EN, UK, "The spy was arrested.", "Шпигуна заарештували."),
    (EN, UK, "The alleged spy was arrested.", ""),
]


@pytest.mark.parametrize(("source_language", "language", "source", "text"), LEFT_ALONE)
def test_a_caution_kept_by_any_means_is_left_alone(source_language, language, source, text):
    assert not hedges(source, text, source_language=source_language, language=language)


def test_in_a_long_sentence_it_is_only_a_note():
    (finding,) = hedges(
        "The alleged spy was arrested on Tuesday near the border, with two of his friends.",
        "Шпигуна заарештували у вівторок біля кордону, разом із двома його друзями з міста.",
        source_language=EN,
        language=UK,
    )
    assert finding.severity is Severity.NOTE


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(ALL), st.sampled_from(ALL))
def test_spans_lie_in_the_translation(source, text, source_language, language):
    for finding in hedges(source, text, source_language=source_language, language=language):
        assert (finding.start, finding.end) == (0, len(text))
