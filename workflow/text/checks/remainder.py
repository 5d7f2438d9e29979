"""Text of another language that was left standing in a translation."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from workflow.languages.catalogue import marked
from workflow.languages.language import Language, Script
from workflow.languages.registry import ALL
from workflow.text.checks.finding import Finding, Severity
from workflow.text.checks.function_words import FUNCTION_WORDS
from workflow.text.checks.masking import own_words
from workflow.text.checks.passage import Passage

_LETTERS = {
    Script.LATIN: "A-Za-z\u00c0-\u024f",
    Script.CYRILLIC: "\u0400-\u04ff",
    Script.HAN_TRADITIONAL: "\u3400-\u9fff",
}
_JOINING = r"\s\d.,;:!?’'…—–%&/\-"
_HAN_JOINING = r"\s\d，。、；：！？…—"
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile(f"[{_LETTERS[Script.HAN_TRADITIONAL]}]")
_SENTENCE = re.compile(r"[^.!?。！？]+[.!?。！？]*")

_MIN_RUN = 6  # lower-case words in a row: names and titles are shorter or capitalised
_MIN_WHOLE = 3  # in a segment that holds nothing else
_MIN_HAN_RUN = 10
_MIN_HAN_WHOLE = 6
_LEEWAY = 2  # how much shorter a run may be that is only noted
_SAME = 92.0  # percent alike

_OF_SOURCE = marked("This is still in the language of the source: “{words}”. Translate it.")
_OF_ANOTHER = marked("This is in another language: “{words}”. Translate it.")


def untranslated_remainder(
    text: str, *, language: Language, source_text: str, source_language: Language
) -> tuple[Finding, ...]:
    """Find stretches of the source language in a translation.

    Names, addresses, short texts and whatever stands in quotation marks or brackets do not count.
    """
    if language == source_language or not text.strip():
        return ()
    own = own_words(text)
    if language.script is source_language.script:
        spans = _same_script(own, source_text, language=language, source_language=source_language)
    else:
        spans = _other_script(own, language=language, source_language=source_language)
    return tuple(_finding(text, span, _OF_SOURCE, Severity.ERROR) for span in spans)


def source_remainder(source: Passage, passage: Passage) -> tuple[Finding, ...]:
    """Find stretches of the source language; names in credits stay as they are."""
    if passage.is_credit:
        return ()
    return untranslated_remainder(
        passage.text,
        language=passage.language,
        source_text=source.text,
        source_language=source.language,
    )


def foreign_remainder(passage: Passage) -> Iterator[Finding]:
    """Find stretches in any other of our languages: an original may be left under a relay."""
    if passage.is_credit:
        return
    here, scripts = passage.language, set[Script]()
    for other in ALL:
        if other.script is here.script and other != here:
            spans = _sentences(passage.own_words, other, rather_than=here)
        elif other.script is not here.script and other.script not in scripts:
            spans = _other_script(
                passage.own_words, language=here, source_language=other, shorter_by=_LEEWAY
            )
        else:
            continue
        scripts.add(other.script)
        for span in spans:
            yield _finding(passage.text, span, _OF_ANOTHER, _weight_of(passage.text, span))


def _weight_of(text: str, span: tuple[int, int]) -> Severity:
    """A short run may be a term that stays in its language."""
    run = text[span[0] : span[1]]
    han = len(_HAN.findall(run))
    long = han >= _MIN_HAN_RUN or _lower_words(run) >= _MIN_RUN
    return Severity.WARNING if long else Severity.NOTE


def _finding(text: str, span: tuple[int, int], message: str, severity: Severity) -> Finding:
    start, end = span
    words = " ".join(text[start:end].split())
    return Finding(
        check="untranslated-remainder",
        severity=severity,
        start=start,
        end=end,
        message=message,
        values={"words": words if len(words) <= 60 else f"{words[:59].rstrip()}…"},
    )


# Another script ------------------------------------------------------------------------------


def _other_script(
    own: str, *, language: Language, source_language: Language, shorter_by: int = 0
) -> Iterator[tuple[int, int]]:
    foreign = _LETTERS[source_language.script]
    here = len(re.findall(f"[{_LETTERS[language.script]}]", own))
    there = len(re.findall(f"[{foreign}]", own))
    whole = there > 2 * here
    han = source_language.script is Script.HAN_TRADITIONAL
    joining = _HAN_JOINING if han else _JOINING
    for run in re.finditer(f"[{foreign}](?:[{foreign}{joining}]*[{foreign}])?", own):
        if _weight(run.group(), han=han) >= _least(han=han, whole=whole) - (
            0 if whole else shorter_by
        ):
            yield run.span()


def _weight(run: str, *, han: bool) -> int:
    if han:
        return len(_HAN.findall(run))
    return _lower_words(run)


def _least(*, han: bool, whole: bool) -> int:
    if han:
        return _MIN_HAN_WHOLE if whole else _MIN_HAN_RUN
    return _MIN_WHOLE if whole else _MIN_RUN


def _lower_words(text: str) -> int:
    return sum(word.islower() for word in _WORD.findall(text))


# The same script -----------------------------------------------------------------------------


def _same_script(
    own: str, source_text: str, *, language: Language, source_language: Language
) -> Iterator[tuple[int, int]]:
    whole = own.strip()
    if _lower_words(whole) >= _MIN_WHOLE and _is_alike(whole, own_words(source_text).strip()):
        start = own.index(whole)
        yield start, start + len(whole)
        return
    yield from _sentences(own, source_language, rather_than=language)


def _sentences(own: str, other: Language, *, rather_than: Language) -> Iterator[tuple[int, int]]:
    """The sentences whose little words are those of another language of the same script."""
    for sentence in _SENTENCE.finditer(own):
        if _speaks(sentence.group(), other, rather_than=rather_than):
            length = len(sentence.group().lstrip())
            yield sentence.end() - length, sentence.end()


def _is_alike(one: str, other: str) -> bool:
    one, other = " ".join(one.casefold().split()), " ".join(other.casefold().split())
    return fuzz.ratio(one, other, score_cutoff=_SAME) > 0


def _speaks(sentence: str, source_language: Language, *, rather_than: Language) -> bool:
    """Say whether the little words of a sentence are those of the source language alone."""
    words = [word.casefold() for word in _WORD.findall(sentence)]
    if len(words) < _MIN_RUN:
        return False
    theirs = FUNCTION_WORDS.get(source_language.tag, frozenset())
    ours = FUNCTION_WORDS.get(rather_than.tag, frozenset())
    strange = sum(word in theirs and word not in ours for word in words)
    familiar = sum(word in ours and word not in theirs for word in words)
    return strange >= 3 and strange * 7 >= len(words) and familiar * 4 <= strange
