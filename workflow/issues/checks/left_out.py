"""What a body has and an email does not show: pictures and footnotes."""

from collections.abc import Iterable, Iterator, Sequence

from workflow.issues.assemble import BODY_COLUMNS, opening
from workflow.issues.checks.finding import EditionFinding, Examined
from workflow.issues.decide import SlotDecision
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.stories.texts import body
from workflow.text.checks.finding import Severity
from workflow.text.inline import picture, plain
from workflow.text.markup import nodes as inline
from workflow.text.markup.read_inline import read_inline
from workflow.text.outline import Listing, Node, Note, Quote, outline
from workflow.text.segments import Block, Kind

_PICTURE = marked("The picture “{words}” is not shown in the email.")
_FOOTNOTE = marked("The footnote “{words}” is not shown in the email.")
_MENDS = {
    _PICTURE: marked("Say in words what it shows, or link to it."),
    _FOOTNOTE: marked("Say it in the text itself."),
}
_MOST_WORDS = 60


def left_out_of_letter(edition: Examined) -> Iterator[EditionFinding]:
    """Pictures and footnotes of the letter, which no page shows whole, and of shown openings.

    Of a story's opening only what stands in the paragraphs shown counts: the rest is on its page.
    """
    for decision in edition.decisions:
        for message, words in dict.fromkeys(_lost(decision)):
            yield _finding(decision, message, words)


def _lost(decision: SlotDecision) -> Iterator[tuple[str, str]]:
    if decision.shown is None:
        return
    whole = body(decision.shown.segments)
    shown: Sequence[Block] = whole
    if decision.layout is not None:
        shown = opening(whole, columns=BODY_COLUMNS[decision.layout])
    notes = {node.label: node for node in _nodes(outline(whole)) if isinstance(node, Note)}
    for node in _nodes(outline(shown)):
        if isinstance(node, Note):
            yield _FOOTNOTE, _words(node)
        elif isinstance(node, Block) and node.kind is not Kind.CODE:
            yield from _lost_words(node, {} if decision.layout is None else notes)


def _nodes(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node of a tree; a footnote counts as one, whatever stands in it."""
    for node in nodes:
        yield node
        if isinstance(node, Quote):
            yield from _nodes(node.children)
        elif isinstance(node, Listing):
            for item in node.items:
                yield from _nodes(item)


def _lost_words(block: Block, notes: dict[str, Note]) -> Iterator[tuple[str, str]]:
    """What is lost inside a block: its pictures, and the footnotes it marks."""
    for found in _inline(read_inline(block.text)):
        if isinstance(found, inline.NoteMark):
            if found.label in notes:
                yield _FOOTNOTE, _words(notes[found.label])
        else:
            yield _PICTURE, _short(found.alt or found.title or found.src)


def _inline(found: Iterable[inline.Node]) -> Iterator[inline.Image | inline.NoteMark]:
    for node in found:
        match node:
            case inline.Image() | inline.NoteMark():
                yield node
            case inline.Emphasis() | inline.Strong() | inline.Link():
                yield from _inline(node.children)
            case _:
                continue


def _words(note: Note) -> str:
    leaves = (node for node in _nodes(note.children) if isinstance(node, Block))
    return _short(" ".join(filter(None, (_said(leaf) for leaf in leaves))))


def _said(block: Block) -> str:
    shown = picture(block.text)
    return shown.alt if shown else plain(block.text)


def _short(words: str) -> str:
    words = " ".join(words.split()).rstrip(".。")
    return words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1].rstrip()}…"


def _finding(decision: SlotDecision, message: str, words: str) -> EditionFinding:
    finding: Sentence = say(message, words=words)
    return EditionFinding(
        check="left-out-of-letter",
        severity=Severity.WARNING,
        sentence=say(marked("“{story}”: {finding}"), story=decision.title, finding=finding),
        mend=say(_MENDS[message]),
        story=decision.story.source.slug,
    )
