"""Finding terms in a text: every form of every concept, bent as its language bends words.

The longest term wins, so that the Republic of China is not China; terms never overlap. Where words
stand without spaces a term is found as it is written, 臺 and 台 being one character, unless the
characters belong to other words.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.languages.language import Language
from workflow.text.checks.masking import prose
from workflow.text.terms.borders import is_across_a_border
from workflow.text.terms.known import Bend
from workflow.text.terms.registry import bend
from workflow.text.terms.values import Concept, FormStatus, Mention, TermForm
from workflow.text.terms.words import Word, even, is_acronym, plain, words

_SAME = str.maketrans("臺", "台")
_RANK = {status: place for place, status in enumerate(FormStatus)}


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a form: how it may stand in a text.

    ``bent`` are its forms in small letters; ``exact`` the only spellings, where capitals matter.
    ``marks`` may stand before it: the quotation marks and commas that the form has there.
    """

    bent: frozenset[str]
    capital: bool = False
    exact: frozenset[str] = frozenset()
    marks: str = ""

    def fits(self, word: Word) -> bool:
        """Whether a word of a text is this one."""
        if self.exact:
            return even(word.text) in self.exact
        return word.plain in self.bent and not (self.capital and word.text[0].islower())


@dataclass(frozen=True, slots=True)
class _Entry:
    concept: Concept
    form: TermForm
    parts: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    entry: _Entry

    def rank(self, text: str) -> tuple[int, int, bool, int]:
        """What goes first: longer, earlier, as the dictionary has it, better."""
        form = self.entry.form
        bent = text[self.start : self.end] != form.text
        return self.start - self.end, self.start, bent, _RANK[form.status]


class TermBase:
    """The concepts of a glossary, ready to be found; made once, never changed."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts: tuple[Concept, ...] = tuple(concepts)
        self._worded: dict[str, dict[str, list[_Entry]]] = {}
        self._unspaced: dict[str, dict[str, list[_Entry]]] = {}
        for language in {form.language for each in self.concepts for form in each.forms}:
            self._add(language)

    def __bool__(self) -> bool:
        return bool(self.concepts)

    def find(self, text: str, language: Language) -> tuple[Mention, ...]:
        """The terms a text says, in order of place, each with the form it is.

        A form that two concepts share is found as each of them.
        """
        tag = language.tag
        if tag in self._worded:
            found = list(_in_words(words(text), self._worded[tag]))
        elif tag in self._unspaced:
            found = list(_in_characters(prose(text), self._unspaced[tag]))
        else:
            return ()
        return tuple(
            Mention(
                start=each.start,
                end=each.end,
                concept=each.entry.concept,
                form=each.entry.form,
            )
            for each in _longest(found, text)
        )

    def _add(self, language: Language) -> None:
        bending = bend(language)
        entries: dict[str, list[_Entry]] = defaultdict(list)
        for concept in self.concepts:
            for form in concept.forms:
                if form.language == language:
                    for first, entry in _entries(concept, form, bending):
                        entries[first].append(entry)
        (self._unspaced if bending is None else self._worded)[language.tag] = dict(entries)


def term_base(concepts: Iterable[Concept]) -> TermBase:
    """The concepts ready to be found."""
    return TermBase(concepts)


EMPTY = TermBase(())


def _entries(
    concept: Concept, form: TermForm, bending: Bend | None
) -> Iterator[tuple[str, _Entry]]:
    """What a form is found by: its first character, or each form of its first word."""
    if bending is None:
        text = form.text.translate(_SAME)
        yield text[:1], _Entry(concept, form, (_Part(frozenset({text})),))
        return
    for spelling in (form.text, *form.inflected):
        fixed = spelling != form.text
        told = words(spelling)
        parts = tuple(
            _part(each, form, None if fixed else bending, alone=len(told) == 1) for each in told
        )
        if parts:
            entry = _Entry(concept, form, parts)
            yield from ((each, entry) for each in parts[0].bent)


def _part(word: Word, form: TermForm, bending: Bend | None, *, alone: bool) -> _Part:
    """A word of a form; one that is not bent stands as it is."""
    if form.exact_case or is_acronym(word.text):
        one = even(word.text)
        exact = frozenset({one, f"{one}s", f"{one}’s"})
        return _Part(frozenset(map(plain, exact)), exact=exact, marks=word.marks)
    bent = bending(word.plain, alone=alone) if bending else frozenset({word.plain})
    return _Part(bent, capital=word.text[0].isupper(), marks=word.marks)


def _in_words(said: Sequence[Word], entries: Mapping[str, list[_Entry]]) -> Iterator[_Found]:
    for place, word in enumerate(said):
        for entry in entries.get(word.plain, ()):
            rest = said[place : place + len(entry.parts)]
            if len(rest) == len(entry.parts) and _fit(entry.parts, rest):
                yield _Found(word.start, rest[-1].end, entry)


def _fit(parts: Sequence[_Part], said: Sequence[Word]) -> bool:
    return all(
        part.fits(word) and (not at or word.follows(part.marks))
        for at, (part, word) in enumerate(zip(parts, said, strict=True))
    )


def _in_characters(text: str, entries: Mapping[str, list[_Entry]]) -> Iterator[_Found]:
    same = text.translate(_SAME)
    for place, character in enumerate(same):
        for entry in entries.get(character, ()):
            [part] = entry.parts
            [form] = part.bent
            if (
                same.startswith(form, place)
                and _stands_so(text, place, entry.form)
                and not is_across_a_border(same, place, form, entry.form.language)
            ):
                yield _Found(place, place + len(form), entry)


def _stands_so(text: str, place: int, form: TermForm) -> bool:
    """A forbidden form is found as it is written: 臺灣 may be forbidden and 台灣 preferred."""
    return form.status is not FormStatus.FORBIDDEN or text.startswith(form.text, place)


def _longest(found: list[_Found], text: str) -> list[_Found]:
    """The longest of those that meet; in one place each concept once, in its best form."""
    best = sorted(found, key=lambda each: each.rank(text))
    kept: list[_Found] = []
    for each in best:
        if not any(_is_against(each, other) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: (each.start, each.end, each.entry.concept.key))


def _is_against(found: _Found, kept: _Found) -> bool:
    """Whether a find gives way to one that is kept: it meets it, or is the same again."""
    if (found.start, found.end) == (kept.start, kept.end):
        return found.entry.concept.key == kept.entry.concept.key
    return found.start < kept.end and kept.start < found.end
