"""What a file was made from where it does not say: the files that left are written down.

A tool may drop the numbers of the texts that left. Which of several files it is that comes back
nobody knows then, so the oldest text that left counts as its base: a newer one, of somebody else,
is brought together with it and never overwritten unseen.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from workflow.exchange.models import FileOut
from workflow.exchange.values import FoundFile
from workflow.translation.models import SegmentVersion, Translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """By block key: the text each unit was made from, and all that left of it.

    ``empty`` are the keys that left without a text. ``texts`` holds nothing for a unit that says
    its number itself.
    """

    bases: Mapping[str, SegmentVersion]
    empty: frozenset[str]
    texts: Mapping[str, frozenset[str]]


def left_with(translation: Translation, found: FoundFile) -> Left:
    """What the units of a file may be made from; three queries at most."""
    said = {unit.key: unit.version for unit in found.units if unit.version is not None}
    silent = {unit.key for unit in found.units} - said.keys()
    numbers = {key: {number} for key, number in said.items()}
    numbers |= _written_down(translation, found, silent) if silent else {}
    rows = SegmentVersion.objects.filter(
        translation=translation,
        key__in=list(numbers),
        number__in={number for each in numbers.values() for number in each},
    )
    there = {(row.key, row.number): row for row in rows}
    return Left(
        bases={
            key: there[key, min(each)] for key, each in numbers.items() if (key, min(each)) in there
        },
        empty=frozenset(key for key, each in numbers.items() if min(each) == 0),
        texts={
            key: frozenset(there[key, n].text for n in numbers[key] if (key, n) in there)
            for key in silent & numbers.keys()
        },
    )


def last_out(translation: Translation, form: str, made_from: str) -> FileOut | None:
    """The last file in this form that left, made from this version if one is named."""
    last: FileOut | None = _rows(translation, form, made_from).order_by("pk").last()
    return last


def _rows(translation: Translation, form: str, made_from: str) -> QuerySet[FileOut]:
    rows = FileOut.objects.filter(translation=translation, form=form)
    return rows.filter(made_from=made_from) if made_from else rows


def _written_down(
    translation: Translation, found: FoundFile, keys: set[str]
) -> Mapping[str, set[int]]:
    """The numbers with which these blocks left in files of this form and source version."""
    numbers: dict[str, set[int]] = defaultdict(set)
    rows = _rows(translation, found.form, found.made_from)
    for versions in rows.values_list("versions", flat=True):
        for key in keys & versions.keys():
            numbers[key].add(versions[key])
    return numbers
