"""The typography of Polish, rule by rule: what is mended, and what is left as it is.

``~`` stands for a no-break space.
"""

import pytest

from workflow.languages.registry import by_tag
from workflow.text.checks.finding import Grade, Severity
from workflow.text.typography.apply import findings, house_style, mend, rules

POLISH = by_tag("pl")

MENDED = {
    "quotes": [
        ("‚‚Wolność’’ trwa", "„Wolność” trwa"),
        ('"Wolność"', "„Wolność”"),
        ('Gazeta "Wyborcza" i film "Rejs"', "Gazeta „Wyborcza” i~film „Rejs”"),
        ("“Wolność” i „Pokój“", "„Wolność” i~„Pokój”"),
        (",,Wolność'' trwa", "„Wolność” trwa"),
        ("„Wolność'' trwa", "„Wolność” trwa"),
        ('„To mecz", powiedział', "„To mecz”, powiedział"),
        ('Pyta: "Kto?" i idzie', "Pyta: „Kto?” i~idzie"),
        ('„Czytam "Lalkę" znów”', "„Czytam «Lalkę» znów”"),
        ('"Mówi "nie" wszystkim"', "„Mówi «nie» wszystkim”"),
        ("„Mówi “nie” wszystkim”", "„Mówi «nie» wszystkim”"),
        ('«Mówi "nie" wszystkim»', "«Mówi ‚nie’ wszystkim»"),
        ('**"Wolność"** i ("Pokój")', "**„Wolność”** i~(„Pokój”)"),
        ("powieść ”Lalka” Prusa", "powieść „Lalka” Prusa"),
    ],
    "quotes-nested": [
        ("„Czytam „Lalkę””", "„Czytam «Lalkę»”"),
        ("„Jest „tak” albo „nie” dziś”", "„Jest «tak» albo «nie» dziś”"),
        ("«Mówi «nie» wszystkim»", "«Mówi ‚nie’ wszystkim»"),
        ("“Jest „tak” dziś”", "„Jest «tak» dziś”"),
    ],
    "dash-hyphen": [
        ("Lwów - miasto lwa", "Lwów – miasto lwa"),
        ("Lwów -- miasto lwa", "Lwów – miasto lwa"),
        ("Lwów--miasto lwa", "Lwów – miasto lwa"),
        ("„Tak”, - odparła.", "„Tak” – odparła."),
        ("„Tak” - odparła.", "„Tak” – odparła."),
        ("„Tak”, – odparła.", "„Tak” – odparła."),
        ("„Tak” -odparła.", "„Tak” – odparła."),
        ("- Tak!\n- Nie!", "– Tak!\n– Nie!"),
        ("-Kto tam?", "– Kto tam?"),
        ("*Lwów* - [miasto](https://a.example/a-b)", "*Lwów* – [miasto](https://a.example/a-b)"),
    ],
    "range-hyphen": [
        ("lata 1939-1945", "lata 1939–1945"),
        ("(1798-1855)", "(1798–1855)"),
        ("1918 – 1939", "1918–1939"),
        ("s. 15-20", "s.~15–20"),
        ("4-6 maja", "4–6~maja"),
        ("10-15% głosów", "10–15% głosów"),
        ("XIX-XX w.", "XIX–XX~w."),
        ("5-7 mln osób", "5–7~mln osób"),
        ("sezon 2022-23", "sezon 2022–23"),
        ("godz. 10:00-18:00", "godz.~10:00–18:00"),
        ("10-15 osób", "10–15 osób"),
    ],
    "ellipsis": [
        ("Nie...", "Nie…"),
        ("Nie. . . tak", "Nie… tak"),
        ("[...] tak", "[…] tak"),
        ("Co?...", "Co?…"),
        ("Dalej.....", "Dalej…"),
    ],
    "nbsp-single-letter": [
        ("i w domu, i o psie", "i~w~domu, i~o~psie"),
        ("A u nas? Z kim?", "A~u~nas? Z~kim?"),
        ("„W domu” i *w lesie*", "„W~domu” i~*w~lesie*"),
        ("WOJNA W UKRAINIE", "WOJNA W~UKRAINIE"),
        ("w [domu](https://a.example)", "w~[domu](https://a.example)"),
        ("5 z 10 osób", "5 z~10 osób"),
        ("– O czym?", "– O~czym?"),
    ],
    "nbsp-number": [
        ("art. 12 ust. 3 pkt 2", "art.~12 ust.~3 pkt~2"),
        ("prof. Nowak, ks. Nowak, ul. Długa", "prof.~Nowak, ks.~Nowak, ul.~Długa"),
        ("dr hab. Anna Nowak", "dr~hab.~Anna Nowak"),
        ("nr 5, s. 12, § 3, godz. 14", "nr~5, s.~12, §~3, godz.~14"),
        ("5 kg, 10 km, 20 zł, 3 tys. osób", "5~kg, 10~km, 20~zł, 3~tys. osób"),
        ("XXI w. trwa", "XXI~w. trwa"),
        ("1 maja i 11 listopada", "1~maja i~11~listopada"),
        ("B. Prus, J.K. Bielecki", "B.~Prus, J.K.~Bielecki"),
        ("12 500 ton, 1 234 567 osób", "12~500 ton, 1~234~567 osób"),
        ("do 2022 r. było", "do 2022~r. było"),
        ("5 proc. wyborców, 20 °C", "5~proc. wyborców, 20~°C"),
    ],
    "initials-space": [
        ("A. W. Nowak", "A.W.~Nowak"),
        ("J. R. R. Tolkien", "J.R.R.~Tolkien"),
        ("Ch. A. Nowak", "Ch.A.~Nowak"),
        ("B.~P. Kowal", "B.P.~Kowal"),
    ],
    "number-grouping": [
        ("1.234 osoby", "1234 osoby"),
        ("12,345 osób", "12~345 osób"),
        ("2.500.000 złotych", "2~500~000 złotych"),
        ("$200,000 pomocy", "$200~000 pomocy"),
        ("2~500 osób", "2500 osób"),
        ("1 234 osoby", "1234 osoby"),
        ("5.500 zł", "5500 zł"),
        ("1,000 osób", "1000 osób"),
    ],
    "decimal-point": [
        ("12.5% wyborców", "12,5% wyborców"),
        ("7.25 mld dolarów", "7,25 mld dolarów"),
        ("0.5 litra", "0,5 litra"),
        ("wzrósł 2.3 raza", "wzrósł 2,3 raza"),
        ("$1.5 mln", "$1,5 mln"),
    ],
    "percent-space": [
        ("7 % osób", "7% osób"),
        ("7~% osób", "7% osób"),
        ("3,5 % PKB i 10–15 %", "3,5% PKB i~10–15%"),
        ("5 ‰ soli", "5‰ soli"),
    ],
    "month-uppercase": [
        ("1 Września 1939", "1~września 1939"),
        ("31 Grudnia", "31~grudnia"),
        ("w Marcu 2022 roku", "w~marcu 2022 roku"),
        ("24–26 Lutego 2022", "24–26~lutego 2022"),
        ("spotkali się 3 Maja", "spotkali się 3~maja"),
        ("w dniu 24 Luty 2022", "w~dniu 24~lutego 2022"),
    ],
    "month-nominative": [
        ("24 luty 2022", "24~lutego 2022"),
        ("1 wrzesień", "1~września"),
        ("13 Styczeń", "13~stycznia"),
        ("15 sierpień 1920", "15~sierpnia 1920"),
        ("5 LISTOPAD", "5~LISTOPADA"),
    ],
    "ordinal-suffix": [
        ("lata 60-te", "lata 60."),
        ("lata 60-te.", "lata 60."),
        ("3-ci dzień", "3. dzień"),
        ("1-szy etap", "1. etap"),
        ("o 18-tej", "o~18"),
        ("w 1990-tym roku", "w~1990 roku"),
        ("2-go maja", "2~maja"),
        ("13. stycznia", "13~stycznia"),
        ("3-go Maja", "3~maja"),
        ("XX-go wieku", "XX wieku"),
        ("10-ciu osób", "10 osób"),
    ],
    "na-ukrainie": [
        ("Czołgi na Ukrainę", "Czołgi do Ukrainy"),
        ("pokój na Ukrainie", "pokój w Ukrainie"),
        ("Na Ukrainie zima", "W Ukrainie zima"),
        ("wyjazd na Ukrainę", "wyjazd do Ukrainy"),
        ("Wrócili wczoraj na Ukrainę", "Wrócili wczoraj do Ukrainy"),
        ("Na Ukrainę trafił transport", "Do Ukrainy trafił transport"),
        ("NA UKRAINIE ZIMA", "W UKRAINIE ZIMA"),
    ],
    "orthography-2026": [
        ("warszawianin i kijowianka", "Warszawianin i Kijowianka"),
        ("pustynia Gobi", "Pustynia Gobi"),
        ("nie najlepszy", "nienajlepszy"),
        ("czyby poszli", "czy by poszli"),
        ("quasi-nauka", "quasinauka"),
    ],
}
KEPT = {
    "quotes": [
        'szkoły Headmasters" and Headmistresses" Conference',
        "„Wolność” i «Pokój»",
        "„Mówi ‚nie’ dziś”, „Mówi «nie» dziś”, «Mówi ‚nie’ dziś»",
        "Kennedy’ego, Rory'ego McIlroya i lifestyle’owej",
        "Dragons’ Den i I’m A Celebrity",
        'ekran 15" jest drogi',
        '`"kod"` oraz {name}',
        "„Początek przemowy.",
        "koniec przemowy”.",
    ],
    "quotes-nested": [
        "„Czytam «Lalkę»”",
        "„Czytam ‚Lalkę’”",
        "„Tak” i „nie”",
        "„Stany nalegają na „denuklearyzację” i presję",
    ],
    "dash-hyphen": [
        "Kijów – stolica, Lwów — nie",
        "czarno-biały F-16",
        "wynik 1 - 0",
        "temperatura -5",
        "dwu- i trzyosobowy",
        "„Tak”, powiedział",
        "---",
        "| --- | --- |",
        "cena 200,- zł",
    ],
    "range-hyphen": [
        "tel. 22-123-45-67",
        "2022-02-24",
        "F-16, Su-27",
        "wynik 10-6",
        "13-letni, 15-20-letni",
        "PN-83/P-55366",
        "lata 1950–1953",
        "40–50%",
        "ISO 1998-2013",
    ],
    "ellipsis": ["Nie…", "Naprawdę?", "../plik", "`a...b`", "Powiedział.. nie"],
    "nbsp-single-letter": [
        "mieszka w~Kijowie",
        "witamina A jest ważna",
        "J. W. Nowak",
        "dwu- i",
        "a – jak mówi",
        "220 W mocy",
        "Jan Paweł I",
    ],
    "nbsp-number": [
        "w~2022~r. Rosja",
        "plan B. Potem",
        "witamina C. Lekarze",
        "telefon 0 800 555 111",
        "w 2024 roku",
        "5 wyborców",
        "ok. tak, nr ten",
    ],
    "initials-space": ["J.K. Bielecki", "plan B. A. Nowak", "J. Nowak", "m.in. A. Nowak"],
    "number-grouping": [
        "1234 osoby",
        "12~345 osób",
        "1,5 mln",
        "71,861% głosów",
        "0,125 kg",
        "192.168.100.200",
        "13.01.2024",
        "2,375 km",
        "tel. 22 123 45 67",
    ],
    "decimal-point": [
        "o 14.30 min",
        "13.01.2024",
        "wersja 3.11",
        "rozdz. 1.2",
        "3,5% PKB",
        "Python 3.11",
        "12.500 ton",
        "godz. 14.30",
    ],
    "percent-space": ["5% wyborców", "pięć %", "100 procent", "5 proc."],
    "month-uppercase": [
        "Styczeń 2024",
        "ul. 11 Listopada",
        "Konstytucja 3 Maja",
        "Święto 3 Maja",
        "plac 1 Maja",
        "13 stycznia",
        "Maja ma 13 lat. Maj był ciepły.",
        "13 STYCZNIA",
    ],
    "month-nominative": ["maj 2024", "2024 luty", "20 maja", "miesiąc styczeń", "w 1990, luty"],
    "ordinal-suffix": [
        "5. kanał",
        "lata 90.",
        "7 maja",
        "pod numerem 7. Maja śpi",
        "13-letni",
        "125. ulica",
        "10-osobowy i 100-lecie",
        "XX wiek",
    ],
    "na-ukrainie": [
        "w Ukrainie",
        "atak na Ukrainę",
        "wpływ na Ukrainę",
        "„Żyłem na Ukrainie” – mówi",
        "skupił się na Ukrainie",
        "na Tajwanie i na Litwie",
        "na ukraińskim",
    ],
    "orthography-2026": [
        "Warszawianin",
        "Pustynia Gobi",
        "nienajlepszy",
        "czy by poszli",
        "warszawski",
        "nie najpierw",
    ],
}
RULES = {rule.check: rule for rule in rules(POLISH)}
LISTED = {"pl.orthography-2026": "list"}


def _typed(words: str) -> str:
    return words.replace("~", "\u00a0")


def _found(check: str, words: str) -> list[str]:
    return [
        words[each.start : each.end]
        for each in findings(words, POLISH, house_style(LISTED))
        if each.check == check
    ]


def _applied(check: str, words: str) -> str:
    """The words with the fixes of one rule in place."""
    found = [each for each in findings(words, POLISH, house_style(LISTED)) if each.check == check]
    for each in reversed(found):
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
        assert mend(bad, POLISH) == good
    else:
        assert _applied(check, bad) == good


@pytest.mark.parametrize(
    ("check", "words"), [(check, words) for check, cases in KEPT.items() for words in cases]
)
def test_what_a_typesetter_would_leave_is_not_found(check: str, words: str) -> None:
    assert _found(check, _typed(words)) == []


def test_every_rule_has_its_cases() -> None:
    assert set(KEPT) == set(MENDED) == set(RULES)


def test_the_spellings_of_2026_are_listed_only_where_the_house_asks() -> None:
    assert findings("warszawianin", POLISH) == ()


def test_the_house_chooses_the_dash() -> None:
    style = house_style({"pl.dash": "em"})
    assert mend("Kijów - stolica. „Tak”, - mówi.", POLISH, style) == (
        "Kijów — stolica. „Tak” — mówi."
    )


@pytest.mark.parametrize(
    ("choice", "words", "mended"),
    [
        ("spaced", "5% albo 7 %", "5~% albo 7~%"),
        ("either", "5% albo 7 %", "5% albo 7%"),
        ("either", "5 % albo 7%", "5~% albo 7~%"),
    ],
)
def test_the_house_chooses_the_space_before_a_percent_sign(
    choice: str, words: str, mended: str
) -> None:
    style = house_style({"pl.percent": choice})
    assert mend(words, POLISH, style) == _typed(mended)


def test_nothing_of_polish_weighs_more_than_a_note() -> None:
    assert {rule.severity for rule in RULES.values()} == {Severity.NOTE}
