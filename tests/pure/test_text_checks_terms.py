"""What the checks say of terms and names, and where they keep quiet."""

import pytest

from workflow.languages.registry import by_tag
from workflow.text.checks.catalogue import check_pair, check_text
from workflow.text.checks.finding import Severity
from workflow.text.terms.base import term_base
from workflow.text.terms.values import Concept, Confidence, Domain, FormStatus, TermForm

EN, ZH, UK, PL = map(by_tag, ("en", "zh-Hant", "uk", "pl"))
BAD = FormStatus.FORBIDDEN
UNSURE = {"confidence": Confidence.LOW}


LOST = [("names", "warning")]


def form(language, text, status=FormStatus.PREFERRED, **rest):
    return TermForm(language=language, text=text, status=status, **rest)


def concept(key, domain, *forms):
    return Concept(key=key, domain=domain, forms=forms)


def person(*names):
    forms = [
        form(language, text)
        for language, texts in zip((EN, ZH, UK, PL), names, strict=True)
        for text in texts.split("|")
    ]
    return concept(forms[0].text.lower().replace(" ", "-"), Domain.PERSON, *forms)


TERMS = term_base(
    [
        concept(
            "tug",
            Domain.TECHNOLOGY,
            form(EN, "tugboat"),
            form(UK, "буксир"),
            form(UK, "тягач", BAD, reason="На воді — буксир."),
            form(UK, "буксирка", BAD, **UNSURE),
        ),
        concept("odd", Domain.OTHER, form(UK, "кораблик", BAD, reason="Дитяче.")),
        concept("vega", Domain.PERSON, form(EN, "Ola Vega"), form(UK, "Ола Веґа")),
        concept(
            "zeta", Domain.PERSON, form(EN, "Zeta"), form(UK, "Дзета", confidence=Confidence.LOW)
        ),
        concept("poland", Domain.COUNTRY, form(EN, "Poland"), form(UK, "Польща"), form(ZH, "波蘭")),
        concept("only", Domain.OTHER, form(EN, "pilot")),
        person("Donald Tusk|Tusk", "圖斯克", "Дональд Туск|Туск", "Donald Tusk|Tusk"),
        person("Donald Trump|Trump", "川普", "Дональд Трамп|Трамп", "Donald Trump|Trump"),
        person("Andrii Sybiha|Sybiha", "西比哈", "Андрій Сибіга", "Andrij Sybiha"),
        person("Lai Ching-te", "賴清德", "Лай Цінде", "Lai Ching-te"),
        person("Hou Yu-ih", "侯友宜", "Хоу Юї", "Hou Yu-ih"),
        person("Ma Ying-jeou", "馬英九", "Ма Їнцзю", "Ma Ying-jeou"),
        person("Vladimir Putin|Putin", "普丁", "Володимир Путін", "Władimir Putin"),
    ]
)


def alone(text):
    found = check_text(text, language=UK, terms=TERMS)
    return [each for each in found if each.check == "forbidden-term"]


def beside(source, text, language=UK, source_language=EN):
    found = check_pair(
        text,
        language=language,
        source_text=source,
        source_language=source_language,
        terms=TERMS,
    )
    ours = {"names", "glossary"}
    return [(each.check, each.severity.value) for each in found if each.check in ours]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Порт продав тягач.", Severity.WARNING),
        ("Порт продав тягача й два тягачі.", Severity.WARNING),
        ("Капітан назвав його «тягач».", Severity.NOTE),
        ("Порт продав буксирку.", Severity.NOTE),
    ],
)
def test_a_forbidden_form_is_a_warning_but_a_note_where_others_speak_or_nobody_is_sure(
    text, severity
):
    assert {each.severity for each in alone(text)} == {severity}


def test_it_says_why_and_what_to_write_and_offers_it_where_the_word_is_not_bent():
    [finding] = alone("Це тягач.")
    assert str(finding) == (
        "The house does not write «тягач» here, but «буксир». На воді — буксир."
    )
    assert finding.fix == "буксир"
    assert alone("Немає тягача.")[0].fix is None
    assert str(alone("Це кораблик.")[0]) == "The house does not write «кораблик» here. Дитяче."


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("A tugboat left.", "Буксир вийшов.", []),
        ("Two tugboats left.", "Немає жодного буксира.", []),
        ("A tugboat left.", "Човен вийшов.", [("glossary", "note")]),
        ("A tugboat. Another tugboat.", "Човен.", [("glossary", "note")]),
        ("A tugboat left.", "Тягач вийшов.", []),  # that it is forbidden is said already
        ("A tugboat left.", "Екіпаж буксировика пішов.", []),
        ("A tugboat left.", "Екіпаж буксирує.", [("glossary", "note")]),
        ("A pilot left.", "Лоцман пішов.", []),  # the house has no word for it here
        ("Ola Vega came.", "Прийшла Ола Веґа.", []),
        ("Ola Vega came.", "Листа Олі Веґи прочитали.", []),
        ("Ola Vega came.", "Вона прийшла.", [("names", "warning")]),
        ("Zeta came.", "Вона прийшла.", [("names", "note")]),
        ("Poland voted.", "Країна голосувала.", [("names", "note")]),
        ("Poland voted.", "Польський уряд голосував.", []),
        ("See https://poland.example.", "Дивіться https://poland.example.", []),
    ],
)
def test_a_term_of_the_source_is_looked_for_in_every_form_it_may_have(source, text, found):
    assert beside(source, text) == found


@pytest.mark.parametrize(
    ("source", "said", "language", "text"),
    [
        (PL, "Donald Tusk przyjechał.", EN, "Donald Trump came to Kyiv."),
        (UK, "Дональд Туск не приїхав.", PL, "Premier donosi, że nie przyjedzie."),
        (UK, "Андрій Сибіга приїхав.", EN, "The minister went to Prague and Vienna."),
        (ZH, "賴清德批評。", EN, "The president criticised China’s chips."),
        (ZH, "賴清德批評。", PL, "Prezydent skrytykował La Repubblica."),
        (ZH, "賴清德批評。", EN, "Lai Pin-yu criticised it."),
        (ZH, "侯友宜進屋。", EN, "The mayor entered the house."),
        (ZH, "馬英九離開。", EN, "My ma left."),
        (EN, "Putin said nothing.", ZH, "他普遍不受歡迎。"),
        (EN, "Ma Ying-jeou left.", ZH, "他馬上離開了。"),
        (EN, "Trump arrived.", ZH, "他抵達四川。"),
        (EN, "Trump arrived.", PL, "Grał na trumpecie."),
    ],
)
def test_a_person_is_missing_where_another_word_only_begins_alike(source, said, language, text):
    assert beside(said, text, language, source) == LOST


@pytest.mark.parametrize(
    ("source", "said", "language", "text"),
    [
        (ZH, "賴清德說。", EN, "Lai said so."),
        (ZH, "賴清德說。", EN, "It is Lai’s."),
        (ZH, "賴清德說。", UK, "Лай сказав."),
        (ZH, "賴清德說。", PL, "Prezydent Laiem nie był."),
        (ZH, "侯友宜輸了。", PL, "Hou przegrał."),
        (EN, "Lai Ching-te spoke.", ZH, "賴總統發言。"),
        (EN, "Ma Ying-jeou spoke.", ZH, "馬前總統發言。"),
        (EN, "Putin’s regime spoke.", UK, "Путінський режим заговорив."),
        (EN, "Putin’s regime spoke.", PL, "Putinowski reżim przemówił."),
    ],
)
def test_a_person_is_there_by_the_family_name_alone(source, said, language, text):
    assert beside(said, text, language, source) == []


CHINESE_NAMES = term_base(
    [
        concept(key, domain, form(EN, english), form(ZH, chinese))
        for key, domain, english, chinese in (
            ("japan", Domain.COUNTRY, "Japan", "日本"),
            ("poland", Domain.COUNTRY, "Poland", "波蘭"),
            ("ukraine", Domain.COUNTRY, "Ukraine", "烏克蘭"),
            ("taiwan", Domain.COUNTRY, "Taiwan", "台灣"),
            ("taiwanese", Domain.SOCIETY, "islander", "台灣人"),
            ("lithuania", Domain.COUNTRY, "Lithuania", "立陶宛"),
            ("korea", Domain.COUNTRY, "South Korea", "南韓"),
            ("union", Domain.ORGANISATION, "Union", "歐盟"),
            ("yuan", Domain.INSTITUTION, "Yuan", "立法院"),
            ("strait", Domain.PLACE, "Strait", "台灣海峽"),
            ("riga", Domain.PLACE, "Riga", "里加"),
            ("crimea", Domain.PLACE, "Crimea", "克里米亞"),
            ("krakow", Domain.PLACE, "Kraków", "克拉科夫"),
        )
    ]
)


@pytest.mark.parametrize(
    ("source", "text", "is_there"),
    [
        ("Poland voted.", "波國投票。", True),
        ("Poland voted.", "該國投票。", False),
        ("Poland voted.", "風波不斷。", False),
        ("Japan spoke.", "11月25日，東京發言。", False),
        ("Japan spoke.", "日方發言。", True),
        ("Japan spoke.", "他旅日多年。", True),
        ("Ukraine spoke.", "俄烏談判。", True),
        ("Ukraine spoke.", "烏東戰事。", True),
        ("Taiwan spoke.", "他來台三年。", True),
        ("Taiwan spoke.", "台灣人發言。", True),
        ("Taiwan spoke.", "舞台很大。", False),
        ("Lithuania spoke.", "台立關係。", True),
        ("Lithuania spoke.", "中立而對立的法案成立。", False),
        ("South Korea spoke.", "台南多雨。", False),
        ("Union spoke.", "歐方發言。", True),
        ("Yuan voted.", "立院表決。", True),
        ("Yuan voted.", "成立委員會。", False),
        ("Strait spoke.", "海峽兩岸。", True),
        ("Strait spoke.", "台灣兩岸。", False),
        ("Riga spoke.", "公里之外。", False),
        ("Crimea spoke.", "烏克蘭發言。", False),
        ("Crimea spoke.", "克拉科夫發言。", False),
    ],
)
def test_in_chinese_a_name_is_there_as_the_press_shortens_it_not_by_any_of_its_characters(
    source, text, is_there
):
    found = check_pair(
        text, language=ZH, source_text=source, source_language=EN, terms=CHINESE_NAMES
    )
    assert [each.check for each in found if each.check == "names"] == ["names"] * (not is_there)


NAMES_OF_PLACES = term_base(
    [
        concept(english, domain, form(EN, english), form(UK, ukrainian), form(PL, polish))
        for english, ukrainian, polish, domain in (
            ("Poland", "Польща", "Polska", Domain.COUNTRY),
            ("Russia", "Росія", "Rosja", Domain.COUNTRY),
            ("Lithuania", "Литва", "Litwa", Domain.COUNTRY),
            ("China", "Китай", "Chiny", Domain.COUNTRY),
            ("Taiwan", "Тайвань", "Tajwan", Domain.COUNTRY),
            ("USA", "США", "USA", Domain.COUNTRY),
            ("Taipei", "Тайбей", "Tajpej", Domain.PLACE),
            ("Taiwan Strait", "Тайванська протока", "Cieśnina Tajwańska", Domain.PLACE),
            ("Kyiv", "Київ", "Kijów", Domain.PLACE),
            ("Warsaw", "Варшава", "Warszawa", Domain.PLACE),
            ("Riga", "Рига", "Ryga", Domain.PLACE),
            ("Crimea", "Крим", "Krym", Domain.PLACE),
            ("Sejm", "Сейм", "Sejm", Domain.INSTITUTION),
            ("Justice", "ПіС", "PiS", Domain.PARTY),
            ("Ching", "Чін", "Ching", Domain.PERSON),
        )
    ]
)


@pytest.mark.parametrize(
    ("name", "language", "text", "is_there"),
    [
        ("Poland", EN, "Polish officials spoke.", True),
        ("Poland", EN, "Police and politics.", False),
        ("Poland", UK, "Польський уряд.", True),
        ("Poland", UK, "Половина поля.", False),
        ("Poland", PL, "Polski rząd, Polak.", True),
        ("Poland", PL, "Polityka.", False),
        ("Russia", PL, "Rosyjski atak.", True),
        ("Russia", PL, "Roślina rosła.", False),
        ("Lithuania", UK, "Литовський уряд.", True),
        ("Lithuania", PL, "Litewski rząd.", True),
        ("China", EN, "Chinese officials.", True),
        ("China", EN, "Children ate chips.", False),
        ("China", EN, "Ching spoke.", False),
        ("China", PL, "Chiński rząd, Chińczyk.", True),
        ("Taiwan", EN, "The Taiwan Strait.", True),
        ("Taiwan", PL, "Tajwański rząd.", True),
        ("USA", PL, "Ustawa jest usunięta.", False),
        ("Taipei", EN, "Taiwan voted.", False),
        ("Taipei", UK, "Тайвань голосував.", False),
        ("Taipei", EN, "Taipeian traffic.", True),
        ("Taiwan Strait", EN, "Taiwan voted.", False),
        ("Kyiv", UK, "Київський і києвський.", True),
        ("Warsaw", EN, "The war was long.", False),
        ("Riga", UK, "Ризький порт.", True),
        ("Riga", UK, "Риза й ризик.", False),
        ("Crimea", EN, "It is a cricket club.", False),
        ("Crimea", UK, "Кримський міст.", True),
        ("Sejm", PL, "Sejmowa komisja.", True),
        ("Justice", PL, "Pisowska komisja.", True),
        ("Justice", PL, "Pisał listy.", False),
    ],
)
def test_a_place_is_there_by_what_is_made_of_its_name_not_by_what_begins_alike(
    name, language, text, is_there
):
    from_language = UK if language is EN else EN
    [source] = [
        each.text
        for known in NAMES_OF_PLACES.concepts
        for each in known.forms
        if known.key == name and each.language == from_language
    ]
    found = check_pair(
        text,
        language=language,
        source_text=source,
        source_language=from_language,
        terms=NAMES_OF_PLACES,
    )
    assert [each.check for each in found if each.check == "names"] == ["names"] * (not is_there)


@pytest.mark.parametrize("domain", [Domain.PERSON, Domain.PLACE, Domain.OTHER])
@pytest.mark.parametrize("language", [UK, PL, ZH])
def test_a_form_that_is_no_word_is_missing_like_any_other(domain, language):
    terms = term_base([concept("place", domain, form(EN, "Here"), form(language, "@tu"))])
    found = check_pair(
        "2026", language=language, source_text="Here", source_language=EN, terms=terms
    )
    assert {each.check for each in found} & {"names", "glossary"}


def test_without_a_glossary_nothing_is_said():
    assert [each.check for each in check_text("Це тягач.", language=UK)] == []
