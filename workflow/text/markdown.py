"""Markdown to blocks and back.

The body of a story is CommonMark with images, captions (an image's title), quotations, links and
footnotes; raw HTML is plain words. ``split`` takes it apart into blocks, ``join`` puts blocks
together again, and ``normalise`` writes any document in its one normal form:

    join(split(m)) == normalise(m)        normalise(normalise(m)) == normalise(m)

and both render to the same HTML as ``m`` (apart from spaces, and from containers that hold
nothing, which are left out). The normal form has no newline at its end.
"""

from collections.abc import Sequence

from workflow.text.cleaning import clean, one_line
from workflow.text.markup.nodes import on_one_line
from workflow.text.markup.read_blocks import read_blocks
from workflow.text.markup.read_inline import read_inline
from workflow.text.markup.write_blocks import write_blocks
from workflow.text.markup.write_inline import write_inline
from workflow.text.outline import flatten, outline
from workflow.text.segments import Block, Field, Kind


def split(markdown: str, field: Field = Field.BODY) -> tuple[Block, ...]:
    """Take a text apart into blocks; a named field is one line of plain words, or nothing.

    Raises ``TextProblem`` for a text that is too long or nested too deeply.
    """
    if field is not Field.BODY:
        line = one_line(markdown)
        return (Block(field=field, kind=Kind.LINE, text=line),) if line else ()
    return tuple(flatten(read_blocks(markdown, field)))


def join(blocks: Sequence[Block]) -> str:
    """Put the blocks of one field together again; no newline at the end."""
    if blocks and blocks[0].kind is Kind.LINE:
        return " ".join(block.text for block in blocks)
    return write_blocks(outline(blocks))


def normalise(markdown: str) -> str:
    """Return the document in its one normal form."""
    return write_blocks(read_blocks(markdown, Field.BODY))


def normalise_segment(text: str, kind: Kind) -> str:
    """Return what somebody typed for one segment in the normal form of its kind.

    What would be a block of its own (a list mark, a heading mark) is escaped and stays words, so
    that a segment never falls apart into two.
    """
    if kind is Kind.LINE:
        return one_line(text)
    if kind is Kind.CODE:
        return clean(text).rstrip("\n")
    if kind is Kind.RULE:
        return ""
    if kind is Kind.HEADING:
        return write_inline(on_one_line(read_inline(text)), heading=True)
    return write_inline(read_inline(text))
