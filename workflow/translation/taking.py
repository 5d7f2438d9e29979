"""Taking what the memory or a machine offers, and asking a machine for what is not there yet."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from workflow.journal.actions import record
from workflow.machine.actions import Asked, ask
from workflow.machine.models import MachineText
from workflow.memory.one_pair import hit_of
from workflow.memory.values import Hit
from workflow.people.models import User
from workflow.translation.access import lock, refresh_claim
from workflow.translation.aids import Asking, aids_for
from workflow.translation.fitting import fitted
from workflow.translation.models import Provenance, SegmentVersion, Translation
from workflow.translation.problems import SaveRefused
from workflow.translation.sources import blocks_of
from workflow.translation.states import Origin, TranslationState
from workflow.translation.writing import (
    Taken,
    append,
    count_now,
    current_versions,
    refuse_unless_open_to,
    save_segment,
)

FROM_FILES = "TMX"  # where a pair is from that no story of ours holds


def take_from_memory(
    translation: Translation,
    key: str,
    pair_id: int,
    *,
    base_version: SegmentVersion | None,
    by: User,
    at: datetime,
) -> SegmentVersion:
    """Let a pair of the memory be the text of a block; saved as any text is, and as refused.

    How like the pair's source is to the block's is kept with it. Raises ``SaveRefused`` when the
    pair has left the memory, and what ``save_segment`` raises.
    """
    asking = Asking.of(translation)
    source = asking.words.get(key, "")
    hit = hit_of(pair_id, source, source=asking.source, target=asking.target)
    if hit is None:
        raise SaveRefused(
            f"The memory has no pair {pair_id} for {key} any more: a correction may have taken its "
            "place. Look the block up again."
        )
    return save_segment(
        translation,
        key,
        hit.translation,
        base_version=base_version,
        by=by,
        at=at,
        origin=Origin.MEMORY,
        taken=_taken(hit),
    )


def take_from_machine(
    translation: Translation,
    key: str,
    machine_text: MachineText,
    *,
    base_version: SegmentVersion | None,
    by: User,
    at: datetime,
) -> SegmentVersion:
    """Let a machine's text be the text of a block, to be worked on: its origin stays with it.

    Raises ``SaveRefused`` when the machine was asked for other words than the block renders, and
    what ``save_segment`` raises.
    """
    asking = Asking.of(translation)
    languages = (machine_text.source_language, machine_text.target_language)
    if languages != (asking.source, asking.target) or (
        asking.words.get(key) != machine_text.source_text
    ):
        raise SaveRefused(
            f"The machine translated other words than those of {key}: its source may have changed "
            "since. Ask the machine again."
        )
    return save_segment(
        translation,
        key,
        machine_text.text,
        base_version=base_version,
        by=by,
        at=at,
        origin=Origin.MACHINE,
        taken=Taken(source=machine_text.provider),
    )


def fill_from_memory(translation: Translation, *, by: User, at: datetime) -> dict[str, Hit]:
    """Fill every empty block whose very words were always put in one way; what was taken, by key.

    It is for bylines, captions and what else repeats. Nothing that stands is touched, and what
    does not fit its block stays out.
    """
    with transaction.atomic():
        lock(translation)
        current = current_versions(translation)
        asking = Asking.of(translation)
        empty = _empty(asking, current)
        refuse_unless_open_to(translation, empty, by=by, at=at)
        found = {key: each.sure for key, each in aids_for(asking, keys=empty).items()}
        sure = {key: hit for key, hit in found.items() if hit is not None}
        texts = _fitting(translation, {key: hit.translation for key, hit in sure.items()})
        if not texts:
            return {}
        versions = append(translation, texts, current, by=by, at=at, origin=Origin.MEMORY)
        Provenance.objects.bulk_create(
            Provenance(version=version, source=_taken(sure[key]).source, score=100)
            for key, version in versions.items()
        )
        count_now(translation, list(versions.values()))
        if translation.state == TranslationState.DRAFTING:
            refresh_claim(translation, by=by, at=at)
        record(translation, "fill from memory", by=by, at=at, detail={"keys": list(texts)})
    return {key: sure[key] for key in texts}


def ask_machine(
    translation: Translation,
    *,
    by: User,
    at: datetime,
    keys: Collection[str] | None = None,
    provider: str = "",
) -> Asked:
    """Ask a machine, in the background, for the blocks that have no text and no sure hit yet.

    ``keys`` asks for these, whatever they have. Nothing of it counts until somebody takes it.
    """
    asking = Asking.of(translation)
    if keys is None:
        empty = _empty(asking, current_versions(translation))
        keys = {key for key, each in aids_for(asking, keys=empty).items() if each.sure is None}
    return ask(
        [text for key, text in asking.words.items() if key in keys],
        source=asking.source,
        target=asking.target,
        by=by,
        at=at,
        about=translation.story.slug,
        provider=provider,
    )


def _empty(asking: Asking, current: Mapping[str, SegmentVersion]) -> set[str]:
    """The keys of the blocks that have no text yet."""
    return {key for key in asking.words if key not in current or not current[key].text}


def _taken(hit: Hit) -> Taken:
    return Taken(source=hit.story[:80] or FROM_FILES, score=int(hit.score * 100))


def _fitting(translation: Translation, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts in the form they are kept in, without those that are another kind of block."""
    blocks = blocks_of(translation)
    kept: dict[str, str] = {}
    for key, text in texts.items():
        try:
            kept[key] = fitted(blocks, key, text)
        except SaveRefused:
            continue
    return kept
