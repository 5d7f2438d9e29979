"""Comments that somebody wrote into an XLIFF beside the texts: each is told, with its place.

XLIFF has notes, and marks around words that say something of them. Trados keeps its comments in a
list of the file, and memoQ in each unit. What left with the file as a note is no comment.
"""

from collections.abc import Iterable, Iterator

from workflow.exchange.xliff import below, place_of
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.text.safe_xml import Element, local_name

_LEFT_1 = frozenset({"block", "original", "made-from"})
_LEFT_2 = frozenset({"description", "original", "made-from", "title"})
_SIDES = frozenset({"source", "seg-source", "target"})
_SEGMENTS = frozenset({"segment", "ignorable"})


def comments_of_1(root: Element) -> Iterator[Sentence]:
    """The comments in a file of 1.2; those of no unit come last."""
    listed = {each.get("id"): list(below(each, "Comment")) for each in below(root, "cmt-def")}
    at_marks: set[str] = set()
    for unit in below(root, "trans-unit"):
        names = [name for side in unit if local_name(side) in _SIDES for name in _listed_at(side)]
        at_marks.update(names)
        written = [*_of_unit(unit), *(each for name in names for each in listed.get(name, ()))]
        yield from _told(place_of(unit), [*map(_words, written), *_at_words(unit)], _left(unit))
    others = (each for name, found in listed.items() if name not in at_marks for each in found)
    for each in (*_of_file(root), *others):
        yield from _told(f"line {each.sourceline}", [_words(each)])


def _of_unit(unit: Element) -> Iterator[Element]:
    """The notes of a unit, and what memoQ has in place of them."""
    for each in unit:
        if local_name(each) == "note":
            yield each
        elif local_name(each) == "comments":
            yield from (comment for comment in each if comment.get("deleted") != "true")


def _left(unit: Element) -> frozenset[str]:
    """The words of the notes that left: a tool may have made comments of them, too."""
    notes = (each for each in unit if local_name(each) == "note")
    return frozenset(_words(each) for each in notes if each.get("from") in _LEFT_1)


def _at_words(unit: Element) -> Iterator[str]:
    sides = (each for each in unit if local_name(each) in _SIDES)
    return (mark.get("comment") or "" for side in sides for mark in below(side, "mrk"))


def _listed_at(side: Element) -> Iterator[str]:
    """The names in Trados's list that its marks in these words have."""
    for mark in below(side, "mrk"):
        if mark.get("mtype") == "x-sdl-comment":
            yield from (value for name, value in mark.attrib.items() if name.endswith("}cid"))


def _of_file(root: Element) -> Iterator[Element]:
    """The notes of no unit; the first of a header without an author is the title that left."""
    for part in root.iter():
        if local_name(part) in {"header", "group"}:
            notes = [each for each in part if local_name(each) == "note"]
            title = next((each for each in notes if each.get("from") is None), None)
            ours = title if local_name(part) == "header" else None
            yield from (
                each for each in notes if each is not ours and each.get("from") not in _LEFT_1
            )


def comments_of_2(root: Element) -> Iterator[Sentence]:
    """The comments in a file of 2.x; those of no unit come last."""
    for unit in below(root, "unit"):
        sides = (side for each in unit if local_name(each) in _SEGMENTS for side in each)
        at_words = (mark.get("value") or "" for side in sides for mark in _commenting(side))
        yield from _told(place_of(unit), [*map(_words, _notes(unit)), *at_words])
    for part in root.iter():
        if local_name(part) in {"file", "group"}:
            for note in _notes(part):
                yield from _told(f"line {note.sourceline}", [_words(note)])


def _notes(part: Element) -> Iterator[Element]:
    listed = (each for each in part if local_name(each) == "notes")
    return (each for notes in listed for each in notes if each.get("category") not in _LEFT_2)


def _commenting(side: Element) -> Iterator[Element]:
    marks = (each for each in side.iter() if local_name(each) in {"mrk", "sm"})
    return (each for each in marks if each.get("type") == "comment")


def _told(
    place: str, written: Iterable[str], left: frozenset[str] = frozenset()
) -> Iterator[Sentence]:
    for words in dict.fromkeys(written):
        if words and words not in left:
            yield say(marked("{place}: a comment stands here: {words}"), place=place, words=words)


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
