"""One factory a noun, plain functions: each makes a sound row and takes what a test cares about."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import count

from PIL import Image as Pillow

from tests.wording import worded
from workflow.issues.actions import SlotPlan, add_issue, set_slots
from workflow.issues.models import Issue
from workflow.issues.states import Fallback, Layout
from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag
from workflow.people.actions import terminal_user
from workflow.people.models import LanguageTeam, Membership, User
from workflow.people.roles import NewsroomRole, TeamRole
from workflow.stories.actions import Words, add_coverage, add_story, set_coverage_words
from workflow.stories.content import SourceContent
from workflow.stories.models import Coverage, Revision, Story
from workflow.stories.states import StoryKind
from workflow.text.markdown import split
from workflow.text.segments import Block, Field
from workflow.translation.actions import (
    approve,
    follow,
    open_translation,
    reopen,
    start,
    submit_for_review,
)
from workflow.translation.models import ApprovedVersion, Translation
from workflow.translation.sources import SourceVersion, blocks_of, needs_text, parts
from workflow.translation.states import TranslationState
from workflow.translation.writing import save_file

EN, ZH, UK, PL = map(by_tag, ("en", "zh-Hant", "uk", "pl"))
AT = datetime(2026, 10, 2, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 10, 3, 9, 30, tzinfo=UTC)

BODY = "The ferry leaves at **nine**.\n\n> It always did.\n>\n> — The pilot\n\nGulls follow."

_numbers = count(1)


def user(name: str = "", *, role: NewsroomRole = NewsroomRole.NONE, **teams: TeamRole) -> User:
    """Somebody of the newsroom; ``uk=TeamRole.REVIEWER`` puts her into a language team."""
    name = name or f"person-{next(_numbers)}"
    person = User.objects.create_user(name, public_name=name.title(), newsroom_role=role)
    for tag, team_role in teams.items():
        language = by_tag(tag.replace("_", "-"))
        Membership.objects.create(team=team(language), user=person, role=team_role)
    return person


def editor(name: str = "") -> User:
    """Somebody who may do everything but manage readers."""
    return user(name, role=NewsroomRole.EDITOR)


def team(language: Language, *, allows_self_review: bool = False) -> LanguageTeam:
    """The team of a language."""
    row, _ = LanguageTeam.objects.get_or_create(
        language=language, defaults={"allows_self_review": allows_self_review}
    )
    return row


def coverage(slug: str = "harbours", *, languages: Sequence[Language] = ALL) -> Coverage:
    """A coverage with its words in every language."""
    by = terminal_user()
    row = add_coverage(slug, languages=languages, by=by, at=AT)
    words = {language: words_in(language) for language in languages}
    set_coverage_words(row, words, by=by, at=AT)
    return row


def words_in(language: Language, **said: str) -> Words:
    """A coverage's words in one language."""
    usual = {"name": "Harbours", "blurb": "", "publisher": "The Pier", "postal_address": "1 Quay"}
    return Words(**{**usual, "name": f"Harbours ({language})", **said})


def blocks(body: str = BODY, **fields: str) -> tuple[Block, ...]:
    """Blocks of a story: ``headline="…"``, ``image_alt="…"`` and a body in Markdown."""
    named = {Field(name.replace("_", "-")): text for name, text in fields.items()}
    lines = [block for field, text in named.items() for block in split(text, field)]
    return (*lines, *split(body))


def content(body: str = BODY, *, authors: Sequence[str] = ("Ola Doe",), **fields: str):
    """What a revision says."""
    fields = fields or {"headline": "A harbour wakes"}
    return SourceContent(blocks=blocks(body, **fields), authors=tuple(authors))


def story(slug: str = "", *, of: Coverage | None = None, language: Language = EN, **said) -> Story:
    """A story with its first revision."""
    return add_story(
        of or Coverage.objects.first() or coverage(),
        slug or f"story-{next(_numbers)}",
        language=language,
        content=content(**said),
        by=terminal_user(),
        at=AT,
    )


def letter(slug: str = "letter-1", *, of: Coverage | None = None) -> Story:
    """An issue's letter."""
    return add_story(
        of or Coverage.objects.first() or coverage(),
        slug,
        language=EN,
        content=content("Dear readers,\n\nwelcome.", subject="Two harbours", preheader="News"),
        kind=StoryKind.LETTER,
        by=terminal_user(),
        at=AT,
    )


def revision(of: Story) -> Revision:
    """The newest revision of a story."""
    return of.revisions.order_by("number").last()


def draft(
    of: Story, language: Language = UK, *, made_from: SourceVersion | None = None, by: User = None
) -> Translation:
    """A translation somebody has begun, without a text yet; an approved one is taken up again."""
    by = by or terminal_user()
    row = Translation.objects.filter(story=of, language=language).first()
    row = row or open_translation(of, language, by=by, at=AT)
    if row.state == TranslationState.APPROVED:
        reopen(row, by=by, at=AT)
        follow(row, made_from or revision(of), by=by, at=AT)
    else:
        start(row, made_from=made_from or revision(of), by=by, at=AT)
    return row


def fill(row: Translation, *, mark: str = "", texts: Mapping[str, str] | None = None) -> None:
    """Give every block a text that passes for a translation, with a mark of the language before."""
    mark = mark or f"[{row.language}]"
    said = {
        each.key: _marked(each, mark, row.language) for each in blocks_of(row) if needs_text(each)
    }
    save_file(row, {**said, **(texts or {})}, by=terminal_user(), at=AT)


def approved(
    of: Story, language: Language = UK, *, made_from: SourceVersion | None = None, mark: str = ""
) -> ApprovedVersion:
    """A translation that went all the way; a second call makes its next version."""
    by = terminal_user()
    row = draft(of, language, made_from=made_from, by=editor())
    fill(row, mark=mark)
    submit_for_review(row, by=by, at=AT)
    return approve(row, by=by, at=AT)


def issue(slug: str = "issue-1", *, stories: Sequence[Story] = (), number: int = 1) -> Issue:
    """An issue with its letter and these stories."""
    of = stories[0].coverage if stories else Coverage.objects.first() or coverage()
    by = terminal_user()
    row = add_issue(
        of,
        slug,
        number=number,
        letter=letter(f"letter-{slug}", of=of),
        languages=ALL,
        planned_at=LATER,
        by=by,
        at=AT,
    )
    slots = [
        SlotPlan(story=each, layout=Layout.STANDARD, fallback=Fallback.HOLD) for each in stories
    ]
    set_slots(row, slots, by=by, at=AT)
    return row


@cache
def picture(kind: str = "PNG", *, size: tuple[int, int] = (4, 3), colour: str = "teal") -> bytes:
    """The bytes of a small picture."""
    out = io.BytesIO()
    Pillow.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def _marked(segment, mark: str, language: Language) -> str:
    dash = "— " if segment.text.startswith("— ") else ""
    return f"{dash}{mark} {worded(segment.text.removeprefix(dash), language)}"


def rendered_by(version: SourceVersion) -> Revision:
    """The revision a version renders."""
    return parts(version)[0]
