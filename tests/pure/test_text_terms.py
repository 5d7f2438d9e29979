"""Terms in a text: the longest wins, capitals and acronyms count, and markup is in nobody's way."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.languages.registry import ALL, by_tag
from workflow.text.terms.base import EMPTY, term_base
from workflow.text.terms.registry import bend
from workflow.text.terms.values import Concept, Domain, FormStatus, TermForm

EN, ZH, UK, PL = map(by_tag, ("en", "zh-Hant", "uk", "pl"))


def concept(key, *forms, domain=Domain.OTHER):
    return Concept(key=key, domain=domain, forms=forms)


def form(text, language=EN, status=FormStatus.PREFERRED, **rest):
    return TermForm(language=language, text=text, status=status, **rest)


def said(base, text, language):
    return [(text[each.start : each.end], each.concept.key) for each in base.find(text, language)]


TERMS = term_base(
    [
        concept("china", form("China"), form("中國", ZH), form("Chiny", PL), form("Китай", UK)),
        concept("roc", form("Republic of China"), form("中華民國", ZH)),
        concept("who", form("WHO")),
        concept("duma", form("Duma", exact_case=True)),
        concept(
            "taiwan", form("Taiwan"), form("台灣", ZH), form("Tajwan", PL), form("Тайвань", UK)
        ),
        concept("taiwanese", form("台灣人", ZH)),
        concept("tainan", form("台南", ZH)),
        concept("health", form("Організація охорони здоров’я", UK)),
        concept("hungary", form("Węgry", PL, inflected=("Węgier",))),
        concept("summit", form("peace summit")),
        concept("us", form("United States"), form("U.S."), form("US")),
        concept("road", form("політика «Один пояс, один шлях»", UK)),
    ]
)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            EN,
            "The Republic of China is not China.",
            [("Republic of China", "roc"), ("China", "china")],
        ),
        (EN, "Who asked the WHO?", [("WHO", "who")]),
        (EN, "THE DUMA and the Duma’s duma", [("Duma’s", "duma")]),
        (EN, "china cups from China", [("China", "china")]),
        (EN, "**China**’s [China](https://china.example/China)", [("China", "china")] * 2),
        (EN, "`China` and {China} and @China", []),
        (
            EN,
            "Peace summits; a peace-summit; peace. Summit",
            [("Peace summits", "summit"), ("peace-summit", "summit")],
        ),
        (
            EN,
            "peace *summit*, peace\nsummit",
            [("peace *summit", "summit"), ("peace\nsummit", "summit")],
        ),
        (EN, "the U.S. paid US$5, the US did", [("U.S.", "us"), ("US", "us")]),
        (
            ZH,
            "台灣人在臺灣，臺南在台灣",
            [("台灣人", "taiwanese"), ("臺灣", "taiwan"), ("臺南", "tainan"), ("台灣", "taiwan")],
        ),
        (ZH, "中華民國與中國", [("中華民國", "roc"), ("中國", "china")]),
        (UK, "В Організації охорони здоров'я", [("Організації охорони здоров'я", "health")]),
        (UK, "Тайванем і Китаєві", [("Тайванем", "taiwan"), ("Китаєві", "china")]),
        (
            PL,
            "Z Węgier do Chin i na\u00a0Tajwanie",
            [("Węgier", "hungary"), ("Chin", "china"), ("Tajwanie", "taiwan")],
        ),
        (PL, "chiny i tajwan", []),
        *[
            (UK, f"Про {said}.", [(said, "road")])
            for said in (
                "політику «Один пояс, один шлях",
                "політику „Один пояс, один шлях",
                'політику "**Один пояс**, один шлях',
                "політику Один пояс один шлях",
            )
        ],
        (UK, "Політика, Один пояс, один шлях", []),
        (UK, "Політика «Один» пояс, один шлях", []),
    ],
)
def test_a_term_is_found_where_a_reader_would_find_it(language, text, found):
    assert said(TERMS, text, language) == found


def test_a_text_that_is_a_forbidden_form_word_for_word_is_that_form_though_another_bends_to_it():
    base = term_base(
        [concept("strait", form("Strait"), form("Straits", status=FormStatus.FORBIDDEN))]
    )
    [mention] = base.find("The Straits", EN)
    assert mention.form.status is FormStatus.FORBIDDEN


def test_of_the_two_spellings_of_a_character_a_forbidden_one_is_found_only_as_written():
    base = term_base(
        [concept("taiwan", form("台灣", ZH), form("臺灣", ZH, status=FormStatus.FORBIDDEN))]
    )
    assert [each.form.text for each in base.find("臺灣，台灣", ZH)] == ["臺灣", "台灣"]
    alone = term_base([concept("taiwan", form("臺灣", ZH, status=FormStatus.FORBIDDEN))])
    assert [each.start for each in alone.find("台灣與臺灣", ZH)] == [3]


def test_a_form_of_two_concepts_is_found_as_both():
    base = term_base([concept("state", form("Georgia")), concept("country", form("Georgia"))])
    assert said(base, "Georgia", EN) == [("Georgia", "country"), ("Georgia", "state")]


def test_a_language_without_terms_has_none_and_an_empty_base_finds_nothing():
    assert EMPTY.find("China", EN) == ()
    assert not EMPTY
    assert term_base([concept("a", form("China"))]).find("Chiny", PL) == ()


@pytest.mark.parametrize(
    ("language", "word", "bent"),
    [
        (PL, "lwów", "lwowa lwowowi lwowem lwowie"),
        (PL, "praga", "pragi pradze pragę pragą"),
        (PL, "wojna", "wojny wojnie wojnę wojną wojen wojnom wojnami wojnach"),
        (PL, "rakieta", "rakiety rakiecie rakiet"),
        (PL, "białoruś", "białorusi białorusią"),
        (PL, "ukrainiec", "ukraińca ukraińcem ukraińcy ukraińców"),
        (PL, "zełenski", "zełenskiego zełenskiemu zełenskim"),
        (PL, "społeczeństwo", "społeczeństwa społeczeństwem społeczeństwie społeczeństw"),
        (PL, "porozumienie", "porozumienia porozumieniu porozumieniem porozumień"),
        (PL, "memorandum", "memoranda memorandów"),
        (PL, "osoba", "osób osoby osobie"),
        (UK, "львів", "львова львову львові львовом"),
        (UK, "київ", "києва києву києві києвом"),
        (UK, "прага", "праги празі прагу прагою"),
        (UK, "росія", "росії росію росією"),
        (UK, "визнання", "визнанню визнанням визнань"),
        (UK, "біженець", "біженця біженцем біженці біженців"),
        (UK, "китаєць", "китайця китайці"),
        (UK, "незалежність", "незалежності незалежністю"),
        (UK, "шевченко", "шевченка шевченкові шевченком"),
        (UK, "путін", "путіна путіну путіним"),
        (UK, "полька", "польки польці польок польками"),
        (PL, "uchodźczyni", "uchodźczynię uchodźczynią uchodźczyń uchodźczyniom uchodźczyniami"),
        (EN, "party", "parties party’s parties’s"),
        (EN, "chișinău", "chișinău’s chisinau chisinau’s"),
        (EN, "przemyśl", "przemysl"),
        (EN, "władysław", "wladyslaw"),
    ],
)
def test_a_word_is_bent_as_its_language_bends_it(language, word, bent):
    assert set(bent.split()) <= bend(language)(word, alone=True)


@given(st.text(max_size=200), st.sampled_from(ALL))
def test_whatever_the_text_finds_lie_in_it_in_order_and_apart_or_in_one_place(text, language):
    found = TERMS.find(text, language)
    spans = [(each.start, each.end) for each in found]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    apart = sorted(set(spans))
    assert all(first[1] <= second[0] for first, second in pairwise(apart))


@given(
    st.text(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюяaąbcćdeęłńóśżź’", min_size=1, max_size=12)
)
def test_bending_never_fails_and_keeps_the_word(word):
    for language in (UK, PL, EN):
        assert word in bend(language)(word, alone=False)
