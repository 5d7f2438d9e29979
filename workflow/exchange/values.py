"""A translation as it travels in a file: units with their keys, and what a reader found in one."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from workflow.languages.language import Language
from workflow.languages.sentences import Sentence
from workflow.text.segments import Field, Kind


class Form(StrEnum):
    """The forms of file a translation travels in."""

    MARKDOWN = "markdown"
    PO = "po"
    XLIFF_1 = "xliff1"
    XLIFF_2 = "xliff2"
    DOCX = "docx"


class UnitState(StrEnum):
    """How far a unit is, in the words all forms have: what a tool says, not what the desk says."""

    NEW = "new"  # nobody has translated it
    UNFINISHED = "unfinished"  # fuzzy, needs work, needs a translation
    TRANSLATED = "translated"
    REVIEWED = "reviewed"  # signed off, final


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One block on its way out.

    ``source`` and ``target`` are inline Markdown as the desk keeps it (a hard break is a backslash
    and a line end). ``version`` numbers the text that ``target`` is, 0 for none. ``source`` is
    empty for a translator's own note. ``original`` stands beside a pivot, ``note`` tells what the
    block is and what to mind. ``frame`` is what holds the block, as in ``workflow.text.outline``.
    A new one that has a target all the same is filled with its source.
    """

    key: str
    field: Field
    kind: Kind
    source: str
    target: str = ""
    state: UnitState = UnitState.NEW
    version: int = 0
    original: str = ""
    note: str = ""
    frame: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutFile:
    """A whole translation on its way out; ``made_from`` names its source version, ``uk@2``."""

    story: str
    title: str
    source_language: Language
    language: Language
    made_from: str
    units: tuple[Unit, ...]


def filled(file: OutFile) -> OutFile:
    """The same with the source in the place of each text that is missing.

    OmegaT and others write only where something stands. What comes back unchanged is no text.
    """
    return replace(
        file, units=tuple(replace(unit, target=unit.target or unit.source) for unit in file.units)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundUnit:
    """One unit as it came back. ``place`` tells where it stands in the file: "row 5", "line 120".

    ``source`` is what the file says the source is, ``version`` the number that went out with the
    text, None where the tool dropped it. ``target`` is inline Markdown again. ``damage`` says
    what could not be put back as it was: marks that the tool lost or doubled. A ``Sentence`` is
    not yet in any language: ``say(marked("…{place}…"), place=…)``. ``kind`` is what sort of block
    the file shows, where it shows that.
    """

    key: str
    source: str
    target: str
    state: UnitState
    place: str
    version: int | None = None
    damage: tuple[Sentence, ...] = ()
    kind: Kind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """What a reader found. What a tool dropped is empty: the one who brings the file says it then.

    ``languages`` are the tags as the file writes them, source and target.
    """

    form: Form
    story: str
    made_from: str
    languages: tuple[str, str]
    units: tuple[FoundUnit, ...]
    remarks: tuple[Sentence, ...] = field(default=())  # what the reader passed over, and why


@dataclass(frozen=True, slots=True, kw_only=True)
class FileProblem:
    """Why a file cannot be read: where in it, what is wrong, and how to mend it."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


class FileRefused(Exception):
    """The file is refused whole, and nothing of it was taken; mend what the message lists."""

    def __init__(self, name: str, problems: tuple[FileProblem, ...]) -> None:
        self.name = name
        self.problems = problems
        listed = "\n".join(f"- {problem}" for problem in problems)
        super().__init__(f"{name} cannot be used:\n{listed}")
