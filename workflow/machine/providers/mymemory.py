"""MyMemory through deep-translator's class.

Made good here: https instead of http, its own codes (``uk-UA``, ``zh-TW``), its limit of 500 bytes
rather than 500 characters, a fresh instance a call (the class mixes up threads' texts), and what
MyMemory says with status 200: warnings in the place of the translation, refusals, character
references. The text stands in the address, and so does the contact address MyMemory asks for.
"""

import html
import re

import requests
from deep_translator import MyMemoryTranslator

from workflow.languages.language import Language
from workflow.machine.provider import (
    BadAnswer,
    Limits,
    Marks,
    NotSpoken,
    ProviderProblem,
    QuotaUsed,
    TooBusy,
    TooLong,
    Unreachable,
)
from workflow.machine.providers.borrowed import Sending, with_requests
from workflow.machine.wire import Answer, Wire

SLUG, NAME = "mymemory", "MyMemory"
PUBLIC = "https://api.mymemory.translated.net"
_QUOTA = re.compile(r"MYMEMORY WARNING|ALL AVAILABLE FREE TRANSLATIONS|QUOTA", re.IGNORECASE)
_PAIR = re.compile(r"INVALID (?:SOURCE|TARGET) LANGUAGE|INVALID LANGUAGE PAIR", re.IGNORECASE)
_LENGTH = re.compile(r"QUERY LENGTH LIMIT|MAX ALLOWED QUERY", re.IGNORECASE)


class _Translator(MyMemoryTranslator):  # type: ignore[misc]
    """The library's class at a set address, with the codes we give it."""

    def __init__(self, *, url: str, email: str, source: str, target: str) -> None:
        super().__init__(source="en-GB", target="pl-PL", email=email or None)
        self._base_url = url
        self._source, self._target = source, target


class MyMemory:
    """MyMemory behind our interface."""

    slug, name, model = SLUG, NAME, ""
    limits = Limits(characters=499, bytes=499)  # the class refuses 500 characters itself
    marks = Marks.TOKENS

    def __init__(self, *, wire: Wire, url: str = PUBLIC, email: str = "") -> None:
        self._wire = wire
        self._url = url.rstrip("/") + "/get"
        self._email = email

    def speaks(self, source: Language, target: Language) -> bool:
        """Whether both languages have a code of MyMemory's."""
        return source != target and all(SLUG in each.machine_codes for each in (source, target))

    def translate(self, text: str, *, source: Language, target: Language) -> str:
        """The text in the target language."""
        if not self.speaks(source, target):
            raise NotSpoken(NAME, source, target)

        def send(request: requests.Request) -> Answer:
            answer = self._wire.send(request)
            if problem := _problem(answer, source, target):
                raise problem
            return answer

        translator = _Translator(
            url=self._url,
            email=self._email,
            source=source.machine_codes[SLUG],
            target=target.machine_codes[SLUG],
        )
        borrowed = with_requests(MyMemoryTranslator.translate, Sending(send))
        try:
            said = borrowed(translator, text)
        except (LookupError, TypeError, AttributeError, StopIteration):
            said = None
        if not isinstance(said, str) or not said.strip():
            raise BadAnswer(NAME)
        return said if "&" in text else html.unescape(said)


def _problem(answer: Answer, source: Language, target: Language) -> ProviderProblem | None:
    """What MyMemory complains of in an answer of status 200, where it does."""
    read = answer.json()
    status = str(read.get("responseStatus") or "200")
    data = read.get("responseData")
    said = str(data.get("translatedText")) if isinstance(data, dict) else ""
    words = f"{read.get('responseDetails') or ''} {said}"
    if read.get("quotaFinished") is True or said.upper().startswith("MYMEMORY WARNING"):
        return QuotaUsed(NAME)
    if status == "200":
        return None
    if _QUOTA.search(words):
        return QuotaUsed(NAME)
    if _LENGTH.search(words):
        return TooLong(NAME)
    if _PAIR.search(words):
        return NotSpoken(NAME, source, target)
    return _by_status(status)


def _by_status(status: str) -> ProviderProblem:
    """A refusal without words that we know: 403 is how MyMemory blocks whoever asks too much."""
    if status in {"403", "429"}:
        return TooBusy(NAME)
    return Unreachable(NAME) if status.startswith("5") else BadAnswer(NAME)
