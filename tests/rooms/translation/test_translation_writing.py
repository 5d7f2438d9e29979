"""Saving: nothing typed is lost, and nobody overwrites anybody unseen."""

import pytest

from tests.factories import AT, draft, editor, fill, story, user
from tests.racing import race
from workflow.journal.models import Entry
from workflow.people.roles import TeamRole
from workflow.translation.actions import submit_for_review
from workflow.translation.models import CurrentSegment, SegmentVersion
from workflow.translation.problems import KeptAsSuggestion, SaveRefused, SegmentConflict
from workflow.translation.states import Origin
from workflow.translation.writing import current_versions, save_file, save_segment

BODY = """One *here*.

> Said.
>
> — The pilot

![A ferry](ferry.png)

- first
- second

---
"""


REFUSED = [
    ("s99", "x", "no segment s99"),
    ("s8", "x", "has no words"),
    ("s4", "Лоцман", "begin it with “— ”"),
    ("s5", "Пором", "a picture: write it as"),
    ("s2", "![a](b.png)", "is a paragraph"),
]


def begun(**said):
    return draft(story(body=BODY, headline="H", **said), by=editor())


def save(row, text, *, base=None, by=None, key="s2", **more):
    return save_segment(row, key, text, base_version=base, by=by or editor(), at=AT, **more)


@pytest.mark.django_db
class TestSaving:
    def test_each_text_is_a_version_on_top_of_the_one_before(self):
        row = begun()
        first = save(row, "Раз.")
        second = save(row, "Раз, два.", base=first)
        assert [(each.number, each.text, each.base) for each in SegmentVersion.objects.all()] == [
            (1, "Раз.", None),
            (2, "Раз, два.", first),
        ]
        assert current_versions(row) == {"s2": second}

    def test_a_save_on_an_old_text_keeps_both_and_shows_both(self):
        row = begun()
        base = save(row, "Раз.")
        theirs = save(row, "Раз і два.", base=base)
        with pytest.raises(SegmentConflict) as conflict:
            save(row, "Раз та три.", base=base)
        mine = conflict.value.mine
        assert (mine.text, mine.base, mine.number) == ("Раз та три.", base, 3)
        assert conflict.value.theirs == theirs
        assert current_versions(row)["s2"] == theirs
        assert SegmentVersion.objects.count() == 3

    def test_a_first_text_on_top_of_nothing_conflicts_when_there_is_one(self):
        row = begun()
        save(row, "Раз.")
        with pytest.raises(SegmentConflict):
            save(row, "Два.")
        assert SegmentVersion.objects.count() == 2

    def test_the_conflict_is_settled_by_saving_on_top_of_what_counts(self):
        row = begun()
        base = save(row, "Раз.")
        theirs = save(row, "Два.", base=base)
        with pytest.raises(SegmentConflict):
            save(row, "Три.", base=base)
        assert save(row, "Два і три.", base=theirs).number == 4

    def test_the_same_words_make_no_version_even_on_an_old_base(self):
        row = begun()
        base = save(row, "Раз.")
        theirs = save(row, "Два.", base=base)
        lines = Entry.objects.count()
        assert save(row, "Два.", base=base) == theirs
        assert (SegmentVersion.objects.count(), Entry.objects.count()) == (2, lines)

    def test_it_remembers_who_when_from_what_and_how(self):
        row, olena = begun(), editor("olena")
        version = save(row, "Раз.", by=olena, origin=Origin.MACHINE)
        assert (version.author, version.created_at, version.origin) == (olena, AT, "machine")
        assert (version.revision, version.relay) == (row.revision, None)
        assert Entry.objects.last().detail == {"keys": ["s2"], "conflict": False}

    def test_whoever_types_is_credited_but_a_file_names_its_own_translators(self):
        row = begun()
        row.credits.all().delete()
        save_file(row, {"s1": "Г"}, by=editor("clerk"), at=AT)
        save(row, "Раз.", by=editor("olena"))
        assert list(row.credits.values_list("name", flat=True)) == ["Olena"]

    def test_a_reviewer_may_mend_what_is_in_review_and_is_not_its_translator(self):
        row = begun()
        fill(row)
        submit_for_review(row, by=editor(), at=AT)
        base = current_versions(row)["s2"]
        with pytest.raises(KeptAsSuggestion):
            save(row, "Раз?", base=base, by=user(uk=TeamRole.TRANSLATOR))
        assert current_versions(row)["s2"] == base
        save(row, "Раз!", base=base, by=user("ivan", uk=TeamRole.REVIEWER))
        assert "Ivan" not in row.credits.values_list("name", flat=True)

    @pytest.mark.parametrize(("key", "text", "why"), REFUSED)
    def test_a_text_of_another_form_than_its_source_is_refused(self, key, text, why):
        with pytest.raises(SaveRefused, match=why):
            save(begun(), text, key=key)
        assert not SegmentVersion.objects.exists()

    def test_marks_of_other_blocks_are_kept_as_words(self):
        row = begun()
        version = save(row, "# 1. - > Раз")
        assert version.text == "\\# 1. - > Раз"

    def test_an_empty_text_clears_a_segment_and_keeps_the_one_before(self):
        row = begun()
        base = save(row, "Раз.")
        save(row, "", base=base)
        assert current_versions(row)["s2"].text == ""
        assert SegmentVersion.objects.filter(text="Раз.").exists()

    def test_a_file_brings_only_what_is_new(self):
        row = begun()
        assert save_file(row, {"s1": "Г", "s2": ""}, by=editor(), at=AT) == ("s1",)
        assert save_file(row, {"s1": "Г"}, by=editor(), at=AT) == ()
        assert save_file(row, {"s1": "Ґ", "s2": "Р"}, by=editor(), at=AT) == ("s1", "s2")
        assert SegmentVersion.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_both_texts_stay_and_one_counts():
    row = begun()
    base = save(row, "Раз.")
    ann, bob = editor("ann"), editor("bob")
    outcomes = race(
        lambda: save(row, "Ann", base=base, by=ann), lambda: save(row, "Bob", base=base, by=bob)
    )
    assert {type(outcome) for outcome in outcomes} == {SegmentVersion, SegmentConflict}
    assert set(SegmentVersion.objects.values_list("number", "base")) == {
        (1, None),
        (2, base.pk),
        (3, base.pk),
    }
    winner = next(each for each in outcomes if isinstance(each, SegmentVersion))
    assert CurrentSegment.objects.get().version == winner
