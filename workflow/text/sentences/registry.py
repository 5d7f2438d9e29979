"""How each language cuts: every module of ``known``, read when the first sentence is asked for."""

import importlib
import pkgutil
from functools import cache
from threading import Lock
from typing import cast

from workflow.languages.language import Language
from workflow.text.sentences import known
from workflow.text.sentences.known import Cutter, Module

_reading = Lock()


def cutter(language: Language) -> Cutter:
    """What finds the sentences of a language; of one that is not known, none."""
    with _reading:
        return _all().get(language.tag, _whole)


@cache
def _all() -> dict[str, Cutter]:
    names = sorted(module.name for module in pkgutil.iter_modules(known.__path__))
    modules = [cast(Module, importlib.import_module(f"{known.__name__}.{name}")) for name in names]
    return {module.TAG: module.CUTTER for module in modules}


def _whole(_text: str) -> tuple[int, ...]:
    return ()
