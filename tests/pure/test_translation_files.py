"""Story files: what is written reads back exactly, by us and by any YAML reader."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.languages.registry import ALL, by_tag
from workflow.stories.states import StoryKind
from workflow.text.cleaning import one_line
from workflow.text.markdown import join, split
from workflow.text.segments import Block, Field, Kind, Segment
from workflow.translation.files import front_matter
from workflow.translation.files.quoting import quoted
from workflow.translation.files.read_story import line_of_block, read_story_file
from workflow.translation.files.story_file import (
    SourceFile,
    TranslationFile,
    lay_out,
    parse_file_name,
    parse_version_name,
    write_source,
    write_translation,
)
from workflow.translation.states import TranslationState

EN, UK = by_tag("en"), by_tag("uk")
HOSTILE = [
    "---", "a: b", "a:", ": a", "# a", "a #b", "#a", "- a", "? a", "[a]", "{a}", "a, b", '"a"',
    "'a'", "it's", "a\\b", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`", "~", "null", "yes", "1",
    "2026-10-02", "…", "«Вареник»", "「水餃」，", "„Pieróg”", "🥟", "a\u00a0", "\u00a0a",
    "\u2028a", "\ufffe",
    "<<", "=",
]  # fmt: skip
lines = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20)).map(one_line).filter(bool)
some_names = st.lists(lines, max_size=3, unique=True).map(tuple)


@settings(max_examples=200, deadline=None)
@given(words=lines, items=some_names)
def test_front_matter_reads_back_exactly_with_us_and_with_a_full_yaml_reader(words, items):
    text = front_matter.write([("headline", words), ("authors", items)], "Body.")
    matter, problems = front_matter.read("f.md", text)
    wanted = {"headline": words} | ({"authors": items} if items else {})
    assert problems == []
    assert matter.values == wanted
    assert matter.body.strip() == "Body."
    head = text.split("\n---\n")[0]
    read = yaml.load(head, Loader=yaml.BaseLoader)
    assert {key: tuple(said) if isinstance(said, list) else said for key, said in read.items()} == (
        wanted
    )


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("The ferry wakes", "The ferry wakes"),
        ("Порт: дві абетки", '"Порт: дві абетки"'),
        ("10:30 at the quay", "10:30 at the quay"),
        ("«Вареник» – це п’ять літер", "«Вареник» – це п’ять літер"),
        ("「餃子」外交", "「餃子」外交"),
        ('She said "no"', 'She said "no"'),
        ('"No," she said', '"\\"No,\\" she said"'),
        ("C# and #tags", '"C# and #tags"'),
        ("Is it so?", "Is it so?"),
        ("ends with:", '"ends with:"'),
        ("- dash", '"- dash"'),
    ],
)
def test_words_stand_plain_where_that_is_safe(words, written):
    assert front_matter.write([("headline", words)], "") == f"---\nheadline: {written}\n---\n"


def test_names_with_commas_are_quoted_in_a_list():
    written = front_matter.write([("authors", ("Ola Doe", "Doe, Ivan", "Ann: Bee"))], "")
    assert written == '---\nauthors: [Ola Doe, "Doe, Ivan", "Ann: Bee"]\n---\n'


def test_quoted_words_hold_no_sign_that_an_editor_would_lose():
    assert quoted('a"\\\n\u2028\x85\x7f🥟') == '"a\\"\\\\\\n\\u2028\\u0085\\u007f🥟"'


@pytest.mark.parametrize(
    ("name", "language", "number"),
    [
        ("uk.md", "uk", None),
        ("zh-Hant.md", "zh-Hant", None),
        ("en@12.md", "en", 12),
        ("en@0.md", None, None),
        ("ru.md", None, None),
        ("readme.md", None, None),
        ("en.txt", None, None),
        ("en@.md", None, None),
    ],
)
def test_a_file_is_named_by_its_language_and_former_version(name, language, number):
    found, version = parse_file_name(name)
    assert (found and found.tag, version) == (language, number)


@pytest.mark.parametrize("text", ["", "en", "en@", "en@0", "en@x", "xx@1", "en@1.md", "@1"])
def test_a_malformed_version_name_is_none(text):
    assert parse_version_name(text) is None


SOURCE = """---
role: source
kind: story
coverage: harbours
revision: 2
published: 2026-10-02
canonical-url: https://news.example/a
licence: CC BY 4.0
authors: [Ola Doe]
headline: A harbour wakes
image: cover.jpg
image-alt: A ferry
---

One.

## Two
"""
TRANSLATION = """---
role: translation
state: drafting
made-from: en@2
untranslated: [1]
authors: [Оля До]
translators: [Olena]
headline: Гавань
---

One.

## Два
"""


def test_a_source_file_is_read_and_written_the_same():
    source, problems = read_story_file("en.md", SOURCE, EN)
    assert problems == []
    assert isinstance(source, SourceFile)
    assert (source.coverage, source.revision, source.image_name) == ("harbours", 2, "cover.jpg")
    assert write_source(source) == SOURCE


def test_a_translation_file_is_read_and_written_the_same():
    translation, problems = read_story_file("uk.md", TRANSLATION, UK)
    assert problems == []
    assert isinstance(translation, TranslationFile)
    assert str(translation.made_from) == "en@2"
    assert translation.untranslated == (1,)
    assert write_translation(translation) == TRANSLATION


GAPS = "state: drafting\nmade-from: en@2\nuntranslated: [1]"
CHANGES = [
    (SOURCE, "role: source", "role: sauce", 2, "Write `role: source`"),
    (SOURCE, "kind: story", "kind: tale", 3, "Write one of: story, letter"),
    (SOURCE, "coverage: harbours", "coverage: a b", 4, "`coverage` is missing or malformed"),
    (SOURCE, "coverage: harbours\n", "", 1, "`coverage` is missing or malformed"),
    (SOURCE, "revision: 2", "revision: two", 5, "Write `revision: 1`"),
    (SOURCE, "revision: 2", "revision: 0", 5, "not a number"),
    (SOURCE, "2026-10-02", "2 October", 6, "Write it as 2026-10-02"),
    (SOURCE, "https://news", "javascript://news", 7, "is no web address"),
    (SOURCE, "https://news.example/a", "http://[::1", 7, "is no web address"),
    (SOURCE, "[Ola Doe]", "Ola Doe", 9, "Write it as [Ola Doe]"),
    (SOURCE, "headline: A", "headlin: A", 10, "Did you mean `headline`?"),
    (SOURCE, "headline: A harbour wakes", "headline: {a: b}", 10, "neither words nor a list"),
    (SOURCE, "headline: A harbour wakes", "headline: [a, b]", 10, "one line of words, not a list"),
    (SOURCE, "headline: A harbour wakes", "headline: A: b", 10, "in double quotation marks"),
    (SOURCE, "headline: A harbour wakes", 'headline: "A', 10, "in double quotation marks"),
    (SOURCE, "image: cover.jpg", "image: ../cover.jpg", 11, "picture in the same folder"),
    (SOURCE, "image-alt: A ferry", "headline: Again", 12, "on line 10. Keep one"),
    (SOURCE, "image-alt: A ferry", "state: open", 12, "`state` is not a key of this kind"),
    (SOURCE, "---\nrole", "role", 1, "does not begin with front matter"),
    (SOURCE, "\n---\n", "\n", 1, "The front matter has no end"),
    (TRANSLATION, "drafting", "done", 3, "open, drafting, in_review, approved"),
    (TRANSLATION, GAPS, "state: done\nmade-from: en@2\nversion: 1", 3, "Write one of: open"),
    (TRANSLATION, "en@2", "en", 4, "made-from: en@1"),
    (TRANSLATION, "en@2", "xx@2", 4, "made-from: en@1"),
    (TRANSLATION, GAPS, GAPS[:-18].replace("drafting", "approved"), 1, "`version` is missing"),
    (TRANSLATION, "untranslated: [1]", "version: 1", 5, "Only an approved text has a `version`"),
    (TRANSLATION, "[1]", "[one]", 5, "a list of block numbers"),
    (TRANSLATION, "drafting", "in_review", 5, "A text with gaps cannot be in_review"),
    (TRANSLATION, "[Olena]", f"[{'O' * 121}]", 7, "longer than 120 characters"),
    (TRANSLATION, "headline: Гавань", "image: a.jpg", 8, "`image` is not a key"),
]


@pytest.mark.parametrize(("text", "old", "new", "line", "said"), CHANGES)
def test_each_mistake_is_named_with_its_line_and_its_mend(text, old, new, line, said):
    story, problems = read_story_file("f.md", text.replace(old, new, 1), UK)
    assert story is None
    assert [(each.line, said in each.sentence) for each in problems] == [(line, True)], problems


def test_all_mistakes_of_a_file_are_named_together():
    text = SOURCE.replace("kind: story", "kind: x").replace("revision: 2", "revision: x")
    _, problems = read_story_file("f.md", text.replace("A ferry", "[a]"), EN)
    assert [each.line for each in problems] == [12, 3, 5]


def test_a_body_that_begins_with_a_rule_is_not_taken_for_the_end_of_the_front_matter():
    text = "---\nheadline: H\n---\n\n---\n\nOne.\n"
    matter, _ = front_matter.read("f.md", text)
    assert matter.body == "\n---\n\nOne.\n"
    assert matter.body_line == 4


def test_the_line_of_a_block_is_found_though_words_repeat():
    text = SOURCE.replace("One.", "Same.\n\nSame.")
    source, _ = read_story_file("en.md", text, EN)
    assert [line_of_block(text, source, place) for place in range(3)] == [15, 17, 19]


def segments(*texts: tuple[Kind, str]) -> tuple[Segment, ...]:
    return tuple(
        Segment(key=f"s{n}", field=Field.BODY, kind=kind, text=text)
        for n, (kind, text) in enumerate(texts, start=1)
    )


P = Kind.PARAGRAPH
LAYOUTS = [
    ({}, [], ()),
    ({"s1": "а"}, ["а"], ()),
    ({"s1": "а", "s2": "б"}, ["а", "б"], ()),
    ({"s2": "б"}, ["a", "б"], (1,)),
    ({"s5": "д"}, ["a", "b", "", "x = 1", "д"], (1, 2)),
    ({"s1": "а", "s2": "б", "s5": "д"}, ["а", "б", "", "x = 1", "д"], ()),
]


@pytest.mark.parametrize(("texts", "said", "gaps"), LAYOUTS)
def test_a_draft_ends_after_its_last_translated_block_and_names_its_gaps(texts, said, gaps):
    source = segments((P, "a"), (P, "b"), (Kind.RULE, ""), (Kind.CODE, "x = 1"), (P, "e"))
    blocks, untranslated = lay_out(source, texts)
    assert ([block.text for block in blocks], untranslated) == (said, gaps)


def test_a_draft_that_would_read_differently_when_cut_is_written_whole():
    source = tuple(
        Segment(key=f"s{n}", field=block.field, kind=block.kind, text=block.text, frame=block.frame)
        for n, block in enumerate(split("Note[^1].\n\nMore.\n\n[^1]: Small."), start=1)
    )
    blocks, untranslated = lay_out(source, {"s1": "Нота[^1]."})
    assert [block.text for block in blocks] == ["Нота[^1].", "More.", "Small."]
    assert untranslated == (2, 3)
    assert split(join(blocks)) == blocks


@settings(max_examples=100, deadline=None)
@given(
    headline=lines, licence=lines, authors=some_names, body=st.lists(lines, min_size=1, max_size=4)
)
def test_a_source_written_and_read_is_the_same_source(headline, licence, authors, body):
    source = SourceFile(
        language=EN,
        kind=StoryKind.STORY,
        coverage="harbours",
        revision=1,
        licence=licence,
        authors=authors,
        blocks=(
            Block(field=Field.HEADLINE, kind=Kind.LINE, text=headline),
            *split("\n\n".join(body)),
        ),
    )
    text = write_source(source)
    read, problems = read_story_file("en.md", text, EN)
    assert problems == []
    assert (read.blocks, read.authors, read.licence) == (source.blocks, authors, licence)
    assert write_source(read) == text


@pytest.mark.parametrize("state", TranslationState)
@pytest.mark.parametrize("language", ALL, ids=str)
def test_every_state_and_language_is_written_as_it_is_read(state, language):
    text = TRANSLATION.replace("untranslated: [1]\n", "").replace("drafting", state)
    if state is TranslationState.APPROVED:
        text = text.replace("authors", "version: 3\nauthors")
    translation, problems = read_story_file("f.md", text, language)
    assert problems == []
    assert write_translation(translation) == text
