"""Which languages the newsroom works in: every module of ``known`` that holds a ``LANGUAGE``."""

import importlib
import pkgutil
from collections import Counter
from types import ModuleType

from workflow.languages import known
from workflow.languages.language import Language


def discover(package: ModuleType) -> tuple[Language, ...]:
    """The languages of a package's modules, in their own order; two of one tag are refused."""
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    found = sorted((module.LANGUAGE for module in modules), key=lambda each: (each.order, each.tag))
    twice = sorted(tag for tag, times in Counter(each.tag for each in found).items() if times > 1)
    if twice:
        raise ValueError(
            f"Two modules of {package.__name__} describe the same language: {', '.join(twice)}. "
            "Give one of them another tag, or remove it."
        )
    return tuple(found)


ALL: tuple[Language, ...] = discover(known)
_BY_TAG = {language.tag: language for language in ALL}


def by_tag(tag: str) -> Language:
    """The language with exactly this tag; ``KeyError`` for any other.

    What readers and browsers ask for goes through ``negotiate`` instead.
    """
    try:
        return _BY_TAG[tag]
    except KeyError:
        known_tags = ", ".join(_BY_TAG)
        raise KeyError(
            f"There is no language with the tag {tag!r}. The known tags are {known_tags}."
        ) from None
