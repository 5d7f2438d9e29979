"""What the house calls things: proposed by anybody, decided by those who may, never forgotten."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.factories import AT, EN, LATER, PL, UK
from workflow.glossary.actions import (
    accept,
    confirm,
    decide,
    decline,
    describe,
    propose,
    retire,
    withdraw,
)
from workflow.glossary.files import read_glossary, write_glossary
from workflow.glossary.forms import TermRefused
from workflow.glossary.importing import import_terms
from workflow.glossary.models import Term, TermDecision, TermEntry, TermProposal
from workflow.glossary.queries import (
    concept,
    concepts,
    history,
    open_proposals,
    search,
    term_base,
    unsure,
)
from workflow.glossary.states import DecisionKind, ProposalState
from workflow.journal.actions import MoveRefused
from workflow.journal.append_only import WrittenOnce
from workflow.journal.models import Entry
from workflow.people.permissions import NotAllowed
from workflow.people.roles import TeamRole
from workflow.text.reserved import READER_TOKEN
from workflow.text.terms.values import Concept, Confidence, Domain, FormStatus, TermForm

pytestmark = pytest.mark.django_db


def form(text, language=UK, status=FormStatus.PREFERRED, **rest):
    return TermForm(language=language, text=text, status=status, **rest)


def forms(key):
    return [(each.text, each.status) for each in concept(key).forms]


@pytest.fixture
def olena():
    return make.user("olena", uk=TeamRole.TRANSLATOR)


@pytest.fixture
def maria():
    return make.user("maria", uk=TeamRole.REVIEWER)


# Proposed.


def test_a_translator_proposes_and_a_reviewer_of_the_language_accepts(olena, maria):
    row = propose("kyiv", form("Київ"), domain=Domain.PLACE, by=olena, at=AT)
    assert open_proposals(UK) == [row]
    assert concept("kyiv") is None
    accept(row, by=maria, at=LATER)
    assert concept("kyiv").domain is Domain.PLACE
    assert forms("kyiv") == [("Київ", FormStatus.PREFERRED)]
    [line] = history("kyiv")
    assert (line.kind, line.proposal, line.by_name) == (DecisionKind.ADDED, row, "Maria")
    assert (line.person, row.person) == (maria.ledger_key, olena.ledger_key)
    assert line.after["decided_on"] == "2026-10-03"
    assert open_proposals() == []


def test_the_same_proposed_twice_is_one_proposal(olena):
    first = propose("kyiv", form("Київ "), by=olena, at=AT)
    assert propose("kyiv", form("Київ"), by=olena, at=LATER) == first
    assert TermProposal.objects.count() == 1


def test_what_was_declined_can_be_accepted_later_and_what_was_accepted_only_once(olena, maria):
    row = propose("kyiv", form("Київ"), by=olena, at=AT)
    decline(row, by=maria, at=AT, reason="Not yet.")
    assert Entry.objects.filter(verb="decline").get().detail == {"reason": "Not yet."}
    accept(row, by=maria, at=LATER)
    with pytest.raises(MoveRefused):
        accept(TermProposal.objects.get(), by=maria, at=LATER)
    assert TermDecision.objects.count() == 1


def test_a_proposal_keeps_capitals_and_inflected_forms_until_it_holds(olena, maria):
    said = form("НАТО", exact_case=True, inflected=("НАТОвець", "НАТОвець", " "))
    accept(propose("nato", said, by=olena, at=AT), by=maria, at=LATER)
    [holds] = concept("nato").forms
    assert (holds.exact_case, holds.inflected) == (True, ("НАТОвець",))


def test_whoever_offers_the_same_as_well_is_written_down_with_her_words(olena):
    other = make.user("iryna", uk=TeamRole.TRANSLATOR)
    row = propose("kyiv", form("Київ"), by=olena, at=AT)
    propose("kyiv", form("Київ"), by=olena, at=AT)
    assert not Entry.objects.filter(verb="propose as well").exists()
    propose("kyiv", form("Київ"), by=other, at=LATER)
    propose("kyiv", form("Київ", reason="Столиця."), by=olena, at=LATER)
    lines = Entry.objects.filter(verb="propose as well", subject_id=row.pk).order_by("pk")
    assert [(line.by, line.detail["reason"]) for line in lines] == [
        (other, ""),
        (olena, "Столиця."),
    ]


def test_why_a_proposal_was_accepted_is_kept(olena, maria):
    row = propose("kyiv", form("Київ", reason="Правопис."), by=olena, at=AT)
    accept(row, by=maria, at=LATER, reason="Так пишуть усі.")
    [line] = history("kyiv")
    assert (line.reason, concept("kyiv").forms[0].reason) == ("Так пишуть усі.", "Правопис.")
    assert Entry.objects.get(verb="accept").detail == {"reason": "Так пишуть усі."}


def test_a_proposal_is_withdrawn_by_whoever_made_it(olena, maria):
    row = propose("kyiv", form("Київ"), by=olena, at=AT)
    with pytest.raises(NotAllowed):
        withdraw(row, by=maria, at=AT)
    withdraw(row, by=olena, at=AT)
    assert row.state == ProposalState.WITHDRAWN


# Decided.


@pytest.mark.parametrize("who", ["olena", "stranger"])
def test_nobody_else_decides(who, olena, maria):
    by = olena if who == "olena" else make.user("piotr", pl=TeamRole.REVIEWER)
    row = propose("kyiv", form("Київ"), by=olena, at=AT)
    for act in (
        lambda: decide("kyiv", form("Київ"), by=by, at=AT),
        lambda: accept(row, by=by, at=AT),
        lambda: decline(row, by=by, at=AT),
        lambda: confirm("kyiv", UK, "Київ", by=by, at=AT),
        lambda: retire("kyiv", UK, "Київ", by=by, at=AT),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert concept("kyiv") is None


def test_a_new_preferred_form_leaves_the_former_accepted_and_both_dates_known(maria):
    decide("kyiv", form("Київ"), by=maria, at=AT)
    decide("kyiv", form("м. Київ", reason="In addresses."), by=maria, at=LATER)
    assert forms("kyiv") == [
        ("Київ", FormStatus.ACCEPTED),
        ("м. Київ", FormStatus.PREFERRED),
    ]
    added, demoted, new = history("kyiv")
    assert demoted.before["status"] == FormStatus.PREFERRED
    assert demoted.after["status"] == FormStatus.ACCEPTED
    assert (added.at, new.at, new.reason) == (AT, LATER, "In addresses.")


def test_deciding_what_holds_already_writes_nothing(maria):
    decide("kyiv", form("Київ", inflected=("Києва",)), by=maria, at=AT)
    decide("kyiv", form("Київ"), by=maria, at=LATER)
    assert len(history("kyiv")) == 1
    assert concept("kyiv").forms[0].inflected == ("Києва",)


def test_a_form_that_is_forbidden_says_why_and_since_when(maria):
    decide("kyiv", form("Кієв", status=FormStatus.FORBIDDEN, reason="Русизм."), by=maria, at=AT)
    [found] = concept("kyiv").forms
    assert (found.reason, found.decided_on) == ("Русизм.", "2026-10-02")


def test_a_native_editor_confirms_a_form_that_nobody_was_sure_of(maria):
    decide("mykolaiv", form("Миколаїв", confidence=Confidence.LOW), by=maria, at=AT)
    [waiting] = unsure(UK)
    assert (waiting.concept.key, unsure(PL)) == ("mykolaiv", ())
    confirm("mykolaiv", UK, "Миколаїв", by=maria, at=LATER)
    confirm("mykolaiv", UK, "Миколаїв", by=maria, at=LATER)
    assert unsure(UK) == ()
    assert [line.kind for line in history("mykolaiv")] == [
        DecisionKind.ADDED,
        DecisionKind.CONFIRMED,
    ]


def test_a_retired_form_is_found_no_more_and_comes_back_when_it_is_decided_again(maria):
    decide("kyiv", form("Київ"), by=maria, at=AT)
    retire("kyiv", UK, "Київ", by=maria, at=LATER, reason="Too plain.")
    assert concept("kyiv") is None
    assert term_base().find("Київ", UK) == ()
    with pytest.raises(LookupError, match="glossary show kyiv"):
        retire("kyiv", UK, "Київ", by=maria, at=LATER)
    decide("kyiv", form("Київ"), by=maria, at=LATER)
    assert forms("kyiv") == [("Київ", FormStatus.PREFERRED)]
    assert [line.kind for line in history("kyiv")][1:] == [
        DecisionKind.RETIRED,
        DecisionKind.CHANGED,
    ]


@pytest.mark.parametrize(
    ("key", "text", "note", "told"),
    [
        ("Kyiv!", "Київ", "", "cannot name a concept"),
        ("kyiv", "—", "", "is empty"),
        ("kyiv", "К" * 201, "", "200 characters"),
        ("kyiv", "Київ", "n" * 1001, "1000 characters"),
    ],
)
def test_what_cannot_be_a_form_is_refused_with_its_mend(key, text, note, told, maria):
    for act in (propose, decide):
        with pytest.raises(TermRefused, match=told):
            act(key, form(text), note=note, by=maria, at=AT)
    assert TermEntry.objects.count() == TermProposal.objects.count() == 0


@pytest.mark.parametrize("wrong", ["—", "К" * 201, "Києва|Києву", READER_TOKEN])
def test_an_inflected_form_that_cannot_be_kept_is_refused(wrong, maria):
    with pytest.raises(TermRefused):
        decide("kyiv", form("Київ", inflected=("Києва", wrong)), by=maria, at=AT)
    assert concept("kyiv") is None


def test_no_character_gets_in_that_would_break_a_file(maria):
    hidden = "a\ufffeb\x00c\ud800\uffff"
    decide("kyiv", form("Київ", reason=hidden, inflected=(hidden,)), note=hidden, by=maria, at=AT)
    assert concept("kyiv").note == "abc"
    assert read_glossary(write_glossary(concepts(), name="a.tbx"), name="a.tbx").concepts


# Described.


def test_an_editor_says_what_kind_of_thing_a_concept_is_and_the_past_is_kept(maria):
    decide("kyiv", form("Київ"), note="Місто.", by=maria, at=AT)
    first = term_base()
    editor = make.editor()
    describe("kyiv", domain=Domain.PLACE, by=editor, at=LATER)
    describe("kyiv", domain=Domain.PLACE, note="Місто. ", by=editor, at=LATER)
    assert (concept("kyiv").domain, concept("kyiv").note) == (Domain.PLACE, "Місто.")
    assert [each.domain for each in (*first.concepts, *term_base().concepts)] == [
        Domain.OTHER,
        Domain.PLACE,
    ]
    _, line = history("kyiv")
    assert (line.kind, line.language) == (DecisionKind.DESCRIBED, None)
    assert (line.before["domain"], line.after["domain"]) == (Domain.OTHER, Domain.PLACE)
    assert Entry.objects.filter(verb="describe a concept").count() == 1


def test_a_concept_is_of_all_languages_so_one_team_does_not_describe_it(maria):
    decide("kyiv", form("Київ"), by=maria, at=AT)
    with pytest.raises(NotAllowed):
        describe("kyiv", domain=Domain.PARTY, by=maria, at=LATER)
    with pytest.raises(LookupError, match="Decide a form of it first"):
        describe("lviv", domain=Domain.PLACE, by=make.editor(), at=LATER)
    with pytest.raises(TermRefused, match="1000 characters"):
        describe("kyiv", note="n" * 1001, by=make.editor(), at=LATER)


# What the database itself keeps.


def test_two_preferred_forms_in_one_language_are_refused_by_the_database(maria):
    entry = decide("kyiv", form("Київ"), by=maria, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        TermEntry.objects.create(
            term=entry.term, language=UK, text="Кия", status="preferred", confidence="high"
        )


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (TermEntry, "status"),
        (TermEntry, "confidence"),
        (TermProposal, "state"),
        (TermProposal, "status"),
        (TermProposal, "domain"),
    ],
)
def test_an_unknown_word_is_refused_by_the_database(model, column, olena, maria):
    decide("kyiv", form("Київ"), by=maria, at=AT)
    propose("kyiv", form("Кия"), by=olena, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**{column: "nonsense"})


def test_only_what_is_decided_of_a_concept_itself_is_of_no_language(maria):
    term = decide("kyiv", form("Київ"), by=maria, at=AT).term
    for kind, language in ((DecisionKind.ADDED, None), (DecisionKind.DESCRIBED, UK)):
        with pytest.raises(IntegrityError), transaction.atomic():
            TermDecision.objects.create(
                term=term, kind=kind, language=language, after={}, by_name="x", at=AT
            )


def test_a_decision_is_written_once(maria):
    decide("kyiv", form("Київ"), by=maria, at=AT)
    with pytest.raises(WrittenOnce):
        TermDecision.objects.update(reason="x")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE glossary_termdecision SET reason = 'x'")


# From files.

KYIV = Concept(
    key="kyiv",
    domain=Domain.PLACE,
    forms=(
        form("Kyiv", EN),
        form("Kiev", EN, FormStatus.FORBIDDEN),
        form("Київ"),
        form("Kijów", PL),
    ),
)


def test_what_a_file_brings_is_told_form_by_form_and_brought_again_is_the_same():
    by = make.editor()
    report = import_terms([KYIV], by=by, at=AT)
    assert report.added == [
        "kyiv (en): Kyiv",
        "kyiv (en): Kiev",
        "kyiv (uk): Київ",
        "kyiv (pl): Kijów",
    ]
    assert concepts() == (KYIV,)
    again = import_terms([KYIV], by=by, at=LATER)
    assert (again.added, again.changed, again.same) == ([], [], 4)
    assert TermDecision.objects.count() == 4


def test_what_a_file_lacks_stays_and_is_told():
    by = make.editor()
    import_terms([KYIV], by=by, at=AT)
    shorter = Concept(key="kyiv", domain=Domain.PLACE, forms=KYIV.forms[:1])
    report = import_terms([shorter], by=by, at=LATER)
    assert report.kept == ["kyiv (en): Kiev", "kyiv (uk): Київ", "kyiv (pl): Kijów"]
    assert concepts() == (KYIV,)


def test_a_file_may_prefer_another_form_whatever_the_order_of_its_lines():
    by = make.editor()
    import_terms([KYIV], by=by, at=AT)
    other = Concept(
        key="kyiv",
        domain=Domain.PLACE,
        forms=(form("Кия"), form("Київ", status=FormStatus.ACCEPTED)),
    )
    import_terms([other], by=by, at=LATER)
    assert [each for each in forms("kyiv") if each[0] in {"Кия", "Київ"}] == [
        ("Київ", FormStatus.ACCEPTED),
        ("Кия", FormStatus.PREFERRED),
    ]


def test_a_reviewer_brings_only_the_forms_of_her_language(maria):
    report = import_terms([KYIV], by=maria, at=AT)
    assert report.added == ["kyiv (uk): Київ"]
    assert report.not_hers == ["kyiv (en): Kyiv", "kyiv (en): Kiev", "kyiv (pl): Kijów"]


def test_a_reviewer_does_not_say_for_other_languages_what_a_concept_is(maria):
    import_terms([KYIV], by=make.editor(), at=AT)
    hers = Concept(key="kyiv", domain=Domain.PARTY, note="Ні.", forms=(form("Київ"),))
    report = import_terms([hers], by=maria, at=LATER)
    assert report.not_hers == ["kyiv: party"]
    assert (concept("kyiv").domain, concept("kyiv").note) == (Domain.PLACE, "")


def test_a_concept_without_a_form_of_her_language_is_not_even_named(maria):
    foreign = Concept(key="gdynia", domain=Domain.PLACE, forms=(form("Gdynia", PL),))
    report = import_terms([KYIV, foreign], by=maria, at=AT)
    assert "gdynia (pl): Gdynia" in report.not_hers
    assert [each.key for each in Term.objects.all()] == ["kyiv"]


def test_what_a_file_says_of_a_concept_holds_and_where_it_says_nothing_that_stays():
    by = make.editor()
    said = replace(KYIV, note="Столиця.")
    import_terms([said], by=by, at=AT)
    import_terms([replace(said, domain=Domain.OTHER, note="")], by=by, at=LATER)
    assert concepts() == (said,)
    first = term_base()
    report = import_terms([replace(said, note="Місто.")], by=by, at=LATER)
    assert report.changed == ["kyiv: place"]
    assert [each.note for each in (*first.concepts, *term_base().concepts)] == [
        "Столиця.",
        "Місто.",
    ]
    assert history("kyiv")[-1].before["note"] == "Столиця."


def test_how_far_a_file_is_is_told_concept_by_concept():
    told = []
    lviv = replace(KYIV, key="lviv")
    import_terms(
        [KYIV, lviv], by=make.editor(), at=AT, progress=lambda done, all_: told.append((done, all_))
    )
    assert told == [(1, 2), (2, 2)]


def test_whoever_may_decide_in_no_language_brings_nothing(olena):
    with pytest.raises(NotAllowed):
        import_terms([KYIV], by=olena, at=AT)


def test_a_file_that_is_only_tried_changes_nothing():
    assert len(import_terms([KYIV], by=make.editor(), at=AT, only_try=True).added) == 4
    assert concepts() == ()


def test_concepts_that_cannot_be_kept_are_refused_whole_with_everything_that_is_wrong():
    bad = (
        Concept(key="Kyiv!", domain=Domain.PLACE, forms=(form("Київ"),)),
        KYIV,
        Concept(key="lviv", domain=Domain.PLACE, forms=(form("—"), form("Л" * 201))),
    )
    with pytest.raises(TermRefused) as refused:
        import_terms(bad, by=make.editor(), at=AT)
    assert len(refused.value.problems) == 3
    assert concepts() == ()


# Found.


def test_the_term_base_is_made_again_only_when_something_was_decided():
    import_terms([KYIV], by=make.editor(), at=AT)
    first = term_base()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert term_base() is first
    assert len(asked) == 1
    decide("lviv", form("Львів"), by=make.editor(), at=LATER)
    assert [each.concept.key for each in term_base().find("Львова", UK)] == ["lviv"]


def test_a_concept_is_looked_up_by_any_of_its_forms():
    import_terms([KYIV], by=make.editor(), at=AT)
    assert search("kij") == (KYIV,)
    assert search("kij", language=UK) == ()
    assert search(" ") == ()


def test_all_concepts_are_read_in_two_queries_however_many():
    by = make.editor()
    for many in (3, 30):
        import_terms(
            [
                Concept(key=f"c{n}", domain=Domain.OTHER, forms=(form(f"Ф{n}"),))
                for n in range(many)
            ],
            by=by,
            at=AT,
        )
        with CaptureQueriesContext(connection) as asked:
            assert len(concepts()) == many
        assert len(asked) == 2
