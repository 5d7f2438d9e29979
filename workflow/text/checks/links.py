"""The links of a source and those of its translation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from workflow.languages.catalogue import marked
from workflow.text.checks.finding import Finding, Severity
from workflow.text.checks.passage import Passage

_LOST = marked("The link to {link} is missing here. Put it back.")
_MOVED = marked("The source links to {source}, here it is {link}. Check that it says the same.")
_NEW = marked("The link to {link} is not in the source. Check that it belongs here.")

_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org", "or"})
_LANGUAGE = re.compile(r"(?:[a-z]{2,3}|zh|en|uk|pl)(?:[-_](?:[a-z]{2}|hant|hans|tw|gb|us|ua))*")
_LANGUAGE_IN_QUERY = re.compile(r"(?:^|&)(?:lang|language|hl|locale|l)=[^&]*")
_TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid)=[^&]*")


@dataclass(frozen=True, slots=True)
class _Address:
    """An address as it compares with others: by the same page, or at least the same site."""

    written: str
    host: str
    path: str

    @property
    def site(self) -> str:
        """The host without what stands before the name somebody registered."""
        labels = self.host.split(".")
        short = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
        return ".".join(labels[-3:] if short else labels[-2:])


def links(source: Passage, passage: Passage) -> Iterator[Finding]:
    """Find links of the source that the translation lacks, leads elsewhere, or adds.

    Another language's version of the same page (en.wikipedia.org, uk.wikipedia.org) is the same.
    """
    there = [_address(link) for link in dict.fromkeys(source.anatomy.links)]
    here = [_address(link) for link in dict.fromkeys(passage.anatomy.links)]
    lost = [each for each in there if not _takes(here, each)]
    for address in lost:
        moved = next((other for other in here if _is_same_site(other, address)), None)
        if moved:
            here.remove(moved)
            values = {"source": address.written, "link": moved.written}
            yield _finding(passage, _MOVED, values, Severity.NOTE)
        else:
            yield _finding(passage, _LOST, {"link": address.written}, Severity.WARNING)
    known = {(each.host, each.path) for each in there}
    for address in here:
        if (address.host, address.path) not in known:
            yield _finding(passage, _NEW, {"link": address.written}, Severity.NOTE)


def _takes(here: list[_Address], wanted: _Address) -> bool:
    """Take the same address, or its version in another language, out of those of the text."""
    for same in (_is_same, _is_version):
        found = next((each for each in here if same(each, wanted)), None)
        if found:
            here.remove(found)
            return True
    return False


def _is_same(one: _Address, other: _Address) -> bool:
    return (one.host, one.path) == (other.host, other.path)


def _is_version(one: _Address, other: _Address) -> bool:
    """Whether they differ by nothing but a language in the host, the path or the query.

    An encyclopedia names its articles anew in each language, so there the path may be another.
    """
    if not _is_same_site(one, other):
        return False
    if _without_language(one) == _without_language(other):
        return True
    first, second = one.host.split(".")[0], other.host.split(".")[0]
    return first != second and bool(_LANGUAGE.fullmatch(first) and _LANGUAGE.fullmatch(second))


def _is_same_site(one: _Address, other: _Address) -> bool:
    return bool(one.site) and one.site == other.site


def _without_language(address: _Address) -> tuple[str, ...]:
    path, _, query = address.path.partition("?")
    parts = [part for part in path.split("/") if part and not _LANGUAGE.fullmatch(part.lower())]
    return (*parts, _LANGUAGE_IN_QUERY.sub("", query))


def _address(link: str) -> _Address:
    try:
        parts = urlsplit(link if "://" in link or ":" in link[:8] else f"https://{link}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return _Address(link, "", link)
    if not host:
        return _Address(link, "", unquote(link))
    query = _TRACKING.sub("", parts.query)
    path = unquote(parts.path).rstrip("/") + (f"?{unquote(query)}" if query else "")
    return _Address(link, host, path)


def _finding(passage: Passage, message: str, values: dict[str, str], severity: Severity) -> Finding:
    start = passage.text.find(values["link"])
    end = start + len(values["link"]) if start >= 0 else len(passage.text)
    return Finding(
        check="links",
        severity=severity,
        start=max(start, 0),
        end=end,
        message=message,
        values=values,
    )
