"""A text reads among its surroundings as it reads in the whole body: a law, and where it matters.

The law is against the plainest way: the whole body written out with the text in it, read again.
"""

from dataclasses import replace

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.pure.test_text_markdown import HOSTILE, documents, inlines
from workflow.text.markdown import join, normalise_segment, split
from workflow.text.segments import Segment
from workflow.text.surroundings import surroundings
from workflow.translation.fitting import fitted, same_form
from workflow.translation.problems import SaveRefused
from workflow.translation.sources import may_have_text

REFUSED = "refused"
TYPED = st.one_of(inlines(), documents(), HOSTILE.map("".join))


def keyed(markdown: str) -> list[Segment]:
    return [
        Segment(
            key=f"s{place}",
            field=block.field,
            kind=block.kind,
            text=block.text,
            frame=block.frame,
        )
        for place, block in enumerate(split(markdown), start=1)
    ]


def near(segments: list[Segment], key: str, text: str) -> str:
    try:
        return fitted(segments, key, text)
    except SaveRefused:
        return REFUSED


def in_the_whole(segments: list[Segment], key: str, text: str) -> str:
    place = next(at for at, each in enumerate(segments) if each.key == key)
    text = normalise_segment(text, segments[place].kind)
    if not text:
        return text
    said = replace(segments[place], text=text)
    back = split(join([*segments[:place], said, *segments[place + 1 :]]))
    same = len(back) == len(segments) and all(map(same_form, segments, back))
    return back[place].text if same else REFUSED


@settings(max_examples=150, deadline=None)
@given(documents(), TYPED, st.integers(0, 10_000))
@example("- a\n\n* b\n\n- c\n\nd[^1]\n\n[^1]: e", "x[^1] [^2]", 1)
def test_a_text_fits_near_its_block_as_it_fits_in_the_whole_body(markdown, typed, number):
    assume(markdown.count("[^1]:") < 2)
    segments = keyed(markdown)
    keys = [each.key for each in segments if may_have_text(each)]
    assume(keys)
    key = keys[number % len(keys)]
    assert near(segments, key, typed) == in_the_whole(segments, key, typed)


LISTS = """One.

- two
- three

* four

- five

Six.[^a]

> Seven.
>
> — Eight

[^a]: Nine."""

NEAR = [
    ("s1", "One. …"),
    ("s2", "two three four five …"),
    ("s3", "two three four five …"),
    ("s5", "two three four five …"),
    ("s6", "Six.[^a] …"),
    ("s7", "Seven. — Eight …"),
    ("s9", "Nine."),
]


@pytest.mark.parametrize(("key", "texts"), NEAR)
def test_only_the_container_around_a_block_is_read_with_it(key, texts):
    segments = keyed(LISTS)
    place = int(key[1:]) - 1
    found, at = surroundings(segments, place)
    assert " ".join(block.text for block in found) == texts
    assert found[at] == segments[place]


def test_a_mark_of_a_footnote_finds_it_wherever_it_stands():
    segments = keyed("One.\n\nTwo.[^a]\n\n> [^a]: Three.")
    assert fitted(segments, "s1", "Раз.[^a] [^b]") == "Раз.[^a] \\[^b]"
