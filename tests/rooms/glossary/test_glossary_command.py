"""``python -m workflow glossary``: everything about terms at a terminal."""

import tracemalloc

import pytest
from django.core.management import CommandError, call_command

from tests import factories as make
from tests.factories import AT, UK
from workflow.glossary.actions import propose
from workflow.glossary.queries import concept, concepts, open_proposals
from workflow.glossary.tbx.read import MOST_BYTES
from workflow.people.roles import TeamRole
from workflow.text.terms.values import TermForm

pytestmark = pytest.mark.django_db

TABLE = (
    "concept,domain,language,form,status,exact_case,inflected,reason,note,confidence,decided_on\n"
    "kyiv,place,en,Kyiv,preferred,,,,,high,2026-10-02\n"
    "kyiv,place,en,Kiev,forbidden,,,From Russian.,,high,2026-10-02\n"
    "kyiv,place,uk,Київ,preferred,,,,,low,\n"
)


@pytest.fixture
def glossary(capsys):
    def run(*arguments):
        call_command("glossary", *map(str, arguments))
        return capsys.readouterr().out

    return run


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_a_file_is_tried_brought_in_and_taken_out_in_both_forms(glossary, table, tmp_path):
    assert "Added: 3" in glossary("import", table, "--try")
    assert concepts() == ()
    assert "kyiv (uk): Київ" in glossary("import", table)
    assert "The same: 3" in glossary("import", table)
    glossary("export", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8") == TABLE
    glossary("export", tmp_path / "out.tbx")
    assert "The same: 3" in glossary("import", tmp_path / "out.tbx")


def test_a_concept_is_shown_with_its_forms_and_its_history(glossary, table):
    glossary("import", table)
    shown = glossary("show", "kyiv")
    assert "– en: Kiev (From Russian., high, 2026-10-02)" in shown
    assert "Київ (uk): added, Terminal" in shown
    assert "kyiv: Kyiv · Київ" in glossary("list")
    assert "kyiv" in glossary("search", "киї", "--language", "uk")


def test_the_terms_of_a_text_are_told_with_their_places(glossary, table):
    glossary("import", table)
    assert glossary("find", "Зустріч у Києві", "--language", "uk") == "+ 10–15 Києві: kyiv\n"


def test_what_waits_is_listed_and_decided(glossary, table):
    glossary("import", table)
    assert glossary("unsure") == "kyiv (uk): Київ\n"
    glossary("confirm", "kyiv", "uk", "Київ")
    assert glossary("unsure", "--language", "uk") == ""
    by = make.user("olena", uk=TeamRole.TRANSLATOR)
    row = propose("lviv", TermForm(language=UK, text="Львів", reason="Місто."), by=by, at=AT)
    assert glossary("proposals") == f"{row.pk}  + lviv (uk): Львів, Olena: Місто.\n"
    glossary("accept", row.pk)
    assert concept("lviv").forms[0].text == "Львів"
    assert "Proposed" in glossary("propose", "lviv", "uk", "Лемберґ", "--status", "forbidden")
    glossary("decline", row.pk + 1)
    assert glossary("proposals") == ""


def test_a_form_is_decided_and_retired(glossary):
    assert "Київ" in glossary(
        "decide", "kyiv", "uk", "Київ", "--domain", "place", "--reason", "Так."
    )
    assert "retired" in glossary("retire", "kyiv", "uk", "Київ")
    assert concept("kyiv") is None


def test_a_form_keeps_its_capitals_unless_the_command_says_otherwise(glossary):
    glossary("decide", "nato", "uk", "НАТО", "--exact-case", "--confidence", "low")
    assert glossary("unsure") == "nato (uk): НАТО\n"
    glossary("decide", "nato", "uk", "НАТО", "--reason", "Так.")
    assert concept("nato").forms[0].exact_case
    glossary("decide", "nato", "uk", "НАТО", "--reason", "Так.", "--no-exact-case")
    assert not concept("nato").forms[0].exact_case


def test_a_concept_is_described(glossary, table):
    glossary("import", table)
    shown = glossary("describe", "kyiv", "--note", "The capital.")
    assert "The capital." in shown
    assert "described, Terminal" in shown
    assert concept("kyiv").domain == "place"


def test_a_proposal_is_accepted_with_a_reason_or_taken_back(glossary):
    glossary("propose", "kyiv", "uk", "Київ")
    glossary("propose", "kyiv", "uk", "Кия")
    first, second = (row.pk for row in open_proposals())
    assert "added, Terminal: Так." in glossary("accept", first, "--reason", "Так.")
    glossary("withdraw", second)
    assert open_proposals() == []
    by = make.user("olena", uk=TeamRole.TRANSLATOR)
    row = propose("lviv", TermForm(language=UK, text="Львів"), by=by, at=AT)
    with pytest.raises(CommandError, match="Decline it instead"):
        glossary("withdraw", row.pk)


def test_a_file_larger_than_a_glossary_is_refused_and_not_read_to_its_end(glossary, tmp_path):
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as stream:
        stream.truncate(20 * MOST_BYTES)
    tracemalloc.start()
    with pytest.raises(CommandError, match="larger than 50 MB"):
        glossary("import", huge)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * MOST_BYTES


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "nothing"), "no concept nothing"),
        (("accept", "7"), "no proposal 7"),
        (("retire", "kyiv", "uk", "Київ"), "glossary show kyiv"),
        (("decide", "K!", "uk", "Київ"), "cannot name a concept"),
        (("import", "no/such.csv"), "cannot be read"),
        (("export", "terms.xlsx"), "Bring a .csv or a .tbx file"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(arguments, said, glossary):
    with pytest.raises(CommandError, match=said):
        glossary(*arguments)


def test_a_broken_file_is_refused_with_all_its_rows(glossary, table):
    table.write_text(TABLE.replace("place", "places"), "utf-8")
    with pytest.raises(CommandError) as refused:
        glossary("import", table)
    assert str(refused.value).count("Row ") == 3
    assert concepts() == ()
