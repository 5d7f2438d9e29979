"""DeepL through its official client: deep-translator's class uses a call that DeepL withdrew.

The client's own HTTP part waits at least ten seconds for an answer, repeats up to five times and
sleeps up to two minutes between; ours takes its place, with the same time-outs as for all others.
The key travels in a header.
"""

from typing import Any

import deepl
import requests
from deepl.http_client import HttpClient

from workflow.languages.language import Language
from workflow.machine.provider import BadAnswer, Limits, Marks, NotSpoken, ProviderProblem
from workflow.machine.wire import Explain, Wire

SLUG, NAME = "deepl", "DeepL"
_SOURCE = "deepl-source"  # what DeepL calls a language it translates from


class _Http(HttpClient):
    """The client's HTTP part on our wire."""

    def __init__(self, wire: Wire, explain: Explain) -> None:
        super().__init__(send_platform_info=False)
        self._wire, self._explain = wire, explain

    def request_with_backoff(
        self, method: str, url: str, *_: Any, **sent: Any
    ) -> tuple[int, str | requests.Response]:
        """The status and the body of an answer; whatever is no success is raised as ours."""
        request = requests.Request(
            method, url, data=sent["data"], json=sent["json"], headers=sent["headers"]
        )
        answer = self._wire.send(request, self._explain)
        return answer.status_code, answer.text


class _Client(deepl.Translator):
    """The official client with our HTTP part."""

    def __init__(self, *, key: str, url: str, http: HttpClient) -> None:
        super().__init__(key, server_url=url or None, send_platform_info=False)
        self._client = http


class DeepL:
    """DeepL behind our interface."""

    slug, name, model = SLUG, NAME, ""
    limits = Limits(bytes=100_000)  # a request holds 128 KiB
    marks = Marks.XML

    def __init__(self, *, wire: Wire, key: str, url: str = "") -> None:
        self._wire = wire
        self._key = key
        self._url = url

    def speaks(self, source: Language, target: Language) -> bool:
        """Whether DeepL has a code for one as a source, and for the other as a target."""
        ours = _SOURCE in source.machine_codes and SLUG in target.machine_codes
        return source != target and ours

    def translate(self, text: str, *, source: Language, target: Language) -> str:
        """The text in the target language, marks as XML."""
        if not self.speaks(source, target):
            raise NotSpoken(NAME, source, target)

        def explain(status: int, content: bytes) -> ProviderProblem | None:
            if status == 400 and b"_lang" in content:
                return NotSpoken(NAME, source, target)
            return None

        client = _Client(key=self._key, url=self._url, http=_Http(self._wire, explain))
        try:
            said = client.translate_text(
                [text],
                source_lang=source.machine_codes[_SOURCE],
                target_lang=target.machine_codes[SLUG],
                tag_handling="xml",
                preserve_formatting=True,
            )
        except (deepl.DeepLException, LookupError, TypeError, AttributeError, ValueError):
            said = []
        texts = [each.text for each in said] if isinstance(said, list) else [said.text]
        if len(texts) != 1 or not isinstance(texts[0], str) or not texts[0].strip():
            raise BadAnswer(NAME)
        return texts[0]
