"""Preflight: each fault gives its own finding, and a sound edition gives none."""

from dataclasses import replace
from typing import Any

import pytest

from tests.issue_values import (
    EN,
    IMAGE,
    LINKS,
    PL,
    SENTENCES,
    UK,
    ZH,
    issue,
    letter,
    outdated,
    slot,
    source,
    standing,
    texts,
)
from workflow.issues.checks.finding import EditionFinding, Examined
from workflow.issues.links import READER_TOKEN
from workflow.issues.preflight import CHECKS, errors, preflight, prepare
from workflow.issues.states import Fallback, Layout
from workflow.issues.texts import IssueSnapshot, StoryTexts
from workflow.languages.catalogue import catalogue
from workflow.languages.language import Language
from workflow.languages.registry import ALL
from workflow.stories.texts import SourceText
from workflow.text.checks.finding import Severity
from workflow.text.markdown import split
from workflow.text.segments import Field, Kind, Segment
from workflow.text.shape import TargetBlock
from workflow.translation.states import TranslationState

CHANGED = outdated(via=UK)


def with_translation(language: Language = PL, **changes: Any) -> IssueSnapshot:
    original = source()
    return issue(slot(texts(original, {language: standing(original, language, **changes)})))


def missing(fallback: Fallback) -> IssueSnapshot:
    original = source()
    waiting = standing(original, PL, state=TranslationState.IN_REVIEW, approved=False)
    return issue(slot(texts(original, {PL: waiting}), fallback=fallback))


def with_letter(language: Language = EN, **changes: Any) -> IssueSnapshot:
    return issue(opening=letter(language=language, **changes))


def saying(words: str, language: Language) -> IssueSnapshot:
    return with_translation(language, paragraphs=(words,))


def found(plan: IssueSnapshot, language: Language) -> list[tuple[str, Severity]]:
    prepared = prepare(plan, language, links=LINKS)
    return [(finding.check, finding.severity) for finding in prepared.findings]


def relayed(words: str, original: Language, pivot: Language, into: Language) -> IssueSnapshot:
    """A story one of whose translations was made from another; ``words`` are its paragraph."""
    told = source(language=original)
    made = standing(told, into, paragraphs=(words,))
    through = standing(told, pivot).approved
    assert through is not None
    return issue(slot(replace(texts(told, {into: made}), relays={into: through})))


def in_letter(markdown: str) -> IssueSnapshot:
    return issue(opening=written(letter().source, markdown))


def in_lead(markdown: str) -> IssueSnapshot:
    return issue(slot(written(source(), markdown), layout=Layout.LEAD))


def written(original: SourceText, markdown: str) -> StoryTexts:
    """The same source with another body."""
    lines = tuple(each for each in original.segments if each.field is not Field.BODY)
    body = tuple(
        Segment(field=block.field, kind=block.kind, text=block.text, frame=block.frame, key=f"b{n}")
        for n, block in enumerate(split(markdown))
    )
    return texts(replace(original, segments=lines + body))


PICTURE = "![The pier](https://a.example/pier.jpg)"
STOLEN = f"https://evil.example/?t={READER_TOKEN}"
OWN = LINKS.preferences(EN)

ERROR, WARNING = Severity.ERROR, Severity.WARNING

FAULTS: list[tuple[str, IssueSnapshot, Language, list[tuple[str, Severity]]]] = [
    ("hold", missing(Fallback.HOLD), PL, [("missing-translation", ERROR)]),
    ("omit", missing(Fallback.OMIT), PL, [("missing-translation", WARNING)]),
    ("original", missing(Fallback.ORIGINAL), PL, [("missing-translation", WARNING)]),
    ("outdated", with_translation(outdated=(CHANGED,)), PL, [("outdated-translation", WARNING)]),
    (
        "alt",
        with_translation(lines={Field.IMAGE_ALT: ""}),
        PL,
        [("missing-alt", ERROR)],
    ),
    ("simplified", saying("台湾的港口。", ZH), ZH, [("simplified", ERROR)]),
    ("russian", saying("Это порт.", UK), UK, [("russian-letters", WARNING)]),
    ("look-alike", saying("Стaрий порт.", UK), UK, [("homoglyph", ERROR)]),
    ("leftover", saying(SENTENCES[EN], PL), PL, [("untranslated-remainder", ERROR)]),
    ("leftover in zh", saying(SENTENCES[EN], ZH), ZH, [("untranslated-remainder", ERROR)]),
    ("relative", saying("[x](harbour.html)", PL), PL, [("malformed-link", ERROR)]),
    ("ftp", saying("[x](ftp://a.example/x)", PL), PL, [("malformed-link", ERROR)]),
    ("no host", saying("[x](https://)", PL), PL, [("malformed-link", ERROR)]),
    ("no anchor", with_letter(paragraphs=("[x](#gone)",)), EN, [("broken-link", ERROR)]),
    (
        "no story",
        saying(f"[x]({LINKS.story(PL, 'gone')})", PL),
        PL,
        [("broken-link", ERROR)],
    ),
    (
        "no language",
        saying("[x](https://news.example/ru/stories/harbour/)", PL),
        PL,
        [("broken-link", ERROR)],
    ),
    ("empty subject", with_letter(lines={Field.SUBJECT: " "}), EN, [("empty-subject", ERROR)]),
    ("long subject", with_letter(lines={Field.SUBJECT: "a" * 61}), EN, [("long-subject", WARNING)]),
    (
        "wide subject",
        with_letter(ZH, lines={Field.SUBJECT: "港" * 31}),
        ZH,
        [("long-subject", WARNING)],
    ),
    ("no preheader", with_letter(lines={Field.PREHEADER: ""}), EN, [("preheader-length", WARNING)]),
    (
        "long preheader",
        with_letter(lines={Field.PREHEADER: "a" * 101}),
        EN,
        [("preheader-length", WARNING)],
    ),
    ("large", with_letter(paragraphs=("word " * 6000,)), EN, [("too-large", WARNING)]),
    ("too large", with_letter(paragraphs=("word " * 10000,)), EN, [("too-large", ERROR)]),
    (
        "control",
        with_letter(lines={Field.SUBJECT: "a\u0092b"}),
        EN,
        [("control-chars", ERROR)],
    ),
    (
        "leftover of the relay",
        relayed(SENTENCES[EN], ZH, EN, PL),
        PL,
        [("untranslated-remainder", ERROR)],
    ),
    (
        "leftover of the original in a relayed text",
        relayed(SENTENCES[ZH], ZH, EN, PL),
        PL,
        [("untranslated-remainder", ERROR)],
    ),
    (
        "leftover that both languages could be, told once",
        relayed(SENTENCES[EN], PL, EN, UK),
        UK,
        [("untranslated-remainder", ERROR)],
    ),
    ("picture", in_letter(f"Look:\n\n{PICTURE}"), EN, [("left-out-of-letter", WARNING)]),
    ("picture in a list", in_letter(f"- a\n- {PICTURE}"), EN, [("left-out-of-letter", WARNING)]),
    ("picture among words", in_letter(f"Look {PICTURE}"), EN, [("left-out-of-letter", WARNING)]),
    ("footnote", in_letter("Look.[^1]\n\n[^1]: It is."), EN, [("left-out-of-letter", WARNING)]),
    (
        "footnote marked in the opening of the lead",
        in_lead("Look.[^1]\n\n[^1]: It is."),
        EN,
        [("left-out-of-letter", WARNING)],
    ),
    (
        "footnote and picture further down in the lead",
        in_lead(f"Look.\n\n## On\n\nMore.[^1]\n\n{PICTURE}\n\n[^1]: It is."),
        EN,
        [],
    ),
    ("token in a link", with_letter(paragraphs=(f"[x]({STOLEN})",)), EN, [("reader-token", ERROR)]),
    (
        "token after our address",
        with_letter(paragraphs=(f"[x](https://evil.example/?t={OWN})",)),
        EN,
        [("reader-token", ERROR)],
    ),
    ("token in words", with_letter(paragraphs=(READER_TOKEN,)), EN, [("reader-token", ERROR)]),
    (
        "token in the subject",
        with_letter(lines={Field.SUBJECT: READER_TOKEN}),
        EN,
        [("reader-token", ERROR)],
    ),
    (
        "token in the preheader",
        with_letter(lines={Field.PREHEADER: f"{READER_TOKEN} is here"}),
        EN,
        [("reader-token", ERROR)],
    ),
]


@pytest.mark.parametrize("language", ALL, ids=str)
def test_a_sound_edition_has_no_finding(language: Language) -> None:
    assert found(issue(), language) == []


@pytest.mark.parametrize(
    ("plan", "language", "expected"),
    [fault[1:] for fault in FAULTS],
    ids=[fault[0] for fault in FAULTS],
)
def test_a_fault_gives_its_finding_and_no_other(
    plan: IssueSnapshot, language: Language, expected: list[tuple[str, Severity]]
) -> None:
    assert found(plan, language) == expected


def examined(language: Language = EN, **rendered: Any) -> Examined:
    prepared = prepare(issue(), language, links=LINKS)
    return Examined(
        issue=issue(),
        decisions=prepared.decisions,
        content=prepared.content,
        rendered=replace(prepared.rendered, **rendered),
        links=LINKS,
    )


def changed(old: str, new: str) -> list[str]:
    edition = examined()
    rendered = {"html": edition.rendered.html.replace(old, new)}
    return [finding.check for finding in preflight(examined(**rendered))]


def test_a_page_without_the_unsubscribe_link_is_refused() -> None:
    assert changed("/unsubscribe/", "/") == ["no-unsubscribe"]


def test_a_text_without_the_unsubscribe_link_is_refused() -> None:
    text = examined().rendered.text.replace("/unsubscribe/", "/")
    assert [each.check for each in preflight(examined(text=text))] == ["no-unsubscribe"]


def test_a_page_with_two_main_headings_is_refused() -> None:
    assert changed("</body>", "<h1>Again</h1></body>") == ["one-heading"]


@pytest.mark.parametrize("tag", ["html", "div"])
def test_a_page_that_names_another_language_is_refused(tag: str) -> None:
    html = examined().rendered.html
    start = html.index(f"<{tag} ", html.index("<body") if tag == "div" else 0)
    start = html.index('lang="en"', start)
    other = html[:start] + 'lang="uk"' + html[start + len('lang="en"') :]
    assert [each.check for each in preflight(examined(html=other))] == ["wrong-language"]


@pytest.mark.parametrize("part", ["subject", "preheader", "sender_name", "html", "text"])
def test_the_place_of_readers_own_keys_is_refused_in_every_part(part: str) -> None:
    whole = getattr(examined().rendered, part)
    edition = examined(**{part: f"{whole}\nsee {OWN}."})
    assert "reader-token" in [each.check for each in preflight(edition)]


def test_the_text_that_holds_the_place_of_readers_own_keys_is_named() -> None:
    plan = with_translation(lines={Field.EXCERPT: READER_TOKEN})
    assert [each.story for each in prepare(plan, PL, links=LINKS).findings] == ["harbour"]


def test_a_letter_may_lead_to_the_readers_own_page() -> None:
    assert found(in_letter(f"Change it [here]({OWN})."), EN) == []


def test_what_a_letter_loses_is_named_with_its_mend() -> None:
    plan = in_letter(f"Look.[^1]\n\n{PICTURE}\n\n[^1]: Built in 1931.")
    finding = prepare(plan, EN, links=LINKS).findings
    assert [each.sentence.in_(EN) for each in finding] == [
        "“A harbour learns two alphabets”: The picture “The pier” is not shown in the email.",
        "“A harbour learns two alphabets”: The footnote “Built in 1931” is not shown in the email.",
    ]
    assert [each.mend.in_(EN) for each in finding] == [
        "Say in words what it shows, or link to it.",
        "Say it in the text itself.",
    ]


def test_the_finding_of_a_story_names_it() -> None:
    finding = prepare(missing(Fallback.HOLD), PL, links=LINKS).findings[0]
    assert finding.story == "harbour"
    assert "A harbour learns two alphabets" in finding.sentence.in_(EN)


def test_why_a_translation_is_outdated_is_said_in_the_editors_language() -> None:
    finding = prepare(with_translation(outdated=(CHANGED,)), PL, links=LINKS).findings[0]
    assert finding.sentence.in_(UK) == (
        "«Port, który poznał dwa alfabety»: Змінився оригінал, мова: англійська. Була версія 1, "
        "тепер 2. Змінилося число: було one, стало two. Цей переклад зроблено через іншу мову: "
        "українська. Текст виходить таким, як є."
    )


def all_findings() -> list[EditionFinding]:
    return [
        finding
        for _, plan, language, _ in FAULTS
        for finding in prepare(plan, language, links=LINKS).findings
    ]


@pytest.mark.parametrize("language", ALL, ids=str)
def test_every_finding_and_its_mend_can_be_said_in_every_language(language: Language) -> None:
    words = catalogue(language, strict=True)
    for finding in all_findings():
        for sentence in (finding.sentence, finding.mend):
            assert words.pattern(sentence.msgid)
            assert "{" not in sentence.in_(language)


def test_every_check_of_the_catalogue_finds_something_in_the_tables_above() -> None:
    tried = {check for *_, expected in FAULTS for check, _ in expected}
    tried |= {"no-unsubscribe", "one-heading", "wrong-language"}
    assert len(tried) >= len(CHECKS)


def test_only_errors_keep_an_edition_back() -> None:
    assert prepare(missing(Fallback.OMIT), PL, links=LINKS).sendable
    held = prepare(missing(Fallback.HOLD), PL, links=LINKS)
    assert not held.sendable
    assert len(errors(held.findings)) == 1


def test_a_held_edition_can_be_previewed_all_the_same() -> None:
    held = prepare(missing(Fallback.HOLD), PL, links=LINKS)
    assert held.content.stories[0].language == EN
    assert IMAGE.sha256[:32] in held.rendered.html


# No word in them tells English from Polish: only beside the source does it show.
FIRST = "Harbour pilots greet old ships every morning."
SECOND = "Hungry gulls chase every ferry towards distant lighthouses."


def reshaped(*blocks: tuple[str, tuple[str, ...], str]) -> IssueSnapshot:
    """A story of two paragraphs whose translation has these blocks: key, sources, words."""
    original = source(paragraphs=(FIRST, SECOND))
    made = standing(original, PL)
    assert made.approved is not None
    fields = [each for each in made.approved.segments if each.field is not Field.BODY]
    body = [
        TargetBlock(key=key, field=Field.BODY, kind=Kind.PARAGRAPH, text=words, sources=sources)
        for key, sources, words in blocks
    ]
    text = replace(made.approved, segments=(*fields, *body))
    return issue(slot(texts(original, {PL: replace(made, approved=text)})))


ONE, TWO = (segment.key for segment in source().segments if segment.field is Field.BODY)
LEFT_OVER = [("untranslated-remainder", Severity.ERROR)]


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        ([(ONE, (ONE, TWO), f"{FIRST} {SECOND}")], LEFT_OVER),
        ([(ONE, (ONE,), SENTENCES[PL]), (f"{TWO}.2", (TWO,), SECOND)], LEFT_OVER),
        ([(ONE, (ONE, TWO), f"{SENTENCES[PL]} Mewy lecą za promem.")], []),
        ([(ONE, (ONE,), SENTENCES[PL]), ("n1", (), "Nabrzeże to miejsce przy wodzie.")], []),
    ],
    ids=["merged", "piece", "merged and translated", "note"],
)
def test_a_reshaped_translation_is_compared_with_what_each_block_renders(
    blocks: list[tuple[str, tuple[str, ...], str]], told: list[tuple[str, Severity]]
) -> None:
    assert found(reshaped(*blocks), PL) == told
