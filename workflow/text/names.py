"""Which names a text holds, as far as a rule can tell: for saying that a change touched one.

Where a script has capital letters, a capitalised word inside a sentence is a name. Where it has
none, places are known from a table, Latin letters are a name, and persons are known only by a
title beside them or by the dot in a foreign name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.languages.language import Language
from workflow.text.diff import Op, word_diff
from workflow.text.lexicon.lexicon import Lexicon
from workflow.text.lexicon.registry import lexicon
from workflow.text.words import HAN, is_word, tokens

_SENTENCE_ENDS = frozenset(".!?…")
_BEFORE_A_CAPITAL = frozenset('.!?…:“„«"')
_DOT_BEFORE = re.compile(rf"[·‧•・][{HAN}]{{0,2}}$")
_DOT_AFTER = re.compile(rf"^[{HAN}]{{0,3}}[·‧•・]")
_APOSTROPHE = re.compile("[’ʼ']")
_POSSESSION = re.compile("[’ʼ']s?$")
_LATIN = re.compile(r"[A-Z\u00c0-\u00de][A-Za-z0-9\u00c0-\u024f&’'-]*")
_LONG_PERSON = 4  # Han characters of a name beside its title
_TITLED = 0.6  # share of capitalised words from which a line is written in title case
_SHORT = 3


@dataclass(frozen=True, slots=True)
class NameChange:
    """A name that only the old text has, one that only the new has, or one for the other."""

    old: str = ""
    new: str = ""


def name_change(old: str, new: str, language: Language) -> NameChange | None:
    """The first name that was changed, taken out or added; None when all of them stand."""
    known = lexicon(language)
    gone = list(_missing(old, new, language, known))
    come = list(_missing(new, old, language, known))
    if gone or come:
        return NameChange(next(iter(gone), ""), next(iter(come), ""))
    return _beside_mark(old, new, known) if known and known.titles else None


def _missing(text: str, other: str, language: Language, known: Lexicon | None) -> Iterator[str]:
    """Yield the names of a text that another does not have."""
    if known:
        theirs = known.places.find(other)
        yield from (
            name for number, name in known.places.find(text).items() if number not in theirs
        )
    words = [_bare(token) for token in tokens(other) if is_word(token)]
    places = {_bare(name) for name in known.places.find(text).values()} if known else set()
    inflects = bool(known and known.inflects)
    for name in _written(text):
        bare = _bare(name)
        if bare not in places and not any(_is_same(bare, word, inflects) for word in words):
            yield name


def _bare(word: str) -> str:
    """A word without the ’s of possession, in small letters."""
    return _POSSESSION.sub("", word).casefold()


def _is_same(one: str, other: str, inflects: bool) -> bool:
    """Whether two words are one name, where an ending may differ."""
    if one == other or not inflects:
        return one == other
    stem = max(_SHORT, min(len(one), len(other)) - 3)
    return one[:stem] == other[:stem] and abs(len(one) - len(other)) <= _SHORT


def _written(text: str) -> Iterator[str]:
    """Yield the words that their writing shows to be names."""
    if _is_han(text):
        yield from _LATIN.findall(text)
    else:
        yield from _capitalised(text)


def _is_han(text: str) -> bool:
    return re.search(f"[{HAN}]", text) is not None


def _capitalised(text: str) -> Iterator[str]:
    """Yield capitalised words inside sentences; at the start of one only capitals throughout."""
    cut = tokens(text)
    long_words = [token for token in cut if len(token) > _SHORT and token[0].isalpha()]
    titled = sum(word[0].isupper() for word in long_words) > len(long_words) * _TITLED
    if titled and len(long_words) > _SHORT and cut[-1][-1] not in _SENTENCE_ENDS:
        return
    starts = True
    for token in cut:
        if not is_word(token):
            starts = starts or token[0] in _BEFORE_A_CAPITAL
            continue
        if _is_capitalised(token, starts=starts):
            yield token
        starts = False


def _is_capitalised(token: str, *, starts: bool) -> bool:
    letters = _APOSTROPHE.split(token)[0]  # I’m, I’d
    if len(letters) < 2 or not letters.replace("-", "").isalpha():
        return False
    return letters.isupper() if starts else letters[0].isupper()


def _beside_mark(old: str, new: str, known: Lexicon) -> NameChange | None:
    """A short run of Han characters was replaced beside a title, or beside the dot in a name."""
    pieces = word_diff(old, new)
    for place in range(1, len(pieces)):
        removed, added = pieces[place - 1], pieces[place]
        if removed.op is not Op.REMOVED or added.op is not Op.ADDED:
            continue
        before = "".join(p.text for p in pieces[: place - 1] if p.op is not Op.ADDED)
        after = "".join(p.text for p in pieces[place + 1 :] if p.op is not Op.ADDED)
        short = max(len(removed.text), len(added.text)) <= _LONG_PERSON
        if short and _is_beside_mark(before, after, known):
            return NameChange(removed.text, added.text)
    return None


def _is_beside_mark(before: str, after: str, known: Lexicon) -> bool:
    titles = tuple(known.titles)
    if before.endswith(titles) or after.startswith(titles):
        return True
    return bool(_DOT_BEFORE.search(before) or _DOT_AFTER.search(after))
