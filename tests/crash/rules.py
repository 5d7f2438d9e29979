"""What holds between the rows of one act, whenever a process dies; each rule names what breaks it.

They are told from the rows alone, by whoever opens the database after the crash.
"""

from collections.abc import Iterator

from workflow.journal.models import Entry
from workflow.notices.models import Notice
from workflow.stories.models import Revision, SourceChange, Story
from workflow.stories.queries import segments_of
from workflow.text.changes import ChangeKind, changes
from workflow.translation.credits import people
from workflow.translation.hashing import version_hash
from workflow.translation.models import (
    ApprovedVersion,
    Claim,
    CurrentSegment,
    PivotChange,
    SegmentVersion,
    Suggestion,
    Thread,
    Translation,
)
from workflow.translation.queries import translated_text
from workflow.translation.sources import missing_texts, name_of
from workflow.translation.states import (
    ClaimState,
    ContributionKind,
    CreditRole,
    TranslationState,
)

Broken = Iterator[str]
WRITING = ("save", "suggest", "confirm", "merge", "accept suggestion")


def broken() -> list[str]:
    """Everything that is half-done in the database."""
    rules = (states, review, counting, versions, approvals, revisions, loads)
    return [said for rule in rules for said in rule()]


def states() -> Broken:
    """Every state is the one the journal's last line left it in, by an unbroken chain of moves."""
    for model in (Translation, Claim, Suggestion, Thread):
        begins = model._meta.get_field("state").default
        for row in model.objects.all():
            now = begins
            for line in _lines(row).exclude(to_state=""):
                if line.from_state not in ("", now):
                    yield f"{row}: the journal moves it from {line.from_state}, but it was {now}."
                now = line.to_state
            if now != row.state:
                yield f"{row} is {row.state}; the journal left it {now}."
            if isinstance(row, Claim) and not _lines(row).filter(verb="claim").exists():
                yield f"The claim {row} has no line."


def review() -> Broken:
    """A translation in review has been handed in: a line, no claim that is held, no gap."""
    for row in Translation.objects.filter(state=TranslationState.IN_REVIEW):
        if Claim.objects.filter(translation=row, state=ClaimState.HELD).exists():
            yield f"{row} is in review and is held."
        if _lines(row).exclude(to_state="").last().verb != "submit":
            yield f"{row} is in review, but nobody submitted it."
    drafts = Translation.objects.exclude(state=TranslationState.DRAFTING)
    for claim in Claim.objects.filter(state=ClaimState.HELD, translation__in=drafts):
        yield f"{claim} is held, but nobody drafts it."


def counting() -> Broken:
    """What counts is a text of its own translation and block; what was offered has its words."""
    for row in CurrentSegment.objects.select_related("version"):
        version = row.version
        if (version.translation_id, version.key) != (row.translation_id, row.key):
            yield f"{row} counts a text of another block."


def versions() -> Broken:
    """Texts are numbered without a gap, and every one is told of in the journal."""
    for row in Translation.objects.all():
        told = [key for line in _lines(row).filter(verb__in=WRITING) for key in line.detail["keys"]]
        numbers: dict[str, list[int]] = {}
        for key, number in SegmentVersion.objects.filter(translation=row).values_list(
            "key", "number"
        ):
            numbers.setdefault(key, []).append(number)
        for key, given in numbers.items():
            if sorted(given) != list(range(1, len(given) + 1)):
                yield f"{key} of {row} has the versions {sorted(given)}."
            if len(given) > told.count(key):
                yield f"{key} of {row} has {len(given)} versions and {told.count(key)} lines."


def approvals() -> Broken:
    """An approved version is whole: pins, hash, line, ledger, changes and notices."""
    for row in Translation.objects.all():
        found = list(ApprovedVersion.objects.filter(translation=row))
        lines = _lines(row).filter(verb="approve")
        if [each.number for each in found] != [line.detail["version"] for line in lines]:
            yield f"{row} has the versions {found} and the lines {list(lines)}."
        for before, version in zip([None, *found], found, strict=False):
            yield from _pinned(version)
            yield from _in_the_ledger(version)
            yield from _changes(before, version)
        if row.state == TranslationState.APPROVED:
            yield from _told(row, found[-1])


def _pinned(version: ApprovedVersion) -> Broken:
    text = translated_text(version)
    if missing := missing_texts(text.segments, {each.key: each.text for each in text.segments}):
        yield f"{version} was approved without {missing}."
    recomputed = version_hash(
        made_from=name_of(version.relay or version.revision),
        authors=version.authors,
        translators=version.translators,
        reviewers=version.reviewers,
        texts=[each.text for each in text.segments],
        shape=version.shape,
    )
    if recomputed != version.content_hash:
        yield f"{version} has another hash than its texts."


def _in_the_ledger(version: ApprovedVersion) -> Broken:
    kinds = [line.kind for line in version.contributions.all()]
    if kinds.count(ContributionKind.REVIEW) != 1:
        yield f"{version} was reviewed {kinds.count(ContributionKind.REVIEW)} times."
    if ContributionKind.WORDS not in kinds:
        yield f"{version} has words nobody is credited for."


def _changes(before: ApprovedVersion | None, version: ApprovedVersion) -> Broken:
    kept = PivotChange.objects.filter(version=version).count()
    old = {each.key: each.text for each in translated_text(before).segments} if before else {}
    new = {each.key: each.text for each in translated_text(version).segments}
    differ = sum(old[key] != new[key] for key in old.keys() & new.keys())
    if (before is None and kept) or kept < differ:
        yield f"{version} differs from {before} in {differ} blocks and keeps {kept} changes."


def _told(row: Translation, version: ApprovedVersion) -> Broken:
    approved = _lines(row).filter(verb="approve").last()
    dedup = f"translation:{row.pk}:approved:{version.number}"
    told = set(Notice.objects.filter(dedup=dedup).values_list("user", flat=True))
    people_of = people(row, CreditRole.TRANSLATOR)
    if missing := {each.pk for each in people_of if each.pk != approved.by_id} - told:
        yield f"{version} was approved and {missing} were not told."


def revisions() -> Broken:
    """A revision has its segments, a line, and what it changed."""
    for story in Story.objects.all():
        found = list(story.revisions.order_by("number"))
        lines = _lines(story).filter(verb__in=("add", "revise"))
        if [each.number for each in found] != [line.detail["revision"] for line in lines]:
            yield f"{story} has the revisions {found} and the lines {list(lines)}."
        for before, revision in zip([None, *found], found, strict=False):
            yield from _changed(before, revision)


def _changed(before: Revision | None, revision: Revision) -> Broken:
    new = segments_of(revision)
    if not new:
        yield f"{revision} has no words."
    kept = SourceChange.objects.filter(revision=revision).count()
    if before is None:
        differ = 0
    else:
        made = changes(segments_of(before), new)
        differ = sum(change.kind is not ChangeKind.UNCHANGED for change in made)
    if kept != differ:
        yield f"{revision} changed {differ} things and keeps {kept}."


def loads() -> Broken:
    """A loaded story came with all its translations, each as far as its file says."""
    for story in Story.objects.filter(slug="bridge"):
        states_of = dict(story.translations.values_list("language", "state"))
        expected = {"uk": TranslationState.APPROVED, "pl": TranslationState.IN_REVIEW}
        if {str(key): state for key, state in states_of.items()} != expected:
            yield f"{story} was loaded in part: {states_of}."
        uk = story.translations.get(language="uk")
        if uk.approved_versions.count() != story.revisions.count():
            yield f"{story} was loaded without its approved version."


def _lines(row) -> object:
    return Entry.objects.filter(subject_kind=row._meta.label_lower, subject_id=row.pk).order_by(
        "pk"
    )
