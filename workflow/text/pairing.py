"""Which sentence of a translation says which sentence of its source, where that is certain.

Sentences are paired only where they stand one to one: as many here as there, each about as long as
such translations are, and each with the numbers, links and footnotes of its partner. Anything else
gives no pairs at all: a memory that offers a wrong sentence is worse than one that offers none.
"""

from workflow.languages.language import Language
from workflow.text.sentences import sentences

Pair = tuple[str, str]


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
    return tuple(zip(there, here, strict=True))
