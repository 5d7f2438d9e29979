"""From content to finished bytes: pure and deterministic, once an edition, never once a reader."""

from collections.abc import Iterable
from functools import cache

from markupsafe import Markup

from workflow.issues.content import EditionContent, RenderedEdition, StoryContent
from workflow.issues.rendering.blocks import COLUMNS, blocks_html, blocks_text, paragraph_text
from workflow.issues.rendering.mjml import compile_mjml
from workflow.issues.rendering.palette import DARK, LIGHT
from workflow.issues.rendering.templates import mjml_templates, plain_templates
from workflow.issues.states import Layout
from workflow.languages.catalogue import Catalogue, catalogue
from workflow.languages.language import Language
from workflow.text.columns import width, wrap

# After a short preheader, mail lists go on with the first words of the letter; blanks prevent it.
PREHEADER_COLUMNS = 110
_BLANK = "\u034f\u200c\u00a0"


def render(content: EditionContent) -> RenderedEdition:
    """HTML and text of one edition."""
    return RenderedEdition(
        language=content.language,
        subject=content.subject,
        preheader=content.preheader,
        sender_name=content.sender_name,
        html=compile_mjml(mjml_source(content), css=inlined_css(_languages(content))),
        text=_text(content),
    )


def mjml_source(content: EditionContent) -> str:
    """The edition as MJML, before the compiler."""
    words = catalogue(content.language)
    return (
        mjml_templates()
        .get_template("edition.mjml.j2")
        .render(
            edition=content,
            t=words.text,
            light=LIGHT,
            kept_css=Markup(kept_css()),  # noqa: S704 -- our own file
            preheader_padding=_BLANK * max(0, PREHEADER_COLUMNS - width(content.preheader)),
            letter=blocks_html(content.letter, content.letter_language),
            body=lambda story: blocks_html(story.body, story.language),
            also_available=lambda story: _also_available(story, words=words),
            footer_links=_footer_links(content, words=words),
            first_briefs=_first_briefs(content.stories),
        )
    )


@cache
def kept_css() -> str:
    """The rules that stay in the head: dark mode, phones, hovering."""
    return plain_templates().get_template("kept.css.j2").render(light=LIGHT, dark=DARK)


@cache
def inlined_css(languages: tuple[Language, ...]) -> str:
    """The rules that are written into style attributes."""
    template = plain_templates().get_template("inlined.css.j2")
    return template.render(
        light=LIGHT, languages=languages, headline_line_height=_headline_line_height
    )


def _text(content: EditionContent) -> str:
    text = (
        plain_templates()
        .get_template("edition.txt.j2")
        .render(
            edition=content,
            t=catalogue(content.language).text,
            wrapped=paragraph_text,
            numbered=_numbered,
            letter=blocks_text(content.letter, content.letter_language),
            body=lambda story: blocks_text(story.body, story.language),
        )
    )
    return text.strip() + "\n"


def _numbered(number: int, headline: str) -> str:
    first = f"{number}. "
    lines = wrap(headline, columns=COLUMNS - len(first))
    return first + ("\n" + " " * len(first)).join(lines)


def _also_available(story: StoryContent, *, words: Catalogue) -> Markup:
    """The other languages, each under its own name and marked as being in it."""
    links = Markup("\u00a0· ").join(
        Markup('<a href="{url}" lang="{tag}" hreflang="{tag}">{name}</a>').format(
            url=link.url, tag=link.language.html_tag, name=link.language.native_name
        )
        for link in story.also_in
    )
    sentence = Markup.escape(words.pattern("Also available in: {languages}"))
    return sentence.format(languages=links)


def _first_briefs(stories: Iterable[StoryContent]) -> frozenset[str]:
    """The briefs that open a run of briefs, which get its heading."""
    firsts, before = set(), None
    for story in stories:
        if story.layout is Layout.BRIEF and before is not Layout.BRIEF:
            firsts.add(story.slug)
        before = story.layout
    return frozenset(firsts)


def _footer_links(content: EditionContent, *, words: Catalogue) -> list[tuple[str, str]]:
    footer = content.footer
    return [
        (footer.preferences_url, words.text("Manage preferences")),
        (footer.unsubscribe_url, words.text("Unsubscribe")),
        (footer.web_url, words.text("View in browser")),
        (footer.archive_url, words.text("Past issues")),
        (footer.privacy_url, words.text("Privacy policy")),
    ]


def _languages(content: EditionContent) -> tuple[Language, ...]:
    shown = {content.language, *(story.language for story in content.stories)}
    return tuple(sorted(shown, key=lambda language: language.order))


def _headline_line_height(language: Language) -> float:
    """Headlines are set tighter than running text, in proportion."""
    return round(1 + (language.line_height - 1) * 0.45, 2)
