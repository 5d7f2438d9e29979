"""Concepts written as TBX-Basic 2."""

from collections.abc import Iterable
from typing import BinaryIO

from lxml import etree

from workflow.glossary.tbx.marks import CONFIDENCE, DATE, EXACT, INFLECTED, OURS, STATUS
from workflow.text.safe_xml import XML_LANG, Element
from workflow.text.terms.values import Concept, Confidence, TermForm


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
    entry = etree.Element("termEntry", {"id": f"{OURS}{concept.key}"})
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
        ("administrativeStatus", STATUS[form.status]),
        (EXACT, "yes" if form.exact_case else ""),
        (INFLECTED, "|".join(form.inflected)),
        (CONFIDENCE, "" if form.confidence is Confidence.HIGH else form.confidence.value),
        (DATE, form.decided_on),
    ]
    for kind, words in notes:
        if words:
            etree.SubElement(tig, "termNote", {"type": kind}).text = words
    if form.reason:
        etree.SubElement(tig, "note").text = form.reason
    return tig
