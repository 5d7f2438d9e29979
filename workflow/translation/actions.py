"""What is done to a translation: opened, started, handed in, approved, and back again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.db import transaction

from workflow.journal.actions import MoveRefused, move, record
from workflow.languages.language import Language
from workflow.notices.actions import notify
from workflow.notices.states import NoticeKind
from workflow.people.models import User
from workflow.people.permissions import may, require
from workflow.people.roles import Act
from workflow.stories.content import clean_names
from workflow.stories.models import Revision, Story
from workflow.stories.queries import segments_of
from workflow.text.cleaning import clean
from workflow.text.effort_policy import CHECK, MachineShare, share
from workflow.text.shape import TargetBlock, adapt, from_json, to_json
from workflow.translation import credits as names
from workflow.translation.access import held_claims, lock, may_handle, team_of
from workflow.translation.claims import fulfil, give_back, take
from workflow.translation.division import WHOLE
from workflow.translation.ledger import note_approval
from workflow.translation.models import ApprovedVersion, CurrentSegment, Shaping, Translation
from workflow.translation.origins import note_machine_use, written
from workflow.translation.pinning import pin, version_number
from workflow.translation.pivots import note_pivot_changes
from workflow.translation.problems import (
    ClaimTaken,
    FoundIn,
    Incomplete,
    NotSeen,
    OwnWork,
    SourceRefused,
    StaleTexts,
    TranslationProblem,
)
from workflow.translation.remembering import note_in_memory
from workflow.translation.reviewing import NONE, Reasons, refuse_findings
from workflow.translation.sources import (
    SourceVersion,
    blocks_of,
    check_source,
    missing_texts,
    name_of,
    newest_source,
    parts,
    rendered,
)
from workflow.translation.staleness import must_be_renewed
from workflow.translation.states import TRANSITIONS, CreditRole, TranslationState
from workflow.translation.telling import about
from workflow.translation.writing import refit

_APPROVED = Reasons(for_all="It was approved as it stands.", not_for=frozenset({CHECK}))

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
    made_from: SourceVersion | None = None,
    credit_as: Sequence[str] | None = None,
    promised_at: datetime | None = None,
    part: int = WHOLE,
    holder: User | None = None,
) -> None:
    """Claim a translation, or one part of it, by a promised date; earlier texts stay.

    An open one is to be made from ``made_from``: usually what it was begun from, else the newest
    revision. A draft that nobody holds, or a free part of one, is taken up as it is. ``by`` is
    credited as translator, unless other names are given (none for an empty list). ``holder`` is
    another than ``by`` when she assigns it. Raises ``ClaimTaken`` or ``MoveRefused``.
    """
    holder = holder or by
    require(by, Act.ASSIGN if holder != by else Act.TRANSLATE, language=translation.language)
    require(holder, Act.TRANSLATE, language=translation.language)
    if made_from is not None:
        check_source(translation, made_from)
    with transaction.atomic():
        seen = translation.state
        lock(translation)
        if seen == TranslationState.OPEN != translation.state and not translation.parts:
            _refuse_second(translation)
        if translation.state == TranslationState.DRAFTING:
            if made_from is not None and parts(made_from) != _now_from(translation):
                raise TranslationProblem(
                    f"{translation} has been begun from another version. Take it up as it is, "
                    f"then follow {name_of(made_from)}."
                )
        else:
            _begin(translation, made_from or newest_source(translation), by=by, at=at)
        take(translation, holder=holder, by=by, at=at, promised_at=promised_at, part=part)
        if credit_as is None:
            names.credit(translation, CreditRole.TRANSLATOR, holder)
        elif credit_as:
            names.replace(translation, {CreditRole.TRANSLATOR: credit_as})


def _refuse_second(translation: Translation) -> None:
    held = held_claims(translation)
    holders = ", ".join(claim.holder_name for claim in held) or "Somebody"
    raise ClaimTaken(
        f"{translation} was {TranslationState.OPEN} when you looked and is {translation.state} "
        f"now: {holders} took it first. Ask for a hand-over, or choose another."
    )


def _now_from(translation: Translation) -> tuple[object, object]:
    return translation.revision, translation.relay


def _begin(translation: Translation, made_from: SourceVersion, *, by: User, at: datetime) -> None:
    if translation.state != TranslationState.OPEN:
        raise MoveRefused(
            f"{translation} is {translation.state}; it is started from {TranslationState.OPEN} "
            "only. Reopen an approved one, or ask for changes of one that is in review."
        )
    revision, relay = parts(made_from)
    before = translation.revision
    _move(
        translation,
        TranslationState.DRAFTING,
        verb="start",
        by=by,
        at=at,
        detail={"made_from": name_of(made_from)},
        set_also={"revision": revision, "relay": relay, "changed_at": at},
    )
    if before is not None:
        _fit_to_source(translation, before, by=by, at=at)


def follow(translation: Translation, made_from: SourceVersion, *, by: User, at: datetime) -> None:
    """Go on with a draft from another source version; texts of the same segments stay.

    It may be a newer version of the same source, another language's translation, or the original
    instead of a relay: the texts belong to the original's segments either way.
    """
    require(by, Act.TRANSLATE, language=translation.language)
    check_source(translation, made_from)
    revision, relay = parts(made_from)
    with transaction.atomic():
        lock(translation)
        if translation.state != TranslationState.DRAFTING:
            raise TranslationProblem(
                f"{translation} is not being drafted. Start or reopen it, then choose its source."
            )
        _refuse_others_draft(translation, by)
        if (revision, relay) == _now_from(translation):
            return
        before = rendered(translation)
        Translation.objects.filter(pk=translation.pk).update(
            revision=revision, relay=relay, changed_at=at
        )
        translation.revision, translation.relay = revision, relay
        _fit_to_source(translation, before, by=by, at=at)
        record(translation, "follow", by=by, at=at, detail={"made_from": name_of(made_from)})


def catch_up(translation: Translation, *, by: User, at: datetime) -> None:
    """Take up what changed in the source: the newest version of it, with every text that holds.

    An approved translation is reopened first; its approved version goes on running. Only the
    texts whose source says something else now are left to do.
    """
    with transaction.atomic():
        if translation.state == TranslationState.APPROVED:
            reopen(translation, by=by, at=at)
        follow(translation, newest_source(translation), by=by, at=at)


def _fit_to_source(translation: Translation, before: Revision, *, by: User, at: datetime) -> None:
    """Let shape and texts fit the source the translation is made from now."""
    shape = from_json(translation.shape)
    fitting = adapt(shape, segments_of(rendered(translation)), old=segments_of(before))
    if fitting != shape:
        keep_shape(translation, to_json(fitting), by=by, at=at)
    refit(translation, by=by, at=at)


def keep_shape(
    translation: Translation, shape: Mapping[str, object], *, by: User, at: datetime
) -> None:
    """Write down a new shape of a locked translation."""
    number = translation.shape_number + 1
    Shaping.objects.create(
        translation=translation, number=number, shape=dict(shape), author=by, created_at=at
    )
    Translation.objects.filter(pk=translation.pk).update(shape=dict(shape), shape_number=number)
    translation.shape, translation.shape_number = dict(shape), number


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
        lock(translation)
        _refuse_others_draft(translation, by)
        changed = names.replace(translation, wanted)
        new_authors = list(authors) != list(translation.authors)
        if new_authors:
            translation.authors = list(authors)
            translation.save(update_fields=["authors"])
        if changed or new_authors:
            record(translation, "set credits", by=by, at=at)
    return changed or new_authors


def submit_for_review(
    translation: Translation, *, by: User, at: datetime, reasons: Reasons = NONE
) -> tuple[FoundIn, ...]:
    """Hand a draft in; what the checks said of it and passed for one of these ``reasons``.

    ``Incomplete`` lists every block that has no text yet, ``StaleTexts`` those made from a source
    that says something else now, ``FindingsRefused`` the errors that checks found and the warnings
    for which ``reasons`` gives none.
    """
    require(by, Act.TRANSLATE, language=translation.language)
    passed: tuple[FoundIn, ...] = ()
    with transaction.atomic():
        lock(translation)
        _refuse_others_claims(translation, by)
        if translation.state == TranslationState.DRAFTING:
            blocks, texts = _whole_texts(translation)
            if stale := must_be_renewed(translation, blocks):
                raise StaleTexts(translation, stale)
            words = {key: text for key, (_, text) in texts.items()}
            passed = refuse_findings(translation, blocks, words, reasons=reasons, by=by, at=at)
        fulfil(held_claims(translation), by=by, at=at)
        _move(
            translation,
            TranslationState.IN_REVIEW,
            verb="submit",
            by=by,
            at=at,
            set_also={"changed_at": at},
        )
    return passed


def approve(
    translation: Translation,
    *,
    by: User,
    at: datetime,
    credit_as: Sequence[str] | None = None,
    number: int | None = None,
    machine: MachineShare | None = None,
    reasons: Reasons = NONE,
    seen: Mapping[str, int] | None = None,
) -> ApprovedVersion:
    """Approve what is in review: an immutable, numbered version that editions may carry.

    ``seen`` names the texts that the reviewer read, as ``Workbench.seen`` gives them: where others
    count by now, ``NotSeen`` lists them. An archive has read what it brings. ``by`` is credited as
    reviewer, unless other names are given. ``number`` is another than the next only from an
    archive, which also says itself what a machine wrote. Raises ``OwnWork``, ``Incomplete``, or
    ``FindingsRefused`` when a word put right in review is an error to the checks. A warning passes
    with the approval; that a text stands as a machine wrote it needs a reason of its own.
    """
    require(by, Act.REVIEW, language=translation.language)
    with transaction.atomic():
        lock(translation)
        _refuse_own_work(translation, by)
        before = translation.approved_versions.order_by("number").last()
        number = version_number(translation, before, number)
        _refuse_unless_in_review(translation)
        blocks, texts = _whole_texts(translation)
        _refuse_unseen(translation, texts, seen)
        words = {key: text for key, (_, text) in texts.items()}
        reasons = replace(_APPROVED, by_place=reasons.by_place)
        refuse_findings(translation, blocks, words, reasons=reasons, by=by, at=at)
        _move(
            translation,
            TranslationState.APPROVED,
            verb="approve",
            by=by,
            at=at,
            detail={"version": number},
            set_also={"changed_at": at},
        )
        _credit_review(translation, by, credit_as)
        version = pin(translation, blocks, texts, by=by, at=at, number=number)
        note_approval(version, before, by=by, at=at)
        note_machine_use(version, machine or share(written(translation, blocks, words)))
        note_in_memory(version, before, blocks, words, by=by, at=at)
        if before is not None:
            note_pivot_changes(before, version)
        _tell_translators(translation, NoticeKind.APPROVED, by=by, at=at, mark=str(number))
    return version


def _refuse_unless_in_review(translation: Translation) -> None:
    if translation.state != TranslationState.IN_REVIEW:
        raise MoveRefused(
            f"{translation} is {translation.state}, not {TranslationState.IN_REVIEW}: there is "
            "nothing to approve. Somebody else may have been faster: open it again."
        )


def _credit_review(translation: Translation, by: User, credit_as: Sequence[str] | None) -> None:
    if credit_as is None:
        names.credit(translation, CreditRole.REVIEWER, by)
    else:
        names.replace(translation, {CreditRole.REVIEWER: credit_as})


def request_changes(translation: Translation, *, by: User, at: datetime, note: str = "") -> None:
    """Give a translation back to its translator, with a word of why; she holds it again."""
    require(by, Act.REVIEW, language=translation.language)
    note = clean(note)
    with transaction.atomic():
        lock(translation)
        line = _back(translation, "request changes", by=by, at=at, note=note)
        give_back(translation, by=by, at=at)
        _tell_translators(
            translation, NoticeKind.CHANGES_REQUESTED, by=by, at=at, mark=line, note=note
        )


def reopen(
    translation: Translation,
    *,
    by: User,
    at: datetime,
    note: str = "",
    promised_at: datetime | None = None,
) -> None:
    """Take an approved translation up again; the approved version stays as it was."""
    require(by, Act.TRANSLATE, language=translation.language)
    note = clean(note)
    with transaction.atomic():
        lock(translation)
        _back(translation, "reopen", by=by, at=at, note=note)
        take(translation, holder=by, by=by, at=at, promised_at=promised_at)


def _back(translation: Translation, verb: str, *, by: User, at: datetime, note: str) -> str:
    was = {"reopen": TranslationState.APPROVED, "request changes": TranslationState.IN_REVIEW}
    if translation.state != was[verb]:
        raise MoveRefused(
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
    return at.isoformat()


def _tell_translators(
    translation: Translation, kind: NoticeKind, *, by: User, at: datetime, mark: str, note: str = ""
) -> None:
    notify(
        names.people(translation, CreditRole.TRANSLATOR),
        kind,
        about=translation,
        dedup=f"translation:{translation.pk}:{kind}:{mark}",
        by=by,
        at=at,
        **about(translation),
        by_name=str(by),
        note=note,
    )


def _refuse_others_draft(translation: Translation, by: User) -> None:
    if translation.state == TranslationState.DRAFTING and not may_handle(translation, by):
        holders = ", ".join(claim.holder_name for claim in held_claims(translation))
        raise ClaimTaken(
            f"{translation} is {holders}’s to work on. Ask for a hand-over, or suggest a text."
        )


def _refuse_others_claims(translation: Translation, by: User) -> None:
    """Nobody hands in what others still work on, unless she may assign claims."""
    others = [claim for claim in held_claims(translation) if claim.holder_id != by.pk]
    if others and not may(by, Act.ASSIGN, language=translation.language):
        holders = ", ".join(claim.holder_name for claim in others)
        raise ClaimTaken(
            f"{translation} is {holders}’s to work on. Wait until they hand in, or ask a reviewer."
        )


def _refuse_own_work(translation: Translation, by: User) -> None:
    if not names.is_own_work(translation, by):
        return
    if not team_of(translation).allows_self_review:
        raise OwnWork(
            f"{by} translated {translation} and may not approve it alone. Ask another reviewer "
            f"of the {translation.language} team, or let the team allow self-review."
        )


def _refuse_unseen(
    translation: Translation, texts: Mapping[str, tuple[int, str]], seen: Mapping[str, int] | None
) -> None:
    if seen is None:
        return
    now = {key: version for key, (version, _) in texts.items()}
    changed = [key for key in {**now, **seen} if now.get(key) != seen.get(key)]
    if changed:
        raise NotSeen(translation, changed)


def _whole_texts(
    translation: Translation,
) -> tuple[tuple[TargetBlock, ...], dict[str, tuple[int, str]]]:
    """The blocks, and id and words of each text; refuses a translation with gaps."""
    blocks = blocks_of(translation)
    rows = CurrentSegment.objects.filter(translation=translation)
    current = {
        key: (version, text)
        for key, version, text in rows.values_list("key", "version", "version__text")
    }
    missing = missing_texts(blocks, {key: text for key, (_, text) in current.items()})
    if missing:
        raise Incomplete(translation, missing)
    return blocks, {block.key: current[block.key] for block in blocks if block.key in current}
