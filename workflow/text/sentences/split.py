"""Where the sentences of a segment begin and end.

``"".join(sentences(text, language)) == text``: the space between two sentences belongs to the one
before it, and so does the mark of a footnote. What a link, a picture, code or emphasis holds is
never cut; a hard line break ends a sentence.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from workflow.languages.language import Language
from workflow.text.sentences.registry import cutter
from workflow.text.sentences.shown import shown

# What cut the sentences: whoever stores them keeps this beside them, and cuts them again when it
# has changed. After the tool and its version comes the number of our own rules: raise it with them.
TOOL = "choppa-srx 1.0.0/1"

_SAYS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Span:
    """One sentence: ``text[start:end]``."""

    start: int
    end: int


def spans(text: str, language: Language) -> tuple[Span, ...]:
    """The sentences of inline Markdown as places in it: they touch, and cover all of it.

    An empty text has none. A language whose sentences nobody has described is left whole.
    """
    if not text:
        return ()
    seen = shown(text)
    cuts = {seen.place(at) for at in (*cutter(language)(seen.text), *seen.line_starts)}
    safe = seen.outside_markup(cuts - {0, len(text)})
    return tuple(_with_words(text, sorted(safe)))


def sentences(text: str, language: Language) -> tuple[str, ...]:
    """The sentences of inline Markdown, each with the space after it."""
    return tuple(text[span.start : span.end] for span in spans(text, language))


def _with_words(text: str, cuts: Iterable[int]) -> Iterator[Span]:
    """Join what has no letter or digit to what stands before it, or at the start after it."""
    start = 0
    for cut, following in pairwise([*cuts, len(text)]):
        if _SAYS.search(text, start, cut) and _SAYS.search(text, cut, following):
            yield Span(start, cut)
            start = cut
    yield Span(start, len(text))
