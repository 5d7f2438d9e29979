"""The marks inside a text that must come back from another tool: which of them are missing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.text.markup import nodes
from workflow.text.markup.read_inline import read_inline
from workflow.text.segments import Kind

_PLACEHOLDER = re.compile(r"\{\w+\}")
_SAID = {
    "link": marked("A link is missing: {mark}"),
    "picture": marked("A picture is missing: {mark}"),
    "code": marked("Code is missing: {mark}"),
    "note": marked("The mark of a footnote is missing: {mark}"),
    "placeholder": marked("A placeholder is missing: {mark}"),
}
_Mark = tuple[str, str]


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
    yield from (("placeholder", found) for found in _PLACEHOLDER.findall(text))


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
