"""Prints what imports left in the database, and how many texts the index finds."""

import sys

import django

django.setup()

from tests.factories import EN, UK  # noqa: E402
from workflow.memory.lookup import lookup  # noqa: E402
from workflow.memory.models import (  # noqa: E402
    ImportChunk,
    MemoryImport,
    MemoryPair,
    RejectedUnit,
)
from workflow.memory.values import Query  # noqa: E402


def found() -> int:
    """How many of the texts are found though their last letter is gone: by the index alone."""
    pairs = list(MemoryPair.objects.select_related("first", "second"))
    count = 0
    for side, source, target in (("first", EN, UK), ("second", UK, EN)):
        texts = [getattr(pair, side).text for pair in pairs]
        hits = lookup([Query(text=text[:-1]) for text in texts], source=source, target=target)
        count += sum(
            any(hit.text == text for hit in each) for text, each in zip(texts, hits, strict=True)
        )
    return count


row = MemoryImport.objects.get()
sys.stdout.write(
    f"{row.state} {row.done} of {row.units}, {row.pairs_new} new, {row.rejected} left out; "
    f"{MemoryPair.objects.count()} pairs, {RejectedUnit.objects.count()} rejects, "
    f"{ImportChunk.objects.count()} chunks, {found()} found"
)
