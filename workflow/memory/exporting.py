"""Taking the memory out: the live pairs as TMX, read in the order of their numbers."""

from collections.abc import Collection, Iterator
from typing import BinaryIO

from workflow.languages.language import Language
from workflow.memory.models import MemoryPair
from workflow.memory.tmx.write import OutPair, write_tmx
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act

BATCH = 2_000


def take_out(
    stream: BinaryIO,
    *,
    by: User,
    languages: Collection[Language] = (),
    story: str = "",
) -> int:
    """Write the live pairs as TMX; how many there were. Memory stays flat.

    ``languages`` leaves only pairs of which both sides are among them, ``story`` those of one.
    """
    require(by, Act.KEEP_MEMORY)
    return write_tmx(_pairs(languages, story), stream)


def _pairs(languages: Collection[Language], story: str) -> Iterator[OutPair]:
    rows = MemoryPair.objects.filter(replaced_at=None).select_related("first", "second")
    if languages:
        rows = rows.filter(first_language__in=languages, second_language__in=languages)
    if story:
        rows = rows.filter(story=story)
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        for row in batch:
            yield OutPair(
                first=(row.first_language, row.first.text),
                second=(row.second_language, row.second.text),
                grain=row.grain,
                story=row.story,
                place=row.place,
                added_at=row.added_at,
            )
