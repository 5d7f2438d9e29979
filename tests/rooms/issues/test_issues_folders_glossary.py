"""The glossary among the content folders: loaded with them, exported as it was."""

from dataclasses import replace

import pytest

from tests.factories import AT, LATER, UK
from workflow.glossary.actions import decide
from workflow.glossary.models import TermDecision
from workflow.glossary.queries import concepts
from workflow.issues.folders.export import export
from workflow.issues.folders.load import load
from workflow.issues.folders.report import LoadRefused
from workflow.people.actions import terminal_user
from workflow.text.terms.table import read_terms, write_terms

pytestmark = pytest.mark.django_db

TABLE = (
    "concept,domain,language,form,status,exact_case,inflected,reason,note,confidence,decided_on\n"
    "kyiv,place,en,Kyiv,preferred,,,,,high,2026-10-02\n"
    "kyiv,place,en,Kiev,forbidden,,,From Russian.,,high,2026-10-02\n"
    "kyiv,place,uk,Київ,preferred,,Києва|Києву,,,low,\n"
)


def glossary(root):
    path = root / "translations" / "glossary.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def bring(root, at=AT):
    return load(root, by=terminal_user(), at=at)


def test_the_glossary_is_loaded_and_exported_byte_for_byte(tmp_path):
    glossary(tmp_path).write_text(TABLE, "utf-8")
    assert bring(tmp_path).added == ["translations/glossary.csv"]
    assert bring(tmp_path).unchanged == 1
    assert TermDecision.objects.count() == 3
    glossary(tmp_path).unlink()
    export(tmp_path)
    assert glossary(tmp_path).read_text("utf-8") == TABLE


def test_a_decision_at_the_desk_stands_in_the_next_export_with_its_date(tmp_path):
    glossary(tmp_path).write_text(TABLE, "utf-8")
    bring(tmp_path)
    [concept] = concepts()
    decide("kyiv", replace(concept.forms[2], text="м. Київ"), by=terminal_user(), at=LATER)
    export(tmp_path, force=True)
    [again] = read_terms(glossary(tmp_path).read_text("utf-8"))
    assert [(form.text, form.status.value) for form in again.forms if form.language == UK] == [
        ("Київ", "accepted"),
        ("м. Київ", "preferred"),
    ]


def test_a_line_changed_by_hand_is_a_change_and_one_taken_out_stays_at_the_desk(tmp_path):
    glossary(tmp_path).write_text(TABLE, "utf-8")
    bring(tmp_path)
    kept = TABLE.replace("From Russian.", "Transliterated.").rpartition("kyiv,place,uk")[0]
    glossary(tmp_path).write_text(kept, "utf-8")
    assert bring(tmp_path, at=LATER).changed == ["translations/glossary.csv"]
    assert [form.reason for form in concepts()[0].forms] == ["", "Transliterated.", ""]


def test_a_broken_glossary_refuses_the_whole_load_with_every_row(tmp_path):
    glossary(tmp_path).write_text(TABLE.replace("place", "places"), "utf-8")
    with pytest.raises(LoadRefused) as refused:
        bring(tmp_path)
    assert [(each.file, each.line) for each in refused.value.problems] == [
        ("translations/glossary.csv", row) for row in (2, 3, 4)
    ]
    assert concepts() == ()


def test_a_desk_without_terms_exports_no_glossary(tmp_path):
    (tmp_path / "translations").mkdir()
    export(tmp_path)
    assert not glossary(tmp_path).exists()
    assert write_terms(()) == TABLE.partition("\n")[0] + "\n"
