"""Writing down what a file brought: what counts, what waits as a suggestion, who is told."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from workflow.exchange.coming import Coming
from workflow.exchange.models import FileIn
from workflow.exchange.outcome import Outcome
from workflow.exchange.reconcile import Decided
from workflow.journal.actions import record
from workflow.notices.actions import notify
from workflow.notices.states import NoticeKind
from workflow.people.models import User
from workflow.translation.access import held_claims, refresh_claim
from workflow.translation.credits import credit
from workflow.translation.models import SegmentVersion, Translation
from workflow.translation.states import CreditRole, Origin, TranslationState
from workflow.translation.telling import about
from workflow.translation.writing import append, count_now, offer

_Kept = Sequence[tuple[Decided, SegmentVersion]]


def keep(
    coming: Coming, decided: Sequence[Decided], row: FileIn, *, by: User, at: datetime
) -> None:
    """Write down what is to be kept, let count what may, and offer the rest."""
    translation = coming.translation
    kept = list(_versions(coming, decided, by=by, at=at))
    merged = {
        each.report.key: (each.merged, version) for each, version in kept if each.merged is not None
    }
    together = append(
        translation,
        {key: text for key, (text, _) in merged.items()},
        coming.current,
        by=by,
        at=at,
        origin=Origin.FILE,
        made_of={key: [mine, coming.current[key]] for key, (_, mine) in merged.items()},
    )
    saved = _with(kept, Outcome.SAVED)
    count_now(translation, [*saved, *together.values()])
    _offer(translation, _with(kept, Outcome.SUGGESTED), row, by=by, at=at)
    counted = sorted({*(each.key for each in saved), *together})
    _note(translation, counted, row, by=by, at=at)


def _versions(
    coming: Coming, decided: Sequence[Decided], *, by: User, at: datetime
) -> Iterator[tuple[Decided, SegmentVersion]]:
    """Her own text of each unit as a version: the one that keeps it already, or a new one.

    A block that stands in the file with several texts gets a version of each.
    """
    for texts in _rounds(decided):
        before = {key: coming.came_before(key, each.mine or "") for key, each in texts.items()}
        new = append(
            coming.translation,
            {key: each.mine or "" for key, each in texts.items() if before[key] is None},
            coming.left.bases,
            by=by,
            at=at,
            origin=Origin.FILE,
            made_from=coming.made_from,
        )
        for key, each in texts.items():
            yield each, before[key] or new[key]


def _rounds(decided: Sequence[Decided]) -> Iterator[Mapping[str, Decided]]:
    """The units whose text is to be kept, in as many rounds as one block has texts."""
    by_key: dict[str, list[Decided]] = defaultdict(list)
    for each in decided:
        if each.mine is not None:
            by_key[each.report.key].append(each)
    for place in range(max(map(len, by_key.values()), default=0)):
        yield {key: texts[place] for key, texts in by_key.items() if place < len(texts)}


def _with(kept: _Kept, outcome: Outcome) -> list[SegmentVersion]:
    return [version for each, version in kept if each.report.outcome is outcome]


def _offer(
    translation: Translation,
    versions: list[SegmentVersion],
    row: FileIn,
    *,
    by: User,
    at: datetime,
) -> None:
    """Offer texts as suggestions, and tell those who hold the claims once of all of them."""
    for version in versions:
        offer(translation, version, by=by, at=at, tell=False)
    if not versions:
        return
    notify(
        [claim.holder for claim in held_claims(translation) if claim.holder],
        NoticeKind.SUGGESTION,
        about=translation,
        dedup=f"file:{row.pk}",
        by=by,
        at=at,
        **about(translation),
        by_name=str(by),
    )


def _note(
    translation: Translation, counted: list[str], row: FileIn, *, by: User, at: datetime
) -> None:
    if counted and translation.state == TranslationState.DRAFTING:
        credit(translation, CreditRole.TRANSLATOR, by)
        refresh_claim(translation, by=by, at=at)
    detail = {"keys": counted, "file": row.name, "row": row.pk}
    record(translation, "bring in", by=by, at=at, detail=detail)
