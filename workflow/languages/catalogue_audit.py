"""Reads the interface's PO files strictly, and finds the sentences that code and templates ask for.

Babel is lenient: an unclosed string loses its last letter, a truncated file becomes an empty
translation, of two equal messages the first wins, and a lost placeholder is nobody's concern. Here
each of these is a fault with its sentence.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po

from workflow.languages.catalogue import po_path, singular, unfinished
from workflow.languages.language import Language

# ``t("…")``, ``_("…")`` and ``marked("…")`` wherever they stand; the others as methods.
_FUNCTIONS = {"t", "_", "marked"}
_METHODS = _FUNCTIONS | {"text", "pattern"}
_SETTING = re.compile(r"[A-Z]+_[A-Z_]+")  # SECRET_KEY is read by name, not translated
_STRING = r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
_PO_LINE = re.compile(r"""(#.*|((msg\w+(\[\d\])?) )?"(?:[^"\\]|\\.)*"|)""")
_TEMPLATE_CALL = re.compile(rf"(?<!\w)(\w+)\(\s*{_STRING}(?:\s*,\s*{_STRING})?")
_TEMPLATE_TAG = re.compile(rf"\{{%-?\s*(?:t|trans|translate)\s+{_STRING}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that somebody asks the catalogue for; a counted one has a plural."""

    singular: str
    plural: str | None = None
    context: str | None = None

    def __str__(self) -> str:
        return self.singular


def sentences_in_python(source: str) -> set[Sentence]:
    """The sentences a Python module asks for with literal strings."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    found = (_sentence(_called(call), _METHODS, _literals(call)) for call in calls)
    return {sentence for sentence in found if sentence is not None}


def sentences_in_template(source: str) -> set[Sentence]:
    """The sentences a Jinja or Django template asks for with literal strings."""
    calls = (
        (match[1], [ast.literal_eval(text) for text in match.groups()[1:] if text])
        for match in _TEMPLATE_CALL.finditer(source)
    )
    found = {_sentence(name, _METHODS, texts) for name, texts in calls}
    tags = {Sentence(singular=ast.literal_eval(tag)) for tag in _TEMPLATE_TAG.findall(source)}
    return tags | {sentence for sentence in found if sentence is not None}


def sentences_in_use(root: Path) -> dict[Sentence, Path]:
    """Every sentence asked for in ``workflow``, ``send.py`` and ``templates``, with one place."""
    found: dict[Sentence, Path] = {}
    for path in sorted([*(root / "workflow").rglob("*.py"), *root.glob("send.py")]):
        found |= dict.fromkeys(sentences_in_python(path.read_text("utf-8")), path)
    for path in sorted(path for path in (root / "templates").rglob("*") if path.is_file()):
        found |= dict.fromkeys(sentences_in_template(path.read_text("utf-8")), path)
    return found


def untranslated(sentences: Iterable[Sentence], catalog: Catalog) -> list[Sentence]:
    """The sentences that a catalogue lacks, or has in one form where two are asked for."""
    lacking = {singular(message) for message in unfinished(catalog)}

    def is_there(sentence: Sentence) -> bool:
        message = catalog.get(sentence.singular, sentence.context)
        if message is None or sentence.singular in lacking:
            return False
        return sentence.plural is None or tuple(message.id)[1:] == (sentence.plural,)

    return sorted((each for each in sentences if not is_there(each)), key=str)


def read_catalogue(root: Path, language: Language) -> Catalog:
    """A language's PO file as Babel reads it."""
    with po_path(root, language.gettext_name).open("rb") as file:
        return read_po(file, abort_invalid=True)


def faults(root: Path, language: Language) -> list[str]:
    """Everything that is wrong in a language's PO file, a sentence for each fault."""
    path = po_path(root, language.gettext_name)
    text = path.read_text("utf-8")
    try:
        catalog = read_catalogue(root, language)
    except PoFileError as error:
        return [f"{path}: it cannot be read: {error}. Mend the line, or restore the file."]
    found = [*_faults_of_file(text, catalog, language)]
    for message in catalog:
        if message.id:
            found += [f"{singular(message)!r} {fault}" for fault in _faults_of_message(message)]
    return [f"{path}: {fault}" for fault in found]


def _faults_of_file(text: str, catalog: Catalog, language: Language) -> Iterator[str]:
    if str(catalog.locale_identifier) != language.gettext_name:
        yield f"its header names the language {catalog.locale_identifier}, not {language}."
    expected = get_plural(language.babel_name).num_plurals
    if catalog.num_plurals != expected:
        yield f"its header has {catalog.num_plurals} plural forms where there are {expected}."
    for number, line in enumerate(text.splitlines(), start=1):
        if not _PO_LINE.fullmatch(line):
            yield f"line {number} is not one keyword and one whole quoted string."
    entries = len(re.findall(r"^msgid ", text, re.MULTILINE)) - 1
    if entries != len(catalog):
        yield f"of its {entries} messages only {len(catalog)} are distinct and whole."
    if catalog.obsolete:
        yield "it keeps obsolete messages (#~): delete them."


def _faults_of_message(message: Message) -> Iterator[str]:
    originals, strings = _forms(message.id), _forms(message.string)
    if message.fuzzy:
        yield "is marked fuzzy: settle it and take the mark away."
    if not strings or not all(strings):
        yield "has no translation, or not in every plural form."
    wanted = set().union(*map(_placeholders, originals))
    for string in filter(None, strings):
        if _placeholders(string) != wanted:
            yield f"is rendered {string!r}, whose placeholders differ from {sorted(wanted)}."
        if re.search("[\"']", string):
            yield f"is rendered {string!r} with a straight quotation mark: use the language's own."


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name):
            return name
        case ast.Name(id=name) if name in _FUNCTIONS:
            return name
        case _:
            return ""


def _literals(call: ast.Call) -> list[str]:
    """The arguments the call begins with, as far as they are literal strings."""
    texts: list[str] = []
    for argument in call.args:
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            break
        texts.append(argument.value)
    return texts


def _sentence(name: str, singles: set[str], texts: list[str]) -> Sentence | None:
    match name, texts:
        case "text_in", [context, text, *_]:
            return Sentence(singular=text, context=context)
        case _, [one, many, *_] if "{n}" in one or "{n}" in many:
            return Sentence(singular=one, plural=many)
        case _, [text, *_] if name in singles and not _SETTING.fullmatch(text):
            return Sentence(singular=text)
        case _:
            return None
