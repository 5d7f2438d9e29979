"""Who may write in a translation now: its state, the claims on it, and the roles decide."""

from collections.abc import Collection
from datetime import datetime, timedelta

from workflow.people.models import LanguageTeam, User
from workflow.people.permissions import may
from workflow.people.roles import Act
from workflow.translation.division import WHOLE, keys_of_part, part_of
from workflow.translation.models import Claim, Translation
from workflow.translation.sources import blocks_of
from workflow.translation.states import ClaimState, TranslationState

_REFRESHED = timedelta(hours=1)  # how much a refreshed claim must gain to be written down


def lock(translation: Translation) -> None:
    """Hold the translation until the transaction ends, and bring what was read of it up to date."""
    rows = Translation.objects.select_for_update(of=("self",))
    fresh = rows.select_related("revision", "story").get(pk=translation.pk)
    for name in ("state", "parts", "shape", "shape_number", "authors", "changed_at", "relay_id"):
        setattr(translation, name, getattr(fresh, name))
    if translation.revision_id != fresh.revision_id:
        translation.revision = fresh.revision


def held_claims(translation: Translation) -> list[Claim]:
    """The claims that somebody holds now; one of a deleted account is nobody's any more."""
    rows = Claim.objects.filter(translation=translation, state=ClaimState.HELD)
    return list(rows.exclude(holder=None).select_related("holder"))


def may_write(translation: Translation, key: str, *, by: User, at: datetime) -> str:
    """Why ``by`` may not write this block now, as a sentence; empty when she may.

    A claim whose time is up is still its holder's while nobody else has taken it.
    """
    language = translation.language
    state = TranslationState(translation.state)
    if state is TranslationState.IN_REVIEW:
        if may(by, Act.REVIEW, language=language):
            return ""
        return f"{translation} is in review; reviewers may put a word right there."
    if state is not TranslationState.DRAFTING:
        return f"{translation} is {state}; its texts do not change. Start it, or reopen it."
    return "" if may_handle(translation, by, key=key) else _taken(translation, key, at=at)


def may_handle(translation: Translation, by: User, *, key: str = "") -> bool:
    """Whether a draft, or the part of it with this block, is hers to work on.

    It is when she holds the claim, when nobody does, or when she may assign claims.
    """
    if not may(by, Act.TRANSLATE, language=translation.language):
        return False
    held = claims_over(translation, key)
    if not held or any(claim.holder_id == by.pk for claim in held):
        return True
    return may(by, Act.ASSIGN, language=translation.language)


def claims_over(translation: Translation, key: str = "") -> list[Claim]:
    """The held claims that cover one block; all of them when none is named."""
    held = held_claims(translation)
    if not key or not translation.parts or not any(claim.part for claim in held):
        return held
    part = part_of(blocks_of(translation), translation.parts, key)
    return [claim for claim in held if claim.part in {WHOLE, part}]


def one_of_each_part(translation: Translation, keys: Collection[str]) -> list[str]:
    """Of the blocks that fall under the same claim one each; one of no name when there is none."""
    if not translation.parts or not keys:
        return list(keys)[:1] or [""]
    wanted, blocks = set(keys), blocks_of(translation)
    parts = range(1, len(translation.parts) + 1)
    among = (keys_of_part(blocks, translation.parts, part) for part in parts)
    firsts = (next((key for key in part if key in wanted), "") for part in among)
    return [key for key in firsts if key] or [""]


def refresh_claim(translation: Translation, *, by: User, at: datetime) -> None:
    """Let the claims of somebody who is really editing last a while longer."""
    until = at + grace_of(translation)
    Claim.objects.filter(
        translation=translation, holder=by, state=ClaimState.HELD, lapses_at__lt=until - _REFRESHED
    ).update(lapses_at=until)


def team_of(translation: Translation) -> LanguageTeam:
    """The team of its language, or one with the usual rules where there is none."""
    found = LanguageTeam.objects.filter(language=translation.language).first()
    return found or LanguageTeam(language=translation.language)


def grace_of(translation: Translation) -> timedelta:
    """How long editing keeps a claim alive past its promised date."""
    return timedelta(days=team_of(translation).grace_days)


def _taken(translation: Translation, key: str, *, at: datetime) -> str:
    holders = ", ".join(
        f"{claim.holder_name} (until {claim.lapses_at:%Y-%m-%d %H:%M} UTC)"
        for claim in claims_over(translation, key)
    )
    if not holders:
        return f"You may not write in {translation}."
    return f"{translation} is being translated by {holders}."
