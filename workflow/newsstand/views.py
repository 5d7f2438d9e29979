"""The pages everybody may read. Each view reads an address, asks one question and shows a page."""

import hashlib
import logging

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from workflow.issues.freeze import EditionTampered, verify
from workflow.issues.models import Edition
from workflow.issues.web_version import for_browser
from workflow.languages.catalogue import catalogue, marked
from workflow.languages.formatting import name_of
from workflow.languages.language import Language
from workflow.newsstand import queries
from workflow.newsstand.answers import Alternate, alternates, asked_language, notice, page
from workflow.newsstand.story_page import story_page

logger = logging.getLogger("workflow.newsstand")

# An edition is an email: its styles are inline, and it loads its pictures and nothing else.
_EDITION_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@require_safe
@vary_on_headers("Accept-Language")
def door(request: HttpRequest) -> HttpResponse:
    """``/``: to the front page in the visitor's language."""
    return redirect("newsstand:home", asked_language(request))


@require_safe
def in_our_spelling(_request: HttpRequest, language: Language, rest: str = "") -> HttpResponse:
    """``/zh-TW/…`` and ``/EN/…``: the same address under our tag."""
    return redirect(reverse("newsstand:home", args=[language]) + rest)


@require_safe
def home(request: HttpRequest, language: Language) -> HttpResponse:
    """``/uk/``: every coverage with its latest issues."""
    return page(request, "home", language, shelves=queries.shelves(language))


@require_safe
def privacy(request: HttpRequest, language: Language) -> HttpResponse:
    """``/uk/privacy/``: what is kept of a reader and why."""
    others = alternates(lambda each: reverse("newsstand:privacy", args=[each]))
    return page(request, "privacy", language, others=others)


@require_safe
def archive(request: HttpRequest, language: Language, coverage: str) -> HttpResponse:
    """``/uk/taiwan-ukraine/``: the issues of a coverage, newest first."""
    others = alternates(
        lambda each: reverse("newsstand:archive", args=[each, coverage]),
        queries.languages_of_coverage(coverage),
    )
    shelf = queries.find_shelf(coverage, language)
    if shelf is None:
        missing = marked("This newsletter is not available in {language_in}.")
        return _in_other_languages(request, language, missing, others)
    return page(request, "archive", language, others=others, shelf=shelf)


@require_safe
def edition(request: HttpRequest, language: Language, coverage: str, number: int) -> HttpResponse:
    """``/uk/taiwan-ukraine/3/``: one issue, byte for byte as it was approved."""
    found = queries.find_edition(coverage, number, language)
    if found is None:
        others = alternates(
            lambda each: reverse("newsstand:edition", args=[each, coverage, number]),
            queries.languages_of_issue(coverage, number),
        )
        missing = marked("This issue is not available in {language_in}.")
        return _in_other_languages(request, language, missing, others)
    try:
        verify(found)
    except EditionTampered:
        return _refused(request, found)
    return _web_version(found)


@require_safe
def story(request: HttpRequest, language: Language, slug: str) -> HttpResponse:
    """``/uk/stories/some-story/``: one story, whole."""
    found = queries.find_story(slug)
    if found is None:
        raise Http404
    others = alternates(lambda each: reverse("newsstand:story", args=[each, slug]), found.languages)
    shown = story_page(found, language, base=settings.PUBLIC_URL)
    if shown is None:
        missing = marked("This story is not available in {language_in} yet.")
        return _in_other_languages(request, language, missing, others)
    return page(request, "story", language, others=others, story=shown)


def _web_version(found: Edition) -> HttpResponse:
    archive_url = reverse("newsstand:archive", args=[found.language, found.issue.coverage.slug])
    html = for_browser(found.html, base=settings.PUBLIC_URL, archive=archive_url)
    response = HttpResponse(html)
    response["Content-Language"] = found.language.html_tag
    response["Content-Security-Policy"] = _EDITION_POLICY
    response["Cache-Control"] = "public, max-age=300"
    response["ETag"] = f'"{hashlib.sha256(html.encode()).hexdigest()}"'
    return response


def _refused(request: HttpRequest, found: Edition) -> HttpResponse:
    logger.error("newsstand.edition_refused", extra={"edition": found.pk})
    words = catalogue(found.language)
    response = notice(
        request,
        found.language,
        status=503,
        heading=words.text("This issue cannot be shown."),
        sentence=words.text(
            "Its text is no longer the one the editors approved. It will be back once they have "
            "checked it."
        ),
    )
    response["Cache-Control"] = "no-store"
    return response


def _in_other_languages(
    request: HttpRequest, language: Language, sentence: str, others: tuple[Alternate, ...]
) -> HttpResponse:
    """404 with the languages in which there is something; a plain one where there is nothing."""
    if not others:
        raise Http404
    words = catalogue(language)
    in_this_language = name_of(language, in_language=language).in_
    return notice(
        request,
        language,
        status=404,
        heading=words.text(sentence, language_in=in_this_language),
        sentence=words.text("You can read it here:"),
        elsewhere=others,
    )
