"""The lexicon of each language: every module of ``known`` that holds a ``LEXICON``."""

import importlib
import pkgutil
from functools import cache

from workflow.languages.language import Language
from workflow.text.lexicon import known
from workflow.text.lexicon.lexicon import Lexicon


def lexicon(language: Language) -> Lexicon | None:
    """The words of a language, or None where nobody has written them down."""
    return _all().get(language.tag)


@cache
def _all() -> dict[str, Lexicon]:
    names = sorted(module.name for module in pkgutil.iter_modules(known.__path__))
    found = [importlib.import_module(f"{known.__name__}.{name}").LEXICON for name in names]
    return {each.tag: each for each in found}
