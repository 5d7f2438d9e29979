"""What migrations do to accounts that were there before."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("people", "0001_users_and_language_teams")]
AFTER = [("people", "0004_ledger_keys_are_unique")]


@pytest.mark.django_db(transaction=True)
def test_accounts_from_before_ledger_keys_get_one_each():
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate(BEFORE)
        users = executor.loader.project_state(BEFORE).apps.get_model("people", "User").objects
        users.bulk_create(users.model(username=name) for name in ("olena", "ewa", "mei"))
        executor = MigrationExecutor(connection)
        executor.migrate(AFTER)
        users = executor.loader.project_state(AFTER).apps.get_model("people", "User").objects
        keys = set(users.values_list("ledger_key", flat=True))
        assert len(keys) == 3
        assert None not in keys
    finally:
        MigrationExecutor(connection).migrate(newest)
