"""What a translator in another tool is told of a block: what it is, and what to mind."""

from collections.abc import Mapping
from types import MappingProxyType

from workflow.languages.catalogue import catalogue, marked
from workflow.languages.language import Language
from workflow.languages.sentences import say
from workflow.text.segments import Field, Kind
from workflow.translation.sources import is_added
from workflow.translation.workbench import BlockView

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


def described(view: BlockView, language: Language) -> str:
    """What a block is and what to mind, in the language of those who translate it."""
    words = catalogue(language)
    told = []
    block = view.block
    if is_added(block):
        told.append(words.text(marked("Translator’s note")))
    elif block.field is not Field.BODY:
        told.append(words.text(FIELDS[block.field]))
    elif block.kind in KINDS:
        told.append(words.text(KINDS[block.kind]))
    if block.parts > 1:
        part = say(marked("Part {part} of {parts}"), part=block.part, parts=block.parts)
        told.append(part.in_(language))
    if view.stale:
        told.append(words.text(marked("The source says something else by now")))
    return " · ".join(told)
