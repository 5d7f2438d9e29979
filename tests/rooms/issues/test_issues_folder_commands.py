"""``load`` and ``export`` in the terminal: what changed, or what to mend; and exit codes."""

import io
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from tests.factories import UK, approved, story
from workflow.languages.registry import ALL
from workflow.stories.models import Story


def said(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.fixture
def exported(tmp_path, db):
    approved(story("ferry"), UK)
    export_said = said("export", str(tmp_path))
    return tmp_path, export_said


def test_export_names_each_file_it_wrote(exported):
    root, printed = exported
    assert printed.splitlines() == [
        "+ issues/harbours.toml",
        "+ translations/ferry/en.md",
        "+ translations/ferry/uk.md",
        "3 files written.",
        "0 files unchanged.",
    ]
    assert said("export", str(root)).splitlines() == ["0 files written.", "3 files unchanged."]


def test_export_takes_away_only_when_asked(exported):
    root, _ = exported
    (root / "translations/ferry/pl.md").write_text("x")
    assert "removed" not in said("export", str(root))
    printed = said("export", str(root), "--prune")
    assert "- translations/ferry/pl.md\n" in printed
    assert "1 file removed.\n" in printed


def test_export_lists_what_it_would_write_over_and_does_so_when_told(exported):
    root, _ = exported
    (root / "translations/ferry/uk.md").write_text("by hand")
    with pytest.raises(CommandError) as refused:
        said("export", str(root))
    heading, problem = str(refused.value).splitlines()
    assert heading == "Nothing was written. There is 1 problem to mend:"
    assert problem.startswith("translations/ferry/uk.md:1: The file differs from the desk.")
    assert "+ translations/ferry/uk.md\n" in said("export", str(root), "--force")


def test_load_names_each_file_that_brought_something(exported):
    root, _ = exported
    copy = (root / "translations/ferry/en.md").read_text("utf-8")
    (root / "translations/gulls").mkdir()
    (root / "translations/gulls/en.md").write_text(copy, "utf-8")
    (root / "issues/harbours.toml").write_text('languages = ["en"]\n\n[name]\nen = "Gulls"\n')
    assert said("load", str(root)).splitlines() == [
        "+ translations/gulls/en.md",
        "~ issues/harbours.toml",
        "1 file added.",
        "1 file changed.",
        "2 files unchanged.",
    ]


def test_load_refuses_with_every_problem_on_its_line(exported):
    root, _ = exported
    (root / "translations/ferry/en.md").write_text("x")
    (root / "issues/harbours.toml").write_text("languages = []")
    with pytest.raises(CommandError) as refused:
        said("load", str(root))
    heading, *problems = str(refused.value).splitlines()
    assert heading == f"Nothing was loaded. There are {len(problems)} problems to mend:"
    assert problems[0].startswith("issues/harbours.toml:1: ")
    assert problems[-1].startswith("translations/ferry/en.md:1: ")


@pytest.mark.parametrize("tag", [language.tag for language in ALL])
def test_they_speak_the_language_of_the_terminal(exported, settings, tag):
    settings.TERMINAL_LANGUAGE = tag
    root, _ = exported
    unchanged = {
        "en": "3 files unchanged.",
        "zh-Hant": "3 個檔案沒有變動。",
        "uk": "Без змін: 3 файли.",
        "pl": "Bez zmian: 3 pliki.",
    }
    assert said("load", str(root)) == unchanged[tag] + "\n"


@pytest.mark.django_db
def test_what_add_story_began_can_be_exported_and_loaded(tmp_path):
    (tmp_path / "ferry.txt").write_text("The ferry\n\nIt leaves at nine, as it always did.\n")
    said("add_story", str(tmp_path / "ferry.txt"), "--language", "en", "--coverage", "new")
    said("export", str(tmp_path / "out"))
    assert "2 files unchanged." in said("load", str(tmp_path / "out"))
    assert Story.objects.get().coverage.slug == "new"


CODES = [
    (["load", "{root}"], 0),
    (["load", "{root}/nowhere"], 1),
    (["load", "--nonsense"], 2),
    (["export", "{root}"], 0),
    (["export", "--nonsense"], 2),
    (["add_story", "{root}/nowhere.txt", "--language", "en", "--coverage", "x"], 1),
    (["add_story", "{root}/nowhere.txt"], 2),
]


@pytest.fixture(scope="module")
def terminal(tmp_path_factory):
    """Runs ``python -m workflow`` on a database file of its own."""
    folder = tmp_path_factory.mktemp("terminal")
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'desk.sqlite3'}",
        "VAR_DIR": str(folder),
    }

    def run(*arguments: str) -> int:
        command = [sys.executable, "-m", "workflow", *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, check=False, timeout=60
        ).returncode

    assert run("migrate") == 0
    return run


@pytest.mark.parametrize(("arguments", "code"), CODES)
def test_the_exit_code_tells_done_refused_and_misused_apart(terminal, tmp_path, arguments, code):
    (tmp_path / "issues").mkdir()
    assert terminal(*(argument.format(root=tmp_path) for argument in arguments)) == code
