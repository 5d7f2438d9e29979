"""Files that nobody should open, in every form: refused with what, where and how to mend."""

import io
import zipfile
from contextlib import suppress
from functools import partial

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.exchange_out_files import read_or_refused, story
from tests.factories import AT, PL, UK
from workflow.exchange.actions import bring_in, take_out
from workflow.exchange.forms import form_of, read_file, write_file
from workflow.exchange.values import FileRefused, Form
from workflow.translation.actions import open_translation, start

TEXTS = [Form.PO, Form.XLIFF_1, Form.XLIFF_2, Form.MARKDOWN]
XMLS = [Form.XLIFF_1, Form.XLIFF_2]
WRITTEN = {form: write_file(story(), form) for form in Form}
SUFFIX = {
    Form.PO: "po",
    Form.XLIFF_1: "xlf",
    Form.XLIFF_2: "xlf",
    Form.DOCX: "docx",
    Form.MARKDOWN: "md",
}


def refused(data: bytes, form: Form) -> str:
    with pytest.raises(FileRefused) as caught:
        read_file(data, name=f"a.{SUFFIX[form]}", form=form)
    assert caught.value.problems
    return str(caught.value)


def zipped(data: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", data)
    return written.getvalue()


@pytest.mark.parametrize("form", list(Form))
def test_each_form_is_known_by_what_a_file_holds_whatever_its_name(form):
    assert form_of(WRITTEN[form], name="file") is form
    assert read_file(WRITTEN[form], name="renamed.txt").form is form


@pytest.mark.parametrize("form", XMLS)
def test_an_entity_bomb_never_goes_off(form):
    lols = "".join(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};">' for n in range(1, 30))
    bomb = WRITTEN[form].partition(b"?>")[2]
    head = f'<?xml version="1.0"?><!DOCTYPE xliff [<!ENTITY l0 "ha">{lols}]>'.encode()
    assert "Remove the DOCTYPE" in refused(head + bomb, form)


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    assert "unpacks to" in refused(zipped(b"\0" * 80_000_000), Form.DOCX)


@pytest.mark.parametrize("form", list(Form))
def test_a_file_of_100_mb_is_refused(form):
    data = WRITTEN[form] + b" " * (100_000_000 - len(WRITTEN[form]))
    said = refused(data, form)
    assert "larger than" in said or "unpacks" in said


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_u", "cp1250", "big5"])
@pytest.mark.parametrize("form", TEXTS)
def test_a_wrong_character_set_is_refused_and_not_guessed(form, encoding):
    text = WRITTEN[form].decode()
    said = refused(text.encode(encoding, "ignore"), form)
    assert "UTF-8" in said or "not text" in said


@pytest.mark.parametrize("form", [Form.XLIFF_1, Form.XLIFF_2, Form.DOCX])
def test_a_truncated_file_is_refused_wherever_it_was_cut(form):
    data = WRITTEN[form]
    for end in range(1, len(data) - 3, max(1, len(data) // 60)):
        refused(data[:end], form)


@pytest.mark.parametrize("form", [Form.PO, Form.MARKDOWN])
def test_a_truncated_text_is_refused_or_its_last_block_is_looked_at(form):
    """A text file may end anywhere; what was cut never counts as if it were whole."""
    data = WRITTEN[form]
    whole = {each.key: each.target for each in read_file(data, name="a", form=form).units}
    for end in range(1, len(data) - 3, 37):
        with suppress(FileRefused):
            for unit in read_file(data[:end], name="a", form=form).units:
                assert unit.target in {whole.get(unit.key), ""} or unit.damage


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize(
    "other",
    [
        b"",
        b"\0" * 500,
        b"%PDF-1.7\n",
        b"{\\rtf1 words}",
        b"\x1f\x8b" + bytes(40),
        b"PK\x03\x04" + bytes(40),
    ],
)
def test_a_file_of_another_kind_is_refused_in_every_form(form, other):
    refused(other, form)


@pytest.mark.parametrize("form", list(Form))
def test_each_form_refuses_the_files_of_the_others(form):
    for other, data in WRITTEN.items():
        if other is not form:
            refused(data, form)


def test_a_file_in_no_form_at_all_is_refused_with_the_forms_there_are():
    with pytest.raises(FileRefused, match=r"\.po, \.xlf, \.xliff, \.docx, \.md"):
        read_file(b"a,b,c", name="table.csv")


@pytest.mark.parametrize("form", list(Form))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 9_000), bytes_=st.binary(max_size=6), cut=st.integers(0, 40))
def test_whatever_is_done_to_a_file_it_is_read_or_refused(form, place, bytes_, cut):
    data = WRITTEN[form]
    read_or_refused(
        partial(read_file, name="a", form=form), data[:place] + bytes_ + data[place + cut :]
    )


@pytest.mark.django_db
@pytest.mark.parametrize("form", list(Form))
def test_a_file_in_another_language_or_of_another_story_is_refused_and_nothing_is_written(form):
    ada = make.editor()
    drafts = []
    for slug, language in (("ferry", UK), ("ferry", PL), ("gulls", UK)):
        row = apps.get_model("stories.Story").objects.filter(slug=slug).first() or make.story(slug)
        draft = open_translation(row, language, by=ada, at=AT)
        start(draft, by=ada, at=AT)
        drafts.append(draft)
    ours, polish, other = drafts
    found = read_file(write_file(take_out(ours, form, by=ada, at=AT), form), name="a")
    for draft, said in ((polish, "this translation is in pl"), (other, "not of gulls")):
        with pytest.raises(FileRefused, match=said):
            bring_in(draft, found, name="a", sha256="0", by=ada, at=AT)
    for model in ("exchange.FileIn", "translation.SegmentVersion", "translation.Suggestion"):
        assert not apps.get_model(model).objects.exists()
