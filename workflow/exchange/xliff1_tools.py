"""What single tools say of a text in an XLIFF 1.2: how far it is, and what of it is struck.

The standard has words for a text that nobody has looked at (``state-qualifier``); Trados tells the
same of each segment (``sdl:seg conf``), memoQ (``mq:status``) and Phrase (``m:confirmed``) of a
unit. Each is read by its name, whatever the prefix.
"""

from collections.abc import Iterator, Mapping

from workflow.text.safe_xml import Element, local_name

_UNSEEN = frozenset(
    {
        "fuzzy-match",
        "leveraged-mt",
        "mt-suggestion",
        "rejected-grammar",
        "rejected-inaccurate",
        "rejected-length",
        "rejected-spelling",
        "tm-suggestion",
    }
)
_CONFIRMED = frozenset({"Translated", "ApprovedTranslation", "ApprovedSignOff"})  # by Trados
_NOT_CONFIRMED = frozenset(  # by memoQ
    {
        "assembledfromfragments",
        "autojoined",
        "autosplit",
        "autosplitandempty",
        "edited",
        "machinetranslated",
        "notstarted",
        "partiallyedited",
        "pretranslated",
        "rejected",
    }
)
_NO = frozenset({"0", "false"})
_STRUCK = frozenset({"x-sdl-deleted", "x-sdl-feedback-deleted"})
_TRACKED = _STRUCK | {"x-sdl-added", "x-sdl-feedback-added"}


def is_struck(element: Element) -> bool:
    """Whether these words are struck: the tool keeps them only to show what was changed."""
    return local_name(element) == "mrk" and element.get("mtype") in _STRUCK


def is_tracked(element: Element) -> bool:
    """Whether the tool shows changes in it."""
    return any(each.get("mtype") in _TRACKED for each in _marks(element))


def is_unfinished(unit: Element, target: Element) -> bool:
    """Whether the tool marks the text as one that nobody has finished."""
    told = _own(unit)
    return (
        target.get("state-qualifier") in _UNSEEN
        or told.get("status", "").lower() in _NOT_CONFIRMED
        or told.get("confirmed", "") in _NO
        or any((each.get("conf") or "") not in _CONFIRMED for each in _defined(unit))
    )


def _own(unit: Element) -> Mapping[str, str]:
    """The attributes that are no standard's."""
    named = (name.rpartition("}") for name in unit.attrib)
    return {name: unit.get(f"{space}}}{name}") or "" for space, _, name in named if space}


def _defined(unit: Element) -> Iterator[Element]:
    """What Trados writes of each segment."""
    listed = (each for each in unit if local_name(each) == "seg-defs")
    return (each for part in listed for each in part if local_name(each) == "seg")


def parts(unit: Element, target: Element) -> tuple[bool, ...]:
    """Of each segment that a tool has cut the unit into, whether it has a text."""
    said = _segments(target)
    left = next((each for each in unit if local_name(each) == "seg-source"), None)
    wanted = [mid for mid, says in _segments(left).items() if says] if left is not None else []
    return tuple(said.get(mid, False) for mid in wanted or said) if said else ()


def _segments(element: Element) -> dict[str, bool]:
    """The segments by their names, and whether each says something."""
    found = (each for each in _marks(element) if each.get("mtype") == "seg")
    return {each.get("mid") or str(at): _says(each) for at, each in enumerate(found)}


def _marks(element: Element) -> Iterator[Element]:
    return (each for each in element.iter() if local_name(each) == "mrk")


def _says(element: Element) -> bool:
    """Whether words or tags are left in it once the struck ones are out."""
    if (element.text or "").strip():
        return True
    return any(
        (each.tail or "").strip() or (not is_struck(each) and (_is_tag(each) or _says(each)))
        for each in element
    )


def _is_tag(element: Element) -> bool:
    return local_name(element) in {"x", "ph", "bx", "ex", "bpt", "ept", "it"}
