"""What one revision of a story says: the value that goes in, its checks and its hash."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256

from workflow.stories.models import Image
from workflow.stories.states import StoryKind
from workflow.text.addresses import is_web_address
from workflow.text.cleaning import one_line
from workflow.text.markdown import join, split
from workflow.text.reserved import REFUSED, is_reserved
from workflow.text.segments import Block, Field, Kind

OWN_FIELDS = {
    StoryKind.STORY: frozenset(Field) - {Field.SUBJECT, Field.PREHEADER},
    StoryKind.LETTER: frozenset(Field) - {Field.HEADLINE, Field.TAGLINE},
}
TITLE = {StoryKind.STORY: Field.HEADLINE, StoryKind.LETTER: Field.SUBJECT}
SLUG = re.compile(r"[A-Za-z0-9_-]{1,80}")
RESERVED_SLUGS = frozenset({"interface"})  # a folder among the stories that holds none
# Addresses of other pages, which a coverage of this name would stand in the way of.
RESERVED_COVERAGES = frozenset({"stories", "reader", "privacy", "media", "desk"})
LONGEST_NAME = 120
MOST_NAMES = 20
LONGEST_LINE = 1000
LONGEST_FRAME = 200

_PLACE = {field: place for place, field in enumerate(Field)}


class StoryRefused(ValueError):
    """A story cannot be kept as it is; ``problems`` lists every reason, each with its mend."""

    what = "story"

    def __init__(self, slug: str, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"The {self.what} '{slug}' cannot be kept:\n- " + "\n- ".join(problems))


class CoverageRefused(StoryRefused):
    """A coverage cannot be kept as it is, for its slug or its words."""

    what = "coverage"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceContent:
    """All that a revision says. ``blocks`` may come in any field order; see :func:`in_order`."""

    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()
    published_date: date | None = None
    canonical_url: str = ""
    licence: str = ""
    image: Image | None = None
    image_name: str = ""


def in_order(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The named fields in their order, then the body; empty named fields are left out."""
    kept = (block for block in blocks if block.text or block.field is Field.BODY)
    return tuple(sorted(kept, key=lambda block: _PLACE[block.field]))


def clean_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names as they are kept: one clean line each, each once, none empty."""
    return tuple(dict.fromkeys(filter(None, map(one_line, names))))


def cleaned(content: SourceContent) -> SourceContent:
    """The same content as it is kept: fields in order, body as its Markdown reads, no odd signs.

    Blocks put together by hand may not stand together as Markdown has them (a second paragraph of
    a quotation without its first); after this they do.
    """
    named = (block for block in content.blocks if block.field is not Field.BODY)
    body = [block for block in content.blocks if block.field is Field.BODY]
    return replace(
        content,
        blocks=(*in_order(named), *split_body(join(body))),
        authors=clean_names(content.authors),
        canonical_url=one_line(content.canonical_url),
        licence=one_line(content.licence),
    )


@lru_cache(maxsize=16)
def split_body(markdown: str) -> tuple[Block, ...]:
    """A body taken apart; asked for again at once when a text just read from a file is kept."""
    return split(markdown)


def slug_problems(slug: str) -> list[str]:
    """What keeps a slug from naming a folder and standing in an address."""
    if SLUG.fullmatch(slug) and slug not in RESERVED_SLUGS and not is_reserved(slug):
        return []
    return [f"'{slug}' cannot name it. Use Latin letters, digits and hyphens, at most 80."]


def coverage_slug_problems(slug: str) -> list[str]:
    """What keeps a slug from naming a coverage, whose pages stand beside the fixed ones."""
    if slug.casefold() in RESERVED_COVERAGES:
        return [f"'{slug}' is the address of another page. Give the coverage another name."]
    return slug_problems(slug)


def problems_of(content: SourceContent, kind: StoryKind) -> list[str]:
    """Everything that keeps this content from becoming a revision of a story of this kind."""
    problems = [f"Its {field} is missing. Write one." for field in _missing(content, kind)]
    counts = Counter(block.field for block in content.blocks if block.field is not Field.BODY)
    problems += [f"It has {n} of {field}. Keep one." for field, n in counts.items() if n > 1]
    foreign = sorted(set(counts) - OWN_FIELDS[kind])
    problems += [f"A {kind} has no {field}. Remove it." for field in foreign]
    if content.canonical_url and not is_web_address(content.canonical_url):
        problems.append(
            f"Its canonical URL '{content.canonical_url}' is no web address. "
            "Write it whole, with https:// before it, or leave it out."
        )
    if any(map(is_reserved, _said(content))):
        problems.append(REFUSED)
    problems += _too_long(content)
    return problems


def content_hash(content: SourceContent) -> str:
    """SHA-256 of all that a revision says; the same words and picture give the same hash."""
    said = {
        "authors": content.authors,
        "published": content.published_date and content.published_date.isoformat(),
        "canonical_url": content.canonical_url,
        "licence": content.licence,
        "image": content.image and content.image.sha256,
        "blocks": [
            (block.field, block.kind, block.frame, block.text) for block in in_order(content.blocks)
        ],
    }
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _said(content: SourceContent) -> Iterator[str]:
    """Every word of it that readers may get to see."""
    yield from (block.text for block in content.blocks)
    yield from (block.frame for block in content.blocks)
    yield from content.authors
    yield from (content.canonical_url, content.licence, content.image_name)


def _missing(content: SourceContent, kind: StoryKind) -> list[Field]:
    present = {block.field for block in content.blocks if block.text or block.kind is Kind.RULE}
    return [field for field in (TITLE[kind], Field.BODY) if field not in present]


def _too_long(content: SourceContent) -> list[str]:
    limits = (
        ("canonical URL", content.canonical_url, 500),
        ("licence", content.licence, 80),
        ("image file name", content.image_name, 120),
        *(("author's name", name, LONGEST_NAME) for name in content.authors),
        *(
            (str(block.field), block.text, LONGEST_LINE)
            for block in content.blocks
            if block.field is not Field.BODY
        ),
    )
    problems = [
        f"Its {what} is longer than {limit} characters. Shorten it."
        for what, text, limit in limits
        if len(text) > limit
    ]
    if len(content.authors) > MOST_NAMES:
        problems.append(f"It has more than {MOST_NAMES} authors. Name the first of them.")
    if any(len(block.frame) > LONGEST_FRAME for block in content.blocks):
        problems.append("Its lists or quotations are nested too deep. Flatten them.")
    return problems
