"""Translations on their way out, for the tests of the forms they travel in."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from workflow.exchange.values import FileRefused, FoundFile, FoundUnit, OutFile, Unit, UnitState
from workflow.languages.registry import by_tag
from workflow.text.markdown import normalise_segment
from workflow.text.segments import Field, Kind

EN, UK, ZH = by_tag("en"), by_tag("uk"), by_tag("zh-Hant")

FRAMES = {
    Kind.PARAGRAPH: ("",),
    Kind.HEADING: ("##", "> ###"),
    Kind.ITEM: ("-", "+-", "--", "3.", "+.", "> +-", "- +.."),
    Kind.QUOTE: (">", "=>", "> >"),
    Kind.ATTRIBUTION: ("=>",),
    Kind.FOOTNOTE: ("[^1]", "=^"),
    Kind.CODE: ("```", "```py", "> ```"),
    Kind.IMAGE: ("", ">", "-"),
    Kind.LINE: ("",),
}

atoms = st.sampled_from(
    [
        "word", "слово", "餃子", " ", "don't", '"', "{name}", "*", "**", "_", "`", "```", "~~~",
        "[a](https://a.example)", "<https://c.example>", "[", "`code`", "[^1]", "\\\n", "\n", "---",
        "&amp;", "&lt;", "\\*", "]", "(", "。", "«", "1. ", "# ", "> ", "- ", "+ ", "[x]: y", "|",
        "\u00a0", "<!-- ", " -->", "<!-- s1@2 -->", "<!-- end -->", "==", "•\t", "msgid \"\"", "\t",
        "\\", "\\n", "#~ ", "_: ", "\u2028", "![p](q.png)",
    ]
)  # fmt: skip
raw_texts = st.lists(atoms, max_size=9).map("".join)
pictures = st.builds('![{}](b.jpg "{}")'.format, st.sampled_from(["", "міст", "a*b"]), raw_texts)


def texts(kind: Kind) -> st.SearchStrategy[str]:
    """Texts as the desk keeps them."""
    some = pictures if kind is Kind.IMAGE else raw_texts
    return some.map(lambda text: normalise_segment(text, kind) if text.strip() else "")


@st.composite
def units(draw: st.DrawFn, key: str) -> Unit:
    """A unit that could leave the desk."""
    kind = draw(st.sampled_from(sorted(FRAMES)))
    fields = sorted(each for each in Field if each is not Field.BODY)
    target = draw(texts(kind))
    source = draw(texts(kind))
    states = [each for each in UnitState if each is not UnitState.NEW]
    return Unit(
        key=key,
        field=draw(st.sampled_from(fields)) if kind is Kind.LINE else Field.BODY,
        kind=kind,
        source=source,
        target=target,
        state=draw(st.sampled_from(states)) if target else UnitState.NEW,
        version=draw(st.integers(0, 999)) if target else 0,
        original=draw(raw_texts),
        note=draw(st.sampled_from(["", "Heading", "Part 1 of 2 · Heading -->"])),
        frame=draw(st.sampled_from(FRAMES[kind])),
    )


@st.composite
def out_files(draw: st.DrawFn) -> OutFile:
    """A whole file, its keys in any order."""
    keys = draw(
        st.lists(
            st.sampled_from(["s1", "s2", "s3", "s10", "s2.2", "n1", "s99"]),
            min_size=1,
            max_size=5,
            unique=True,
        )
    )
    return out_file(*[draw(units(key)) for key in keys], language=draw(st.sampled_from([UK, ZH])))


def out_file(*found: Unit, language=UK) -> OutFile:
    """A file of these units."""
    return OutFile(
        story="my-story",
        title='A "title"\nof two lines',
        source_language=EN,
        language=language,
        made_from="en@2",
        units=found,
    )


def unit(key: str, source: str = "", target: str = "", **values) -> Unit:
    """A paragraph, unless something else is said."""
    usual = Unit(
        key=key,
        field=Field.BODY,
        kind=Kind.PARAGRAPH,
        source=source,
        target=target,
        state=UnitState.TRANSLATED if target else UnitState.NEW,
        version=1 if target else 0,
    )
    return replace(usual, **values)


def story() -> OutFile:
    """A small story with one of everything."""
    return out_file(
        unit("s1", "Hope is a language", "Надія — це мова", kind=Kind.LINE, field=Field.HEADLINE),
        unit("s2", "A second line", kind=Kind.LINE, field=Field.TAGLINE),
        unit("s3", "The bridge", "Міст", kind=Kind.HEADING, frame="##", state=UnitState.REVIEWED),
        unit(
            "s4",
            "On *Monday* the [city](https://a.example) woke[^1]\\\nand walked",
            "У *понеділок* [місто](https://a.example) прокинулося[^1]\\\nй пішло",
            version=3,
        ),
        unit("s5", "Tea", "Чай", kind=Kind.ITEM, frame="3."),
        unit("s6", 'Don\'t wait for "coffee"', kind=Kind.ITEM, frame="+."),
        unit("s7", "We stayed", "Ми лишилися", kind=Kind.QUOTE, frame=">"),
        unit("s8", "— Lin Yi", "— Лінь І", kind=Kind.ATTRIBUTION, frame="=>"),
        unit("s9", "# hi\nx = 1", "# привіт\n\nx = 1", kind=Kind.CODE, frame="```py"),
        unit("s10", "![A](b.jpg)", "![А](b.jpg)", kind=Kind.IMAGE, state=UnitState.UNFINISHED),
        unit("s11", "A note", "Нота", kind=Kind.FOOTNOTE, frame="[^1]"),
        unit("n1", "", "Від перекладачки"),
    )


def told(found: FoundUnit) -> list[str]:
    """What is damaged in a unit, in English."""
    return [each.in_(EN) for each in found.damage]


def read_or_refused(read: Callable[[bytes], FoundFile], data: bytes) -> None:
    """A damaged file gives its blocks, or is refused with sentences on what is wrong."""
    units: Sequence[FoundUnit] = ()
    problems: Sequence[str] = ()
    try:
        units = read(data).units
    except FileRefused as refusal:
        problems = [problem.sentence for problem in refusal.problems]
    assert units or (problems and all(problems))
