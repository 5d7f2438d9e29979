"""Markdown to blocks and back: the laws, and what each kind of block looks like."""

import re
import time
from html import unescape
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_cjk_friendly import cjk_friendly
from mdit_py_plugins.footnote import footnote_plugin

from workflow.text.cleaning import clean
from workflow.text.markdown import join, normalise, normalise_segment, split
from workflow.text.outline import Listing, flatten, outline
from workflow.text.problems import TextProblem
from workflow.text.segments import Block, Field, Kind

ROOT = Path(__file__).parents[2]
LAW = settings(max_examples=100, deadline=None)


def blocks_of(markdown: str) -> list[tuple[str, str, str]]:
    return [(block.frame, block.kind.value, block.text) for block in split(markdown)]


# A judge of its own: the same parser, rendering as the library does ------------------------------


def _judge() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
    md.use(footnote_plugin, inline=False).use(cjk_friendly)

    def image(_self, tokens, at, *_rest):
        token = tokens[at]
        alt = "".join(child.content for child in token.children or [])
        return f"[img {token.attrs['src']} {alt} {token.attrs.get('title', '')}]"

    md.add_render_rule("image", image)
    return md


JUDGE = _judge()
NESTED = re.compile(r"(?:<(?:em|strong)>){2}|(?:</(?:em|strong)>){2}")
EMPTY = re.compile(r"<(li|blockquote|em|strong|ul|ol|p|h[1-6])(?:start=\"\d+\")?></\1>")


def rendered(markdown: str) -> str:
    """HTML without spaces: what is left out of the normal form because it shows nothing goes."""
    html = JUDGE.render(clean(markdown))
    html = re.sub(
        r"<(h[1-6])>.*?</\1>", lambda m: m[0].replace("<br />", " "), html, flags=re.DOTALL
    )
    html = unescape(re.sub("&(lt|gt|amp|quot);", r"«\1»", html))
    html = re.sub(r"\s+", "", html)
    before = None
    while before != html:
        before = html
        html = re.sub(r"(<(?:strong|em|a[^>]*)>)<br/>", r"<br/>\1", html)
        html = re.sub(r"<br/>(</(?:strong|em|a)>)", r"\1<br/>", html)
        html = re.sub(r"(<(?:p|li|blockquote)>)(?:<br/>)+", r"\1", html)
        html = re.sub(r"(?:<br/>)+(</(?:p|li)>|<[uo]l)", r"\1", html)
        html = re.sub(r"<li><p>((?:(?!</?p>|<li>).)*)</p></li>", r"<li>\1</li>", html)
        html = EMPTY.sub("", html)
    return html


def assert_laws(markdown: str) -> None:
    normal = normalise(markdown)
    blocks = split(markdown)
    assert join(blocks) == normal
    assert normalise(normal) == normal
    assert split(normal) == blocks
    assert tuple(flatten(outline(blocks))) == blocks
    assert_same_html(rendered(normal), rendered(markdown))


def assert_same_html(normal: str, written: str) -> None:
    """Emphasis right inside emphasis may be given up where no marks can write it; no word may."""
    if normal != written and NESTED.search(written):
        written, normal = (re.sub("</?(?:em|strong)>", "", html) for html in (written, normal))
    assert normal == written


# Generated documents -------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "Taiwan and Poland",
        "the 5 * 3 rule",
        "snake_case",
        "[…] he said",
        "p. 1.",
        "- dash",
        "# 1 fan",
        "a < b & c &copy;",
        "餃子聯盟",
        "台灣，與烏克蘭。",
        "「我們不走」",
        "п’ять об’єктів",
        "Київ\xa0— столиця",
        "ґанок і їжак",
        "Zażółć gęślą jaźń",
        "„Nie” – powiedziała",
        "w\xa0Kijowie",
        "1. stycznia",
        "+ plus",
        "> more",
        "===",
        "---",
        "\\",
        "été",
        "<b>raw</b>",
        "https://example.org/a_b_c",
        "*",
        "_",
        "`",
        "!",
        "]",
        "[",
        "(",
        ")",
        "~~~",
        "&#42;",
        "&nbsp;",
        "🧵 1/10",
    ]
)
URLS = st.sampled_from(
    [
        "https://example.org/a_(b)?x=1&copy=2",
        "<https://e.org/a b>",
        "mailto:a@b.example",
        "#x",
        "/p)",
    ]
)


LINK_WORDS = st.tuples(st.sampled_from(["", "*", "**", "_"]), WORDS).map(
    lambda pair: f"{pair[0]}{pair[1]}{pair[0]}"
)


@st.composite
def inlines(draw, depth=2) -> str:
    pieces = draw(st.lists(inline_piece(depth), min_size=1, max_size=4))
    return draw(st.sampled_from([" ", "", "  \n", "\\\n", "\n"])).join(pieces)


def inline_piece(depth: int):
    leaf = [WORDS, WORDS, st.just("[^1]"), st.just("`co``de`"), st.just("<https://example.org/x>")]
    if depth == 0:
        return st.one_of(leaf)
    inner = inlines(depth - 1)
    mark = st.sampled_from(["*", "**", "_", "__", "***"])
    return st.one_of(
        *leaf,
        st.tuples(mark, inner).map(lambda pair: f"{pair[0]}{pair[1]}{pair[0]}"),
        st.tuples(LINK_WORDS, URLS).map(lambda pair: f"[{pair[0]}]({pair[1]} 'a \"title\"')"),
        st.tuples(WORDS, URLS).map(lambda pair: f'![{pair[0]}]({pair[1]} "a caption")'),
    )


def _indented(mark: str, text: str) -> str:
    space = " " * len(mark)
    return mark + text.replace("\n", f"\n{space}")


def blocks(depth: int):
    line = inlines().map(lambda text: text.replace("\n", " "))
    leaf = [
        inlines(),
        inlines(),
        st.tuples(st.integers(1, 6), line).map(lambda pair: "#" * pair[0] + " " + pair[1]),
        st.tuples(line, st.sampled_from("=-")).map(lambda pair: f"{pair[0]}\n{pair[1] * 3}"),
        st.sampled_from(["***", "- - -", "___"]),
        st.sampled_from(["```py\nx = 1\n\n  y\n```", "~~~\n```\n~~~", "    code\n\n    more"]),
        URLS.map(lambda url: f'![alt]({url} "A caption, with «marks»")'),
        line.map(lambda text: f"> {text}\n>\n> — Lin Yi (@lin) May 4, 2023"),
        line.map(lambda text: f"[^1]: {text}\n\n    second paragraph"),
        st.just("[ref]: https://example.org\n\nsee [ref]"),
    ]
    if depth == 0:
        return st.one_of(leaf)
    inner = st.lists(blocks(depth - 1), min_size=1, max_size=3)
    gap = st.sampled_from(["\n\n", "\n"])
    marks = st.sampled_from(["- ", "* ", "+ ", "1. ", "7) ", "10. "])
    return st.one_of(
        *leaf,
        inner.map(lambda parts: re.sub("^", "> ", "\n\n".join(parts), flags=re.MULTILINE)),
        st.tuples(marks, st.lists(st.tuples(inner, gap), min_size=1, max_size=3), gap).map(
            lambda three: three[2].join(
                _indented(three[0], gap_.join(parts)) for parts, gap_ in three[1]
            )
        ),
    )


@st.composite
def documents(draw) -> str:
    parts = draw(st.lists(blocks(2), min_size=1, max_size=5))
    return "\n\n".join(parts)


@LAW
@given(documents())
def test_a_document_comes_back_from_its_blocks_in_one_normal_form(markdown):
    assume(markdown.count("[^1]:") < 2)
    assert_laws(markdown)


HOSTILE = st.lists(
    st.sampled_from(
        [
            "*",
            "**",
            "_",
            "__",
            "`",
            "``",
            "[",
            "]",
            "(",
            ")",
            "![",
            "](u)",
            '](http://a.b "t")',
            "\\",
            "&amp;",
            "&",
            "<",
            ">",
            "> ",
            "- ",
            "+ ",
            "1. ",
            "7) ",
            "# ",
            "## ",
            "---",
            "===",
            "***",
            "```",
            "~~~",
            "    ",
            "  ",
            "\t",
            "a",
            "b c",
            "中",
            "文，",
            "「",
            "」",
            "й",
            "ó",
            "—",
            "“",
            "»",
            "é",
            "=",
            "!",
            "\xa0",
            "\u3000",
            "  \n",
            "\\\n",
            "[x]: /u",
            "[x]",
            "&#42;",
            "1",
            "#",
            '"',
            "'",
            ":",
        ]
        + ["\n", "\n\n"] * 3
    ),
    max_size=25,
).map("".join)


@LAW
@given(HOSTILE)
def test_hostile_characters_keep_the_laws_too(markdown):
    try:
        assert_laws(markdown)
    except TextProblem:
        assume(False)


@pytest.mark.parametrize(
    "place", ["translations", "../shared/input"], ids=["sample stories", "real sources"]
)
def test_real_texts_keep_the_laws(place):
    files = sorted([*(ROOT / place).glob("*/*.md"), *(ROOT / place).glob("*.txt")])
    if not files:
        pytest.skip(f"{place} has no texts here")
    for file in files:
        body = file.read_text(encoding="utf-8")
        assert_laws(re.sub(r"\A---\n.*?\n---\n", "", body, flags=re.DOTALL))


# What stands where ---------------------------------------------------------------------------

STORY = """\
Title
=====

First *paragraph* with a [link][1] and a soft
break.

* one
* two
    1. inner

> Quoted.
>
> — Lin Yi (@lin) May 4, 2023

![A plate](https://example.org/a.jpg "Dumplings. Photo by Olena")

    code

Text[^n].

[^n]: A note.

[1]: https://example.org/x
"""


def test_each_block_has_its_kind_and_its_frame():
    assert blocks_of(STORY) == [
        ("#", "heading", "Title"),
        (
            "",
            "paragraph",
            "First *paragraph* with a [link](https://example.org/x) and a soft break.",
        ),
        ("-", "item", "one"),
        ("+-", "item", "two"),
        ("=- 1.", "item", "inner"),
        (">", "quote", "Quoted."),
        ("=>", "attribution", "— Lin Yi (@lin) May 4, 2023"),
        ("", "image", '![A plate](https://example.org/a.jpg "Dumplings. Photo by Olena")'),
        ("```", "code", "code"),
        ("", "paragraph", "Text[^n]."),
        ("[^n]", "footnote", "A note."),
    ]


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("__a__ _b_", "**a** *b*"),
        ("* a\n* b", "- a\n- b"),
        ("* a\n\n* b", "- a\n\n- b"),
        ("3) a\n4) b", "3. a\n4. b"),
        ("- a\n\n\n* b", "- a\n\n* b"),
        ("A\n---", "## A"),
        ("a  \nb", "a\\\nb"),
        ("***", "---"),
        ("- a\n  ***", "- a\n  ___"),
        ("台灣\n烏克蘭", "台灣烏克蘭"),
        ("Taiwan\nUkraine", "Taiwan Ukraine"),
        ("**重點（注意）**文字", "**重點（注意）**文字"),
        ("<b>raw</b>", "\\<b>raw\\</b>"),
        ("snake_case 5 * 3 […]", "snake_case 5 * 3 […]"),
        ("1\\. not a list", "1\\. not a list"),
        ("\\- not a list", "\\- not a list"),
        ("e\u0301", "é"),
        ("a\u200b\u0007b\ufeff\u0092", "ab"),
        ("a\r\n\r\nb\u2029c", "a\n\nb\n\nc"),
        ("<https://example.org/>", "<https://example.org/>"),
        ("\\![x](https://e.org)", "\\![x](https://e.org)"),
        ("[x](javascript:alert)", "[x\\](javascript:alert)"),
        ("", ""),
        (" \n\t\n", ""),
    ],
)
def test_the_normal_form(written, normal):
    assert normalise(written) == normal
    assert normalise(normal) == normal


@pytest.mark.parametrize(
    ("last", "signs"),
    [
        ("— Name (@handle) September 10, 2021", True),
        ("– Olga Tokarczuk", True),
        ("—王小明，記者", True),
        ("— Олена Коваль, 10 вересня 2021 р.", True),
        ("— [CEIAS](https://example.org) March 13, 2023", True),
        ("— Хто там? — спитала вона.", False),
        ("– nie wiem, odpowiedział", False),
        ("A plain last paragraph", False),
        ("— A sentence that somebody says aloud.", False),
    ],
)
def test_the_last_line_of_a_quotation_is_its_attribution_when_it_is_a_dash_and_a_name(last, signs):
    kinds = [block.kind for block in split(f"> Words.\n>\n> {last}")]
    assert kinds == [Kind.QUOTE, Kind.ATTRIBUTION if signs else Kind.QUOTE]


def test_a_dash_and_a_name_alone_are_a_quotation():
    assert [block.kind for block in split("> — Lin Yi")] == [Kind.QUOTE]


def test_the_first_blocks_alone_still_make_a_document():
    blocks = split(STORY)
    for count in range(len(blocks) + 1):
        part = join(blocks[:count])
        assert split(part)[: max(count - 2, 0)] == blocks[: max(count - 2, 0)]


def test_a_list_whose_first_item_is_missing_is_still_a_list():
    (node,) = outline(split("- a\n- b\n- c")[1:])
    assert isinstance(node, Listing)
    assert join(split("- a\n- b\n- c")[1:]) == "- b\n- c"


def test_a_translated_block_keeps_its_place():
    source = split("1. One\n   > Two\n2. Three")
    translated = [
        Block(field=block.field, kind=block.kind, text=text, frame=block.frame)
        for block, text in zip(source, ["Jeden", "Dwa", "Trzy"], strict=True)
    ]
    assert join(translated) == "1. Jeden\n   > Dwa\n2. Trzy"


def test_a_named_field_is_one_line_of_plain_words():
    (line,) = split(" A *plain*\n“headline”\u200b  # 1 ", Field.HEADLINE)
    assert (line.kind, line.text, line.frame) == (Kind.LINE, "A *plain* “headline” # 1", "")
    assert join([line]) == line.text
    assert split(" \n ", Field.TAGLINE) == ()


@LAW
@given(st.sampled_from([Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.HEADING]), HOSTILE)
def test_what_is_typed_for_a_segment_stays_one_segment(kind, typed):
    frames = {Kind.PARAGRAPH: "", Kind.ITEM: "-", Kind.QUOTE: ">", Kind.HEADING: "##"}
    try:
        text = normalise_segment(typed, kind)
        found = split(join([Block(field=Field.BODY, kind=kind, text=text, frame=frames[kind])]))
    except TextProblem:
        assume(False)
    assume(text != "")
    kinds = {kind, Kind.IMAGE} if kind is not Kind.HEADING else {kind}
    marks = re.sub(r"\[\^", "", text)
    assert len(found) == 1
    assert found[0].kind in kinds
    assert found[0].text == text or "[^" in text or marks != text


# Bounds --------------------------------------------------------------------------------------

PROSE = (
    "Taiwan is *rapidly* gaining [allies](https://example.org/a_(b)), 中文 **重點** and «Київ». "
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (">" * 10_000 + " a", "levels deep"),
        ("- " * 5_000 + "a", "levels deep"),
        ("\n".join("  " * depth + "- a" for depth in range(400)), "levels deep"),
        ("*" * 3_000 + "a" + "*" * 3_000, "emphasis inside emphasis"),
        ("[" * 40_000, "square brackets"),
        ("[a]: b\n" * 5_000, "link addresses"),
        ("a" * 60_000, "Break it into paragraphs"),
        ("a\n\n" * 700_000, "Split it into several"),
        ("[^a]: x\n\n[^a]: y", "is there twice"),
        (f"[^{'a' * 50}]: x", "Use at most 40"),
    ],
)
def test_a_text_beyond_the_bounds_is_refused_at_once_with_a_sentence(text, words):
    began = time.process_time()
    with pytest.raises(TextProblem, match=words):
        split(text)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 12_000,
        "_a*b " * 8_000,
        "&#" * 20_000,
        '[a](b "' * 5_000,
        "[^a" * 9_000 + "\n\n[^a]: b",
    ],
    ids=["openers", "mixed", "references", "titles", "notes"],
)
def test_hostile_paragraphs_finish_fast(text):
    began = time.process_time()
    normalise(text)
    assert time.process_time() - began < 6


def test_a_long_story_takes_time_in_proportion_to_its_length():
    def cost(repeats: int) -> float:
        text = (PROSE * 5 + "\n\n") * repeats
        began = time.process_time()
        assert len(split(text)) == repeats
        return time.process_time() - began

    cost(20)
    short, long = cost(100), cost(800)
    assert long < short * 24
