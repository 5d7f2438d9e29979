"""The typography of English, rule by rule: what is mended, and what is left as it is.

``~`` stands for a no-break space.
"""

import pytest

from workflow.languages.registry import by_tag
from workflow.text.checks.finding import Grade, Severity
from workflow.text.typography.apply import findings, house_style, mend, rules

ENGLISH = by_tag("en")

MENDED = {
    "quotes-straight": [
        ('"We stay," she said.', "“We stay,” she said."),
        ('The "silicon shield" and the "Kobzar".', "The “silicon shield” and the “Kobzar”."),
        ("Jones 'furious' after the deal", "Jones ‘furious’ after the deal"),
        ("'The students' camp is open,' he said.", "‘The students’ camp is open,’ he said."),
        ('"She said "no" twice," he recalled.', "“She said ‘no’ twice,” he recalled."),
        ("\"He yelled: 'A shark!'\" she added.", "“He yelled: ‘A shark!’” she added."),
        ("\"'No,' she said, 'I won't,'\" he wrote.", "“‘No,’ she said, ‘I won’t,’” he wrote."),
        ('("Yes") ["no"](https://a.example)', "(“Yes”) [“no”](https://a.example)"),
        ('the answer—"maybe"—was', "the answer—“maybe”—was"),
        ('*"Kobzar"* and "*Kobzar*"', "*“Kobzar”* and “*Kobzar*”"),
        ('"I—" he began. "Wait…"', "“I—” he began. “Wait…”"),
        ('He is 6\'2" tall and called "Tree".', "He is 6'2\" tall and called “Tree”."),
        ('He wrote "Слава Україні".', "He wrote “Слава Україні”."),
        ("''No'' he said", "“No” he said"),
        ("The book «Kobzar» sold.", "The book “Kobzar” sold."),
        ('"A quotation that goes on', "“A quotation that goes on"),
        ('and here it ends."', "and here it ends.”"),
        ('See "https://a.example".', "See “https://a.example”."),
        ("('see https://a.example')", "(‘see https://a.example’)"),
    ],
    "quotes-nested": [
        ("“She said “no” twice,” he recalled.", "“She said ‘no’ twice,” he recalled."),
        ("“We read “Kobzar” aloud.”", "“We read ‘Kobzar’ aloud.”"),
        ("“The “silicon shield” is real,” Lin said.", "“The ‘silicon shield’ is real,” Lin said."),
        ("“One “two” three “four” five”", "“One ‘two’ three ‘four’ five”"),
    ],
    "apostrophe": [
        ("Taiwan's voters didn't blink.", "Taiwan’s voters didn’t blink."),
        ("the students' camp", "the students’ camp"),
        ("in the '90s and the 1990's", "in the ’90s and the 1990’s"),
        ("'Tis rock 'n' roll", "’Tis rock ’n’ roll"),
        ("the class of '24", "the class of ’24"),
        ("O'Brien of L'Oréal, will-o'-the-wisp", "O’Brien of L’Oréal, will-o’-the-wisp"),
        ("*Kobzar*'s and {name}'s", "*Kobzar*’s and {name}’s"),
        ("the ‘90s", "the ’90s"),
        ("goin' home", "goin’ home"),
        ("it`s fine and it´s here", "it’s fine and it’s here"),
        ("'cause I can", "’cause I can"),
        ("“the boys' room”", "“the boys’ room”"),
    ],
    "dash-hyphen": [
        ("Kyiv - the capital - was quiet.", "Kyiv — the capital — was quiet."),
        ("He left -- for good.", "He left — for good."),
        ("Three cities--Kyiv, Lviv--lost power.", "Three cities — Kyiv, Lviv — lost power."),
        ("“I was--” he said.", "“I was—” he said."),
        ("He left-- for good.", "He left — for good."),
        ("“Yes” - he said", "“Yes” — he said"),
        ("In 2014--the year of", "In 2014 — the year of"),
    ],
    "range-hyphen": [
        ("the 2014-2024 period", "the 2014–2024 period"),
        ("in 2022-23 and 1939-45", "in 2022–23 and 1939–45"),
        ("the 2008-09 crisis, in 2010-11", "the 2008–09 crisis, in 2010–11"),
        ("(1814 - 1861)", "(1814–1861)"),
        ("pp. 215-18 and pages 15-20", "pp. 215–18 and pages 15–20"),
        ("9:00-17:00, 9-11 a.m.", "9:00–17:00, 9–11 a.m."),
        ("Monday-Friday, May-June", "Monday–Friday, May–June"),
        ("24-26 February, March 3-5", "24–26 February, March 3–5"),
        ("24 February-3 March, Feb. 24-March 3", "24 February–3 March, Feb. 24–March 3"),
        ("10-15% of 20-30 people", "10–15% of 20–30 people"),
        ("$5-10 million", "$5–10 million"),
        ("a 3-5-year plan for people aged 18-60", "a 3–5-year plan for people aged 18–60"),
        ("the 19th-20th centuries, 2019-present", "the 19th–20th centuries, 2019–present"),
        ("about 15-20 paintings", "about 15–20 paintings"),
    ],
    "ellipsis": [
        ("Wait... what?", "Wait… what?"),
        ("It was . . . unclear.", "It was … unclear."),
        ("And then....", "And then…"),
        ("[...] so it was", "[…] so it was"),
    ],
    "percent-space": [
        ("up 42 %", "up 42%"),
        ("about 3.5~% of GDP", "about 3.5% of GDP"),
        ("0 % interest", "0% interest"),
        ("(10 %)", "(10%)"),
    ],
    "number-grouping": [
        ("1 234 567 people", "1,234,567 people"),
        ("12 500 tonnes", "12,500 tonnes"),
        ("200~000 refugees", "200,000 refugees"),
        ("1.234.567 voters", "1,234,567 voters"),
        ("$1 500 each", "$1,500 each"),
        ("a total of 12 500.", "a total of 12,500."),
    ],
    "decimal-comma": [
        ("3,5% growth", "3.5% growth"),
        ("1,5 million displaced", "1.5 million displaced"),
        ("2,75 billion", "2.75 billion"),
        ("0,5 litres", "0.5 litres"),
        ("$2,75 each", "$2.75 each"),
        ("10,5 km away", "10.5 km away"),
        ("grew by 3,5.", "grew by 3.5."),
        ("a 7,2 quake", "a 7.2 quake"),
        ("1.234,56 zlotys", "1,234.56 zlotys"),
    ],
    "month-lowercase": [
        ("24 february 2022", "24 February 2022"),
        ("on january 13", "on January 13"),
        ("9 may 1945", "9 May 1945"),
        ("on march 8", "on March 8"),
        ("on 20 may.", "on 20 May."),
        ("late august 1991", "late August 1991"),
        ("from march to may 2022", "from March to May 2022"),
        ("january–march, between march and june", "January–March, between March and June"),
        ("august 1991", "August 1991"),
        ("13 jan 2024", "13 Jan 2024"),
    ],
    "ordinal-date": [
        ("January 13th, 2024", "January 13, 2024"),
        ("24th February 2022", "24 February 2022"),
        ("the 24th of August 1991", "24 August 1991"),
        ("The 24th of August is a feast", "24 August is a feast"),
        ("the 24th February attack", "the 24 February attack"),
        ("January the 13th", "January 13"),
        ("on Jan. 6th they met", "on Jan. 6 they met"),
    ],
    "the-ukraine": [
        ("She returned to the Ukraine.", "She returned to Ukraine."),
        ("The Ukraine has won.", "Ukraine has won."),
        ("war in the Ukraine", "war in Ukraine"),
        ("the Ukraine’s army", "Ukraine’s army"),
        ("The Ukraine and Poland signed it.", "Ukraine and Poland signed it."),
        ("the Ukraine – a country", "Ukraine – a country"),
        ("the Ukraine (a country)", "Ukraine (a country)"),
        ("“The Ukraine needs help,” he said", "“Ukraine needs help,” he said"),
        ("visited the Ukraine last year", "visited Ukraine last year"),
    ],
    "russian-place-names": [
        ("The train left Kiev at dawn.", "The train left Kyiv at dawn."),
        ("shelling of Kharkov and Nikolaev", "shelling of Kharkiv and Mykolaiv"),
        ("from Lvov to Odessa", "from Lviv to Odesa"),
        ("KIEV FALLS SILENT", "KYIV FALLS SILENT"),
        ("Kiev’s mayor, a Kiev-based firm", "Kyiv’s mayor, a Kyiv-based firm"),
        ("“We left Kiev,” he said.", "“We left Kyiv,” he said."),
        ("Dnepropetrovsk and the Dnepropetrovsk region", "Dnipro and the Dnipropetrovsk region"),
    ],
}
KEPT = {
    "quotes-straight": [
        "“We stay,” she said. ‘No,’ he said.",
        "He is 5'10\".",
        'a 27" screen',
        "50°27'30\"N",
        '`say "no"` and [a](https://a.example "title")',
        "the partia „Prawo i Sprawiedliwość” won",
        'Dragons" Den',
    ],
    "quotes-nested": [
        "“She said ‘no’ twice.” “Yes.”",
        "‘The “silicon shield” is real.’",
        "“A first paragraph.\n\n“A second one.”",
        "“It’s the students’ idea.”",
    ],
    "apostrophe": [
        "It’s 5'10\".",
        "the ’90s",
        "‘No,’ he said.",
        "`it's`",
        "https://a.example/it's",
    ],
    "dash-hyphen": [
        "Kyiv — the capital — was quiet.",
        "Kyiv – the capital",
        "won 2 - 1",
        "- an item\n- another",
        "two- and three-year plans",
        "---",
        "| --- | --- |",
        "<!-- note -- it -- well -->",
        "run it with --all",
        "at -5 degrees",
        "a well-known F-16",
        "x - y = 3",
    ],
    "range-hyphen": [
        "on 2024-01-13 and 2024-02",
        "call 555-0123",
        "ISBN 978-3-16-148410-0",
        "won 3-1, 6-4",
        "a 52-48 vote, 52-48 people",
        "F-16, Su-27, COVID-19, Boeing 737-800",
        "Resolution 1998-99",
        "9/11, 24/7, 50-50",
        "https://a.example/2014-2024",
    ],
    "ellipsis": ["Wait… what?", "../file", "`a...b`", "The end. . Then", "so.. what"],
    "percent-space": ["up 42%", "five %", "{count} %", "%s people", "a % sign"],
    "number-grouping": [
        "1,234,567 people",
        "call 0800 555 111",
        "call 800 555 111",
        "+886 2 1234 5678",
        "In 2022 500 people",
        "On May 24 300 soldiers",
        "in room 12 500",
        "tel. 22 123 45 67",
        "3.141 metres",
    ],
    "decimal-comma": [
        "1,500 people",
        "3.5% growth",
        "pages 3,5 and 7",
        "12,345 km",
        "in 2014,5 people",
        "1,2,3 km",
        "of 2,3 and 4",
    ],
    "month-lowercase": [
        "you may 9 times",
        "they march 8 miles",
        "20 may attend",
        "in January and may leave",
        "they march and march.",
        "they march to may 9 celebrations",
        "since 20 may be enough",
        "an august person",
        "#january",
        "https://a.example/january",
        "24 MAY 2022",
    ],
    "ordinal-date": [
        "January 13, 2024",
        "the 24th anniversary",
        "the 4th of July",
        "the May 4th Movement",
        "on the 24th",
        "the 24th and 25th of August",
        "the 5th March for Life",
        "the 1st May Day parade",
    ],
    "the-ukraine": [
        "The Ukraine war enters its third year",
        "the Ukraine Defense Contact Group",
        "the Ukraine-Russia border",
        "the Ukraine and Gaza wars",
        "the Ukraine, Gaza and Sudan wars",
        "the Ukraine (and Gaza) wars",
        "the Ukraine votes at the UN",
        "the old name “the Ukraine”",
        "the Ukraine of today",
        "the Ukraine that I knew",
        "the Ukrainian army",
        "the Ukraine supply line",
    ],
    "russian-place-names": [
        "We ate chicken Kiev and read about Kievan Rus.",
        "Odessa, Texas",
        "Little Odessa",
        "Sergei Nikolaev and Prince Lvov",
        "the novel *The Road to Kiev*",
        "“Escape from Kiev” is a film.",
        "https://kiev.example and www.odessa.example",
        "kiev.ua, #Kiev, @Kiev",
        "Kyiv, Kharkiv, Lviv, Odesa",
        "Chernobyl",
    ],
}
RULES = {rule.check: rule for rule in rules(ENGLISH)}


def _typed(words: str) -> str:
    return words.replace("~", "\u00a0")


def _found(check: str, words: str) -> list[str]:
    return [
        words[each.start : each.end] for each in findings(words, ENGLISH) if each.check == check
    ]


def _applied(check: str, words: str) -> str:
    """The words with the fixes of one rule in place."""
    for each in reversed([each for each in findings(words, ENGLISH) if each.check == check]):
        words = words[: each.start] + str(each.fix) + words[each.end :]
    return words


@pytest.mark.parametrize(
    ("check", "bad", "good"),
    [(check, bad, good) for check, cases in MENDED.items() for bad, good in cases],
)
def test_what_a_typesetter_would_mend_is_found_and_mended(check: str, bad: str, good: str) -> None:
    bad, good = _typed(bad), _typed(good)
    assert _found(check, bad)
    assert not _found(check, good)
    if RULES[check].grade is Grade.AUTO:
        assert mend(bad, ENGLISH) == good
    else:
        assert _applied(check, bad) == good


@pytest.mark.parametrize(
    ("check", "words"), [(check, words) for check, cases in KEPT.items() for words in cases]
)
def test_what_a_typesetter_would_leave_is_not_found(check: str, words: str) -> None:
    assert _found(check, _typed(words)) == []


def test_every_rule_has_its_cases() -> None:
    assert set(KEPT) == set(MENDED) == set(RULES)


@pytest.mark.parametrize(
    ("choice", "mended"),
    [
        ("spaced-em", "Kyiv — the capital — “I was—”"),
        ("spaced-en", "Kyiv – the capital – “I was–”"),
        ("closed-em", "Kyiv—the capital—“I was—”"),
    ],
)
def test_the_house_chooses_the_dash(choice: str, mended: str) -> None:
    style = house_style({"en.dash": choice})
    assert mend("Kyiv - the capital -- “I was--”", ENGLISH, style) == mended


def test_only_what_matters_to_editors_weighs_more_than_a_note() -> None:
    heavier = {rule.check for rule in RULES.values() if rule.severity is not Severity.NOTE}
    assert heavier == {"the-ukraine", "russian-place-names"}
