"""What a translation is made from: the original, or another language's approved translation."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from workflow.languages.language import Language
from workflow.stories.models import Revision
from workflow.stories.queries import segments_of
from workflow.text.segments import Kind, Segment
from workflow.text.shape import TargetBlock, arrange, from_json, is_note
from workflow.translation.models import ApprovedVersion, Translation
from workflow.translation.problems import SourceRefused, TranslationProblem

SourceVersion = Revision | ApprovedVersion

_COPIED = frozenset({Kind.RULE, Kind.CODE})


def version_name(language: Language, number: int) -> str:
    """How files and sentences name a version: ``en@1``."""
    return f"{language}@{number}"


def name_of(version: SourceVersion) -> str:
    """``en@1``: the language and number of a source version."""
    if isinstance(version, Revision):
        return version_name(version.story.source_language, version.number)
    return version_name(version.translation.language, version.number)


def blocks_of(translation: Translation) -> tuple[TargetBlock, ...]:
    """The blocks a begun translation is made of, each with the source words it renders."""
    return arrange(segments_of(rendered(translation)), from_json(translation.shape))


def is_added(segment: Segment) -> bool:
    """Whether a block is the translator's own: a note that renders nothing of the source."""
    return is_note(segment)


def standing(segment: Segment) -> Segment:
    """A segment with words to stand on: a translator's note has none of the source."""
    return replace(segment, text="…") if is_added(segment) and not segment.text else segment


def needs_text(segment: Segment) -> bool:
    """Whether a translator must write something; rules, code and empty items stand as they are."""
    return is_added(segment) or (bool(segment.text) and segment.kind not in _COPIED)


def may_have_text(segment: Segment) -> bool:
    """Whether a translator may write something: code can have translated comments."""
    return is_added(segment) or (bool(segment.text) and segment.kind is not Kind.RULE)


def text_in(segment: Segment, texts: Mapping[str, str]) -> str:
    """The translated text of a segment; what needs none is taken from the source."""
    text = texts.get(segment.key, "")
    return text if text or needs_text(segment) else segment.text


def missing_texts(segments: Collection[Segment], texts: Mapping[str, str]) -> list[Segment]:
    """The segments that still need a text, in reading order."""
    return [segment for segment in segments if needs_text(segment) and not texts.get(segment.key)]


def texts_by_source(blocks: Iterable[TargetBlock]) -> dict[str, str]:
    """What a translation says for each source segment, in reading order.

    A merged block says the same for each of its sources; the pieces of a split one are put
    together; a dropped segment has nothing. What stands as in the source is left out.
    """
    texts: dict[str, str] = {}
    for block in blocks:
        for key in block.sources if needs_text(block) else ():
            texts[key] = f"{texts[key]}\n{block.text}" if key in texts else block.text
    return texts


def blocks_by_source(blocks: Iterable[TargetBlock]) -> dict[str, str]:
    """By source key, the first of the blocks that say it: two of one merged block have the same."""
    said_by: dict[str, str] = {}
    for block in blocks:
        for key in block.sources if needs_text(block) else ():
            said_by.setdefault(key, block.key)
    return said_by


def in_words_of(segments: Sequence[Segment], blocks: Iterable[TargetBlock]) -> tuple[Segment, ...]:
    """The source's segments in a translation's words, for those who relay from it."""
    texts = texts_by_source(blocks)
    return tuple(replace(segment, text=texts.get(segment.key, "")) for segment in segments)


def parts(version: SourceVersion) -> tuple[Revision, ApprovedVersion | None]:
    """The revision a translation renders when made from ``version``, and the relay, if any."""
    if isinstance(version, Revision):
        return version, None
    return version.revision, version


def rendered(translation: Translation) -> Revision:
    """The source revision that a begun translation renders, directly or through a relay."""
    if translation.revision is None:
        raise TranslationProblem(f"Nobody has begun {translation}. Start it first.")
    return translation.revision


def newest_source(translation: Translation) -> SourceVersion:
    """The newest version of what it is made from: of the pivot, or of the original."""
    relay = translation.relay
    if relay is not None:
        newest = relay.translation.approved_versions.order_by("number").last()
        return newest or relay
    return translation.story.revisions.order_by("number").last() or rendered(translation)


def check_source(translation: Translation, version: SourceVersion) -> None:
    """Refuse another story's version, and a relay that leads back to this translation."""
    story_id = version.story_id if isinstance(version, Revision) else version.translation.story_id
    if story_id != translation.story_id:
        raise SourceRefused(
            f"{translation} cannot be made from {name_of(version)} of another story. "
            "Choose a version of the same story."
        )
    relay = None if isinstance(version, Revision) else version
    while relay is not None:
        if relay.translation_id == translation.pk:
            raise SourceRefused(
                f"{translation} cannot be made from {name_of(version)}: that was itself made "
                f"from the {translation.language} translation. Choose the original, or a "
                "translation that does not go back to this one."
            )
        relay = relay.relay
