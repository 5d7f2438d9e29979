"""Readers from a file: all or none, every problem at once, and a no stays a no."""

import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from workflow.audience.actions import BATCH, Added, ReadersRefused, add_readers
from workflow.audience.models import Consent, Reader
from workflow.audience.reading import RowProblem, read_rows
from workflow.audience.states import ConsentKind, ReaderState
from workflow.journal.models import Entry
from workflow.languages.registry import ALL, by_tag
from workflow.people.models import User
from workflow.people.permissions import NotAllowed
from workflow.people.roles import NewsroomRole

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
HEADER = "address,name,language,time_zone,subscribed_at\n"
GOOD = "olena@example.org,Олена,uk,Europe/Kyiv,2026-03-01T09:30:00+02:00\n"
MORE = "mei@例子.台灣,陳美,zh-TW,,2026-04-01T09:30:00+08:00\n"


def admin(role: NewsroomRole = NewsroomRole.ADMIN) -> User:
    return User.objects.create_user(f"user-{User.objects.count()}", newsroom_role=role)


def load(*rows: str, header: str = HEADER, by: User | None = None) -> Added:
    lines = io.BytesIO((header + "".join(rows)).encode())
    return add_readers(lines, source="import:readers.csv", by=by or admin(), at=AT)


def test_a_file_brings_in_readers_with_the_evidence_of_their_consent() -> None:
    assert load(GOOD, MORE) == Added(added=2, known=0, kept_out=0)
    olena = Reader.objects.get(address="olena@example.org")
    assert (olena.name, olena.language, olena.time_zone) == ("Олена", by_tag("uk"), "Europe/Kyiv")
    assert (olena.state, len(olena.token)) == (ReaderState.SUBSCRIBED, 32)
    consent = Consent.objects.get(reader=olena)
    assert (consent.kind, consent.source) == (ConsentKind.IMPORTED, "import:readers.csv")
    assert consent.at == datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
    mei = Reader.objects.exclude(pk=olena.pk).get()
    assert mei.address == "mei@xn--fsqu00a.xn--kpry57d"
    assert (mei.language, mei.time_zone) == (by_tag("zh-Hant"), "UTC")
    assert mei.token != olena.token


def test_loading_a_file_again_adds_nobody_and_changes_nobody() -> None:
    load(GOOD)
    again = load(GOOD.replace("Олена", "Інша").replace("olena@e", "OLENA@E"), MORE)
    assert again == Added(added=1, known=1, kept_out=0)
    assert Reader.objects.get(address="olena@example.org").name == "Олена"
    assert Consent.objects.count() == 2


def test_an_address_twice_in_one_file_is_one_reader() -> None:
    assert load(GOOD, GOOD) == Added(added=1, known=1, kept_out=0)


@pytest.mark.parametrize("state", [ReaderState.UNSUBSCRIBED, ReaderState.SUPPRESSED])
def test_who_left_is_never_brought_back_by_a_file(state: ReaderState) -> None:
    load(GOOD)
    Reader.objects.update(state=state)
    assert load(GOOD) == Added(added=0, known=0, kept_out=1)
    assert Reader.objects.get().state == state


@pytest.mark.parametrize("between", [0, BATCH])
def test_who_left_and_stands_twice_in_one_file_is_counted_once(between: int) -> None:
    load(GOOD)
    Reader.objects.update(state=ReaderState.UNSUBSCRIBED)
    others = [GOOD.replace("olena", f"reader{number}") for number in range(between)]
    assert load(GOOD, *others, GOOD, MORE) == Added(added=between + 1, known=0, kept_out=1)


BAD_ROWS = [
    ("nobody,N,uk,,2026-03-01T09:30:00Z\n", "one @"),
    ("a@kyїv.ua,N,uk,,2026-03-01T09:30:00Z\n", "two scripts in “kyїv”"),
    ("a@b.example,N,ru,,2026-03-01T09:30:00Z\n", "“ru” is none of ours. Write one of: en, zh-Hant"),
    ("a@b.example,N,zh-CN,,2026-03-01T09:30:00Z\n", "none of ours"),
    ("a@b.example,N,uk,Kyiv,2026-03-01T09:30:00Z\n", "“Kyiv” is not known"),
    ("a@b.example,N,uk,,2026-03-01T09:30:00\n", "no time with a zone"),
    ("a@b.example,N,uk,,\n", "evidence of consent"),
    ("a@b.example,N,uk,,2027-03-01T09:30:00Z\n", "in the future"),
    ("a@b.example,N,uk,,0001-01-01T00:00:00+14:00\n", "before the year 2000"),
    ("a@b.example,N,uk,,1999-12-31T23:59:59+14:00\n", "before the year 2000"),
    ("a@b.example,N,uk,,9999-12-31T23:59:59-14:00\n", "in the future"),
    (f"a@b.example,{'N' * 201},uk,,2026-03-01T09:30:00Z\n", "more than 200"),
    ('a@b.example,"N\nM",uk,,2026-03-01T09:30:00Z\n', "line break"),
    ("a@b.example,N,uk\n", "3 fields where the first line names 5"),
    ('a@b.example,"N"x,uk,,2026-03-01T09:30:00Z\n', "not well-formed CSV"),
]


@pytest.mark.parametrize(("row", "sentence"), BAD_ROWS)
def test_a_bad_row_is_told_with_its_line_and_its_mend(row: str, sentence: str) -> None:
    with pytest.raises(ReadersRefused) as refusal:
        load(GOOD, row)
    (problem,) = refusal.value.problems
    assert problem.line == 3
    assert sentence in str(refusal.value)
    assert not Reader.objects.exists()


def test_every_problem_of_every_row_is_told_at_once_and_nothing_is_loaded() -> None:
    twice_bad = "nobody,N,ru,Kyiv,\n"
    with pytest.raises(ReadersRefused) as refusal:
        load(GOOD, twice_bad, "\n", MORE, *(row for row, _ in BAD_ROWS))
    lines = [problem.line for problem in refusal.value.problems]
    assert lines == [3, 3, 3, 3, *range(6, 19), 20, 21]
    assert not Reader.objects.exists()
    assert not Consent.objects.exists()
    assert not Entry.objects.exists()


def test_a_bad_row_far_down_takes_back_what_was_loaded_before_it() -> None:
    many = [GOOD.replace("olena", f"reader{number}") for number in range(BATCH + 1)]
    with pytest.raises(ReadersRefused):
        load(*many, "nobody,N,ru,,\n")
    assert not Reader.objects.exists()


def test_a_line_that_is_not_utf_8_is_told_by_its_number() -> None:
    raw = HEADER.encode() + GOOD.encode() + "a@b.example,Łódź,pl,,\n".encode("cp1250")
    problems = [each for each in read_rows(io.BytesIO(raw), at=AT) if isinstance(each, RowProblem)]
    assert [(each.line, "UTF-8" in each.msgid) for each in problems] == [(3, True)]


@pytest.mark.parametrize(
    "header",
    ["", "address,name\n", HEADER.replace("name", "nick"), HEADER.strip() + ",extra\n", GOOD],
)
def test_a_file_with_other_columns_is_refused_at_once(header: str) -> None:
    with pytest.raises(ReadersRefused, match="address, name, language, time_zone") as refusal:
        load(GOOD, header=header)
    assert len(refusal.value.problems) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace(",", ";"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.rstrip("\n"),
    ],
    ids=["byte order mark", "semicolons", "windows line ends", "no last line end"],
)
def test_files_as_spreadsheets_write_them_are_understood(change) -> None:
    header, _, rows = change(HEADER + GOOD).partition("\n")
    assert load(rows, header=header + "\n").added == 1


def test_only_an_admin_may_bring_in_readers() -> None:
    with pytest.raises(NotAllowed):
        load(GOOD, by=admin(NewsroomRole.EDITOR))


def test_the_journal_counts_and_names_nobody() -> None:
    load(GOOD)
    entry = Entry.objects.get()
    assert entry.detail == {"added": 1, "known": 0, "kept_out": 0}
    assert "olena" not in str(vars(entry))


@pytest.mark.parametrize("language", ALL, ids=str)
def test_problems_are_told_in_the_language_of_the_user(language) -> None:
    with pytest.raises(ReadersRefused) as refusal:
        load("nobody,N,ru,Kyiv,\n", 'x"y\n', "a@kyїv.ua,N,uk,,1026-03-01T09:30:00Z\n")
    told = refusal.value.in_(language)
    assert (told == str(refusal.value)) == (language.tag == "en")
    assert "nobody" not in told


def test_a_large_file_is_read_row_by_row() -> None:
    def many() -> Iterator[bytes]:
        yield HEADER.encode()
        for number in range(30_000):
            yield GOOD.replace("olena", f"reader{number}").encode()

    list(read_rows([HEADER.encode(), GOOD.encode()], at=AT))
    tracemalloc.start()
    assert sum(1 for _ in read_rows(many(), at=AT)) == 30_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 500_000


def test_the_command_says_what_it_did_and_what_is_wrong(tmp_path: Path) -> None:
    file, out = tmp_path / "readers.csv", io.StringIO()
    file.write_text(HEADER + GOOD + MORE, encoding="utf-8")
    with override_settings(TERMINAL_LANGUAGE="pl"):
        call_command("add_readers", file, stdout=out)
        call_command("add_readers", file, stdout=out)
    assert out.getvalue().splitlines() == [
        "Dodano 2 czytelników.",
        "Dodano 0 czytelników.",
        "Już na liście: 2.",
    ]
    file.write_text(HEADER + "nobody,N,ru,,\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Line 2: This is no address"):
        call_command("add_readers", file)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("add_readers", tmp_path / "absent.csv")
