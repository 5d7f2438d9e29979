"""Google Translate's free page through deep-translator's class.

The page is meant for people: no promise is made, and it may stop working any day. Made good here:
time-outs, a fresh instance a call, the nothing that the class returns for a text it takes to be
unchanged, and long texts (they stand in the address, so that few bytes fit).
"""

import requests
from deep_translator import GoogleTranslator
from deep_translator.exceptions import TranslationNotFound

from workflow.languages.language import Language
from workflow.machine.provider import BadAnswer, Limits, Marks, NotSpoken
from workflow.machine.providers.borrowed import Sending, with_requests
from workflow.machine.wire import Answer, Wire

SLUG, NAME = "google", "Google"
PUBLIC = "https://translate.google.com/m"


class _Translator(GoogleTranslator):  # type: ignore[misc]
    """The library's class at a set address, with the codes we give it."""

    def __init__(self, *, url: str, source: str, target: str) -> None:
        super().__init__(source="en", target="pl")
        self._base_url = url
        self._source, self._target = source, target


class Google:
    """Google behind our interface."""

    slug, name, model = SLUG, NAME, ""
    limits = Limits(characters=4999, bytes=1800)  # three signs of the address for each byte
    marks = Marks.TOKENS

    def __init__(self, *, wire: Wire, url: str = PUBLIC) -> None:
        self._wire = wire
        self._url = url

    def speaks(self, source: Language, target: Language) -> bool:
        """Whether both languages have a code of Google's."""
        return source != target and all(SLUG in each.machine_codes for each in (source, target))

    def translate(self, text: str, *, source: Language, target: Language) -> str:
        """The text in the target language."""
        if not self.speaks(source, target):
            raise NotSpoken(NAME, source, target)

        def send(request: requests.Request) -> Answer:
            return self._wire.send(request)

        translator = _Translator(
            url=self._url, source=source.machine_codes[SLUG], target=target.machine_codes[SLUG]
        )
        borrowed = with_requests(GoogleTranslator.translate, Sending(send))
        found = True
        try:
            said = borrowed(translator, text)
        except (TranslationNotFound, LookupError, TypeError, AttributeError, RecursionError):
            found, said = False, None
        if not found or said == "":
            raise BadAnswer(NAME)
        return text if said is None else str(said)
