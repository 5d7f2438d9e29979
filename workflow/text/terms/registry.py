"""How each language bends its words: every module of ``known``, read when first asked for."""

import importlib
import pkgutil
from functools import cache

from workflow.languages.language import Language
from workflow.text.terms import known
from workflow.text.terms.known import Bend


def bend(language: Language) -> Bend | None:
    """What gives the forms a lower-case word can take; None where words stand without spaces.

    It gives too many rather than too few: those that do not exist stand in no text.
    """
    return _all().get(language.tag)


@cache
def _all() -> dict[str, Bend | None]:
    names = sorted(module.name for module in pkgutil.iter_modules(known.__path__))
    modules = [importlib.import_module(f"{known.__name__}.{name}") for name in names]
    return {module.TAG: module.BEND for module in modules}
