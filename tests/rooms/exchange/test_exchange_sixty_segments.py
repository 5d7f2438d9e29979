"""Sixty segments go out in every form, are edited as tools edit them, and nothing is lost.

While the file is away the desk goes on: one text is changed where the file changes other words,
another where it changes the same. In the file texts are written and changed, one loses a tag, one
is called unfinished, one unit is deleted, and one is added that nobody knows.
"""

import io
import re
from collections.abc import Callable

import pytest
from docx import Document
from lxml import etree

from tests import factories as make
from tests.factories import AT, EN, LATER, UK
from workflow.exchange.actions import bring_in, take_out
from workflow.exchange.forms import read_file, write_file
from workflow.exchange.models import FileIn
from workflow.exchange.outcome import Outcome
from workflow.exchange.values import Form
from workflow.people.roles import TeamRole
from workflow.translation.actions import open_translation, start
from workflow.translation.models import SegmentVersion, Suggestion
from workflow.translation.writing import current_versions, save_segment

pytestmark = pytest.mark.django_db

N1 = "{urn:oasis:names:tc:xliff:document:1.2}"
N2 = "{urn:oasis:names:tc:xliff:document:2.0}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "\n\n".join(
    f"Ship {n} left the harbour with a [pilot](https://a.example/{n}) aboard." for n in range(2, 61)
)


def text(number: int, *, how: str = "вийшло") -> str:
    return f"Судно {number} {how} з гавані з [лоцманом](https://a.example/{number}) на борту."


CHANGED = {f"s{n}": text(n, how="тихо вийшло") for n in range(3, 8)}
FILLED = {f"s{n}": text(n) for n in range(50, 55)}
LOST = "s20"  # its link is lost
UNFINISHED = "s21"
DELETED = "s22"
MERGED, CONFLICT = "s30", "s31"
ADDED = "s999"


@pytest.fixture
def ada():
    return make.user("ada", uk=TeamRole.TRANSLATOR)


@pytest.fixture
def draft(ada):
    row = open_translation(make.story(body=BODY, headline="Sixty ships"), UK, by=ada, at=AT)
    start(row, by=ada, at=AT)
    for number in range(2, 41):
        save_segment(row, f"s{number}", text(number), base_version=None, by=ada, at=AT)
    return row


# Each edits a file in the file's own terms: ``say`` gives a block new words, and so on.


class OfPo:
    """An editor of PO files."""

    def __init__(self, data: bytes) -> None:
        self.entries = data.decode().split("\n\n")

    def _at(self, key: str) -> int:
        return next(at for at, each in enumerate(self.entries) if f'msgctxt "{key} ' in each)

    def say(self, key: str, words: str) -> None:
        at = self._at(key)
        self.entries[at] = re.sub(r'msgstr ".*"', lambda _: f'msgstr "{words}"', self.entries[at])

    def lose_link(self, key: str) -> None:
        self.say(key, re.sub(r"\[(.*?)\]\(.*?\)", r"\1", text(int(key[1:]), how="ледве вийшло")))

    def call_unfinished(self, key: str, words: str) -> None:
        self.say(key, words)
        self.entries[self._at(key)] = f"#, fuzzy\n{self.entries[self._at(key)]}"

    def delete(self, key: str) -> None:
        del self.entries[self._at(key)]

    def add(self, key: str, words: str) -> None:
        self.entries.insert(3, f'msgctxt "{key} body"\nmsgid "New"\nmsgstr "{words}"')

    def data(self) -> bytes:
        return "\n\n".join(self.entries).encode()


class OfXliff:
    """An editor of XLIFF files of one version."""

    def __init__(self, data: bytes, names: str, unit: str) -> None:
        self.root = etree.fromstring(data)
        self.names, self.unit = names, unit

    def _at(self, key: str):
        units = self.root.iter(f"{self.names}{self.unit}")
        return next(each for each in units if each.get("id") == key)

    def _target(self, key: str):
        entry = self._at(key)
        found = entry.find(f".//{self.names}target")
        if found is None:
            source = entry.find(f".//{self.names}source")
            found = etree.fromstring(
                etree.tostring(source, with_tail=False).replace(b"source", b"target")
            )
            source.addnext(found)
        return found

    def say(self, key: str, words: str) -> None:
        """Write words around the pair of tags of the link."""
        target = self._target(key)
        before, inside, after = re.fullmatch(r"(.*)\[(.*?)\]\(.*?\)(.*)", words).groups()
        target.text, last = before, target[-1]
        if len(target) == 1:
            last.text, last.tail = inside, after
        else:
            target[0].tail, last.tail = inside, after

    def lose_link(self, key: str) -> None:
        target = self._target(key)
        for child in list(target):
            target.remove(child)
        target.text = text(int(key[1:]), how="ледве вийшло").replace("[", "").split("]")[0]
        target.text += " на борту."

    def call_unfinished(self, key: str, words: str) -> None:
        self.say(key, words)
        if self.names == N1:
            self._target(key).set("state", "needs-review-translation")
        else:
            self._at(key).find(f"{N2}segment").set("state", "initial")

    def delete(self, key: str) -> None:
        entry = self._at(key)
        entry.getparent().remove(entry)

    def add(self, key: str, words: str) -> None:
        entry = self._at("s40")
        new = etree.fromstring(etree.tostring(entry))
        new.set("id", key)
        for name in ("resname", "name"):
            new.attrib.pop(name, None)
        target = new.find(f".//{self.names}target")
        for child in list(target):
            target.remove(child)
        target.text = words
        entry.addnext(new)

    def data(self) -> bytes:
        return etree.tostring(self.root)


class OfDocx:
    """Somebody with a word processor."""

    def __init__(self, data: bytes) -> None:
        self.document = Document(io.BytesIO(data))
        self.table = self.document.tables[0]._tbl
        self.rows = {
            row.cells[0].text.partition("@")[0]: row for row in self.document.tables[0].rows
        }

    def say(self, key: str, words: str) -> None:
        before, inside, after = re.fullmatch(r"(.*)\[(.*?)\]\(.*?\)(.*)", words).groups()
        paragraph = self.rows[key].cells[2].paragraphs[0]._p
        if not list(paragraph.iter(f"{W}hyperlink")):
            for each in (
                self.rows[key].cells[1].paragraphs[0]._p.iterchildren(f"{W}r", f"{W}hyperlink")
            ):
                paragraph.append(etree.fromstring(etree.tostring(each)))
        said = list(paragraph.iter(f"{W}t"))
        for run, part in zip(said, (before, inside, after), strict=True):
            run.text = part

    def lose_link(self, key: str) -> None:
        paragraph = self.rows[key].cells[2].paragraphs[0]._p
        link = paragraph.find(f"{W}hyperlink")
        link.getparent().remove(link)
        paragraph.find(f"{W}r").find(f"{W}t").text = f"Судно {key[1:]} ледве вийшло з гавані "

    def call_unfinished(self, key: str, words: str) -> None:
        self.say(key, words)
        run = self.rows[key].cells[0].paragraphs[0].add_run(" unfinished")
        assert run.text

    def delete(self, key: str) -> None:
        self.table.remove(self.rows[key]._tr)

    def add(self, key: str, words: str) -> None:
        cells = self.document.tables[0].add_row().cells
        cells[0].paragraphs[0].add_run(f"{key}@1")
        cells[2].paragraphs[0].add_run(words)

    def data(self) -> bytes:
        written = io.BytesIO()
        self.document.save(written)
        return written.getvalue()


class OfMarkdown:
    """Somebody with an editor of text."""

    def __init__(self, data: bytes) -> None:
        self.chunks = re.split(r"(?m)^(?=<!-- [a-z]\d+@)", data.decode())

    def _at(self, key: str) -> int:
        return next(at for at, each in enumerate(self.chunks) if each.startswith(f"<!-- {key}@"))

    def say(self, key: str, words: str) -> None:
        at = self._at(key)
        mark, source, *rest = self.chunks[at].split("\n\n")
        end = [each for each in rest if each.startswith("<!--")]
        self.chunks[at] = "\n\n".join([mark, source, words, *end, ""])

    def lose_link(self, key: str) -> None:
        self.say(key, re.sub(r"\[(.*?)\]\(.*?\)", r"\1", text(int(key[1:]), how="ледве вийшло")))

    def call_unfinished(self, key: str, words: str) -> None:
        self.say(key, words)
        at = self._at(key)
        self.chunks[at] = re.sub(r"^(<!-- \S+)", r"\1 unfinished", self.chunks[at])

    def delete(self, key: str) -> None:
        del self.chunks[self._at(key)]

    def add(self, key: str, words: str) -> None:
        self.chunks.insert(self._at("s40"), f"<!-- {key}@1 -->\n\n{words}\n\n")

    def data(self) -> bytes:
        return "".join(self.chunks).encode()


EDITORS: dict[Form, Callable] = {
    Form.PO: OfPo,
    Form.XLIFF_1: lambda data: OfXliff(data, N1, "trans-unit"),
    Form.XLIFF_2: lambda data: OfXliff(data, N2, "unit"),
    Form.DOCX: OfDocx,
    Form.MARKDOWN: OfMarkdown,
}


def edited(data: bytes, form: Form) -> bytes:
    editor = EDITORS[form](data)
    for key, words in {**CHANGED, **FILLED}.items():
        editor.say(key, words)
    editor.say(MERGED, text(30).replace("на борту", "на містку"))
    editor.say(CONFLICT, text(31, how="поволі вийшло"))
    editor.lose_link(LOST)
    editor.call_unfinished(UNFINISHED, text(21, how="чи вийшло"))
    editor.delete(DELETED)
    editor.add(ADDED, "Зайвий блок.")
    return editor.data()


def outcomes(brought):
    found: dict[Outcome, set[str]] = {}
    for unit in brought.units:
        found.setdefault(unit.outcome, set()).add(unit.key)
    return found


@pytest.mark.parametrize("form", list(Form))
def test_sixty_segments_go_out_are_edited_and_come_in_with_every_difference_told(form, draft, ada):
    data = write_file(take_out(draft, form, by=ada, at=AT), form)
    for key, words in (
        (MERGED, text(30, how="учора вийшло")),
        (CONFLICT, text(31, how="швидко вийшло")),
    ):
        save_segment(draft, key, words, base_version=current_versions(draft)[key], by=ada, at=AT)
    before = {key: row.text for key, row in current_versions(draft).items()}
    versions = SegmentVersion.objects.count()

    file = edited(data, form)
    found = read_file(file, name="ships")
    assert found.form is form
    brought = bring_in(draft, found, name="ships", sha256="0", by=ada, at=LATER)

    met = outcomes(brought)
    assert met[Outcome.SAVED] == {*CHANGED, *FILLED}
    assert met[Outcome.MERGED] == {MERGED}
    assert met[Outcome.SUGGESTED] == {CONFLICT, LOST, UNFINISHED}
    assert met[Outcome.ABSENT] == {DELETED}
    assert met[Outcome.UNKNOWN] == {ADDED}
    assert not met.keys() & {Outcome.REFUSED, Outcome.EMPTIED}
    told = {unit.key: " ".join(each.in_(EN) for each in unit.why) for unit in brought.told}
    assert "both change the same words" in told[CONFLICT]
    assert "A link is missing: https://a.example/20" in told[LOST]
    assert "unfinished" in told[UNFINISHED]
    assert "brought together" in told[MERGED]
    assert "no block s999" in told[ADDED]

    now = {key: row.text for key, row in current_versions(draft).items()}
    merged = text(30, how="учора вийшло").replace("на борту", "на містку")
    assert now == {**before, **CHANGED, **FILLED, MERGED: merged}
    offered = {row.version.key: row.version.text for row in Suggestion.objects.all()}
    assert offered[CONFLICT] == text(31, how="поволі вийшло")
    assert offered[UNFINISHED] == text(21, how="чи вийшло")
    assert "ледве вийшло" in offered[LOST]
    kept = FileIn.objects.get()
    assert "Зайвий блок." in [unit["text"] for unit in kept.units]

    count = SegmentVersion.objects.count()
    assert count == versions + len(CHANGED) + len(FILLED) + 2 + 3
    again = bring_in(
        draft, read_file(file, name="ships"), name="ships", sha256="0", by=ada, at=LATER
    )
    assert outcomes(again).keys() == {Outcome.SAME, Outcome.UNKNOWN, Outcome.ABSENT}
    assert SegmentVersion.objects.count() == count
    assert Suggestion.objects.count() == 3
