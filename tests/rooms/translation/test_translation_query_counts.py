"""The acts of a translator cost the same number of queries, however long the story is."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import AT, LATER, PL, UK, approved, content, draft, editor, fill, story, user
from tests.wording import worded
from workflow.glossary.queries import term_base
from workflow.people.actions import terminal_user
from workflow.people.models import User
from workflow.people.roles import TeamRole
from workflow.stories.content import SourceContent
from workflow.stories.models import Revision, SourceChange
from workflow.translation.actions import approve, catch_up, follow, reopen, submit_for_review
from workflow.translation.changes import change_source
from workflow.translation.models import (
    CurrentSegment,
    PassedWarning,
    PivotChange,
    Suggestion,
    Thread,
    Translation,
)
from workflow.translation.reviewing import Reasons
from workflow.translation.states import TranslationState
from workflow.translation.talk import open_thread
from workflow.translation.workbench import workbench
from workflow.translation.writing import current_versions, save_file, save_segment, suggest

SIZES = (10, 100, 500)
ANYWAY = Reasons(for_all="So it stands in the original.")

Act = Callable[[Translation, User], object]


def body(size: int, *, year: int = 2019) -> str:
    """A headline and as many blocks of a body as make ``size`` together."""
    return "\n\n".join(
        f"In {year} [ferry {at}](https://pier.example/{at}) left." for at in range(1, size)
    )


def long_story(size: int) -> SourceContent:
    return story(body=body(size), headline="The ferry")


def newer(size: int) -> SourceContent:
    """The next revision: the headline stays, and every block says another year."""
    return content(body(size, year=2020), headline="The ferry")


def queries(act: Act, row: Translation, by: User) -> int:
    """How many statements an act takes, as a new request finds the translation."""
    fresh = Translation.objects.select_related("story__coverage", "revision", "relay").get(
        pk=row.pk
    )
    by = User.objects.get(pk=by.pk)
    term_base()  # a process reads the glossary once
    with CaptureQueriesContext(connection) as caught:
        act(fresh, by)
    return len(caught)


def texts_of(row: Translation, *, mark: str = "") -> dict[str, str]:
    """A text for each block of the body that has lost its link, which a check warns of."""
    return {
        key: worded(f"The {mark}ferry left from pier {key[1:]}", row.language)
        for key in current_versions(row)
        if key != "s1"
    }


def drafted(size: int) -> Translation:
    row = draft(long_story(size), by=editor())
    fill(row)
    save_file(row, texts_of(row), by=terminal_user(), at=AT)
    assert CurrentSegment.objects.filter(translation=row).count() == size
    return row


def talked_about(row: Translation) -> Translation:
    """With a comment, a suggestion and a text typed by hand for every tenth block."""
    anna = user(uk=TeamRole.TRANSLATOR)
    for key, version in list(current_versions(row).items())[::10]:
        open_thread(row, key, "Чи так?", by=anna, at=AT)
        suggest(row, key, f"Інакше {key}.", base_version=version, by=anna, at=AT)
        save_segment(row, key, f"{version.text} Так", base_version=version, by=editor(), at=AT)
    return row


def opening(row: Translation, by: User) -> None:
    lying = workbench(row)
    assert len(lying.blocks) == CurrentSegment.objects.filter(translation=row).count()


def saving(row: Translation, by: User) -> None:
    base = CurrentSegment.objects.select_related("version").get(translation=row, key="s5").version
    save_segment(row, "s5", "Двадцять.", base_version=base, by=by, at=LATER)


def submitting(row: Translation, by: User) -> None:
    submit_for_review(row, by=by, at=LATER, reasons=ANYWAY)
    assert PassedWarning.objects.filter(translation=row).count() >= _size(row) - 1


def approving(row: Translation, by: User) -> None:
    version = approve(row, by=by, at=LATER)
    assert version.texts.count() == _size(row)


def approving_again(row: Translation, by: User) -> None:
    version = approve(row, by=by, at=LATER)
    assert PivotChange.objects.filter(version=version).count() == _size(row) - 1


def following(row: Translation, by: User) -> None:
    follow(row, row.story.revisions.get(number=2), by=by, at=LATER)


def catching_up(row: Translation, by: User) -> None:
    catch_up(row, by=by, at=LATER)
    assert row.state == TranslationState.DRAFTING


def bringing_a_file(row: Translation, by: User) -> None:
    again = {key: f"{version.text} Ще." for key, version in current_versions(row).items()}
    assert len(save_file(row, again, by=by, at=LATER)) == _size(row)


def revising(row: Translation, by: User) -> None:
    revision: Revision = change_source(row.story, newer(_size(row)), by=by, at=LATER)
    assert SourceChange.objects.filter(revision=revision).count() == _size(row) - 1


def _size(row: Translation) -> int:
    return CurrentSegment.objects.filter(translation=row).count()


def behind(size: int) -> Translation:
    """A draft whose source says something else now in every block but the headline."""
    row = talked_about(drafted(size))
    change_source(row.story, newer(size), by=editor(), at=AT)
    return row


def caught_up(size: int) -> Translation:
    """One that was behind, with every text brought up to date."""
    row = behind(size)
    catch_up(row, by=editor(), at=AT)
    save_file(row, texts_of(row, mark="anew "), by=terminal_user(), at=AT)
    return row


def in_review(size: int) -> Translation:
    row = talked_about(drafted(size))
    submit_for_review(row, by=editor(), at=AT, reasons=ANYWAY)
    return row


def in_review_again(size: int) -> Translation:
    """Approved before, every text written anew, and relayed by another language."""
    row = in_review(size)
    version = approve(row, by=editor(), at=AT)
    draft(row.story, PL, made_from=version, by=editor())
    reopen(row, by=editor(), at=AT)
    save_file(row, texts_of(row, mark="anew "), by=terminal_user(), at=AT)
    submit_for_review(row, by=editor(), at=AT, reasons=ANYWAY)
    return row


def made_from_a_pivot(size: int) -> Translation:
    """A draft made from another language's translation, which has been approved anew since."""
    of = long_story(size)
    row = draft(of, PL, made_from=approved(of, UK), by=editor())
    fill(row)
    save_file(row, texts_of(row), by=terminal_user(), at=AT)
    approved(of, UK, mark="[нове]")
    return row


def approved_and_behind(size: int) -> Translation:
    row = in_review(size)
    approve(row, by=editor(), at=AT)
    change_source(row.story, newer(size), by=editor(), at=AT)
    return row


ACTS = [
    (opening, drafted),
    (opening, behind),
    (opening, in_review_again),
    (opening, made_from_a_pivot),
    (saving, drafted),
    (saving, behind),
    (saving, in_review),
    (submitting, drafted),
    (submitting, caught_up),
    (submitting, made_from_a_pivot),
    (approving, in_review),
    (approving_again, in_review_again),
    (following, behind),
    (catching_up, behind),
    (catching_up, approved_and_behind),
    (catching_up, made_from_a_pivot),
    (bringing_a_file, drafted),
    (revising, in_review),
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("act", "of"), ACTS, ids=[f"{act.__name__}-{of.__name__}" for act, of in ACTS]
)
def test_it_takes_no_more_queries_when_the_story_is_longer(act, of):
    counts = {size: queries(act, of(size), editor()) for size in SIZES}
    assert len(set(counts.values())) == 1, counts


@pytest.mark.django_db
def test_the_long_stories_above_have_much_beside_their_texts():
    row = behind(100)
    assert Thread.objects.filter(translation=row).count() == 10
    assert Suggestion.objects.filter(translation=row).count() == 10
    assert len(workbench(row).stale) == 99
