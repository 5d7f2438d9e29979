"""Who may come in. There is no sign-in yet, so the desk answers only on the machine it runs on."""

from collections.abc import Callable
from functools import wraps
from ipaddress import IPv6Address, ip_address
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

from workflow.desk.answers import page

_HERE = {"localhost", "127.0.0.1", "[::1]"}
# A proxy on this machine would make every visitor look local; whatever it adds gives it away.
_PROXIED = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-IP",
)

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def same_machine_only(view: View[Rest]) -> View[Rest]:
    """Refuse, with a page that says why, whoever is not at this machine."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not is_same_machine(request):
            return page(request, "closed", status=403)
        return view(request, *args, **kwargs)

    return guarded


def is_same_machine(request: HttpRequest) -> bool:
    """Whether browser and desk are one machine: by address, by the name asked for, unproxied.

    The name matters because a page elsewhere can point its own name at this machine.
    """
    name, _port = split_domain_port(request.get_host())
    return (
        name in _HERE
        and _is_loopback(request.META.get("REMOTE_ADDR", ""))
        and not any(header in request.headers for header in _PROXIED)
    )


def _is_loopback(address: str) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        return parsed.ipv4_mapped.is_loopback
    return parsed.is_loopback
