"""Sentences are paired where they stand one to one, and nowhere else."""

import pytest

from workflow.languages.registry import by_tag
from workflow.text.pairing import sentence_pairs

EN, ZH, UK, PL = map(by_tag, ("en", "zh-Hant", "uk", "pl"))
SAID = {
    EN: ("The first ferry leaves at dawn.", "In 2022 it carried 24,000 people to the island."),
    ZH: ("第一班渡輪在黎明出發。", "2022年，它載了2.4萬人到島上。"),
    UK: ("Перший пором відходить на світанку.", "У 2022 році він перевіз на острів 24 тис. людей."),
    PL: ("Pierwszy prom odpływa o świcie.", "W 2022 roku przewiózł na wyspę 24 tys. osób."),
}


@pytest.mark.parametrize("source", list(SAID), ids=str)
@pytest.mark.parametrize("target", list(SAID), ids=str)
def test_sentences_that_stand_one_to_one_are_pairs_whatever_the_script(source, target):
    def joined(language):
        return language.word_space.join(SAID[language])

    found = sentence_pairs(joined(source), source, joined(target), target)
    assert found == tuple(zip(SAID[source], SAID[target], strict=True))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "One bell rang. Then two. Nobody came.",
            "Один дзвін пролунав, за ним два. Ніхто не прийшов.",
        ),
        ("One bell rang.", "Пролунав дзвін."),
        ("One bell rang. Nobody came.", ""),
        # two joined and one parted: as many here as there, and not the same
        (
            "The ferry leaves at nine. It is late. In 2022 it carried 24,000 people.",
            "Пором о дев’ятій спізнюється. У 2022 році він возив людей. Їх було 24 тис.",
        ),
        (
            "The harbour took in 412 ships last year and 398 the year before that. Pilots left.",
            "Лоцмани пішли. Торік порт прийняв 412 суден, а позаторік 398.",
        ),
        (
            "The master of the harbour wrote down every ship that left it in the long year. Gulls.",
            "Так. Начальник порту записував усі судна, що виходили з нього впродовж довгого року.",
        ),
        (
            "See [the list](https://a.example). It is long.",
            "Ось перелік. [Він](https://a.example) довгий.",
        ),
        (
            "In 2021 it rained all year. In 2022 it snowed all year.",
            "У 2022 році весь рік сніжило. У 2021 році весь рік дощило.",
        ),
        ("It is so[^1]. Nobody knows.", "Це так. Ніхто не знає[^1]."),
        (
            "The army did not retreat. It held the town.",
            "Армія втримала місто. Вона не відступила.",
        ),
    ],
)
def test_where_it_is_not_sure_there_are_no_pairs_at_all(source, text):
    assert sentence_pairs(source, EN, text, UK) == ()


def test_links_and_footnotes_stay_with_their_sentences():
    found = sentence_pairs(
        "See [the list](https://a.example)[^1]. It is long.",
        EN,
        "Ось [перелік](https://b.example)[^1]. Він довгий.",
        UK,
    )
    assert [source for source, _ in found] == [
        "See [the list](https://a.example)[^1].",
        "It is long.",
    ]
