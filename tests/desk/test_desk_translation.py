"""The pages that notices lead to: a translation beside its source, and the kinds of notices."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests import factories
from tests.newsstand_world import EN, PL, UK
from workflow.desk.translation_page import HOWS, KINDS, STATES
from workflow.notices.compose import PREFERENCES_PATH
from workflow.notices.models import Preference
from workflow.notices.states import How, NoticeKind
from workflow.stories.actions import revise
from workflow.translation.states import TranslationState
from workflow.translation.telling import about

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    """A browser on the desk's own machine."""
    return Client(headers={"host": "localhost:8000", "accept-language": "en"})


def test_the_link_of_a_notice_leads_to_the_translation_and_its_texts(editor):
    story = factories.story(language=EN)
    row = factories.draft(story, UK)
    factories.fill(row, mark="Ї")
    said = editor.get(about(row)["path"]).content.decode()
    assert "Made from en@1" in said
    assert '<p lang="uk">' in said


def test_a_translation_nobody_began_says_so(editor):
    story = factories.story(language=EN)
    said = editor.get(f"/desk/stories/{story.slug}/{PL}/").content.decode()
    assert "Nobody has begun this translation yet." in said


def test_the_preferences_link_of_a_notice_leads_to_every_kind(editor):
    said = editor.get(PREFERENCES_PATH).content.decode()
    assert said.count("<dt>") == len(NoticeKind)


@pytest.mark.parametrize("address", [PREFERENCES_PATH, "/desk/stories/nowhere/uk/"])
def test_strangers_are_refused(editor, address):
    assert editor.get(address, REMOTE_ADDR="192.0.2.7").status_code == 403


def test_every_state_kind_and_way_has_words():
    assert (set(STATES), set(KINDS), set(HOWS)) == (
        set(TranslationState),
        set(NoticeKind),
        set(How),
    )


def test_a_changed_source_shows_what_went_and_what_came(editor):
    story = factories.story(language=EN)
    row = factories.draft(story, UK)
    factories.fill(row, mark="Ї")
    by = factories.editor()
    revise(story, factories.content(headline="Nine boats came"), by=by, at=factories.AT)
    said = editor.get(about(row)["path"]).content.decode()
    assert "<del>" in said
    assert "<ins>" in said
    assert "The source has changed since this was translated." in said


def test_the_command_chooses_for_a_user():
    user = factories.user("olena")
    call_command("set_notices", "olena", "due", "off", "--hour", "7")
    user.refresh_from_db()
    assert Preference.objects.get(user=user, kind=NoticeKind.DUE).how == How.OFF
    assert user.notice_hour == 7


def test_the_command_names_the_users_there_are_and_keeps_nothing_of_a_refused_time():
    factories.user("olena")
    with pytest.raises(CommandError, match="olena"):
        call_command("set_notices", "nobody", "due", "off")
    with pytest.raises(CommandError):
        call_command("set_notices", "olena", "due", "off", "--hour", "25")
    assert not Preference.objects.exists()
