"""Which of our languages serves a wish: a tag, an Accept-Language header, a POSIX locale.

The chains are explicit and look at the script. zh-TW, zh-HK and zh-MO are Traditional Chinese;
bare zh, zh-CN and zh-Hans are Simplified and find nothing. Russian never finds Ukrainian. A wish
that names a script we do not write that language in (uk-Latn) finds nothing either.
"""

import re
from collections.abc import Iterable, Sequence

from workflow.languages.language import Language
from workflow.languages.registry import ALL

_TAG = re.compile(r"[a-z]{1,8}(-[a-z0-9]{1,8})*", re.ASCII)
_WEIGHT = re.compile(r"\s*q\s*=\s*([01](?:\.[0-9]*)?)\s*", re.ASCII | re.IGNORECASE)
_SCRIPT = re.compile(r"[a-z]{4}", re.ASCII)
_EXTENDED = re.compile(r"[a-z]{3}", re.ASCII)


def negotiate(wanted: Iterable[str] | str, *, among: Sequence[Language] = ALL) -> Language | None:
    """The language for the first wish we can serve, or ``None``; a malformed wish is passed over.

    ``wanted`` is a sequence of tags, best first, or one string: a tag, an Accept-Language header
    with weights, a POSIX locale (``uk_UA.UTF-8``) or a LANGUAGE list (``uk:pl``).
    """
    wishes = _by_weight(wanted) if isinstance(wanted, str) else wanted
    served = (_serving(_subtags(wish), among) for wish in wishes)
    return next((language for language in served if language is not None), None)


def fallbacks(language: Language, *, among: Sequence[Language] = ALL) -> tuple[Language, ...]:
    """The languages to try, in order, where a text is missing in this one."""
    by_tag = {each.tag: each for each in among}
    return tuple(by_tag[tag] for tag in language.fallbacks if tag in by_tag)


def _by_weight(header: str) -> list[str]:
    """The tags of a header, heaviest first; weight 0 means "not this one" and is left out."""
    weighted = []
    for part in re.split("[,:]", header):
        tag, semicolon, parameter = part.partition(";")
        weight = _WEIGHT.fullmatch(parameter) if semicolon else None
        if not semicolon or weight:
            weighted.append((float(weight[1]) if weight else 1.0, tag))
    return [tag for weight, tag in sorted(weighted, key=lambda each: -each[0]) if weight > 0]


def _subtags(wish: str) -> tuple[str, ...]:
    """``zh_TW.Big5`` as ``("zh", "tw")``; nothing for what is no tag at all."""
    bare = re.split("[.@]", wish.strip(), maxsplit=1)[0].replace("_", "-")
    if not bare.isascii() or not _TAG.fullmatch(bare.lower()):
        return ()
    subtags = tuple(bare.lower().split("-"))
    if len(subtags) > 1 and _EXTENDED.fullmatch(subtags[1]):
        return subtags[1:]  # zh-yue is the old spelling of yue
    return subtags


def _serving(subtags: tuple[str, ...], among: Sequence[Language]) -> Language | None:
    """The language with the longest range that begins the wish, if it is written as wished."""
    best: Language | None = None
    longest = 0
    for language in among:
        for served in language.matches:
            served_subtags = tuple(served.lower().split("-"))
            length = len(served_subtags)
            if length > longest and subtags[:length] == served_subtags:
                best, longest = language, length
    return best if best is not None and _is_written_so(best, subtags) else None


def _is_written_so(language: Language, subtags: tuple[str, ...]) -> bool:
    names_a_script = len(subtags) > 1 and _SCRIPT.fullmatch(subtags[1]) is not None
    return not names_a_script or subtags[1] == language.script.lower()
