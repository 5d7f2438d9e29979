"""One guarded move and its line in the journal; and rows that are written once."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from tests.factories import AT, EN, UK, approved, draft, editor, fill, picture, story, user
from tests.racing import race
from workflow.journal.actions import MoveRefused, move, record
from workflow.journal.append_only import WrittenOnce
from workflow.journal.models import Entry
from workflow.people.actions import terminal_user
from workflow.stories.actions import add_image
from workflow.stories.models import Image, Revision, SourceSegment
from workflow.translation.actions import approve, submit_for_review
from workflow.translation.models import ApprovedVersion, SegmentVersion, Translation
from workflow.translation.states import TRANSITIONS, TranslationState

CELLS = [(was, to) for was in TranslationState for to in TranslationState]


def translation_in(state: TranslationState) -> Translation:
    row = draft(story())
    Translation.objects.filter(pk=row.pk).update(state=state)
    row.state = state
    return row


@pytest.mark.django_db
@pytest.mark.parametrize(("was", "to"), CELLS)
def test_a_move_goes_where_the_table_says_and_nowhere_else(was, to):
    row = translation_in(was)
    lines = Entry.objects.count()
    if to in TRANSITIONS[was]:
        move(row, to, table=TRANSITIONS, verb="test", by=terminal_user(), at=AT)
        line = Entry.objects.last()
        assert (line.verb, line.from_state, line.to_state) == ("test", was, to)
        assert Translation.objects.get(pk=row.pk).state == to
    else:
        with pytest.raises(MoveRefused, match=f"is {was}; it cannot be made {to}"):
            move(row, to, table=TRANSITIONS, verb="test", by=terminal_user(), at=AT)
        assert Entry.objects.count() == lines


@pytest.mark.django_db
def test_a_move_from_a_state_that_has_passed_names_both_states_and_writes_nothing():
    row = translation_in(TranslationState.DRAFTING)
    Translation.objects.filter(pk=row.pk).update(state=TranslationState.OPEN)
    lines = Entry.objects.count()
    with pytest.raises(MoveRefused, match="was drafting when you looked and is open now"):
        move(
            row,
            TranslationState.IN_REVIEW,
            table=TRANSITIONS,
            verb="submit",
            by=terminal_user(),
            at=AT,
        )
    assert Entry.objects.count() == lines


@pytest.mark.django_db
def test_a_line_outlives_the_account_that_made_it():
    person = user("olena")
    line = record(draft(story()), "look", by=person, at=AT)
    person.delete()
    line = Entry.objects.get(pk=line.pk)
    assert (line.by, line.by_name) == (None, "Olena")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_at_once_one_wins_and_the_other_is_told():
    row = draft(story(), by=editor())
    fill(row)
    submit_for_review(row, by=terminal_user(), at=AT)
    seen = [Translation.objects.get(pk=row.pk) for _ in range(2)]
    reviewers = [editor("ann"), editor("bob")]
    outcomes = race(
        lambda: approve(seen[0], by=reviewers[0], at=AT),
        lambda: approve(seen[1], by=reviewers[1], at=AT),
    )
    assert {type(outcome) for outcome in outcomes} == {ApprovedVersion, MoveRefused}
    assert ApprovedVersion.objects.count() == 1
    assert Entry.objects.filter(verb="approve").count() == 1


HISTORY = [
    (Entry, {"verb": "forged"}),
    (Image, {"width": 1}),
    (Revision, {"licence": "none"}),
    (SourceSegment, {"text": "forged"}),
    (SegmentVersion, {"text": "forged"}),
    (ApprovedVersion, {"translators": []}),
]


@pytest.fixture
def history():
    add_image(picture())
    approved(story(), UK)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "change"), HISTORY, ids=lambda each: getattr(each, "__name__", "")
)
class TestHistory:
    def test_is_not_updated_or_deleted_through_a_queryset(self, history, model, change):
        with pytest.raises(WrittenOnce, match="is written once and kept"):
            model.objects.all().update(**change)
        with pytest.raises(WrittenOnce):
            model.objects.filter(pk__gt=0).delete()
        with pytest.raises(WrittenOnce):
            model.objects.bulk_update(model.objects.all(), list(change))

    def test_is_not_changed_behind_the_programs_back(self, history, model, change):
        row = model.objects.first()
        for name, value in change.items():
            setattr(row, name, value)
        with pytest.raises(IntegrityError, match="is written once"), transaction.atomic():
            row.save()
        row.refresh_from_db()
        assert {name: getattr(row, name) for name in change} != change


POINTS_AT_AN_ACCOUNT = {"by_id", "created_by_id", "author_id", "approved_by_id"}
TABLES = [*(model for model, _ in HISTORY), ApprovedVersion.texts.through]
COLUMNS = [
    (model._meta.db_table, field.column)
    for model in TABLES
    for field in model._meta.concrete_fields
]


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_but_the_link_to_an_account_is_watched(history, table, column):
    change = f'UPDATE "{table}" SET "{column}" = "{column}"'
    if column in POINTS_AT_AN_ACCOUNT:
        with connection.cursor() as cursor:
            cursor.execute(change)
        return
    refused = pytest.raises(IntegrityError, match="is written once")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.django_db
def test_an_account_can_be_deleted_though_history_names_it():
    person = editor("olena")
    row = draft(story(language=EN), by=person)
    fill(row)
    person.delete()
    row.refresh_from_db()
    assert row.credits.get().name == "Olena"


@pytest.mark.django_db(transaction=True)
def test_a_whole_database_can_still_be_emptied():
    approved(story(), UK)
    call_command("flush", interactive=False, verbosity=0)
    assert not Entry.objects.exists()
