"""``python -m workflow exchange``: out, in, tried first, and looked back at."""

import re
import tracemalloc

import pytest
from django.core.management import CommandError, call_command

from tests import factories as make
from tests.factories import AT, PL, UK
from workflow.exchange.forms import MOST_BYTES
from workflow.exchange.models import FileIn, FileOut
from workflow.exchange.values import Form
from workflow.people.actions import terminal_user
from workflow.translation.actions import open_translation, start
from workflow.translation.models import SegmentVersion
from workflow.translation.reshaping import merge_blocks
from workflow.translation.writing import current_versions

pytestmark = pytest.mark.django_db

BODY = "The ferry leaves.\n\nGulls follow it.\n\nNobody waves."


@pytest.fixture
def draft():
    row = open_translation(
        make.story("ferry", body=BODY, headline="The ferry"), UK, by=terminal_user(), at=AT
    )
    start(row, by=terminal_user(), at=AT)
    return row


@pytest.fixture
def exchange(capsys):
    def run(*arguments, code=0):
        try:
            call_command("exchange", *map(str, arguments))
            ended = 0
        except SystemExit as end:
            ended = end.code
        assert ended == code
        return capsys.readouterr().out

    return run


def refused(exchange, *arguments):
    with pytest.raises(CommandError) as caught:
        exchange(*arguments)
    assert caught.value.returncode == 2
    return str(caught.value)


def test_a_refused_file_keeps_no_other_back(draft, exchange, tmp_path, capsys):
    exchange("out", "ferry", "uk", "--form", "po", "--to", tmp_path)
    [path] = tmp_path.iterdir()
    words = path.read_text("utf-8")
    path.write_text(words.replace('Nobody waves."\nmsgstr ""', 'Nobody waves."\nmsgstr "Ніхто."'))
    broken = tmp_path / "broken.po"
    broken.write_text("no such thing")
    told = refused(exchange, "in", broken, tmp_path / "gone.po", path)
    assert "broken.po cannot be used" in told
    assert "gone.po: " in told
    assert "counts now: 1" in capsys.readouterr().out
    assert [row.text for row in current_versions(draft).values()] == ["Ніхто."]


@pytest.mark.parametrize("form", list(Form))
def test_a_file_goes_out_and_comes_in_as_it_was_in_every_form(form, draft, exchange, tmp_path):
    told = exchange("out", "ferry", "uk", "--form", form, "--to", tmp_path)
    [path] = tmp_path.iterdir()
    assert f"{path}: 4 blocks" in told
    assert "nothing new: 4" in exchange("in", path)
    assert FileOut.objects.get().form == FileIn.objects.get().form == form
    assert SegmentVersion.objects.count() == 0


def test_what_was_typed_counts_and_a_try_before_changes_nothing(draft, exchange, tmp_path):
    exchange("out", "ferry", "uk", "--form", "po", "--to", tmp_path)
    [path] = tmp_path.iterdir()
    words = path.read_text("utf-8")
    path.write_text(words.replace('Nobody waves."\nmsgstr ""', 'Nobody waves."\nmsgstr "Ніхто."'))
    assert "counts now: 1" in exchange("in", path, "--try")
    assert not current_versions(draft)
    assert not FileIn.objects.exists()
    assert "counts now: 1" in exchange("in", path)
    assert [row.text for row in current_versions(draft).values()] == ["Ніхто."]


def test_what_has_to_be_looked_at_is_told_with_its_place_and_the_exit_code_says_so(
    draft, exchange, tmp_path
):
    exchange("out", "ferry", "uk", "--form", "po", "--to", tmp_path)
    [path] = tmp_path.iterdir()
    path.write_text(path.read_text("utf-8").replace("s3", "s8"), "utf-8")
    told = exchange("in", path, code=1)
    assert "The translation has no block s8" in told
    number = re.search(r"\((\d+)\)", told)[1]
    assert exchange("show", number) == told
    listed = exchange("list").splitlines()
    assert [line[0] for line in listed] == ["←", "→"]


def test_a_whole_coverage_goes_out(draft, exchange, tmp_path):
    other = make.story("gulls", body=BODY, headline="Gulls")
    make.draft(other, UK)
    make.draft(other, PL)
    exchange("out", "harbours", "uk", "--coverage", "--form", "docx", "--to", tmp_path / "all")
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == [
        "ferry.uk.docx",
        "gulls.uk.docx",
    ]


def test_markdown_goes_out_without_its_source(draft, exchange, tmp_path):
    exchange("out", "ferry", "uk", "--form", "markdown", "--target-only", "--to", tmp_path)
    assert "> The ferry leaves." not in (tmp_path / "ferry.uk.md").read_text("utf-8")


def test_a_file_that_does_not_say_whose_it_is_is_told_so_by_hand(draft, exchange, tmp_path):
    exchange("out", "ferry", "uk", "--form", "po", "--to", tmp_path)
    [path] = tmp_path.iterdir()
    lines = path.read_text("utf-8").splitlines()
    kept = [each for each in lines if not re.match(r'"(X-|Language|Project)|#:', each)]
    path.write_text("\n".join(kept), "utf-8")
    assert "--story, --language" in refused(exchange, "in", path)
    assert "nothing new: 4" in exchange("in", path, "--story", "ferry", "--language", "uk")


@pytest.mark.parametrize("form", [Form.XLIFF_1, Form.XLIFF_2])
@pytest.mark.parametrize("original", ["NoName", "document", "self"])
def test_a_name_that_a_tool_wrote_is_no_story_and_the_bringer_names_it(
    original, form, draft, exchange, tmp_path
):
    exchange("out", "ferry", "uk", "--form", form, "--to", tmp_path)
    [path] = tmp_path.iterdir()
    written = path.read_text("utf-8").replace('original="ferry"', f'original="{original}"')
    path.write_text(written, "utf-8")
    assert "name the right ones: --story" in refused(exchange, "in", path)
    assert "nothing new: 4" in exchange("in", path, "--story", "ferry")


@pytest.mark.parametrize("form", list(Form))
def test_a_file_of_another_story_is_refused_whatever_the_bringer_names(
    form, draft, exchange, tmp_path
):
    make.draft(make.story("gulls", body=BODY, headline="Gulls"), UK)
    exchange("out", "gulls", "uk", "--form", form, "--to", tmp_path)
    [path] = tmp_path.iterdir()
    assert "of the story gulls, not of ferry" in refused(exchange, "in", path, "--story", "ferry")


@pytest.mark.parametrize("form", [Form.PO, Form.MARKDOWN])
def test_a_file_of_a_story_that_is_not_here_is_refused(form, draft, exchange, tmp_path):
    exchange("out", "ferry", "uk", "--form", form, "--to", tmp_path)
    [path] = tmp_path.iterdir()
    written = re.sub(r"(?i)(story: )ferry", r"\1elsewhere", path.read_text("utf-8"))
    path.write_text(written, "utf-8")
    assert "of the story elsewhere" in refused(exchange, "in", path, "--story", "ferry")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("out", "nothing", "uk"), "Nobody has begun nothing"),
        (("in", "no/such.po"), "cannot be read"),
        (("show", "99"), "under number 99"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(arguments, said, exchange):
    assert said in refused(exchange, *arguments)


@pytest.mark.parametrize("form", list(Form))
def test_merged_blocks_come_back_without_a_remark_on_their_source(form, draft, exchange, tmp_path):
    merge_blocks(draft, ["s2", "s3"], by=terminal_user(), at=AT)
    exchange("out", "ferry", "uk", "--form", form, "--to", tmp_path)
    [path] = tmp_path.iterdir()
    assert "not the one that left" not in exchange("in", path)


def test_a_huge_file_is_refused_and_not_read_to_its_end(tmp_path):
    huge = tmp_path / "story.uk.po"
    with huge.open("wb") as stream:
        stream.write(b'msgid ""\nmsgstr ""\n')
        stream.truncate(20 * MOST_BYTES)
    tracemalloc.start()
    with pytest.raises(CommandError, match="larger than 8 MB"):
        call_command("exchange", "in", str(huge))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * MOST_BYTES


def test_a_file_for_omegat_has_the_source_where_a_text_is_missing(draft, tmp_path):
    call_command("exchange", "out", draft.story.slug, "uk", "--fill", "--to", str(tmp_path))
    written = (tmp_path / f"{draft.story.slug}.uk.xlf").read_text("utf-8")
    assert written.count("<target") == written.count("<source") > 0
