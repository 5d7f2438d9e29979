"""A small newspaper, made by the rooms' own actions: one story in English, Ukrainian and Polish,
one letter in all four languages, and one issue whose editions are frozen or out."""

from datetime import UTC, date, datetime
from io import BytesIO
from secrets import token_urlsafe

from PIL import Image as Pillow

from workflow.audience.models import Reader
from workflow.audience.states import ReaderState
from workflow.issues.actions import SlotPlan, add_issue, set_slots
from workflow.issues.freeze import freeze
from workflow.issues.links import Links
from workflow.issues.models import Edition, Issue
from workflow.issues.states import EDITION_TRANSITIONS, EditionState, Fallback, Layout
from workflow.journal.actions import move
from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag
from workflow.people.actions import terminal_user
from workflow.stories.actions import (
    Words,
    add_coverage,
    add_image,
    add_story,
    set_coverage_words,
)
from workflow.stories.content import SourceContent
from workflow.stories.models import Coverage, Story
from workflow.stories.states import StoryKind
from workflow.text.markdown import split
from workflow.text.segments import Block, Field
from workflow.translation.actions import approve, open_translation, start, submit_for_review
from workflow.translation.writing import save_file

EN, ZH, UK, PL = map(by_tag, ("en", "zh-Hant", "uk", "pl"))
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
PLANNED_AT = datetime(2026, 11, 24, 7, tzinfo=UTC)
BASE = "http://localhost:8000"

NAMES = {EN: "Two Shores", ZH: "兩岸來信", UK: "Два береги", PL: "Dwa brzegi"}
BLURBS = {
    EN: "Letters from harbours that have more in common than a map shows.",
    ZH: "寫給兩座港口的信：它們的相似之處，地圖上看不出來。",
    UK: "Листи з гаваней, у яких спільного більше, ніж видно на карті.",
    PL: "Listy z portów, które łączy więcej, niż widać na mapie.",
}
SUBJECTS = {
    EN: "What harbours remember",
    ZH: "港口記得的事",
    UK: "Що пам’ятають гавані",
    PL: "Co pamiętają porty",
}
LETTERS = {
    EN: "A harbour keeps the names of the ships that did not return. This week we read them aloud.",
    ZH: "港口記得每一艘沒有回來的船。本期，我們把它們的名字讀出來。",
    UK: "Гавань береже назви суден, що не повернулися. Цього тижня ми читаємо їх уголос.",
    PL: "Port pamięta nazwy statków, które nie wróciły. W tym tygodniu czytamy je na głos.",
}
HEADLINES = {
    EN: "A harbour learns two alphabets",
    ZH: "一座港口學會兩套字母",
    UK: "Порт, що вивчив дві абетки",
    PL: "Port, który poznał dwa alfabety",
}
BODIES = {
    EN: (
        "The pilots of the *old* harbour still greet every ship by name, and the ships answer.",
        "The list",
        "Read it aloud, and slowly.",
        "Ships that came back",
        "Ships that did not",
    ),
    ZH: (
        "*老港*的引水人仍逐一喊出每艘船的名字，船也一一回應。",
        "名單",
        "請慢慢地讀出聲來。",
        "回來的船",
        "沒有回來的船",
    ),
    UK: (
        "Лоцмани *старого* порту й досі вітають кожне судно на ім’я, і судна відповідають.",
        "Список",
        "Читайте його вголос і повільно.",
        "Судна, що повернулися",
        "Судна, що не повернулися",
    ),
    PL: (
        "Piloci *starego* portu nadal witają każdy statek po imieniu, a statki odpowiadają.",
        "Lista",
        "Czytajcie ją na głos i powoli.",
        "Statki, które wróciły",
        "Statki, które nie wróciły",
    ),
}
TAGLINES = {
    EN: "The pilots greet every ship in both of them.",
    ZH: "引水人用兩套字母向每艘船致意。",
    UK: "Лоцмани вітають кожне судно обома.",
    PL: "Piloci witają każdy statek w obu.",
}
EXCERPTS = {
    EN: "On a morning in the inner basin, where old pilots still wait for new ships.",
    ZH: "清晨的內港，老引水人仍在等待新來的船。",
    UK: "Ранок у внутрішній гавані, де старі лоцмани досі чекають на нові судна.",
    PL: "Poranek w basenie portowym, gdzie starzy piloci wciąż czekają na nowe statki.",
}
CAPTIONS = {
    EN: "The inner basin of the harbour at dawn.",
    ZH: "清晨的內港。",
    UK: "Внутрішня гавань порту на світанку.",
    PL: "Wewnętrzny basen portu o świcie.",
}
CREDITS = {EN: "Photo: Ren Lis", ZH: "攝影：Ren Lis", UK: "Фото: Рен Ліс", PL: "Fot. Ren Lis"}


def lines(**fields: str) -> tuple[Block, ...]:
    return tuple(
        block
        for name, text in fields.items()
        for block in split(text, Field(name.replace("_", "-")))
    )


def a_coverage(slug: str = "two-shores") -> Coverage:
    coverage = add_coverage(slug, languages=ALL, by=terminal_user(), at=AT)
    words = {
        language: Words(
            name=NAMES[language],
            blurb=BLURBS[language],
            publisher="Harbour Press",
            postal_address="1 Quay, Harbour",
        )
        for language in ALL
    }
    set_coverage_words(coverage, words, by=terminal_user(), at=AT)
    return coverage


def picture_bytes() -> bytes:
    picture = Pillow.new("RGB", (1200, 700), (42, 96, 112))
    picture.paste((214, 176, 110), (0, 430, 1200, 700))
    file = BytesIO()
    picture.save(file, "JPEG")
    return file.getvalue()


def a_story(coverage: Coverage, slug: str = "two-alphabets") -> Story:
    content = SourceContent(
        blocks=lines(
            headline=HEADLINES[EN],
            tagline=TAGLINES[EN],
            excerpt=EXCERPTS[EN],
            image_alt=CAPTIONS[EN],
            image_caption=CAPTIONS[EN],
            image_credit=CREDITS[EN],
        )
        + split("{}\n\n## {}\n\n> {}\n\n- {}\n- {}".format(*BODIES[EN])),
        authors=("Ivan Doe",),
        published_date=date(2026, 10, 2),
        licence="CC BY 4.0",
        image=add_image(picture_bytes()),
    )
    return add_story(coverage, slug, language=EN, content=content, by=terminal_user(), at=AT)


def a_letter(coverage: Coverage, slug: str = "letter-1") -> Story:
    content = SourceContent(
        blocks=lines(subject=SUBJECTS[EN], preheader=BLURBS[EN]) + split(LETTERS[EN])
    )
    return add_story(
        coverage,
        slug,
        language=EN,
        content=content,
        kind=StoryKind.LETTER,
        by=terminal_user(),
        at=AT,
    )


def story_in(language: Language, **changed: str) -> list[str]:
    """Everything the story says in a language, in the order of its segments."""
    first = {
        "headline": HEADLINES[language],
        "tagline": TAGLINES[language],
        "excerpt": EXCERPTS[language],
        "alt": CAPTIONS[language],
        "caption": CAPTIONS[language],
        "credit": CREDITS[language],
    }
    return [*(first | changed).values(), *BODIES[language]]


def letter_in(language: Language) -> list[str]:
    """Everything the letter says in a language."""
    return [SUBJECTS[language], BLURBS[language], LETTERS[language]]


def translate(story: Story, language: Language, texts: list[str]) -> None:
    """Approve a translation that says this, segment by segment."""
    desk = terminal_user()
    revision = story.revisions.get()
    translation = open_translation(story, language, by=desk, at=AT)
    start(translation, made_from=revision, by=desk, at=AT, credit_as=["Olena Rubin"])
    keys = revision.segments.order_by("position").values_list("key", flat=True)
    save_file(translation, dict(zip(keys, texts, strict=True)), by=desk, at=AT)
    submit_for_review(translation, by=desk, at=AT)
    approve(translation, by=desk, at=AT, credit_as=["Jan Rybak"])


def an_issue(coverage: Coverage | None = None) -> Issue:
    """Issue 1: everything but the Chinese translation of its story is approved."""
    coverage = coverage or a_coverage()
    letter, story = a_letter(coverage), a_story(coverage)
    for language in (ZH, UK, PL):
        translate(letter, language, letter_in(language))
    for language in (UK, PL):
        translate(story, language, story_in(language))
    desk = terminal_user()
    issue = add_issue(
        coverage,
        "harbours",
        number=1,
        letter=letter,
        languages=ALL,
        planned_at=PLANNED_AT,
        by=desk,
        at=AT,
    )
    slot = SlotPlan(story=story, layout=Layout.LEAD, fallback=Fallback.ORIGINAL)
    set_slots(issue, [slot], by=desk, at=AT)
    return issue


def a_frozen_edition(issue: Issue, language: Language) -> Edition:
    return freeze(issue, language, by=terminal_user(), at=AT, links=Links(base=BASE))


def send_out(edition: Edition, *, state: EditionState = EditionState.SENT) -> Edition:
    """Move a frozen edition to being sent, or to sent."""
    desk = terminal_user()
    for to in (EditionState.SENDING, EditionState.SENT):
        if edition.state != state:
            move(edition, to, table=EDITION_TRANSITIONS, verb="send", by=desk, at=AT)
    return edition


def a_published_issue() -> Issue:
    """The issue with all four editions out."""
    issue = an_issue()
    for language in ALL:
        send_out(a_frozen_edition(issue, language))
    return issue


def a_reader(
    language: Language = UK, *, state: ReaderState = ReaderState.SUBSCRIBED, name: str = "olha"
) -> Reader:
    return Reader.objects.create(
        address=f"{name}@readers.example",
        address_key=f"{name}@readers.example",
        language=language,
        state=state,
        token=token_urlsafe(24),
        created_at=AT,
    )
