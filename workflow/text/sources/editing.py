"""The last hand at every source: boilerplate out, headline found, credit moved, posts quoted."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from workflow.text.inline import picture
from workflow.text.markdown import normalise
from workflow.text.markup.write_blocks import write_blocks
from workflow.text.outline import Node
from workflow.text.segments import Block, Kind
from workflow.text.sources import boilerplate
from workflow.text.sources.blocks import words
from workflow.text.sources.document import SourceDocument, SourceImage
from workflow.text.sources.language_guess import guess_language
from workflow.text.sources.tweets import quote_posts

_MAX_HEADLINE = 200
_SENTENCE_ENDS = (".", "。", "!", "！", ";", "；", ":", "：", ",", "，")


@dataclass(slots=True)
class Draft:
    """A source as its reader leaves it; ``edit`` makes the document of it."""

    parts: list[Node]
    headline: str = ""
    tagline: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    declared_languages: tuple[str, ...] = ()
    images: list[SourceImage] = field(default_factory=list)
    canonical_url: str = ""
    warnings: list[str] = field(default_factory=list)
    gaps: frozenset[int] = frozenset()
    is_page: bool = True  # copied from a page: look for what surrounds a story there


def edit(draft: Draft) -> SourceDocument:
    """Return the finished document of a draft."""
    parts = quote_posts(draft.parts, gaps=draft.gaps)
    if draft.is_page:
        parts = _without_page(parts, draft)
    parts = _find_headline(parts, draft)
    parts = _take_lead_image(parts, draft)
    body = normalise(write_blocks(parts))
    if not body:
        draft.warnings.append("The source has no text besides its headline. Check the file.")
    return SourceDocument(
        headline=draft.headline,
        tagline=draft.tagline,
        authors=draft.authors,
        published=draft.published,
        language_hint=guess_language(f"{draft.headline}\n{body}", draft.declared_languages),
        body_markdown=body,
        images=_with_body_images(parts, draft.images),
        canonical_url=draft.canonical_url,
        warnings=tuple(draft.warnings),
    )


# Boilerplate ---------------------------------------------------------------------------------


def _without_page(parts: Sequence[Node], draft: Draft) -> list[Node]:
    kept: list[Node] = []
    for place, part in enumerate(parts):
        line = words(part)
        if line and boilerplate.END.fullmatch(line) and _is_late(parts, place):
            break
        if line and (_is_noise(line) or _is_credit(line, parts, place, draft)):
            continue
        kept.append(part)
    while kept and (found := boilerplate.LIST_HEADING.fullmatch(words(kept[-1]))):
        del kept[-1]
        _hint(draft, next(subject for subject in found.groups() if subject))
    return kept


def _is_late(parts: Sequence[Node], place: int) -> bool:
    """The end of a story comes in the second half of a page."""
    before = sum(len(words(part)) for part in parts[:place])
    after = sum(len(words(part)) for part in parts[place:])
    return before >= after


def _is_noise(line: str) -> bool:
    return bool(boilerplate.NOISE.fullmatch(line) or boilerplate.TRAIL.fullmatch(line))


def _is_credit(line: str, parts: Sequence[Node], place: int, draft: Draft) -> bool:
    """Move a credit line to the first image that has none.

    Such a line stands near the top or the bottom, or under a picture; anywhere else a sentence
    that begins like one is a sentence.
    """
    under = place > 0 and _is_image(parts[place - 1])
    if not (under or place < 4 or place >= len(parts) - 3):
        return False
    if len(line) > boilerplate.MAX_CREDIT or not boilerplate.CREDIT.fullmatch(line):
        return False
    for at, image in enumerate(draft.images):
        if not image.credit:
            draft.images[at] = replace(image, credit=line)
            return True
    draft.images.append(SourceImage(src="", credit=line, lead=not draft.images))
    return True


def _is_image(part: Node) -> bool:
    return isinstance(part, Block) and part.kind is Kind.IMAGE


def _hint(draft: Draft, subject: str) -> None:
    if draft.headline:
        return
    draft.headline = subject.strip()
    draft.warnings.append(
        f"The source has no headline of its own; “{draft.headline}” was taken from the heading "
        "of its list of stories. Check it."
    )


# Headline ------------------------------------------------------------------------------------


def _find_headline(parts: Sequence[Node], draft: Draft) -> list[Node]:
    kept = list(parts)
    if not draft.headline:
        place = next((at for at, part in enumerate(kept) if words(part)), None)
        if place is not None and _can_be_headline(kept[place], kept[place + 1 :]):
            draft.headline = words(kept.pop(place))
    if not draft.headline:
        draft.warnings.append("No headline was found. Write one.")
    return _without_repeats(kept, draft.headline)


def _can_be_headline(part: Node, rest: Sequence[Node]) -> bool:
    line = words(part)
    if isinstance(part, Block) and part.kind is Kind.HEADING:
        return True
    short = len(line) <= _MAX_HEADLINE and not line.endswith(_SENTENCE_ENDS)
    return short and any(len(words(other)) > len(line) for other in rest)


def _without_repeats(parts: Sequence[Node], headline: str) -> list[Node]:
    """Leave the headline out where the page says it again above the text."""
    folded = headline.casefold()
    return [
        part
        for place, part in enumerate(parts)
        if place > 3 or not folded or words(part).casefold() != folded
    ]


# Images --------------------------------------------------------------------------------------


def _take_lead_image(parts: Sequence[Node], draft: Draft) -> list[Node]:
    """A picture before the first words is the lead picture, not a part of the body."""
    for place, part in enumerate(parts):
        if words(part) or not isinstance(part, Block):
            break
        if part.kind is Kind.IMAGE and (found := picture(part.text)):
            _lead(draft, SourceImage(src=found.src, alt=found.alt, caption=found.caption))
            return [*parts[:place], *parts[place + 1 :]]
    return list(parts)


def _lead(draft: Draft, image: SourceImage) -> None:
    if boilerplate.CREDIT.fullmatch(image.caption):
        image = replace(image, caption="", credit=image.caption)
    for place, known in enumerate(draft.images):
        if known.src in {"", image.src}:
            credit = known.credit or image.credit
            draft.images[place] = replace(
                known, src=image.src, alt=image.alt, caption=image.caption, credit=credit, lead=True
            )
            return
    draft.images.insert(0, replace(image, lead=True))


def _with_body_images(
    parts: Sequence[Node], images: Sequence[SourceImage]
) -> tuple[SourceImage, ...]:
    known = {image.src for image in images}
    found = [
        SourceImage(src=seen.src, alt=seen.alt, caption=seen.caption)
        for part in parts
        if isinstance(part, Block) and part.kind is Kind.IMAGE
        if (seen := picture(part.text)) and seen.src not in known
    ]
    return (*images, *found)
