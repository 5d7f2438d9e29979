"""What pages and editions load: pictures by their hash, and the style sheet made of values."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from workflow.languages.registry import ALL
from workflow.newsstand.queries import find_picture
from workflow.newsstand.styles import house_css

_FOR_EVER = "public, max-age=31536000, immutable"
_HOUSE_CSS = house_css(ALL)


@require_safe
def picture(_request: HttpRequest, prefix: str, ending: str) -> HttpResponse:
    """The bytes of one picture; they can never change, for their hash is their address."""
    found = find_picture(prefix, ending)
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.data), content_type=found.media_type)
    response["Cache-Control"] = _FOR_EVER
    response["ETag"] = f'"{found.sha256}"'
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


@require_safe
def icon(_request: HttpRequest) -> HttpResponse:
    """The picture in a browser's tab, for editions, which name none."""
    return redirect(static("newsstand/icon.svg"))


@require_safe
def house_styles(_request: HttpRequest) -> HttpResponse:
    """Colours and fonts, the same as in the editions."""
    response = HttpResponse(_HOUSE_CSS, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    response["ETag"] = f'"{hashlib.sha256(_HOUSE_CSS.encode()).hexdigest()}"'
    return response
