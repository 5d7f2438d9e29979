"""When a machine's text that nobody changed is said aloud, and what readers are told of it.

The policy is that of Wikipedia's Content Translation: 85 % of a paragraph, 95 % of a whole text;
headings, list items, pictures with their captions, code and very short texts are not counted, for
there is often only one way to put them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from workflow.languages.catalogue import marked
from workflow.languages.language import Language, ReadingUnit
from workflow.text.checks.finding import Finding, Severity
from workflow.text.effort import effort, still_there, tokens
from workflow.text.segments import Field, Kind

CHECK = "machine-text"
MOST_OF_A_SEGMENT = 0.85
MOST_OF_THE_WHOLE = 0.95
COUNTED_FIELDS = frozenset({Field.BODY, Field.EXCERPT, Field.CORRECTION})
COUNTED_KINDS = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.FOOTNOTE, Kind.LINE})
LEAST = {ReadingUnit.WORDS: 10, ReadingUnit.CHARACTERS: 16}  # a shorter text is not counted

_SEGMENT = marked(
    "{percent}% of this stands as the machine wrote it. Read it against the source, and mend it or "
    "say why it may stay."
)
_WHOLE = marked(
    "{percent}% of the whole text stands as the machine wrote it. Have somebody work through it, "
    "or say why it may stay."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A block of a translation and what a machine wrote for it: nothing where it wrote nothing."""

    key: str
    field: Field
    kind: Kind
    language: Language
    machine: str
    text: str
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Untouched:
    """A block that stands, nearly or wholly, as the machine wrote it."""

    key: str
    kept: float  # from 0 to 1
    tokens: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the policy says of a whole translation; ``kept`` is a share of all that is counted."""

    segments: tuple[Untouched, ...]
    kept: float
    tokens: int

    @property
    def whole(self) -> bool:
        """Whether the text as a whole is over the threshold."""
        return self.tokens > 0 and self.kept > MOST_OF_THE_WHOLE


@dataclass(frozen=True, slots=True)
class MachineShare:
    """How many words (characters of Chinese) of a translation are a machine's, and whose."""

    words: int
    of_words: int
    providers: tuple[str, ...]  # by how much is theirs


def untouched(blocks: Iterable[Written]) -> Verdict:
    """Measure every block that counts; what a human wrote counts in the share of the whole."""
    over: list[Untouched] = []
    total = kept = 0.0
    for block in blocks:
        measured = effort(block.machine, block.text, block.language)
        if not _counts(block, measured.tokens):
            continue
        total += measured.tokens
        kept += measured.kept * measured.tokens
        if measured.kept > MOST_OF_A_SEGMENT:
            over.append(Untouched(block.key, measured.kept, measured.tokens))
    return Verdict(tuple(over), kept / total if total else 0.0, round(total))


def share(blocks: Iterable[Written]) -> MachineShare:
    """Count the words that are still a machine's, in blocks of every kind."""
    by_provider: Counter[str] = Counter()
    total = 0
    for block in blocks:
        total += len(tokens(block.text, block.language))
        by_provider[block.provider] += still_there(block.machine, block.text, block.language)
    providers = tuple(name for name, count in by_provider.most_common() if name and count)
    return MachineShare(by_provider.total(), total, providers)


def segment_finding(found: Untouched, text: str) -> Finding:
    """Say of one block that it stands as the machine wrote it: it needs a reason to pass."""
    return _finding(_SEGMENT, found.kept, len(text))


def whole_finding(verdict: Verdict, text: str) -> Finding:
    """Say it of the whole; ``text`` is the block under which it is said."""
    return _finding(_WHOLE, verdict.kept, len(text))


def _finding(message: str, kept: float, end: int) -> Finding:
    return Finding(
        check=CHECK,
        severity=Severity.WARNING,
        start=0,
        end=end,
        message=message,
        values={"percent": f"{int(kept * 100)}"},
    )


def _counts(block: Written, measured: int) -> bool:
    least = LEAST[block.language.reading_speed.unit]
    return block.field in COUNTED_FIELDS and block.kind in COUNTED_KINDS and measured >= least
