"""A day at the desk, act by act; each finds what it needs in the database, as a process does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests import factories as make
from tests.factories import AT, EN, LATER, PL, UK
from workflow.issues.folders.load import load
from workflow.people.actions import terminal_user
from workflow.people.models import User
from workflow.people.roles import TeamRole
from workflow.stories.models import SourceChange, Story
from workflow.text.meaning import Level
from workflow.translation.actions import (
    approve,
    catch_up,
    open_translation,
    request_changes,
    start,
    submit_for_review,
)
from workflow.translation.changes import change_source, decide
from workflow.translation.claims import hand_over, lapse_overdue, release
from workflow.translation.models import SegmentVersion, Suggestion, Translation
from workflow.translation.reshaping import merge_blocks
from workflow.translation.reviewing import Reasons
from workflow.translation.suggestions import accept
from workflow.translation.talk import open_thread
from workflow.translation.writing import confirm, save_file, save_segment

ANYWAY = Reasons(for_all="The harbour says so.")
BODY = """The ferry leaves at **nine**.

It carries 40 people. Nobody is [left behind](https://pier.example/).

Gulls follow.

The pilot waits.

> It always did.
>
> — The pilot"""
REST = {
    "s3": "Він бере 40 людей. Нікого не лишають.",
    "s4": "Чайки летять слідом.",
    "s5": "Лоцман чекає.",
    "s6": "Так було завжди.",
    "s7": "— Лоцман",
}


@dataclass(frozen=True, slots=True)
class Act:
    """Something one person does; ``again`` when doing it a second time must change nothing."""

    name: str
    do: Callable[[], object]
    again: bool = True


def prepare() -> None:
    """A newsroom with a story that nobody has begun to translate."""
    make.editor("ed")
    make.user("olena", uk=TeamRole.TRANSLATOR)
    make.user("anna", uk=TeamRole.TRANSLATOR)
    make.user("ivan", uk=TeamRole.REVIEWER)
    make.user("petro", pl=TeamRole.TRANSLATOR)
    make.user("maria", pl=TeamRole.TRANSLATOR)
    terminal_user()
    make.team(UK)
    make.team(PL)
    make.story("harbour", body=BODY, headline="A harbour wakes")
    for language in (UK, PL):
        open_translation(_story(), language, by=_user("ed"), at=AT)


def day(folders: Path) -> tuple[Act, ...]:
    """The acts, in order; ``folders`` is where the content folders to be loaded are written."""
    return (
        Act("start", lambda: start(_row(), by=_user("olena"), at=AT)),
        Act("save a first text", lambda: _save("Пором о *дев’ятій*.", base=0)),
        Act("save on top of it", lambda: _save("Пором іде о **дев’ятій**.", base=1)),
        Act("save on an old text", lambda: _save("О **дев’ятій** пором іде.", base=1, by="ed")),
        Act("type into another’s draft", lambda: _save("Пором — о **9**.", base=2, by="anna")),
        Act("accept what was suggested", _accept),
        Act("comment", _comment, again=False),
        Act("bring a file", lambda: save_file(_row(), _file(), by=_user("olena"), at=AT)),
        Act(
            "merge blocks",
            lambda: merge_blocks(_row(), ["s4", "s5"], by=_user("olena"), at=AT),
        ),
        Act("submit", _submit),
        Act("request changes", lambda: request_changes(_row(), by=_user("ivan"), at=AT)),
        Act("submit again", _submit),
        Act("approve", lambda: approve(_row(), by=_user("ivan"), at=AT)),
        Act("start a relay", _start_relay),
        Act("change the source", _change_source),
        Act("decide the level", _decide),
        Act("catch up", lambda: catch_up(_row(), by=_user("olena"), at=LATER)),
        Act("confirm", lambda: confirm(_row(), ["s2", "s4"], by=_user("olena"), at=LATER)),
        Act("save what changed", lambda: _save("Він бере 50 людей.", base=1, key="s3")),
        Act("submit anew", _submit),
        Act("approve anew", lambda: approve(_row(), by=_user("ivan"), at=LATER)),
        Act("hand over", _hand_over),
        Act("let lapse", lambda: lapse_overdue(at=LATER + timedelta(days=90))),
        Act("take up", lambda: start(_row(PL), by=_user("petro"), at=LATER)),
        Act("release", lambda: release(_row(PL), by=_user("petro"), at=LATER)),
        Act("load", lambda: _load(folders / "first", 1)),
        Act("load a change", lambda: _load(folders / "second", 2)),
    )


def _story() -> Story:
    return Story.objects.select_related("coverage").get(slug="harbour")


def _row(language=UK) -> Translation:
    return Translation.objects.select_related("story", "revision", "relay").get(
        story__slug="harbour", language=language
    )


def _user(name: str) -> User:
    return User.objects.get(username=name)


def _save(text: str, *, base: int, by: str = "olena", key: str = "s2") -> object:
    row = _row()
    found = SegmentVersion.objects.filter(translation=row, key=key, number=base).first()
    return save_segment(row, key, text, base_version=found, by=_user(by), at=AT)


def _accept() -> object:
    return accept(Suggestion.objects.get(version__key="s2"), by=_user("olena"), at=AT)


def _comment() -> object:
    return open_thread(_row(), "s2", "Так, @ivan?", by=_user("anna"), at=AT)


def _file() -> dict[str, str]:
    return {"s1": "Гавань прокидається", **REST}


def _submit() -> None:
    submit_for_review(_row(), by=_user("olena"), at=AT, reasons=ANYWAY)


def _start_relay() -> None:
    pivot = _row().approved_versions.get(number=1)
    start(_row(PL), made_from=pivot, by=_user("petro"), at=AT)


def _change_source() -> object:
    body = BODY.replace("40", "50").replace("**nine**", "*nine*")
    changed = make.content(body, headline="A harbour wakes")
    return change_source(_story(), changed, by=_user("ed"), at=AT)


def _decide() -> object:
    change = SourceChange.objects.get(new_keys=["s2"])
    return decide(change, Level.STYLE, seen=Level.TYPO, by=_user("ed"), at=AT)


def _hand_over() -> object:
    return hand_over(_row(PL), _user("maria"), by=_user("petro"), at=LATER)


def _load(root: Path, revision: int) -> object:
    _write_folders(root, revision)
    return load(root, by=terminal_user(), at=LATER)


def _write_folders(root: Path, revision: int) -> None:
    """A coverage, and a story with two translations: in the second revision one fact is another."""
    folder = root / "translations" / "bridge"
    folder.mkdir(parents=True, exist_ok=True)
    (root / "issues").mkdir(exist_ok=True)
    tables = "".join(
        f'\n[{table}]\n{EN} = "Rivers"\n'
        for table in ("name", "blurb", "publisher", "postal_address")
    )
    (root / "issues" / "rivers.toml").write_text(f'languages = ["{EN}"]\n{tables}', "utf-8")
    (folder / "en.md").write_text(
        "---\nrole: source\nkind: story\ncoverage: rivers\n"
        f"revision: {revision}\nauthors: [Ola Doe]\nheadline: A bridge\n---\n"
        f"It is {revision}00 steps long.\n\nIt stands.\n",
        encoding="utf-8",
    )
    said = {
        UK: ("Міст", "Він має {}00 кроків.", "Він стоїть.", "approved"),
        PL: ("Most", "Ma {}00 kroków.", "Stoi.", "in_review"),
    }
    for language, (headline, length, standing, state) in said.items():
        version = f"version: {revision}\nreviewers: [Iv An]\n" if state == "approved" else ""
        (folder / f"{language}.md").write_text(
            f"---\nrole: translation\nstate: {state}\nmade-from: en@{revision}\n{version}"
            f"authors: [Ola Doe]\ntranslators: [Ol Ena]\nheadline: {headline}\n---\n"
            f"{length.format(revision)}\n\n{standing}\n",
            encoding="utf-8",
        )


NAMES = tuple(act.name for act in day(Path()))
