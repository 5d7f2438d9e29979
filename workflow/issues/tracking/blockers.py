"""What keeps an issue's editions from going as planned, and who can do something about it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workflow.issues.decide import Choice, SlotDecision, decide, runs
from workflow.issues.models import Issue
from workflow.issues.readiness import Status, reason_of, stand_in, status_of
from workflow.issues.snapshot import snapshot
from workflow.issues.tracking.staff import Staff
from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.languages.sentences import Sentence, say
from workflow.people.roles import Act
from workflow.translation.models import Claim, Translation
from workflow.translation.states import ClaimState, TranslationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One thing that can be done, and the names of those who can do it."""

    mend: Sentence
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """What keeps one story out of one edition. ``holds``: the edition cannot go without it."""

    issue: str
    sends_at: datetime
    language: Language
    slug: str
    title: str
    status: Status
    why: Sentence
    instead: Sentence | None
    holds: bool
    ways: tuple[Way, ...]


_RUNS = frozenset({Choice.SOURCE, Choice.APPROVED, Choice.OUTDATED})


def blockers(*issues: Issue) -> tuple[Blocker, ...]:
    """What these issues lack, and who can help: the next issue first, then what holds an edition.

    What runs is not among it, outdated or not; what is left out or replaced is. An issue takes a
    constant number of queries. Raises :class:`workflow.issues.snapshot.IssueIncomplete`.
    """
    found = [each for issue in issues for each in _of_issue(issue)]
    return tuple(sorted(found, key=lambda each: (each.sends_at, not each.holds)))


def _of_issue(issue: Issue) -> Iterator[Blocker]:
    taken = snapshot(issue)
    found = [
        decision
        for language in taken.languages
        for decision in decide(taken, language)
        if decision.choice not in _RUNS
    ]
    stories = {decision.story.source.story_id for decision in found}
    begun = Translation.objects.filter(story__in=stories)
    rows = {(row.story_id, row.language): row for row in begun}
    staff = Staff.read(rows.values())
    holders = _holders(rows.values())
    for decision in found:
        row = rows.get((decision.story.source.story_id, decision.language))
        status = status_of(decision)
        yield Blocker(
            issue=issue.slug,
            sends_at=issue.planned_at,
            language=decision.language,
            slug=decision.story.source.slug,
            title=decision.title,
            status=status,
            why=reason_of(decision, status),
            instead=stand_in(decision),
            holds=not decision.sendable,
            ways=_ways(decision, row, holders[row.pk] if row else (), staff),
        )


def _holders(translations: Collection[Translation]) -> Mapping[int, Sequence[str]]:
    """By translation, the names of those who hold it."""
    found: dict[int, list[str]] = defaultdict(list)
    claims = Claim.objects.filter(translation__in=translations, state=ClaimState.HELD)
    held = claims.exclude(holder=None).order_by("part")
    for pk, name in held.values_list("translation", "holder_name"):
        found[pk].append(name)
    return found


def _ways(
    decision: SlotDecision, row: Translation | None, holders: Sequence[str], staff: Staff
) -> tuple[Way, ...]:
    """What can be done about it, the shortest way first; only what somebody can do, if anything."""
    ways = [*_with_translation(decision, row, tuple(holders), staff)]
    if _may_be_accepted(decision):
        editors = staff.editors(Act.ACCEPT_OUTDATED)
        ways.append(Way(mend=say(marked("Let it run as it stands.")), who=editors))
    return tuple(way for way in ways if way.who) or tuple(ways[:1])


def _with_translation(
    decision: SlotDecision, row: Translation | None, holders: tuple[str, ...], staff: Staff
) -> Iterator[Way]:
    language = decision.language
    others = tuple(name for name in staff.may(Act.ASSIGN, language) if name not in holders)
    translators = staff.may(Act.TRANSLATE, language)
    match TranslationState(row.state) if row else TranslationState.OPEN:
        case TranslationState.IN_REVIEW if row:
            yield Way(mend=say(marked("Review it and approve it.")), who=staff.reviewers(row))
        case TranslationState.DRAFTING if holders:
            finish = marked("Finish the translation and hand it in, or hand it over.")
            yield Way(mend=say(finish), who=holders)
            yield Way(mend=say(marked("Hand it over to somebody else.")), who=others)
        case TranslationState.APPROVED:
            yield Way(mend=say(marked("Bring it up to date.")), who=translators)
        case _:
            yield Way(mend=say(marked("Take it and translate it.")), who=translators)
            yield Way(mend=say(marked("Assign it to somebody.")), who=others)


def _may_be_accepted(decision: SlotDecision) -> bool:
    """Whether there is an outdated text that an editor could let run; not a retracted title."""
    standing = decision.story.standings.get(decision.language)
    if standing is None or not decision.has_outdated_text:
        return False
    accepted = decision.story.accepted | {decision.language}
    return runs(standing, replace(decision.story, accepted=accepted))
