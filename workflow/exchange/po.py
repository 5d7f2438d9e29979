"""A translation as a PO file, for Poedit, Weblate and their like.

An entry's context is the key and the field (``s6 body``), its reference the story, the key and the
version of the text (``my-story/s6:3``), its comments what the block is, and the original beside a
pivot. A note of the translator has no source: ``⟦+⟧`` and a few words stand in for one.

PO has no word for a text that was reviewed, and tools drop flags they do not know: a second
reference holds the print of a reviewed text, which comes back as reviewed while it is the same.
The header lists the blocks, and an obsolete entry, which no tool shows, marks the end.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import chain, islice
from typing import Any

from translate.storage.poparser import PoParseError
from translate.storage.pypo import pofile

from workflow.exchange.doubled import settled
from workflow.exchange.limits import MOST_UNITS, refuse_overlong, refuse_too_many
from workflow.exchange.marks import KEY, print_of
from workflow.exchange.no_source import is_stand_in, stand_in
from workflow.exchange.po_lines import broken_lines
from workflow.exchange.texts import decoded
from workflow.exchange.values import (
    FileProblem,
    FileRefused,
    Form,
    FoundFile,
    FoundUnit,
    OutFile,
    Unit,
    UnitState,
)
from workflow.exchange.whole import listed, read_listed, with_its_end
from workflow.languages.catalogue import catalogue, marked
from workflow.languages.language import Language
from workflow.languages.sentences import Sentence, say
from workflow.text.cleaning import clean

END = "⟦end⟧"
BLOCKS = "X-Blocks"

_WIDE = 1_000_000  # an entry breaks its lines only where its text does: one text, one line
_END_ENTRY = f'\n#~ msgctxt "end"\n#~ msgid "{END}"\n#~ msgstr "{END}"\n'
_CHARSET = re.compile(rb"charset\s*=\s*([\w.:-]{1,40})", re.IGNORECASE)
_CHARSET_LINE = re.compile(r"(charset\s*=\s*)[\w.:-]+", re.IGNORECASE)
_COMMENT_LIKE = re.compile(r'^((?:msgid\s*)?")_:', re.MULTILINE)  # taken for an old sort of comment
_OBSOLETE = re.compile(r"^#~[ \t]*(?=[\"m])")
_ESCAPE = re.compile(r"\\(?:[\\\"ntr]|(.))")
_SHIELD = "\ue000"
_SEPARATORS = re.compile("[\u2028\u2029]")
_REFERENCE = re.compile(rf"(?P<story>.*)/(?P<key>{KEY}):(?P<version>[0-9]{{1,9}})")
_REVIEWED = re.compile(rf".*/(?P<key>{KEY})/reviewed:(?P<print>[0-9]{{1,10}})")
_CONTEXT = re.compile(rf"(?P<key>{KEY})(?:[ ].*)?", re.DOTALL)


# Out -----------------------------------------------------------------------------------------


def write(file: OutFile) -> bytes:
    """The whole file as UTF-8."""
    store = pofile(width=_WIDE)
    header = store.create_unit()
    header.target = "".join(f"{name}: {value}\n" for name, value in _header(file))
    header.msgid = ['""']
    store.units = [header]
    for unit in file.units:
        store.addunit(_entry(store, unit, file))
    written = BytesIO()
    store.serialize(written)
    return written.getvalue() + _END_ENTRY.encode()


def _header(file: OutFile) -> Iterator[tuple[str, str]]:
    yield "Project-Id-Version", f"{file.story} {file.made_from}"
    yield "Language", file.language.gettext_name
    yield "MIME-Version", "1.0"
    yield "Content-Type", "text/plain; charset=UTF-8"
    yield "Content-Transfer-Encoding", "8bit"
    yield "X-Source-Language", file.source_language.gettext_name
    yield "X-Story", file.story
    yield "X-Made-From", file.made_from
    yield "X-Title", " ".join(file.title.split())
    yield BLOCKS, listed([unit.key for unit in file.units])


def _entry(store: Any, unit: Unit, file: OutFile) -> Any:
    entry = store.create_unit()
    entry.setcontext(f"{unit.key} {unit.field}")
    entry.source = unit.source or stand_in(file.language)
    entry.target = unit.target
    entry.addlocation(f"{file.story}/{unit.key}:{unit.version}")
    if unit.state is UnitState.REVIEWED:
        entry.addlocation(f"{file.story}/{unit.key}/reviewed:{int(print_of(unit.target), 16)}")
    for note in _notes(unit, file.language):
        entry.addnote(note, "developer")
    if unit.state is UnitState.UNFINISHED:
        entry.markfuzzy()
    return entry


def _notes(unit: Unit, language: Language) -> Iterator[str]:
    if unit.note:
        yield unit.note
    if unit.original:
        words = catalogue(language).text(marked("Original: {text}"), text=unit.original)
        yield from words.split("\n")


# In ------------------------------------------------------------------------------------------


def read(data: bytes, *, name: str) -> FoundFile:
    """What a PO file says; raises ``FileRefused`` with every line that cannot be read."""
    declared = _CHARSET.search(data[:20_000])
    text = decoded(data, name=name, declared=declared[1].decode() if declared else "")
    text = clean(_SEPARATORS.sub(r"\\n", text))
    problems = broken_lines(text)
    if problems:
        raise FileRefused(name, problems)
    parsed = _parsed(text, name).units
    entries = [each for each in parsed if not each.isblank()]
    header = _said(next((each for each in entries if each.isheader()), None))
    live = [each for each in entries if _is_live(each)]
    units = list(islice(chain.from_iterable(map(_found, live)), MOST_UNITS + 1))
    refuse_too_many(len(units), name=name)
    if not units:
        sentence = "The file has no entries. Take the translation out again."
        raise FileRefused(name, (FileProblem(place="", sentence=sentence),))
    refuse_overlong(units, name=name)
    whole = with_its_end(
        units,
        read_listed(header.get(BLOCKS.lower(), "")),
        name=name,
        ended=any(map(_is_end, entries)),
        open_end=entries[-1] is live[-1] and len(live[-1].msgstr) > 1,
        mend=f"If it is whole, take the line {BLOCKS} out of its header.",
    )
    kept, doubled = settled(whole)
    return FoundFile(
        form=Form.PO,
        story=header.get("x-story", "") or _story(entries),
        made_from=header.get("x-made-from", ""),
        languages=(header.get("x-source-language", ""), header.get("language", "")),
        units=kept,
        remarks=(*doubled, *_remarks(parsed)),
    )


def _parsed(text: str, name: str) -> Any:
    store = pofile(width=_WIDE)
    lines = "\n".join(_as_read(line.strip()) for line in text.split("\n"))
    lines = _COMMENT_LIKE.sub(rf"\1{_SHIELD}_:", lines)
    try:
        store.parse(_CHARSET_LINE.sub(r"\1UTF-8", lines, count=1).encode())
    except (PoParseError, ValueError, LookupError) as error:
        sentence = (
            "The entries cannot be told apart here. Save the file again in its own program, "
            f"and bring that. ({error})"
        )
        raise FileRefused(name, (FileProblem(place="", sentence=sentence),)) from error
    return store


def _as_read(line: str) -> str:
    """A line as the reader takes it: what it does not know it would leave out."""
    line = _OBSOLETE.sub("#~ ", line)
    if line.startswith("#") and not line.startswith("#~"):
        return line
    return _ESCAPE.sub(lambda found: f"\\\\{found[1]}" if found[1] else found[0], line)


def _said(header: Any) -> dict[str, str]:
    lines = header.target.split("\n") if header is not None else []
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs if value}


def _is_end(entry: Any) -> bool:
    return str(entry.source or "") == END


def _is_live(entry: Any) -> bool:
    return not (entry.isheader() or entry.isobsolete() or _is_end(entry))


def _found(entry: Any) -> Iterator[FoundUnit]:
    """The unit of an entry; one for each block where a tool has made one entry of several."""
    context = _CONTEXT.fullmatch(entry.getpreviouscontext())
    versions = _versions(entry)
    reviewed = {each["key"]: int(each["print"]) for each in _references(entry, _REVIEWED)}
    source, target = _source(entry), str(entry.target or "")
    printed = int(print_of(target), 16)
    for key in [context["key"]] if context else list(versions) or [""]:
        yield FoundUnit(
            key=key,
            source="" if is_stand_in(source) else source,
            target=target,
            state=_state(entry, same=reviewed.get(key) == printed),
            place=f"line {entry.line_number}",
            version=versions.get(key),
        )


def _state(entry: Any, *, same: bool) -> UnitState:
    """How far an entry is; ``same`` tells that its text is the one that left reviewed."""
    if not str(entry.target or "").strip():
        return UnitState.NEW
    if entry.isfuzzy():
        return UnitState.UNFINISHED
    return UnitState.REVIEWED if same else UnitState.TRANSLATED


def _source(entry: Any) -> str:
    return str(entry.source or "").replace(f"{_SHIELD}_:", "_:")


def _versions(entry: Any) -> Mapping[str, int]:
    """The number of the text that left, by key: the key stands in the references once more."""
    return {each["key"]: int(each["version"]) for each in _references(entry, _REFERENCE)}


def _references(entry: Any, wanted: re.Pattern[str]) -> Iterator[re.Match[str]]:
    yield from filter(None, map(wanted.fullmatch, entry.getlocations()))


def _story(entries: list[Any]) -> str:
    """The story that all references name, where the header has lost it."""
    stories = {found["story"] for entry in entries for found in _references(entry, _REFERENCE)}
    return stories.pop() if len(stories) == 1 else ""


def _remarks(entries: list[Any]) -> Iterator[Sentence]:
    for entry in entries:
        place = f"line {entry.line_number}"
        words = str(entry.target or "")
        if entry.isobsolete() and words.strip() and not _is_end(entry):
            yield say(
                marked("{place}: an entry marked as obsolete was passed over ({key}): {words}"),
                place=place,
                key=next(_found(entry)).key or "–",
                words=words,
            )
        comment = " ".join(entry.getnotes("translator").split())
        if comment:
            yield say(marked("{place}: a comment stands here: {words}"), place=place, words=comment)
