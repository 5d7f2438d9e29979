"""What a reader decides through the links in an issue: to leave, to come back, to change language.

The token in the address is the only key, so these forms need no cookie and no CSRF token: who does
not have the address cannot forge the request. The address itself is therefore kept out of caches,
search engines and the Referer header, and the page never shows whose subscription it is.
"""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from workflow.audience import actions
from workflow.audience.models import Reader
from workflow.audience.queries import reader_by_token
from workflow.audience.states import ReaderState
from workflow.languages.catalogue import catalogue
from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag
from workflow.newsstand.answers import Alternate, alternates, notice, page

_METHODS = ["GET", "HEAD", "POST"]
_ONE_CLICK = b"One-Click"


@csrf_exempt
@require_http_methods(_METHODS)
def preferences(request: HttpRequest, language: Language, token: str) -> HttpResponse:
    """``/uk/reader/<token>/``: where the subscription stands; POST changes its language."""
    reader = reader_by_token(token)
    if reader is None:
        return _unknown(request, language)
    if request.method == "POST":
        return _change_language(request, language, reader)
    return _private(_preferences_page(request, language, reader))


@csrf_exempt
@require_http_methods(_METHODS)
def unsubscribe(request: HttpRequest, language: Language, token: str) -> HttpResponse:
    """GET shows a button and changes nothing; POST unsubscribes, from mail programs and the button.

    A mail program posts ``List-Unsubscribe=One-Click`` (RFC 8058) with no cookie and follows no
    redirect. An unknown token gets the same answer as a known one: nobody receives by it.
    """
    reader = reader_by_token(token)
    leaving = request.method == "POST"
    if leaving and reader is not None:
        source = "one-click" if _ONE_CLICK in request.body else "newsstand"
        actions.unsubscribe(reader, at=datetime.now(UTC), source=source)
    gone = leaving or (reader is not None and reader.state == ReaderState.UNSUBSCRIBED)
    template = "unsubscribed" if gone else "unsubscribe"
    others = _others("unsubscribe", token)
    return _private(page(request, template, language, others=others, token=token))


@csrf_exempt
@require_http_methods(_METHODS)
def subscribe(request: HttpRequest, language: Language, token: str) -> HttpResponse:
    """POST takes back a reader who left; GET leads to where the subscription stands."""
    reader = reader_by_token(token)
    if reader is None:
        return _unknown(request, language)
    # An address that mail came back from stays suppressed: its owner must write to the newsroom.
    if request.method == "POST" and reader.state == ReaderState.UNSUBSCRIBED:
        wording = catalogue(language).text("Changed your mind? Subscribe again.")
        actions.confirm(reader, at=datetime.now(UTC), source="newsstand", wording=wording)
    return _private(redirect("newsstand:preferences", language, token, permanent=False))


def _change_language(request: HttpRequest, language: Language, reader: Reader) -> HttpResponse:
    try:
        chosen = by_tag(request.POST.get("language", ""))
    except KeyError:
        return _private(_preferences_page(request, language, reader, status=400))
    actions.change_language(reader, chosen)
    address = reverse("newsstand:preferences", args=[chosen, reader.token])
    return _private(redirect(f"{address}?saved"))


def _preferences_page(
    request: HttpRequest, language: Language, reader: Reader, *, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "preferences",
        language,
        others=_others("preferences", reader.token),
        status=status,
        token=reader.token,
        chosen=reader.language,
        state=str(reader.state),
        languages=ALL,
        saved="saved" in request.GET,
    )


def _unknown(request: HttpRequest, language: Language) -> HttpResponse:
    words = catalogue(language)
    return _private(
        notice(
            request,
            language,
            status=404,
            heading=words.text("This link does not lead to a subscription."),
            sentence=words.text("Try the link at the foot of the latest issue you received."),
        )
    )


def _others(name: str, token: str) -> tuple[Alternate, ...]:
    return alternates(lambda each: reverse(f"newsstand:{name}", args=[each, token]))


def _private(response: HttpResponse) -> HttpResponse:
    """Nothing keeps, indexes or passes on an address with a token in it."""
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
