"""How a page is answered: in one language, with its others, or as a notice with a way on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from workflow.languages.catalogue import catalogue
from workflow.languages.formatting import name_of
from workflow.languages.language import Language
from workflow.languages.negotiation import negotiate
from workflow.languages.registry import ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same page in another language; ``label`` invites its readers in their own words."""

    language: Language
    url: str
    label: str


def asked_language(request: HttpRequest) -> Language:
    """What the browser asks for, or the first of ours."""
    return negotiate(request.headers.get("Accept-Language", "")) or ALL[0]


def page_language(request: HttpRequest) -> Language:
    """What the address begins with, if that is a language; otherwise what the browser asks for."""
    return negotiate((request.path.lstrip("/").split("/")[0],)) or asked_language(request)


def alternates(
    address: Callable[[Language], str], languages: Iterable[Language] = ALL
) -> tuple[Alternate, ...]:
    """One link a language."""
    return tuple(
        Alternate(language=each, url=address(each), label=_invitation(each)) for each in languages
    )


def page(
    request: HttpRequest,
    template: str,
    language: Language,
    *,
    others: tuple[Alternate, ...] | None = None,
    status: int = 200,
    **values: object,
) -> HttpResponse:
    """A page of the newsstand; ``others`` are its languages, by default the front pages."""
    context = {"language": language, "others": _homes() if others is None else others, **values}
    response = render(request, f"newsstand/{template}.html", context, status=status)
    response["Content-Language"] = language.html_tag
    return response


def notice(
    request: HttpRequest,
    language: Language,
    *,
    status: int,
    heading: str,
    sentence: str,
    elsewhere: tuple[Alternate, ...] = (),
) -> HttpResponse:
    """A page that says why there is nothing else here, and where to go on."""
    return page(
        request,
        "notice",
        language,
        status=status,
        heading=heading,
        sentence=sentence,
        elsewhere=elsewhere,
    )


def _invitation(language: Language) -> str:
    own_name = name_of(language, in_language=language).in_
    return catalogue(language).text("Read in {language_in}", language_in=own_name)


def _homes() -> tuple[Alternate, ...]:
    return alternates(lambda each: reverse("newsstand:home", args=[each]))
