"""From an issue as it stands to one edition's content: pure, for preview and sending alike."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from workflow.issues.content import (
    EditionContent,
    Footer,
    LanguageLink,
    Masthead,
    Picture,
    StoryContent,
)
from workflow.issues.decide import Choice, ShownText, SlotDecision, available, decide
from workflow.issues.links import Links
from workflow.issues.states import Layout
from workflow.issues.texts import IssueSnapshot
from workflow.languages.catalogue import Catalogue, catalogue, marked
from workflow.languages.formatting import format_date, format_list, name_of, reading_minutes
from workflow.languages.language import Language
from workflow.stories.texts import body
from workflow.text.columns import width
from workflow.text.inline import plain
from workflow.text.segments import Block, Field, Kind, Segment
from workflow.translation.disclosure import disclosure

Places = Mapping[str, str]
_PLACE = re.compile(r"\]\(#[\w-]+\)")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_LEADS_ON = (":", "：")

# How many columns of running text a layout may show of a story's body. Columns, not characters:
# a Chinese character says about as much as two Latin letters, and is as wide.
BODY_COLUMNS = {Layout.LEAD: 700, Layout.STANDARD: 200, Layout.BRIEF: 0}


def assemble(issue: IssueSnapshot, language: Language, *, links: Links) -> EditionContent:
    """Everything the edition shows in one language."""
    return assemble_decided(issue, decide(issue, language), language, links=links)


def assemble_decided(
    issue: IssueSnapshot,
    decisions: Sequence[SlotDecision],
    language: Language,
    *,
    links: Links,
) -> EditionContent:
    """The same from decisions already made: the letter's first, then one a slot."""
    words, letter = catalogue(language), decisions[0].shown
    if letter is None:
        raise ValueError(f"Issue {issue.slug} has no letter to show. The letter is never left out.")
    places = _places(decisions, links=links)
    return EditionContent(
        language=language,
        sender_name=issue.words[language].name,
        subject=letter.line(Field.SUBJECT),
        preheader=letter.line(Field.PREHEADER),
        masthead=_masthead(issue, language, words=words),
        letter_language=letter.language,
        letter=placed(body(letter.segments), places),
        stories=tuple(
            _story(decision, words=words, links=links, places=places)
            for decision in decisions[1:]
            if decision.shown
        ),
        footer=_footer(issue, language, words=words, links=links),
    )


def _masthead(issue: IssueSnapshot, language: Language, *, words: Catalogue) -> Masthead:
    return Masthead(
        newsletter=issue.words[language].name,
        blurb=issue.words[language].blurb,
        issue=words.text("Issue {n}", n=issue.number),
        date=format_date(issue.planned_date, language),
    )


def _footer(issue: IssueSnapshot, language: Language, *, words: Catalogue, links: Links) -> Footer:
    about = issue.words[language]
    return Footer(
        why=words.text(
            "You are receiving this e-mail because you subscribed to {newsletter}.",
            newsletter=about.name,
        ),
        preferences_url=links.preferences(language),
        unsubscribe_url=links.unsubscribe(language),
        web_url=links.web_version(language, issue.coverage, issue.number),
        archive_url=links.archive(language, issue.coverage),
        privacy_url=links.privacy(language),
        publisher=about.publisher,
        postal_address=about.postal_address,
        copyright=words.text(
            "© {year} {organisation}", year=issue.planned_date.year, organisation=about.publisher
        ),
    )


def _story(
    decision: SlotDecision, *, words: Catalogue, links: Links, places: Places
) -> StoryContent:
    text, layout = decision.shown, decision.layout
    if text is None or layout is None:
        raise ValueError("Only a place that shows a story becomes a story of the edition.")
    return StoryContent(
        slug=text.slug,
        layout=layout,
        language=text.language,
        headline=text.line(Field.HEADLINE),
        tagline=text.line(Field.TAGLINE),
        excerpt=text.line(Field.EXCERPT),
        body=placed(opening(body(text.segments), columns=BODY_COLUMNS[layout]), places),
        picture=None if layout is Layout.BRIEF else _picture(decision, links=links),
        byline=_credit(words, marked("By {name}"), text.authors),
        credits=_credits(text, words=words),
        reading_time=_reading_time(text, words=words),
        note=_note(decision, words=words),
        correction=text.line(Field.CORRECTION),
        url=links.story(text.language, text.slug),
        also_in=tuple(
            LanguageLink(language=each, url=links.story(each, text.slug))
            for each in available(decision.story)
            if each != text.language
        ),
    )


def opening(segments: Sequence[Segment], *, columns: int) -> tuple[Block, ...]:
    """The paragraphs a body begins with, whole, as long as they fit; any other block ends them."""
    taken: list[Block] = []
    for segment in segments:
        columns -= width(plain(segment.text))
        if segment.kind is not Kind.PARAGRAPH or segment.frame or columns < 0:
            break
        taken.append(segment)
    while taken and taken[-1].text.endswith(_LEADS_ON):
        taken.pop()  # it announces a quotation or a list that is not shown
    return tuple(taken)


def placed(blocks: Sequence[Block], places: Places) -> tuple[Block, ...]:
    """The blocks with their links to ``#some-story`` leading to that story's page.

    Few mail programs can jump inside a message. Marks of footnotes go, as the footnotes do.
    """
    return tuple(replace(block, text=_placed(block.text, places)) for block in blocks)


def _placed(text: str, places: Places) -> str:
    return _NOTE_MARK.sub("", _PLACE.sub(lambda link: places.get(link[0], link[0]), text))


def _places(decisions: Sequence[SlotDecision], *, links: Links) -> Places:
    shown = [decision.shown for decision in decisions[1:] if decision.shown]
    return {f"](#{text.slug})": f"]({links.story(text.language, text.slug)})" for text in shown}


def _picture(decision: SlotDecision, *, links: Links) -> Picture | None:
    image, text = decision.story.source.image, decision.shown
    if image is None or text is None:
        return None
    return Picture(
        src=links.image(image.sha256, image.media_type),
        alt=text.line(Field.IMAGE_ALT),
        caption=text.line(Field.IMAGE_CAPTION),
        credit=text.line(Field.IMAGE_CREDIT),
        width=image.width,
        height=image.height,
    )


def _credit(words: Catalogue, sentence: str, names: Sequence[str], **values: object) -> str:
    """A credit line, or nothing where there is nobody to name."""
    if not names:
        return ""
    return words.text(sentence, name=format_list(names, words.language), **values)


def _credits(text: ShownText, *, words: Catalogue) -> tuple[str, ...]:
    if text.made_from is None:
        return ()
    language_from = name_of(text.made_from, in_language=words.language).from_
    translated = _credit(
        words,
        marked("Translated from {language_from} by {name}"),
        text.translators,
        language_from=language_from,
    )
    reviewed = _credit(words, marked("Reviewed by {name}"), text.reviewers)
    anonymous = words.text("Translated from {language_from}", language_from=language_from)
    told = disclosure(text.machine, words)
    return tuple(filter(None, (translated or anonymous, reviewed, told)))


def _reading_time(text: ShownText, *, words: Catalogue) -> str:
    whole = " ".join(plain(segment.text) for segment in body(text.segments))
    minutes = reading_minutes(whole, text.language)
    return words.count("{n} minute read", "{n} minutes read", minutes)


def _note(decision: SlotDecision, *, words: Catalogue) -> str:
    if decision.shown is None or decision.choice not in {Choice.FALLBACK, Choice.HELD}:
        return ""
    return words.text(
        "This story is not yet translated; it is shown in {language_in}.",
        language_in=name_of(decision.shown.language, in_language=words.language).in_,
    )
