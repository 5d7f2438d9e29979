"""Every state is an enum with one transition table, and the database knows the same words."""

from enum import StrEnum

import pytest
from django.apps import apps
from django.db import models

from workflow.audience.states import TRANSITIONS as READER
from workflow.delivery.states import DELIVERY_TRANSITIONS, MAILING_TRANSITIONS
from workflow.glossary.states import PROPOSAL_TRANSITIONS
from workflow.issues.states import EDITION_TRANSITIONS, ISSUE_TRANSITIONS
from workflow.machine.states import REQUEST_TRANSITIONS
from workflow.memory.states import IMPORT_TRANSITIONS
from workflow.notices.states import NOTICE_TRANSITIONS
from workflow.translation.states import (
    CLAIM_TRANSITIONS,
    SUGGESTION_TRANSITIONS,
    THREAD_TRANSITIONS,
)
from workflow.translation.states import TRANSITIONS as TRANSLATION

TABLES = {
    "audience.reader": READER,
    "delivery.delivery": DELIVERY_TRANSITIONS,
    "delivery.mailing": MAILING_TRANSITIONS,
    "glossary.termproposal": PROPOSAL_TRANSITIONS,
    "issues.edition": EDITION_TRANSITIONS,
    "issues.issue": ISSUE_TRANSITIONS,
    "machine.machinerequest": REQUEST_TRANSITIONS,
    "memory.memoryimport": IMPORT_TRANSITIONS,
    "notices.notice": NOTICE_TRANSITIONS,
    "translation.claim": CLAIM_TRANSITIONS,
    "translation.suggestion": SUGGESTION_TRANSITIONS,
    "translation.thread": THREAD_TRANSITIONS,
    "translation.translation": TRANSLATION,
}


def models_with_a_state() -> dict[str, type[models.Model]]:
    return {
        model._meta.label_lower: model
        for model in apps.get_models()
        if any(field.name == "state" for field in model._meta.get_fields())
    }


def test_every_model_with_a_state_has_one_table() -> None:
    assert set(models_with_a_state()) == set(TABLES)


@pytest.mark.parametrize("label", sorted(TABLES))
def test_a_table_speaks_of_every_state_and_of_no_other(label: str) -> None:
    table = TABLES[label]
    states: type[StrEnum] = type(next(iter(table)))
    assert set(table) == set(states)
    assert all(reachable <= set(states) for reachable in table.values())


@pytest.mark.parametrize("label", sorted(TABLES))
def test_the_database_refuses_a_state_outside_the_enum(label: str) -> None:
    model = models_with_a_state()[label]
    states: type[StrEnum] = type(next(iter(TABLES[label])))
    checked = [
        set(value)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
        for child in constraint.condition.children
        if isinstance(child, tuple) and child[0] == "state__in"
        for value in [child[1]]
    ]
    assert checked == [{state.value for state in states}]
