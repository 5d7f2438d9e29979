"""Ukraine without an article, and its places by their Ukrainian names.

Sources: the Associated Press, 14 August 2019 (Kyiv; *chicken Kiev* and *Kievan Rus* stay);
Resolution 55 of the government of Ukraine on romanisation, 2010. The table is our own.
"""

import re
from collections.abc import Iterator, Mapping

from workflow.text.typography.english_marks import read
from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle
from workflow.text.typography.swaps import any_of, spots

_GAP = r"[ \u00a0\n]"
_GOES_ON = any_of(
    "has had have is was were are will would can could may might must shall should does did do",
    "and or but nor yet so in on at to from for by with after before since until during against",
    "as when while because if unless than under over through into about between near despite",
    "without within across along beyond amid like then now today yesterday tomorrow also still",
    "again itself not never ever alone became become becomes remains remain won lost gave gives",
    "made makes took takes went goes fought fights said says saw sees knew knows got gets came",
    "comes began begins held holds fell falls stood stands lies lay wants sent sends sought seeks",
    "told tells brought let who whom whose too either both rather only just already soon here",
    "there once always often all via this whose needs deserves grows produces faces defends",
    "remembers resists belongs hopes expects accuses asks continues celebrates gains loses buys",
    "sells receives matters joins makes takes gives keeps struggles suffers believes refuses",
    "rejects accepts applies thanks warns insists denies survives exists depends relies tries",
    "endures rebuilds bleeds lives gets goes comes holds knows thinks understands lacks owns pays",
    "chose",
)
_NO_VERB = any_of("supply family ally assembly monopoly anomaly need seed feed bed")
_PAST_OR_ADVERB = rf"(?!{_NO_VERB}(?!\w))[a-z]{{2,}}(?:ed|ly)"
_GOING_ON = rf"(?:{_GOES_ON}|{_PAST_OR_ADVERB})(?!\w)"
_LAST = rf"(?:last|next|this){_GAP}(?:year|month|week|summer|winter|spring|autumn|fall|time)"
_CLEAR = rf"{_GAP}+(?:{_GOING_ON}|{_LAST}(?!\w))|['’]s?(?![\w-])|[^\w\s\-–/'’]|\s*$|\s+[^\w\s(]"
_AFTER = rf"{_CLEAR}|{_GAP}\([^()\n]*\)(?:{_CLEAR})"
_WITH_ANOTHER = (
    rf"(?:,{_GAP}[A-Z][\w’-]*)*,?{_GAP}(?:and|or)(?:{_GAP}[A-Z][\w’-]*)+{_GAP}"
    rf"(?!{_GOING_ON})[a-z]"
)
_ARTICLE = re.compile(
    rf"(?<![\w-])(?P<spot>(?P<the>[Tt]he|THE){_GAP}+(?P<name>Ukraine|UKRAINE))"
    rf"(?={_AFTER})(?!{_WITH_ANOTHER})"
)
_MENTION = re.compile(r"[“‘\"'*_]$")
_END_OF_MENTION = re.compile(r"[”’\"'*_]")

_NAMES: Mapping[str, str] = {
    "Kiev": "Kyiv", "Kharkov": "Kharkiv", "Nikolaev": "Mykolaiv", "Nikolayev": "Mykolaiv",
    "Lvov": "Lviv", "Odessa": "Odesa", "Lugansk": "Luhansk", "Voroshilovgrad": "Luhansk",
    "Dnepropetrovsk": "Dnipro", "Dnepr": "Dnipro",
    "Zaporozhye": "Zaporizhzhia", "Zaporozhe": "Zaporizhzhia", "Zaporozhie": "Zaporizhzhia",
    "Zaporozhia": "Zaporizhzhia",
    "Zaporizhye": "Zaporizhzhia", "Chernigov": "Chernihiv", "Chernovtsy": "Chernivtsi",
    "Chernovtsi": "Chernivtsi", "Rovno": "Rivne", "Ternopol": "Ternopil", "Vinnitsa": "Vinnytsia",
    "Vinnitsya": "Vinnytsia", "Zhitomir": "Zhytomyr", "Kirovograd": "Kropyvnytskyi",
    "Krivoy Rog": "Kryvyi Rih", "Krivoi Rog": "Kryvyi Rih", "Kremenchug": "Kremenchuk",
    "Cherkassy": "Cherkasy", "Uzhgorod": "Uzhhorod", "Ivano-Frankovsk": "Ivano-Frankivsk",
    "Slavyansk": "Sloviansk",
    "Severodonetsk": "Sievierodonetsk", "Lisichansk": "Lysychansk", "Gorlovka": "Horlivka",
    "Makeevka": "Makiivka", "Makeyevka": "Makiivka", "Avdeevka": "Avdiivka",
    "Avdeyevka": "Avdiivka", "Artyomovsk": "Bakhmut", "Artemovsk": "Bakhmut",
    "Volchansk": "Vovchansk", "Kupyansk": "Kupiansk", "Izyum": "Izium", "Irpen": "Irpin",
    "Gostomel": "Hostomel", "Borispol": "Boryspil", "Debaltsevo": "Debaltseve",
    "Ugledar": "Vuhledar", "Kremennaya": "Kreminna", "Genichesk": "Henichesk",
    "Energodar": "Enerhodar", "Novaya Kakhovka": "Nova Kakhovka", "Berdyansk": "Berdiansk",
    "Konstantinovka": "Kostiantynivka", "Belaya Tserkov": "Bila Tserkva",
    "Berdichev": "Berdychiv", "Donbass": "Donbas", "Krasny Liman": "Lyman",
}  # fmt: skip
_REGION = re.compile(r"(?:['’]s)?[ \u00a0](?:[Rr]egion|[Oo]blast|[Pp]rovince)")
_BY_CAPITALS = {old.upper(): new.upper() for old, new in _NAMES.items() if old != "Odessa"}
_SPELLED = "|".join(sorted([*_NAMES, *_BY_CAPITALS], key=len, reverse=True))
_NAME = re.compile(rf"(?<![\w@#./_])(?P<spot>{_SPELLED})(?![\w@/_]|\.\w)")
_DISH = re.compile(r"\b(?:[Cc]hicken|CHICKEN|[Ll]ittle)[ \u00a0-]$")
_FAMILY_NAMES = frozenset(("Nikolaev", "Nikolayev", "Lvov"))
_NO_GIVEN_NAME = any_of(
    "In On At To Of From Near And The Around Outside West East South North Western Eastern",
    "Southern Northern Battle City Old Central After Before When While But For Or Port",
    "Fort Greater Soviet Into Over Through Across Behind Beyond With By As If Both Only Even",
    "Today Still",
    "[A-Z][a-z]+ing [A-Z][a-z]+ed",
    *_NAMES.values(),
    *_NAMES,
)
_GIVEN = re.compile(
    rf"(?:(?<!\w)(?:Mr|Mrs|Ms|Dr|Gen|Col|Prof|[A-Z])\.?|(?<![\w-])(?!{_NO_GIVEN_NAME}(?!\w))[A-Z][a-z]+)"
    r"[ \u00a0]$"
)
_AMERICAN = re.compile(
    r",?[ \u00a0](?:Texas|Tex\.|TX|Florida|Fla\.|FL|Missouri|Mo\.|Washington|Wash\.|Delaware|Del\."
    r"|New York|N\.Y\.|Ontario|Minnesota|Nebraska|Young|A[’']zion|File|Steps)(?!\w)"
)
_SCHOOL = re.compile(r"[-–](?:Warsaw|Sandomierz)")
_EMPHASISED = re.compile(
    r"(?<![*\w])\*(?!\s)([^*\n]+)(?<!\s)\*(?!\*)|(?<![_\w])_(?!\s)([^_\n]+)_(?!\w)"
)
_LITTLE_WORD = any_of("a an the of in on at to from for by with and or but nor as")


def without_article(text: str, _: HouseStyle) -> Iterator[Spot]:
    """*The* before Ukraine; not before a noun that Ukraine only describes: *the Ukraine war*."""
    yield from spots(text, _ARTICLE, _bare)


def ukrainian_names(text: str, _: HouseStyle) -> Iterator[Spot]:
    """Russian names of places; titles, dishes, persons and towns of America keep theirs."""
    kept = list(_titles(text))
    for spot in spots(text, _NAME, _renamed):
        if not any(spot.start in title for title in kept):
            yield spot


def _bare(found: re.Match[str]) -> str | None:
    before, after = found.string[: found.start()], found.string[found.end() :]
    if _MENTION.search(before[-1:]) and _END_OF_MENTION.match(after):
        return None
    return found["name"]


def _renamed(found: re.Match[str]) -> str | None:
    text, name = found.string, found["spot"]
    before = text[max(0, found.start() - 24) : found.start()]
    if _DISH.search(before) or _SCHOOL.match(text, found.end()):
        return None
    if name == "Odessa" and _AMERICAN.match(text, found.end()):
        return None
    if name in _FAMILY_NAMES and _GIVEN.search(before):
        return None
    return _cased(name, is_region=bool(_REGION.match(text, found.end())))


def _cased(name: str, *, is_region: bool) -> str:
    """The Ukrainian name; the region of Dnipro keeps the longer one."""
    if name == "Dnepropetrovsk" and is_region:
        return "Dnipropetrovsk"
    return _NAMES.get(name) or _BY_CAPITALS[name]


def _titles(text: str) -> Iterator[range]:
    """The stretches that are the title of a work, or a word that is spoken about."""
    for mark in read(text).marks:
        if mark.opens and mark.partner and _is_title(text[mark.end : mark.partner.start]):
            yield range(mark.end, mark.partner.start)
    for found in _EMPHASISED.finditer(text):
        if _is_title(found.group(1) or found.group(2)):
            yield range(found.start(), found.end())


def _is_title(words: str) -> bool:
    """Whether all words but the little ones have capitals, and nothing ends a sentence."""
    parts = re.findall(r"[^\W\d_][\w’'-]*", words)
    return not re.search(r"[.,!?]\W*$", words) and all(
        part[0].isupper() or re.fullmatch(_LITTLE_WORD, part) for part in parts
    )
