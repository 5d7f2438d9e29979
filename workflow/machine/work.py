"""The worker's pass: takes what is due from the queue, asks, and writes what came of it.

A request is claimed durably before its provider is asked, and the answer is written together with
the request's end. A worker killed in between leaves a request whose lease ends; the next pass
takes it up again. What is wrong with one text stops that text; what is wrong with the provider
stops the pass, and the rest waits for the next one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from workflow.languages.catalogue import marked
from workflow.languages.kept import kept_of
from workflow.languages.sentences import Sentence, say
from workflow.machine.models import MachineRequest
from workflow.machine.provider import (
    BadAnswer,
    NotSpoken,
    Provider,
    ProviderProblem,
    QuotaUsed,
    Refused,
    TooBusy,
    TooLong,
    Unreachable,
)
from workflow.machine.states import REQUEST_TRANSITIONS, RequestState
from workflow.machine.texts import ask_provider, keep_text, known_text

LEASE = timedelta(minutes=10)
MOST_ATTEMPTS = 8
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)  # four times longer each time
MOST_SILENCES = 3  # unreachable so often in a row: the provider is down
GIVEN_UP = marked("The machine translator was asked {times} times in vain. Translate it yourself.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one pass did; ``stopped`` says why it ended before the queue did."""

    answered: int = 0
    damaged: int = 0
    later: int = 0
    failed: int = 0
    stopped: Sentence | None = None

    @property
    def done(self) -> int:
        """How many requests were dealt with."""
        return self.answered + self.later + self.failed


Progress = Callable[[Round], None]


def run_requests(
    provider: Provider,
    *,
    clock: Callable[[], datetime],
    daily: int = 0,
    most: int | None = None,
    progress: Progress = lambda _: None,
    lease: timedelta = LEASE,
) -> Round:
    """Ask what is due, oldest first, until nothing is, or ``most`` are dealt with.

    Any number of workers may do this at once. ``daily`` is how many characters this provider may
    be sent in a day; 0 is no limit.
    """
    told, silences = Round(), 0
    while most is None or told.done < most:
        request = _claim(provider, at=clock(), lease=lease)
        if request is None:
            break
        outcome, problem = _dealt_with(request, provider, clock=clock, daily=daily, lease=lease)
        told = _add(told, outcome)
        progress(told)
        silences = silences + 1 if isinstance(problem, Unreachable) else 0
        if isinstance(problem, Refused | QuotaUsed | TooBusy) or silences == MOST_SILENCES:
            return replace(told, stopped=problem.told if problem else None)
    return told


def _claim(provider: Provider, *, at: datetime, lease: timedelta) -> MachineRequest | None:
    """Take the oldest request that is due, durably; nothing when none is."""
    waits = Q(state=RequestState.WAITING, not_before__lte=at)
    left = Q(state=RequestState.ASKING, lease_until__lte=at)
    with transaction.atomic(durable=True):
        rows = MachineRequest.objects.select_for_update(skip_locked=True, of=("self",))
        due = rows.filter(waits | left, provider__in=["", provider.slug])
        request = due.order_by("not_before", "id").first()
        if request is None:
            return None
        request.state, request.holder = RequestState.ASKING.value, uuid4().hex
        request.lease_until, request.changed_at = at + lease, at
        request.attempts += 1
        request.save(
            update_fields=["state", "holder", "lease_until", "changed_at", "attempts"],
        )
    return request


def _dealt_with(
    request: MachineRequest,
    provider: Provider,
    *,
    clock: Callable[[], datetime],
    daily: int,
    lease: timedelta,
) -> tuple[Round, ProviderProblem | None]:
    """Ask for one request, and write its end."""
    text = request.source_text
    source, target = request.source_language, request.target_language
    known = known_text(text, provider, source=source, target=target)
    if known is not None:
        _end(request, RequestState.ANSWERED, at=clock())
        return Round(answered=1, damaged=int(known.damaged)), None
    if request.attempts > MOST_ATTEMPTS:
        reason = say(GIVEN_UP, times=MOST_ATTEMPTS)
        _end(request, RequestState.FAILED, at=clock(), reason=reason)
        return Round(failed=1), None
    try:
        said = ask_provider(
            text,
            provider,
            source=source,
            target=target,
            at=clock(),
            daily=daily,
            between=lambda: _hold(request, until=clock() + lease),
        )
    except ProviderProblem as problem:
        return _in_vain(request, problem, at=clock()), problem
    at = clock()
    with transaction.atomic(durable=True):
        keep_text(text, said, provider, source=source, target=target, at=at)
        _end(request, RequestState.ANSWERED, at=at)
    return Round(answered=1, damaged=int(bool(said.lost))), None


def _hold(request: MachineRequest, *, until: datetime) -> None:
    """Keep a request for longer: a long text is asked for piece by piece."""
    held = MachineRequest.objects.filter(
        pk=request.pk, state=RequestState.ASKING, holder=request.holder
    )
    held.update(lease_until=until)


def _in_vain(request: MachineRequest, problem: ProviderProblem, *, at: datetime) -> Round:
    """Give a request up, or have it wait for another try.

    A refused key, a used quota and a busy provider say nothing of the text: no attempt is counted.
    """
    if isinstance(problem, Refused | QuotaUsed | TooBusy):
        request.attempts -= 1
    if isinstance(problem, NotSpoken | TooLong) or (
        request.attempts >= MOST_ATTEMPTS and isinstance(problem, Unreachable | BadAnswer)
    ):
        _end(request, RequestState.FAILED, at=at, reason=problem.told)
        return Round(failed=1)
    _end(
        request,
        RequestState.WAITING,
        at=at,
        reason=problem.told,
        not_before=_again(request, problem, at=at),
    )
    return Round(later=1)


def _again(request: MachineRequest, problem: ProviderProblem, *, at: datetime) -> datetime:
    """When to try again: as the provider says, tomorrow for our own limit, else later each time."""
    if isinstance(problem, TooBusy) and problem.retry_after is not None:
        return at + min(timedelta(seconds=problem.retry_after), timedelta(days=1))
    if isinstance(problem, QuotaUsed) and "characters" in problem.told.values:
        return datetime.combine(at.date() + timedelta(days=1), time(), UTC)
    tries = max(0, min(request.attempts - 1, 6))
    wait: timedelta = FIRST_WAIT * 4**tries
    return at + min(LONGEST_WAIT, wait)


def _end(
    request: MachineRequest,
    to: RequestState,
    *,
    at: datetime,
    reason: Sentence | None = None,
    not_before: datetime | None = None,
) -> None:
    """Move a request that this worker still holds; one taken from it meanwhile is left alone."""
    if to not in REQUEST_TRANSITIONS[RequestState.ASKING]:
        raise ValueError(f"A request that is being asked cannot be made {to}.")
    held = MachineRequest.objects.filter(
        pk=request.pk, state=RequestState.ASKING, holder=request.holder
    )
    held.update(
        state=to,
        holder="",
        lease_until=None,
        changed_at=at,
        reason=kept_of(reason) if reason else [],
        not_before=not_before or request.not_before,
        attempts=request.attempts,
    )


def _add(one: Round, other: Round) -> Round:
    return Round(
        answered=one.answered + other.answered,
        damaged=one.damaged + other.damaged,
        later=one.later + other.later,
        failed=one.failed + other.failed,
    )
