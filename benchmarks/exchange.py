"""Files out and in: a story of 500 blocks in every form, beside a bare reader of the same file.

The bare readers (translate-toolkit for PO and XLIFF, python-docx, markdown-it) only parse; ours
write the file, and read it back to units with their marks, versions and what was lost.
"""

import io
import tracemalloc
from collections.abc import Callable

from docx import Document
from markdown_it import MarkdownIt
from translate.storage.pypo import pofile
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File

from benchmarks.measure import keep, median_ratio, medians, seconds
from workflow.exchange.forms import read_file, write_file
from workflow.exchange.values import Form, OutFile, Unit, UnitState
from workflow.languages.registry import by_tag
from workflow.text.segments import Field, Kind

UNITS = 500
ROUNDS = 5


def story(units: int) -> OutFile:
    """A translated story of so many paragraphs with a link and emphasis each."""
    return OutFile(
        story="bench",
        title="A long story",
        source_language=by_tag("en"),
        language=by_tag("uk"),
        made_from="en@1",
        units=tuple(
            Unit(
                key=f"s{number}",
                field=Field.BODY,
                kind=Kind.PARAGRAPH,
                source=f"Ship {number} left with a [pilot](https://a.example/{number}) at *dawn*. "
                + "The harbour master wrote it down, as every day of the year. " * 3,
                target=f"Судно {number} вийшло з [лоцманом](https://a.example/{number}) на "
                "*світанку*. " + "Начальник порту записав це, як і щодня протягом року. " * 3,
                state=UnitState.TRANSLATED,
                version=1,
            )
            for number in range(1, units + 1)
        ),
    )


def _toolkit(store: Callable[[], object]) -> Callable[[bytes], object]:
    def parse(data: bytes) -> object:
        found = store()
        found.parse(data)
        return found

    return parse


PEERS: dict[Form, Callable[[bytes], object]] = {
    Form.PO: _toolkit(pofile),
    Form.XLIFF_1: _toolkit(Xliff1File),
    Form.XLIFF_2: _toolkit(Xliff2File),
    Form.DOCX: lambda data: [
        cell.text for row in Document(io.BytesIO(data)).tables[0].rows for cell in row.cells
    ],
    Form.MARKDOWN: lambda data: MarkdownIt().parse(data.decode()),
}


def run() -> None:
    """Take the figures of each form, print them, keep them."""
    file = story(UNITS)
    figures = {}
    for form, peer in PEERS.items():
        data = write_file(file, form)
        taken = medians(
            {
                "out": lambda form=form: seconds(lambda: write_file(file, form)),
                "in": lambda data=data: seconds(lambda: read_file(data, name="bench")),
                "peer": lambda data=data, peer=peer: seconds(lambda: peer(data)),
            },
            rounds=ROUNDS,
        )
        peak = _peak(lambda data=data: read_file(data, name="bench"))
        figures[form.value] = {
            "kb": round(len(data) / 1024),
            "out_ms": round(sorted(taken["out"])[ROUNDS // 2] * 1000),
            "in_ms": round(sorted(taken["in"])[ROUNDS // 2] * 1000),
            "peer_takes": round(median_ratio(taken["in"], taken["peer"]), 2),
            "peak_mb": round(peak / 1e6, 1),
        }
        print(
            "  {form}: {kb} KB, out {out_ms} ms, in {in_ms} ms (a bare reader takes "
            "{peer_takes}x), peak {peak_mb} MB".format(form=form.value, **figures[form.value]),
            flush=True,
        )
    keep("exchange", {"units": UNITS, "forms": figures})


def _peak(work: Callable[[], object]) -> int:
    """The most bytes of Python's that were held at once."""
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak
