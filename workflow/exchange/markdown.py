"""A translation as a Markdown file, for any editor: beside its source, or on its own.

Bilingual, every block is quoted in the source's language, and its translation stands below::

    <!-- s6@3 of-1136972b · Heading -->

    > ## Hope is a language

    ## Надія — це мова

On its own the file is the text itself, with its headings, lists and quotations; where nobody has
translated a block yet, the source's words wait there to be written over. The marks say which block
is which; the front matter of which story, in which languages, and made from which version; the
last line that the file is whole. See ``marks`` for what a mark says.
"""

import re
from collections.abc import Iterator, Sequence

from workflow.exchange.doubled import settled
from workflow.exchange.limits import refuse_overlong
from workflow.exchange.markdown_blocks import bare, framed, quoted, signs_of
from workflow.exchange.markdown_chunks import Chunk, chunks, comment
from workflow.exchange.markdown_marks import END, no_mark
from workflow.exchange.markdown_matter import read_matter
from workflow.exchange.markdown_units import Reading
from workflow.exchange.marks import print_of, written_mark
from workflow.exchange.texts import read_text
from workflow.exchange.values import FileProblem, FileRefused, Form, FoundFile, OutFile, Unit
from workflow.exchange.whole import listed, read_listed, with_its_end
from workflow.languages.catalogue import catalogue, marked
from workflow.text.markup import nodes
from workflow.text.markup.write_inline import write_inline
from workflow.text.segments import Field, Kind
from workflow.translation.files import front_matter

BILINGUAL, TARGET = "bilingual", "target"

_ITEM = re.compile(r"[-.:] ")  # the mark of a list or a footnote before a block
_ABOUT = {
    BILINGUAL: marked(
        "Write the translation under each quotation. Leave the quotations and the lines in "
        "<!-- --> as they are."
    ),
    TARGET: marked(
        "Write over what is not translated yet. Leave the lines in <!-- --> as they are."
    ),
}


# Out -----------------------------------------------------------------------------------------


def write(file: OutFile, *, bilingual: bool = True) -> bytes:
    """The whole file as UTF-8."""
    shape = BILINGUAL if bilingual else TARGET
    matter = [
        ("story", file.story),
        ("source-language", file.source_language.tag),
        ("language", file.language.tag),
        ("made-from", file.made_from),
        ("shape", shape),
        ("blocks", listed([unit.key for unit in file.units])),
        ("about", catalogue(file.language).text(_ABOUT[shape])),
    ]
    written = _beside(file) if bilingual else _alone(file)
    return front_matter.write(matter, "\n\n".join([*written, END])).encode()


def _beside(file: OutFile) -> Iterator[str]:
    words = catalogue(file.language)
    for unit in file.units:
        original = words.text(marked("Original: {text}"), text=unit.original)
        of = f" of-{print_of(unit.source)}" if unit.source else ""
        yield comment(written_mark(unit) + of, unit.note, original if unit.original else "")
        if unit.source:
            yield quoted(bare(_markdown(unit.source, unit), unit))
        if unit.target:
            yield bare(_markdown(unit.target, unit), unit)


def _alone(file: OutFile) -> Iterator[str]:
    for unit, signs in zip(file.units, signs_of(file.units), strict=True):
        shown = unit.target or unit.source
        item = " item" if _ITEM.search(signs) else ""
        yield comment(f"{written_mark(unit, words=shown)}{item}")
        if shown:
            yield framed(_markdown(shown, unit), unit, signs)


def _markdown(text: str, unit: Unit) -> str:
    """What is written for a text; the plain words of a line keep what looks like marks in them."""
    if unit.kind is Kind.CODE:
        return text
    if unit.field is not Field.BODY:
        return no_mark(write_inline(nodes.tidy((nodes.Text(text),))))
    return no_mark(text)


# In ------------------------------------------------------------------------------------------


def read(data: bytes, *, name: str) -> FoundFile:
    """What a Markdown file says; raises ``FileRefused`` with everything that cannot be read."""
    matter = read_matter(read_text(data, name=name), name=name)
    said = matter.words
    found, ended = chunks(matter.body, line=matter.line)
    marks = [each.mark for each in found if each.mark]
    if not marks:
        sentence = (
            "No block has a mark such as <!-- s6@3 -->, so nobody knows what belongs where. Take "
            "the translation out as Markdown, and put the words into that file."
        )
        raise FileRefused(name, (FileProblem(place="", sentence=sentence),))
    left = read_listed(said.get("blocks", ""))
    reader = Reading(
        bilingual=_is_bilingual(said.get("shape", ""), found),
        left=left,
        there={mark.key for mark in marks},
    )
    units = reader.all_units(found, name=name)
    refuse_overlong(units, name=name)
    whole = with_its_end(
        units,
        left,
        name=name,
        ended=ended,
        open_end=True,
        mend=f"If it is whole, write {END} as its last line.",
    )
    kept, doubled = settled(whole)
    return FoundFile(
        form=Form.MARKDOWN,
        story=said.get("story", ""),
        made_from=said.get("made-from", ""),
        languages=(said.get("source-language", ""), said.get("language", "")),
        units=kept,
        remarks=(*doubled, *reader.remarks),
    )


def _is_bilingual(shape: str, found: Sequence[Chunk]) -> bool:
    """What the file says; where that is lost, whether most blocks begin with a quotation."""
    if shape in {BILINGUAL, TARGET}:
        return shape == BILINGUAL
    starts = [each.text.lstrip().startswith(">") for each in found if each.mark]
    return sum(starts) * 2 > len(starts)
