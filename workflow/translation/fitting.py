"""Making a typed text fit its segment: the form of the source is kept, block by block."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workflow.stories.content import LONGEST_LINE
from workflow.text.markdown import join, normalise_segment, split
from workflow.text.reserved import REFUSED, is_reserved
from workflow.text.segments import Block, Field, Kind, Segment
from workflow.text.surroundings import surroundings
from workflow.translation.problems import SaveRefused
from workflow.translation.sources import may_have_text, standing

_FORMS = {
    Kind.ATTRIBUTION: "the closing line of a quotation: begin it with “— ”",
    Kind.IMAGE: "a picture: write it as ![what it shows](address)",
}


def same_form(first: Block, second: Block) -> bool:
    """Whether two blocks stand in the same place of the same structure.

    Whether a list is written with space between its items does not matter.
    """
    return first.kind is second.kind and _tight(first.frame) == _tight(second.frame)


def fitted(segments: Sequence[Segment], key: str, text: str) -> str:
    """``text`` as it is kept for segment ``key``, in normal form; an empty text clears it.

    It is read where it will stand: a mark of a footnote that the source has not is plain words.

    Raises ``SaveRefused`` when there is no such segment, when it is not translated at all, or
    when the text would be another kind of block.
    """
    segment = next((each for each in segments if each.key == key), None)
    if segment is None:
        raise SaveRefused(
            f"The source has no segment {key}. Reload the story: its source may have changed."
        )
    if not may_have_text(segment):
        raise SaveRefused(f"{key} has no words; there is nothing to translate.")
    text = normalise_segment(text, segment.kind)
    refuse_text(segment, text)
    if not text or segment.field is not Field.BODY:
        return text
    body = [standing(each) for each in segments if each.field is Field.BODY]
    near, place = surroundings(body, next(at for at, each in enumerate(body) if each.key == key))
    back = split(join([*near[:place], replace(segment, text=text), *near[place + 1 :]]))
    if not _same_forms(near, back):
        form = _FORMS.get(segment.kind, f"a {segment.kind}, and one block")
        raise SaveRefused(f"{key} is {form}. This text would be something else.")
    return back[place].text


def all_fit(segments: Sequence[Segment], texts: Mapping[str, str]) -> bool:
    """Whether these texts together stand in the form of their segments, word for word."""
    body = [standing(each) for each in segments if each.field is Field.BODY]
    wanted = [replace(each, text=texts.get(each.key) or each.text) for each in body]
    back = split(join(wanted))
    return _same_forms(body, back) and all(
        mine.text == theirs.text for mine, theirs in zip(wanted, back, strict=True)
    )


def refuse_text(segment: Segment, text: str) -> None:
    """Refuse what no edition may carry, and a line too long to be one."""
    if is_reserved(text):
        raise SaveRefused(f"{segment.key} cannot be kept. {REFUSED}")
    if segment.field is not Field.BODY and len(text) > LONGEST_LINE:
        raise SaveRefused(
            f"The {segment.field} is longer than {LONGEST_LINE} characters. Shorten it."
        )


def _same_forms(body: Sequence[Block], back: Sequence[Block]) -> bool:
    """Whether a body written out with one other text in it comes back in the same form."""
    if len(back) != len(body):
        return False
    return all(same_form(*pair) for pair in zip(body, back, strict=True))


def _tight(frame: str) -> str:
    return frame.replace("--", "-").replace("..", ".")
