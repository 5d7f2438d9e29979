"""Markup is kept from the machine and put back; what it loses is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.languages.registry import ALL, by_tag
from workflow.machine.cut import cut, fits, join
from workflow.machine.markup import MARK, Marks, protect, put_back
from workflow.machine.provider import Limits
from workflow.text.inline import links
from workflow.text.markdown import normalise_segment
from workflow.text.segments import Kind

EN, ZH, UK, PL = map(by_tag, ("en", "zh-Hant", "uk", "pl"))
RICH = (
    '**Taipei** asked [the mayor of *Lviv*](https://a.example/x_(y)?q=1 "Who") for `help` '
    "in {city}[^1]; see https://b.example/p, write to ola@desk.example or @ola_d.\\\nNow."
)

atoms = st.sampled_from(
    [
        "word", "слово", "餃子", " ", " & ", "<b1>", "</b1>", "<x1/>", "{1}", "{/1}", "｛1｝", "{",
        "}", "{name}", "@ola", "*", "**", "_", "[a](https://a.example)", "[*b*](https://b.example)",
        "<https://c.example>", "https://d.example/{1}", "`code`", "[^1]", "\\\n", "&amp;", "&lt;",
        "![alt](https://p.example/p.jpg)", "a@b.example", ". ", "。", "\\*", "]", "(", "!",
    ]
)  # fmt: skip
segments = st.lists(atoms, max_size=14).map("".join)


@pytest.mark.parametrize("marks", Marks)
@given(text=segments)
def test_a_machine_that_changes_nothing_gives_the_normal_form_back(text: str, marks: Marks) -> None:
    protected = protect(text, marks)
    back = put_back(protected.sent, protected)
    assert back.text == normalise_segment(text, Kind.PARAGRAPH)
    assert back.lost == ()


@pytest.mark.parametrize("marks", Marks)
@given(text=segments, answer=segments, data=st.data())
def test_no_answer_breaks_the_reader_and_what_differs_is_named(
    text: str, answer: str, marks: Marks, data: st.DataObject
) -> None:
    protected = protect(text, marks)
    found = [each.group() for each in MARK[marks].finditer(protected.sent)]
    jumbled = answer + "".join(data.draw(st.permutations(found))[: len(found) // 2])
    back = put_back(jumbled, protected)
    again = put_back(protect(back.text, marks).sent, protect(back.text, marks))
    assert again.text == back.text
    if not back.lost:
        assert sorted(_addresses(back.text)) == sorted(_addresses(text))


def _addresses(text: str) -> list[str]:
    return [link.href for link in links(text)]


def test_what_is_sent_to_an_xml_provider() -> None:
    assert protect(RICH, Marks.XML).sent == (
        "<b1>Taipei</b1> asked <b2>the mayor of <b3>Lviv</b3></b2> for <x4/> in <x5/><x6/>; "
        "see <x7/>, write to <x8/> or <x9/>.<x10/>Now."
    )


def test_what_is_sent_to_the_others() -> None:
    assert protect("Ask *the mayor* & {city}", Marks.TOKENS).sent == "Ask {1}the mayor{/1} & {2}"
    assert protect("Ask *the mayor* & {city}", Marks.XML).sent == (
        "Ask <b1>the mayor</b1> &amp; <x2/>"
    )


@pytest.mark.parametrize(
    ("source", "marks", "answer", "text"),
    [
        ("*Yes*, no", Marks.XML, "Ні, <B1>так</B1 >", "Ні, *так*"),
        ("Go[^1] now", Marks.XML, "Іди<x1></x1> зараз", "Іди[^1] зараз"),
        ("Go now[^1].", Marks.XML, "Іди зараз <x1/>.", "Іди зараз[^1]."),
        ("Go now [^1].", Marks.XML, "Іди зараз <x1/>.", "Іди зараз [^1]."),
        (
            "[Go](https://a.example)[^1] now",
            Marks.XML,
            "<b1>Іди<x2/></b1> зараз",
            "[Іди](https://a.example)[^1] зараз",
        ),
        ("Go[^1] now", Marks.TOKENS, "Іди{ 1 } зараз", "Іди[^1] зараз"),
        ("*Yes* no", Marks.TOKENS, "｛1｝對｛/1｝ 不", "*對* 不"),
        ("Go `ls` now", Marks.XML, "Іди <x1/> <x1/> зараз", "Іди `ls` зараз"),
        ("Go now.[^1]", Marks.XML, "Іди зараз.", "Іди зараз.[^1]"),
        ("[Go now](https://a.example)", Marks.XML, "Іди", "[Іди](https://a.example)"),
        ("Go `ls` now", Marks.XML, "<p>Іди <x1/> <x9/>зараз</p>", "Іди `ls` зараз"),
        ("Tom & Jerry", Marks.XML, "Том &amp; Джеррі", "Том & Джеррі"),
    ],
)
def test_what_is_certain_is_mended(source: str, marks: Marks, answer: str, text: str) -> None:
    back = put_back(answer, protect(source, marks))
    assert back.text == text
    assert back.lost == ()


@pytest.mark.parametrize(
    ("source", "answer", "text", "lost"),
    [
        ("Go `ls` now", "Іди зараз", "Іди зараз", ("`ls`",)),
        ("Go *now* or", "Іди зараз</b1> або", "Іди зараз або", ("*…*",)),
        (
            "*One* **two**",
            "<b1>Один <b2>два</b1> три</b2>",
            "*Один два* три",
            ("**…**",),
        ),
        (
            "See [it](https://a.example) now",
            "Бач його зараз",
            "Бач його зараз",
            ("[…](https://a.example)",),
        ),
        (
            "[One](https://a.example) [two](https://b.example)",
            "<b1>Один <b2>два</b2></b1>",
            "[Один два](https://a.example)",
            ("[…](https://b.example)",),
        ),
        ("Dear {name}, go", "Привіт, іди", "Привіт, іди", ("{name}",)),
        ("Go {name}", "Іди <x1/> {name}", "Іди {name} {name}", ("{name}",)),
    ],
)
def test_what_is_not_certain_is_named(
    source: str, answer: str, text: str, lost: tuple[str, ...]
) -> None:
    back = put_back(answer, protect(source, Marks.XML))
    assert back.text == text
    assert back.lost == lost


@given(
    text=st.lists(
        st.sampled_from(["Слово", "їде", " ", ", ", ". ", "餃子。", "<b12>", "</b12>", "{34}"]),
        max_size=60,
    ).map("".join),
    most=st.integers(30, 80),
    marks=st.sampled_from(Marks),
)
def test_every_piece_fits_and_no_mark_is_cut(text: str, most: int, marks: Marks) -> None:
    limits = Limits(bytes=most)
    pieces = cut(text, limits, marks)
    assert all(fits(piece.text, limits) for piece in pieces)
    found = [each.group() for piece in pieces for each in MARK[marks].finditer(piece.text)]
    assert found == [each.group() for each in MARK[marks].finditer(text)]
    assert "".join("".join(piece.text.split()) for piece in pieces) == "".join(text.split())


def test_a_text_is_cut_after_sentences_first() -> None:
    text = "Перше речення, довге. Друге речення тут. Третє."
    pieces = cut(text, Limits(characters=45), Marks.XML)
    assert [piece.text for piece in pieces] == [
        "Перше речення, довге. Друге речення тут.",
        "Третє.",
    ]


@pytest.mark.parametrize("most", range(14, 22))
def test_a_word_is_cut_rather_than_a_mark(most: int) -> None:
    pieces = cut("slowoslowoslo<b12>wo</b12>slowo", Limits(characters=most), Marks.XML)
    assert all(piece.text.count("<") == piece.text.count(">") for piece in pieces)
    assert "".join(piece.text for piece in pieces) == "slowoslowoslo<b12>wo</b12>slowo"


def test_words_between_two_marks_of_a_pair_are_kept_together() -> None:
    text = "One two three <b1>four. Five six</b1> seven"
    pieces = cut(text, Limits(characters=30), Marks.XML)
    assert [piece.text for piece in pieces] == ["One two three", "<b1>four. Five six</b1> seven"]


@pytest.mark.parametrize(
    ("source", "answers", "target", "joined"),
    [
        ("One. Two.", ["一。", "二。"], ZH, "一。二。"),
        ("一。二。", ["One.", "Two."], EN, "One. Two."),
        ("Раз. Два.", ["One.", "Two."], PL, "One. Two."),
    ],
)
def test_pieces_are_joined_as_the_language_joins_sentences(
    source: str, answers: list[str], target: object, joined: str
) -> None:
    pieces = cut(source, Limits(characters=len(source) - 1), Marks.XML)
    assert target in ALL
    assert join(pieces, answers, target) == joined
