"""Typography of a text: ``findings`` says what is amiss, ``mend`` puts right what is safe."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import cast

from workflow.languages.language import Language
from workflow.text.checks.finding import Finding, Grade
from workflow.text.typography import known
from workflow.text.typography.opaque import OPAQUE, opaque
from workflow.text.typography.rule import Rule, Spot
from workflow.text.typography.style import USUAL, HouseStyle, HouseStyleRefused, Option

_MOST_ROUNDS = 8


def findings(text: str, language: Language, style: HouseStyle = USUAL) -> tuple[Finding, ...]:
    """What the rules of the language object to, in order of place."""
    seen = opaque(text, language)
    found = [
        _finding(text, rule, spot)
        for rule in rules(language)
        for spot in rule.find(seen, style)
        if OPAQUE not in seen[spot.start : spot.end]
    ]
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.check)))


def mend(text: str, language: Language, style: HouseStyle = USUAL) -> str:
    """The text with every fix graded *auto* in place; mending twice changes nothing more."""
    for _ in range(_MOST_ROUNDS):
        before = text
        for rule in rules(language):
            if rule.grade is Grade.AUTO:
                text = _mended(text, rule, language, style)
        if text == before:
            break
    return text


@cache
def rules(language: Language) -> tuple[Rule, ...]:
    """The rules of a language in the order of mending; none for one without a module."""
    module = _modules().get(language.tag)
    return module.RULES if module else ()


@cache
def options() -> Mapping[str, Option]:
    """Every choice of house style, by name."""
    return {option.name: option for module in _modules().values() for option in module.OPTIONS}


def house_style(chosen: Mapping[str, str]) -> HouseStyle:
    """A house style of these choices; raises ``HouseStyleRefused`` with all that is unknown."""
    problems = [
        f"There is no option '{name}'. The options are: {', '.join(sorted(options()))}."
        for name in chosen
        if name not in options()
    ]
    problems += [
        f"'{name}' cannot be '{value}'. Choose one of: {', '.join(options()[name].values)}."
        for name, value in chosen.items()
        if name in options() and value not in options()[name].values
    ]
    if problems:
        raise HouseStyleRefused(problems)
    return HouseStyle(dict(chosen))


@cache
def _modules() -> dict[str, known.Module]:
    names = (module.name for module in pkgutil.iter_modules(known.__path__))
    modules = [importlib.import_module(f"{known.__name__}.{name}") for name in names]
    return {module.TAG: cast(known.Module, module) for module in modules}


def _finding(text: str, rule: Rule, spot: Spot) -> Finding:
    words = text[spot.start : spot.end]
    return Finding(
        check=rule.check,
        severity=rule.severity,
        start=spot.start,
        end=spot.end,
        message=rule.message,
        values={"found": words, "fix": spot.fix or "", **spot.values},
        fix=spot.fix,
        grade=rule.grade,
    )


def _mended(text: str, rule: Rule, language: Language, style: HouseStyle) -> str:
    seen = opaque(text, language)
    spots = [spot for spot in rule.find(seen, style) if OPAQUE not in seen[spot.start : spot.end]]
    return "".join(_pieces(text, sorted(spots, key=lambda spot: (spot.start, spot.end))))


def _pieces(text: str, spots: Iterable[Spot]) -> Iterator[str]:
    """The text with the spots replaced; of two that overlap the first one counts."""
    done = 0
    for spot in spots:
        if spot.start >= done and spot.fix is not None:
            yield text[done : spot.start]
            yield spot.fix
            done = spot.end
    yield text[done:]
