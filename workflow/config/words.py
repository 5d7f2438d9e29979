"""What every page's template may say: the interface's words, dates and names of languages.

Each tag speaks the ``language`` of the page, which every view puts into its context.
"""

from datetime import date, datetime
from typing import Any

from django import template

from workflow.languages.catalogue import catalogue
from workflow.languages.formatting import format_date, format_moment, name_of
from workflow.languages.language import Language
from workflow.languages.sentences import Sentence

register = template.Library()


@register.simple_tag(takes_context=True)
def t(context: dict[str, Any], sentence: str, /, **values: object) -> str:
    """A sentence of the interface with its placeholders filled; always escaped."""
    return catalogue(context["language"]).text(sentence, **values)


@register.simple_tag(takes_context=True)
def day(context: dict[str, Any], value: date) -> str:
    """A day written out: 24 листопада 2026 р."""
    return format_date(value, context["language"])


@register.simple_tag(takes_context=True)
def moment(context: dict[str, Any], value: datetime) -> str:
    """A day with the time of day, and the zone the time is told in."""
    return f"{format_moment(value, context['language'])} {value.tzname()}"


@register.simple_tag(takes_context=True)
def named(context: dict[str, Any], language: Language) -> str:
    """A language's name in the page's own: ukraiński, 烏克蘭文."""
    return name_of(language, in_language=context["language"]).nominative


@register.simple_tag(takes_context=True)
def spoken(context: dict[str, Any], language: Language) -> str:
    """A language's name as it stands after "read in": po ukraińsku."""
    return name_of(language, in_language=context["language"]).in_


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], sentence: Sentence) -> str:
    """A sentence that a check or the readiness board kept until it knew its language."""
    return sentence.in_(context["language"])
