"""Hand-made issue values: small texts in four languages, changed case by case with ``replace``."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from workflow.issues.links import Links
from workflow.issues.states import Fallback, Layout
from workflow.issues.texts import IssueSnapshot, SlotSnapshot, StoryTexts, Words
from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag
from workflow.stories.states import StoryKind
from workflow.stories.texts import ImageRef, SourceText
from workflow.text.meaning import Level
from workflow.text.segments import Field, Kind
from workflow.text.shape import TargetBlock
from workflow.translation.states import TranslationState
from workflow.translation.texts import Outdated, StaleSegment, Standing, TranslatedText

EN, ZH, UK, PL = map(by_tag, ("en", "zh-Hant", "uk", "pl"))
LINKS = Links(base="https://news.example")
PLANNED_AT = datetime(2026, 11, 24, 7, tzinfo=UTC)

HEADLINES = {
    EN: "A harbour learns two alphabets",
    ZH: "一座港口學會兩套字母",
    UK: "Порт, що вивчив дві абетки",
    PL: "Port, który poznał dwa alfabety",
}
SENTENCES = {
    EN: "The pilots of the old harbour still greet every ship by name, and the ships still answer.",
    ZH: "老港的引水人依舊逐一喊出每艘船的名字，而每艘船也依舊以汽笛回應。",
    UK: "Лоцмани старого порту й досі вітають кожне судно на ім’я, а судна й досі відповідають.",
    PL: "Piloci ze starego portu nadal witają każdy statek po imieniu, a statki nadal odpowiadają.",
}
CAPTIONS = {
    EN: "The inner basin at dawn.",
    ZH: "清晨的內港。",
    UK: "Внутрішня гавань на світанку.",
    PL: "Wewnętrzny basen portu o świcie.",
}
CREDITS = {EN: "Photo: Ren Lis", ZH: "攝影：Ren Lis", UK: "Фото: Рен Ліс", PL: "Fot. Ren Lis"}
AUTHORS = {EN: "Ivan Doe", ZH: "杜一凡", UK: "Іван До", PL: "Iwan Do"}
NAMES = {EN: "Two Shores", ZH: "兩岸來信", UK: "Два береги", PL: "Dwa brzegi"}
IMAGE = ImageRef(sha256="ab" * 32, media_type="image/jpeg", width=1200, height=800)

LINE_FIELDS = tuple(field for field in Field if field is not Field.BODY)


def segments(
    language: Language,
    *,
    lines: Mapping[Field, str] | None = None,
    paragraphs: tuple[str, ...] | None = None,
    kind: StoryKind = StoryKind.STORY,
) -> tuple[TargetBlock, ...]:
    texts = _letter_lines(language) if kind is StoryKind.LETTER else _story_lines(language)
    texts |= lines or {}
    named = [(field, Kind.LINE, texts[field]) for field in LINE_FIELDS if texts.get(field)]
    body = paragraphs if paragraphs is not None else (SENTENCES[language],) * 2
    whole = [*named, *((Field.BODY, Kind.PARAGRAPH, text) for text in body)]
    return tuple(
        TargetBlock(field=field, kind=each, text=text, key=(key := f"s{number}"), sources=(key,))
        for number, (field, each, text) in enumerate(whole, 1)
    )


def _story_lines(language: Language) -> dict[Field, str]:
    return {
        Field.HEADLINE: HEADLINES[language],
        Field.TAGLINE: CAPTIONS[language],
        Field.EXCERPT: SENTENCES[language],
        Field.IMAGE_ALT: CAPTIONS[language],
        Field.IMAGE_CAPTION: CAPTIONS[language],
        Field.IMAGE_CREDIT: CREDITS[language],
    }


def _letter_lines(language: Language) -> dict[Field, str]:
    return {Field.SUBJECT: HEADLINES[language], Field.PREHEADER: SENTENCES[language]}


def source(
    slug: str = "harbour",
    language: Language = EN,
    *,
    story_id: int = 1,
    kind: StoryKind = StoryKind.STORY,
    revision: int = 1,
    lines: Mapping[Field, str] | None = None,
    paragraphs: tuple[str, ...] | None = None,
) -> SourceText:
    return SourceText(
        story_id=story_id,
        slug=slug,
        kind=kind,
        language=language,
        revision_id=story_id * 10 + revision,
        revision_number=revision,
        authors=(AUTHORS[language],) if kind is StoryKind.STORY else (),
        published_date=date(2026, 11, 20),
        canonical_url="",
        licence="CC BY 4.0",
        image=IMAGE if kind is StoryKind.STORY else None,
        segments=segments(language, lines=lines, paragraphs=paragraphs, kind=kind),
    )


def standing(
    original: SourceText,
    language: Language,
    *,
    state: TranslationState = TranslationState.APPROVED,
    approved: bool = True,
    outdated: tuple[Outdated, ...] = (),
    lines: Mapping[Field, str] | None = None,
    paragraphs: tuple[str, ...] | None = None,
    version: int = 1,
) -> Standing:
    text = TranslatedText(
        story_id=original.story_id,
        language=language,
        approved_version_id=original.story_id * 100 + language.order + version,
        number=version,
        revision_number=original.revision_number,
        made_from_language=original.language,
        made_from_number=original.revision_number,
        authors=(AUTHORS[language],) if original.kind is StoryKind.STORY else (),
        translators=("Ola Nowak",),
        reviewers=("林小美",),
        segments=segments(language, lines=lines, paragraphs=paragraphs, kind=original.kind),
    )
    return Standing(
        story_id=original.story_id,
        language=language,
        state=state,
        approved=text if approved else None,
        outdated=outdated,
        translators=text.translators,
        reviewers=text.reviewers,
    )


def outdated(
    *keys: str, level: Level = Level.STYLE, via: Language | None = None, language: Language = EN
) -> Outdated:
    """A reason why a text is outdated: the pilots of the source became two."""
    return Outdated(
        segments=tuple(
            StaleSegment(
                key=key,
                old="One pilot.",
                new="Two pilots.",
                level=level,
                reason="The number {old} became {new}.",
                values={"old": "one", "new": "two"},
            )
            for key in keys or ("s1",)
        ),
        from_number=1,
        to_number=2,
        language=language,
        via=via,
    )


def texts(
    original: SourceText | None = None, standings: Mapping[Language, Standing] | None = None
) -> StoryTexts:
    """A story with every translation approved, but for the ``standings`` given."""
    original = original or source()
    others = [language for language in ALL if language != original.language]
    return StoryTexts(
        source=original,
        standings={each: standing(original, each) for each in others} | dict(standings or {}),
    )


def slot(
    story: StoryTexts | None = None,
    *,
    layout: Layout = Layout.STANDARD,
    fallback: Fallback = Fallback.HOLD,
) -> SlotSnapshot:
    return SlotSnapshot(layout=layout, fallback=fallback, story=story or texts())


def letter(standings: Mapping[Language, Standing] | None = None, **changes: object) -> StoryTexts:
    original = source("letter-1", kind=StoryKind.LETTER, story_id=9, **changes)  # type: ignore[arg-type]
    return texts(original, standings)


def issue(*slots: SlotSnapshot, opening: StoryTexts | None = None) -> IssueSnapshot:
    """An issue in all languages; without slots it has one of each layout."""
    slots = slots or tuple(
        slot(texts(source(f"harbour-{layout}", story_id=number)), layout=layout)
        for number, layout in enumerate(Layout, 1)
    )
    slugs = {each.story.source.slug for each in slots}
    return IssueSnapshot(
        slug="two-shores-1",
        number=1,
        coverage="two-shores",
        planned_at=PLANNED_AT,
        planned_date=PLANNED_AT.date(),
        languages=ALL,
        words={
            language: Words(
                name=NAMES[language],
                blurb=CAPTIONS[language],
                publisher="Dumpling Desk",
                postal_address="1 Quay Street",
            )
            for language in ALL
        },
        letter=opening or letter(),
        slots=slots,
        story_slugs=frozenset(slugs),
    )
