"""Reading live pairs of two languages: by digests, by texts; one query each."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from workflow.languages.language import Language
from workflow.memory.values import Grain, Hit, HitKind, PairOrigin

_PAIRS = """
SELECT
p.id, s.id, s.digest, s.text, t.text, p.grain, p.origin, p.story, p.place, p.{source}_made_of,
p.{target}_made_of, p.{source}_before, p.{source}_after, p.added_by_name, p.added_at
FROM {texts} JOIN memory_memorypair p ON p.{source}_id = s.id AND p.{target}_language = %s
AND p.replaced_at IS NULL JOIN memory_memorytext t ON t.id = p.{target}_id
"""
_SQLITE_PAIRS = _PAIRS.replace("JOIN", "CROSS JOIN")
_IDS = {
    "sqlite": "json_each(%s) AS w CROSS JOIN memory_memorytext s ON s.id = w.value",
    "postgresql": "unnest(%s::bigint[]) AS w (value) JOIN memory_memorytext s ON s.id = w.value",
}
_DIGESTS = {
    "sqlite": "json_each(%s) AS w CROSS JOIN memory_memorytext s ON s.digest = w.value "
    "AND s.language = %s",
    "postgresql": "unnest(%s::text[]) AS w (value) JOIN memory_memorytext s "
    "ON s.digest = w.value AND s.language = %s",
}
_LIVE_TEXTS = """
SELECT s.id, s.text FROM {texts} WHERE EXISTS (SELECT 1 FROM memory_memorypair p
WHERE p.{source}_id = s.id AND p.{target}_language = %s AND p.replaced_at IS NULL)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """From which language into which, and on which sides of a pair they stand."""

    source: Language
    target: Language

    def sides(self) -> dict[str, str]:
        """The column names of the source's side and of the target's."""
        ahead = self.source.tag < self.target.tag
        return {"source": "first", "target": "second"} if ahead else _TURNED


_TURNED = {"source": "second", "target": "first"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A live pair as seen from one side."""

    pair_id: int
    text_id: int
    digest: str
    text: str
    translation: str
    grain: str
    origin: str
    story: str
    place: str
    made_of: tuple[str, str]
    around: tuple[str, str]
    added_by_name: str
    added_at: datetime

    def hit(self, kind: HitKind, score: float) -> Hit:
        """The pair as an answer."""
        return Hit(
            text=self.text,
            translation=self.translation,
            score=score,
            kind=kind,
            grain=Grain(self.grain),
            origin=PairOrigin(self.origin),
            story=self.story,
            place=self.place,
            made_of=self.made_of,
            added_by_name=self.added_by_name,
            added_at=self.added_at,
            pair_id=self.pair_id,
        )


def pairs_by_digest(digests: Collection[str], way: Direction) -> list[Stored]:
    """The live pairs whose source text has one of these digests."""
    return _pairs(_DIGESTS, [_many(digests), way.source.tag], way)


def pairs_by_text(ids: Collection[int], way: Direction) -> list[Stored]:
    """The live pairs of these texts."""
    return _pairs(_IDS, [_many(ids)], way)


def live_texts(ids: Collection[int], way: Direction) -> dict[int, str]:
    """Those of these texts that have a live translation."""
    sql = _LIVE_TEXTS.format(texts=_IDS[connection.vendor], **way.sides())
    with connection.cursor() as cursor:
        cursor.execute(sql, [_many(ids), way.target.tag])
        return dict(cursor.fetchall())


def _pairs(texts: dict[str, str], values: Sequence[Any], way: Direction) -> list[Stored]:
    template = _SQLITE_PAIRS if connection.vendor == "sqlite" else _PAIRS
    sql = template.format(texts=texts[connection.vendor], **way.sides())
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, way.target.tag])
        return [_stored(row) for row in cursor.fetchall()]


def _stored(row: Sequence[Any]) -> Stored:
    return Stored(
        pair_id=row[0],
        text_id=row[1],
        digest=row[2],
        text=row[3],
        translation=row[4],
        grain=row[5],
        origin=row[6],
        story=row[7],
        place=row[8],
        made_of=(row[9], row[10]),
        around=(row[11], row[12]),
        added_by_name=row[13],
        added_at=_instant(row[14]),
    )


def _instant(value: datetime | str) -> datetime:
    """SQLite gives text where nobody asked through a model."""
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _many(values: Collection[Any]) -> Any:
    some = list(values)
    return json.dumps(some) if connection.vendor == "sqlite" else some
