"""TMX out and in: every pair comes back, and every unit that cannot enter is told."""

import re
from contextlib import suppress
from io import BytesIO

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from tests.factories import AT, EN, LATER, PL, UK, ZH, editor, user
from tests.rooms.memory.tmx_files import TAIL, many, tmx, unit
from workflow.journal.actions import MoveRefused
from workflow.journal.models import Entry
from workflow.memory.actions import remember
from workflow.memory.exporting import take_out
from workflow.memory.importing import CHUNK, ImportRefused, begin_import, bytes_of, cancel_import
from workflow.memory.lookup import lookup
from workflow.memory.models import ImportChunk, MemoryImport, MemoryPair, RejectedUnit
from workflow.memory.states import ImportState
from workflow.memory.tmx.marks import seg_of, text_of
from workflow.memory.tmx.read import Reject, Unit, read_tmx
from workflow.memory.values import Grain, HitKind, NewPair, PairOrigin, Query, Side
from workflow.memory.work import run_imports
from workflow.people.permissions import NotAllowed
from workflow.text.safe_xml import XmlRefused

SHIP = unit(("en", "The ship left."), ("uk", "Судно вийшло."))


def units(*told: str):
    return list(read_tmx(BytesIO(tmx(*told))))


def bring(data: bytes, *, name="memory.tmx", at=AT):
    row = begin_import(BytesIO(data), name=name, by=editor(), at=at)
    run_imports(clock=lambda: at)
    row.refresh_from_db()
    return row


def pairs():
    rows = MemoryPair.objects.select_related("first", "second").order_by("pk")
    return [(row.first.text, row.second.text) for row in rows]


# Reading.


def test_a_unit_in_several_languages_of_ours_is_a_pair_for_each_two_of_them():
    [found] = units(unit(("en-GB", "Gull"), ("uk_UA", "Чайка"), ("PL", "Mewa"), ("de", "Möwe")))
    assert [(pair.first.text, pair.second.text) for pair in found.pairs] == [
        ("Gull", "Чайка"),
        ("Gull", "Mewa"),
        ("Чайка", "Mewa"),
    ]
    assert {pair.origin for pair in found.pairs} == {PairOrigin.TMX}


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (unit(("en", "Gull")), "one language of the house only: en"),
        (unit(("en", "Gull"), ("ru", "Чайка")), "one language of the house only: en"),
        (unit(("zh-CN", "海鸥"), ("de", "Möwe")), "Its languages: zh-CN and de"),
        (unit(("en", " "), ("uk", "")), "empty: en and uk"),
        (unit(("en", "x" * 10_001), ("uk", "х")), "10,000 characters"),
        ("<tu/>", "no language of the house"),
    ],
)
def test_a_unit_that_cannot_enter_says_why_and_where(told, why):
    [_, found] = units(SHIP, told)
    assert isinstance(found, Reject)
    assert (found.number, found.line) == (2, 5)
    assert why in found.reason.in_(EN)


def test_older_versions_and_other_props_are_read():
    told = (
        "<tu tuid='7'><prop type='x-story'>ferry</prop><prop type='x-place'>s6</prop>"
        "<prop type='x-grain'>block</prop><note>n</note>"
        "<tuv lang='EN-US'><seg>Gull</seg></tuv><tuv lang='ZH-TW'><seg>海鷗</seg></tuv></tu>"
    )
    [found] = units(told)
    [pair] = found.pairs
    assert (pair.story, pair.place, pair.grain) == ("ferry", "s6", Grain.BLOCK)
    assert (pair.first.language, pair.second.language) == (EN, ZH)


MARKDOWN = st.text(st.sampled_from(list("ab *_[]()!`\\^1\n《》їж")), max_size=40)


@given(MARKDOWN)
@example('[a](b) ![c](d "e") `f` [^1] **g** *h*\\\ni')
def test_a_text_goes_into_a_segment_and_comes_back_letter_by_letter(text):
    assert text_of(seg_of(text)) == (text, ())


BOMB = '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "ha">]><tmx><header/><body>&a;</body></tmx>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BOMB.encode(), "Remove the DOCTYPE"),
        (tmx(SHIP)[:-20], "Bring the whole file"),
        (tmx(SHIP).decode().replace("UTF-8", "big5").encode("big5", "replace"), "Save it as UTF-8"),
        (tmx(SHIP).decode().encode("cp1251"), "Save the file as UTF-8"),
        (b"PK\x03\x04" + bytes(99), "Line 1"),
        (b"<xliff><header/></xliff>", "begins with <xliff>"),
        (b"<tmx></tmx>", "no TMX header"),
    ],
)
def test_a_broken_or_hostile_file_is_refused_with_its_mend(data, said):
    with pytest.raises(XmlRefused) as refused:
        list(read_tmx(BytesIO(data)))
    assert said in refused.value.sentence.in_(EN)


def test_a_file_larger_than_the_limit_is_refused():
    with pytest.raises(XmlRefused, match="larger"):
        list(read_tmx(BytesIO(b"".join(many(500))), most_bytes=20_000))


@given(st.integers(0, 400), st.binary(max_size=5))
def test_whatever_is_done_to_a_file_it_is_read_or_refused(place, bytes_):
    data = bytearray(tmx(SHIP, SHIP))
    data[place : place + len(bytes_)] = bytes_
    with suppress(XmlRefused):
        assert all(isinstance(each, Unit | Reject) for each in read_tmx(BytesIO(bytes(data))))


# In the background.


@pytest.mark.django_db
def test_a_file_is_taken_at_once_and_its_pairs_come_later():
    row = begin_import(BytesIO(tmx(SHIP)), name="a.tmx", by=editor(), at=AT)
    assert (row.state, row.units, pairs()) == (ImportState.WAITING, None, [])
    assert run_imports(clock=lambda: LATER) == 1
    row.refresh_from_db()
    assert (row.state, row.units, row.done, row.pairs_new) == (ImportState.FINISHED, 1, 1, 1)
    assert pairs() == [("The ship left.", "Судно вийшло.")]
    assert ImportChunk.objects.count() == 0
    assert [line.verb for line in Entry.objects.order_by("pk")][-2:] == ["bring", "end"]
    [hits] = lookup([Query(text="The ship left.")], source=EN, target=UK)
    assert (hits[0].kind, hits[0].origin) == (HitKind.EXACT, PairOrigin.TMX)


class Enough(Exception):
    """The worker was watched for long enough."""


@pytest.mark.django_db
@pytest.mark.parametrize("count", [18_000, 200_000])
def test_a_tmx_of_18000_and_of_200000_units_returns_at_once_and_shows_its_progress(count):
    """Only bytes are written while somebody waits; benchmarks/tmx.py brings all the units in."""
    data = b"".join(many(count))
    with CaptureQueriesContext(connection) as asked:
        row = begin_import(BytesIO(data), name="a.tmx", by=editor(), at=AT)
    assert len(asked) < 20 + len(data) / CHUNK
    assert (row.units, row.done, MemoryPair.objects.count()) == (None, 0, 0)
    seen: list[int] = []

    def watch(row: MemoryImport) -> None:
        there = MemoryImport.objects.get(pk=row.pk)
        assert (there.units, there.state) == (count, ImportState.RUNNING)
        seen.append(there.done)
        if len(seen) == 3:
            raise Enough

    with pytest.raises(Enough):
        run_imports(clock=lambda: AT, units=500, progress=watch)
    assert seen == [500, 1000, 1500]
    assert MemoryPair.objects.count() == 1500


@pytest.mark.django_db
def test_progress_is_told_batch_by_batch_to_the_end():
    count = 2100
    begin_import(BytesIO(b"".join(many(count))), name="a.tmx", by=editor(), at=AT)
    told: list[tuple[int, int | None]] = []
    run_imports(
        clock=lambda: AT, units=200, progress=lambda row: told.append((row.done, row.units))
    )
    assert [done for done, _ in told[:-1]] == [*range(200, count, 200), count]
    assert {units for _, units in told} == {count}
    assert MemoryPair.objects.count() == count


@pytest.mark.django_db
def test_every_rejected_unit_is_listed_with_its_line_and_reason_and_none_is_skipped_silently():
    row = bring(b"".join(many(100, bad_every=7)))
    rejects = list(RejectedUnit.objects.filter(brought=row))
    assert (row.done, row.rejected, row.pairs_new) == (100, 15, 85)
    assert [each.number for each in rejects] == list(range(1, 101, 7))
    assert rejects[0].why.in_(EN) == "It has a text in one language of the house only: en."
    assert (rejects[0].line, rejects[0].excerpt) == (4, "Ship number 0 left the harbour.")


@pytest.mark.django_db
def test_of_a_file_that_breaks_off_nothing_enters():
    row = bring(b"".join(many(300)).removesuffix(TAIL.encode()))
    assert (row.state, row.done, pairs()) == (ImportState.REFUSED, 0, [])
    assert "Bring the whole file" in row.why.in_(EN)
    assert ImportChunk.objects.count() == 0


@pytest.mark.django_db
def test_the_same_file_brought_twice_is_one_import_while_it_waits_and_nothing_new_after():
    by = editor()
    first = begin_import(BytesIO(tmx(SHIP)), name="a.tmx", by=by, at=AT)
    assert begin_import(BytesIO(tmx(SHIP)), name="b.tmx", by=by, at=AT) == first
    assert MemoryImport.objects.count() == 1
    run_imports(clock=lambda: AT)
    again = bring(tmx(SHIP))
    assert (again.pairs_new, again.pairs_same) == (0, 1)
    assert len(pairs()) == 1


@pytest.mark.django_db
def test_a_file_is_kept_in_pieces_and_read_back_whole():
    data = bytes(range(256)) * (CHUNK // 100)
    row = begin_import(BytesIO(data), name="a.tmx", by=editor(), at=AT)
    assert ImportChunk.objects.filter(brought=row).count() == 3
    assert bytes_of(row).read() == data
    assert row.size == len(data)


@pytest.mark.django_db
def test_a_cancelled_import_brings_nothing_more_and_says_how_far_it_came():
    by = editor()
    row = begin_import(BytesIO(b"".join(many(300))), name="a.tmx", by=by, at=AT)
    seen: list[int] = []

    def stop(brought: MemoryImport) -> None:
        seen.append(brought.done)
        if brought.done == 100:
            cancel_import(brought, by=by, at=LATER)

    run_imports(clock=lambda: AT, units=50, progress=stop)
    row.refresh_from_db()
    assert (row.state, row.done, MemoryPair.objects.count()) == (ImportState.CANCELLED, 100, 100)
    with pytest.raises(MoveRefused):
        cancel_import(row, by=by, at=LATER)


@pytest.mark.django_db
def test_only_those_who_keep_the_memory_bring_files_and_take_it_out():
    for act in (
        lambda: begin_import(BytesIO(tmx(SHIP)), name="a.tmx", by=user(), at=AT),
        lambda: take_out(BytesIO(), by=user()),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.django_db
def test_an_empty_file_is_not_taken():
    with pytest.raises(ImportRefused, match="is empty"):
        begin_import(BytesIO(), name="a.tmx", by=editor(), at=AT)
    assert MemoryImport.objects.count() == 0


# Out.


def approved(text: str, other: str, place: str, language=UK) -> NewPair:
    return NewPair(
        first=Side(language=EN, text=text),
        second=Side(language=language, text=other),
        grain=Grain.BLOCK,
        origin=PairOrigin.APPROVED,
        story="ferry",
        place=place,
        made_of=("en@1", "uk@1"),
    )


def taken(**options) -> bytes:
    stream = BytesIO()
    take_out(stream, by=editor(), **options)
    return stream.getvalue()


@pytest.mark.django_db
def test_what_is_taken_out_and_brought_into_an_empty_memory_is_the_same():
    remember(
        [
            approved(
                "**Gulls** & [ships](https://a.example)",
                "**Чайки** й [судна](https://a.example)",
                "s6",
            ),
            approved("One\\\ntwo", "Один\\\nдва", "s7#1"),
            approved("Gulls", "Mewy", "s8", language=PL),
        ],
        by=editor(),
        at=AT,
    )
    out, before = taken(), pairs()
    stories = list(MemoryPair.objects.values_list("story", "place", "grain"))
    MemoryPair.objects.all().delete()
    bring(out)
    assert pairs() == before
    assert list(MemoryPair.objects.values_list("story", "place", "grain")) == stories


@pytest.mark.django_db
def test_a_part_is_taken_out_by_languages_or_by_story():
    remember(
        [approved("Gulls", "Чайки", "s6"), approved("Gulls", "Mewy", "s6", language=PL)],
        by=editor(),
        at=AT,
    )
    assert taken(languages=[EN, PL]).count(b"<tu ") == 1
    assert taken(story="other").count(b"<tu ") == 0
    assert taken(story="ferry").count(b"<tu ") == 2


# From a terminal.


@pytest.mark.django_db
def test_a_file_is_brought_worked_on_and_reported_from_a_terminal(memory, tmp_path):
    path = tmp_path / "old.tmx"
    path.write_bytes(b"".join(many(40, bad_every=10)))
    number = re.search(r"\d+", memory("import", path))[0]
    assert "Waits" in memory("status")
    assert "40" in memory("work")
    report = memory("report", number)
    assert "old.tmx" in report
    assert report.count("It has a text in one language") == 4
    assert "Finished" in memory("status")
    assert "Судно номер 3" in memory(
        "lookup", "Ship number 3 left the harbour.", "--from", "en", "--to", "uk"
    )
    assert "Ship number 17" in memory("search", "number 17", "--language", "en")
    memory("export", tmp_path / "out.tmx", "--languages", "en", "uk")
    assert (tmp_path / "out.tmx").read_bytes().count(b"<tu ") == 36


@pytest.mark.django_db
def test_a_pair_is_forgotten_from_a_terminal(memory):
    bring(tmx(SHIP))
    pk = MemoryPair.objects.get().pk
    memory("forget", pk, "--reason", "Wrong.")
    for what in (
        ("lookup", "The ship left.", "--from", "en", "--to", "uk"),
        ("search", "ship", "--language", "en"),
    ):
        assert memory(*what) == "The memory has nothing like it.\n"
    assert memory("status").splitlines()[-1] == "The memory has 0 pairs."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "no/such.tmx"), "cannot be read"),
        (("report", "99"), "no import 99"),
        (("cancel", "99"), "no import 99"),
        (("forget", "99", "--reason", "x"), "no pair 99"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(arguments, said, memory):
    with pytest.raises(CommandError, match=said):
        memory(*arguments)
