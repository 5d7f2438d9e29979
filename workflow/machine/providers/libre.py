"""LibreTranslate, on our own machine or elsewhere, through deep-translator's class.

Made good here: Ukrainian and Traditional Chinese (which servers call ``zt`` or ``zh-Hant``: their
own list is asked), text and key in the body instead of the address, a server that needs no key,
markup as HTML, and the source's end mark that some servers append to a Chinese sentence.
"""

import json
import re
from threading import Lock
from typing import Any

import requests
from deep_translator import LibreTranslator
from deep_translator.exceptions import TranslationNotFound

from workflow.languages.language import Language
from workflow.machine.provider import (
    BadAnswer,
    Limits,
    Marks,
    NotSpoken,
    ProviderProblem,
    Refused,
    TooLong,
)
from workflow.machine.providers.borrowed import Sending, with_requests
from workflow.machine.wire import Answer, Wire

SLUG, NAME = "libretranslate", "LibreTranslate"
LOCAL = "http://127.0.0.1:5000"
_APPENDED = re.compile(r"([。！？…](?:</?[a-z]\d+\s*/?>)*)\s*[.!?]((?:</?[a-z]\d+\s*/?>)*)$")
_KEYLESS = "none"  # the class insists on a key; this one is taken out again


class _Translator(LibreTranslator):  # type: ignore[misc]
    """The library's class with codes that its own table lacks."""

    def __init__(self, *, url: str, key: str, source: str, target: str) -> None:
        super().__init__(source="en", target="pl", api_key=key or _KEYLESS, custom_url=url)
        self._source, self._target = source, target


class LibreTranslate:
    """LibreTranslate behind our interface."""

    slug, name, model = SLUG, NAME, ""
    limits = Limits()
    marks = Marks.XML

    def __init__(self, *, wire: Wire, url: str = LOCAL, key: str = "") -> None:
        self._wire = wire
        self._url = url.rstrip("/") + "/"
        self._key = key
        self._lock = Lock()
        self._spelt: tuple[str, ...] = ()
        self._pairs: dict[str, frozenset[str]] = {}

    def speaks(self, source: Language, target: Language) -> bool:
        """Whether the server's own list has the pair; asks for the list once."""
        return self._codes(source, target) is not None

    def translate(self, text: str, *, source: Language, target: Language) -> str:
        """The text in the target language, marks as HTML."""
        codes = self._codes(source, target)
        if codes is None:
            raise NotSpoken(NAME, source, target)

        def send(request: requests.Request) -> Answer:
            request.data = {**request.data, "format": "html"}
            if not self._key:
                del request.data["api_key"]
            return self._wire.send(request, explain)

        def explain(status: int, content: bytes) -> ProviderProblem | None:
            return _explained(status, content, source, target)

        borrowed = with_requests(LibreTranslator.translate, Sending(send))
        translator = _Translator(url=self._url, key=self._key, source=codes[0], target=codes[1])
        return _without_appended_mark(_translated(borrowed, translator, text))

    def _codes(self, source: Language, target: Language) -> tuple[str, str] | None:
        """What the server calls the two, when it translates from one to the other."""
        pairs = self._listed()
        for from_ in _names(source):
            for to in _names(target):
                targets = {code.lower(): code for code in pairs.get(from_, ())}
                if to in targets:
                    return self._spelling(from_), targets[to]
        return None

    def _spelling(self, lowered: str) -> str:
        return next(code for code in self._spelt if code.lower() == lowered)

    def _listed(self) -> dict[str, frozenset[str]]:
        """The server's list: from each language, by its lower-cased code, to which others."""
        with self._lock:
            if not self._pairs:
                listed = self._wire.send(requests.Request("GET", f"{self._url}languages"))
                self._spelt, self._pairs = _read_list(listed)
            return self._pairs


def _names(language: Language) -> tuple[str, ...]:
    """What servers may call a language, in the order of preference: zt, zh-hant, zh-tw."""
    ours = language.machine_codes.get(SLUG, language.tag)
    every = (ours, language.tag, *language.matches)
    return tuple(dict.fromkeys(name.lower() for name in every))


def _read_list(answer: Answer) -> tuple[tuple[str, ...], dict[str, frozenset[str]]]:
    try:
        rows = json.loads(answer.content)
        every = tuple(str(row["code"]) for row in rows)
        pairs = {
            str(row["code"]).lower(): frozenset(map(str, row.get("targets") or every))
            for row in rows
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        every, pairs = (), {}
    if not pairs:
        raise BadAnswer(NAME)
    return every, pairs


def _translated(borrowed: Any, translator: _Translator, text: str) -> str:
    try:
        answer = borrowed(translator, text)
    except (TranslationNotFound, LookupError, TypeError, AttributeError):
        answer = None
    if not isinstance(answer, str) or not answer.strip():
        raise BadAnswer(NAME)
    return answer


def _explained(
    status: int, content: bytes, source: Language, target: Language
) -> ProviderProblem | None:
    """What a 400 means: the server says it in words."""
    if status != 400:
        return None
    said = content[:2000].decode("utf-8", "replace").lower()
    if "not supported" in said:
        return NotSpoken(NAME, source, target)
    if "limit" in said:
        return TooLong(NAME)
    return Refused(NAME) if "api key" in said else BadAnswer(NAME)


def _without_appended_mark(text: str) -> str:
    """Of two end marks, a Chinese one and one of the source set after it, keep the first."""
    return _APPENDED.sub(r"\1\2", text)
