"""Finding a phrase in everything remembered, with how it was translated."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from workflow.languages.language import Language
from workflow.memory.models import MemoryPair
from workflow.memory.postings import read_counts, read_texts
from workflow.memory.tokens import folded, number, word_tokens

_ALL_LENGTHS = (0, 100)
_MOST_READ = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A pair in which the phrase stands, seen from the side on which it does."""

    text: str
    translation: str
    other: Language
    story: str
    place: str
    added_at: datetime
    pair_id: int


def concordance(
    words: str, *, language: Language, other: Language | None = None, most: int = 20
) -> tuple[Found, ...]:
    """The live pairs whose text in ``language`` holds these words, the newest first, then short.

    The words stand together, begin where a word begins, and are found whatever their case and
    their apostrophes; a last word of six letters or more may go on. Han text has no such bounds.
    """
    ids = _texts(words, language)
    rows = MemoryPair.objects.filter(
        Q(first__in=ids) | Q(second__in=ids), replaced_at=None
    ).select_related("first", "second")
    if other is not None:
        rows = rows.filter(Q(first_language=other) | Q(second_language=other))
    phrase = folded(words)
    found = [_seen(row, language) for row in rows.order_by("-added_at", "-pk")]
    held = [each for each in found if phrase in folded(each.text)]
    held.sort(key=lambda each: len(each.text))
    held.sort(key=lambda each: each.added_at, reverse=True)
    return tuple(held[:most])


def _texts(words: str, language: Language) -> list[int]:
    """The newest texts that hold every token of the phrase."""
    tokens = {number(language.tag, token) for token in word_tokens(words)}
    sizes = {token: sum(counts.values()) for token, counts in read_counts(tokens).items()}
    if not tokens or len(sizes) < len(tokens):
        return []
    postings = read_texts(dict.fromkeys(tokens, _ALL_LENGTHS))
    held: dict[int, set[int]] = {token: set() for token in tokens}
    for (token, _), ids in postings.items():
        held[token].update(ids.tolist())
    return sorted(set.intersection(*held.values()), reverse=True)[:_MOST_READ]


def _seen(row: MemoryPair, language: Language) -> Found:
    ahead = row.first_language == language
    text, translation = (row.first, row.second) if ahead else (row.second, row.first)
    return Found(
        text=text.text,
        translation=translation.text,
        other=translation.language,
        story=row.story,
        place=row.place,
        added_at=row.added_at,
        pair_id=row.pk,
    )
