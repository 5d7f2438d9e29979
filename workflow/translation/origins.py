"""Which texts of a translation began as a machine's, and how much of them still is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workflow.text.effort_policy import MachineShare, Written
from workflow.text.shape import TargetBlock
from workflow.translation.models import (
    ApprovedVersion,
    CurrentSegment,
    MachineUse,
    Provenance,
    SegmentVersion,
    Translation,
)
from workflow.translation.states import Origin


@dataclass(frozen=True, slots=True)
class _Version:
    """A text and the one it was edited from."""

    origin: str
    text: str
    base: int | None


def written(
    translation: Translation, blocks: Sequence[TargetBlock], texts: Mapping[str, str]
) -> tuple[Written, ...]:
    """Each block that has a text, with what a machine wrote for it; nothing where none did any.

    A text is a machine's as far as it goes back to one, through however many edits. One query
    where no machine had a part in the translation, four where one had.
    """
    rows = SegmentVersion.objects.filter(translation=translation)
    if not rows.filter(origin=Origin.MACHINE).exists():
        return ()
    versions = {
        pk: _Version(origin, text, base)
        for pk, origin, text, base in rows.values_list("pk", "origin", "text", "base")
    }
    current = CurrentSegment.objects.filter(translation=translation)
    began = {
        key: _machine_text(versions, version)
        for key, version in current.values_list("key", "version")
    }
    named = Provenance.objects.filter(version__in=[pk for pk in began.values() if pk])
    providers = dict(named.values_list("version", "source"))
    return tuple(
        Written(
            key=block.key,
            field=block.field,
            kind=block.kind,
            language=translation.language,
            machine=versions[machine].text if (machine := began.get(block.key, 0)) else "",
            text=texts[block.key],
            provider=providers.get(machine, ""),
        )
        for block in blocks
        if texts.get(block.key)
    )


def _machine_text(versions: Mapping[int, _Version], pk: int | None) -> int:
    """The last machine's text that a text goes back to; 0 for none."""
    while pk is not None:
        if versions[pk].origin == Origin.MACHINE:
            return pk
        pk = versions[pk].base
    return 0


def note_machine_use(version: ApprovedVersion, machine: MachineShare) -> None:
    """Write down how much of an approved version is a machine's, for its readers to be told."""
    if machine.words:
        MachineUse.objects.create(
            version=version,
            words=machine.words,
            of_words=machine.of_words,
            providers=list(machine.providers),
        )
