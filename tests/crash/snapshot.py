"""All that a database says, as a value: two are equal when nobody could tell them apart.

Rows are numbered anew, in order: PostgreSQL never gives the number of an undone row again.
"""

import re
from collections.abc import Iterable
from struct import iter_unpack

from django.apps import apps
from django.db import models

from workflow.memory.models import MemoryPosting, MemoryText

_NOT_OURS = frozenset({"auth", "contenttypes"})
_NUMBER = re.compile(r"\d+")
_NAMES_A_ROW = frozenset({"dedup"})  # columns whose text has ids in it
_IDS = frozenset({"suggestion", "comment", "replaced"})  # what a journal line's detail names by id

Snapshot = dict[str, tuple[tuple[str, ...], ...]]


def snapshot() -> Snapshot:
    """Every row of every table of ours."""
    tables = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in _NOT_OURS
    ]
    rows = {
        model: list(model._base_manager.order_by("pk").values(*_columns(model))) for model in tables
    }
    places = {
        model: {row[model._meta.pk.attname]: place for place, row in enumerate(found)}
        for model, found in rows.items()
    }
    return {
        model._meta.label: tuple(
            tuple(_said(field, row, places) for field in model._meta.concrete_fields)
            for row in found
        )
        for model, found in rows.items()
    }


def differences(one: Snapshot, other: Snapshot) -> list[str]:
    """The rows that only one of the two has, table by table."""
    found = []
    for table in one:
        ours, theirs = set(one[table]), set(other[table])
        found += [f"- {table} {row}" for row in sorted(ours - theirs)]
        found += [f"+ {table} {row}" for row in sorted(theirs - ours)]
    return found


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _said(field: models.Field, row: dict, places: dict) -> str:
    name, value = field.attname, row[field.attname]
    if field.primary_key:
        return str(places[field.model][value])
    if field.is_relation:
        return str(places.get(field.related_model, {}).get(value, value))
    if name == "subject_id":
        return str(places[apps.get_model(row["subject_kind"])][value])
    if field.model is MemoryPosting and name == "texts":
        ids = sorted(each for (each,) in iter_unpack("<I", bytes(value)))
        return str([places[MemoryText].get(each, each) for each in ids])
    if name in _NAMES_A_ROW:
        return _NUMBER.sub("#", value)
    if isinstance(value, dict):
        return str(_without_ids(value.items()))
    return str(value)


def _without_ids(items: Iterable[tuple[str, object]]) -> list[tuple[str, object]]:
    return sorted((key, "#" if key in _IDS else value) for key, value in items)
