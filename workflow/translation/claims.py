"""Claims: taken, handed over, released, and lapsing by themselves; the draft always stays."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction

from workflow.journal.actions import MoveRefused, move, record
from workflow.notices.actions import notify
from workflow.notices.states import NoticeKind
from workflow.people.actions import TERMINAL_USERNAME, terminal_user
from workflow.people.models import User
from workflow.people.permissions import NotAllowed, may, require
from workflow.people.roles import Act
from workflow.stories.queries import segments_of
from workflow.translation.access import held_claims, lock, team_of
from workflow.translation.division import WHOLE, division_problems
from workflow.translation.models import Claim, Translation
from workflow.translation.problems import ClaimTaken, TranslationProblem
from workflow.translation.states import (
    CLAIM_TRANSITIONS,
    TRANSITIONS,
    ClaimState,
    TranslationState,
)
from workflow.translation.telling import about

NUDGE_AT = (0.5, 0.8)  # of the time from the claim to its promised date

_end = partial(move, table=CLAIM_TRANSITIONS)


def take(
    translation: Translation,
    *,
    holder: User,
    by: User,
    at: datetime,
    promised_at: datetime | None = None,
    part: int = WHOLE,
) -> Claim | None:
    """Write down a promise; the translation is locked and has been moved by the caller.

    A command on the server holds no claims, for nobody would come back to them. Raises
    ``ClaimTaken`` while somebody else's promise stands.
    """
    _refuse_part(translation, part)
    rows = Claim.objects.filter(translation=translation, state=ClaimState.HELD)
    held = [claim for claim in rows.select_related("holder") if _meet(claim.part, part)]
    overdue = [claim for claim in held if _has_lapsed(claim, holder, at=at)]
    for claim in overdue:
        _lapse(claim, at=at)
    if standing := [claim for claim in held if claim not in overdue]:
        raise ClaimTaken(_taken(standing))
    if holder.username == TERMINAL_USERNAME:
        return None
    promised_at = promised_at or at + timedelta(days=team_of(translation).claim_days)
    if promised_at <= at:
        raise TranslationProblem("The promised date has passed already. Promise a later one.")
    try:
        with transaction.atomic():
            claim = Claim.objects.create(
                translation=translation,
                part=part,
                holder=holder,
                holder_name=str(holder),
                claimed_at=at,
                promised_at=promised_at,
                lapses_at=promised_at,
            )
    except IntegrityError as error:
        raise ClaimTaken(
            f"Somebody was faster and took {translation}. Look again, or choose another."
        ) from error
    detail = {"promised_at": promised_at.isoformat()} | ({"part": part} if part else {})
    record(claim, "claim", by=by, at=at, to_state=ClaimState.HELD, detail=detail)
    if holder != by:
        _tell(claim, NoticeKind.ASSIGNED, [holder], by=by, at=at)
    return claim


def hand_over(
    translation: Translation,
    to: User,
    *,
    by: User,
    at: datetime,
    promised_at: datetime | None = None,
    part: int = WHOLE,
) -> Claim | None:
    """Give a claim to somebody else, draft and all; a reviewer may do so with anybody's."""
    require(to, Act.TRANSLATE, language=translation.language)
    with transaction.atomic():
        lock(translation)
        claim = _own_claim(translation, part, by, verb="hand over")
        if claim is None:
            raise TranslationProblem(
                f"Nobody holds {translation}, so there is nothing to hand over. Assign it instead."
            )
        _end(
            claim,
            ClaimState.HANDED_OVER,
            verb="hand over",
            by=by,
            at=at,
            detail={"to": str(to)},
            set_also={"ended_at": at},
        )
        return take(translation, holder=to, by=by, at=at, promised_at=promised_at, part=claim.part)


def release(translation: Translation, *, by: User, at: datetime, part: int = WHOLE) -> None:
    """Let somebody else go on; the draft stays, and its credit."""
    require(by, Act.TRANSLATE, language=translation.language)
    with transaction.atomic():
        lock(translation)
        claim = _own_claim(translation, part, by, verb="release")
        if claim is not None:
            _end(claim, ClaimState.RELEASED, verb="release", by=by, at=at, set_also=_ended(at))
        _open_if_free(translation, "release", by=by, at=at)


def divide(translation: Translation, first_keys: Sequence[str], *, by: User, at: datetime) -> None:
    """Divide a long story into parts that are claimed one by one; no keys make it whole again.

    ``first_keys`` name the first source segment of each part, in order.
    """
    require(by, Act.ASSIGN, language=translation.language)
    with transaction.atomic():
        lock(translation)
        if held := held_claims(translation):
            raise ClaimTaken(_taken(held))
        source = translation.revision or translation.story.revisions.order_by("number").last()
        segments = segments_of(source) if source else ()
        if first_keys and (problems := division_problems(segments, first_keys)):
            raise TranslationProblem(f"{translation} cannot be divided: " + " ".join(problems))
        Translation.objects.filter(pk=translation.pk).update(parts=list(first_keys))
        translation.parts = list(first_keys)
        record(translation, "divide", by=by, at=at, detail={"parts": list(first_keys)})


def hand_in(translation: Translation, *, by: User, at: datetime, part: int = WHOLE) -> bool:
    """Call one part done; whether that was the last, so that the whole can be handed in."""
    with transaction.atomic():
        lock(translation)
        claim = _own_claim(translation, part, by, verb="hand in")
        if claim is not None:
            fulfil([claim], by=by, at=at)
    return not held_claims(translation)


def fulfil(claims: Iterable[Claim], *, by: User, at: datetime) -> None:
    """Promises kept: what was claimed has been handed in."""
    for claim in claims:
        _end(claim, ClaimState.HANDED_IN, verb="hand in", by=by, at=at, set_also=_ended(at))


def give_back(translation: Translation, *, by: User, at: datetime) -> list[User]:
    """After changes were requested: claims anew for those who handed it in, who are told.

    Somebody whose account is gone, or who left the team, gets none; the draft is free then.
    """
    rows = Claim.objects.filter(translation=translation, state=ClaimState.HANDED_IN)
    last: dict[int, Claim] = {}
    for claim in rows.select_related("holder").order_by("id"):
        last[claim.part] = claim
    given = []
    for claim in _of_one_division(list(last.values()), translation):
        holder = claim.holder
        if holder and may(holder, Act.TRANSLATE, language=translation.language):
            take(translation, holder=holder, by=holder, at=at, part=claim.part)
            given.append(holder)
    return given


def lapse_overdue(*, at: datetime) -> int:
    """Let every claim go whose time is up; how many. Draft and credit stay."""
    overdue = Claim.objects.filter(state=ClaimState.HELD, lapses_at__lte=at).order_by("id")
    done = 0
    for claim in overdue.select_related("translation__story", "holder").iterator(chunk_size=200):
        with transaction.atomic():
            lock(claim.translation)
            try:
                _lapse(claim, at=at)
            except MoveRefused:
                continue  # it was released, handed in or refreshed meanwhile
            _open_if_free(claim.translation, "lapse", by=terminal_user(), at=at)
            done += 1
    return done


def nudge(*, at: datetime) -> int:
    """Recall promises at half and at four fifths of their time, each once; how many."""
    done = 0
    rows = Claim.objects.filter(
        state=ClaimState.HELD, nudges__lt=len(NUDGE_AT), lapses_at__gt=at
    ).order_by("id")
    for claim in rows.select_related("translation__story", "holder").iterator(chunk_size=200):
        due = nudges_due(claim, at=at)
        with transaction.atomic():
            mine = Claim.objects.filter(pk=claim.pk, state=ClaimState.HELD, nudges=claim.nudges)
            if due > claim.nudges and mine.update(nudges=due):
                holders = [claim.holder] if claim.holder else []
                _tell(claim, NoticeKind.DUE, holders, by=None, at=at, mark=str(due))
                done += 1
    return done


def nudges_due(claim: Claim, *, at: datetime) -> int:
    """How often a promise should have been recalled by now."""
    whole = (claim.promised_at - claim.claimed_at).total_seconds()
    passed = (at - claim.claimed_at).total_seconds()
    return sum(passed >= share * whole for share in NUDGE_AT)


def _has_lapsed(claim: Claim, holder: User, *, at: datetime) -> bool:
    """Whether a promise gives way to ``holder``: its time is up, or its account is gone."""
    return claim.holder_id is None or (claim.lapses_at <= at and claim.holder_id != holder.pk)


def _lapse(claim: Claim, *, at: datetime) -> None:
    """End an overdue promise, unless it was refreshed since it was read."""
    if Claim.objects.filter(pk=claim.pk, lapses_at__gt=at).exclude(holder=None).exists():
        raise MoveRefused(f"{claim} was refreshed by editing and has not lapsed.")
    keeper = terminal_user()
    _end(claim, ClaimState.LAPSED, verb="lapse", by=keeper, at=at, set_also=_ended(at))
    holders = [claim.holder] if claim.holder else []
    _tell(claim, NoticeKind.LAPSED, holders, by=None, at=at)


def _open_if_free(translation: Translation, verb: str, *, by: User, at: datetime) -> None:
    """A draft that nobody holds any more is open again."""
    if translation.state == TranslationState.DRAFTING and held_claims(translation):
        return
    if translation.state != TranslationState.DRAFTING and verb == "lapse":
        return
    move(
        translation,
        TranslationState.OPEN,
        table=TRANSITIONS,
        verb=verb,
        by=by,
        at=at,
        set_also={"changed_at": at},
    )


def _own_claim(translation: Translation, part: int, by: User, *, verb: str) -> Claim | None:
    """The held claim on a part, if it is hers to end; None when nobody holds it."""
    claim = next((each for each in held_claims(translation) if each.part == part), None)
    if claim is None:
        if held := held_claims(translation):
            raise TranslationProblem(
                f"Part {part} of {translation} is not claimed as such: {_taken(held)}"
            )
        return None
    if claim.holder_id != by.pk and not may(by, Act.ASSIGN, language=translation.language):
        raise NotAllowed(
            f"{by} may not {verb} {translation}: {claim.holder_name} holds it. Ask her, or a "
            f"reviewer of the {translation.language} team."
        )
    return claim


def _meet(one: int, other: int) -> bool:
    return one == other or WHOLE in {one, other}


def _refuse_part(translation: Translation, part: int) -> None:
    if part and part > len(translation.parts):
        raise TranslationProblem(
            f"{translation} has {len(translation.parts)} parts, and no part {part}. "
            "Claim one that is there, or the whole."
        )


def _of_one_division(claims: list[Claim], translation: Translation) -> list[Claim]:
    """Of a whole claim and claims on parts the later kind: a story may have been divided since."""
    if not claims:
        return []
    newest = max(claims, key=lambda claim: claim.pk)
    same = [claim for claim in claims if bool(claim.part) == bool(newest.part)]
    return [claim for claim in same if claim.part <= len(translation.parts)]


def _taken(claims: Iterable[Claim]) -> str:
    holders = ", ".join(
        f"{claim.holder_name} holds {claim.translation}"
        + (f", part {claim.part}" if claim.part else "")
        + f", until {claim.lapses_at:%Y-%m-%d %H:%M} UTC"
        for claim in claims
    )
    return f"{holders}. Ask for a hand-over, or suggest a text."


def _tell(
    claim: Claim,
    kind: NoticeKind,
    users: Iterable[User],
    *,
    by: User | None,
    at: datetime,
    mark: str = "",
) -> None:
    notify(
        list(users),
        kind,
        about=claim.translation,
        dedup=f"claim:{claim.pk}:{kind}:{mark}",
        by=by,
        at=at,
        **about(claim.translation),
        date=claim.promised_at.isoformat(),
        by_name=str(by) if by else "",
    )


def _ended(at: datetime) -> dict[str, datetime]:
    return {"ended_at": at}
