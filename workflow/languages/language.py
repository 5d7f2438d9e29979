"""A language as a value.

Tags are BCP 47 inside the program; the spellings of Django, Babel, HTML and the machine-translation
providers appear only at their border and are looked up here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Script(StrEnum):
    """The writing systems of our languages, by ISO 15924 code."""

    LATIN = "Latn"
    CYRILLIC = "Cyrl"
    HAN_TRADITIONAL = "Hant"


class ReadingUnit(StrEnum):
    """What a reader's speed is counted in."""

    WORDS = "words"
    CHARACTERS = "characters"


class MailEncoding(StrEnum):
    """The transfer encoding that makes a language's mails smallest and keeps lines legal."""

    BASE64 = "base64"
    QUOTED_PRINTABLE = "quoted-printable"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameForms:
    """How one language names another, in the three forms that sentences need.

    The forms are stored, never inflected by code: ``ukraiński``, ``po ukraińsku``,
    ``z ukraińskiego``. Where a language puts the preposition into the sentence itself ("Translated
    from {language_from}"), all three forms are the bare name.
    """

    nominative: str
    in_: str
    from_: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationMarks:
    """Opening and closing marks of the first and of the nested level."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSpeed:
    """How fast a text is read aloud in the head: words or characters a minute."""

    per_minute: int
    unit: ReadingUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthBand:
    """Between which ratios a translated paragraph's length normally lies (99 of 100 in news)."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Language:
    """One language of the newsroom; compare and hash by ``tag``."""

    tag: str  # BCP 47: en, zh-Hant, uk, pl
    order: int = field(compare=False)  # its place in every list of languages
    html_tag: str = field(compare=False)  # zh-Hant-TW
    django_code: str = field(compare=False)  # zh-hant
    gettext_name: str = field(compare=False)  # zh_Hant, the folder of its PO catalogue
    babel_name: str = field(compare=False)  # zh_Hant_TW
    native_name: str = field(compare=False)
    names: Mapping[str, NameForms] = field(compare=False)  # how it names each language, by tag
    script: Script = field(compare=False)
    plural_categories: tuple[str, ...] = field(compare=False)
    quotation_marks: QuotationMarks = field(compare=False)
    sans_fonts: str = field(compare=False)  # CSS value, single quotes inside
    serif_fonts: str = field(compare=False)
    line_height: float = field(compare=False)
    italic_emphasis: bool = field(compare=False)  # Chinese has none: bold instead
    reading_speed: ReadingSpeed = field(compare=False)
    expansion: Mapping[str, float] = field(compare=False)  # characters here per source character
    machine_codes: Mapping[str, str] = field(compare=False)  # provider -> code, as a target
    fallbacks: tuple[str, ...] = field(compare=False)  # tags tried in order when text is missing
    mail_encoding: MailEncoding = field(compare=False)
    matches: tuple[str, ...] = field(compare=False)  # BCP 47 ranges it serves: zh-Hant, zh-TW, ...
    # Paragraph lengths against the source, by the tag of the source.
    segment_bands: Mapping[str, LengthBand] = field(default_factory=dict, compare=False)
    # How other languages name this one, by their tag, where their own table does not know it yet.
    named_by: Mapping[str, NameForms] = field(default_factory=dict, compare=False)
    minimum_grouping_digits: int = field(default=1, compare=False)  # pl 2: 1234, but 12 345
    hanging_words: str = field(default="", compare=False)  # one-letter words that never end a line
    word_space: str = field(default=" ", compare=False)  # what joins two sentences: Chinese nothing

    def __str__(self) -> str:
        return self.tag

    def __repr__(self) -> str:
        return f"<Language {self.tag}>"
