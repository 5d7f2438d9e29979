"""The words of the interface: English sentences, looked up in a language's PO file.

A sentence that a language lacks is shown in English and remembered in ``missing``; a strict
catalogue refuses it instead, which is what tests want. Numbers inside counted sentences are written
as the language writes numbers.
"""

import logging
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from workflow.languages.formatting import format_number
from workflow.languages.language import Language

INTERFACE = Path(__file__).resolve().parents[2] / "translations" / "interface"

logger = logging.getLogger("workflow.languages")


class MissingMessage(LookupError):
    """A strict catalogue was asked for a sentence it has no translation of: add it to its PO."""


class MissingValue(LookupError):
    """A sentence has a placeholder that nobody gave a value for: pass it by name."""


class Messages:
    """The finished translations of one PO file, looked up by context and English sentence."""

    def __init__(self, catalog: Catalog) -> None:
        for message in unfinished(catalog):
            catalog.delete(message.id, message.context)
        self._known = {(message.context, singular(message)) for message in catalog}
        compiled = BytesIO()
        write_mo(compiled, catalog)
        compiled.seek(0)
        self._translations = Translations(compiled)

    def __contains__(self, key: tuple[str | None, str]) -> bool:
        return key in self._known

    def one(self, context: str | None, msgid: str) -> str:
        """The sentence, or its English where there is none."""
        if context is None:
            return self._translations.gettext(msgid)
        return str(self._translations.pgettext(context, msgid))

    def counted(self, singular: str, plural: str, n: int) -> str:
        """The sentence in the form that ``n`` takes, or its English where there is none."""
        return self._translations.ngettext(singular, plural, n)


class Catalogue:
    """The interface of one language. ``missing`` holds the English of every sentence it lacked."""

    def __init__(
        self, language: Language, messages: Messages, *, english: Messages, strict: bool
    ) -> None:
        self.language = language
        self.missing: set[str] = set()
        self._messages = messages
        self._english = english
        self._strict = strict

    def text(self, msgid: str, /, **values: object) -> str:
        """The sentence with its placeholders filled: ``text("Photo: {name}", name=name)``."""
        return _filled(self.pattern(msgid), values)

    def text_in(self, context: str, msgid: str, /, **values: object) -> str:
        """The sentence for one context, where the same English means two things."""
        return _filled(self._from(context, msgid).one(context, msgid), values)

    def count(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """The sentence in the plural form ``n`` takes; ``{n}`` is written for the language."""
        pattern = self._from(None, singular).counted(singular, plural, n)
        return _filled(pattern, {**values, "n": format_number(n, self.language)})

    def pattern(self, msgid: str, /) -> str:
        """The sentence with its placeholders still open, for values that carry markup."""
        return self._from(None, msgid).one(None, msgid)

    def _from(self, context: str | None, msgid: str) -> Messages:
        """Whose words to use: this language's, or English where it has none."""
        if self._messages is self._english or (context, msgid) in self._messages:
            return self._messages
        if self._strict:
            raise MissingMessage(
                f"The {self.language} interface has no translation of {msgid!r}. Add it to "
                f"translations/interface/{self.language.gettext_name}/LC_MESSAGES/django.po."
            )
        self.missing.add(msgid)
        return self._english


def catalogue(language: Language, *, strict: bool = False, root: Path = INTERFACE) -> Catalogue:
    """The interface of a language, read once from the PO files under ``root``."""
    english = _messages(root, "en")
    return Catalogue(
        language, _messages(root, language.gettext_name), english=english, strict=strict
    )


def marked(msgid: str) -> str:
    """The sentence itself: says of one kept in a table that it must be translated."""
    return msgid


def po_path(root: Path, gettext_name: str) -> Path:
    """Where a language's PO file lies."""
    return root / gettext_name / "LC_MESSAGES" / "django.po"


def unfinished(catalog: Catalog) -> list[Message]:
    """The messages that lack words, in one of their plural forms at least."""
    return [message for message in catalog if message.id and not _is_translated(message)]


def singular(message: Message) -> str:
    """The English sentence of a message; of a counted one, the form for one."""
    return message.id if isinstance(message.id, str) else message.id[0]


@cache
def _messages(root: Path, gettext_name: str) -> Messages:
    path = po_path(root, gettext_name)
    if not path.is_file():
        logger.warning("languages.catalogue_absent", extra={"language": gettext_name})
        return Messages(Catalog())
    with path.open("rb") as file:
        return Messages(read_po(file, abort_invalid=True))


def _is_translated(message: Message) -> bool:
    return all(message.string or [""])


def _filled(pattern: str, values: dict[str, object]) -> str:
    """The sentence with its values; one that ends in a stop (2026 р.) takes no second one."""
    try:
        filled = pattern.format(**values)
    except (KeyError, IndexError) as error:
        raise MissingValue(
            f"The sentence {pattern!r} needs a value for {error}. Pass it by name."
        ) from error
    if ".." not in filled or any(".." in str(each) for each in (pattern, *values.values())):
        return filled
    return filled.replace("..", ".")
