"""A text inside and outside: to the pieces of other tools, back, and which marks went missing.

    from_pieces(to_pieces(text, kind), kind) == (normalise_segment(text, kind), ())

Every tag that is given to ``from_pieces`` is in its result, or named in the damage.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from workflow.exchange.mending import build, edges_mended
from workflow.exchange.numbering import numbered_like
from workflow.exchange.pieces import (
    LIGHT,
    PLACEHOLDER,
    Mark,
    Piece,
    Side,
    Tag,
    Words,
    address,
    pieces_of,
    words,
)
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.text.markdown import normalise_segment
from workflow.text.markup import nodes
from workflow.text.markup.nodes import on_one_line, tidy
from workflow.text.markup.plain import words_of
from workflow.text.markup.read_inline import read_inline
from workflow.text.markup.write_inline import write_inline
from workflow.text.segments import Kind

_UNMARKED = frozenset({Kind.LINE, Kind.CODE, Kind.RULE})  # kinds that know no Markdown inside
_SAID = {
    "link": marked("A link is missing: {mark}"),
    "picture": marked("A picture is missing: {mark}"),
    "code": marked("Code is missing: {mark}"),
    "note": marked("The mark of a footnote is missing: {mark}"),
    "placeholder": marked("A placeholder is missing: {mark}"),
}
_Mark = tuple[str, str]
_Counted = tuple[Mark, str]


def to_pieces(markdown: str, kind: Kind, *, like: Sequence[Piece] = ()) -> tuple[Piece, ...]:
    """The words and tags of inline Markdown.

    ``like`` are the pieces of its source: the same tags get the same numbers.
    """
    text = normalise_segment(markdown, kind)
    if kind is Kind.CODE:
        return (Words(text),) if text else ()
    pieces = tuple(pieces_of(words(text) if kind in _UNMARKED else read_inline(text)))
    return numbered_like(pieces, like) if like else pieces


def from_pieces(
    pieces: Sequence[Piece], kind: Kind, *, like: Sequence[Piece] = ()
) -> tuple[str, tuple[Sentence, ...]]:
    """The Markdown of pieces in its normal form, and what of them could not be put back.

    With ``like``, the pieces of the source, a lost tag is put back where its place is certain.
    """
    if kind is Kind.CODE:
        verbatim = "".join(_verbatim(piece) for piece in pieces)
        return normalise_segment(verbatim, kind), ()
    built = build(edges_mended(pieces, like))
    tree = tidy(built.tree)
    if kind is Kind.HEADING:
        tree = on_one_line(tree)
    written = words_of(tree) if kind in _UNMARKED else write_inline(tree)
    text = normalise_segment(written, kind)
    torn = Counter((tag.mark, address(tag)) for tag in built.torn)
    given = _firm(pieces) + _loose(pieces_of(tree))
    kept = to_pieces(text, kind)
    lost = given - _firm(kept) - _loose(kept) - torn
    return text, tuple(_told(built.torn, lost))


def _verbatim(piece: Piece) -> str:
    return piece.text if isinstance(piece, Words) else piece.native


def _firm(pieces: Iterable[Piece]) -> Counter[_Counted]:
    """The tags that must not be lost, by what they are; a pair is counted by its end."""
    loose = LIGHT | {Mark.BREAK, Mark.TITLE}
    ends = (piece for piece in pieces if isinstance(piece, Tag) and piece.side is not Side.OPEN)
    return Counter((tag.mark, address(tag)) for tag in ends if tag.mark not in loose)


def _loose(pieces: Iterable[Piece]) -> Counter[_Counted]:
    """Emphasis and line breaks: a tool may leave them around nothing, where they say nothing."""
    loose = LIGHT | {Mark.BREAK}
    ends = (piece for piece in pieces if isinstance(piece, Tag) and piece.side is not Side.OPEN)
    return Counter((tag.mark, tag.native) for tag in ends if tag.mark in loose)


def _told(torn: Iterable[Tag], lost: Counter[_Counted]) -> Iterator[Sentence]:
    told = {tag.number if tag.side is not Side.SINGLE else -tag.number: tag for tag in torn}
    for tag in told.values():
        yield say(
            marked("One of the two tags of {mark} is missing, or in a wrong place.")
            if tag.side is not Side.SINGLE
            else marked("Nobody knows the tag {mark}; it was left out."),
            mark=tag.native,
        )
    for _, native in lost:
        yield say(marked("This could not be put back: {mark}"), mark=native.strip())


def missing_tags(source: str, target: str, kind: Kind) -> tuple[Sentence, ...]:
    """Sentences about the marks of ``source`` that ``target`` has not; both inline Markdown.

    A link may lead elsewhere in another language, so links are counted, not compared. Emphasis is
    left to the checks: languages differ in it.
    """
    if kind in {Kind.CODE, Kind.RULE}:
        return ()
    there = Counter(kind for kind, _ in _marks(target))
    same = Counter(_marks(target))
    told = []
    for (what, mark), count in Counter(_marks(source)).items():
        if what == "link":
            lacking = count if there["link"] < 1 else 0
            there["link"] -= count
        else:
            lacking = max(0, count - same[what, mark])
        told += [say(_SAID[what], mark=mark)] * min(lacking, 1)
    return tuple(told)


def _marks(text: str) -> Iterator[_Mark]:
    yield from _of(read_inline(text))
    yield from (("placeholder", found) for found in PLACEHOLDER.findall(text))


def _of(found: Iterable[nodes.Node]) -> Iterator[_Mark]:
    for node in found:
        match node:
            case nodes.Link(href, _, children):
                yield "link", href
                yield from _of(children)
            case nodes.Emphasis(children) | nodes.Strong(children):
                yield from _of(children)
            case nodes.Image(src, _, _):
                yield "picture", src
            case nodes.Code(code):
                yield "code", code
            case nodes.NoteMark(label):
                yield "note", label
