"""What comes back in a file counts, is merged, waits as a suggestion, or stays with the file."""

from dataclasses import replace

import pytest

from tests import factories as make
from tests.factories import AT, EN, PL, UK
from workflow.exchange.actions import bring_in, take_out
from workflow.exchange.doubled import settled
from workflow.exchange.forms import read_file, write_file
from workflow.exchange.models import FileIn
from workflow.exchange.outcome import Outcome
from workflow.exchange.queries import out_file, report_of
from workflow.exchange.reconcile import MOST_SOURCE
from workflow.exchange.values import FileRefused, Form, FoundFile, FoundUnit, UnitState, filled
from workflow.languages.sentences import say
from workflow.memory.models import MemoryPair
from workflow.people.actions import terminal_user
from workflow.people.roles import TeamRole
from workflow.text.segments import Kind
from workflow.translation.actions import (
    approve,
    open_translation,
    reopen,
    start,
    submit_for_review,
)
from workflow.translation.models import MachineUse, SegmentVersion, Suggestion
from workflow.translation.problems import FindingsRefused
from workflow.translation.reshaping import merge_blocks
from workflow.translation.reviewing import Reasons
from workflow.translation.sources import blocks_of
from workflow.translation.states import Origin
from workflow.translation.writing import current_versions, save_segment

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make.user(uk=TeamRole.TRANSLATOR)


@pytest.fixture
def draft(ada):
    row = open_translation(make.story(), UK, by=ada, at=AT)
    start(row, by=ada, at=AT)
    return row


def file_of(draft, by, **targets):
    """The file as it left, with these targets put in by another tool."""
    out = take_out(draft, Form.PO, by=by, at=AT)
    units = tuple(
        FoundUnit(
            key=unit.key,
            source=unit.source,
            target=targets.get(unit.key, unit.target),
            state=UnitState.TRANSLATED,
            place=unit.key,
            version=unit.version,
        )
        for unit in out.units
    )
    return FoundFile(
        form=Form.PO,
        story=out.story,
        made_from=out.made_from,
        languages=(out.source_language.tag, out.language.tag),
        units=units,
    )


def bring(draft, found, by):
    return bring_in(draft, found, name="a.po", sha256="0", by=by, at=AT)


def outcome(brought, key):
    return next(unit.outcome for unit in brought.units if unit.key == key)


def first_key(draft):
    return out_file(draft).units[0].key


def test_a_text_from_a_file_counts_and_again_changes_nothing(draft, ada):
    key = first_key(draft)
    found = file_of(draft, ada, **{key: "Місто прокидається"})
    assert outcome(bring(draft, found, ada), key) is Outcome.SAVED
    assert current_versions(draft)[key].text == "Місто прокидається"
    count = SegmentVersion.objects.count()
    assert outcome(bring(draft, found, ada), key) is Outcome.SAME
    assert SegmentVersion.objects.count() == count


@pytest.mark.parametrize(
    "source",
    ["a *b* " * 20_000, "*w **w " * 20 + "x" + " w** w*" * 20],
    ids=["long", "deep"],
)
def test_a_source_that_no_block_could_hold_is_told_and_somebody_looks(draft, ada, source):
    key = first_key(draft)
    found = file_of(draft, ada, **{key: "Місто прокидається"})
    changed = replace(found, units=tuple(replace(unit, source=source) for unit in found.units))
    brought = bring(draft, changed, ada)
    [unit] = [unit for unit in brought.units if unit.key == key]
    assert unit.outcome is Outcome.SUGGESTED
    assert "not the one that left" in unit.why[0].in_(EN)
    assert len(unit.source) <= MOST_SOURCE


def test_a_stale_base_gives_a_merge_and_not_an_overwrite(draft, ada):
    key = first_key(draft)
    base = save_segment(
        draft, key, "Місто тихо прокидається вранці", base_version=None, by=ada, at=AT
    )
    found = file_of(draft, ada, **{key: "Місто тихо прокидається завжди вранці"})
    save_segment(
        draft, key, "Старе місто тихо прокидається вранці", base_version=base, by=ada, at=AT
    )
    assert outcome(bring(draft, found, ada), key) is Outcome.MERGED
    assert current_versions(draft)[key].text == "Старе місто тихо прокидається завжди вранці"


def test_edits_of_the_same_words_leave_the_desk_text_and_a_suggestion(draft, ada):
    key = first_key(draft)
    base = save_segment(draft, key, "Місто спить", base_version=None, by=ada, at=AT)
    found = file_of(draft, ada, **{key: "Місто працює"})
    save_segment(draft, key, "Місто святкує", base_version=base, by=ada, at=AT)
    assert outcome(bring(draft, found, ada), key) is Outcome.SUGGESTED
    assert current_versions(draft)[key].text == "Місто святкує"
    assert Suggestion.objects.get().version.text == "Місто працює"


def test_an_unknown_unit_is_kept_with_the_file_and_a_deleted_one_is_told(draft, ada):
    found = file_of(draft, ada)
    stray = FoundUnit(
        key="s999", source="", target="Зайве", state=UnitState.TRANSLATED, place="line 9"
    )
    gone = found.units[0].key
    found = FoundFile(
        form=found.form,
        story=found.story,
        made_from=found.made_from,
        languages=found.languages,
        units=(*found.units[1:], stray),
    )
    brought = bring(draft, found, ada)
    assert outcome(brought, "s999") is Outcome.UNKNOWN
    assert outcome(brought, gone) is Outcome.ABSENT
    assert "Зайве" in [unit["text"] for unit in FileIn.objects.get().units]


def test_a_file_in_another_language_is_refused_whole(draft, ada):
    found = file_of(draft, ada)
    found = FoundFile(
        form=found.form,
        story=found.story,
        made_from=found.made_from,
        languages=("en", "pl"),
        units=found.units,
    )
    with pytest.raises(FileRefused, match="pl"):
        bring(draft, found, ada)
    assert not FileIn.objects.exists()


def test_only_approved_text_enters_the_memory_and_a_correction_replaces_it():
    story = make.story()
    make.fill(make.draft(story, PL, by=make.editor()))
    assert not MemoryPair.objects.exists()
    row = make.approved(story, UK).translation
    before = MemoryPair.objects.filter(replaced_at=None).count()
    assert before
    assert not MemoryPair.objects.exclude(second_language=UK).exists()
    reopen(row, by=make.editor(), at=AT)
    key, version = next(iter(sorted(current_versions(row).items())))
    save_segment(row, key, f"{version.text} !", base_version=version, by=make.editor(), at=AT)
    submit_for_review(row, by=make.editor(), at=AT, reasons=Reasons(for_all="Read."))
    approve(row, by=terminal_user(), at=AT)
    old = MemoryPair.objects.exclude(replaced_at=None).filter(replaced_by__isnull=False)
    assert {pair.place for pair in old} == {key}
    assert MemoryPair.objects.filter(replaced_at=None).count() == before


def test_untouched_machine_text_cannot_be_handed_in_unnoticed(draft, ada):
    make.fill(draft)
    words = "Редакція отримала листа від читачки, яка описала дорогу додому крізь сніг."
    block = next(each for each in blocks_of(draft) if each.kind is Kind.PARAGRAPH)
    base = current_versions(draft)[block.key]
    machine = save_segment(
        draft, block.key, words, base_version=base, by=ada, at=AT, origin=Origin.MACHINE
    )
    with pytest.raises(FindingsRefused) as refused:
        submit_for_review(draft, by=ada, at=AT)
    assert (block.key, "machine-text") in {
        (each.key, each.finding.check) for each in refused.value.found
    }
    submit_for_review(draft, by=ada, at=AT, reasons=Reasons(for_all="Read."))
    reviewer = make.editor()
    save_segment(
        draft,
        block.key,
        f"{words} Лист великий.",
        base_version=machine,
        by=reviewer,
        at=AT,
        origin=Origin.MACHINE,
    )
    with pytest.raises(FindingsRefused):
        approve(draft, by=reviewer, at=AT)
    reasons = Reasons(by_place={(block.key, "machine-text"): "I read it against the source."})
    version = approve(draft, by=reviewer, at=AT, reasons=reasons)
    assert MachineUse.objects.get().version == version


def test_a_text_of_which_a_tag_could_not_be_put_back_waits_for_somebody_to_look(draft, ada):
    key = first_key(draft)
    found = file_of(draft, ada, **{key: "Місто прокидається"})
    hurt = (say("This could not be put back: {mark}", mark="**"),)
    found = replace(found, units=(replace(found.units[0], damage=hurt), *found.units[1:]))
    brought = bring(draft, found, ada)
    assert outcome(brought, key) is Outcome.SUGGESTED
    assert "This could not be put back: **" in [each.in_(EN) for each in brought.units[0].why]
    assert current_versions(draft) == {}


PROSE = "Every morning the ferry leaves the harbour before the sun has risen over the hills."


class TestTheSourcesOwnWords:
    """Tools copy the source over, or write only where something stands."""

    @pytest.fixture
    def row(self, ada):
        story = make.story(headline="NATO", tagline="Two ferries leave", body=PROSE)
        row = open_translation(story, UK, by=ada, at=AT)
        start(row, by=ada, at=AT)
        return row

    @pytest.mark.parametrize("form", Form)
    def test_a_file_filled_with_the_source_that_nobody_touched_brings_nothing(self, form, row, ada):
        data = write_file(filled(take_out(row, form, by=ada, at=AT)), form)
        brought = bring(row, read_file(data, name="a"), ada)
        assert {outcome(brought, key) for key in ("s2", "s3")} == {Outcome.SAME}
        assert not current_versions(row, "s2", "s3")
        assert not Suggestion.objects.filter(version__key__in=["s2", "s3"]).exists()

    @pytest.mark.parametrize("form", [Form.XLIFF_1, Form.XLIFF_2, Form.PO])
    def test_what_was_written_in_its_place_counts(self, form, row, ada):
        out = take_out(row, form, by=ada, at=AT)
        units = [replace(unit, target="") for unit in filled(out).units]
        units[2] = replace(units[2], target="Щоранку пором виходить із порту ще до сходу сонця.")
        brought = bring(
            row, read_file(write_file(replace(out, units=tuple(units)), form), name="a"), ada
        )
        assert outcome(brought, "s3") is Outcome.SAVED

    def test_a_name_that_is_the_same_in_both_languages_is_a_text(self, row, ada):
        brought = bring(row, file_of(row, ada, s1="NATO"), ada)
        assert outcome(brought, "s1") is Outcome.SAVED

    def test_a_translation_is_not_replaced_by_its_source(self, row, ada):
        save_segment(row, "s3", "Пором виходить уранці.", base_version=None, by=ada, at=AT)
        brought = bring(row, file_of(row, ada, s3=PROSE), ada)
        [told] = [unit for unit in brought.told if unit.key == "s3"]
        assert told.outcome is Outcome.EMPTIED
        assert "nobody has translated them" in told.why[0].in_(EN)
        assert current_versions(row)["s3"].text == "Пором виходить уранці."
        assert not Suggestion.objects.exists()


def without_numbers(found, **more):
    """The file as a tool gives it back that drops what it does not know."""
    return replace(found, units=tuple(replace(unit, version=None) for unit in found.units), **more)


class TestWhereTheToolDroppedTheNumbers:
    """Which of the files that left it is nobody knows: the oldest text is the base."""

    def test_a_newer_text_of_somebody_else_is_merged_though_a_file_left_with_it(self, draft, ada):
        key = first_key(draft)
        base = save_segment(
            draft, key, "Місто тихо прокидається вранці", base_version=None, by=ada, at=AT
        )
        found = without_numbers(
            file_of(draft, ada, **{key: "Місто тихо прокидається завжди вранці"})
        )
        save_segment(
            draft, key, "Старе місто тихо прокидається вранці", base_version=base, by=ada, at=AT
        )
        take_out(draft, Form.PO, by=make.editor(), at=AT)
        assert outcome(bring(draft, found, ada), key) is Outcome.MERGED
        assert current_versions(draft)[key].text == "Старе місто тихо прокидається завжди вранці"

    def test_a_text_that_left_once_brings_nothing(self, draft, ada):
        key = first_key(draft)
        one = save_segment(draft, key, "Місто спить", base_version=None, by=ada, at=AT)
        take_out(draft, Form.PO, by=ada, at=AT)
        two = save_segment(draft, key, "Місто не спить", base_version=one, by=ada, at=AT)
        found = without_numbers(file_of(draft, ada))
        save_segment(draft, key, "Місто спить", base_version=two, by=ada, at=AT)
        assert outcome(bring(draft, found, ada), key) is Outcome.SAME
        assert current_versions(draft)[key].text == "Місто спить"

    def test_of_one_file_that_left_the_text_counts(self, draft, ada):
        key = first_key(draft)
        save_segment(draft, key, "Місто спить", base_version=None, by=ada, at=AT)
        take_out(draft, Form.XLIFF_2, by=ada, at=AT)
        found = without_numbers(file_of(draft, ada, **{key: "Місто не спить"}))
        assert outcome(bring(draft, found, ada), key) is Outcome.SAVED


def test_of_a_block_with_two_texts_in_the_file_both_are_suggestions(draft, ada):
    key = first_key(draft)
    found = file_of(draft, ada, **{key: "Місто спить"})
    again = next(replace(unit, target="Місто дрімає") for unit in found.units if unit.key == key)
    units, _ = settled((*found.units, again))
    brought = bring(draft, replace(found, units=units), ada)
    assert brought.counts[Outcome.SUGGESTED] == 2
    offered = {row.version.text for row in Suggestion.objects.all()}
    assert offered == {"Місто спить", "Місто дрімає"}


def test_a_file_brought_again_says_rightly_what_became_of_its_text(draft, ada):
    key = first_key(draft)
    found = file_of(draft, ada, **{key: "Місто працює"})
    bring(draft, found, ada)
    mine = current_versions(draft)[key]
    save_segment(draft, key, "Місто святкує", base_version=mine, by=ada, at=AT)
    again = bring(draft, found, ada)
    assert outcome(again, key) is Outcome.SAME
    assert "stays" in str([each.in_(EN) for unit in again.told for each in unit.why])
    assert not Suggestion.objects.exists()


def foreign(found, blocks=99):
    """The file with other source words in the first blocks."""
    words = "Quite different things are told of a harbour somewhere."
    units = [
        replace(unit, source=words, target="Геть інше.") if number < blocks else unit
        for number, unit in enumerate(found.units)
    ]
    return replace(found, units=tuple(units))


class TestAnothersFile:
    """What a file says of itself may be lost; what it says the source is tells whose it is."""

    def test_of_a_file_without_a_name_the_source_tells_that_it_is_anothers(self, draft, ada):
        found = replace(foreign(file_of(draft, ada)), story="")
        with pytest.raises(FileRefused, match="another text than"):
            bring(draft, found, ada)
        assert not FileIn.objects.exists()

    def test_a_name_that_a_tool_made_up_is_none(self, draft, ada):
        key = first_key(draft)
        found = file_of(draft, ada, **{key: "Місто спить"})
        found = replace(found, form=Form.XLIFF_1, story="NoName")
        assert outcome(bring(draft, found, ada), key) is Outcome.SAVED
        with pytest.raises(FileRefused, match="another text than"):
            bring(draft, replace(foreign(found), story="NoName"), ada)

    def test_the_name_of_another_story_is_refused(self, draft, ada):
        make.story("ferry")
        with pytest.raises(FileRefused, match="of the story ferry"):
            bring(draft, replace(file_of(draft, ada), story="ferry"), ada)

    def test_a_source_in_another_language_is_refused(self, draft, ada):
        with pytest.raises(FileRefused, match="source is in pl"):
            bring(draft, replace(file_of(draft, ada), languages=("pl", "uk")), ada)

    def test_a_single_block_with_another_source_waits_for_somebody_to_look(self, draft, ada):
        found = foreign(file_of(draft, ada), blocks=1)
        key = found.units[0].key
        brought = bring(draft, found, ada)
        assert outcome(brought, key) is Outcome.SUGGESTED
        [unit] = [unit for unit in brought.units if unit.key == key]
        assert "harbour" in unit.source
        [row] = [each for each in FileIn.objects.get().units if each["key"] == key]
        assert row["source"] == unit.source


def test_what_is_told_of_a_file_is_kept_with_it(draft, ada):
    remark = say("{place}: a comment.", place="line 9")
    brought = bring(draft, replace(file_of(draft, ada), remarks=(remark,)), ada)
    assert report_of(FileIn.objects.get()) == brought
    assert brought.remarks == (remark,)


def test_a_part_of_a_block_that_the_pivot_merged_need_not_have_the_links_of_the_whole(ada):
    body = "Read [the list](https://a.example/list).\n\nRead [the map](https://a.example/map)."
    story = make.story(body=body, headline="A harbour wakes")
    pivot = make.draft(story, UK, by=make.editor())
    merge_blocks(pivot, ["s2", "s3"], by=make.editor(), at=AT)
    both = "Ось [перелік](https://a.example/list) і [мапа](https://a.example/map)."
    make.fill(pivot, texts={"s2": both})
    submit_for_review(pivot, by=terminal_user(), at=AT)
    version = approve(pivot, by=terminal_user(), at=AT)
    row = make.draft(story, PL, made_from=version, by=make.editor())
    one = {"s2": "Oto [lista](https://a.example/list)."}
    assert outcome(bring(row, file_of(row, make.editor(), **one), make.editor()), "s2") is (
        Outcome.SAVED
    )


@pytest.mark.parametrize(
    "text",
    [
        "*[Чайки](https://a.example/gulls)*",
        "**[Чайки](https://a.example/gulls)** летять",
        "*[Чайки](https://a.example/gulls) летять*",
        "*Ось **чайки**, що* летять",
    ],
)
def test_marks_nested_otherwise_by_word_are_no_new_text(draft, ada, text):
    save_segment(draft, "s2", text, base_version=None, by=ada, at=AT)
    data = write_file(take_out(draft, Form.DOCX, by=ada, at=AT), Form.DOCX)
    brought = bring(draft, read_file(data, name="a.docx"), ada)
    assert brought.counts == {Outcome.SAME: len(brought.units)}
    assert not [unit.why for unit in brought.told]
