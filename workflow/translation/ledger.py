"""The credits ledger: accepted words, reviews and terms, each line written once and kept."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from workflow.people.actions import TERMINAL_USERNAME
from workflow.people.models import User
from workflow.text.blame import words_by_writer
from workflow.translation.models import (
    ApprovedVersion,
    Contribution,
    Credit,
    CurrentSegment,
    SegmentVersion,
    Translation,
)
from workflow.translation.states import ContributionKind, CreditRole, Origin


def note_approval(
    version: ApprovedVersion, before: ApprovedVersion | None, *, by: User, at: datetime
) -> None:
    """Credit everybody whose words this version is the first to carry, and its reviewer.

    What the version approved before it said already is credited no second time. Words from a
    file belong to the translators it names, in equal shares.
    """
    words = _words_by_author(version.translation, before)
    from_files = words.pop(None, 0)
    users = {user.pk: user for user in User.objects.filter(pk__in=[key for key in words if key])}
    lines = [
        _line(version, ContributionKind.WORDS, count, at=at, user=users[key])
        for key, count in sorted(words.items(), key=lambda item: str(item[0]))
        if key in users
    ]
    lines += _shared(version, from_files, at=at)
    lines += _reviews(version, by, at=at)
    Contribution.objects.bulk_create(lines)


def _words_by_author(
    translation: Translation, before: ApprovedVersion | None
) -> Counter[int | None]:
    """How many new words each author wrote; under None those of an archive's files.

    What somebody brought in a file of her own is her own; what the terminal loaded is not its.
    What the memory held, or a machine wrote, is nobody's; what was changed in it is hers who did.
    """
    versions = {row.pk: row for row in SegmentVersion.objects.filter(translation=translation)}
    terminal = User.objects.filter(username=TERMINAL_USERNAME).values_list("pk", flat=True).first()
    pinned = ApprovedVersion.texts.through.objects.filter(approvedversion=before)
    accepted = {
        versions[key].key: versions[key]
        for key in pinned.values_list("segmentversion", flat=True)
        if key in versions
    }
    total: Counter[int | None] = Counter()
    current = CurrentSegment.objects.filter(translation=translation)
    for key, pk in current.values_list("key", "version"):
        base = accepted.get(key)
        steps = [(row.text, _writer(row, terminal)) for row in _chain(versions, pk, base)]
        total.update(words_by_writer(steps, base=base.text if base else ""))
    total.pop(_NOBODY, None)
    if _FILE in total:
        total[None] = total.pop(_FILE)
    return total


_FILE, _NOBODY = 0, -1  # no account has these keys
_TAKEN = frozenset({Origin.MEMORY, Origin.MACHINE})


def _writer(row: SegmentVersion, terminal: int | None) -> int:
    if row.origin in _TAKEN:
        return _NOBODY
    archived = row.origin == Origin.FILE and row.author_id == terminal
    return _FILE if archived or row.author_id is None else row.author_id


def _chain(
    versions: Mapping[int, SegmentVersion], last: int, base: SegmentVersion | None
) -> Sequence[SegmentVersion]:
    """The versions from ``base``, which is left out, to the last one, each made from the former."""
    found: list[SegmentVersion] = []
    row = versions.get(last)
    while row is not None and row != base:
        found.append(row)
        row = versions.get(row.base_id or 0)
    return found[::-1]


def _reviews(version: ApprovedVersion, by: User, *, at: datetime) -> Iterator[Contribution]:
    """A review each for those who are named as reviewers; for ``by`` when nobody else is."""
    others = [name for name in version.reviewers if name != str(by)]
    named = Credit.objects.filter(
        translation=version.translation, role=CreditRole.REVIEWER, user=by
    ).exists()
    if named or not others:
        yield _line(version, ContributionKind.REVIEW, 1, at=at, user=by)
        return
    for name in others:
        yield _line(version, ContributionKind.REVIEW, 1, at=at, name=name)


def _shared(version: ApprovedVersion, words: int, *, at: datetime) -> Iterator[Contribution]:
    names = version.translators
    if not names or not words:
        return
    share, rest = divmod(words, len(names))
    for place, name in enumerate(names):
        amount = share + (place < rest)
        yield _line(version, ContributionKind.WORDS, amount, at=at, name=name)


def _line(
    version: ApprovedVersion,
    kind: ContributionKind,
    amount: int,
    *,
    at: datetime,
    user: User | None = None,
    name: str = "",
) -> Contribution:
    translation = version.translation
    return Contribution(
        kind=kind,
        person=user.ledger_key if user else None,
        user=user,
        name=name or str(user),
        language=translation.language,
        story_id=translation.story_id,
        version=version,
        amount=amount,
        at=at,
    )
