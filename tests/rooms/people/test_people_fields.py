"""A column that holds a language gives languages, and takes only ours."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from tests.factories import UK, team
from workflow.people.models import LanguageTeam

pytestmark = pytest.mark.django_db


def test_a_language_comes_back_as_a_language():
    team(UK)
    row = LanguageTeam.objects.get(language=UK)
    assert row.language is UK


def test_the_database_holds_the_tag():
    team(UK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT language FROM people_languageteam")
        assert cursor.fetchall() == [("uk",)]


def test_a_foreign_tag_is_refused_with_the_tags_there_are():
    with pytest.raises(ValidationError, match="'ru' is not one of our languages: en, zh-Hant"):
        LanguageTeam.objects.create(language="ru")
