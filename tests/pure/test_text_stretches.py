"""Stretches: every word of a document has its place there, and only words are looked at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.segments import Kind
from workflow.text.stretches import joined, stretches

DOCUMENT = """# A heading #

One paragraph\r
  on two lines.

> A quotation
> goes on.
>
> — Lin Yi (@lin)

- an item
  1. another

```
code = 1
```

[^1]: A note.

[a definition]: https://example.org
"""


def test_each_block_has_its_words_and_its_kind():
    assert [(each.text, each.kind) for each in stretches(DOCUMENT)] == [
        ("A heading", Kind.HEADING),
        ("One paragraph\non two lines.", Kind.PARAGRAPH),
        ("A quotation\ngoes on.", Kind.QUOTE),
        ("— Lin Yi (@lin)", Kind.ATTRIBUTION),
        ("an item", Kind.ITEM),
        ("another", Kind.ITEM),
        ("code = 1", Kind.CODE),
        ("A note.", Kind.FOOTNOTE),
    ]


@pytest.mark.parametrize("words", ["- Kto tam?", "1939 - 1945", "  two words\n", "* a star\n\n"])
def test_a_single_line_is_words_whatever_it_begins_with(words):
    (only,) = stretches(words)
    assert (only.text, only.kind) == (words.rstrip("\n"), None)


def test_several_stretches_joined_keep_their_places():
    whole = joined(stretches(DOCUMENT))
    for words in ("heading", "on two", "goes on", "Lin", "another", "A note"):
        start, end = whole.span(whole.text.index(words), whole.text.index(words) + len(words))
        assert DOCUMENT[start:end] == words


@given(st.text(alphabet="ab \n\r\t>#-*+1.`~[]^:|\0\x0b\u2028«", max_size=80))
def test_what_stands_at_a_place_is_what_is_said_to(document):
    for stretch in stretches(document):
        for place, line in stretch.lines():
            assert document[place : place + len(line)] == line
