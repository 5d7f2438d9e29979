"""Which sentence of a translation says which sentence of its source, where that is certain.

Sentences are paired only where they stand one to one: as many here as there, each about as long as
such translations are, each with the numbers, links and footnotes of its partner, and none with a
negation that the other lacks. Anything else gives no pairs at all: a memory that offers a wrong
sentence is worse than one that offers none.
"""

import re

from workflow.languages.language import Language, Script
from workflow.text.checks.anatomy import anatomy
from workflow.text.checks.negation import negation
from workflow.text.quantities.compare import compare, weighs
from workflow.text.quantities.read import quantities
from workflow.text.sentences import sentences

Pair = tuple[str, str]

_LEAST, _LEAST_HAN = 30, 10  # characters: shorter sentences may have any length
_MARGIN = 0.25  # the bands are those of whole segments; single sentences differ more
_LINKS = re.compile(r"\]\(")
_NOTES = re.compile(r"\[\^[^\[\]\s]+\]")


def sentence_pairs(
    source_text: str, source_language: Language, text: str, language: Language
) -> tuple[Pair, ...]:
    """The sentences of two texts that say the same, in order and without the space around them.

    None where it is not sure, and none for a text of one sentence: there the texts themselves are
    the pair.
    """
    there = [each.strip() for each in sentences(source_text, source_language)]
    here = [each.strip() for each in sentences(text, language)]
    if len(there) != len(here) or len(there) < 2:
        return ()
    pairs = tuple(zip(there, here, strict=True))
    sure = all(_may_say(source, said, source_language, language) for source, said in pairs)
    return pairs if sure else ()


def _may_say(source: str, said: str, source_language: Language, language: Language) -> bool:
    """Whether nothing speaks against one sentence being the other."""
    return (
        len(_LINKS.findall(source)) == len(_LINKS.findall(said))
        and sorted(_NOTES.findall(source)) == sorted(_NOTES.findall(said))
        and _is_as_long(source, said, source_language, language)
        and _counts_the_same(source, said, source_language, language)
        and not negation(source, said, source_language=source_language, language=language)
    )


def _is_as_long(source: str, said: str, source_language: Language, language: Language) -> bool:
    band = language.segment_bands.get(source_language.tag)
    there, here = len(anatomy(source).words.strip()), len(anatomy(said).words.strip())
    han = source_language.script is Script.HAN_TRADITIONAL
    if band is None or there < (_LEAST_HAN if han else _LEAST):
        return True
    return band.low * (1 - _MARGIN) <= here / there <= band.high * (1 + _MARGIN)


def _counts_the_same(source: str, said: str, source_language: Language, language: Language) -> bool:
    """Whether no number stands in one that the other lacks, or has otherwise."""
    compared = compare(quantities(source, source_language), quantities(said, language))
    lacking = [*compared.missing, *compared.extra]
    return not compared.different and not any(map(weighs, lacking))
