"""What the terminal says of hits, and of files that did not come in."""

from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.factories import AT, EN, PL, UK, editor
from tests.rooms.memory.tmx_files import TAIL, many, tmx, unit
from tests.rooms.memory.told_pairs import approved_pair, from_a_file
from workflow.languages.catalogue import catalogue
from workflow.languages.language import Language
from workflow.memory.actions import remember
from workflow.memory.importing import begin_import, cancel_import
from workflow.memory.models import MemoryImport, MemoryPair
from workflow.memory.told import told_kind
from workflow.memory.values import Grain, Hit, HitKind, PairOrigin
from workflow.memory.work import LEASE, run_imports

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "old.tmx"
    path.write_bytes(b"".join(many(40)))
    return path


# What was found.


def hit(score: float, kind: HitKind = HitKind.FUZZY) -> Hit:
    return Hit(
        text="Gulls",
        translation="Чайки",
        score=score,
        kind=kind,
        grain=Grain.BLOCK,
        origin=PairOrigin.APPROVED,
        story="gulls",
        place="s6",
        made_of=("", ""),
        added_by_name="Ola",
        added_at=AT,
        pair_id=1,
    )


@pytest.mark.parametrize(
    ("score", "language", "said"),
    [
        (0.9953, EN, "99%"),
        (0.9999999, EN, "99%"),
        (1.0, EN, "99%"),
        (0.7599, UK, "75%"),
        (0.58, PL, "58%"),
        (0.29, EN, "29%"),
    ],
)
def test_what_is_only_alike_is_never_rounded_up_to_the_same(
    score: float, language: Language, said: str
):
    assert told_kind(hit(score), catalogue(language)) == said


def test_the_same_in_the_same_place_is_said_so():
    words = catalogue(EN)
    assert told_kind(hit(1.0, HitKind.CONTEXT), words) == "the same, in the same place"
    assert told_kind(hit(1.0, HitKind.EXACT), words) == "the same"


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [("Gulls follow the boat.", ["the same"] * 2), ("Gulls follow the boats.", ["97%"] * 2)],
)
def test_a_hit_says_how_it_was_found_and_where_it_comes_from(memory, asked, kinds):
    pairs = [
        approved_pair("Gulls follow the boat.", "Чайки летять."),
        from_a_file("Gulls follow the boat.", "Мартини летять."),
    ]
    remember(pairs, by=editor("ola"), at=AT)
    said = memory("lookup", asked, "--from", "en", "--to", "uk").splitlines()
    assert [line.split("  ")[1] for line in said[::2]] == kinds
    assert sorted(said[1::2]) == [
        "    Мартини летять. (from a TMX file, Ola, October 2, 2026)",
        "    Чайки летять. (gulls, s6, Ola, October 2, 2026)",
    ]


# Files that did not come in.


class Gone(Exception):
    """The worker is gone."""


def leave_half_done(path) -> MemoryImport:
    """A file whose worker was killed after the first batch."""

    def die(_: MemoryImport) -> None:
        raise Gone

    begin_import(BytesIO(path.read_bytes()), name=path.name, by=editor(), at=AT)
    with pytest.raises(Gone):
        run_imports(clock=lambda: datetime.now(UTC), units=10, progress=die)
    return MemoryImport.objects.get()


def test_work_says_until_when_a_file_is_held_and_takes_it_up_then(memory, file, settings):
    settings.NEWSROOM_TIME_ZONE = "Asia/Taipei"
    row = leave_half_done(file)
    until = row.lease_until.astimezone(ZoneInfo("Asia/Taipei"))
    clock = f"{until:%I:%M}".lstrip("0")
    said = memory("work").replace("\u00a0", " ")
    assert said.startswith(f"Import {row.pk} (old.tmx) is held by a worker until {clock} ")
    assert "memory work takes it up again then" in said
    MemoryImport.objects.update(lease_until=datetime.now(UTC) - timedelta(seconds=1))
    assert "held" not in memory("work")
    assert MemoryPair.objects.count() == 40


def test_import_and_wait_of_a_held_file_is_no_success(memory, file):
    row = leave_half_done(file)
    with pytest.raises(CommandError, match=rf"Import {row.pk} \(old.tmx\) is held"):
        memory("import", file, "--wait")


def test_import_and_wait_of_a_refused_file_is_no_success(memory, file):
    file.write_bytes(b"".join(many(40)).removesuffix(TAIL.encode()))
    with pytest.raises(CommandError, match="Bring the whole file"):
        memory("import", file, "--wait")


def test_import_and_wait_of_a_file_that_somebody_cancels_is_no_success(file):
    class Cancelling(StringIO):
        def write(self, text: str) -> int:
            if "Is brought in" in text:
                cancel_import(MemoryImport.objects.get(), by=editor(), at=AT + LEASE)
            return super().write(text)

    with pytest.raises(CommandError, match="was cancelled before its end"):
        call_command("memory", "import", str(file), "--wait", stdout=Cancelling())


def test_import_and_wait_of_a_good_file_reports_it(memory, file):
    file.write_bytes(
        tmx(unit(("en", "Gull<ph/>"), ("uk", "Чайка")), unit(("en", "Sea"), ("uk", "Море")))
    )
    said = memory("import", file, "--wait").splitlines()
    assert said[-2:] == [
        "Units that came in, but not whole: 1",
        "  Unit 1, line 4: It is in, without tags of another tool: <ph/>. (Gull)",
    ]
