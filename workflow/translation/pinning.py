"""Pinning what was approved: a numbered version that never changes again."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import connection

from workflow.people.models import User
from workflow.text.shape import TargetBlock
from workflow.translation import credits as names
from workflow.translation.hashing import version_hash
from workflow.translation.models import ApprovedVersion, CurrentSegment, Translation
from workflow.translation.problems import TranslationProblem
from workflow.translation.sources import name_of, rendered, text_in
from workflow.translation.states import CreditRole


def version_number(
    translation: Translation, last: ApprovedVersion | None, wanted: int | None
) -> int:
    """The number of the next version, or a later one that an archive wants."""
    least = last.number + 1 if last else 1
    if wanted is not None and wanted < least:
        raise TranslationProblem(
            f"{translation} has an approved version {least - 1}. Number this one {least} or more."
        )
    return least if wanted is None else wanted


def pin(
    translation: Translation,
    blocks: Sequence[TargetBlock],
    texts: dict[str, tuple[int, str]],
    *,
    by: User,
    at: datetime,
    number: int,
) -> ApprovedVersion:
    """Keep the texts that count now, with their ids and words, and who is credited with them."""
    revision = rendered(translation)
    credited = names.credited(translation)
    words = {key: text for key, (_, text) in texts.items()}
    version = ApprovedVersion.objects.create(
        translation=translation,
        number=number,
        revision=revision,
        relay=translation.relay,
        shape=translation.shape,
        authors=translation.authors,
        translators=list(credited[CreditRole.TRANSLATOR]),
        reviewers=list(credited[CreditRole.REVIEWER]),
        content_hash=version_hash(
            made_from=name_of(translation.relay or revision),
            authors=translation.authors,
            translators=credited[CreditRole.TRANSLATOR],
            reviewers=credited[CreditRole.REVIEWER],
            texts=[text_in(block, words) for block in blocks],
            shape=translation.shape,
        ),
        approved_at=at,
        approved_by=by,
    )
    _pin_texts(version, texts)
    return version


def _pin_texts(version: ApprovedVersion, texts: Collection[str]) -> None:
    """Pin the texts that count now, in one statement however many there are."""
    current = CurrentSegment.objects.filter(translation=version.translation)
    unused = sorted(set(current.values_list("key", flat=True)) - set(texts))
    places = ", ".join(["%s"] * len(unused)) or "''"
    pins, rows = ApprovedVersion.texts.through._meta.db_table, CurrentSegment._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {pins} (approvedversion_id, segmentversion_id) "  # noqa: S608
            f"SELECT %s, version_id FROM {rows} WHERE translation_id = %s "
            f"AND key NOT IN ({places})",
            [version.pk, version.translation_id, *unused],
        )
