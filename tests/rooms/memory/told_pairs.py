"""Pairs for the tests of what the memory finds."""

from collections.abc import Sequence

from tests.factories import EN, UK
from workflow.languages.language import Language
from workflow.memory.lookup import lookup
from workflow.memory.values import Grain, Hit, NewPair, PairOrigin, Query, Side


def from_a_file(
    first: str, second: str, *, languages: tuple[Language, Language] = (EN, UK)
) -> NewPair:
    """A pair that stands nowhere."""
    return NewPair(
        first=Side(language=languages[0], text=first),
        second=Side(language=languages[1], text=second),
        grain=Grain.SENTENCE,
        origin=PairOrigin.TMX,
    )


def approved_pair(
    english: str,
    ukrainian: str,
    *,
    place: str = "s6",
    around: tuple[str, str] = ("", ""),
    grain: Grain = Grain.BLOCK,
) -> NewPair:
    """A pair of the story “gulls”; its English neighbours around it."""
    return NewPair(
        first=Side(language=EN, text=english, before=around[0], after=around[1]),
        second=Side(language=UK, text=ukrainian),
        grain=grain,
        origin=PairOrigin.APPROVED,
        story="gulls",
        place=place,
        made_of=("en@2", "uk@1"),
    )


def asked(
    text: str, source: Language = EN, target: Language = UK, *, most: int = 5, **around: str
) -> Sequence[Hit]:
    """What the memory answers to one text."""
    [hits] = lookup([Query(text=text, **around)], source=source, target=target, most=most)
    return hits
