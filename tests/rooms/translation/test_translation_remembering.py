"""What the memory learns of approved text, and what it must not go on saying."""

import io
from dataclasses import replace

import pytest

from tests import factories as make
from tests.factories import AT, EN, LATER, PL, UK
from workflow.journal.models import Entry
from workflow.memory.actions import remember
from workflow.memory.exporting import take_out
from workflow.memory.forgetting import forget, keep_only
from workflow.memory.importing import begin_import
from workflow.memory.lookup import lookup
from workflow.memory.models import MemoryPair
from workflow.memory.values import Grain, NewPair, PairOrigin, Query, Side
from workflow.memory.work import run_imports
from workflow.people.actions import terminal_user
from workflow.stories.models import SourceChange
from workflow.text.meaning import Level
from workflow.translation.actions import approve, reopen, submit_for_review
from workflow.translation.aids import aids
from workflow.translation.changes import change_source, decide
from workflow.translation.reshaping import merge_blocks
from workflow.translation.taking import fill_from_memory
from workflow.translation.workbench import workbench

pytestmark = pytest.mark.django_db

BODY = "Gulls follow the boat.\n\nThe mayor took a bribe.\n\nIt rained."
WITHOUT = "Gulls follow the boat.\n\nIt rained."
HEAD = "A harbour wakes"


@pytest.fixture
def story():
    return make.story(body=BODY, headline=HEAD)


def approved(story, language, texts, *, made_from=None, merged=()):
    """A version with these texts by key, of a translation in which some blocks are merged."""
    by = make.editor()
    row = make.draft(story, language, made_from=made_from, by=by)
    if merged:
        merge_blocks(row, merged, by=by, at=AT)
    make.fill(row, texts=texts)
    submit_for_review(row, by=terminal_user(), at=AT)
    return approve(row, by=terminal_user(), at=AT)


def found(text, source, target):
    """What the memory offers as the very translation of a text."""
    [hits] = lookup([Query(text=text)], source=source, target=target)
    return [hit.translation for hit in hits if hit.score == 1.0]


def live(*languages):
    rows = MemoryPair.objects.filter(replaced_at=None).select_related("first", "second")
    wanted = set(languages)
    return {
        (row.place, row.first.text, row.second.text)
        for row in rows
        if not wanted or {row.first_language, row.second_language} == wanted
    }


def retract(story, body):
    """The source loses a paragraph, and an editor says that it must be shown nowhere."""
    by = make.editor()
    change_source(story, make.content(body=body, headline=HEAD), by=by, at=LATER)
    change = SourceChange.objects.get()
    decide(change, Level.RETRACTION, seen=Level(change.proposed), by=by, at=LATER)


class TestRelayedFromAMergedBlock:
    BOTH = "Чайки летять за човном. Мер узяв хабар."
    ONE, OTHER = "Mewy lecą za łodzią.", "Burmistrz wziął łapówkę."

    @pytest.fixture
    def pivot(self, story):
        return approved(story, UK, {"s2": self.BOTH}, merged=["s2", "s3"])

    def test_its_parts_stand_for_the_whole_together(self, story, pivot):
        approved(story, PL, {"s2": self.ONE, "s3": self.OTHER}, made_from=pivot)
        assert found(self.ONE, PL, UK) == ["Чайки летять за човном."]
        assert found(self.BOTH, UK, PL) == [f"{self.ONE}\n{self.OTHER}"]

    def test_merged_here_too_its_words_are_kept_once(self, story, pivot):
        approved(
            story, PL, {"s2": f"{self.ONE} {self.OTHER}"}, made_from=pivot, merged=["s2", "s3"]
        )
        assert found(self.BOTH, UK, PL) == [f"{self.ONE} {self.OTHER}"]

    def test_the_aids_of_a_part_are_those_of_the_whole_and_none_is_filled_in(self, story, pivot):
        remember(
            [_pair(self.BOTH, "Mewy. Łapówka.", first=UK, second=PL, place="s9")],
            by=make.editor(),
            at=AT,
        )
        by = make.editor()
        row = make.draft(story, PL, made_from=pivot, by=by)
        offered = aids(row)
        assert offered["s2"].source == offered["s3"].source == self.BOTH
        assert offered["s2"].hits == offered["s3"].hits != ()
        assert not {"s2", "s3"} & fill_from_memory(row, by=by, at=AT).keys()


def test_a_part_of_a_merged_block_need_not_say_the_numbers_of_the_whole():
    story = make.story(body="It has 24 gulls.\n\nIt has 412 ships.", headline=HEAD)
    whole = "Там 24 чайки. Там 412 кораблів."
    pivot = approved(story, UK, {"s2": whole}, merged=["s2", "s3"])
    row = make.draft(story, PL, made_from=pivot)
    make.fill(row, texts={"s2": "Są tam 24 mewy.", "s3": "Jest tam 412 statków."})
    told = [found for view in workbench(row).blocks for found in view.findings]
    assert [found.finding.check for found in told if "412" in str(found.finding.values)] == []


class TestRetraction:
    def test_it_reaches_the_block_that_the_paragraph_was_merged_into(self, story):
        approved(story, UK, {"s2": "Чайки. Мер узяв хабар."}, merged=["s2", "s3"])
        retract(story, WITHOUT)
        assert not [each for each in live() if "bribe" in each[1]]
        assert found("It rained.", EN, UK)

    def test_it_reaches_what_was_relayed_from_a_merged_block(self, story):
        pivot = approved(story, UK, {"s2": "Чайки. Мер узяв хабар."}, merged=["s2", "s3"])
        approved(story, PL, {"s3": "Burmistrz wziął łapówkę."}, made_from=pivot)
        retract(story, WITHOUT)
        assert not [each for each in live() if "łapówkę" in each[1] or "хабар" in each[2]]

    def test_what_was_retracted_is_not_learnt_again(self, story):
        row = approved(story, UK, {}).translation
        retract(story, WITHOUT)
        reopen(row, by=make.editor(), at=LATER)
        make.fill(row, mark="[знову]")
        submit_for_review(row, by=terminal_user(), at=LATER)
        approve(row, by=terminal_user(), at=LATER)
        assert not [each for each in live() if "bribe" in each[1]]
        assert [text for text in found("It rained.", EN, UK) if "знову" in text]

    def test_it_spares_the_languages_in_which_nothing_was_merged(self, story):
        approved(story, UK, {"s2": "Чайки. Мер узяв хабар."}, merged=["s2", "s3"])
        approved(story, PL, {"s2": "Mewy lecą.", "s3": "Burmistrz wziął łapówkę."})
        retract(story, WITHOUT)
        assert found("Gulls follow the boat.", EN, PL) == ["Mewy lecą."]
        assert found("The mayor took a bribe.", EN, PL) == []


class TestCorrection:
    def test_it_reaches_those_who_relayed_the_wrong_words(self, story):
        wrong = approved(story, UK, {"s2": "Круки летять.", "s4": "Дощило."})
        approved(story, PL, {"s2": "Mewy lecą.", "s4": "Padało."}, made_from=wrong)
        assert found("Mewy lecą.", PL, UK) == ["Круки летять."]
        approved(story, UK, {"s2": "Чайки летять.", "s4": "Дощило."})
        assert found("Mewy lecą.", PL, UK) == []
        assert found("Padało.", PL, UK) == ["Дощило."]

    def test_it_reaches_those_who_are_approved_after_it(self, story):
        wrong = approved(story, UK, {"s2": "Круки летять.", "s4": "Дощило."})
        row = make.draft(story, PL, made_from=wrong, by=make.editor())
        approved(story, UK, {"s2": "Чайки летять.", "s4": "Дощило."})
        make.fill(row, texts={"s2": "Mewy lecą.", "s4": "Padało."})
        submit_for_review(row, by=terminal_user(), at=AT)
        approve(row, by=terminal_user(), at=AT)
        assert found("Mewy lecą.", PL, UK) == []
        assert found("Padało.", PL, UK) == ["Дощило."]

    def test_it_spares_pairs_of_files_that_say_something_else(self, story):
        wrong = approved(story, UK, {"s2": "Круки летять."})
        approved(story, PL, {"s2": "Mewy lecą."}, made_from=wrong)
        loose = replace(
            _pair("Птахи в небі.", "Ptaki na niebie.", first=UK, second=PL),
            story=story.slug,
            place="s2",
        )
        remember([loose], by=make.editor(), at=AT)
        approved(story, UK, {"s2": "Чайки летять."})
        assert found("Птахи в небі.", UK, PL) == ["Ptaki na niebie."]

    def test_words_that_are_only_a_part_of_the_right_ones_are_not_said_any_more(self, story):
        wrong = approved(story, UK, {"s2": "4 чайки"})
        approved(story, PL, {"s2": "4 mewy"}, made_from=wrong)
        approved(story, UK, {"s2": "24 чайки"})
        assert found("4 mewy", PL, UK) == []

    def test_other_spaces_are_a_correction(self, story):
        approved(story, UK, {"s2": "У Польщі 24 000 чайок."})
        approved(story, UK, {"s2": "У\u00a0Польщі 24\u00a0000 чайок."})
        [text] = found("Gulls follow the boat.", EN, UK)
        assert text == "У\u00a0Польщі 24\u00a0000 чайок."


def _pair(text, other, *, first=EN, second=UK, place="", grain=Grain.BLOCK) -> NewPair:
    return NewPair(
        first=Side(language=first, text=text),
        second=Side(language=second, text=other),
        grain=grain,
        origin=PairOrigin.APPROVED if place else PairOrigin.TMX,
        story="gulls" if place else "",
        place=place,
        made_of=("en@1", "uk@1") if place else ("", ""),
    )


def test_blocks_that_stand_together_do_not_part_the_text_of_another():
    remember([_pair("It rained.", "Дощило. Перестало.", place="s6")], by=make.editor(), at=AT)
    remember([_pair("It poured.", "Дощило.\nПерестало.", place="s9")], by=make.editor(), at=AT)
    assert found("It rained.", EN, UK) == ["Дощило. Перестало."]


def test_a_text_that_is_kept_with_other_spaces_is_told_in_the_journal():
    for text in ("24 000 чайок", "24\u00a0000 чайок"):
        remember([_pair("24,000 gulls", text, place="s6")], by=make.editor(), at=AT)
    assert Entry.objects.get(verb="correct").detail["was"] == "24 000 чайок"


class TestPairsOfFiles:
    """The memory's own export, brought in again, says nothing new and keeps nothing alive."""

    TEXT, WRONG, RIGHT = (
        "The tax rose to 5 percent.",
        "Податок зріс до 6 %.",
        "Податок зріс до 5 %.",
    )

    def import_own_export(self):
        out = io.BytesIO()
        take_out(out, by=terminal_user())
        row = begin_import(io.BytesIO(out.getvalue()), name="own.tmx", by=terminal_user(), at=AT)
        run_imports(clock=lambda: LATER)
        row.refresh_from_db()
        return row

    def test_what_is_approved_already_is_not_new(self):
        remember([_pair(self.TEXT, self.WRONG, place="s6")], by=make.editor(), at=AT)
        row = self.import_own_export()
        assert (row.pairs_new, row.pairs_same) == (0, 1)
        assert MemoryPair.objects.count() == 1

    def test_a_correction_takes_the_wrong_pair_of_a_file_with_it(self):
        remember([_pair(self.TEXT, self.WRONG)], by=make.editor(), at=AT)
        remember([_pair(self.TEXT, self.WRONG, place="s6")], by=make.editor(), at=AT)
        remember([_pair(self.TEXT, self.RIGHT, place="s6")], by=make.editor(), at=LATER)
        assert found(self.TEXT, EN, UK) == [self.RIGHT]
        gone = MemoryPair.objects.exclude(replaced_at=None)
        assert {row.replaced_by.second.text for row in gone} == {self.RIGHT}
        assert gone.count() == 2

    def test_another_text_of_the_source_does_not(self):
        remember([_pair(self.TEXT, self.RIGHT)], by=make.editor(), at=AT)
        remember([_pair(self.TEXT, self.RIGHT, place="s6")], by=make.editor(), at=AT)
        newer = _pair("The tax fell.", "Податок знизили.", place="s6")
        remember([newer], by=make.editor(), at=LATER)
        assert found(self.TEXT, EN, UK) == [self.RIGHT]

    def test_so_does_an_editor_who_has_it_forgotten(self):
        remember([_pair(self.TEXT, self.WRONG)], by=make.editor(), at=AT)
        remember([_pair(self.TEXT, self.WRONG, place="s6")], by=make.editor(), at=AT)
        pair = MemoryPair.objects.get(origin=PairOrigin.APPROVED)
        forget(pair, by=make.editor(), at=LATER, reason="6 is wrong.")
        assert found(self.TEXT, EN, UK) == []

    def test_a_paragraph_that_is_gone_was_not_wrong(self):
        remember([_pair(self.TEXT, self.RIGHT)], by=make.editor(), at=AT)
        remember([_pair(self.TEXT, self.RIGHT, place="s6")], by=make.editor(), at=AT)
        gone = {"story": "gulls", "languages": {EN, UK}, "reason": "Gone."}
        keep_only((), by=make.editor(), at=LATER, **gone)
        assert found(self.TEXT, EN, UK) == [self.RIGHT]

    def test_what_is_approved_comes_first_though_a_file_is_newer(self):
        remember(
            [_pair("Legislative Yuan", "Законодавчий Юань", place="s6")], by=make.editor(), at=AT
        )
        remember([_pair("Legislative Yuan", "Парламент")], by=make.editor(), at=LATER)
        assert found("Legislative Yuan", EN, UK) == ["Законодавчий Юань", "Парламент"]


def test_a_sentence_cut_out_of_a_block_is_offered_and_not_filled_in():
    cut = _pair("The minister resigned.", "Міністерка пішла.", grain=Grain.SENTENCE, place="s2#1")
    remember([cut], by=make.editor(), at=AT)
    by = make.editor()
    row = make.draft(make.story(body="The minister resigned.", headline=HEAD), UK, by=by)
    assert [hit.translation for hit in aids(row)["s2"].hits] == ["Міністерка пішла."]
    assert fill_from_memory(row, by=by, at=AT) == {}
    remember([_pair("The minister resigned.", "Міністерка пішла.", place="s2")], by=by, at=AT)
    assert fill_from_memory(row, by=by, at=AT).keys() == {"s2"}
