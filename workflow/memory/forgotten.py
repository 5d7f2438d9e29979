"""Pairs that were corrected or withdrawn as wrong: a file does not bring them back."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from workflow.journal.models import Entry
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.memory.models import MemoryPair, MemoryText
from workflow.memory.texts import Key
from workflow.memory.tokens import digest
from workflow.memory.values import NewPair

Texts = tuple[Key, Key]
_T = TypeVar("_T")

_AT_ONCE = 5_000  # values of one question to the database
_COLUMNS = (
    "pk",
    "first_id",
    "second_language",
    "second__digest",
    "replaced_at",
    "second_id",
    "replaced_by__first_id",
    "replaced_by__second_id",
)
_FORGOTTEN = marked(
    "The pair of {languages} was forgotten before ({name}: “{reason}”). If it is right after all, "
    "approve it in a story."
)


_CORRECTED = marked(
    "The pair of {languages} was corrected before. If it is right after all, approve it in a story."
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A pair that the memory has: live, corrected, or withdrawn where it is neither."""

    pk: int
    texts: Texts
    live: bool
    corrected: bool


def texts_of(pair: NewPair) -> Texts:
    """The two texts of a pair as the memory knows them, in its order of languages."""
    first, second = sorted(
        (side.language.tag, digest(side.text)) for side in (pair.first, pair.second)
    )
    return first, second


def forgotten(pairs: Collection[NewPair]) -> Mapping[Texts, Sentence]:
    """Those of these pairs that are known to be wrong, and what is to be told of each.

    Two texts that stand together in any live pair are not forgotten.
    """
    wanted = {texts_of(pair) for pair in pairs}
    rows = sorted(_rows({first for first, _ in wanted}), key=lambda row: row.pk)
    live = {row.texts for row in rows if row.live}
    gone = {row.texts: row for row in rows if row.texts in wanted - live}
    return _told(gone)


def _rows(firsts: Collection[Key]) -> Iterator[_Row]:
    """Every pair that begins with one of these texts."""
    keys = _ids(firsts)
    for some in _some(sorted(keys)):
        rows = MemoryPair.objects.filter(first__in=some).values_list(*_COLUMNS)
        for pk, first, language, text, gone_at, second, *now in rows:
            yield _Row(
                pk,
                (keys[first], (language.tag, text)),
                live=gone_at is None,
                corrected=now[0] == first or now[1] == second,
            )


def _ids(keys: Collection[Key]) -> dict[int, Key]:
    found: dict[int, Key] = {}
    for tag in {tag for tag, _ in keys}:
        for some in _some(sorted(key for of, key in keys if of == tag)):
            rows = MemoryText.objects.filter(language=tag, digest__in=some)
            found |= {pk: (tag, digest) for pk, digest in rows.values_list("pk", "digest")}
    return found


def _some(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


def _told(gone: Mapping[Texts, _Row]) -> Mapping[Texts, Sentence]:
    if not gone:
        return {}
    lines = Entry.objects.filter(
        subject_kind=MemoryPair._meta.label_lower,
        subject_id__in=[row.pk for row in gone.values()],
        verb="forget",
    )
    said = {line.subject_id: line for line in lines}
    told = {texts: _sentence(row, said.get(row.pk)) for texts, row in gone.items()}
    return {texts: sentence for texts, sentence in told.items() if sentence is not None}


def _sentence(row: _Row, line: Entry | None) -> Sentence | None:
    """What is to be told of a pair; None of one that was not wrong when it left its story."""
    languages = tuple(tag for tag, _ in row.texts)
    if row.corrected:
        return say(_CORRECTED, languages=languages)
    if line is None or line.detail.get("wrong") is False:
        return None
    return say(
        _FORGOTTEN,
        languages=languages,
        name=line.by_name,
        reason=str(line.detail.get("reason", "")),
    )
