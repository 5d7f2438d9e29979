"""The words of ``python -m workflow glossary``: what can be asked of it, and with which options."""

from argparse import ArgumentParser, BooleanOptionalAction
from pathlib import Path
from typing import Any

from workflow.languages.catalogue import Catalogue
from workflow.languages.registry import ALL
from workflow.text.terms.values import Confidence, Domain, FormStatus

_TAGS = [language.tag for language in ALL]


def add_arguments(parser: ArgumentParser, words: Catalogue) -> None:
    """Everything the command does, in the order in which it is asked for."""
    parts = parser.add_subparsers(dest="what", required=True)
    _showing(parts, words)
    _proposing(parts, words)
    _deciding(parts, words)
    _files(parts, words)


def _showing(parts: Any, words: Catalogue) -> None:
    parts.add_parser("list", help=words.text("all concepts, one a line"))
    parts.add_parser("proposals", help=words.text("what waits to be decided"))
    sure = parts.add_parser("unsure", help=words.text("forms that wait for a native editor"))
    sure.add_argument("--language", choices=_TAGS)
    show = parts.add_parser("show", help=words.text("one concept with its history"))
    show.add_argument("key")
    look = parts.add_parser("search", help=words.text("concepts by a part of a form"))
    look.add_argument("text")
    look.add_argument("--language", choices=_TAGS)
    find = parts.add_parser("find", help=words.text("the terms that a text says"))
    find.add_argument("text")
    find.add_argument("--language", choices=_TAGS, required=True)


def _proposing(parts: Any, words: Catalogue) -> None:
    offer = parts.add_parser("propose", help=words.text("offer a form, for others to decide"))
    _form(offer, words)
    accept = parts.add_parser("accept", help=words.text("let a proposed form hold"))
    decline = parts.add_parser("decline", help=words.text("leave the glossary as it is"))
    withdraw = parts.add_parser("withdraw", help=words.text("take your own proposal back"))
    for part in (accept, decline, withdraw):
        part.add_argument("number", type=int)
    for part in (accept, decline):
        part.add_argument("--reason", default="")
    _confidence(accept, words)


def _deciding(parts: Any, words: Catalogue) -> None:
    decide = parts.add_parser(
        "decide", help=words.text("say what the house calls something, or does not")
    )
    _form(decide, words)
    describe = parts.add_parser(
        "describe", help=words.text("say what kind of thing a concept is, and what to mind")
    )
    describe.add_argument("key")
    describe.add_argument("--domain", choices=list(Domain))
    describe.add_argument("--note")
    for name, about in (
        ("confirm", words.text("be sure of a form")),
        ("retire", words.text("let a form say nothing any more")),
    ):
        part = parts.add_parser(name, help=about)
        part.add_argument("key")
        part.add_argument("language", choices=_TAGS)
        part.add_argument("form")
        part.add_argument("--reason", default="")


def _files(parts: Any, words: Catalogue) -> None:
    bring = parts.add_parser("import", help=words.text("bring a .csv or .tbx file in"))
    bring.add_argument("file", type=Path)
    bring.add_argument(
        "--try", dest="only_try", action="store_true", help=words.text("only say what would change")
    )
    take = parts.add_parser(
        "export", help=words.text("write all concepts into a .csv or .tbx file")
    )
    take.add_argument("file", type=Path)


def _form(part: ArgumentParser, words: Catalogue) -> None:
    part.add_argument("key")
    part.add_argument("language", choices=_TAGS)
    part.add_argument("form")
    part.add_argument("--status", choices=list(FormStatus), default=FormStatus.PREFERRED.value)
    part.add_argument("--domain", choices=list(Domain), default=Domain.OTHER.value)
    part.add_argument("--reason", default="")
    part.add_argument("--note", default="")
    part.add_argument(
        "--inflected",
        default="",
        help=words.text("forms the rules do not reach, with | between"),
    )
    part.add_argument(
        "--exact-case",
        action=BooleanOptionalAction,
        help=words.text("found only in these capitals; left unsaid, it stays as it is"),
    )
    _confidence(part, words)


def _confidence(part: ArgumentParser, words: Catalogue) -> None:
    part.add_argument(
        "--confidence",
        choices=list(Confidence),
        default=Confidence.HIGH.value,
        help=words.text("low: a native editor has yet to confirm it"),
    )
