"""The tree of a text: quotations, lists and footnotes around leaf blocks.

``outline(blocks)`` rebuilds the tree from blocks alone, ``flatten(nodes)`` makes blocks of a
tree; each undoes the other. What holds a block is kept in its ``frame``, a path of steps from the
outside in, separated by spaces:

    ``>``       a quotation                 ``-``  ``--``    a bullet list, tight or with space
    ``[^1]``    a footnote                  ``3.`` ``3..``   a numbered list, from 3

A step with ``+`` before it is the next item of the list that is open, one with ``=`` goes on
inside the item, quotation or footnote that is open. After the steps a heading has its ``##`` and
code its fence with the name of its language. So ``+- => ##`` is a second-level heading further
down in a quotation inside the next item of a bullet list.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.text.problems import TextProblem
from workflow.text.segments import Block

MAX_DEPTH = 12
MAX_FRAME = 200


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation and what stands in it."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; ``items`` hold the blocks of each item; ``tight`` has no space between items."""

    ordered: bool
    start: int
    tight: bool
    items: tuple[tuple["Node", ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote and what stands in it."""

    label: str
    children: tuple["Node", ...]


Node = Block | Quote | Listing | Note


def leaf_mark(block: Block) -> str:
    """Return the part of a frame that belongs to the block itself: ``##`` or a code fence."""
    last = block.frame.rpartition(" ")[2]
    return last if last.startswith(("#", "`")) else ""


# Tree to blocks ------------------------------------------------------------------------------


def flatten(nodes: Sequence[Node]) -> Iterator[Block]:
    """Yield the leaf blocks in reading order, each with its frame."""
    yield from _flatten(nodes, ())


def _flatten(nodes: Sequence[Node], path: tuple[str, ...]) -> Iterator[Block]:
    if len(path) > MAX_DEPTH:
        raise TextProblem(
            f"Quotations, lists and footnotes stand inside each other more than {MAX_DEPTH} "
            "levels deep. Bring the innermost ones further out."
        )
    for node in nodes:
        for block in _blocks_of(node, path):
            yield block
            path = tuple(_going_on(step) for step in path)


def _blocks_of(node: Node, path: tuple[str, ...]) -> Iterator[Block]:
    match node:
        case Quote(children):
            yield from _flatten(children, (*path, ">"))
        case Note(label, children):
            yield from _flatten(children, (*path, f"[^{label}]"))
        case Listing():
            yield from _flatten_list(node, path)
        case Block():
            yield _framed(node, path)


def _flatten_list(listing: Listing, path: tuple[str, ...]) -> Iterator[Block]:
    step = _list_step(listing)
    for children in listing.items:
        yield from _flatten(children, (*path, step))
        step = "+." if listing.ordered else "+-"
        path = tuple(_going_on(outer) for outer in path)


def _list_step(listing: Listing) -> str:
    if listing.ordered:
        return f"{listing.start}." if listing.tight else f"{listing.start}.."
    return "-" if listing.tight else "--"


def _going_on(step: str) -> str:
    """Return the step that continues the container ``step`` opened."""
    if step.startswith("="):
        return step
    bare = step.lstrip("+")
    if bare.startswith("["):
        return "=^"
    return f"={bare[-1]}"


def _framed(block: Block, path: tuple[str, ...]) -> Block:
    frame = " ".join((*path, block.frame)).rstrip(" ")
    if len(frame) > MAX_FRAME:
        raise TextProblem(
            "A footnote or a programming language has a name that is too long. "
            "Use names of at most 40 letters."
        )
    return replace(block, frame=frame)


# Blocks to tree ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """A container being filled: its items (one, unless it is a list) and its kind."""

    sign: str  # ">", "^", "-" or "."
    label: str = ""
    start: int = 1
    tight: bool = True
    items: list[list["Node | _Open"]] | None = None

    def __post_init__(self) -> None:
        self.items = [[]]


def outline(blocks: Iterable[Block]) -> tuple[Node, ...]:
    """Rebuild the tree; the leaves keep only their own part of the frame.

    A run of blocks with the first ones missing still gives a tree: a step that goes on in a
    container nobody opened opens it.
    """
    root = _Open("")
    stack = [root]
    for block in blocks:
        mark = leaf_mark(block)
        steps = [step for step in block.frame.removesuffix(mark).split(" ") if step]
        _enter(stack, steps)
        _items(stack[-1])[-1].append(replace(block, frame=mark))
    return _closed(_items(root)[0])


def _enter(stack: list[_Open], steps: Sequence[str]) -> None:
    """Bring the stack of open containers to where the next block stands."""
    keeping = True
    for depth, step in enumerate(steps, start=1):
        joins = keeping and depth < len(stack) and _joins(stack[depth], step)
        if joins and step.startswith("="):
            continue
        keeping = False
        if joins:
            del stack[depth + 1 :]
            _items(stack[depth]).append([])
            continue
        del stack[depth:]
        opened = _opened(step)
        _items(stack[-1])[-1].append(opened)
        stack.append(opened)
    del stack[len(steps) + 1 :]


def _joins(open_one: _Open, step: str) -> bool:
    return step[0] in "+=" and step[-1] == open_one.sign


def _opened(step: str) -> _Open:
    bare = step.lstrip("+=")
    if bare.startswith(("[", "^")):
        return _Open("^", label=bare[2:-1] or "1")
    if bare.startswith("-"):
        return _Open("-", tight=bare == "-")
    if bare.endswith("."):
        number = bare.rstrip(".")
        return _Open(".", start=int(number or 1), tight=not bare.endswith(".."))
    return _Open(bare[:1] or ">")


def _items(container: _Open) -> list[list[Node | _Open]]:
    return container.items if container.items is not None else []


def _closed(nodes: Sequence[Node | _Open]) -> tuple[Node, ...]:
    return tuple(_close(node) if isinstance(node, _Open) else node for node in nodes)


def _close(container: _Open) -> Node:
    items = tuple(_closed(item) for item in _items(container))
    if container.sign == ">":
        return Quote(items[0])
    if container.sign == "^":
        return Note(container.label, items[0])
    return Listing(container.sign == ".", container.start, container.tight, items)
