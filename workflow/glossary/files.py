"""A glossary's file: CSV or TBX by its name, read with everything wrong in it, and written."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path, PurePath

from workflow.glossary.tbx.read import MOST_BYTES, FoundTerms, read_tbx
from workflow.glossary.tbx.write import write_tbx
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.text.safe_xml import XmlRefused
from workflow.text.terms.table import TermsRefused, read_terms, write_terms
from workflow.text.terms.values import Concept

_SUFFIXES = (".csv", ".tbx")
_UNKNOWN = marked("{name} is no glossary that is read. Bring a .csv or a .tbx file.")
_TOO_LARGE = marked("The file is larger than {limit} MB. Split it, and bring the parts.")
_NOT_TEXT = marked("Row {row}: these bytes are not UTF-8. Save the table again with UTF-8.")
_ROW = marked("Row {row}: {sentence}")


class GlossaryFileRefused(ValueError):
    """A file that is refused whole; ``problems`` say where, what is wrong and how to mend it."""

    def __init__(self, problems: Sequence[Sentence]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(each.msgid.format_map(each.values) for each in problems))


def read_file(path: Path) -> FoundTerms:
    """The same of a file on disk, of which no more is read than a glossary may have."""
    with path.open("rb") as stream:
        return read_glossary(stream.read(MOST_BYTES + 1), name=path.name)


def read_glossary(data: bytes, *, name: str) -> FoundTerms:
    """The concepts of a file; raises ``GlossaryFileRefused``."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in _SUFFIXES:
        raise GlossaryFileRefused([say(_UNKNOWN, name=name)])
    if len(data) > MOST_BYTES:
        raise GlossaryFileRefused([say(_TOO_LARGE, limit=MOST_BYTES // 1_000_000)])
    return _read_tbx(data) if suffix == ".tbx" else _read_table(data)


def write_glossary(concepts: Sequence[Concept], *, name: str) -> bytes:
    """The file of these concepts, as CSV or TBX by its name."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in _SUFFIXES:
        raise GlossaryFileRefused([say(_UNKNOWN, name=name)])
    if suffix == ".csv":
        return write_terms(concepts).encode()
    stream = BytesIO()
    write_tbx(concepts, stream)
    return stream.getvalue()


def _read_tbx(data: bytes) -> FoundTerms:
    try:
        return read_tbx(BytesIO(data))
    except XmlRefused as refused:
        raise GlossaryFileRefused([refused.sentence]) from None


def _read_table(data: bytes) -> FoundTerms:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        row = 1 + data.count(b"\n", 0, error.start)
        raise GlossaryFileRefused([say(_NOT_TEXT, row=str(row))]) from None
    try:
        return FoundTerms(concepts=read_terms(text), left_out=())
    except TermsRefused as refused:
        raise GlossaryFileRefused(
            [say(_ROW, row=str(each.row), sentence=each.sentence) for each in refused.problems]
        ) from None
