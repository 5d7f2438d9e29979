"""The quantities of a text: what each language counts, measures and dates."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.languages.formatting import format_number
from workflow.languages.registry import ALL, by_tag
from workflow.text.quantities.quantity import Clock, Day
from workflow.text.quantities.read import quantities


def told(text, tag):
    """Every quantity as "kind value unit", numbers without needless noughts."""
    return [
        " ".join(filter(None, (each.kind.value, shown(each.value), each.unit)))
        for each in quantities(text, by_tag(tag))
    ]


def shown(value):
    if isinstance(value, Day):
        return "-".join("?" if part is None else str(part) for part in said_parts(value))
    if isinstance(value, Clock):
        return f"{value.hour}:{value.minute:02}"
    return f"{round(value, 4).normalize():f}"


def said_parts(day):
    return day.year, day.month, day.day


ENGLISH = [
    ("24,000 people", ["number 24000"]),
    ("1,234.5 hours", ["number 1234.5"]),
    ("1.5 million, 2 billion and 5k", ["number 1500000", "number 2000000000", "number 5000"]),
    ("twenty-four of a hundred and five", ["number 24", "number 105"]),
    ("between one hundred and two hundred", ["number 100", "number 200"]),
    ("two dozen eggs, half a million men", ["number 24", "number 500000"]),
    ("two and a half million", ["number 2500000"]),
    ("three quarters, two thirds, one third", ["number 0.75", "number 0.6667", "number 0.3333"]),
    ("40%, 40 per cent, 3.5 percentage points", ["percent 40", "percent 40", "percent 3.5"]),
    (
        "$2.8bn, US$3 billion, £11million",
        ["money 2800000000 USD", "money 3000000000 USD", "money 11000000 GBP"],
    ),
    (
        "NT$1,234 or 50 euros, 7 hryvnias, 9 zlotys",
        ["money 1234 TWD", "money 50 EUR", "money 7 UAH", "money 9 PLN"],
    ),
    ("24 February 2022, February 24, 2022", ["date 2022-2-24", "date 2022-2-24"]),
    ("Oct. 2, 1968; 30th September; May 2014", ["date 1968-10-2", "date ?-9-30", "date 2014-5-?"]),
    ("2022-02-24 and 24/2/2022", ["date 2022-2-24", "date 2022-2-24"]),
    ("in May, but May may", ["date ?-5-?"]),
    ("the 1990s, the ’90s", ["year 1990 decade", "year 1990 decade"]),
    ("the 20th and the twentieth century", ["ordinal 20", "year 20 century"]),
    ("2014–2024", ["year 2014", "year 2024"]),
    ("7 a.m., 2:30 p.m., 7.55am, 14:30", ["time 7:00", "time 14:30", "time 7:55", "time 14:30"]),
    (
        "5–7 million, 2 to 4 inches",
        ["number 5000000", "number 7000000", "measure 2 in", "measure 4 in"],
    ),
    (
        "85 mph, 300 km, 20 tonnes, 5 hectares",
        ["measure 85 mph", "measure 300 km", "measure 20 t", "measure 5 ha"],
    ),
    ("-5°C, minus 5 degrees Celsius", ["measure -5 °C", "measure -5 °C"]),
    ("a 13-year-old on 125th Street", ["number 13", "ordinal 125"]),
    ("G7, COVID-19, 5G, MH17 and F-16", []),
    ("dozens, hundreds of thousands, millions", []),
    ("`42` at https://example.org/42 by @user42 [^42]", []),
    ("**42** per cent", ["percent 42"]),
]
CHINESE = [
    ("2.4萬人，2萬4000人", ["number 24000", "number 24000"]),
    ("1億2,000萬", ["number 120000000"]),
    ("3萬5千，三萬五", ["number 35000", "number 35000"]),
    (
        "兩千三百萬，一百零五，二十四，廿四",
        ["number 23000000", "number 105", "number 24", "number 24"],
    ),
    ("5百萬，100多萬", ["number 5000000", "number 1000000"]),
    ("三分之一，一半", ["number 0.3333", "number 0.5"]),
    ("百分之四十，百分之 40，40%，三成五", ["percent 40"] * 3 + ["percent 35"]),
    ("百分百，百分之百，千分之五", ["percent 100", "percent 100", "number 0.005"]),
    ("完成，第三成為", ["ordinal 3"]),
    ("50萬美元，100歐元，7格里夫納", ["money 500000 USD", "money 100 EUR", "money 7 UAH"]),
    ("新台幣1,234元，£28 億元", ["money 1234 TWD", "money 2800000000 GBP"]),
    ("2022年2月24日，9 月 30 日，十月", ["date 2022-2-24", "date ?-9-30", "date ?-10-?"]),
    ("民國111年，民國111年2月24日", ["year 2022", "date 2022-2-24"]),
    ("111年2月24日，二〇二二年", ["date 2022-2-24", "year 2022"]),
    ("1990年代，八〇年代，20世紀", ["year 1990 decade", "year 1980 decade", "year 20 century"]),
    ("2014至2024年", ["year 2014", "year 2024"]),
    ("下午2時30分，下午2點半，早上 7:55 分", ["time 14:30", "time 14:30", "time 7:55"]),
    ("上午約 4 點，晚上八點", ["time 4:00", "time 20:00"]),
    (
        "1 至 4 英吋，85 英里，300公里，5公頃",
        ["measure 1 in", "measure 4 in", "measure 85 mi", "measure 300 km", "measure 5 ha"],
    ),
    ("零下5度，攝氏20度", ["measure -5 °", "measure 20 °"]),
    ("第 89 分鐘，兩年半", ["ordinal 89", "number 2.5"]),
    ("數十、數百萬、幾千、上萬、十幾、成千上萬", []),
    ("星期一、週五、禮拜六", []),
    ("５３％", ["percent 53"]),
]
UKRAINIAN = [
    ("24 тис., 12 345 осіб, 3\u00a0000", ["number 24000", "number 12345", "number 3000"]),
    ("1,5 млн, 2 мільярди, 5 тисяч", ["number 1500000", "number 2000000000", "number 5000"]),
    ("пів мільйона, півтора мільйона", ["number 500000", "number 1500000"]),
    ("два з половиною мільйони", ["number 2500000"]),
    ("сорок два, двохсот п’ятдесяти трьох", ["number 42", "number 253"]),
    ("двох, трьом, дванадцятьом, п'ятьма", ["number 2", "number 3", "number 12", "number 5"]),
    ("дві третини, третина, половина", ["number 0.6667", "number 0.3333", "number 0.5"]),
    ("двадцятирічний, сорокадвометровий", ["number 20", "number 42"]),
    ("42%, 42 відсотки, 3 в. п.", ["percent 42", "percent 42", "percent 3"]),
    ("2,8 млрд фунтів стерлінгів, 50 євро", ["money 2800000000 GBP", "money 50 EUR"]),
    ("5–7 мільйонів гривень, 9 злотих", ["money 5000000 UAH", "money 7000000 UAH", "money 9 PLN"]),
    ("740 млн тайванських доларів", ["money 740000000 TWD"]),
    ("24 лютого 2022 р., 24.02.2022", ["date 2022-2-24", "date 2022-2-24"]),
    ("у лютому 2022 року, у червні", ["date 2022-2-?", "date ?-6-?"]),
    ("у 2014–2024 роках, 2017 року", ["year 2014", "year 2024", "year 2017"]),
    (
        "90-ті, 1980-х роках, у дев’яностих",
        ["year 1990 decade", "year 1980 decade", "year 1990 decade"],
    ),
    (
        "XX ст., ХІХ століття, 19-го століття",
        ["year 20 century", "year 19 century", "year 19 century"],
    ),
    ("о 7:55 ранку, о 14:30, о 15.00", ["time 7:55", "time 14:30", "time 15:00"]),
    ("о 3-й годині дня, 5 ранку", ["time 15:00", "time 5:00"]),
    ("137 км на годину, 249-кілограмовий", ["measure 137 km/h", "measure 249 kg"]),
    ("на 89-й хвилині, мінус 5 °C", ["ordinal 89", "measure -5 °C"]),
    ("десятки, сотні тисяч, мільйони, кілька", []),
]
POLISH = [
    ("24 tys., 12 345 osób, 1234", ["number 24000", "number 12345", "number 1234"]),
    (
        "1,5 mln, 2 miliardy, 3 biliony",
        ["number 1500000", "number 2000000000", "number 3000000000000"],
    ),
    ("półtora miliona, dwa i pół miliona", ["number 1500000", "number 2500000"]),
    ("dwieście, dwudziestu pięciu, dwunastu", ["number 200", "number 25", "number 12"]),
    ("jedna trzecia, połowa", ["number 0.3333", "number 0.5"]),
    ("czterdziestodwuletni, szesnastolatka", ["number 42", "number 16"]),
    ("42%, 42 proc., 3 punkty procentowe", ["percent 42", "percent 42", "percent 3"]),
    ("1,5 mln zł, 2,8 mld funtów", ["money 1500000 PLN", "money 2800000000 GBP"]),
    (
        "5–7 milionów hrywien, 350 tys. dolarów",
        ["money 5000000 UAH", "money 7000000 UAH", "money 350000 USD"],
    ),
    ("942 mln dolarów tajwańskich, 50 euro", ["money 942000000 TWD", "money 50 EUR"]),
    ("24 lutego 2022 r., 24.02.2022", ["date 2022-2-24", "date 2022-2-24"]),
    ("w lutym 2022 roku, w czerwcu", ["date 2022-2-?", "date ?-6-?"]),
    ("w latach 2014–2024, 2017 r., rok 2014", ["year 2014", "year 2024", "year 2017", "year 2014"]),
    ("lata 90., w latach osiemdziesiątych", ["year 1990 decade", "year 1980 decade"]),
    ("XX w., dwudziestego wieku", ["year 20 century", "year 20 century"]),
    ("godz. 14.30, o godzinie 7 rano, o 15:00", ["time 14:30", "time 7:00", "time 15:00"]),
    (
        "137 km/h, 250-kilogramowa, 5 hektarów",
        ["measure 137 km/h", "measure 250 kg", "measure 5 ha"],
    ),
    ("w 89. minucie, 32-letni", ["ordinal 89", "number 32"]),
    ("ponad tysiąc osób, dziesiątki tysięcy", ["number 1000"]),
]
TABLES = {"en": ENGLISH, "zh-Hant": CHINESE, "uk": UKRAINIAN, "pl": POLISH}
CASES = [(tag, text, said) for tag, table in TABLES.items() for text, said in table]


@pytest.mark.parametrize(("tag", "text", "said"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_a_text_tells_its_quantities(tag, text, said):
    assert told(text, tag) == said


def test_every_language_has_a_table():
    assert set(TABLES) == {language.tag for language in ALL}


@pytest.mark.parametrize(
    ("tag", "text", "spans"),
    [
        ("en", "about $2.8bn in 11 stores", ["$2.8bn", "11"]),
        ("zh-Hant", "約新台幣28 億元與11家", ["新台幣28 億元", "11"]),
        ("uk", "близько 2,8 млрд фунтів стерлінгів", ["2,8 млрд фунтів стерлінгів"]),
        ("pl", "około 2,8 mld zł o godz. 14.30", ["2,8 mld zł", "godz. 14.30"]),
    ],
)
def test_a_span_holds_sign_scale_and_unit(tag, text, spans):
    assert [text[each.start : each.end] for each in quantities(text, by_tag(tag))] == spans


@pytest.mark.parametrize(
    ("tag", "text"),
    [("en", "about 200"), ("zh-Hant", "約200人"), ("uk", "близько 200"), ("pl", "około 200")],
)
def test_about_makes_it_approximate(tag, text):
    (quantity,) = quantities(text, by_tag(tag))
    assert quantity.approximate


def test_words_and_guesses_are_marked():
    in_words, in_digits, bare_year = quantities("twelve of 12 in 2022", by_tag("en"))
    assert (in_words.digits, in_digits.digits) == (False, True)
    assert (bare_year.kind.value, bare_year.certain) == ("year", False)


SCALES = {
    "en": {"thousand": 3, "million": 6, "bn": 9},
    "zh-Hant": {"萬": 4, "億": 8, "兆": 12},
    "uk": {"тис.": 3, "млн": 6, "мільярдів": 9},
    "pl": {"tys.": 3, "mln": 6, "miliardów": 9},
}


@given(
    language=st.sampled_from(ALL),
    number=st.decimals(min_value=0, max_value=10**12, places=2) | st.integers(0, 10**12),
)
def test_a_number_as_its_language_formats_it_is_read_back(language, number):
    said = format_number(number, language)
    (quantity,) = quantities(f"({said})", language)
    assert quantity.value == Decimal(number)


@given(data=st.data(), language=st.sampled_from(ALL), number=st.decimals(1, 999, places=1))
def test_a_number_with_a_scale_word_is_read_back(data, language, number):
    word = data.draw(st.sampled_from(sorted(SCALES[language.tag])))
    (quantity,) = quantities(f"{format_number(number, language)} {word}", language)
    assert quantity.value == number.scaleb(SCALES[language.tag][word])


@given(language=st.sampled_from(ALL), text=st.text(max_size=200))
def test_any_text_is_read_and_every_span_lies_in_it(language, text):
    found = quantities(text, language)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
