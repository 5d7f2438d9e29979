"""Pairs that were corrected or withdrawn as wrong: a file does not bring them back."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from workflow.journal.models import Entry
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.memory.models import MemoryPair
from workflow.memory.texts import Key, ids_of
from workflow.memory.tokens import digest
from workflow.memory.values import NewPair

Texts = tuple[Key, Key]
_T = TypeVar("_T")

_AT_ONCE = 5_000  # values of one question to the database
_FORGOTTEN = marked(
    "The pair of {languages} was forgotten before ({name}: “{reason}”). If it is right after all, "
    "approve it in a story."
)
_CORRECTED = marked(
    "The pair of {languages} was corrected before. If it is right after all, approve it in a story."
)


def texts_of(pair: NewPair) -> Texts:
    """The two texts of a pair as the memory knows them, in its order of languages."""
    first = pair.first.language.tag, digest(pair.first.text)
    second = pair.second.language.tag, digest(pair.second.text)
    return (first, second) if first < second else (second, first)


def forgotten(pairs: Collection[NewPair]) -> Mapping[Texts, Sentence]:
    """Those of these pairs that are known to be wrong, and what is to be told of each.

    Two texts that stand together in any live pair are not forgotten.
    """
    wanted = {texts_of(pair) for pair in pairs}
    keys = {pk: key for key, pk in ids_of({first for first, _ in wanted}).items()}
    gone = {_texts(row, keys): row for row in _withdrawn(sorted(keys))}
    return _told({texts: gone[texts] for texts in wanted & gone.keys() - _live(gone)})


def _texts(row: MemoryPair, keys: Mapping[int, Key]) -> Texts:
    return keys[row.first_id], (row.second_language.tag, row.second.digest)


def _withdrawn(firsts: Sequence[int]) -> list[MemoryPair]:
    """The pairs that begin with these texts and were withdrawn or replaced, the latest last."""
    found: list[MemoryPair] = []
    for some in _some(firsts):
        rows = MemoryPair.objects.filter(first__in=some, replaced_at__isnull=False)
        found += rows.select_related("second", "replaced_by")
    return sorted(found, key=lambda row: (row.replaced_at, row.pk))


def _live(gone: Mapping[Texts, MemoryPair]) -> set[Texts]:
    """Those whose two texts stand together in a live pair."""
    live: set[tuple[int, int]] = set()
    for some in _some(sorted({row.first_id for row in gone.values()})):
        rows = MemoryPair.objects.filter(first__in=some, replaced_at=None)
        live.update(rows.values_list("first_id", "second_id"))
    return {texts for texts, row in gone.items() if (row.first_id, row.second_id) in live}


def _some(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


def _told(gone: Mapping[Texts, MemoryPair]) -> Mapping[Texts, Sentence]:
    said: dict[int, Entry] = {}
    for some in _some(sorted(row.pk for row in gone.values())):
        lines = Entry.objects.filter(
            subject_kind=MemoryPair._meta.label_lower, subject_id__in=some, verb="forget"
        )
        said |= {line.subject_id: line for line in lines}
    told = {texts: _sentence(texts, row, said.get(row.pk)) for texts, row in gone.items()}
    return {texts: sentence for texts, sentence in told.items() if sentence is not None}


def _sentence(texts: Texts, row: MemoryPair, line: Entry | None) -> Sentence | None:
    """What is to be told of a pair; None of one that was not wrong when it left its story."""
    languages = tuple(tag for tag, _ in texts)
    if row.replaced_by is not None and row.replaced_by.corrects(row):
        return say(_CORRECTED, languages=languages)
    if line is None or line.detail.get("wrong") is False:
        return None
    return say(
        _FORGOTTEN,
        languages=languages,
        name=line.by_name,
        reason=str(line.detail.get("reason", "")),
    )
