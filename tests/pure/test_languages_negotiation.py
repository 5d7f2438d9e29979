"""Which language a reader's, a browser's or a terminal's wish leads to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.languages.negotiation import negotiate
from workflow.languages.registry import ALL

NOTHING = None

ONE_TAG = [
    ("en", "en"),
    ("en-GB", "en"),
    ("EN-us", "en"),
    ("en-Latn-US", "en"),
    ("en-US-x-dumpling", "en"),
    ("uk", "uk"),
    ("uk-UA", "uk"),
    ("uk-Cyrl-UA", "uk"),
    ("pl", "pl"),
    ("PL-pl", "pl"),
    ("zh-Hant", "zh-Hant"),
    ("zh-TW", "zh-Hant"),
    ("zh-HK", "zh-Hant"),
    ("zh-MO", "zh-Hant"),
    ("zh-Hant-TW", "zh-Hant"),
    ("zh-Hant-HK", "zh-Hant"),
    ("zh-hant-cn", "zh-Hant"),  # the reader names the script: it wins over the country
    ("ZH-tw", "zh-Hant"),
    ("cmn-Hant-TW", "zh-Hant"),
    ("zh-cmn-Hant", "zh-Hant"),
    ("yue-Hant-HK", "zh-Hant"),
    ("zh-yue-Hant", "zh-Hant"),
    ("nan-Hant-TW", "zh-Hant"),
    # Simplified or unsaid script: no match.
    ("zh", NOTHING),
    ("zh-CN", NOTHING),
    ("zh-SG", NOTHING),
    ("zh-Hans", NOTHING),
    ("zh-Hans-TW", NOTHING),
    ("zh-Hans-HK", NOTHING),
    ("zh-Latn", NOTHING),
    ("zh-Latn-TW", NOTHING),
    ("cmn", NOTHING),
    ("yue", NOTHING),
    ("yue-HK", NOTHING),
    ("zh-yue", NOTHING),
    ("wuu", NOTHING),
    ("wuu-Hans", NOTHING),
    # Neighbours are not the same.
    ("ru", NOTHING),
    ("ru-UA", NOTHING),
    ("be", NOTHING),
    ("rue", NOTHING),
    ("szl", NOTHING),
    ("csb-PL", NOTHING),
    ("ua", NOTHING),
    ("enm", NOTHING),
    # A script we do not write the language in.
    ("uk-Latn", NOTHING),
    ("en-Shaw", NOTHING),
    # Nothing that could be served.
    ("*", NOTHING),
    ("", NOTHING),
    ("-", NOTHING),
    ("en-", NOTHING),
    ("-uk", NOTHING),
    ("uk--UA", NOTHING),
    ("x-uk", NOTHING),
    ("u\u212a", NOTHING),  # a Kelvin sign is no k
    ("pІ", NOTHING),
]


def tag_of(language):
    return language.tag if language else NOTHING


@pytest.mark.parametrize(("wish", "served"), ONE_TAG)
def test_a_tag_finds_its_language_or_nothing(wish, served):
    assert tag_of(negotiate([wish])) == served
    assert tag_of(negotiate(wish)) == served


@pytest.mark.parametrize(
    ("locale", "served"),
    [
        ("uk_UA.UTF-8", "uk"),
        ("uk_UA", "uk"),
        ("zh_TW.Big5", "zh-Hant"),
        ("zh_TW", "zh-Hant"),
        ("zh_HK.UTF-8@stroke", "zh-Hant"),
        ("zh_Hant", "zh-Hant"),
        ("zh_CN.GB18030", NOTHING),
        ("pl_PL@euro", "pl"),
        ("en.UTF-8", "en"),
        ("ru_UA.KOI8-U", NOTHING),
        ("C", NOTHING),
        ("C.UTF-8", NOTHING),
        ("POSIX", NOTHING),
        ("ru_RU:uk:pl", "uk"),
    ],
)
def test_a_terminal_s_locale_is_understood(locale, served):
    assert tag_of(negotiate(locale)) == served


@pytest.mark.parametrize(
    ("header", "served"),
    [
        ("uk-UA,uk;q=0.9,en;q=0.8", "uk"),
        ("en;q=0.5,pl;q=0.8", "pl"),
        ("en; q=0.5 , pl ; Q=0.8", "pl"),
        ("ru,en;q=0.3,uk;q=0.7", "uk"),
        ("zh-CN,zh;q=0.9,en;q=0.1", "en"),
        ("zh-CN,zh-TW;q=0.2", "zh-Hant"),
        ("pl,uk", "pl"),  # equal weights: the order stands
        ("pl;q=0.50,uk;q=0.5", "pl"),
        ("uk;q=0", NOTHING),
        ("uk;q=0.000,en;q=0.001", "en"),
        ("de,*;q=0.5", NOTHING),
        ("*", NOTHING),
        ("uk;q=often,pl;q=0.1", "pl"),
        ("uk;q=-1,pl;q=0.1", "pl"),
        ("uk;q=nan,pl;q=0.1", "pl"),
        (",,;,pl,", "pl"),
        ("", NOTHING),
    ],
)
def test_the_weights_of_a_browser_s_header_decide(header, served):
    assert tag_of(negotiate(header)) == served


def test_the_first_wish_that_can_be_served_wins():
    assert tag_of(negotiate(["ru", "zh-CN", "PL", "uk"])) == "pl"
    assert negotiate([]) is NOTHING
    assert negotiate(["ru", "be", "zh"]) is NOTHING


def test_only_the_languages_offered_are_chosen():
    english, _, ukrainian, _ = ALL
    assert negotiate("pl,uk;q=0.9,en;q=0.8", among=(english, ukrainian)) == ukrainian


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), st.text("enukplzhHANTtwq=;,.:_-@ *01")))
def test_no_text_whatever_makes_negotiation_fail(text):
    assert negotiate(text) in {None, *ALL}
    assert negotiate([text]) in {None, *ALL}


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([language.tag for language in ALL]),
    st.sampled_from(["", "-ua", "_TW", "-GB", "-001"]),
    st.booleans(),
)
def test_case_separator_and_region_never_change_the_language(tag, region, loud):
    wish = tag + region
    assert tag_of(negotiate([wish.upper() if loud else wish.lower()])) == tag


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["en", "uk", "pl", "zh-TW", "ru", "zh-CN", "??"]), max_size=6))
def test_a_list_and_the_same_list_as_a_header_agree(tags):
    header = ",".join(f"{tag};q={1 - place / 10:.1f}" for place, tag in enumerate(tags))
    assert negotiate(tags) == negotiate(header)
