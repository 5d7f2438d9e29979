"""Words, safe HTML, links and pictures of a segment."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.languages.registry import ALL, by_tag
from workflow.text import inline
from workflow.text.problems import TextProblem

EN, ZH = by_tag("en"), by_tag("zh-Hant")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a *b* **c** `d<e`", "a <em>b</em> <strong>c</strong> <code>d&lt;e</code>"),
        ("x\\\ny[^1]", "x<br>y<sup>1</sup>"),
        ('"A" & <b>', "&quot;A&quot; &amp; &lt;b&gt;"),
        ("[a & b](https://e.org/?a=1&b=2)", '<a href="https://e.org/?a=1&amp;b=2">a &amp; b</a>'),
        ('[a](https://e.org/ "t")', '<a href="https://e.org/">a</a>'),
        ("[a](mailto:desk@example.org)", '<a href="mailto:desk@example.org">a</a>'),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[*a*](ftp://e.org/x)", "<em>a</em>"),
        ("[a](//e.org/x)", "a"),
        ("[a](/relative)", "a"),
        ("[a](https:)", "a"),
        ("[a](data:image/png;base64,AA)", "a"),
        ("![a \\\"b\\\"](https://e.org/x.png)", "a &quot;b&quot;"),
        ("[a <https://e.org/in>](https://e.org/out)",
         '<a href="https://e.org/out">a https://e.org/in</a>'),
    ],
)  # fmt: skip
def test_inline_markdown_becomes_safe_html(text, html):
    assert inline.html(text, language=EN) == html


def test_chinese_emphasis_is_strong_because_chinese_has_no_italics():
    assert inline.html("*重點* **更重**", language=ZH) == (
        "<strong>重點</strong> <strong>更重</strong>"
    )


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<script>",
                '"',
                "'",
                "javascript:",
                "](",
                "[x",
                ")",
                "<img src=x onerror=y>",
                "*",
                "**",
                "`",
                "&lt;",
                "&#60;",
                "\\",
                "https://e.org/",
                "![",
                '<https://e.org/"x>',
                "data:text/html,",
                "\u202e",
                "й",
                "台",
            ]
        ),
        max_size=14,
    ).map("".join),
    st.sampled_from(ALL),
)
def test_no_text_makes_any_other_tag_or_attribute(text, language):
    try:
        html = inline.html(text, language=language)
    except TextProblem:
        return
    rest = re.sub(
        r'<a href="(?:https?://|mailto:)[^"<>]*">|</a>|</?(?:em|strong|code|sup)>|<br>', "", html
    )
    assert "<" not in rest
    assert ">" not in rest
    assert '"' not in rest


def test_plain_words_drop_the_marks_and_keep_every_word():
    text = "a *b* [c](https://e.org) `d` ![e](x.png) 1 \\* 2\\\nf[^n]"
    assert inline.plain(text) == "a b c d e 1 * 2\nf[n]"


def test_links_come_in_reading_order_also_out_of_emphasis():
    text = '**[a](https://e.org/1 "t")** and <https://e.org/2>'
    assert inline.links(text) == (
        inline.Link(href="https://e.org/1", text="a", title="t"),
        inline.Link(href="https://e.org/2", text="https://e.org/2"),
    )


def test_the_picture_of_an_image_block_has_alt_text_and_caption():
    found = inline.picture('![A "plate"](https://e.org/a.jpg "Dumplings. \\"Best\\" of all")')
    assert found == inline.Picture(
        src="https://e.org/a.jpg", alt='A "plate"', caption='Dumplings. "Best" of all'
    )
    assert inline.picture("![a](b.png) and words") is None
