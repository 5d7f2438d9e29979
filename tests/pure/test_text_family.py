"""The word that alone stands for a person is read from the forms of the name."""

import pytest

from workflow.languages.registry import by_tag
from workflow.text.terms.family import family_characters, family_names
from workflow.text.terms.values import Concept, Domain, TermForm

TAGS = ("en", "zh-Hant", "uk", "pl")


def person(**forms):
    return Concept(
        key="who",
        domain=Domain.PERSON,
        forms=tuple(
            TermForm(language=by_tag(tag), text=text)
            for tag, texts in forms.items()
            for text in texts.split("|")
        ),
    )


def named(english="", chinese="", ukrainian="", polish=""):
    said = zip(TAGS, (english, chinese, ukrainian, polish), strict=True)
    return person(**{tag: text for tag, text in said if text})


@pytest.mark.parametrize(
    ("tag", "concept", "found"),
    [
        ("en", named("Donald Tusk|Tusk", "圖斯克"), "tusk"),
        ("en", named("Petr Pavel", "帕維爾"), "pavel"),  # three syllables, but no Chinese name
        ("en", named("Miloš Vystrčil", "韋德齊"), "vystrčil"),
        ("en", named("Mark Rutte", "呂特"), "rutte"),  # 呂 is a family name, but three syllables
        ("en", named("Shinzo Abe", "安倍晉三"), "abe"),
        ("en", named("Iryna Tan-Levko"), "levko"),
        ("en", named("Bashar al-Assad"), "assad"),
        ("en", named("Lai Ching-te|William Lai", "賴清德"), "lai"),
        ("pl", named(polish="Czang Kaj-szek"), "czang"),
        ("en", named("Xi Jinping", "習近平"), "xi"),
        ("en", named("Zhao Ziyang", "趙紫陽"), "zhao"),
        ("en", named("Kim Jong Un", "金正恩"), "kim"),
        ("en", named("Joseph Wu|Wu Jaushieh", "吳釗燮"), "wu"),
        ("en", named("Audrey Tang", "唐鳳"), "tang"),
        ("uk", named("", "侯友宜", "Хоу Юї"), "хоу"),
        ("uk", named("", "蕭美琴", "Сяо Бікхім"), "сяо"),
        ("uk", named("", "吳釗燮", "У Чжаосє"), ""),  # a preposition stands for nobody
        ("uk", named("", "唐鳳", "Одрі Тан"), "тан"),
    ],
)
def test_the_family_name_is_the_last_word_but_the_first_of_a_name_in_chinese_order(
    tag, concept, found
):
    assert family_names(concept, by_tag(tag)) == frozenset(found.split())


@pytest.mark.parametrize(
    ("concept", "found"),
    [
        (named("Lai Ching-te", "賴清德"), "賴"),
        (named("Audrey Tang", "唐鳳"), "唐"),
        (named("Donald Trump", "川普"), ""),
        (named("Andrzej Duda", "杜達"), ""),
        (named("Karol Nawrocki", "納夫羅茨基"), ""),
    ],
)
def test_a_character_stands_for_a_person_with_a_chinese_name_only(concept, found):
    assert family_characters(concept, by_tag("zh-Hant")) == frozenset(found)
