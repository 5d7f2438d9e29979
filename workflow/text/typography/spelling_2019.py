"""Spellings that the Ukrainian orthography of 2019 changed, where the new one is beyond doubt.

Source: Український правопис (2019): the root *-ject-* after a vowel (проєкт), *-єє-* no more
(конвеєр), священник, the separate *пів*, and first parts written without a hyphen (§ 35-36).
``віце-`` is not among them: newsrooms still write it both ways.
"""

import re
from collections.abc import Mapping

from workflow.text.typography.swaps import Find, any_of, swapping

_HALVES = any_of(
    "години року хвилини століття мільйона мільярда тисячі кілометра метра літра сотні яблука",
    "міста світу країни слова дороги життя роки тонни гектара",
)
_JOINED_FIRST = any_of("екс топ міні максі супер ультра гіпер мікро макро архі бліц анти контр веб")
_STEMS: Mapping[str, str] = {
    "проект": "проєкт",
    "проекц": "проєкц",
    "конвейєр": "конвеєр",
    "фейєрверк": "феєрверк",
    "плейєр": "плеєр",
    "священик": "священник",
    "священицьк": "священницьк",
}


def old_spellings() -> Find:
    """Old spellings, each mended with the case of its letters kept."""
    stems = re.compile(any_of(*_STEMS), re.IGNORECASE)
    halves = re.compile(rf"(?<![\w’ʼ'-])(?P<half>[пП]ів)(?:[’ʼ'])?(?P<rest>{_HALVES})(?![\w’ʼ'-])")
    named = re.compile(r"(?<![\w’ʼ'-])(?P<half>[пП]ів)-(?P<rest>[А-ЯІЇЄҐ][а-яіїєґ’ʼ']+)(?![\w-])")
    first = re.compile(rf"(?<![\w-])((?i:{_JOINED_FIRST}))-(?=(?![яюєї])[а-яіїєґ]{{3}})")
    return swapping(
        (stems, lambda found: _as_typed(found.group())),
        (halves, r"\g<half> \g<rest>"),
        (named, r"\g<half> \g<rest>"),
        (first, r"\1"),
    )


def _as_typed(old: str) -> str:
    """The new spelling in the capitals of the old one."""
    new = _STEMS[old.lower()]
    if old.isupper():
        return new.upper()
    return new.capitalize() if old[0].isupper() else new
