"""``add_story``: a file becomes a story, and the terminal says what was understood."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests.factories import EN, UK, coverage, picture, revision, story
from workflow.languages.registry import ALL
from workflow.stories.models import Coverage, CoverageWords, Story
from workflow.stories.queries import source_text
from workflow.stories.texts import body, line
from workflow.text.segments import Field

pytestmark = pytest.mark.django_db

SOURCE = """---
title: The ferry learns two alphabets
author: Ola Doe
date: 2026-10-02
---

![A ferry at dawn](ferry.png "The inner basin")

The ferry leaves at **nine**, as it has done since the harbour was built.

> It always did, and it always will, whatever the weather.

Nobody waves from the quay, and nobody ever did.
"""


@pytest.fixture
def source(tmp_path):
    (tmp_path / "ferry.png").write_bytes(picture())
    path = tmp_path / "ferry.md"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def added(path, *arguments: str) -> str:
    out = io.StringIO()
    call_command("add_story", str(path), "--language", "en", *arguments, stdout=out)
    return out.getvalue()


def test_a_file_becomes_a_story_with_its_names_and_text(source):
    coverage("harbours")
    added(source, "--coverage", "harbours")
    row = Story.objects.get()
    text = source_text(revision(row))
    assert (row.slug, text.language) == ("the-ferry-learns-two-alphabets", EN)
    assert text.authors == ("Ola Doe",)
    assert str(text.published_date) == "2026-10-02"
    assert line(text.segments, Field.HEADLINE) == "The ferry learns two alphabets"
    assert (text.image.width, text.image.height) == (4, 3)
    assert line(text.segments, Field.IMAGE_ALT) == "A ferry at dawn"
    assert "The ferry leaves at **nine**" in body(text.segments)[-3].text


def test_the_terminal_says_what_was_understood(source):
    coverage("harbours")
    said = added(source, "--coverage", "harbours")
    assert "Headline: The ferry learns two alphabets\n" in said
    assert "Authors: Ola Doe\n" in said
    assert "Date: 2 October 2026\n" in said or "Date: October 2, 2026\n" in said
    assert "2 paragraphs" in said
    assert "1 quotation" in said
    assert said.endswith("Added as the-ferry-learns-two-alphabets.\n")


def test_an_unknown_coverage_is_begun_with_a_plain_name_and_said_so(source):
    said = added(source, "--coverage", "baltic-ports", "--slug", "ferry")
    assert "A new coverage was begun, named “Baltic ports”" in said
    assert Coverage.objects.get().languages == [language.tag for language in ALL]
    assert {row.name for row in CoverageWords.objects.all()} == {"Baltic ports"}
    assert Story.objects.get().slug == "ferry"


@pytest.mark.parametrize("tag", ["en", "zh-Hant", "uk", "pl"])
def test_it_speaks_the_language_of_the_terminal(source, settings, tag):
    settings.TERMINAL_LANGUAGE = tag
    headline = {"en": "Headline: ", "zh-Hant": "標題：", "uk": "Заголовок: ", "pl": "Tytuł: "}
    assert headline[tag] + "The ferry" in added(source, "--coverage", "harbours")


def test_a_text_in_another_language_than_said_is_remarked_on(source):
    coverage("harbours")
    out = io.StringIO()
    arguments = ("--language", "uk", "--coverage", "harbours")
    call_command("add_story", str(source), *arguments, stdout=out)
    assert "looks like English, not Українська" in out.getvalue()
    assert Story.objects.get().source_language == UK


def test_a_second_story_of_the_same_name_is_refused_and_nothing_is_begun(source):
    story("ferry")
    before = Coverage.objects.count()
    with pytest.raises(CommandError, match="Choose another --slug"):
        added(source, "--coverage", "new-one", "--slug", "ferry")
    assert (Story.objects.count(), Coverage.objects.count()) == (1, before)


def test_a_slug_that_cannot_be_begins_no_coverage_either(source):
    with pytest.raises(CommandError, match="cannot name it"):
        added(source, "--coverage", "new-one", "--slug", "a b")
    assert not Coverage.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [("absent.md", None, "cannot be read"), ("empty.md", b" \n", "the source is empty")],
)
def test_a_file_that_gives_nothing_is_refused_with_a_sentence(tmp_path, name, data, why):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CommandError, match=why):
        added(path, "--coverage", "harbours")
    assert not Coverage.objects.exists()


def test_a_picture_outside_the_storys_folder_is_not_taken(tmp_path):
    (tmp_path / "secret.png").write_bytes(picture())
    inside = tmp_path / "story"
    inside.mkdir()
    path = inside / "ferry.md"
    path.write_text(SOURCE.replace("](ferry.png", "](../secret.png"), encoding="utf-8")
    added(path, "--coverage", "harbours")
    assert revision(Story.objects.get()).image is None


@pytest.mark.parametrize("headline", ["港口醒了", "Порт прокидається"])
def test_a_headline_without_latin_letters_asks_for_a_slug_by_its_option(tmp_path, headline):
    coverage("harbours")
    path = tmp_path / "порт.txt"
    path.write_text(f"{headline}\n\nIt leaves at nine.\n", encoding="utf-8")
    with pytest.raises(CommandError, match="--slug ferry"):
        added(path, "--coverage", "harbours")
    assert "Added as port." in added(path, "--coverage", "harbours", "--slug", "port")


def test_an_address_of_its_own_that_is_none_is_left_out_and_said_so(tmp_path):
    path = tmp_path / "ferry.md"
    path.write_text("---\ntitle: H\ncanonical-url: not an address\n---\n\nIt leaves.\n", "utf-8")
    said = added(path, "--coverage", "new", "--slug", "ferry")
    assert "Look at this: The canonical address “not an address”" in said
    assert revision(Story.objects.get()).canonical_url == ""


@pytest.mark.parametrize("slug", ["stories", "reader", "privacy", "media", "desk"])
def test_a_coverage_in_the_way_of_another_page_is_not_begun(source, slug):
    with pytest.raises(CommandError, match=f"'{slug}' is the address of another page"):
        added(source, "--coverage", slug)
    assert not Coverage.objects.exists()
