"""The concepts of a TBX file of either version, and everything of it that was left out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO

from workflow.glossary.tbx.marks import (
    CONCEPTS,
    CONFIDENCE,
    DATE,
    DEFINITION,
    EXACT,
    INFLECTED,
    LANGUAGES,
    OURS,
    READ_STATUS,
    STATUS_KINDS,
    STRUCTURE,
    SUBJECT,
    TERMS,
    UNDERSTOOD,
)
from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.languages.negotiation import negotiate
from workflow.languages.sentences import Sentence, say
from workflow.text.cleaning import one_line
from workflow.text.safe_xml import XML_LANG, Element, XmlRefused, local_name, parse_events
from workflow.text.terms.table import KEY, LONGEST_FORM, LONGEST_WORDS, is_day
from workflow.text.terms.values import Concept, Confidence, Domain, FormStatus, TermForm

MOST_BYTES = 50_000_000
MOST_ENTRIES = 100_000
_LONGEST_SLUG = 60

_NO_TERM = marked("Line {line}: the entry {key} has no term in a language of the house.")
_LANGUAGE = marked("Line {line}: {tag} is no language of the house. Its terms were left out.")
_TOO_LONG = marked("Line {line}: the term “{form}” has more than {most} characters. Shorten it.")
_TWICE = marked("Line {line}: the entry {key} stands twice. The second was left out.")
_TERM_TWICE = marked("Line {line}: the term “{form}” stands twice. The second was left out.")
_NO_WORD = marked("Line {line}: “{form}” has no letter or digit. Write the word.")
_TOO_MANY = marked("The file has more than {most} entries. Split it, and bring the parts.")
_SECOND = marked("Line {line}: {key} has a second preferred term here. It was read as accepted.")
_STATUS = marked("Line {line}: “{found}” is no known status. Such terms were read as accepted.")
_SUBJECT = marked(
    "Line {line}: “{found}” is no subject of the house. Such concepts came without one."
)
_CUT = marked(
    "Line {line}: a note of {key} has more than {most} characters. The rest was left out."
)
_NO_PLACE = marked(
    "Line {line}: “{found}” has no place in the glossary. It was left out everywhere."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTerms:
    """What a file of terms holds, and what of it was left out, with the place and the reason."""

    concepts: tuple[Concept, ...]
    left_out: tuple[Sentence, ...]


def read_tbx(stream: BinaryIO) -> FoundTerms:
    """The concepts of a TBX file of either version; raises ``XmlRefused`` when it is broken.

    Terms in other languages, and entries without one of ours, are left out, each with its reason.
    An entry that our own file did not name gets a name from its first term.
    """
    found: dict[str, Concept] = {}
    told = _Told()
    for number, entry in enumerate(
        parse_events(stream, tags=CONCEPTS, most_bytes=MOST_BYTES), start=1
    ):
        if number > MOST_ENTRIES:
            raise XmlRefused(entry.sourceline, say(_TOO_MANY, most=MOST_ENTRIES))
        concept = _Entry(entry, told).concept()
        if concept is None:
            continue
        if concept.key in found:
            told.left(_TWICE, entry, key=entry.get("id") or concept.key)
        else:
            found[concept.key] = concept
    return FoundTerms(concepts=tuple(found.values()), left_out=tuple(told.left_out))


class _Told:
    """What was left out of a file; what is so throughout it is told once."""

    def __init__(self) -> None:
        self.left_out: list[Sentence] = []
        self._once: set[tuple[str, str]] = set()

    def left(self, msgid: str, /, at: Element, **values: object) -> None:
        self.left_out.append(say(msgid, line=str(at.sourceline), **values))

    def once(self, msgid: str, /, at: Element, *, found: str) -> None:
        if (msgid, found) not in self._once:
            self._once.add((msgid, found))
            self.left(msgid, at, found=found)


class _Entry:
    """Reads one concept, and tells what of it cannot be taken."""

    def __init__(self, entry: Element, told: _Told) -> None:
        self.entry = entry
        self.told = told
        self.name = entry.get("id") or "–"
        self._preferred: set[str] = set()
        self._texts: set[tuple[str, str]] = set()

    def concept(self) -> Concept | None:
        """The concept, or None when nothing of it can be taken."""
        self._no_place()
        forms = tuple(self._forms())
        if not forms:
            self.told.left(_NO_TERM, self.entry, key=self.name)
            return None
        domain = self._domain()
        return Concept(
            key=_key(self.entry.get("id") or "", domain, forms),
            domain=domain,
            forms=forms,
            note=self._note(),
        )

    def _no_place(self) -> None:
        """Tell of everything that is said under a name that means nothing here."""
        for each in self.entry.iterdescendants("*"):
            name = local_name(each)
            kind = each.get("type") or name
            known = name in LANGUAGES | TERMS | STRUCTURE or kind in UNDERSTOOD
            if name and not known:
                self.told.once(_NO_PLACE, each, found=kind)

    def _domain(self) -> Domain:
        word = _said(self.entry, SUBJECT)
        try:
            return Domain(word.lower())
        except ValueError:
            if word:
                self.told.once(_SUBJECT, self.entry, found=word)
            return Domain.OTHER

    def _note(self) -> str:
        """Everything that is said of the concept, and not of one of its terms."""
        return self._cut(_notes(_outside(self.entry, TERMS)), self.entry)

    def _cut(self, words: str, at: Element) -> str:
        if len(words) > LONGEST_WORDS:
            self.told.left(_CUT, at, key=self.name, most=LONGEST_WORDS)
        return words[:LONGEST_WORDS].rstrip()

    def _forms(self) -> Iterator[TermForm]:
        for section in _within(self.entry, LANGUAGES):
            tag = section.get(XML_LANG) or section.get("lang") or ""
            language = negotiate(tag) if tag else None
            if language is None:
                self.told.left(_LANGUAGE, section, tag=tag or "–")
                continue
            for term in _within(section, TERMS):
                if form := self._form(term, language):
                    yield form

    def _form(self, term: Element, language: Language) -> TermForm | None:
        text = one_line(
            "".join(word for each in _within(term, {"term"}) for word in each.itertext())
        )
        if refused := self._refused(text, language):
            msgid, values = refused
            self.told.left(msgid, term, **values)
            return None
        self._texts.add((language.tag, text))
        return TermForm(
            language=language,
            text=text,
            status=self._status(term, language),
            exact_case=_said(term, EXACT) == "yes",
            inflected=_inflected(_said(term, INFLECTED)),
            reason=self._cut(_notes(term.iterdescendants("*")), term),
            confidence=_confidence(_said(term, CONFIDENCE)),
            decided_on=_day(_said(term, DATE)),
        )

    def _refused(self, text: str, language: Language) -> tuple[str, dict[str, object]] | None:
        if len(text) > LONGEST_FORM:
            return _TOO_LONG, {"form": text[:40], "most": LONGEST_FORM}
        if not any(map(str.isalnum, text)):
            return _NO_WORD, {"form": text}
        if (language.tag, text) in self._texts:
            return _TERM_TWICE, {"form": text}
        return None

    def _status(self, term: Element, language: Language) -> FormStatus:
        """What the file says; without a word, the first of a language is preferred."""
        word = next(filter(None, (_said(term, kind) for kind in STATUS_KINDS)), "")
        taken = language.tag in self._preferred
        status = READ_STATUS.get(word)
        if status is None:
            status = FormStatus.ACCEPTED if taken or word else FormStatus.PREFERRED
            if word:
                self.told.once(_STATUS, term, found=word)
        elif status is FormStatus.PREFERRED and taken:
            self.told.left(_SECOND, term, key=self.name)
            status = FormStatus.ACCEPTED
        if status is FormStatus.PREFERRED:
            self._preferred.add(language.tag)
        return status


def _key(found: str, domain: Domain, forms: tuple[TermForm, ...]) -> str:
    """The concept's key where the file is one of ours, else a name made of its first term.

    Other tools number their entries; the numbers of two files mean different things.
    """
    ours = found.removeprefix(OURS)
    if found.startswith(OURS) and KEY.fullmatch(ours):
        return ours
    first = forms[0]
    plain = unicodedata.normalize("NFKD", first.text).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:_LONGEST_SLUG].strip("-")
    told = f"{first.language.tag}\n{first.text}\n{domain}".encode()
    return f"{slug or first.language.tag.lower()}-{sha256(told).hexdigest()[:8]}"


def _inflected(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(one_line, words.split("|")))))


def _confidence(word: str) -> Confidence:
    try:
        return Confidence(word)
    except ValueError:
        return Confidence.HIGH


def _day(word: str) -> str:
    return word if is_day(word) else ""


def _within(element: Element, names: Iterable[str]) -> Iterator[Any]:
    """The elements of these names below one, the outermost of them only."""
    wanted = frozenset(names)
    for child in element:
        if local_name(child) in wanted:
            yield child
        else:
            yield from _within(child, wanted)


def _outside(element: Element, names: frozenset[str]) -> Iterator[Any]:
    """The elements below one, and not those of these names or within them."""
    for child in element:
        if local_name(child) not in names:
            yield child
            yield from _outside(child, names)


def _notes(elements: Iterable[Any]) -> str:
    """Notes and definitions, one after another."""
    said = (
        one_line("".join(each.itertext()))
        for each in elements
        if local_name(each) == "note" or _kind(each) == DEFINITION
    )
    return " ".join(dict.fromkeys(filter(None, said)))


def _kind(element: Element) -> str:
    """``<descrip type="kind">`` in one style of the standard, ``<basic:kind>`` in the other."""
    return element.get("type") or local_name(element)


def _said(element: Element, kind: str) -> str:
    """What is said under a name, within an element."""
    for each in element.iterdescendants():
        if _kind(each) == kind:
            return one_line("".join(each.itertext()))
    return ""
