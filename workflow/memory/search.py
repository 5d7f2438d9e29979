"""Finding a phrase in everything remembered, with how it was translated."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy
from django.db.models import Q

from workflow.languages.language import Language
from workflow.memory.models import MemoryPair, MemoryText
from workflow.memory.postings import ALL_LENGTHS, Ids, read_counts, read_texts
from workflow.memory.tokens import folded, number, word_tokens
from workflow.text.words import HAN

LONGEST = 200  # characters of a phrase; more is a text, which is looked up and not searched for
_STEPS = (100, 400, 1500)  # texts read, the newest first, until enough of them hold the phrase
_MOST_PAIRS = 2000
_MOST_TOKENS = 8
_FEW = 500  # texts that are sooner read than narrowed by another token
_HAN_ALONE = re.compile(rf"[{HAN}]")
_IN_WORDS = rf"[^\W{HAN}]"


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
    their apostrophes; a last word of six letters or more may go on. Han text has no such bounds,
    but a character alone is only found where it stands alone. A phrase of more than 200 characters
    is in no text; of a common one the newest 2000 texts are read.
    """
    phrase = folded(words)
    if len(phrase) > LONGEST:
        return ()
    standing = _standing(phrase)
    held: list[Found] = []
    for ids in _newest_first(_texts(phrase, language)):
        rows = MemoryText.objects.filter(pk__in=ids).values_list("pk", "text")
        if holding := [pk for pk, text in rows if standing.search(folded(text))]:
            held += _pairs(holding, language, other)
        if len(held) >= most:
            break
    held.sort(key=lambda each: (len(each.text), -each.pair_id))
    held.sort(key=lambda each: each.added_at, reverse=True)
    return tuple(held[:most])


def _texts(phrase: str, language: Language) -> Ids:
    """The texts that hold the rarest tokens of the phrase, in the order they came."""
    sought = {number(language.tag, token) for token in _sought(phrase)}
    counts = read_counts(dict.fromkeys(sought, ALL_LENGTHS))
    sizes = {token: sum(each.values()) for token, each in counts.items()}
    if not sizes or len(sizes) < len(sought):
        return numpy.empty(0, dtype=numpy.uint32)
    rarest, *others = sorted(sizes, key=lambda token: (sizes[token], token))[:_MOST_TOKENS]
    ids = numpy.sort(_holding(rarest))
    for token in others:
        if len(ids) <= _FEW:
            break
        ids = _those_of(ids, _holding(token))
    return ids


def _holding(token: int) -> Ids:
    return numpy.concatenate(list(read_texts({token: ALL_LENGTHS}).values()))


def _those_of(ids: Ids, others: Ids) -> Ids:
    """The ids that are among others, which may be many times as many and in any order."""
    there = numpy.zeros(int(ids[-1]) + 1, dtype=bool)
    there[others[others <= ids[-1]]] = True
    return ids[there[ids]]


def _sought(phrase: str) -> set[str]:
    """The tokens a text must have; a Han character beside other words may be half of a pair."""
    found = word_tokens(phrase)
    return {token for token in found if not _HAN_ALONE.fullmatch(token)} or found


def _newest_first(texts: Ids) -> Iterator[list[int]]:
    newest = texts[::-1]
    begin = 0
    for size in _STEPS:
        if begin < len(newest):
            yield newest[begin : begin + size].tolist()
        begin += size


def _pairs(ids: Sequence[int], language: Language, other: Language | None) -> list[Found]:
    first = Q(first__in=ids, first_language=language)
    second = Q(second__in=ids, second_language=language)
    if other is not None:
        first, second = first & Q(second_language=other), second & Q(first_language=other)
    rows = MemoryPair.objects.filter(first | second, replaced_at=None)
    newest = rows.select_related("first", "second").order_by("-pk")[:_MOST_PAIRS]
    return [_seen(row, language) for row in newest]


def _standing(phrase: str) -> re.Pattern[str]:
    """Finds the phrase in a folded text, where it begins as a word does."""
    bound = rf"(?<!{_IN_WORDS})" if re.match(_IN_WORDS, phrase) else ""
    return re.compile(bound + re.escape(phrase))


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
