"""A form as it is kept: put in the rows, in the history, and refused where it cannot be."""

from collections.abc import Iterable, Iterator
from typing import Any

from workflow.glossary.models import LONGEST_FORM, LONGEST_WORDS, TermEntry
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.text.cleaning import one_line
from workflow.text.reserved import is_reserved
from workflow.text.terms.table import KEY
from workflow.text.terms.values import TermForm

_BAD_KEY = marked(
    "“{key}” cannot name a concept. Use small Latin letters, digits and hyphens, 80 at most."
)
_NO_WORDS = marked("The form of {key} is empty. Write the word.")
_TOO_LONG = marked(
    "The form, note or reason of {key} is too long. Shorten it to {most} characters."
)
_RESERVED = marked("“{form}” holds words that no text may have. Write the form alone.")
_BAR = marked("“{form}” has a bar in it, which parts forms in a table. Write two forms.")


class TermRefused(ValueError):
    """A form or a concept cannot be so; ``problems`` say what to do instead, all of it."""

    def __init__(self, problems: tuple[Sentence, ...]) -> None:
        self.problems = problems
        super().__init__(" ".join(each.msgid.format_map(each.values) for each in problems))


def refuse_form(key: str, form: TermForm, note: str = "") -> None:
    """Raise ``TermRefused`` when the form or its concept's name cannot be kept."""
    refuse_forms([(key, form, note)])


def refuse_forms(forms: Iterable[tuple[str, TermForm, str]]) -> None:
    """The same of many, each with its key and its concept’s note: all that is wrong, at once."""
    problems = tuple(problem for key, form, note in forms for problem in _problems(key, form, note))
    if problems:
        raise TermRefused(problems)


def refuse_note(key: str, note: str) -> None:
    """Raise ``TermRefused`` when a concept's note cannot be kept."""
    problems = tuple(_wrong_words(key, (note,), most=LONGEST_WORDS))
    if problems:
        raise TermRefused(problems)


def _problems(key: str, form: TermForm, note: str) -> Iterator[Sentence]:
    if not KEY.fullmatch(key):
        yield say(_BAD_KEY, key=key)
    for word in (form.text, *form.inflected):
        if not any(map(str.isalnum, word)):
            yield say(_NO_WORDS, key=key)
        if word in form.inflected and "|" in word:
            yield say(_BAR, form=word)
    yield from _wrong_words(key, (form.text, *form.inflected), most=LONGEST_FORM)
    yield from _wrong_words(key, (form.reason, note), most=LONGEST_WORDS)


def _wrong_words(key: str, said: Iterable[str], *, most: int) -> Iterator[Sentence]:
    for words in said:
        if len(words) > most:
            yield say(_TOO_LONG, key=key, most=most)
        if is_reserved(words):
            yield say(_RESERVED, form=words)


def tidy(words: str) -> str:
    """Words as they are kept: on one line, in normal form."""
    return one_line(words)


def fields_of(form: TermForm) -> dict[str, Any]:
    """What a row holds of a form, its language and words apart."""
    return {
        "status": form.status.value,
        "exact_case": form.exact_case,
        "inflected": list(form.inflected),
        "reason": form.reason,
        "confidence": form.confidence.value,
        "decided_on": form.decided_on,
    }


def said_of(entry: TermEntry) -> dict[str, Any]:
    """What the history keeps of a row."""
    return {
        "status": str(entry.status),
        "exact_case": entry.exact_case,
        "inflected": list(entry.inflected),
        "reason": entry.reason,
        "confidence": str(entry.confidence),
        "decided_on": entry.decided_on,
    }
