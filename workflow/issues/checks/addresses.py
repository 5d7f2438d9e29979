"""The links: each leads somewhere, and one of them lets the reader leave."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from workflow.issues.checks.finding import EditionFinding, Examined
from workflow.issues.checks.page import read_page
from workflow.issues.links import READER_TOKEN
from workflow.languages.catalogue import marked
from workflow.languages.registry import ALL
from workflow.languages.sentences import Sentence, say
from workflow.text.checks.finding import Severity
from workflow.text.inline import is_safe, links
from workflow.text.segments import Block

_TAGS = {language.tag for language in ALL}


def malformed_link(edition: Examined) -> Iterator[EditionFinding]:
    """Links that are no http, https or mailto address; their words are shown without a link."""
    for story, address in _addresses(edition):
        if not address.startswith("#") and not is_safe(address):
            yield _finding(
                "malformed-link",
                say(marked("“{address}” is not an address a reader can open."), address=address),
                story=story,
            )


def broken_link(edition: Examined) -> Iterator[EditionFinding]:
    """Links to a place or story of ours that does not exist."""
    for story, address in _addresses(edition):
        if address.startswith("#") or _leads_nowhere(address, edition):
            yield _finding(
                "broken-link",
                say(marked("“{address}” leads to no story of this issue."), address=address),
                story=story,
            )


def no_unsubscribe(edition: Examined) -> Iterator[EditionFinding]:
    """Both bodies must carry the reader's own way out."""
    address = edition.content.footer.unsubscribe_url
    in_html = address in {link.href for link in read_page(edition.rendered.html).links}
    for part, present in (("HTML", in_html), ("text", address in edition.rendered.text)):
        if not present:
            yield EditionFinding(
                check="no-unsubscribe",
                severity=Severity.ERROR,
                sentence=say(marked("The {part} part has no unsubscribe link."), part=part),
                mend=say(marked("Put the link back into the template of the email.")),
            )


def reader_token(edition: Examined) -> Iterator[EditionFinding]:
    """The mark that each reader's secret key replaces may stand in our own two links alone."""
    footer, rendered = edition.content.footer, edition.rendered
    own = {footer.preferences_url, footer.unsubscribe_url}
    in_links = sum(link.href in own for link in read_page(rendered.html).links)
    text = "\n".join(line for line in rendered.text.splitlines() if line not in own)
    headers = (rendered.subject, rendered.preheader, rendered.sender_name)
    if rendered.html.count(READER_TOKEN) > in_links or any(
        READER_TOKEN in part for part in (*headers, text)
    ):
        yield EditionFinding(
            check="reader-token",
            severity=Severity.ERROR,
            sentence=say(
                marked(
                    "The words “{words}” stand in the text. In each email they would become that "
                    "reader’s secret key."
                ),
                words=READER_TOKEN,
            ),
            mend=say(marked("Take them out of the text.")),
            story=_holding_token(edition),
        )


def _holding_token(edition: Examined) -> str:
    """The story whose own words hold the mark, if one does."""
    for decision in edition.decisions:
        segments = decision.shown.segments if decision.shown else ()
        if any(READER_TOKEN in segment.text for segment in segments):
            return decision.story.source.slug
    return ""


def _addresses(edition: Examined) -> Iterator[tuple[str, str]]:
    """Every address once, with the story it stands in where that is known."""
    seen: set[str] = set()
    texts: list[tuple[str, Iterable[Block]]] = [("", edition.content.letter)]
    texts += [(story.slug, story.body) for story in edition.content.stories]
    written = [
        (slug, link.href)
        for slug, blocks in texts
        for block in blocks
        for link in links(block.text)
    ]
    printed = [("", link.href) for link in read_page(edition.rendered.html).links]
    for slug, address in [*written, *printed]:
        if address not in seen:
            seen.add(address)
            yield slug, address


def _leads_nowhere(address: str, edition: Examined) -> bool:
    base = edition.links.base
    if not address.startswith(f"{base}/"):
        return False
    path = urlsplit(address.removeprefix(base)).path
    story = re.fullmatch(r"/([^/]+)/stories/([^/]+)/", path)
    if story is None:
        return "/stories/" in path
    return story[1] not in _TAGS or story[2] not in edition.issue.story_slugs


def _finding(check: str, sentence: Sentence, *, story: str) -> EditionFinding:
    return EditionFinding(
        check=check,
        severity=Severity.ERROR,
        sentence=sentence,
        mend=say(marked("Correct the address in the text, or take the link out.")),
        story=story,
    )
