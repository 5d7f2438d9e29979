"""What a translator in another tool is told of a block: what it is, and what to mind."""

from workflow.exchange.notes import BETWEEN, FIELDS, KINDS, NOTE, PART, STALE
from workflow.languages.catalogue import catalogue
from workflow.languages.language import Language
from workflow.languages.sentences import say
from workflow.text.segments import Field
from workflow.translation.sources import is_added
from workflow.translation.workbench import BlockView


def described(view: BlockView, language: Language) -> str:
    """What a block is and what to mind, in the language of those who translate it."""
    words = catalogue(language)
    told = []
    block = view.block
    if is_added(block):
        told.append(words.text(NOTE))
    elif block.field is not Field.BODY:
        told.append(words.text(FIELDS[block.field]))
    elif block.kind in KINDS:
        told.append(words.text(KINDS[block.kind]))
    if block.parts > 1:
        part = say(PART, part=block.part, parts=block.parts)
        told.append(part.in_(language))
    if view.stale:
        told.append(words.text(STALE))
    return BETWEEN.join(told)
