"""How a page of the desk is answered: in the language asked for, never kept by a cache."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workflow.languages.language import Language
from workflow.languages.negotiation import negotiate
from workflow.languages.registry import ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The same page with the desk speaking another language."""

    language: Language
    url: str


def desk_language(request: HttpRequest) -> Language:
    """``?language=`` if it names one of ours, else what the browser asks for."""
    wishes = (request.GET.get("language", ""), request.headers.get("Accept-Language", ""))
    return next((found for wish in wishes if (found := negotiate(wish))), ALL[0])


def page(
    request: HttpRequest, template: str, *, status: int = 200, **values: object
) -> HttpResponse:
    """A page of the desk. ``query`` carries a chosen language from link to link."""
    language = desk_language(request)
    chosen = negotiate(request.GET.get("language", "")) is not None
    context = {
        "language": language,
        "spoken": tuple(_spoken(request, each) for each in ALL),
        "query": f"?language={language}" if chosen else "",
        **values,
    }
    response = render(request, f"desk/{template}.html", context, status=status)
    response["Content-Language"] = language.html_tag
    return private(response)


def private(response: HttpResponse) -> HttpResponse:
    """Unpublished words stay out of caches and search engines."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _spoken(request: HttpRequest, language: Language) -> Spoken:
    query = request.GET.copy()
    query["language"] = language.tag
    return Spoken(language=language, url=f"{request.path}?{query.urlencode()}")
