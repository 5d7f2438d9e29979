"""How Taiwan’s press says a name shortly: 賴總統, 台美, 烏方, 立院."""

import re
from collections.abc import Iterable

from workflow.text.checks.passage import Passage
from workflow.text.terms.family import family_characters
from workflow.text.terms.values import NAMES, Concept, Domain

_TITLES = (
    "總統|副總統|主席|副主席|總理|院長|副院長|部長|次長|市長|縣長|委員|立委|議員|議長|黨主席|總書記"
    "|書記|代表|大使|發言人|執行長|董事長|教授|博士|先生|女士|小姐|氏|政府|陣營|揆"
)
# Countries of one character, wherever that is part of a word made of them.
_GREAT = "台中美日韓俄烏歐英法德波印"
_OF_THEM = "國方軍語文人裔僑籍資商企媒府廷官相艦機製菜劇圓元幣股銀艇警檢洲共式境總外選航"
_TO_THEM = "駐訪赴抗反親援留旅侵聯對返抵離在全"
# Smaller ones only beside Taiwan, and where somebody goes: 成立, 對立 and 中立 are not Lithuania.
_TO_OTHERS = "台訪駐赴援返旅"
_COMPASS = "東南西北"  # 台南 is not 南韓
_SHORTEST_PARTED = 3  # characters of a name of which two say enough: 立法院, 立院


def leaves_a_trace(concept: Concept, passage: Passage) -> bool:
    """Whether a text that has no form of a name still speaks of it."""
    forms = [each.text for each in concept.said_in(passage.language) if len(each.text) > 1]
    if concept.domain is Domain.PERSON:
        return _is_titled(concept, passage)
    if concept.domain not in NAMES:
        return any(form[0] in passage.text for form in forms)
    if concept.domain is Domain.COUNTRY:
        return _is_shortened(forms, passage.prose) or _is_within(forms, passage)
    if concept.domain is Domain.ORGANISATION and _is_shortened(
        [form for form in forms if len(form) < _SHORTEST_PARTED], passage.prose
    ):
        return True  # 歐盟, 歐方
    return _is_in_parts(forms, _of_nothing_else(passage))


def _is_titled(concept: Concept, passage: Passage) -> bool:
    family = "".join(family_characters(concept, passage.language))
    return bool(family) and re.search(f"[{family}]前?(?:{_TITLES})", passage.prose) is not None


def _is_shortened(forms: Iterable[str], text: str) -> bool:
    """Whether the first character of a country stands for it: 波國, 台美, 訪捷."""
    return any(
        re.search(_great(form[0]) if form[0] in _GREAT else f"[{_TO_OTHERS}]{form[0]}", text)
        for form in forms
        if form[0] not in _COMPASS
    )


def _great(character: str) -> str:
    others = _GREAT.replace(character, "")
    after = f"[{_OF_THEM}{others}]|(?<=烏)[{_COMPASS}]|(?<=來台)"
    return f"{character}(?:{after})|[{_TO_THEM}{others}]{character}"


def _is_within(forms: Iterable[str], passage: Passage) -> bool:
    """Whether a longer term that is found has the name of the country in it: 台灣人."""
    said = [passage.text[each.start : each.end] for each in passage.mentions]
    return any(form in each for each in said for form in forms)


def _is_in_parts(forms: Iterable[str], text: str) -> bool:
    """Whether two characters of a longer name stand together, or its first and last: 立院."""
    return any(
        form[at : at + 2] in text or form[0] + form[-1] in text
        for form in forms
        if len(form) >= _SHORTEST_PARTED
        for at in range(len(form) - 1)
    )


def _of_nothing_else(passage: Passage) -> str:
    """The text with the terms that are found in it made spaces: 台灣 is no part of 台灣海峽."""
    text = passage.prose
    for each in passage.mentions:
        text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return text
