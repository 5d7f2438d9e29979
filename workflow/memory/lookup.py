"""How texts like these were translated before: in context, exactly, or nearly.

However many texts are asked for, the database is asked six times at most.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from rapidfuzz import fuzz, process

from workflow.languages.language import Language
from workflow.memory.candidates import candidates
from workflow.memory.pairs import (
    Direction,
    Stored,
    live_texts,
    pairs_by_digest,
    pairs_by_text,
)
from workflow.memory.tokens import digest, normalised
from workflow.memory.values import Grain, Hit, HitKind, PairOrigin, Query

_ORDER = {kind: place for place, kind in enumerate(HitKind)}
COMPARED = 60  # candidates that are read and compared
_ENOUGH = 15  # of them in the languages asked for; where there are fewer, all are read
_SPARE = 3  # texts compared and kept beyond what is asked for
LONGEST = 5000  # characters: a longer text is only found exactly


def lookup(
    queries: Sequence[Query],
    *,
    source: Language,
    target: Language,
    at_least: float = 0.70,
    most: int = 5,
) -> tuple[tuple[Hit, ...], ...]:
    """For each query the best hits: context, exact, then fuzzy by score, approved ones, the newest.

    Nearly like ones are looked for only where there is no exact one, and to texts of 5000
    characters at most: comparing takes the square of the length. A text is exact when it is the
    same but for spaces, and in context when its two neighbours are the same too. Each translation
    is said once, by the best hit that has it.
    """
    way = Direction(source=source, target=target)
    digests = [digest(query.text) for query in queries]
    exact: defaultdict[str, list[Stored]] = defaultdict(list)
    for stored in pairs_by_digest({each for each in digests if each}, way) if queries else ():
        exact[stored.digest].append(stored)
    rest = list(
        dict.fromkeys(
            query.text
            for query, each in zip(queries, digests, strict=True)
            if each and each not in exact and len(query.text) <= LONGEST
        )
    )
    fuzzy = _fuzzy(rest, way, at_least=at_least, most=most) if rest else {}
    return tuple(
        _best(_exact(query, exact[each]) if each in exact else fuzzy.get(query.text, ()), most=most)
        for query, each in zip(queries, digests, strict=True)
    )


def _best(hits: Iterable[Hit], *, most: int) -> tuple[Hit, ...]:
    newest = sorted(hits, key=lambda hit: (hit.added_at, hit.pair_id), reverse=True)
    newest.sort(key=_rank)
    once: dict[str, Hit] = {}
    for hit in newest:
        once.setdefault(normalised(hit.translation), hit)
    return tuple(islice(once.values(), most))


def _rank(hit: Hit) -> tuple[object, ...]:
    """The surest first; of the same, what was approved, and whole blocks."""
    of_file, cut = hit.origin is PairOrigin.TMX, hit.grain is Grain.SENTENCE
    return _ORDER[hit.kind], -hit.score, of_file, cut


def _exact(query: Query, found: Iterable[Stored]) -> list[Hit]:
    around = (digest(query.before), digest(query.after))
    return [
        stored.hit(
            HitKind.CONTEXT if any(around) and stored.around == around else HitKind.EXACT, 1.0
        )
        for stored in found
    ]


def _fuzzy(
    texts: Sequence[str], way: Direction, *, at_least: float, most: int
) -> Mapping[str, list[Hit]]:
    chosen = candidates(texts, way.source.tag, at_least=at_least)
    stored = _live(chosen, way)
    scores = {
        text: _scores(text, {pk: stored[pk] for pk in each if pk in stored}, at_least, most)
        for text, each in zip(texts, chosen, strict=True)
    }
    found: defaultdict[int, list[Stored]] = defaultdict(list)
    for pair in pairs_by_text({pk for each in scores.values() for pk in each}, way):
        found[pair.text_id].append(pair)
    return {
        text: [pair.hit(HitKind.FUZZY, score) for pk, score in each.items() for pair in found[pk]]
        for text, each in scores.items()
    }


def _live(chosen: Sequence[Sequence[int]], way: Direction) -> dict[int, str]:
    """The likeliest candidates; all of those of a text whose likeliest are of other languages."""
    stored = live_texts(sorted({pk for each in chosen for pk in each[:COMPARED]}), way)
    more = {
        pk
        for each in chosen
        if sum(pk in stored for pk in each[:COMPARED]) < _ENOUGH
        for pk in each[COMPARED:]
    }
    return stored | live_texts(sorted(more), way) if more else stored


def _scores(text: str, stored: Mapping[int, str], at_least: float, most: int) -> dict[int, float]:
    best = process.extract(
        text, stored, scorer=fuzz.ratio, score_cutoff=at_least * 100, limit=most + _SPARE
    )
    return {pk: score / 100 for _, score, pk in best}
