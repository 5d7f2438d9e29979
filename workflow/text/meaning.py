"""What a change of a source means for its translations: a level, proposed by rule, with a reason.

A *typo* leaves translations valid, a change of *style* is worth a look, a changed *fact* makes them
outdated now. An editor decides; the rules only save her the obvious, and say why. *Retraction* is
never proposed. The rules read words as ``workflow.text.lexicon`` and ``quantities`` know them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.text.changes import Change, ChangeKind
from workflow.text.inline import links, picture, plain
from workflow.text.segments import Kind
from workflow.text.touched import Reason, lost_quotation, reworded, touched
from workflow.text.typos import (
    only_form,
    only_marks,
    only_question,
    only_spelling,
    only_swapped,
)
from workflow.text.words import is_word, tokens


class Level(StrEnum):
    """How much a change of the source weighs for its translations."""

    TYPO = "typo"  # translations stay valid
    STYLE = "style"  # check when you can
    FACT = "fact"  # outdated now
    RETRACTION = "retraction"  # pulled from every edition; an editor's word only


RANK: Mapping[Level, int] = {level: rank for rank, level in enumerate(Level)}


def worst(levels: Iterable[Level]) -> Level | None:
    """The level that weighs most, or None of none."""
    return max(levels, key=RANK.__getitem__, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A level and the sentence that says why, with what fills its places."""

    level: Level
    message: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.message.format_map(self.values)


_ADDED: Mapping[Kind, str] = {
    Kind.LINE: marked("This field was empty before."),
    Kind.PARAGRAPH: marked("A paragraph was added."),
    Kind.HEADING: marked("A heading was added."),
    Kind.ITEM: marked("A list item was added."),
    Kind.QUOTE: marked("A quotation was added."),
    Kind.IMAGE: marked("A picture was added."),
    Kind.FOOTNOTE: marked("A footnote was added."),
}
_REMOVED: Mapping[Kind, str] = {
    Kind.LINE: marked("This field is empty now."),
    Kind.PARAGRAPH: marked("A paragraph was removed."),
    Kind.HEADING: marked("A heading was removed."),
    Kind.ITEM: marked("A list item was removed."),
    Kind.QUOTE: marked("A quotation was removed."),
    Kind.IMAGE: marked("A picture was removed."),
    Kind.FOOTNOTE: marked("A footnote was removed."),
}
_WORDS_STAYED: Mapping[ChangeKind, str] = {
    ChangeKind.UNCHANGED: marked("Nothing changed."),
    ChangeKind.MOVED: marked("It only moved."),
    ChangeKind.SPLIT: marked("It was divided; its words stayed the same."),
    ChangeKind.MERGED: marked("It was joined together; its words stayed the same."),
}


def propose(change: Change, language: Language) -> Proposal:
    """Propose what a change means, and say why. ``language`` is the one the text is in."""
    if change.kind is ChangeKind.ADDED:
        return _whole(change.new_text, _ADDED, change.block)
    if change.kind is ChangeKind.REMOVED:
        return _whole(change.old_text, _REMOVED, change.block)
    old, new = _prose(change.old_text, change.block), _prose(change.new_text, change.block)
    if change.kind in _WORDS_STAYED and tokens(old) == tokens(new):
        return Proposal(level=Level.TYPO, message=_WORDS_STAYED[change.kind])
    return _edited(change, old, new, language)


def _whole(text: str, messages: Mapping[Kind, str], kind: Kind) -> Proposal:
    """A block came or went: a fact, unless there was nothing to read in it."""
    says_something = any(is_word(token) for token in tokens(_prose(text, kind)))
    message = messages.get(kind, messages[Kind.PARAGRAPH])
    return Proposal(level=Level.FACT if says_something else Level.TYPO, message=message)


def _prose(text: str, kind: Kind) -> str:
    """What a reader reads of a block."""
    if kind in {Kind.LINE, Kind.CODE}:
        return text
    if kind is Kind.IMAGE and (shown := picture(text)):
        return f"{shown.alt} {shown.caption}".strip()
    return " ".join(plain(part) for part in text.split("\n\n"))


def _edited(change: Change, old: str, new: str, language: Language) -> Proposal:
    if said := lost_quotation(old, new):
        return _of(Level.FACT, said)
    if form := only_marks(old, new):
        return _form(change, form)
    if spelling := only_swapped(old, new, language):
        return _of(Level.TYPO, spelling)
    if fact := touched(old, new, language):
        return _of(Level.FACT, fact)
    if form := only_form(old, new):
        return _form(change, form)
    if spelling := only_spelling(old, new, language):
        return _of(Level.TYPO, spelling)
    return _reworded(old, new)


def _reworded(old: str, new: str) -> Proposal:
    if rewording := reworded(old, new):
        return _of(Level.FACT, rewording)
    if asks := only_question(old, new):
        return _of(Level.STYLE, asks)
    return Proposal(
        level=Level.STYLE,
        message=marked("Words changed, but no number, date, name, negation or quotation."),
    )


def _form(change: Change, form: Reason) -> Proposal:
    """Every word stands as before; where a link leads may still have changed."""
    if change.block is Kind.IMAGE:
        return _picture(change, form)
    if change.block in {Kind.LINE, Kind.CODE}:
        return _of(Level.TYPO, form)
    before = [link.href for link in links(change.old_text)]
    after = [link.href for link in links(change.new_text)]
    if before == after:
        return _of(Level.TYPO, form)
    gone = next((href for href in before if href not in after), "")
    come = next((href for href in after if href not in before), "")
    if gone and come:
        return Proposal(
            level=Level.STYLE,
            message=marked("A link changed: {old} became {new}."),
            values={"old": gone, "new": come},
        )
    return Proposal(level=Level.STYLE, message=marked("A link was added or taken out."))


def _picture(change: Change, form: Reason) -> Proposal:
    before, after = picture(change.old_text), picture(change.new_text)
    if before and after and before.src != after.src:
        return Proposal(level=Level.STYLE, message=marked("Another picture stands here now."))
    return _of(Level.TYPO, form)


def _of(level: Level, reason: Reason) -> Proposal:
    return Proposal(level=level, message=reason.message, values=reason.values)
