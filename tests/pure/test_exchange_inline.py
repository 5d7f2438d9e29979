"""Marks of a text go out as tags and come back; what a tool does to them is mended or told."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.exchange.inline import from_pieces, missing_tags, to_pieces
from workflow.exchange.pieces import Mark, Piece, Side, Tag, Words, address, mark_of
from workflow.languages.registry import by_tag
from workflow.text.inline import links
from workflow.text.markdown import normalise_segment
from workflow.text.problems import TextProblem
from workflow.text.segments import Kind

EN = by_tag("en")
TEXT = Kind.PARAGRAPH
RICH = (
    '**Taipei** asked [the mayor of *Lviv*](https://a.example/x_(y)?q=1 "Who?") for `help` '
    "in {city}[^1]; see <https://b.example/p>.\\\nNow."
)

atoms = st.sampled_from(
    [
        "word", "слово", "餃子", " ", " & ", "{name}", "{", "}", "*", "**", "_", "***", "`", "``",
        "[a](https://a.example)", '[*b*](https://b.example "T {n}")', "<https://c.example>", "[",
        "https://d.example/{1}", "`code`", "[^1]", "\\\n", "\n", "&amp;", "&lt;", "\\*", "]", "(",
        '![alt](https://p.example/p.jpg "Caption *x*")', "![](<a b>)", "。", "«", "!", "1. ", "# ",
        "[](https://e.example)", "[x]: y", "~~~", "\u00a0", "**a *b***",
    ]
)  # fmt: skip
segments = st.lists(atoms, max_size=16).map("".join)


@pytest.mark.parametrize("kind", Kind)
@given(text=segments)
def test_a_text_out_and_in_is_its_normal_form_and_nothing_is_told(text: str, kind: Kind) -> None:
    assert from_pieces(to_pieces(text, kind), kind) == (normalise_segment(text, kind), ())


@given(text=segments, source=segments)
def test_numbers_like_those_of_the_source_change_nothing_else(text: str, source: str) -> None:
    like = to_pieces(source, TEXT)
    numbered = to_pieces(text, TEXT, like=like)
    assert from_pieces(numbered, TEXT) == (normalise_segment(text, TEXT), ())
    assert [_unnumbered(piece) for piece in numbered] == [
        _unnumbered(piece) for piece in to_pieces(text, TEXT)
    ]


def _unnumbered(piece: Piece) -> Piece:
    return replace(piece, number=0) if isinstance(piece, Tag) else piece


pieces = st.lists(
    st.builds(Words, st.sampled_from(["a", " ", "字", "*", "{x}", "[^9]", "\\", "a b"]))
    | st.builds(
        Tag,
        side=st.sampled_from(Side),
        number=st.integers(1, 4),
        mark=st.sampled_from(Mark),
        native=st.sampled_from(
            ["*", "**", "[", "](https://a.example)", "](", "![", '"', "`c`", "[^1]", "{x}", "<br>"]
        ),
    ),
    max_size=12,
)


@given(found=pieces, kind=st.sampled_from(Kind), like=segments)
def test_whatever_a_tool_gives_back_is_in_the_text_or_told(
    found: list[Piece], kind: Kind, like: str
) -> None:
    text, damage = from_pieces(found, kind, like=to_pieces(like, kind))
    assert text == normalise_segment(text, kind)
    strong = {Mark.LINK, Mark.NOTE, Mark.CODE, Mark.PLACEHOLDER}
    singles = {
        address(piece)
        for piece in found
        if isinstance(piece, Tag) and piece.side is Side.SINGLE and piece.mark in strong
    }
    there = {address(piece) for piece in to_pieces(text, kind) if isinstance(piece, Tag)}
    if not damage and kind is not Kind.CODE:
        assert singles <= there


def test_marks_become_tags_with_their_code() -> None:
    shown = [
        piece.text if isinstance(piece, Words) else f"<{piece.side}{piece.number} {piece.native!r}>"
        for piece in to_pieces(RICH, TEXT)
    ]
    assert shown == [
        "<open1 '**'>", "Taipei", "<close1 '**'>", " asked ", "<open2 '['>", "the mayor of ",
        "<open3 '*'>", "Lviv", "<close3 '*'>", "<close2 '](https://a.example/x_(y)?q=1)'>",
        "<open4 '\"'>", "Who?", "<close4 '\"'>", " for ", "<single5 '`help`'>", " in ",
        "<single6 '{city}'>", "<single7 '[^1]'>", "; see ", "<single8 '<https://b.example/p>'>",
        ".", "<single9 '\\\\\\n'>", "Now.",
    ]  # fmt: skip


def test_a_picture_is_translated_in_its_words_and_its_caption() -> None:
    found = to_pieces('![A bridge](b.jpg "At night")', Kind.IMAGE)
    assert [piece.text for piece in found if isinstance(piece, Words)] == ["A bridge", "At night"]
    said = {"A bridge": "Міст", "At night": "Уночі"}
    translated = [Words(said[piece.text]) if isinstance(piece, Words) else piece for piece in found]
    assert from_pieces(translated, Kind.IMAGE) == ('![Міст](b.jpg "Уночі")', ())


def test_a_target_has_the_numbers_of_its_source_and_its_own_addresses() -> None:
    source = to_pieces("See [it](https://a.example/en)[^1] and [that](https://b.example).", TEXT)
    target = to_pieces(
        "[Те](https://b.example) і [це](https://a.example/uk)[^1], *і*[^2].", TEXT, like=source
    )
    numbers = {
        address(piece): piece.number
        for piece in target
        if isinstance(piece, Tag) and piece.side is not Side.OPEN
    }
    assert numbers == {
        "https://b.example": 3, "https://a.example/uk": 1, "[^1]": 2, "*": 4, "[^2]": 5,
    }  # fmt: skip


def test_a_plain_line_keeps_its_asterisks_and_its_placeholders() -> None:
    found = to_pieces("Hello *{name}*", Kind.LINE)
    assert [type(piece) for piece in found] == [Words, Tag, Words]
    assert from_pieces(found, Kind.LINE) == ("Hello *{name}*", ())


def _tags(*shown: str) -> list[Piece]:
    """Pieces from a short hand: ``*1 /*1`` and ``a1 /a1`` (a link) and ``n1`` (a note)."""
    natives = {"*": ("*", "*"), "b": ("**", "**"), "a": ("[", "](https://a.example)")}
    marks = {"*": Mark.EMPHASIS, "b": Mark.STRONG, "a": Mark.LINK}
    found: list[Piece] = []
    for each in shown:
        sign, number = each.lstrip("/")[0], each.lstrip("/")[1:]
        if not number.isdigit():
            found.append(Words(each))
        elif sign == "n":
            native = f"[^{number}]"
            found.append(Tag(side=Side.SINGLE, number=9, mark=Mark.NOTE, native=native))
        else:
            side = Side.CLOSE if each[0] == "/" else Side.OPEN
            native = natives[sign][side is Side.CLOSE]
            found.append(Tag(side=side, number=int(number), mark=marks[sign], native=native))
    return found


@pytest.mark.parametrize(
    ("shown", "text", "told"),
    [
        (("*1", "x", "b2", "y", "/*1", "z", "/b2"), "*x*__*y*z__", 0),
        (("*1", "x", "a2", "y", "/*1", "z", "/a2"), "*x*[*y*z](https://a.example)", 0),
        (("a1", "x", "*2", "y", "/a1", "z", "/*2"), "[x*y*](https://a.example)*z*", 0),
        (("a1", "x", "/a1", "a1", "y", "/a1"), "[x](https://a.example)[y](https://a.example)", 0),
        (("*1", "x"), "x", 1),
        (("x", "/*1"), "x", 1),
        (("a1", "x", "a2", "y", "/a2", "/a1"), "[xy](https://a.example)", 1),
        (("x", "/a1"), "x", 1),
        (("x", "*1", "/*1", "y"), "xy", 0),
        (("n1", "x", "n1"), "[^1]x[^1]", 0),
    ],
)
def test_crossed_lost_and_doubled_tags_are_mended_or_told(
    shown: tuple[str, ...], text: str, told: int
) -> None:
    found, damage = from_pieces(_tags(*shown), TEXT)
    assert len(damage) == told
    assert found == normalise_segment(text, TEXT)


@pytest.mark.parametrize(
    "shown",
    [
        [f"*{number}" for number in range(51)],
        ["a1", *[f"*{number}" for number in range(2, 52)], "x"],
    ],
    ids=["open", "open in a link"],
)
def test_pairs_too_deep_within_one_another_are_no_text(shown: list[str]) -> None:
    with pytest.raises(TextProblem, match=r"more than 50 deep\. Close those that are open"):
        from_pieces(_tags(*shown), TEXT)


def test_fifty_pairs_that_a_tool_left_open_are_told_and_their_words_stay() -> None:
    text, damage = from_pieces(_tags(*[f"*{number}" for number in range(50)], "x"), TEXT)
    assert (text, len(damage)) == ("x", 50)


def test_titles_go_back_from_one_link_to_the_next_without_one() -> None:
    title = [
        Tag(side=side, number=9, mark=Mark.TITLE, native='"') for side in (Side.OPEN, Side.CLOSE)
    ]
    links = _tags("a1", "x", "/a1", "a2", "y", "/a2")
    text, damage = from_pieces(
        [*links, title[0], Words("T"), title[1], title[0], Words("S"), title[1]], TEXT
    )
    assert (text, damage) == ('[x](https://a.example "S")[y](https://a.example "T")', ())


def test_many_titles_cost_no_more_than_their_length() -> None:
    title = [
        Tag(side=side, number=9, mark=Mark.TITLE, native='"') for side in (Side.OPEN, Side.CLOSE)
    ]
    begun = time.process_time()
    _, damage = from_pieces(title * 20_000, TEXT)
    assert damage
    assert time.process_time() - begun < 3


def test_a_lost_end_is_put_back_where_the_source_ends_with_it() -> None:
    source = to_pieces("Read [the report](https://a.example)", TEXT)
    target = _tags("Читайте ", "a1", "звіт")
    assert from_pieces(target, TEXT, like=source) == ("Читайте [звіт](https://a.example)", ())
    assert from_pieces(target, TEXT)[0] == "Читайте звіт"


def test_a_lost_begin_is_put_back_where_the_source_begins_with_it() -> None:
    source = to_pieces("*Ślad*: rzecz", TEXT)
    target = _tags("Слід", "/*1", ": річ")
    assert from_pieces(target, TEXT, like=source) == ("*Слід*: річ", ())


def test_an_unknown_tag_is_told_by_its_code() -> None:
    tag = Tag(side=Side.SINGLE, number=1, mark=Mark.CODE, native="<w:smartTag/>")
    text, damage = from_pieces([Words("a"), tag], TEXT)
    assert text == "a"
    assert [each.in_(EN) for each in damage] == [
        "Nobody knows the tag <w:smartTag/>; it was left out."
    ]


def test_a_line_break_in_a_heading_is_a_space() -> None:
    tag = Tag(side=Side.SINGLE, number=1, mark=Mark.BREAK, native="\\\n")
    text, damage = from_pieces([Words("One"), tag, Words("two")], Kind.HEADING)
    assert (text, damage) == ("One two", ())


@pytest.mark.parametrize(
    ("native", "side", "mark"),
    [
        ("*", Side.OPEN, Mark.EMPHASIS),
        ("__", Side.CLOSE, Mark.STRONG),
        ("[^2]", Side.SINGLE, Mark.NOTE),
        ("\\", Side.SINGLE, Mark.BREAK),
        ("{x}", Side.SINGLE, Mark.PLACEHOLDER),
        ("`a`", Side.SINGLE, Mark.CODE),
        ("<https://a.example>", Side.SINGLE, Mark.LINK),
        ("](https://a.example)", Side.CLOSE, Mark.LINK),
        ("<br/>", Side.SINGLE, None),
        ("words", Side.OPEN, None),
    ],
)
def test_a_tag_is_known_by_its_code(native: str, side: Side, mark: Mark | None) -> None:
    assert mark_of(native, side) is mark


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("[a](https://a.example)", "[б](https://b.example)", ()),
        ("[a](https://a.example)", "б", ("A link is missing: https://a.example",)),
        ("`x` {n}[^1]", "x", (
            "Code is missing: x", "The mark of a footnote is missing: 1",
            "A placeholder is missing: {n}",
        )),
        ("![a](p.png)", "", ("A picture is missing: p.png",)),
        ("*a*", "а", ()),
    ],
)  # fmt: skip
def test_marks_of_the_source_that_a_text_has_not_are_named(
    source: str, target: str, told: tuple[str, ...]
) -> None:
    assert tuple(each.in_(EN) for each in missing_tags(source, target, TEXT)) == told


@given(text=st.text(max_size=60), kind=st.sampled_from(Kind))
def test_any_text_goes_out_and_in(text: str, kind: Kind) -> None:
    try:
        normal = normalise_segment(text, kind)
    except TextProblem:
        return
    assert from_pieces(to_pieces(text, kind), kind) == (normal, ())


def test_links_keep_their_addresses_whatever_stands_in_them() -> None:
    for href in ("https://a.example/(b", "https://a.example/a b", "mailto:a@b.example", "x&amp;y"):
        text = normalise_segment(f"[w](<{href}>)", TEXT)
        found, damage = from_pieces(to_pieces(text, TEXT), TEXT)
        assert (links(found), damage) == (links(text), ())
