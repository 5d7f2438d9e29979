"""What a story is made of: named fields, each a run of segments.

A *segment* is one block of a field (a paragraph, a heading, a list item, a quotation) with its
inline Markdown kept. Its ``key`` survives revisions: it is given when the block first appears in
a story and stays with it while the block is recognisably the same.
"""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """The named fields of a story or a letter, in reading order."""

    SUBJECT = "subject"
    PREHEADER = "preheader"
    HEADLINE = "headline"
    TAGLINE = "tagline"
    EXCERPT = "excerpt"
    IMAGE_ALT = "image-alt"
    IMAGE_CAPTION = "image-caption"
    IMAGE_CREDIT = "image-credit"
    CORRECTION = "correction"
    BODY = "body"


class Kind(StrEnum):
    """What sort of block a segment is."""

    LINE = "line"  # a one-line named field: plain words, no Markdown blocks
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"  # the closing line of a quotation: who said it, and when
    IMAGE = "image"
    FOOTNOTE = "footnote"
    CODE = "code"
    RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a field, not yet keyed.

    ``text`` is normalised inline Markdown on one line (after a hard break, a backslash at the end
    of the line, it goes on in the next; code keeps its lines). ``frame`` tells what holds the
    block, so that blocks alone rebuild the document: ``##`` for a heading, ``>`` for a quotation,
    ``+-`` for the next item of a list. It is written in ``workflow.text.outline``, fits in 200
    characters, and is empty for a top-level paragraph and for one-line fields.
    """

    field: Field
    kind: Kind
    text: str
    frame: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Block):
    """A block with its stable key (``"s1"``, ``"s2"``, ... unique and never reused in a story)."""

    key: str
