"""A translation as a PO file, for Poedit, Weblate and their like.

An entry's context is the key and the field (``s6 body``), its reference the story, the key and the
version of the text (``my-story/s6:3``), its comments what the block is, and the original beside a
pivot. A note of the translator has no source: ``⟦+⟧`` and a few words stand in for one. PO has no
word for a text that was reviewed; such a text comes back as translated.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from translate.storage.poparser import PoParseError
from translate.storage.pypo import pofile, unquotefrompo

from workflow.exchange.doubled import settled
from workflow.exchange.marks import KEY
from workflow.exchange.po_lines import broken_lines
from workflow.exchange.texts import read_text
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
from workflow.languages.catalogue import catalogue, marked
from workflow.languages.language import Language
from workflow.languages.sentences import Sentence, say

NO_SOURCE = "⟦+⟧"  # begins the msgid of a block that renders nothing of the source

_WIDE = 1_000_000  # an entry breaks its lines only where its text does: one text, one line
_CHARSET = re.compile(rb"charset\s*=\s*([\w.:-]+)", re.IGNORECASE)
_CHARSET_LINE = re.compile(r"(charset\s*=\s*)[\w.:-]+", re.IGNORECASE)
_REFERENCE = re.compile(rf"(?P<story>.*)/(?P<key>{KEY}):(?P<version>[0-9]{{1,9}})")
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
    return written.getvalue()


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


def _entry(store: Any, unit: Unit, file: OutFile) -> Any:
    entry = store.create_unit()
    entry.setcontext(f"{unit.key} {unit.field}")
    entry.source = unit.source or f"{NO_SOURCE} {_no_source(file.language)}"
    entry.target = unit.target
    entry.addlocation(f"{file.story}/{unit.key}:{unit.version}")
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


def _no_source(language: Language) -> str:
    return catalogue(language).text(marked("A note of the translation, not in the source"))


# In ------------------------------------------------------------------------------------------


def read(data: bytes, *, name: str) -> FoundFile:
    """What a PO file says; raises ``FileRefused`` with every line that cannot be read."""
    declared = _CHARSET.search(data[:20_000])
    text = read_text(data, name=name, declared=declared[1].decode() if declared else "")
    problems = broken_lines(text)
    if problems:
        raise FileRefused(name, problems)
    store = _parsed(text, name)
    entries = list(store.units)
    header = _said(next((each for each in entries if each.isheader()), None))
    units, doubled = settled(_found(each) for each in entries if _is_live(each))
    return FoundFile(
        form=Form.PO,
        story=header.get("x-story", "") or _story(entries),
        made_from=header.get("x-made-from", ""),
        languages=(header.get("x-source-language", ""), header.get("language", "")),
        units=units,
        remarks=(*doubled, *_remarks(entries)),
    )


def _parsed(text: str, name: str) -> Any:
    store = pofile(width=_WIDE)
    try:
        store.parse(_CHARSET_LINE.sub(r"\1UTF-8", text, count=1).encode())
    except (PoParseError, ValueError, LookupError, IndexError) as error:
        sentence = (
            "The entries cannot be told apart here. Save the file again in its own program, "
            f"and bring that. ({error})"
        )
        raise FileRefused(name, (FileProblem(place="", sentence=sentence),)) from error
    return store


def _said(header: Any) -> dict[str, str]:
    lines = header.target.split("\n") if header is not None else []
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs if value}


def _is_live(entry: Any) -> bool:
    return not (entry.isheader() or entry.isobsolete() or entry.isblank())


def _found(entry: Any) -> FoundUnit:
    key, version = _key_and_version(entry)
    source, target = _source(entry), str(entry.target or "")
    return FoundUnit(
        key=key,
        source="" if source.startswith(NO_SOURCE) else source,
        target=target,
        state=_state(target, fuzzy=entry.isfuzzy()),
        place=f"line {entry.line_number}",
        version=version,
    )


def _state(target: str, *, fuzzy: bool) -> UnitState:
    if not target.strip():
        return UnitState.NEW
    return UnitState.UNFINISHED if fuzzy else UnitState.TRANSLATED


def _source(entry: Any) -> str:
    """The msgid; the reader takes words after ``_:`` for a comment, which no text of ours is."""
    return unquotefrompo(entry.msgidcomments) + str(entry.source or "")


def _key_and_version(entry: Any) -> tuple[str, int | None]:
    """The key is in the context, and once more in the reference, which some tools drop."""
    context = _CONTEXT.fullmatch(entry.getpreviouscontext())
    references = list(_references([entry]))
    key = context["key"] if context else (references[0]["key"] if references else "")
    versions = [int(each["version"]) for each in references if each["key"] == key]
    return key, versions[0] if versions else None


def _references(entries: Iterable[Any]) -> Iterator[re.Match[str]]:
    for entry in entries:
        yield from filter(None, map(_REFERENCE.fullmatch, entry.getlocations()))


def _story(entries: list[Any]) -> str:
    """The story that all references name, where the header has lost it."""
    stories = {found["story"] for found in _references(entries)}
    return stories.pop() if len(stories) == 1 else ""


def _remarks(entries: list[Any]) -> Iterator[Sentence]:
    for entry in entries:
        place = f"line {entry.line_number}"
        words = str(entry.target or "")
        if entry.isobsolete() and words.strip():
            yield say(
                marked("{place}: an entry marked as obsolete was passed over ({key}): {words}"),
                place=place,
                key=_key_and_version(entry)[0] or "–",
                words=words,
            )
        comment = " ".join(entry.getnotes("translator").split())
        if comment and _is_live(entry):
            yield say(marked("{place}: a comment stands here: {words}"), place=place, words=comment)
