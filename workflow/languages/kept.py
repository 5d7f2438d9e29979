"""A sentence that is not yet in any language, as JSON and back: what the database keeps of it."""

from collections.abc import Mapping
from typing import Any

from workflow.languages.language import Language
from workflow.languages.registry import by_tag
from workflow.languages.sentences import Sentence, say


def kept_of(sentence: Sentence) -> list[Any]:
    """The message and its values; a language by its tag, a sentence within one as it is kept."""
    return [sentence.msgid, {name: _plain(value) for name, value in sentence.values.items()}]


def sentence_of(kept: list[Any]) -> Sentence:
    """The sentence that :func:`kept_of` was given."""
    msgid, values = kept
    return say(msgid, **{name: _value(value) for name, value in values.items()})


def _plain(value: object) -> object:
    match value:
        case Language():
            return {"language": value.tag}
        case Sentence():
            return {"sentence": kept_of(value)}
        case int():
            return value
        case tuple():
            return [str(each) for each in value]
        case _:
            return str(value)


def _value(value: object) -> object:
    match value:
        case Mapping():
            kept = value.get("sentence")
            return sentence_of(kept) if kept else by_tag(value["language"])
        case list():
            return tuple(value)
        case _:
            return value
