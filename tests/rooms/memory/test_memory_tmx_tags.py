"""What other tools keep in their tags: words stay, markup is left out and told, none are glued."""

from io import BytesIO

import pytest

from tests.factories import AT, EN, editor
from tests.rooms.memory.tmx_files import tmx, unit
from workflow.memory.importing import begin_import
from workflow.memory.models import MemoryImport
from workflow.memory.tmx.read import Reject, Unit, read_tmx
from workflow.memory.work import run_imports


def read(*segments: tuple[str, str]) -> Unit | Reject:
    [found] = read_tmx(BytesIO(tmx(unit(*segments))))
    return found


def said(seg: str, language: str = "en") -> tuple[str, tuple[str, ...]]:
    """What a segment says when it is read, and the tags that were left out."""
    found = read((language, seg), ("uk" if language != "uk" else "en", "Чайка"))
    assert isinstance(found, Unit)
    [pair] = found.pairs
    return pair.first.text, found.tags_left


@pytest.mark.parametrize(
    ("seg", "text", "left"),
    [
        ("A <ph x='1'>**</ph>gull<ph x='2'>**</ph>", "A **gull**", ()),
        ("A gull", "A gull", ()),
        ("<bpt i='1'>&lt;b&gt;</bpt>Gull<ept i='1'>&lt;/b&gt;</ept>", "Gull", ("<b>", "</b>")),
        ("A <hi>gull</hi>, <it pos='begin'>{1}</it>far", "A gull, far", ("{1}",)),
        ("A gull<ph x='1'/>", "A gull", ("<ph/>",)),
        (
            "Far<ph>&lt;img alt='<sub>a gull</sub>'&gt;</ph> away",
            "Far away",
            ("<img alt='a gull'>",),
        ),
    ],
)
def test_our_own_marks_come_back_and_those_of_other_tools_are_left_out_and_told(seg, text, left):
    assert said(seg) == (text, left)


@pytest.mark.parametrize(
    "words",
    [
        "{0}", "{name}", "{{ name }}", "${name}", "%s", "%d", "%1$s", "%.2f", "%(name)s", "%@",
        "%NAME%", "%{name}", "{0:N2}", "{user[0].name}", "{n, plural, one {ship} other {ships}}",
        "@kyiv_post", "#Taiwan", "https://a.example/?b=c", "desk@a.example",
    ],
)  # fmt: skip
def test_a_placeholder_or_an_address_in_a_tag_is_a_word_and_stays(words):
    assert said(f"Dear <ph x='1'>{words}</ph>, hello") == (f"Dear {words}, hello", ())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("&amp;nbsp;", "24\u00a0000"),
        ("&amp;#160;", "24\u00a0000"),
        ("&lt;mq:ch val=&quot;\u00a0&quot; /&gt;", "24\u00a0000"),
        ("&lt;mq:ch val=&quot;&amp;amp;#160;&quot; /&gt;", "24\u00a0000"),
        ("&lt;mq:rxt displaytext=&quot;d&quot; val=&quot;{0}&quot; /&gt;", "24{0}000"),
    ],
)
def test_a_character_written_by_its_name_in_a_tag_is_that_character(code, text):
    assert said(f"24<ph>{code}</ph>000") == (text, ())


@pytest.mark.parametrize(
    ("seg", "text"),
    [
        ("First line<ph>&lt;br/&gt;</ph>second line", "First line second line"),
        ("First line.<ph x='1'/>Second line", "First line. Second line"),
        ("First line<ph type='lb'>&lt;g1&gt;</ph>second line", "First line second line"),
        ("One<ut>{\\line }</ut>two", "One two"),
        ("One<ut>{\\cs6\\f1 &lt;br&gt;}</ut>two", "One two"),
        ("One<bpt i='1'>&lt;li&gt;</bpt>two<ept i='1'>&lt;/li&gt;</ept>three", "One two three"),
        ("One<ph>&lt;a&gt;</ph><ph>&lt;br1/&gt;</ph><ph>&lt;b&gt;</ph>two", "One two"),
        ("One<ph>&lt;/b&gt;&lt;br/&gt;</ph>two", "One two"),
        ("50%<ph>&lt;br/&gt;</ph>of it", "50% of it"),
        ("One<ph x='1'/>, two", "One, two"),
        ("(<ph x='1'/>One<ph x='2'/>)", "(One)"),
        ("U<bpt i='1'>&lt;b&gt;</bpt>krai<ept i='1'>&lt;/b&gt;</ept>ne", "Ukraine"),
        ("U<bpt i='1' type='bold'>{}</bpt>krai<ept i='1'>{}</ept>ne", "Ukraine"),
        ("H<ph>&lt;sub&gt;</ph>2<ph>&lt;/sub&gt;</ph>O", "H2O"),
        ("H<ut>{\\sub </ut>2<ut>}</ut>O", "H2O"),
        ("CO<bpt i='1'>&lt;w:rPr&gt;</bpt>2<ept i='1'>&lt;/w:rPr&gt;</ept>", "CO2"),
    ],
)
def test_a_tag_between_two_words_leaves_a_space_and_one_within_a_word_none(seg, text):
    assert said(seg)[0] == text


def test_between_two_chinese_characters_no_space_comes():
    found = read(("zh-TW", "第一行<ph>&lt;br/&gt;</ph>第二行<ph/>NATO"), ("en", "Two lines"))
    assert isinstance(found, Unit)
    assert found.pairs[0].first.text == "第一行第二行 NATO"


@pytest.mark.django_db
def test_units_that_came_in_without_their_tags_are_counted_and_told():
    file = tmx(
        unit(("en", "Gull"), ("uk", "Чайка")),
        unit(("en", "One<ph>&lt;br/&gt;</ph>two"), ("uk", "Один<ph>&lt;br/&gt;</ph>два<ph/>")),
        unit(("en", "Alone")),
    )
    begin_import(BytesIO(file), name="a.tmx", by=editor(), at=AT)
    run_imports(clock=lambda: AT)
    row = MemoryImport.objects.get()
    assert (row.pairs_new, row.rejected, row.not_whole) == (2, 1, 1)
    told = row.rejects.first()
    assert (told.number, told.line, told.excerpt) == (2, 5, "One two")
    assert told.why.in_(EN) == "It is in, without tags of another tool: <br/> and <ph/>."


def test_of_very_many_tags_only_the_first_are_told():
    tags = "".join(f"<ph>&lt;g{number}&gt;</ph> " for number in range(40))
    found = read(("en", f"Gull {tags}"), ("uk", "Чайка"))
    assert found.reason.in_(EN).endswith("<g6>, <g7>, and ….")


# Line ends.


@pytest.mark.parametrize(
    ("seg", "text"),
    [
        ("Ціна\n - сьогодні", "Ціна - сьогодні"),
        ("\n    Ціна\n\n    сьогодні\n", "Ціна сьогодні"),
        ("Ціна\t\tй  ще", "Ціна й ще"),
        ("Ціна <ph x='1'/> сьогодні", "Ціна сьогодні"),
        ("Ціна\u00a0\u00a0сьогодні", "Ціна\u00a0\u00a0сьогодні"),
        ("Ціна<ph>\\\n</ph>сьогодні\n  - й ще", "Ціна\\\nсьогодні - й ще"),
        ("Ціна\\\n  сьогодні", "Ціна\\\nсьогодні"),
        ("Ціна \\\\\n сьогодні", "Ціна \\\\ сьогодні"),
        ("Ціна&#x2028;сьогодні", "Ціна сьогодні"),
        ("Ціна –\u00a0\\\nсьогодні", "Ціна –\u00a0\\\nсьогодні"),
        ("Ціна\\\n\\\nсьогодні\\\n", "Ціна\\\n\\\nсьогодні"),
    ],
)
def test_a_segment_comes_in_as_one_line_and_keeps_its_hard_breaks(seg, text):
    assert said(seg, "uk")[0] == text


def test_a_line_end_between_two_chinese_characters_is_nothing():
    assert said("他說\n  好，\n  NATO", "zh-TW")[0] == "他說好， NATO"
    assert said("NATO\\\n    他說\n好", "zh-TW")[0] == "NATO\\\n他說好"


def test_the_line_ends_that_the_house_writes_between_blocks_come_back():
    ours = unit(("en", "One\nTwo"), ("uk", "Один"), props="<prop type='x-grain'>block</prop>")
    [found] = read_tmx(BytesIO(tmx(ours)))
    assert isinstance(found, Unit)
    assert found.pairs[0].first.text == "One\nTwo"


# Several texts in one language.


def test_each_text_of_a_language_is_a_pair_of_its_own():
    found = read(("en", "Colour"), ("zh-TW", "顏色"), ("zh_HK", "色彩"))
    assert isinstance(found, Unit)
    assert [(pair.first.text, pair.second.text) for pair in found.pairs] == [
        ("Colour", "顏色"),
        ("Colour", "色彩"),
    ]


def test_the_same_text_twice_in_a_language_is_one():
    found = read(("en-US", "The sea"), ("en-GB", "The  sea"), ("pl", "Morze"))
    assert isinstance(found, Unit)
    assert len(found.pairs) == 1


def test_texts_that_make_too_many_pairs_are_rejected_with_the_reason():
    many = [(tag, f"{tag} {number}") for tag in ("en", "pl") for number in range(8)]
    found = read(*many)
    assert isinstance(found, Reject)
    assert found.reason.in_(EN) == "Its texts make more than 60 pairs. Split it."
