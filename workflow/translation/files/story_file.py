"""A source file and a translation file as values, and the canonical text of each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from workflow.languages.language import Language
from workflow.languages.registry import by_tag
from workflow.stories.states import StoryKind
from workflow.text.effort_policy import MachineShare
from workflow.text.markdown import join, split
from workflow.text.segments import Block, Field, Segment
from workflow.translation.files import front_matter
from workflow.translation.files.front_matter import Value
from workflow.translation.files.shape_lines import AS_SOURCE, ShapeLines, written_shape
from workflow.translation.sources import needs_text, standing, version_name
from workflow.translation.states import TranslationState

TEXT_FIELDS = tuple(each for each in Field if each is not Field.BODY)

_SHARE = re.compile(r"([1-9][0-9]{0,8}) of ([1-9][0-9]{0,8}) words", re.ASCII)
_NAME = re.compile(r"([A-Za-z-]+)(?:@([1-9][0-9]{0,8}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionName:
    """One numbered version in one language: a revision of the source, or an approved text."""

    language: Language
    number: int

    def __str__(self) -> str:
        return version_name(self.language, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A source as its file says it. ``lines`` tells where each key stands, for problems."""

    language: Language
    kind: StoryKind
    coverage: str
    revision: int
    authors: tuple[str, ...]
    blocks: tuple[Block, ...]
    published_date: date | None = None
    canonical_url: str = ""
    licence: str = ""
    image_name: str = ""
    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationFile:
    """A translation as its file says it.

    ``version`` is the number of the approved version, and none for a draft. ``shape`` says how
    its blocks differ from the source's. ``untranslated`` counts its own body blocks (from 1) that
    hold the source's words because nobody translated them yet. ``machine`` is a machine's part in
    an approved version.
    """

    language: Language
    state: TranslationState
    made_from: VersionName
    version: int | None
    untranslated: tuple[int, ...]
    authors: tuple[str, ...]
    translators: tuple[str, ...]
    reviewers: tuple[str, ...]
    blocks: tuple[Block, ...]
    shape: ShapeLines = AS_SOURCE
    machine: MachineShare | None = None
    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


def parse_version_name(text: str) -> VersionName | None:
    """``en@1`` as a value; nothing when it is not one."""
    language, number = parse_file_name(f"{text}.md")
    return VersionName(language=language, number=number) if language and number else None


def parse_file_name(name: str) -> tuple[Language | None, int | None]:
    """``uk.md`` and ``uk@1.md``: the language, and the number of a former version."""
    found = _NAME.fullmatch(name.removesuffix(".md"))
    if found is None or not name.endswith(".md"):
        return None, None
    try:
        language = by_tag(found[1])
    except KeyError:
        return None, None
    return language, int(found[2]) if found[2] else None


def write_source(source: SourceFile) -> str:
    """The canonical text of a source file."""
    head: list[tuple[str, Value]] = [
        ("role", "source"),
        ("kind", source.kind.value),
        ("coverage", source.coverage),
        ("revision", str(source.revision)),
        ("published", source.published_date.isoformat() if source.published_date else ""),
        ("canonical-url", source.canonical_url),
        ("licence", source.licence),
        ("authors", source.authors),
    ]
    return front_matter.write(
        head + _text_pairs(source.blocks, image_name=source.image_name), _body(source.blocks)
    )


def write_translation(translation: TranslationFile) -> str:
    """The canonical text of a translation file."""
    head: list[tuple[str, Value]] = [
        ("role", "translation"),
        ("state", translation.state.value),
        ("made-from", str(translation.made_from)),
        ("version", str(translation.version or "")),
        *written_shape(translation.shape),
        ("untranslated", tuple(str(place) for place in translation.untranslated)),
        ("authors", translation.authors),
        ("translators", translation.translators),
        ("reviewers", translation.reviewers),
        ("machine", _written_share(translation.machine)),
    ]
    return front_matter.write(head + _text_pairs(translation.blocks), _body(translation.blocks))


def _written_share(share: MachineShare | None) -> Value:
    if share is None:
        return ()
    return (f"{share.words} of {share.of_words} words", *share.providers)


def parse_share(items: Sequence[str]) -> MachineShare | None:
    """A machine's part as a file says it, ``12 of 80 words`` and whose; nothing when it is none."""
    found = _SHARE.fullmatch(items[0]) if items else None
    if found is None or int(found[1]) > int(found[2]):
        return None
    return MachineShare(int(found[1]), int(found[2]), tuple(items[1:]))


def lay_out(
    segments: Sequence[Segment], texts: Mapping[str, str]
) -> tuple[tuple[Block, ...], tuple[int, ...]]:
    """The blocks of a translation's file, and which of its body nobody translated yet.

    ``segments`` are the translation's own. Untranslated ones at the end are left out; those before
    a translated one hold the source's words, so that the file keeps its form.
    """
    lines = [
        _block(segment, texts)
        for segment in segments
        if segment.field is not Field.BODY and texts.get(segment.key)
    ]
    body = [segment for segment in segments if segment.field is Field.BODY]
    last = max((at for at, each in enumerate(body, start=1) if texts.get(each.key)), default=0)
    if all(texts.get(each.key) for each in body if needs_text(each)):
        last = len(body)
    blocks = [_block(segment, texts) for segment in body[:last]]
    if last < len(body) and not _comes_back(blocks):
        last = len(body)
        blocks = [_block(segment, texts) for segment in body]
    gaps = (
        at
        for at, segment in enumerate(body[:last], start=1)
        if needs_text(segment) and not texts.get(segment.key)
    )
    return (*lines, *blocks), tuple(gaps)


def _comes_back(blocks: Sequence[Block]) -> bool:
    """Whether a body that stops early still reads as just these blocks."""
    return list(split(join(blocks))) == list(blocks)


def _block(segment: Segment, texts: Mapping[str, str]) -> Block:
    text = texts.get(segment.key) or standing(segment).text
    return Block(field=segment.field, kind=segment.kind, frame=segment.frame, text=text)


def _text_pairs(blocks: Iterable[Block], *, image_name: str = "") -> list[tuple[str, Value]]:
    texts = {block.field: block.text for block in blocks if block.field is not Field.BODY}
    pairs: list[tuple[str, Value]] = [(each.value, texts.get(each, "")) for each in TEXT_FIELDS]
    pairs.insert(TEXT_FIELDS.index(Field.IMAGE_ALT), ("image", image_name))
    return pairs


def _body(blocks: Sequence[Block]) -> str:
    return join([block for block in blocks if block.field is Field.BODY])
