"""Markup that a machine translator must not touch: taken out before it is asked, put back after.

Links keep their words and give their address to a numbered mark, emphasis becomes such a mark too;
code, footnote marks, pictures, line breaks, addresses, {placeholders} and @handles become a mark as
a whole. How marks are written depends on the provider (:class:`Marks`). Afterwards the answer is
read tolerantly and then verified: what the source holds and the answer does not, or the other way
round, is named. For a provider that gives back what it was sent::

    put_back(protect(text, marks).sent, protect(text, marks)).text == normalise_segment(text)
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape

from workflow.machine.provider import Marks
from workflow.text.cleaning import clean
from workflow.text.markup.nodes import (
    Break,
    Code,
    Container,
    Emphasis,
    Image,
    Link,
    Node,
    NoteMark,
    Strong,
    Text,
    tidy,
)
from workflow.text.markup.read_inline import read_inline
from workflow.text.markup.write_inline import write_inline

# What is kept as it stands among words: addresses, {placeholders}, @handles and e-mail addresses.
KEPT = re.compile(
    r"https?://[!-;=?-~]*[A-Za-z0-9/_~#%&=+-]"
    r"|[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|[{｛][^{}｛｝]*[}｝]"
    r"|(?<![A-Za-z0-9_@])@[A-Za-z0-9_]+"
)
_XML = re.compile(r"<\s*(?P<end>/?)\s*(?P<kind>[xbXB])(?P<number>\d{1,4})\s*(?P<alone>/?)\s*>")
_TOKEN = re.compile(r"[{｛]\s*(?P<end>[/／]?)\s*(?P<number>\d{1,4})\s*[}｝]")
_FOREIGN_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
MARK = {Marks.XML: _XML, Marks.TOKENS: _TOKEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """A text as it is sent, and what its numbered marks stand for."""

    nodes: tuple[Node, ...]
    sent: str
    marks: Marks
    kept: tuple[Node, ...] = ()  # mark n is kept[n - 1]; a container has its children still

    @property
    def has_words(self) -> bool:
        """Whether anything is left to translate."""
        return any(map(str.isalnum, MARK[self.marks].sub("", self.sent)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack:
    """A translation in Markdown, and which marks were lost or doubled on the way."""

    text: str
    lost: tuple[str, ...] = ()


def protect(text: str, marks: Marks) -> Protected:
    """Take the markup out of one segment of inline Markdown."""
    nodes = read_inline(text)
    sender = _Sender(marks)
    sent = "".join(sender.written(nodes))
    return Protected(nodes=nodes, sent=sent, marks=marks, kept=tuple(sender.kept))


def put_back(answer: str, protected: Protected) -> PutBack:
    """Put the markup into a translation, mended where that is certain; lost marks are named."""
    read = list(_read(answer, protected.marks))
    nodes = tidy(_Builder(protected, read).nodes())
    nodes = _edges_mended(nodes, protected.nodes)
    text = write_inline(read_inline(write_inline(nodes)))
    missing = _signs(protected.nodes)
    present = _signs(read_inline(text))
    lost = (missing - present) + (present - missing)
    return PutBack(text=text, lost=tuple(lost))


@dataclass(slots=True)
class _Sender:
    """Writes nodes for one provider and numbers their marks."""

    marks: Marks
    kept: list[Node] = field(default_factory=list)

    def written(self, nodes: Iterable[Node]) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, Text):
                yield from self._words(node.text)
            elif isinstance(node, Emphasis | Strong | Link) and not _is_bare(node):
                self.kept.append(node)
                number = len(self.kept)
                yield f"<b{number}>" if self.marks is Marks.XML else f"{{{number}}}"
                yield from self.written(node.children)
                yield f"</b{number}>" if self.marks is Marks.XML else f"{{/{number}}}"
            else:
                yield self._whole(node)

    def _words(self, text: str) -> Iterator[str]:
        at = 0
        for found in KEPT.finditer(text):
            yield self._said(text[at : found.start()])
            yield self._whole(Text(found.group()))
            at = found.end()
        yield self._said(text[at:])

    def _said(self, words: str) -> str:
        return escape(words, quote=False) if self.marks is Marks.XML else words

    def _whole(self, node: Node) -> str:
        self.kept.append(node)
        number = len(self.kept)
        return f"<x{number}/>" if self.marks is Marks.XML else f"{{{number}}}"


def _is_bare(node: Container) -> bool:
    """Whether it is a link that shows its own address, or one that shows nothing."""
    return isinstance(node, Link) and node.children in {(), (Text(node.href),)}


@dataclass(frozen=True, slots=True)
class _Mark:
    number: int
    ends: bool


def _read(answer: str, marks: Marks) -> Iterator[str | _Mark]:
    """Words and marks of an answer in their order."""
    at = 0
    for found in MARK[marks].finditer(answer):
        yield _words_of(answer[at : found.start()], marks)
        yield _Mark(int(found["number"]), ends=bool(found["end"]))
        at = found.end()
    yield _words_of(answer[at:], marks)


def _words_of(text: str, marks: Marks) -> str:
    if marks is Marks.XML:
        text = unescape(_FOREIGN_TAG.sub("", text))
    return clean(text)


def _tight(protected: Protected) -> Iterator[int]:
    """Which numbers are those of note marks that no space stands before."""
    for found in MARK[protected.marks].finditer(protected.sent):
        number = int(found["number"])
        is_note = isinstance(protected.kept[number - 1], NoteMark)
        if is_note and not protected.sent[: found.start()][-1:].isspace():
            yield number


class _Builder:
    """Builds nodes from what was read; each mark once, none crossing another."""

    def __init__(self, protected: Protected, read: Sequence[str | _Mark]) -> None:
        self._kept = protected.kept
        self._tight = frozenset(_tight(protected))
        self._read = read
        ends = {each.number for each in read if isinstance(each, _Mark) and each.ends}
        self._pairs = {number for number in ends if self._container(number) is not None}
        self._used: set[int] = set()
        self._open: list[tuple[int, list[Node]]] = [(0, [])]

    def nodes(self) -> list[Node]:
        """The nodes; what is open at the end is given up, words kept."""
        for each in self._read:
            if isinstance(each, str):
                self._open[-1][1].append(Text(each))
            elif each.ends:
                self._close(each.number)
            else:
                self._begin(each.number)
        while len(self._open) > 1:
            self._give_up()
        return self._open[0][1]

    def _container(self, number: int) -> Container | None:
        node = self._node(number)
        return node if isinstance(node, Emphasis | Strong | Link) and not _is_bare(node) else None

    def _node(self, number: int) -> Node | None:
        return self._kept[number - 1] if 1 <= number <= len(self._kept) else None

    def _begin(self, number: int) -> None:
        node = self._node(number)
        if node is None or number in self._used:
            return  # a mark we never sent, or the same again: words are all that is left of it
        self._used.add(number)
        if self._container(number) is None:
            self._append(number, node)
        elif number in self._pairs:
            self._open.append((number, []))

    def _append(self, number: int, node: Node) -> None:
        """A note's mark stands close to its word again where it did in the source."""
        nodes = self._open[-1][1]
        if number in self._tight and nodes and isinstance(nodes[-1], Text):
            nodes[-1] = Text(nodes[-1].text.rstrip())
        nodes.append(node)

    def _close(self, number: int) -> None:
        if number not in {open_ for open_, _ in self._open[1:]}:
            return
        while self._open[-1][0] != number:
            self._give_up()
        _, children = self._open.pop()
        node = self._container(number)
        if node is not None:
            inside, after = _without_strange_notes(tuple(_unlinked(children, node)), node)
            self._open[-1][1].extend([replace(node, children=inside), *after])

    def _give_up(self) -> None:
        _, children = self._open.pop()
        self._open[-1][1].extend(children)


def _unlinked(children: Iterable[Node], parent: Container) -> Iterator[Node]:
    """There is no link inside a link: the inner one's words stay."""
    for node in children:
        if isinstance(parent, Link) and isinstance(node, Link):
            yield from node.children
        else:
            yield node


def _without_strange_notes(
    children: tuple[Node, ...], parent: Container
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """A note's mark that slipped into a link stands after it again."""
    if not isinstance(parent, Link):
        return children, ()
    strange = [isinstance(node, NoteMark) and node not in parent.children for node in children]
    inside = tuple(node for node, out in zip(children, strange, strict=True) if not out)
    return inside, tuple(node for node, out in zip(children, strange, strict=True) if out)


def _edges_mended(nodes: tuple[Node, ...], source: tuple[Node, ...]) -> tuple[Node, ...]:
    """Put back what is certain: a note's mark or a picture lost from the very end or start."""
    if source and isinstance(source[-1], NoteMark | Image) and source[-1] not in nodes:
        nodes = (*nodes, source[-1])
    if len(source) > 1 and isinstance(source[0], Image) and source[0] not in nodes:
        nodes = (source[0], *nodes)
    match source:
        case (Emphasis() | Strong() | Link() as whole,) if nodes and not _is_bare(whole):
            nodes = _wrapped_whole(nodes, whole)
    return tidy(nodes)


def _wrapped_whole(nodes: tuple[Node, ...], whole: Container) -> tuple[Node, ...]:
    """All words of the source stand in one link or emphasis: so do all of the answer's."""
    alike = [node for node in nodes if type(node) is type(whole)]
    return nodes if alike else (replace(whole, children=tuple(_unlinked(nodes, whole))),)


def _signs(nodes: Iterable[Node]) -> Counter[str]:
    """What has to be in a translation as often as in its source, as it stands in Markdown."""
    signs: Counter[str] = Counter()
    for node in nodes:
        match node:
            case Text(text):
                signs.update(found.group() for found in KEPT.finditer(text))
            case Emphasis(children) | Strong(children):
                signs["*…*" if isinstance(node, Emphasis) else "**…**"] += 1
                signs.update(_signs(children))
            case Link(href, _, children):
                bare = _is_bare(node)
                signs[f"<{href}>" if bare else f"[…]({href})"] += 1
                signs.update(_signs(() if bare else children))
            case _:
                signs[_sign(node)] += 1
    return signs


def _sign(node: Node) -> str:
    match node:
        case Code(text):
            return f"`{text}`"
        case NoteMark(label):
            return f"[^{label}]"
        case Image(src, _, _):
            return f"![…]({src})"
        case Break():
            return "\\"
        case _:
            return str(node)
