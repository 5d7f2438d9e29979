"""When a translation no longer renders its source, directly or through other languages."""

import pytest

from workflow.languages.registry import by_tag
from workflow.translation.outdated import StoryVersions, VersionFacts, reasons

EN, ZH, UK, PL = map(by_tag, ("en", "zh-Hant", "uk", "pl"))


def source(number, **texts):
    return VersionFacts(language=UK, number=number, texts=texts)


def approved(language, number, revision, relay=None, **texts):
    return VersionFacts(
        language=language, number=number, texts=texts, revision=revision, relay=relay
    )


def story(revisions, approved=(), latest=()):
    revisions = dict(enumerate(revisions, start=1))
    return StoryVersions(
        current=max(revisions),
        revisions=revisions,
        approved=dict(approved),
        latest=dict(latest),
    )


def said(reasons):
    """What matters here of each reason."""
    return [
        (each.language, each.from_number, each.to_number, each.keys, each.via) for each in reasons
    ]


def because(language, start, end, *keys, via=None):
    return (language, start, end, keys, via)


@pytest.mark.parametrize(
    ("new", "keys"),
    [
        ({"s1": "a", "s2": "b"}, ()),
        ({"s1": "A", "s2": "b"}, ("s1",)),
        ({"s1": "a", "s2": "b", "s3": "c"}, ("s3",)),
        ({"s2": "b"}, ("s1",)),
        ({"s2": "b", "s1": "a"}, ()),
        ({"s1": "A", "s3": "c"}, ("s1", "s3", "s2")),
    ],
)
def test_a_translation_is_outdated_when_its_source_has_other_words(new, keys):
    world = story([source(1, s1="a", s2="b"), source(2, **new)])
    wanted = [because(UK, 1, 2, *keys)] if keys else []
    assert said(reasons(world, 1, None)) == wanted


def test_a_translation_of_the_newest_revision_is_not_outdated():
    world = story([source(1, s1="a"), source(2, s1="b")])
    assert said(reasons(world, 2, None)) == []


def test_a_relay_is_outdated_when_the_text_it_was_made_from_has_a_newer_version():
    versions = {10: approved(EN, 1, 1, s1="old"), 11: approved(EN, 2, 1, s1="new")}
    world = story([source(1, s1="a")], versions, {EN: 11})
    assert said(reasons(world, 1, 10)) == [because(EN, 1, 2, "s1")]


def test_a_relay_is_not_outdated_when_the_newer_version_has_the_same_words():
    versions = {10: approved(EN, 1, 1, s1="same"), 11: approved(EN, 2, 1, s1="same")}
    world = story([source(1, s1="a")], versions, {EN: 11})
    assert said(reasons(world, 1, 10)) == []


def test_a_change_of_the_original_reaches_a_relay_through_its_pivot():
    versions = {10: approved(EN, 1, 1, s1="x")}
    world = story([source(1, s1="a"), source(2, s1="b")], versions, {EN: 10})
    assert said(reasons(world, 1, 10)) == [because(UK, 1, 2, "s1", via=EN)]


def test_a_change_travels_along_a_chain_and_names_the_nearest_pivot():
    versions = {10: approved(EN, 1, 1, s1="x"), 20: approved(PL, 1, 1, relay=10, s1="y")}
    world = story([source(1, s1="a"), source(3, s1="b")], versions, {EN: 10, PL: 20})
    assert said(reasons(world, 1, 20)) == [because(UK, 1, 3, "s1", via=PL)]


def test_a_pivot_that_caught_up_leaves_only_its_own_news():
    versions = {10: approved(EN, 1, 1, s1="x"), 11: approved(EN, 2, 2, s1="z")}
    world = story([source(1, s1="a"), source(2, s1="b")], versions, {EN: 11})
    assert said(reasons(world, 1, 10)) == [because(EN, 1, 2, "s1")]


def test_two_languages_made_from_each_others_former_versions_come_to_an_end():
    versions = {
        10: approved(EN, 1, 1, s1="x"),
        11: approved(EN, 2, 1, relay=20, s1="x2"),
        20: approved(PL, 1, 1, s1="y"),
        21: approved(PL, 2, 1, relay=10, s1="y2"),
    }
    world = story([source(1, s1="a")], versions, {EN: 11, PL: 21})
    assert because(EN, 1, 2, "s1") in said(reasons(world, 1, 10))
