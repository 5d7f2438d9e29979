"""What a visitor is shown when an address leads nowhere or something failed, in her language."""

from django.http import HttpRequest, HttpResponse

from workflow.languages.catalogue import catalogue
from workflow.newsstand.answers import notice, page_language


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request makes no sense."""
    language = page_language(request)
    words = catalogue(language)
    return notice(
        request,
        language,
        status=400,
        heading=words.text("We could not understand this request."),
        sentence=words.text("Go back and try again."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this visitor."""
    language = page_language(request)
    words = catalogue(language)
    return notice(
        request,
        language,
        status=403,
        heading=words.text("This page is not open to you."),
        sentence=words.text("Go back and try again."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing stands here."""
    language = page_language(request)
    words = catalogue(language)
    return notice(
        request,
        language,
        status=404,
        heading=words.text("We could not find this page."),
        sentence=words.text("The address may have a slip in it, or the page is not there yet."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our own fault. Needs no database."""
    language = page_language(request)
    words = catalogue(language)
    return notice(
        request,
        language,
        status=500,
        heading=words.text("Something went wrong. Please try again."),
        sentence=words.text("The fault is ours and has been noted."),
    )
