"""What of a batch of units enters the memory, and what is told of the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.memory.forgotten import Texts, forgotten, texts_of
from workflow.memory.tmx.read import Reject, Unit
from workflow.memory.values import NewPair

_BOTH = marked("{first} {second}")
_Gone = Mapping[Texts, Sentence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """The pairs that enter, what is told of units that do not or not whole, and how many do not."""

    pairs: tuple[NewPair, ...]
    told: tuple[Reject, ...]
    rejected: int


def sift(batch: Sequence[Unit | Reject]) -> Sifted:
    """Leave out the pairs that an editor had forgotten; a unit of nothing else is rejected."""
    gone = forgotten([pair for each in batch if isinstance(each, Unit) for pair in each.pairs])
    pairs = [_pairs(each, gone) for each in batch]
    told = [(each, _reason(each, gone)) for each in batch]
    return Sifted(
        pairs=tuple(pair for some in pairs for pair in some),
        told=tuple(
            Reject(number=each.number, line=each.line, reason=reason, excerpt=each.excerpt)
            for each, reason in told
            if reason is not None
        ),
        rejected=sum(not some for some in pairs),
    )


def _pairs(each: Unit | Reject, gone: _Gone) -> list[NewPair]:
    if isinstance(each, Reject):
        return []
    return [pair for pair in each.pairs if texts_of(pair) not in gone] if gone else [*each.pairs]


def _reason(each: Unit | Reject, gone: _Gone) -> Sentence | None:
    said = list(_reasons(each, gone))
    return reduce(lambda one, more: say(_BOTH, first=one, second=more), said) if said else None


def _reasons(each: Unit | Reject, gone: _Gone) -> Iterator[Sentence]:
    if each.reason is not None and (isinstance(each, Reject) or _pairs(each, gone)):
        yield each.reason
    if gone and isinstance(each, Unit):
        yield from (gone[texts] for texts in map(texts_of, each.pairs) if texts in gone)
