"""What helps with each block: how it was put before, which terms stand in it, what a machine says.

A whole translation is looked up at once, in a number of queries that does not grow with it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from workflow.glossary.queries import term_base
from workflow.languages.language import Language
from workflow.machine.models import MachineText
from workflow.machine.queries import answers, digest_of, open_digests
from workflow.memory.lookup import lookup
from workflow.memory.values import Grain, Hit, HitKind, Query
from workflow.text.sentences import sentences
from workflow.text.terms.base import TermBase
from workflow.text.terms.values import Concept, FormStatus, TermForm
from workflow.translation.models import Translation
from workflow.translation.placed import Together, pieces_of, together
from workflow.translation.queries import source_words
from workflow.translation.remembering import LONGEST
from workflow.translation.sources import blocks_of, rendered


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceAid:
    """One sentence of a block, and how it, or one like it, was translated before."""

    sentence: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermAid:
    """A term that the source says: ``start`` to ``end`` in it, and what to say, and what not.

    ``say`` begins with the form the house prefers; where it is empty nobody has decided one.
    """

    start: int
    end: int
    concept: Concept
    say: tuple[TermForm, ...]
    avoid: tuple[TermForm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockAids:
    """All that helps with one block; ``source`` are the words it renders.

    ``sentences`` has those that were found, of a block that was not found whole. ``asked`` says
    that a machine's answer is on its way. A ``piece`` says only a part of its words, and has the
    aids of the whole.
    """

    key: str
    source: str
    hits: tuple[Hit, ...] = ()
    sentences: tuple[SentenceAid, ...] = ()
    terms: tuple[TermAid, ...] = ()
    machine: MachineText | None = None
    asked: bool = False
    piece: bool = False

    @property
    def sure(self) -> Hit | None:
        """The hit that may be taken unseen: a whole block's words, always put in the same way.

        Of several ways the one between the same neighbours is sure. A piece has none, and what was
        cut out of a block is for somebody to look at.
        """
        if self.piece:
            return None
        same = [hit for hit in self.hits if hit.kind is not HitKind.FUZZY]
        within = [hit for hit in same if hit.kind is HitKind.CONTEXT] or same
        alike = len({hit.translation for hit in within}) == 1
        return within[0] if alike and within[0].grain is Grain.BLOCK else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What a translation's blocks are made from: by block key, in reading order.

    Blocks that belong together (``pieces``) are looked up together.
    """

    source: Language
    target: Language
    words: Mapping[str, str]
    queries: Mapping[str, Query]
    pieces: frozenset[str]

    @classmethod
    def of(cls, translation: Translation) -> "Asking":
        """Read what a begun translation is made from."""
        words = source_words(translation.relay or rendered(translation))
        groups = tuple(together(blocks_of(translation), words))
        return cls(
            source=words.language,
            target=translation.language,
            words={
                block.key: words.of(block.sources) for group in groups for block in group.blocks
            },
            queries=dict(_queries(groups)),
            pieces=pieces_of(groups),
        )


def aids(
    translation: Translation,
    *,
    keys: Collection[str] | None = None,
    at_least: float = 0.70,
    most: int = 5,
) -> dict[str, BlockAids]:
    """By block key, what helps with each block of a begun translation, or with ``keys`` only.

    Hits are like their block by ``at_least`` (0 to 1) or better, at most ``most`` of them.
    """
    return aids_for(Asking.of(translation), keys=keys, at_least=at_least, most=most)


def aids_for(
    asking: Asking,
    *,
    keys: Collection[str] | None = None,
    at_least: float = 0.70,
    most: int = 5,
) -> dict[str, BlockAids]:
    """The same where it is known already what the blocks are made from."""
    wanted = {key: text for key, text in asking.words.items() if keys is None or key in keys}
    texts = list(dict.fromkeys(wanted.values()))
    memory = partial(
        lookup, source=asking.source, target=asking.target, at_least=at_least, most=most
    )
    hits = dict(zip(wanted, memory([asking.queries[key] for key in wanted]), strict=True))
    cut = {
        key: _sentences(text, asking.source)
        for key, text in wanted.items()
        if not _is_whole(hits[key])
    }
    told = list(dict.fromkeys(each for sentences in cut.values() for each in sentences))
    of_sentences = dict(zip(told, memory([Query(text=each) for each in told]), strict=True))
    said = answers(texts, asking.source, asking.target)
    waiting = open_digests(
        [digest_of(text) for text in texts if text not in said], asking.source, asking.target
    )
    base = term_base()
    return {
        key: BlockAids(
            key=key,
            source=text,
            hits=hits[key],
            sentences=tuple(_found(cut.get(key, ()), of_sentences)),
            terms=tuple(_terms(text, base, asking)),
            machine=said.get(text),
            asked=digest_of(text) in waiting,
            piece=key in asking.pieces,
        )
        for key, text in wanted.items()
    }


def _queries(groups: Sequence[Together]) -> Iterator[tuple[str, Query]]:
    """By block key, what the memory is asked: the words, and those before and after them.

    The memory keeps neighbours in the same way: too long a text is nobody's neighbour, and blocks
    that belong together stand there once.
    """
    kept = [group.source for group in groups if len(group.source) <= LONGEST]
    around = ["", *kept, ""]
    place = 0
    for group in groups:
        fits = len(group.source) <= LONGEST
        place += fits
        query = (
            Query(text=group.source, before=around[place - 1], after=around[place + 1])
            if fits
            else Query(text="")
        )
        yield from ((block.key, query) for block in group.blocks)


def _is_whole(hits: Sequence[Hit]) -> bool:
    return any(hit.kind is not HitKind.FUZZY for hit in hits)


def _sentences(text: str, language: Language) -> tuple[str, ...]:
    """The sentences of a block that has several."""
    if len(text) > LONGEST:
        return ()
    found = tuple(each.strip() for each in sentences(text, language))
    return found if len(found) > 1 else ()


def _found(told: Sequence[str], hits: Mapping[str, tuple[Hit, ...]]) -> Iterator[SentenceAid]:
    for sentence in told:
        if hits[sentence]:
            yield SentenceAid(sentence=sentence, hits=hits[sentence])


def _terms(text: str, base: TermBase, asking: Asking) -> Iterator[TermAid]:
    """Each concept where the source says it first."""
    told: set[str] = set()
    for mention in base.find(text, asking.source):
        concept = mention.concept
        if concept.key in told:
            continue
        told.add(concept.key)
        yield TermAid(
            start=mention.start,
            end=mention.end,
            concept=concept,
            say=concept.said_in(asking.target),
            avoid=tuple(
                form
                for form in concept.forms
                if form.language == asking.target and form.status is FormStatus.FORBIDDEN
            ),
        )
