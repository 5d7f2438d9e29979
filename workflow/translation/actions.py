"""What is done to a translation: opened, started, handed in, approved, and back again."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from workflow.journal.actions import move, record
from workflow.languages.language import Language
from workflow.people.models import LanguageTeam, User
from workflow.people.permissions import require
from workflow.people.roles import Act
from workflow.stories.content import clean_names
from workflow.stories.models import Story
from workflow.stories.queries import segments_of
from workflow.text.segments import Segment
from workflow.translation import credits as names
from workflow.translation.hashing import version_hash
from workflow.translation.models import ApprovedVersion, CurrentSegment, Translation
from workflow.translation.problems import Incomplete, OwnWork, SourceRefused, TranslationProblem
from workflow.translation.sources import (
    SourceVersion,
    check_source,
    missing_texts,
    name_of,
    parts,
    rendered,
    text_in,
)
from workflow.translation.states import TRANSITIONS, CreditRole, TranslationState
from workflow.translation.writing import refit

_move = partial(move, table=TRANSITIONS)


def open_translation(story: Story, language: Language, *, by: User, at: datetime) -> Translation:
    """Offer a story for translation into a language."""
    require(by, Act.TRANSLATE, language=language)
    if language == story.source_language:
        raise SourceRefused(
            f"The story '{story}' is written in {language}. Translate it into another language."
        )
    with transaction.atomic():
        translation = Translation.objects.create(story=story, language=language, changed_at=at)
        record(translation, "open", by=by, at=at, to_state=TranslationState.OPEN)
    return translation


def start(
    translation: Translation,
    *,
    by: User,
    at: datetime,
    made_from: SourceVersion,
    credit_as: Sequence[str] | None = None,
) -> None:
    """Claim an open translation, to be made from this source version; earlier texts stay.

    ``by`` is credited as translator, unless other names are given (none for an empty list).
    """
    require(by, Act.TRANSLATE, language=translation.language)
    check_source(translation, made_from)
    revision, relay = parts(made_from)
    begun_before = translation.revision_id is not None
    with transaction.atomic():
        _move(
            translation,
            TranslationState.DRAFTING,
            verb="start",
            by=by,
            at=at,
            detail={"made_from": name_of(made_from)},
            set_also={"revision": revision, "relay": relay, "changed_at": at},
        )
        if begun_before:
            refit(translation, by=by, at=at)
        if credit_as is None:
            names.credit(translation, CreditRole.TRANSLATOR, by)
        elif credit_as:
            names.replace(translation, {CreditRole.TRANSLATOR: credit_as})


def follow(translation: Translation, made_from: SourceVersion, *, by: User, at: datetime) -> None:
    """Go on with a draft from another source version; texts of the same segments stay."""
    require(by, Act.TRANSLATE, language=translation.language)
    check_source(translation, made_from)
    revision, relay = parts(made_from)
    with transaction.atomic():
        rows = Translation.objects.filter(pk=translation.pk, state=TranslationState.DRAFTING)
        if not rows.update(revision=revision, relay=relay, changed_at=at):
            raise TranslationProblem(
                f"{translation} is not being drafted. Start or reopen it, then choose its source."
            )
        translation.revision, translation.relay = revision, relay
        refit(translation, by=by, at=at)
        record(translation, "follow", by=by, at=at, detail={"made_from": name_of(made_from)})


def set_credits(
    translation: Translation,
    *,
    authors: Sequence[str],
    translators: Sequence[str],
    reviewers: Sequence[str],
    by: User,
    at: datetime,
) -> bool:
    """Say which names readers see; whether anything was new. Approved versions keep theirs."""
    require(by, Act.TRANSLATE, language=translation.language)
    names.refuse_names(authors)
    authors = clean_names(authors)
    wanted = {CreditRole.TRANSLATOR: translators, CreditRole.REVIEWER: reviewers}
    with transaction.atomic():
        changed = names.replace(translation, wanted)
        new_authors = list(authors) != list(translation.authors)
        if new_authors:
            translation.authors = list(authors)
            translation.save(update_fields=["authors"])
        if changed or new_authors:
            record(translation, "set credits", by=by, at=at)
    return changed or new_authors


def submit_for_review(translation: Translation, *, by: User, at: datetime) -> None:
    """Hand a draft in; ``Incomplete`` lists every segment that has no text yet."""
    require(by, Act.TRANSLATE, language=translation.language)
    with transaction.atomic():
        _whole_texts(translation)
        _move(
            translation,
            TranslationState.IN_REVIEW,
            verb="submit",
            by=by,
            at=at,
            set_also={"changed_at": at},
        )


def approve(
    translation: Translation,
    *,
    by: User,
    at: datetime,
    credit_as: Sequence[str] | None = None,
    number: int | None = None,
) -> ApprovedVersion:
    """Approve what is in review: an immutable, numbered version that editions may carry.

    ``by`` is credited as reviewer, unless other names are given. ``number`` is another than the
    next only from an archive. Raises ``OwnWork`` or ``Incomplete``.
    """
    require(by, Act.REVIEW, language=translation.language)
    _refuse_own_work(translation, by)
    with transaction.atomic():
        number = _version_number(translation, number)
        _move(
            translation,
            TranslationState.APPROVED,
            verb="approve",
            by=by,
            at=at,
            detail={"version": number},
            set_also={"changed_at": at},
        )
        translation.refresh_from_db(fields=["revision", "relay", "authors"])
        segments, texts = _whole_texts(translation)
        if credit_as is None:
            names.credit(translation, CreditRole.REVIEWER, by)
        else:
            names.replace(translation, {CreditRole.REVIEWER: credit_as})
        return _pin(translation, segments, texts, by=by, at=at, number=number)


def request_changes(translation: Translation, *, by: User, at: datetime, note: str = "") -> None:
    """Give a translation back to its translator, with a word of why."""
    require(by, Act.REVIEW, language=translation.language)
    _back(translation, "request changes", by=by, at=at, note=note)


def reopen(translation: Translation, *, by: User, at: datetime, note: str = "") -> None:
    """Take an approved translation up again; the approved version stays as it was."""
    require(by, Act.TRANSLATE, language=translation.language)
    _back(translation, "reopen", by=by, at=at, note=note)


def release(translation: Translation, *, by: User, at: datetime) -> None:
    """Let somebody else go on; the draft stays, and its credit."""
    require(by, Act.TRANSLATE, language=translation.language)
    _move(
        translation,
        TranslationState.OPEN,
        verb="release",
        by=by,
        at=at,
        set_also={"changed_at": at},
    )


def _back(translation: Translation, verb: str, *, by: User, at: datetime, note: str) -> None:
    was = {"reopen": TranslationState.APPROVED, "request changes": TranslationState.IN_REVIEW}
    if translation.state != was[verb]:
        raise TranslationProblem(
            f"{translation} is {translation.state}, so there is nothing to {verb}: "
            f"that goes from {was[verb]} only."
        )
    _move(
        translation,
        TranslationState.DRAFTING,
        verb=verb,
        by=by,
        at=at,
        detail={"note": note} if note else None,
        set_also={"changed_at": at},
    )


def _refuse_own_work(translation: Translation, by: User) -> None:
    if not names.is_own_work(translation, by):
        return
    team = LanguageTeam.objects.filter(language=translation.language).first()
    if team is None or not team.allows_self_review:
        raise OwnWork(
            f"{by} translated {translation} and may not approve it alone. Ask another reviewer "
            f"of the {translation.language} team, or let the team allow self-review."
        )


def _whole_texts(
    translation: Translation,
) -> tuple[tuple[Segment, ...], dict[str, tuple[int, str]]]:
    """The source segments, and id and words of each text; refuses a translation with gaps."""
    segments = segments_of(rendered(translation))
    rows = CurrentSegment.objects.filter(translation=translation)
    current = {
        key: (version, text)
        for key, version, text in rows.values_list("key", "version", "version__text")
    }
    missing = missing_texts(segments, {key: text for key, (_, text) in current.items()})
    if missing:
        raise Incomplete(translation, missing)
    return segments, {
        segment.key: current[segment.key] for segment in segments if segment.key in current
    }


def _version_number(translation: Translation, wanted: int | None) -> int:
    last = translation.approved_versions.order_by("number").last()
    least = last.number + 1 if last else 1
    if wanted is not None and wanted < least:
        raise TranslationProblem(
            f"{translation} has an approved version {least - 1}. Number this one {least} or more."
        )
    return least if wanted is None else wanted


def _pin(
    translation: Translation,
    segments: Sequence[Segment],
    texts: dict[str, tuple[int, str]],
    *,
    by: User,
    at: datetime,
    number: int,
) -> ApprovedVersion:
    revision = rendered(translation)
    credited = names.credited(translation)
    words = {key: text for key, (_, text) in texts.items()}
    version = ApprovedVersion.objects.create(
        translation=translation,
        number=number,
        revision=revision,
        relay=translation.relay,
        authors=translation.authors,
        translators=list(credited[CreditRole.TRANSLATOR]),
        reviewers=list(credited[CreditRole.REVIEWER]),
        content_hash=version_hash(
            made_from=name_of(translation.relay or revision),
            authors=translation.authors,
            translators=credited[CreditRole.TRANSLATOR],
            reviewers=credited[CreditRole.REVIEWER],
            texts=[text_in(segment, words) for segment in segments],
        ),
        approved_at=at,
        approved_by=by,
    )
    pins = ApprovedVersion.texts.through
    pins.objects.bulk_create(
        pins(approvedversion_id=version.pk, segmentversion_id=text) for text, _ in texts.values()
    )
    return version
