"""Loading the content folders: all that is sound, or nothing and the list of what to mend."""

import random

import pytest

from tests.content_folders import (
    COVERAGE,
    EN_FILE,
    ISSUE,
    LETTER,
    PL_FILE,
    PL_TEXT,
    SOURCE,
    UK_FILE,
    UK_TEXT,
    Folders,
    counts,
    usual,
)
from tests.factories import AT, PL, UK, editor, picture, story, user
from workflow.issues.folders.export import export
from workflow.issues.folders.load import load
from workflow.issues.folders.report import LoadRefused
from workflow.issues.models import Issue, Slot
from workflow.journal.models import Entry
from workflow.people.actions import terminal_user
from workflow.people.permissions import NotAllowed
from workflow.stories.images import MOST_BYTES
from workflow.stories.models import Coverage, Revision, Story
from workflow.stories.queries import segments_of
from workflow.text.reserved import READER_TOKEN
from workflow.translation.actions import reopen
from workflow.translation.models import ApprovedVersion, SegmentVersion, Translation
from workflow.translation.queries import standings
from workflow.translation.states import TranslationState
from workflow.translation.writing import current_versions, save_segment

pytestmark = pytest.mark.django_db


@pytest.fixture
def folders(tmp_path) -> Folders:
    return usual(tmp_path)


def translation(language=UK) -> Translation:
    return Translation.objects.get(language=language, story__slug="ferry")


# What comes in ---------------------------------------------------------------------------------


def test_folders_come_in_as_coverages_stories_translations_and_issues(folders):
    report = folders.load()
    assert report.added == [
        "issues/harbours.toml",
        "translations/ferry/en.md",
        "translations/ferry/uk.md",
        "translations/ferry/pl.md",
        "translations/hello/en.md",
        "issues/first/issue.toml",
    ]
    assert (report.changed, report.unchanged) == ([], 0)
    assert Coverage.objects.get().words.get(language=PL).name == "Porty"
    assert Issue.objects.get().slots.get().story.slug == "ferry"
    found = standings([translation().story_id], [UK, PL])
    uk, pl = (found[translation().story_id, language].approved for language in (UK, PL))
    assert [segment.text for segment in uk.segments][:2] == ["Пором", "Він відходить о дев’ятій."]
    assert (uk.authors, uk.translators, uk.reviewers) == (("Оля До",), ("Olena",), ("Ivan",))
    assert (pl.made_from_language, pl.made_from_number) == (UK, 1)


def test_it_goes_through_the_same_states_and_journal_as_everything_else(folders):
    folders.load()
    rows = Entry.objects.filter(subject_kind="translation.translation", subject_id=translation().pk)
    assert [row.verb for row in rows] == [
        "open",
        "start",
        "set credits",
        "save",
        "submit",
        "approve",
    ]
    assert set(SegmentVersion.objects.values_list("origin", flat=True)) == {"file"}


def test_loading_again_adds_no_row_and_no_line(folders):
    folders.load()
    before = counts()
    report = folders.load()
    assert (report.added, report.changed, report.unchanged) == ([], [], 6)
    assert counts() == before


def test_a_relay_whose_file_comes_before_its_pivot_is_made_after_it(folders):
    folders.change(PL_FILE, ("uk@1", "en@1"))
    folders.change(UK_FILE, ("en@1", "pl@1"))
    folders.write("translations/ferry/zh-Hant.md", PL_TEXT)  # its language stands before uk
    folders.load()
    made = ApprovedVersion.objects.order_by("pk").values_list("translation__language", "relay")
    assert [language.tag for language, _ in made] == ["pl", "uk", "zh-Hant"]
    assert [relay is None for _, relay in made] == [True, False, False]


def test_who_may_not_write_stories_loads_nothing(folders):
    with pytest.raises(NotAllowed):
        folders.load(by=user())
    assert not Coverage.objects.exists()


def test_a_picture_comes_in_with_its_story(folders):
    folders.change("translations/ferry/en.md", ("The ferry\n", "The ferry\nimage: ferry.png\n"))
    folders.write("translations/ferry/ferry.png", picture())
    folders.load()
    row = Revision.objects.get(story__slug="ferry")
    assert (bytes(row.image.data), row.image_name) == (picture(), "ferry.png")


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(folders):
    text = SOURCE.replace("\n", "\r\n")
    folders.load()
    folders.write("translations/ferry/en.md", b"\xef\xbb\xbf" + text.encode())
    assert folders.load().unchanged == 6


def test_other_files_beside_the_texts_are_left_alone(folders):
    folders.write("translations/ferry/.draft.md.swp", b"\0")
    folders.write("translations/ferry/notes.txt", "Ask Ivan.")
    folders.write("translations/notes.csv", "en,uk\n")
    folders.write("translations/interface/uk/x.md", "x")
    assert len(folders.load().added) == 6


# What comes in later ---------------------------------------------------------------------------


def test_a_new_revision_with_a_higher_number_comes_in_and_keeps_the_keys(folders):
    folders.load()
    folders.change("translations/ferry/en.md", ("revision: 1", "revision: 2"), ("nine", "ten"))
    folders.write("translations/ferry/en@1.md", SOURCE)
    report = folders.load()
    assert (report.changed, report.unchanged) == (["translations/ferry/en.md"], 6)
    first, second = Revision.objects.filter(story__slug="ferry")
    assert [each.key for each in segments_of(first)] == [each.key for each in segments_of(second)]
    found = standings([second.story_id], [UK, PL])
    assert all(standing.outdated for standing in found.values())


def test_a_next_approved_version_comes_in_beside_the_one_relays_were_made_from(folders):
    folders.load()
    folders.move("translations/ferry/uk.md", "translations/ferry/uk@1.md")
    newer = UK_TEXT.replace("version: 1", "version: 2").replace("Пором", "Новий пором")
    folders.write("translations/ferry/uk.md", newer)
    report = folders.load()
    assert report.changed == ["translations/ferry/uk.md"]
    assert list(ApprovedVersion.objects.values_list("translation__language", "number")) == [
        (UK, 1),
        (UK, 2),
        (PL, 1),
    ]


def test_former_versions_come_in_on_an_empty_desk_in_their_order(folders):
    folders.move("translations/ferry/uk.md", "translations/ferry/uk@1.md")
    newer = UK_TEXT.replace("version: 1", "version: 4").replace("Пором", "Новий пором")
    folders.write("translations/ferry/uk.md", newer)
    folders.load()
    assert list(ApprovedVersion.objects.values_list("translation__language", "number")) == [
        (UK, 1),
        (UK, 4),
        (PL, 1),
    ]


@pytest.mark.parametrize("state", ["open", "drafting", "in_review"])
def test_a_draft_comes_in_in_its_state(folders, state):
    text = UK_TEXT.replace("state: approved", f"state: {state}").replace("version: 1\n", "")
    folders.write("translations/ferry/uk.md", text)
    (folders.root / "translations/ferry/pl.md").unlink()
    folders.load()
    assert translation().state == state
    assert len(current_versions(translation())) == 4
    assert not ApprovedVersion.objects.exists()


def test_a_draft_may_end_early_and_name_its_gaps(folders):
    text = UK_TEXT.replace("state: approved", "state: drafting").replace(
        "version: 1\n", "untranslated: [1]\n"
    )
    folders.write("translations/ferry/uk.md", text.replace("\n\nНіхто не махає.", ""))
    (folders.root / "translations/ferry/pl.md").unlink()
    folders.load()
    texts = {key: row.text for key, row in current_versions(translation()).items()}
    assert texts == {"s1": "Пором", "s3": "Завжди."}


def test_a_changed_draft_is_saved_on_top_and_nothing_typed_is_lost(folders):
    drafting = UK_TEXT.replace("state: approved", "state: drafting").replace("version: 1\n", "")
    folders.write("translations/ferry/uk.md", drafting)
    (folders.root / "translations/ferry/pl.md").unlink()
    folders.load()
    row = translation()
    base = current_versions(row)["s1"]
    save_segment(row, "s1", "Паром", base_version=base, by=editor(), at=AT)
    folders.change(UK_FILE, ("headline: Пором", "headline: Поромник"))
    assert folders.load().changed == [UK_FILE]
    assert current_versions(row)["s1"].text == "Поромник"
    assert list(SegmentVersion.objects.filter(key="s1").values_list("text", flat=True)) == [
        "Пором",
        "Паром",
        "Поромник",
    ]


def test_a_file_older_than_the_desk_does_not_move_a_translation_back(folders):
    drafting = UK_TEXT.replace("state: approved", "state: drafting").replace("version: 1\n", "")
    folders.write(UK_FILE, drafting)
    (folders.root / PL_FILE).unlink()
    folders.load()
    row = translation()
    base = current_versions(row)["s1"]
    save_segment(row, "s1", "Паром", base_version=base, by=editor(), at=AT)
    (problem,) = folders.problems()
    assert problem.startswith(f"{UK_FILE}:3: Somebody went on with the uk translation at the desk.")
    assert "python -m workflow export" in problem
    assert current_versions(row)["s1"].text == "Паром"
    export(folders.root, force=True)
    assert folders.load().changed == []


def test_work_going_on_at_the_desk_is_not_undone_by_the_file_it_began_from(folders):
    folders.load()
    row = translation(PL)
    reopen(row, by=editor(), at=AT)
    assert folders.load().unchanged == 6
    row.refresh_from_db()
    assert row.state == TranslationState.DRAFTING


def test_a_draft_taken_up_from_an_approved_text_comes_in_beside_it(folders):
    drafting = PL_TEXT.replace("approved", "drafting").replace("version: 1\n", "")
    folders.move("translations/ferry/pl.md", "translations/ferry/pl@1.md")
    folders.write("translations/ferry/pl.md", drafting.replace("\n\nNikt nie macha.", ""))
    folders.load()
    row = translation(PL)
    assert row.state == TranslationState.DRAFTING
    assert row.approved_versions.get().number == 1
    assert current_versions(row)["s4"].text == ""


def test_a_planned_issue_follows_its_file(folders):
    folders.load()
    folders.change("issues/first/issue.toml", ('"lead"', '"brief"'), ('"uk"]', '"uk", "pl"]'))
    assert folders.load().changed == ["issues/first/issue.toml"]
    assert Slot.objects.get().layout == "brief"
    assert Issue.objects.get().languages == ["en", "uk", "pl"]
    assert folders.load().changed == []


def test_an_issue_may_name_a_story_that_only_the_desk_has(folders):
    folders.load()
    story("gulls", of=Coverage.objects.get())
    folders.change("issues/first/issue.toml", ('"ferry"', '"gulls"'))
    assert folders.load().changed == ["issues/first/issue.toml"]


# What is refused -------------------------------------------------------------------------------

ISSUE_FILE = "issues/first/issue.toml"
MISTAKES = {
    "block of another kind": (
        (UK_FILE, "> Завжди.", "Завжди."),
        f"{UK_FILE}:14: Block 2 is a paragraph, but a quote in en@1.",
    ),
    "a block too many": (
        (UK_FILE, "Ніхто не махає.", "Ніхто.\n\nНе махає."),
        f"{UK_FILE}:18: The body has 4 blocks, but en@1 has 3. Join",
    ),
    "a block too few": (
        (UK_FILE, "\n\nНіхто не махає.", ""),
        f"{UK_FILE}:14: The body ends after block 2, but en@1 has 3.",
    ),
    "a field the source has not": (
        (UK_FILE, "headline: Пором", "headline: Пором\ntagline: Т"),
        f"{UK_FILE}:10: en@1 has no tagline.",
    ),
    "a field left out": (
        (UK_FILE, "headline: Пором\n", ""),
        f"{UK_FILE}:3: The headline is not translated.",
    ),
    "an unknown revision": ((UK_FILE, "en@1", "en@2"), f"{UK_FILE}:4: There is no en@2"),
    "an unknown relay": ((PL_FILE, "uk@1", "zh-Hant@1"), f"{PL_FILE}:4: There is no zh-Hant@1"),
    "a circle": ((UK_FILE, "en@1", "pl@1"), f"{UK_FILE}:4: These translations were made from"),
    "an unknown coverage": (
        (EN_FILE, "coverage: harbours", "coverage: deserts"),
        f"{EN_FILE}:4: There is no coverage 'deserts'. Write issues/deserts.toml",
    ),
    "no headline": ((EN_FILE, "headline: The ferry\n", ""), f"{EN_FILE}:1: Its headline is"),
    "no picture": (
        (EN_FILE, "The ferry\n", "The ferry\nimage: a.png\n"),
        f"{EN_FILE}:8: There is no a.png in this folder.",
    ),
    "an unknown story": (
        (ISSUE_FILE, 'story = "ferry"', 'story = "gulls"'),
        f"{ISSUE_FILE}:8: There is no story 'gulls'.",
    ),
    "a letter in a slot": (
        (ISSUE_FILE, 'story = "ferry"', 'story = "hello"'),
        f"{ISSUE_FILE}:8: 'hello' is a letter; a story belongs here.",
    ),
    "a story as letter": (
        (ISSUE_FILE, 'letter = "hello"', 'letter = "ferry"'),
        f"{ISSUE_FILE}:3: 'ferry' is a story; a letter belongs here.",
    ),
    "an unknown layout": (
        (ISSUE_FILE, '"lead"', '"huge"'),
        f'{ISSUE_FILE}:9: \'huge\' is unknown here. Write one of: "lead", "standard", "brief".',
    ),
    "a misspelt key": (
        (ISSUE_FILE, "fallback", "fallbak"),
        f"{ISSUE_FILE}:10: `fallbak` is not a key of this file. Did you mean `fallback`?",
    ),
    "no number": ((ISSUE_FILE, "number = 1\n", ""), f"{ISSUE_FILE}:1: `number` is missing"),
    "a time without a zone": (
        (ISSUE_FILE, "+00:00", ""),
        f"{ISSUE_FILE}:4: `planned_at` has no time zone.",
    ),
    "a language of nobody": (
        (ISSUE_FILE, '"uk"]', '"ru"]'),
        f"{ISSUE_FILE}:5: 'ru' is not one of our languages. Write one of: en, zh-Hant, uk, pl.",
    ),
    "a coverage without its name": (
        ("issues/harbours.toml", 'pl = "Porty"\n', ""),
        'issues/harbours.toml:3: [name] lacks pl. Add pl = "…".',
    ),
    "a canonical address that is none": (
        (EN_FILE, "authors:", "canonical-url: /ferry\nauthors:"),
        f"{EN_FILE}:6: `canonical-url` is no web address.",
    ),
    "a reader's token in a source": (
        (EN_FILE, "Nobody waves.", f"Nobody {READER_TOKEN} waves."),
        f"{EN_FILE}:1: It holds {READER_TOKEN}, which stands for each reader's secret token",
    ),
    "a reader's token in a name": (
        (EN_FILE, "[Ola Doe]", f"[{READER_TOKEN}]"),
        f"{EN_FILE}:1: It holds {READER_TOKEN}",
    ),
    "a reader's token between marks": (
        (EN_FILE, "Nobody waves.", f"Nobody {READER_TOKEN[:12]}*{READER_TOKEN[12:]}*."),
        f"{EN_FILE}:1: It holds {READER_TOKEN}",
    ),
    "a reader's token in a coverage's words": (
        ("issues/harbours.toml", "Porty", READER_TOKEN),
        f"issues/harbours.toml:7: `pl` cannot stay as it is. It holds {READER_TOKEN}",
    ),
    "a year of nobody": (
        (ISSUE_FILE, "2026-11-24T07:00:00+00:00", "0001-01-01T00:00:00+05:00"),
        f"{ISSUE_FILE}:4: No issue goes out in 1. Correct the year.",
    ),
    "a number longer than any": (
        (ISSUE_FILE, "number = 1", f"number = {'9' * 5000}"),
        f"{ISSUE_FILE}:1: A number is longer than any that belongs here.",
    ),
    "lists within lists": (
        (ISSUE_FILE, '["en", "uk"]', "[" * 100_000),
        f"{ISSUE_FILE}:1: The lists in it are nested too deep.",
    ),
    "a number among the languages": (
        (ISSUE_FILE, '"uk"]', f"0x{'f' * 5000}]"),
        f"{ISSUE_FILE}:5: `languages` holds more than tags.",
    ),
    "a reader's token in a translation": (
        (UK_FILE, "Ніхто не махає.", f"Ніхто {READER_TOKEN}."),
        f"{EN_FILE}:1: s4 cannot be kept. It holds {READER_TOKEN}",
    ),
    "a reader's token among translators": (
        (UK_FILE, "[Olena]", f"[{READER_TOKEN}]"),
        f"{EN_FILE}:1: A name cannot be kept. It holds {READER_TOKEN}",
    ),
    "front matter without an end": (
        (EN_FILE, "[Ola Doe]", "[" * 100_000),
        f"{EN_FILE}:1: The front matter has more than 20,000 characters.",
    ),
    "a block number longer than any": (
        (UK_FILE, "version: 1", f"version: 1\nuntranslated: [{'9' * 5000}]"),
        f"{UK_FILE}:6: `untranslated` is a list of block numbers.",
    ),
    "no toml": (
        (ISSUE_FILE, 'letter = "hello"', "letter = hello"),
        f"{ISSUE_FILE}:3: This is not TOML",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_file_line_and_mend_and_nothing_is_loaded(folders, name):
    (file, old, new), said = MISTAKES[name]
    folders.change(file, (old, new))
    problems = folders.problems()
    assert any(problem.startswith(said) for problem in problems), problems


@pytest.mark.parametrize("slug", ["stories", "reader", "privacy", "media", "desk"])
def test_a_coverage_in_the_way_of_another_page_is_refused(folders, slug):
    folders.write(f"issues/{slug}.toml", COVERAGE)
    (problem,) = folders.problems()
    assert problem.startswith(f"issues/{slug}.toml:1: '{slug}' is the address of another page.")


@pytest.mark.parametrize("name", ["issues/zz.toml", "issues/second/issue.toml"])
@pytest.mark.parametrize("thing", ["folder", "broken link"])
def test_what_is_no_file_is_a_problem_and_no_traceback(folders, name, thing):
    path = folders.root / name
    path.parent.mkdir(exist_ok=True)
    if thing == "folder":
        path.mkdir()
    else:
        path.symlink_to(folders.root / "nowhere")
    (problem,) = folders.problems()
    assert problem.startswith((f"{name}:1: It cannot be read: ", f"{name}:1: This is no file"))


def test_a_text_that_is_a_broken_link_is_named(folders):
    (folders.root / "translations/ferry/zh-Hant.md").symlink_to(folders.root / "nowhere")
    (problem,) = folders.problems()
    assert problem.startswith("translations/ferry/zh-Hant.md:1: It cannot be read: ")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (EN_FILE, "kind: story", "kind: novel"),
        (UK_FILE, "version: 1", "version: x"),
        ("translations/hello/en.md", "kind: letter", "kind: novel"),
    ],
)
def test_one_mistake_is_one_problem_and_draws_no_others_after_it(folders, name, old, new):
    folders.change(name, (old, new))
    (problem,) = folders.problems()
    assert problem.startswith(f"{name}:")


def test_a_mistake_in_the_newest_of_two_revisions_is_one_problem(folders):
    folders.write("translations/ferry/en@1.md", SOURCE)
    folders.change(EN_FILE, ("revision: 1", "revision: 2"), ("kind: story", "kind: novel"))
    (problem,) = folders.problems()
    assert problem.startswith(f"{EN_FILE}:3: ")


def test_a_picture_too_large_is_refused_by_its_size_alone(folders):
    folders.change(EN_FILE, ("The ferry\n", "The ferry\nimage: a.png\n"))
    path = folders.root / "translations/ferry/a.png"
    with path.open("wb") as huge:
        huge.truncate(MOST_BYTES * 200_000)  # a file with a hole: nobody could read it whole
    (problem,) = folders.problems()
    assert problem.startswith(f"{EN_FILE}:8: a.png: The picture has 1,000,000,000,000 bytes")


def test_every_problem_of_every_file_is_reported_at_once(folders):
    folders.change(EN_FILE, ("revision: 1", "revision: x"), ("The ferry", "[a]"))
    folders.change(ISSUE_FILE, ('"lead"', '"huge"'), ('"hold"', '"wait"'))
    folders.write("translations/gulls/en.md", "no front matter")
    folders.write("translations/gulls/readme.md", "no language")
    folders.write("translations/bad name/en.md", SOURCE)
    folders.write("issues/other.toml", "languages = []")
    files = [problem.split(":")[0] for problem in folders.problems()]
    assert sorted(set(files)) == [
        "issues/first/issue.toml",
        "issues/other.toml",
        "translations/bad name",
        "translations/ferry/en.md",
        "translations/gulls/en.md",
        "translations/gulls/readme.md",
    ]
    assert (files.count(EN_FILE), files.count(ISSUE_FILE)) == (2, 2)


def test_changed_words_under_an_old_revision_number_are_refused(folders):
    folders.load()
    folders.change(EN_FILE, ("nine", "ten"))
    (problem,) = folders.problems()
    assert problem == (
        f"{EN_FILE}:5: Revision 1 is kept with other words, and is never changed. "
        "Write `revision: 2`."
    )


def test_a_revision_lower_than_the_desks_is_refused(folders):
    folders.load()
    folders.change(EN_FILE, ("revision: 1", "revision: 3"), ("nine", "ten"))
    folders.write("translations/ferry/en@1.md", SOURCE)
    folders.load()
    (folders.root / "translations/ferry/en@1.md").unlink()
    folders.write(EN_FILE, SOURCE)
    assert folders.problems()[0].startswith(f"{EN_FILE}:5: The desk has revision 3, newer than")
    folders.change(EN_FILE, ("revision: 1", "revision: 2"))
    assert "never had 2. Number this one 4." in folders.problems()[0]


@pytest.mark.parametrize(
    "change", [("Пором", "Паром"), ("[Olena]", "[Olha]"), ("[Ivan]", "[]"), ("[Оля До]", "[О. До]")]
)
def test_an_approved_version_with_other_words_or_names_is_refused(folders, change):
    folders.load()
    folders.change(UK_FILE, change)
    (problem,) = folders.problems()
    assert problem == (
        f"{UK_FILE}:5: Version 1 is approved with other words or names, and is never changed. "
        "Write `version: 2`."
    )


def test_a_draft_over_an_approved_text_must_keep_that_text(folders):
    folders.load()
    folders.change(PL_FILE, ("approved", "drafting"), ("version: 1\n", ""))
    (problem,) = folders.problems()
    assert problem.startswith(f"{PL_FILE}:3: The desk approved this as version 1.")
    assert "pl@1.md" in problem


CLASHES = [
    ("translations/ferry/zh-Hant.md", SOURCE, "The story's source is in en already"),
    ("translations/ferry/en@2.md", SOURCE, "The file is named @2, but says revision 1"),
    ("translations/ferry/en@1.md", SOURCE, "Two files say that they are revision 1"),
    ("translations/ferry/uk@2.md", UK_TEXT, "The file is named @2, but says version 1"),
    ("translations/ferry/uk@1.md", UK_TEXT, "Two files say that they are uk@1"),
    (
        "translations/ferry/uk@2.md",
        UK_TEXT.replace("version: 1", "version: 2"),
        "There is a former version 2. Number this one 3.",
    ),
    (
        "translations/ferry/en@2.md",
        SOURCE.replace("revision: 1", "revision: 2"),
        "This former version has a higher number than the source itself",
    ),
    ("translations/hello/fr.md", LETTER, "A story's files are named by language"),
    ("translations/gulls/uk.md", UK_TEXT, "The story has no source."),
    ("translations/gulls/en.md", b"---\nrole: \xff\n---\n", ":2: This line is not UTF-8"),
    ("issues/second/issue.toml", ISSUE, "Issue 1 of 'harbours' is 'first'"),
]


@pytest.mark.parametrize(("name", "text", "said"), CLASHES)
def test_a_file_that_contradicts_another_is_refused(folders, name, text, said):
    folders.write(name, text)
    assert any(said in problem for problem in folders.problems())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("kind: story", "kind: letter"), "is a story, not letter"),
        (("coverage: harbours", "coverage: other"), "belongs to harbours, not other"),
    ],
)
def test_a_story_does_not_change_what_it_is(folders, change, said):
    folders.load()
    folders.write("issues/other.toml", COVERAGE)
    folders.change(EN_FILE, change)
    assert any(said in problem for problem in folders.problems())


def test_an_issue_that_is_being_sent_does_not_change(folders):
    folders.load()
    Issue.objects.update(state="sending")
    assert folders.load().unchanged == 6
    folders.change(ISSUE_FILE, ('"lead"', '"brief"'))
    assert "is sending, so it does not change any more" in folders.problems()[0]


def test_a_folder_that_holds_no_content_is_refused(tmp_path):
    with pytest.raises(LoadRefused, match="no issues/ or translations/ folder here"):
        load(tmp_path, by=terminal_user(), at=AT)


def test_one_bad_story_among_many_keeps_all_out(folders):
    for n in range(5):
        folders.write(f"translations/story-{n}/en.md", SOURCE)
    folders.write(f"translations/story-{random.randrange(5)}/en.md", SOURCE.replace("1", "x", 1))
    assert len(folders.problems()) == 1
    assert not Story.objects.exists()
