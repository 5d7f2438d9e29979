"""Two people in the glossary at the same moment: one word is preferred, and nothing is lost."""

from dataclasses import replace

import pytest

from tests import factories as make
from tests.factories import AT, UK
from tests.racing import race
from workflow.glossary.actions import accept, decide, decline, propose, retire
from workflow.glossary.importing import import_terms
from workflow.glossary.models import TermDecision, TermEntry, TermProposal
from workflow.glossary.queries import concept, concepts, history
from workflow.glossary.states import DecisionKind, ProposalState
from workflow.journal.actions import MoveRefused
from workflow.text.terms.values import Concept, Domain, FormStatus, TermForm

pytestmark = pytest.mark.django_db(transaction=True)
TIMES, SIZE = 5, 30


def form(text):
    return TermForm(language=UK, text=text)


def test_of_two_forms_decided_at_once_one_is_preferred_and_both_are_kept():
    by = make.editor()
    for number in range(TIMES):
        key = f"c{number}"
        outcomes = race(
            lambda key=key: decide(key, form("Перше"), by=by, at=AT),
            lambda key=key: decide(key, form("Друге"), by=by, at=AT),
        )
        assert all(isinstance(each, TermEntry) for each in outcomes), outcomes
        assert sorted(each.status for each in concept(key).forms) == [
            FormStatus.ACCEPTED,
            FormStatus.PREFERRED,
        ]


def test_a_proposal_accepted_and_declined_at_once_ends_in_one_way():
    by, olena = make.editor(), make.editor("olena")
    for number in range(TIMES):
        row = propose(f"c{number}", form("Слово"), by=olena, at=AT)
        mine, hers = (TermProposal.objects.get(pk=row.pk) for _ in "12")
        outcomes = race(
            lambda mine=mine: accept(mine, by=by, at=AT),
            lambda hers=hers: decline(hers, by=by, at=AT),
        )
        row.refresh_from_db()
        accepted = row.state == ProposalState.ACCEPTED
        assert accepted == (concept(row.key) is not None)
        assert all(each is None or type(each) in {TermEntry, MoveRefused} for each in outcomes)


def test_a_form_retired_twice_at_once_is_retired_once():
    by = make.editor()
    decide("kyiv", form("Київ"), by=by, at=AT)
    outcomes = race(*[lambda: retire("kyiv", UK, "Київ", by=by, at=AT)] * 2)
    assert sorted(type(each).__name__ for each in outcomes) == ["LookupError", "NoneType"]
    assert [line.kind for line in history("kyiv")][1:] == [DecisionKind.RETIRED]


def test_two_files_in_opposite_order_both_come_in():
    """Each waits for the other's first concept, unless one waits for the whole glossary."""
    by = make.editor()
    for number in range(TIMES):
        one = [
            Concept(key=f"c{number}-{place}", domain=Domain.OTHER, forms=(form(f"Слово {place}"),))
            for place in range(SIZE)
        ]
        other = [
            replace(each, forms=(form(each.forms[0].text + " інше"),)) for each in reversed(one)
        ]
        outcomes = race(
            lambda one=one: import_terms(one, by=by, at=AT),
            lambda other=other: import_terms(other, by=by, at=AT),
        )
        assert [len(getattr(each, "added", ())) for each in outcomes] == [SIZE, SIZE], outcomes
    assert all(len(each.forms) == 2 for each in concepts())
    assert TermDecision.objects.filter(kind=DecisionKind.ADDED).count() == 2 * SIZE * TIMES
