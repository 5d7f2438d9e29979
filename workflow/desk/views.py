"""The desk's pages. They only show: nothing here changes an issue."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from workflow.desk.answers import desk_language, page, private
from workflow.desk.door import same_machine_only
from workflow.desk.issue_list import issue_cards
from workflow.desk.preview import DESKTOP, WIDTHS, finding_groups, size_in_words
from workflow.desk.translation_page import translation_of, usual_notices
from workflow.issues.links import Links
from workflow.issues.models import Issue
from workflow.issues.preflight import Prepared, prepare
from workflow.issues.snapshot import IssueIncomplete, snapshot
from workflow.issues.web_version import for_browser
from workflow.languages.catalogue import catalogue
from workflow.languages.language import Language
from workflow.stories.models import Story

_View = Callable[..., HttpResponse]

# The edition stands in a frame of the preview page, and loads its pictures and nothing else.
_FRAMED_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; "
    "form-action 'none'; frame-ancestors 'self'"
)


@require_safe
@same_machine_only
def issues(request: HttpRequest) -> HttpResponse:
    """``/desk/``: where every issue stands."""
    return page(request, "issues", cards=issue_cards(desk_language(request)))


def _complete(view: _View) -> _View:
    """An issue that cannot be put together is answered with what it lacks."""

    @wraps(view)
    def shown(request: HttpRequest, slug: str, edition: Language) -> HttpResponse:
        try:
            return view(request, slug, edition)
        except IssueIncomplete as problem:
            issue = _issue(slug, edition)
            return page(request, "incomplete", status=409, issue=issue, problem=str(problem))

    return shown


@require_safe
@same_machine_only
@_complete
def preview(request: HttpRequest, slug: str, edition: Language) -> HttpResponse:
    """``/desk/issues/<slug>/uk/``: the edition as it would be frozen now, and its findings."""
    issue = _issue(slug, edition)
    words = catalogue(desk_language(request))
    made = _prepared(issue, edition)
    asked = request.GET.get("width", "")
    return page(
        request,
        "preview",
        issue=issue,
        edition=edition,
        made=made,
        groups=finding_groups(made.findings, words),
        size=size_in_words(made, words),
        width=asked if asked in WIDTHS else DESKTOP,
    )


@require_safe
@same_machine_only
@xframe_options_sameorigin
@_complete
def html_part(request: HttpRequest, slug: str, edition: Language) -> HttpResponse:
    """The HTML part in the preview's frame; its links open beside the desk."""
    issue = _issue(slug, edition)
    archive = reverse("newsstand:archive", args=[edition, issue.coverage.slug])
    html = _prepared(issue, edition).rendered.html
    shown = for_browser(html, base=settings.PUBLIC_URL, archive=archive)
    response = HttpResponse(shown.replace("<head>", '<head><base target="_blank">', 1))
    response["Content-Security-Policy"] = _FRAMED_POLICY
    return private(response)


@require_safe
@same_machine_only
@_complete
def text_part(request: HttpRequest, slug: str, edition: Language) -> HttpResponse:
    """The text part as mail programs get it."""
    text = _prepared(_issue(slug, edition), edition).rendered.text
    return private(HttpResponse(text, content_type="text/plain; charset=utf-8"))


@require_safe
@same_machine_only
def translation(request: HttpRequest, slug: str, edition: Language) -> HttpResponse:
    """``/desk/stories/<slug>/uk/``: one translation beside its source."""
    story = get_object_or_404(Story, slug=slug)
    shown = translation_of(story, edition)
    return page(request, "translation", status=200, story=story, edition=edition, **shown)


@require_safe
@same_machine_only
def notices(request: HttpRequest) -> HttpResponse:
    """``/desk/notices/``: which notices there are, and how they come."""
    return page(request, "notices", kinds=usual_notices())


def _issue(slug: str, edition: Language) -> Issue:
    issue = get_object_or_404(Issue.objects.select_related("coverage"), slug=slug)
    if edition.tag not in issue.languages:
        raise Http404
    return issue


def _prepared(issue: Issue, edition: Language) -> Prepared:
    return prepare(snapshot(issue), edition, links=Links(base=settings.PUBLIC_URL))
