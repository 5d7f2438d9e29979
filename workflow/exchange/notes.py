"""The words that tell what a block is, and whether a line that came back is made of them."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from workflow.languages.catalogue import catalogue, marked
from workflow.languages.registry import ALL
from workflow.text.segments import Field, Kind

BETWEEN = " · "
NOTE = marked("Translator’s note")
PART = marked("Part {part} of {parts}")
STALE = marked("The source says something else by now")
FIELDS: Mapping[Field, str] = MappingProxyType(
    {
        Field.SUBJECT: marked("Subject of the email"),
        Field.PREHEADER: marked("Preheader: the line beside the subject in the inbox"),
        Field.HEADLINE: marked("Headline"),
        Field.TAGLINE: marked("Tagline"),
        Field.EXCERPT: marked("Excerpt: what the newsletter shows of the story"),
        Field.IMAGE_ALT: marked("Picture in words, for those who cannot see it"),
        Field.IMAGE_CAPTION: marked("Caption"),
        Field.IMAGE_CREDIT: marked("Credit of the picture"),
        Field.CORRECTION: marked("Correction"),
    }
)
KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.HEADING: marked("Heading"),
        Kind.ITEM: marked("List item"),
        Kind.QUOTE: marked("Quotation"),
        Kind.ATTRIBUTION: marked("Who is quoted; begin with a dash"),
        Kind.IMAGE: marked("Picture"),
        Kind.FOOTNOTE: marked("Footnote"),
        Kind.CODE: marked("Code: only comments are translated"),
    }
)
_NUMBER = re.compile(r"[0-9]+")


def is_note(line: str) -> bool:
    """Whether a line is what we say of a block, in whichever language, and nothing else."""
    words = " ".join(line.split())
    return all(_NUMBER.sub("0", each) in _known() for each in words.split(BETWEEN))


@cache
def _known() -> frozenset[str]:
    sentences = (NOTE, STALE, *FIELDS.values(), *KINDS.values())
    said = {catalogue(each).text(sentence) for each in ALL for sentence in sentences}
    parts = {catalogue(each).text(PART, part="0", parts="0") for each in ALL}
    return frozenset(" ".join(each.split()) for each in said | parts)
