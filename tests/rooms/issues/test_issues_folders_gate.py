"""The gate of the content folders: checks, house style, and what a new revision sets in motion."""

import io
from dataclasses import replace

import pytest
from django.core.management import call_command

from tests.content_folders import EN_FILE, PL_FILE, UK_FILE, Folders, usual
from tests.factories import AT, UK, draft, editor, fill, issue, story, user
from workflow.issues.folders.export import export
from workflow.issues.folders.report import LoadRefused
from workflow.issues.readiness import Status, board
from workflow.issues.snapshot import snapshot
from workflow.journal.models import Entry
from workflow.languages.catalogue import catalogue
from workflow.languages.registry import ALL, by_tag
from workflow.notices.models import Notice
from workflow.people.actions import terminal_user
from workflow.people.roles import TeamRole
from workflow.stories.actions import set_house_style
from workflow.stories.models import Coverage, SourceChange
from workflow.text.checks.finding import Finding, Severity
from workflow.translation.actions import approve, submit_for_review
from workflow.translation.models import PassedWarning, Translation
from workflow.translation.problems import FindingsRefused
from workflow.translation.reviewing import fingerprint
from workflow.translation.states import TranslationState
from workflow.translation.writing import current_versions, save_segment

pytestmark = pytest.mark.django_db

COVERAGE_FILE = "issues/harbours.toml"
STYLE = '\n[house_style]\n"en.dash" = "spaced-en"\n"zh-Hant.tai" = "臺"\n'
COPIED = ("Ніхто не махає.", "Nobody waves at the ferry while it leaves the old harbour.")


@pytest.fixture
def folders(tmp_path) -> Folders:
    made = usual(tmp_path)
    (tmp_path / PL_FILE).unlink()
    return made


def miscount(folders: Folders) -> None:
    """Let the translation say another number than its source, which is a warning."""
    folders.change(EN_FILE, ("Nobody waves.", "Nobody waves to 24 guests."))
    folders.change(UK_FILE, ("Ніхто не махає.", "Ніхто не махає 25 гостям."))


def translation() -> Translation:
    return Translation.objects.get(language=UK, story__slug="ferry")


def said(*command: str) -> list[str]:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue().splitlines()


# What the checks say -------------------------------------------------------------------------


def test_an_error_refuses_the_file_at_its_line(folders):
    folders.change(UK_FILE, COPIED)
    (problem,) = folders.problems()
    assert problem.startswith(f"{UK_FILE}:16: ")
    assert problem.endswith("[untranslated-remainder]")


def test_a_draft_may_hold_what_the_checks_object_to(folders):
    folders.change(UK_FILE, COPIED, ("approved", "drafting"), ("version: 1\n", ""))
    assert folders.load().passed == []


def test_warnings_come_in_and_are_told_with_their_lines(folders):
    miscount(folders)
    (told,) = folders.load().passed
    assert (told.file, told.line, told.finding.severity) == (UK_FILE, 16, Severity.WARNING)
    passed = PassedWarning.objects.get()
    assert (passed.check_id, passed.reason) == (told.finding.check, f"As it stands in {UK_FILE}.")
    assert folders.load().passed == []


@pytest.mark.parametrize("tag", [language.tag for language in ALL])
def test_the_command_shows_them_in_the_language_of_the_terminal(folders, settings, tag):
    settings.TERMINAL_LANGUAGE = tag
    miscount(folders)
    printed = said("load", str(folders.root))
    told = PassedWarning.objects.get()
    words = catalogue(by_tag(tag))
    heading = words.count(
        "The checks have {n} remark on what came in:",
        "The checks have {n} remarks on what came in:",
        1,
    )
    (line,) = printed[printed.index(heading) + 1 : -2]
    assert line.startswith(f"  {UK_FILE}:16: ")
    assert line.endswith(f"[{told.check_id}]")
    assert "25" in line


def test_the_command_shows_the_first_of_many(folders):
    lines = "\n\n".join(f"It has {n} lamps." for n in range(30, 50))
    other = "\n\n".join(f"Там {n + 100} ліхтарів." for n in range(30, 50))
    folders.change(EN_FILE, ("It leaves at nine.", lines))
    folders.change(UK_FILE, ("Він відходить о дев’ятій.", other))
    printed = said("load", str(folders.root))
    heading = next(n for n, line in enumerate(printed) if line.startswith("The checks have "))
    shown = [line for line in printed[heading + 1 :] if line.startswith("  ")]
    assert len(shown) == 13
    assert shown[-1].startswith("  and ")


def test_what_was_approved_once_comes_back_from_an_archive_and_is_told(folders):
    folders.change(UK_FILE, COPIED)
    folders.problems()
    told = folders.load(archive=True).passed
    errors = [each for each in told if each.finding.severity is Severity.ERROR]
    assert [(each.file, each.line) for each in errors] == [(UK_FILE, 16)]
    assert translation().state == TranslationState.APPROVED
    reasons = PassedWarning.objects.filter(check_id=errors[0].finding.check)
    assert reasons.get().reason == f"It was approved before, as it stands in {UK_FILE}."
    assert folders.load(archive=True).unchanged == 5


def test_an_archive_brings_nothing_into_review_that_was_not_approved(folders):
    folders.change(UK_FILE, COPIED, ("approved", "in_review"), ("version: 1\n", ""))
    with pytest.raises(LoadRefused, match="untranslated-remainder"):
        folders.load(archive=True)


def test_the_command_brings_an_archive_back(folders):
    folders.change(UK_FILE, COPIED)
    printed = said("load", str(folders.root), "--archive")
    first = printed[1 + printed.index("The checks have 2 remarks on what came in:")]
    assert first.endswith("[untranslated-remainder]")  # errors before all


def test_a_word_put_wrong_in_review_is_not_approved(tmp_path):
    row = draft(story("gulls"), UK, by=editor())
    fill(row)
    submit_for_review(row, by=terminal_user(), at=AT)
    reviewer = editor()
    base = current_versions(row)["s2"]
    save_segment(row, "s2", COPIED[1], base_version=base, by=reviewer, at=AT)
    with pytest.raises(FindingsRefused, match="untranslated-remainder"):
        approve(row, by=reviewer, at=AT)
    row.refresh_from_db()
    assert row.state == TranslationState.IN_REVIEW
    save_segment(row, "s2", base.text, base_version=current_versions(row)["s2"], by=reviewer, at=AT)
    approve(row, by=reviewer, at=AT)
    export(tmp_path)
    assert Folders(tmp_path).load().unchanged == 3


def test_a_warning_that_arose_in_review_passes_with_the_approval():
    row = draft(story("gulls", body="It has 24 lamps."), UK, by=editor())
    fill(row)
    submit_for_review(row, by=terminal_user(), at=AT)
    assert not PassedWarning.objects.exists()
    reviewer = editor()
    base = current_versions(row)["s2"]
    text = base.text.replace("24", "25")
    save_segment(row, "s2", text, base_version=base, by=reviewer, at=AT)
    approve(row, by=reviewer, at=AT)
    passed = PassedWarning.objects.get()
    assert (passed.by, passed.reason) == (reviewer, "It was approved as it stands.")


def test_a_reason_for_a_warning_is_none_for_the_error_it_becomes():
    warning = Finding(check="numbers", severity=Severity.WARNING, start=0, end=2, message="So.")
    error = replace(warning, severity=Severity.ERROR)
    assert fingerprint(warning, "25") == fingerprint(replace(warning, start=3, end=5), "a. 25")
    assert fingerprint(warning, "25") != fingerprint(error, "25")


# A new revision ------------------------------------------------------------------------------


def revise_in_folder(folders: Folders, old: str, new: str) -> None:
    """The source's next revision, with other words, beside the one translations were made of."""
    source = (folders.root / EN_FILE).read_text("utf-8")
    folders.write(EN_FILE.replace("en.md", "en@1.md"), source)
    folders.change(EN_FILE, ("revision: 1", "revision: 2"), (old, new))


def in_ukrainian(of) -> tuple[Status, bool]:
    """Where the issue's story stands, and whether its edition waits for it."""
    row = board(snapshot(of)).rows[1]
    cell = next(cell for cell in row.cells if cell.language == UK)
    return cell.status, cell.holds


def test_a_changed_number_in_a_folder_tells_the_translators_and_blocks_the_board(tmp_path):
    olena = user("olena", uk=TeamRole.TRANSLATOR)
    row = draft(story("ferry", body="It has 24 lamps.", headline="The ferry"), UK, by=olena)
    fill(row)
    submit_for_review(row, by=olena, at=AT)
    approve(row, by=editor(), at=AT)
    of = issue(stories=[row.story])
    export(tmp_path)
    folders = Folders(tmp_path)
    assert in_ukrainian(of) == (Status.APPROVED, False)
    revise_in_folder(folders, "24 lamps", "42 lamps")
    folders.load()
    change = SourceChange.objects.get()
    assert change.proposed == "fact"
    told = Notice.objects.get(user=olena, kind="source_changed")
    assert told.values["level"] == "fact"
    assert in_ukrainian(of) == (Status.OUTDATED, True)
    folders.load()
    assert Notice.objects.filter(user=olena, kind="source_changed").count() == 1


def test_a_file_made_from_the_newer_revision_confirms_what_it_leaves_as_it_was(folders):
    folders.change(EN_FILE, ("at nine.", "at 9 sharp."))
    folders.change(UK_FILE, ("о дев’ятій.", "рівно о 9."))
    folders.load()
    revise_in_folder(folders, "at 9 sharp.", "at 10 sharp.")
    folders.move(UK_FILE, UK_FILE.replace("uk.md", "uk@1.md"))
    newer = (folders.root / UK_FILE.replace("uk.md", "uk@1.md")).read_text("utf-8")
    folders.write(UK_FILE, newer.replace("en@1", "en@2").replace("version: 1", "version: 2"))
    report = folders.load()
    assert report.changed == [EN_FILE, UK_FILE]
    assert "numbers" in {each.finding.check for each in report.passed}
    kind, pk = translation()._meta.label_lower, translation().pk
    rows = Entry.objects.filter(subject_kind=kind, subject_id=pk, verb="confirm")
    assert rows.get().detail == {"keys": ["s2"]}
    assert current_versions(translation())["s2"].revision.number == 2


# House style ---------------------------------------------------------------------------------


def test_a_house_style_comes_in_and_goes_out(folders, tmp_path):
    text = (folders.root / COVERAGE_FILE).read_text("utf-8") + STYLE
    folders.write(COVERAGE_FILE, text)
    folders.load()
    style = {"en.dash": "spaced-en", "zh-Hant.tai": "臺"}
    assert Coverage.objects.get().house_style == style
    assert folders.load().changed == []
    export(tmp_path / "out")
    assert (tmp_path / "out" / COVERAGE_FILE).read_text("utf-8") == text


def test_a_file_without_a_house_style_means_the_usual_one(folders, tmp_path):
    folders.load()
    set_house_style(Coverage.objects.get(), {"en.dash": "closed-em"}, by=editor(), at=AT)
    assert folders.load().changed == [COVERAGE_FILE]
    assert Coverage.objects.get().house_style == {}
    export(tmp_path / "out")
    assert "house_style" not in (tmp_path / "out" / COVERAGE_FILE).read_text("utf-8")


def test_an_option_may_be_written_without_quotes(folders):
    folders.change(COVERAGE_FILE, ("[name]", '[house_style]\nen.dash = "closed-em"\n\n[name]'))
    folders.load()
    assert Coverage.objects.get().house_style == {"en.dash": "closed-em"}


STYLE_MISTAKES = [
    ('"en.dsh" = "spaced-en"', "There is no option 'en.dsh'. The options are: en.dash,"),
    ('"en.dash" = "long"', "'en.dash' cannot be 'long'. Choose one of: spaced-em,"),
    ('en.dash = "long"', "'en.dash' cannot be 'long'."),
    ("'en.dash' = 2", "`en.dash` is one word, in quotes."),
]


@pytest.mark.parametrize(("line", "sentence"), STYLE_MISTAKES)
def test_a_mistake_in_it_is_named_with_its_line(folders, line, sentence):
    folders.change(COVERAGE_FILE, ("[name]", f'[house_style]\n"uk.dash" = "en"\n{line}\n\n[name]'))
    (problem,) = folders.problems()
    assert problem.startswith(f"{COVERAGE_FILE}:5: {sentence}")


def test_a_house_style_that_is_no_table_is_a_problem(folders):
    folders.change(COVERAGE_FILE, ("\n[name]", 'house_style = "usual"\n\n[name]'))
    (problem,) = folders.problems()
    assert problem.startswith(f"{COVERAGE_FILE}:2: `house_style` is a table by option.")


def test_a_house_style_decides_what_the_checks_say_of_a_file(folders):
    folders.change(EN_FILE, ("Nobody waves.", "Nobody waves 5% of the time."))
    folders.change(UK_FILE, ("Ніхто не махає.", "Ніхто не махає 5 % часу."))
    style = '\n[house_style]\n"uk.percent" = "spaced"\n'
    folders.write(COVERAGE_FILE, (folders.root / COVERAGE_FILE).read_text("utf-8") + style)
    assert folders.load().passed == []
