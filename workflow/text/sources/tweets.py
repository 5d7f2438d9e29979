"""Posts that lost their frame when a page was copied.

Such a post is one or two paragraphs and a line like "— Name (@handle) September 10, 2021". They
become a quotation with that line as its signature.
"""

import re
from collections.abc import Sequence

from workflow.text.outline import Node, Quote
from workflow.text.segments import Block
from workflow.text.sources.blocks import words

MAX_POST = 320  # characters; short posts hold 280, and copied links come out longer
_HANDLE = r"[(（]@\w{1,30}(?:@[\w.-]+)?[)）]"
_SIGNATURE = re.compile(rf"[—–―-]{{1,2}}\s*.{{1,120}}\s?{_HANDLE}.{{0,40}}\d.{{0,20}}")
_POST_LIKE = re.compile("[#@]\\w|[\U0001f300-\U0001faff\u2600-\u27bf]")


def quote_posts(parts: Sequence[Node], *, gaps: frozenset[int] = frozenset()) -> list[Node]:
    """Return the parts with every loose post made a quotation.

    ``gaps`` are the places of parts that had more than one empty line before them: where a page
    was copied, that is where something embedded begins.
    """
    done: list[Node] = []
    origin: list[int] = []
    for place, part in enumerate(parts):
        if done and _SIGNATURE.fullmatch(words(part)):
            count = _length_of_post(done, origin, gaps)
            if count:
                post = tuple(done[-count:])
                del done[-count:], origin[-count:]
                done.append(Quote((*post, part)))
                origin.append(place)
                continue
        done.append(part)
        origin.append(place)
    return done


def _length_of_post(done: Sequence[Node], origin: Sequence[int], gaps: frozenset[int]) -> int:
    """Return how many of the last parts are the post: the last one, and more if they belong."""
    if not _is_paragraph(done[-1]):
        return 0
    count, total = 1, len(words(done[-1]))
    while count < len(done) and origin[-count] not in gaps:
        earlier = done[-count - 1]
        total += len(words(earlier))
        begins = origin[-count - 1] in gaps or _POST_LIKE.search(words(earlier)) is not None
        if total > MAX_POST or not begins or not _is_paragraph(earlier):
            break
        count += 1
    return count


def _is_paragraph(part: Node) -> bool:
    return isinstance(part, Block) and not part.frame and bool(words(part))
