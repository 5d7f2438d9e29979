"""``check_text``: what it says of a file, how it counts, what it mends, and how it ends."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given
from hypothesis import strategies as st

from workflow.languages.registry import ALL, by_tag
from workflow.translation.files.checked import CheckedSource, check_file, mend_file

STORY = """---
role: translation
headline: "Місто i порт"
excerpt: Порт відкрили
---

Перший абзац про мiсто.\r
Другий рядок "у лапках".

> Цитата "слово"
> у двох рядках

```
мiсто "у коді"
```
"""


@pytest.fixture
def file(tmp_path):
    def write(text, name="text.md"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return str(path)

    return write


def run(*arguments):
    out = io.StringIO()
    code = 0
    try:
        call_command("check_text", *arguments, stdout=out)
    except SystemExit as ended:
        code = ended.code
    return code, out.getvalue()


def found(*arguments):
    _, out = run(*arguments, "--json")
    return [json.loads(line) for line in out.splitlines()]


def test_findings_are_told_by_line_and_column_the_weightiest_first(file):
    code, out = run("--language", "uk", file("Порт у у Києві.\n\nНаше мiсто - тут.\n"))
    lines = out.splitlines()
    assert code == 1
    assert lines[0].startswith("3:6 error homoglyph: “мiсто” mixes")
    assert lines[0].endswith("(→ місто)")
    assert lines[2].startswith("1:6 warning doubled-words: ")
    assert lines[4].startswith("3:11 note dash-hyphen: ")
    assert lines[-1] == "1 error, 1 warning, 1 note"


def test_a_clean_text_ends_well(file):
    assert run("--language", "uk", file("Порт відкрили.\n")) == (
        0,
        "0 errors, 0 warnings, 0 notes\n",
    )


def test_json_counts_characters_of_the_file_as_it_is(file):
    findings = found("--language", "uk", file(STORY))
    assert [set(each) for each in findings] == [
        {"check", "severity", "start", "end", "message", "fix"}
    ] * len(findings)
    homoglyphs = [each for each in findings if each["check"] == "homoglyph"]
    assert [STORY[each["start"] : each["end"]] for each in homoglyphs] == ["i", "мiсто"]
    assert all(STORY[each["start"] : each["end"]] in {'"', "i", "мiсто"} for each in findings)
    assert max(each["start"] for each in findings) < STORY.index("```")


def test_a_byte_order_mark_is_counted_and_not_objected_to(file):
    findings = found("--language", "uk", file("\ufeffнаше мiсто\u0007"))
    assert [(each["check"], each["start"], each["end"]) for each in findings] == [
        ("homoglyph", 6, 11),
        ("control-chars", 11, 12),
    ]


def test_mending_changes_what_it_mends_and_nothing_else(file):
    code, out = run("--language", "uk", "--mend", file(STORY))
    expected = (
        STORY.replace("Місто i порт", "Місто і порт")
        .replace("про мiсто", "про місто")
        .replace('"у лапках"', "«у лапках»")
        .replace('"слово"', "«слово»")
    )
    assert (code, out) == (0, expected)


@pytest.mark.parametrize(
    "text", ["", "\n", "Порт", "Порт\n", "Порт\r\n\r\nМісто\r\n", "- Kto\n- Co\n"]
)
def test_mending_a_clean_text_gives_it_back(file, text):
    assert run("--language", "pl", "--mend", file(text)) == (0, text)


def test_line_separators_and_control_characters_are_mended(file):
    text = "> One\u2028two\n> the ministry\u0092s\n\n- three\u200b\n"
    _, out = run("--language", "en", "--mend", file(text))
    assert out == "> One two\n> the ministry’s\n\n- three\n"


def test_blocks_are_compared_one_by_one_where_there_are_as_many(file):
    source = file("Read [this](https://example.org/a).\n\nThe end came at last.\n", "en.md")
    target = file("Читайте це.\n\nНарешті настав кінець.\n")
    findings = found("--language", "uk", "--source", source, "--source-language", "en", target)
    assert [(each["check"], each["start"], each["end"]) for each in findings] == [("links", 0, 11)]


def test_texts_of_different_shape_are_compared_as_wholes(file):
    source = file("Read [this](https://example.org/a).\n\nThe end came at last.\n", "en.md")
    target = file("Читайте [це](https://example.org/a).\n\nКінець.\n\nНарешті {name}.\n")
    findings = found("--language", "uk", "--source", source, "--source-language", "en", target)
    assert [each["check"] for each in findings] == ["placeholders"]


def test_named_fields_are_compared_by_name(file):
    source = file("---\nheadline: The {n} ports\nexcerpt: It is open\n---\n\nBody.\n", "en.md")
    target = file("---\nexcerpt: Воно відкрите\nheadline: Порти\n---\n\nТекст.\n")
    (finding,) = found("--language", "uk", "--source", source, "--source-language", "en", target)
    assert finding["check"] == "placeholders"
    assert finding["severity"] == "error"


def test_a_house_style_is_heeded(file):
    text = file("Kyiv - the capital - was quiet.")
    _, usual = run("--language", "en", "--mend", text)
    _, chosen = run("--language", "en", "--mend", "--style", "en.dash=spaced-en", text)
    assert (usual.count("—"), chosen.count("–")) == (2, 2)


def test_the_answer_may_be_in_another_language(file):
    (finding,) = found("--language", "uk", "--speak", "pl", file("наше мiсто"))
    assert "мiсто" in finding["message"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--language", "ru"], "“ru” is not one of our languages. Choose from: en, zh-Hant"),
        (["--language", "uk", "--speak", "xx"], "“xx” is not one of our languages"),
        (["--language", "uk", "--style", "dash"], "Write --style NAME=VALUE"),
        (["--language", "uk", "--style", "dash=long"], "There is no option 'dash'"),
        (["--language", "uk", "--style", "en.dash=long"], "'en.dash' cannot be 'long'"),
        (["--language", "uk", "--source", "en.md"], "belong together"),
        (["--language", "uk", "--source-language", "en"], "belong together"),
        (["--language", "uk", "--source", "none.md", "--source-language", "en"], "none.md cannot"),
    ],
)
def test_what_cannot_be_done_is_said_in_plain_words(file, arguments, says):
    with pytest.raises(CommandError, match=r".") as refused:
        run(*arguments, file("Порт"))
    assert says in str(refused.value)
    assert refused.value.returncode == 2


def test_a_file_that_cannot_be_read_is_named(file, tmp_path):
    for path, says in (
        (str(tmp_path / "none.md"), "none.md cannot be read"),
        (str(tmp_path), "cannot be read"),
        (file(b"ok\nKi\xf3w"), "line 2 holds a byte that does not fit. Save it again as UTF-8."),
    ):
        with pytest.raises(CommandError, match=r".") as refused:
            run("--language", "pl", path)
        assert says in str(refused.value)
        assert refused.value.returncode == 2


def test_with_a_glossary_it_says_what_the_house_does_not_write_and_what_is_missing(file):
    glossary = file(
        "concept,domain,language,form,status,exact_case,inflected,reason\n"
        "tug,other,en,tugboat,preferred,,,\n"
        "tug,other,uk,буксир,preferred,,,\n"
        "tug,other,uk,тягач,forbidden,,,На воді — буксир.\n",
        "terms.csv",
    )
    options = ("--language", "uk", "--glossary", glossary)
    code, out = run(file("Порт продав тягач."), *options)
    assert code == 0
    assert "warning forbidden-term" in out
    beside = (*options, "--source", file("Two tugboats.", "en.md"), "--source-language", "en")
    assert "note glossary" in run(file("Два човни."), *beside)[1]
    assert "glossary" not in run(file("Два буксири."), *beside)[1]


def test_a_glossary_that_cannot_be_read_is_refused_with_its_rows(file):
    for name, says in (("terms.csv", "Row 1"), ("terms.md", "Bring a .csv or a .tbx file")):
        with pytest.raises(CommandError, match=says) as refused:
            run(file("Порт"), "--language", "uk", "--glossary", file("a,b\n", name))
        assert refused.value.returncode == 2


TEXTS = st.text(alphabet='aі台“”«»"*_[]()`{}.:->#\n\r\t\u0092\u2028\ufeff 1', max_size=60)


@given(text=TEXTS, source=TEXTS, language=st.sampled_from(ALL), other=st.sampled_from(ALL))
@example(text="“\r1\u2028»", source="", language=by_tag("en"), other=by_tag("en"))
def test_any_file_can_be_checked_and_is_mended_once(text, source, language, other):
    beside = CheckedSource(text=source, language=other)
    for each in check_file(text, language=language, source=beside):
        assert 0 <= each.start <= each.end <= len(text)
    mended = mend_file(text, language=language)
    assert mend_file(mended, language=language) == mended
