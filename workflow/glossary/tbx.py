"""A glossary as TBX, the exchange format of terms: written as TBX-Basic 2, and read from 2 and 3.

Version 2 (``martif``) is written because OmegaT, memoQ, Trados and Weblate all read it; version 3
(``tbx``) in both of its styles is read as well. Our statuses are the standard's: preferred,
admitted and deprecated. What TBX has no place for (capitals, inflected forms, confidence, dates)
travels in notes of their own, which other tools leave alone; a file without them reads as well.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from lxml import etree

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

_STATUS = {
    FormStatus.PREFERRED: "preferredTerm-admn-sts",
    FormStatus.ACCEPTED: "admittedTerm-admn-sts",
    FormStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_READ_STATUS = {
    **{word: status for status, word in _STATUS.items()},
    "standardizedTerm-admn-sts": FormStatus.PREFERRED,
    "legalTerm-admn-sts": FormStatus.ACCEPTED,
    "regulatedTerm-admn-sts": FormStatus.ACCEPTED,
    "supersededTerm-admn-sts": FormStatus.FORBIDDEN,
    "preferred": FormStatus.PREFERRED,
    "admitted": FormStatus.ACCEPTED,
    "deprecated": FormStatus.FORBIDDEN,
    "forbidden": FormStatus.FORBIDDEN,
    "superseded": FormStatus.FORBIDDEN,
}
_EXACT, _INFLECTED, _CONFIDENCE, _DATE = (
    "x-exactCase",
    "x-inflected",
    "x-confidence",
    "x-decidedOn",
)
_CONCEPTS = frozenset({"termEntry", "conceptEntry"})
_LANGUAGES = frozenset({"langSet", "langSec"})
_TERMS = frozenset({"tig", "ntig", "termSec"})

_NO_TERM = marked("Line {line}: the entry {key} has no term in a language of the house.")
_LANGUAGE = marked("Line {line}: {tag} is no language of the house. Its terms were left out.")
_TOO_LONG = marked("Line {line}: the term “{form}” has more than {most} characters. Shorten it.")
_TWICE = marked("Line {line}: the entry {key} stands twice. The second was left out.")
_NO_WORD = marked("Line {line}: “{form}” has no letter or digit. Write the word.")
_TOO_MANY = marked("The file has more than {most} entries. Split it, and bring the parts.")
_SECOND = marked("Line {line}: {key} has a second preferred term here. It was read as accepted.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTerms:
    """What a file of terms holds, and what of it was left out, with the place and the reason."""

    concepts: tuple[Concept, ...]
    left_out: tuple[Sentence, ...]


# Out -----------------------------------------------------------------------------------------


def write_tbx(concepts: Iterable[Concept], stream: BinaryIO) -> None:
    """Write the concepts as UTF-8."""
    root = etree.Element("martif", {"type": "TBX-Basic", XML_LANG: "en"})
    root.append(_header())
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    body.extend(map(_entry, concepts))
    tree = etree.ElementTree(root)
    tree.write(stream, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _header() -> Element:
    header = etree.Element("martifHeader")
    description = etree.SubElement(header, "fileDesc")
    source = etree.SubElement(description, "sourceDesc")
    etree.SubElement(source, "p").text = "The glossary of a newsroom, from Dumpling Desk"
    return header


def _entry(concept: Concept) -> Element:
    entry = etree.Element("termEntry", {"id": f"c-{concept.key}"})
    etree.SubElement(entry, "descrip", {"type": "subjectField"}).text = concept.domain.value
    if concept.note:
        etree.SubElement(entry, "note").text = concept.note
    languages = dict.fromkeys(form.language for form in concept.forms)
    for language in languages:
        section = etree.SubElement(entry, "langSet", {XML_LANG: language.tag})
        for form in concept.forms:
            if form.language == language:
                section.append(_term(form))
    return entry


def _term(form: TermForm) -> Element:
    tig = etree.Element("tig")
    etree.SubElement(tig, "term").text = form.text
    notes = [
        ("administrativeStatus", _STATUS[form.status]),
        (_EXACT, "yes" if form.exact_case else ""),
        (_INFLECTED, "|".join(form.inflected)),
        (_CONFIDENCE, "" if form.confidence is Confidence.HIGH else form.confidence.value),
        (_DATE, form.decided_on),
    ]
    for kind, words in notes:
        if words:
            etree.SubElement(tig, "termNote", {"type": kind}).text = words
    if form.reason:
        etree.SubElement(tig, "note").text = form.reason
    return tig


# In ------------------------------------------------------------------------------------------


def read_tbx(stream: BinaryIO) -> FoundTerms:
    """The concepts of a TBX file of either version; raises ``XmlRefused`` when it is broken.

    Terms in other languages, and entries without one of ours, are left out, each with its reason.
    """
    found: dict[str, Concept] = {}
    left_out: list[Sentence] = []
    for number, entry in enumerate(
        parse_events(stream, tags=_CONCEPTS, most_bytes=MOST_BYTES), start=1
    ):
        if number > MOST_ENTRIES:
            raise XmlRefused(entry.sourceline, say(_TOO_MANY, most=MOST_ENTRIES))
        reading = _Entry(entry, number, left_out)
        if reading.key in found:
            left_out.append(say(_TWICE, line=str(entry.sourceline), key=reading.key))
        elif concept := reading.concept():
            found[concept.key] = concept
    return FoundTerms(concepts=tuple(found.values()), left_out=tuple(left_out))


class _Entry:
    """Reads one concept, and says what of it cannot be taken."""

    def __init__(self, entry: Element, number: int, left_out: list[Sentence]) -> None:
        self.entry = entry
        self.line = str(entry.sourceline)
        self.left_out = left_out
        self.key = _key(entry.get("id") or "", number)
        self._preferred: set[str] = set()
        self._texts: set[tuple[str, str]] = set()

    def concept(self) -> Concept | None:
        """The concept, or None when nothing of it can be taken."""
        forms = tuple(self._forms())
        if not forms:
            self.left_out.append(say(_NO_TERM, line=self.line, key=self.key))
            return None
        return Concept(
            key=self.key,
            domain=_domain(_noted(self.entry, "subjectField")),
            forms=forms,
            note=_direct_note(self.entry)[:LONGEST_WORDS],
        )

    def _forms(self) -> Iterator[TermForm]:
        for section in _within(self.entry, _LANGUAGES):
            tag = section.get(XML_LANG) or section.get("lang") or ""
            language = negotiate(tag) if tag else None
            if language is None:
                line = str(section.sourceline)
                self.left_out.append(say(_LANGUAGE, line=line, tag=tag or "–"))
                continue
            for term in _within(section, _TERMS):
                if form := self._form(term, language):
                    yield form

    def _form(self, term: Element, language: Language) -> TermForm | None:
        line = str(term.sourceline)
        text = one_line(
            "".join(each for word in _within(term, {"term"}) for each in word.itertext())
        )
        if len(text) > LONGEST_FORM:
            self.left_out.append(say(_TOO_LONG, line=line, form=text[:40], most=LONGEST_FORM))
            return None
        if not any(map(str.isalnum, text)):
            self.left_out.append(say(_NO_WORD, line=line, form=text))
            return None
        if (language.tag, text) in self._texts:
            return None
        self._texts.add((language.tag, text))
        return TermForm(
            language=language,
            text=text,
            status=self._status(term, language, line),
            exact_case=_noted(term, _EXACT) == "yes",
            inflected=tuple(filter(None, map(one_line, _noted(term, _INFLECTED).split("|")))),
            reason=_direct_note(term)[:LONGEST_WORDS],
            confidence=_confidence(_noted(term, _CONFIDENCE)),
            decided_on=_day(_noted(term, _DATE)),
        )

    def _status(self, term: Element, language: Language, line: str) -> FormStatus:
        """What the file says; without a word, the first of a language is preferred."""
        word = _noted(term, "administrativeStatus") or _noted(term, "normativeAuthorization")
        status = _READ_STATUS.get(word)
        if status is None:
            taken = language.tag in self._preferred
            status = FormStatus.ACCEPTED if taken else FormStatus.PREFERRED
        elif status is FormStatus.PREFERRED and language.tag in self._preferred:
            self.left_out.append(say(_SECOND, line=line, key=self.key))
            status = FormStatus.ACCEPTED
        if status is FormStatus.PREFERRED:
            self._preferred.add(language.tag)
        return status


def _key(found: str, number: int) -> str:
    key = found.removeprefix("c-").lower().replace("_", "-")
    return key if KEY.fullmatch(key) else f"entry-{number}"


def _domain(word: str) -> Domain:
    try:
        return Domain(word.strip().lower())
    except ValueError:
        return Domain.OTHER


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


def _noted(element: Element, kind: str) -> str:
    """What is said of one kind: ``<termNote type="…">`` in one style, ``<min:kind>`` in another."""
    for each in element.iter():
        name = local_name(each)
        if each.get("type") == kind or name == kind:
            return one_line("".join(each.itertext()))
    return ""


def _direct_note(element: Element) -> str:
    """Its own note, not one of what stands within it."""
    notes = (child for child in element if local_name(child) == "note")
    return one_line(" ".join("".join(each.itertext()) for each in notes))
