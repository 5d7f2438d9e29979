"""Writing the content folders out: stable, whole or not at all, and nothing else touched."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AT,
    LATER,
    PL,
    UK,
    approved,
    blocks,
    content,
    draft,
    editor,
    fill,
    issue,
    picture,
    story,
)
from workflow.issues.folders.export import BATCH, export
from workflow.issues.folders.load import load
from workflow.issues.folders.writing import ExportRefused
from workflow.people.actions import terminal_user
from workflow.stories.actions import add_image, revise
from workflow.stories.content import SourceContent
from workflow.text.effort_policy import MachineShare
from workflow.translation.actions import approve, open_translation, reopen, submit_for_review
from workflow.translation.files.read_story import read_story_file
from workflow.translation.models import MachineUse

pytestmark = pytest.mark.django_db


def names(root) -> list[str]:
    files = (path for path in root.rglob("*") if path.is_file())
    return sorted(path.relative_to(root).as_posix() for path in files)


def test_a_coverage_an_issue_and_its_stories_each_have_their_file(tmp_path):
    row = story("ferry")
    approved(row, UK)
    draft(row, PL)
    issue("first", stories=[row])
    report = export(tmp_path)
    assert names(tmp_path) == sorted(report.written)
    assert names(tmp_path) == [
        "issues/first/issue.toml",
        "issues/harbours.toml",
        "translations/ferry/en.md",
        "translations/ferry/pl.md",
        "translations/ferry/uk.md",
        "translations/letter-first/en.md",
    ]


def test_files_are_written_as_people_would_write_them(tmp_path):
    row = story("ferry", body="One.\n\nTwo.", headline="The ferry: nine")
    version = approved(row, UK, mark="«uk»")
    issue("first", stories=[row])
    export(tmp_path)
    assert (tmp_path / "translations/ferry/uk.md").read_text("utf-8") == (
        "---\nrole: translation\nstate: approved\nmade-from: en@1\nversion: 1\n"
        f"translators: [{version.translators[0]}]\nreviewers: [Terminal]\n"
        'headline: "«uk» Тхе ферри: ніне"\n---\n\n«uk» Оне.\n\n«uk» Тво.\n'
    )
    assert (tmp_path / "issues/first/issue.toml").read_text("utf-8") == (
        'number = 1\ncoverage = "harbours"\nletter = "letter-first"\n'
        "planned_at = 2026-10-03T09:30:00+00:00\n"
        'languages = ["en", "zh-Hant", "uk", "pl"]\n\n'
        '[[slots]]\nstory = "ferry"\nlayout = "standard"\nfallback = "hold"\n'
    )


def test_a_translation_nobody_began_needs_no_file(tmp_path):
    open_translation(story("ferry"), UK, by=editor(), at=AT)
    export(tmp_path)
    assert "translations/ferry/uk.md" not in names(tmp_path)


def test_a_second_export_touches_no_file(tmp_path):
    approved(story("ferry"), UK)
    export(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    report = export(tmp_path)
    assert (report.written, report.removed, report.unchanged) == ([], [], 3)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == times


def test_former_versions_are_written_while_something_was_made_from_them(tmp_path):
    row = story("ferry", body="One here.", headline="H")
    pivot = approved(row, UK)
    approved(row, PL, made_from=pivot)
    revise(row, content("Two there.", headline="H"), by=terminal_user(), at=AT)
    reopen(pivot.translation, by=editor(), at=AT)
    fill(pivot.translation, mark="newer")
    submit_for_review(pivot.translation, by=terminal_user(), at=AT)
    approve(pivot.translation, by=editor(), at=AT)
    export(tmp_path)
    assert names(tmp_path)[1:] == [
        "translations/ferry/en.md",
        "translations/ferry/en@1.md",
        "translations/ferry/pl.md",
        "translations/ferry/uk.md",
        "translations/ferry/uk@1.md",
    ]


def test_the_last_approved_text_is_kept_beside_a_reopened_draft(tmp_path):
    version = approved(story("ferry"), UK)
    reopen(version.translation, by=editor(), at=AT)
    export(tmp_path)
    assert "translations/ferry/uk@1.md" in names(tmp_path)
    assert "state: drafting" in (tmp_path / "translations/ferry/uk.md").read_text("utf-8")


def test_two_revisions_with_two_pictures_of_one_name_keep_both(tmp_path):
    teal, red = (add_image(picture(colour=colour)) for colour in ("teal", "red"))
    row = story("ferry", body="One.", headline="H")
    said = {"blocks": blocks("One.", headline="H"), "image_name": "cover.png"}
    first = revise(row, SourceContent(image=teal, **said), by=terminal_user(), at=AT)
    draft(row, UK, made_from=first)
    revise(row, SourceContent(image=red, **said), by=terminal_user(), at=AT)
    export(tmp_path)
    folder = tmp_path / "translations/ferry"
    assert (folder / "cover.png").read_bytes() == picture(colour="red")
    assert (folder / "cover@2.png").read_bytes() == picture(colour="teal")
    assert "image: cover@2.png" in (folder / "en@2.md").read_text("utf-8")


def test_what_the_program_did_not_write_stays(tmp_path):
    story("ferry")
    others = [
        "translations/gulls/en.md",
        "translations/ferry/uk.md",
        "translations/ferry/old.jpg",
        "issues/old.toml",
        "translations/glossary.csv",
        "translations/interface/uk/notes.md",
        "translations/ferry/notes.txt",
        "README.md",
    ]
    for name in others:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert export(tmp_path).removed == []
    assert set(others) <= set(names(tmp_path))
    assert export(tmp_path, prune=True).removed == [
        "issues/old.toml",
        "translations/ferry/old.jpg",
        "translations/ferry/uk.md",
        "translations/gulls/en.md",
    ]
    assert set(others[4:]) <= set(names(tmp_path))
    assert not (tmp_path / "translations/gulls").exists()


CHANGED_BY_HAND = [
    "issues/harbours.toml",
    "issues/first/issue.toml",
    "translations/ferry/en.md",
    "translations/ferry/uk.md",
    "translations/ferry/cover.png",
]


def illustrated(slug: str = "ferry"):
    row = story(slug, body="One.", headline="H")
    said = SourceContent(
        blocks=blocks("One.", headline="H"), image=add_image(picture()), image_name="cover.png"
    )
    revise(row, said, by=terminal_user(), at=AT)
    return row


def test_work_in_the_files_that_nobody_loaded_is_never_written_over(tmp_path):
    row = illustrated()
    approved(row, UK)
    issue("first", stories=[row])
    export(tmp_path)
    for name in CHANGED_BY_HAND:
        (tmp_path / name).write_bytes(b"by hand")
    (tmp_path / "translations/letter-first/en.md").unlink()
    with pytest.raises(ExportRefused) as refused:
        export(tmp_path)
    assert sorted(problem.file for problem in refused.value.problems) == sorted(CHANGED_BY_HAND)
    assert all((tmp_path / name).read_bytes() == b"by hand" for name in CHANGED_BY_HAND)
    assert not (tmp_path / "translations/letter-first/en.md").exists()
    assert set(export(tmp_path, force=True).written) == {
        *CHANGED_BY_HAND,
        "translations/letter-first/en.md",
    }


def test_a_desk_without_stories_takes_no_file_away(tmp_path):
    (tmp_path / "translations/ferry").mkdir(parents=True)
    (tmp_path / "translations/ferry/en.md").write_text("x")
    with pytest.raises(ExportRefused, match="The desk has no story"):
        export(tmp_path, prune=True, force=True)
    assert names(tmp_path) == ["translations/ferry/en.md"]


def test_no_link_leads_an_export_out_of_its_folder(tmp_path):
    story("ferry")
    elsewhere, root = tmp_path / "elsewhere", tmp_path / "root"
    elsewhere.mkdir()
    (root / "translations").mkdir(parents=True)
    (root / "translations/ferry").symlink_to(elsewhere)
    with pytest.raises(ExportRefused, match="leads out of the folder"):
        export(root, force=True)
    assert (names(elsewhere), names(root)) == ([], [])


def test_pruning_takes_nothing_away_beyond_a_link(tmp_path):
    story("ferry")
    elsewhere, root = tmp_path / "elsewhere", tmp_path / "root"
    elsewhere.mkdir()
    (elsewhere / "en.md").write_text("x")
    (root / "translations").mkdir(parents=True)
    (root / "translations/gulls").symlink_to(elsewhere)
    assert export(root, prune=True).removed == []
    assert names(elsewhere) == ["en.md"]


def test_a_file_that_cannot_be_replaced_stays_whole(tmp_path, monkeypatch):
    row = story("ferry", body="One.", headline="H")
    export(tmp_path)
    before = (tmp_path / "translations/ferry/en.md").read_bytes()
    revise(row, content("Two.", headline="H"), by=terminal_user(), at=AT)
    (tmp_path / "translations/ferry/.en.md.new").mkdir()  # in the way of the new bytes
    with pytest.raises(OSError, match=r"\.en\.md\.new"):
        export(tmp_path, force=True)
    assert (tmp_path / "translations/ferry/en.md").read_bytes() == before


def test_more_stories_of_a_batch_cost_no_more_queries(tmp_path):
    assert BATCH > 3
    costs = set()
    for number in range(3):
        approved(story(f"story-{number}"), UK)
        with CaptureQueriesContext(connection) as taken:
            export(tmp_path / str(number))
        costs.add(len(taken))
    assert len(costs) == 1


def test_a_machines_part_in_an_approved_text_travels_through_the_folders(tmp_path):
    row = story("ferry", body="One.\n\nTwo.", headline="The ferry: nine")
    translation = draft(row, UK, by=editor())
    fill(translation)
    submit_for_review(translation, by=terminal_user(), at=AT)
    approve(
        translation,
        by=terminal_user(),
        at=AT,
        machine=MachineShare(3, 5, ("DeepL", "Libre: own")),
    )
    export(tmp_path)
    file = tmp_path / "translations/ferry/uk.md"
    assert 'machine: [3 of 5 words, DeepL, "Libre: own"]\n' in file.read_text("utf-8")
    said = file.read_text("utf-8").replace("3 of 5", "4 of 5").replace("version: 1", "version: 2")
    file.write_text(said.replace("Оне", "Одне"), "utf-8")
    load(tmp_path, by=terminal_user(), at=LATER)
    use = MachineUse.objects.latest("version__number")
    assert (use.words, use.of_words, use.providers) == (4, 5, ["DeepL", "Libre: own"])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("machine: [7 of 5 words, DeepL]", "smaller number first"),
        ("machine: [most of it]", "[12 of 80 words, DeepL]"),
        ("machine: 3 of 5 words", "a list of names"),
    ],
)
def test_a_malformed_line_about_a_machine_is_refused_with_its_mend(line, said):
    text = f"---\nrole: translation\nstate: approved\nversion: 1\nmade-from: en@1\n{line}\n---\n"
    _, problems = read_story_file("uk.md", text, UK)
    assert said in problems[0].sentence
    assert problems[0].line == 6


def test_a_draft_says_nothing_of_a_machine():
    text = (
        "---\nrole: translation\nstate: drafting\nmade-from: en@1\nmachine: [3 of 5 words]\n---\n"
    )
    _, problems = read_story_file("uk.md", text, UK)
    assert [problem.line for problem in problems] == [5]
