"""A log line is an event and its fields, on one line, without a reader's token."""

import logging

import pytest
from django.conf import settings

from workflow.config.env import LogLevel
from workflow.config.logs import KeyValues


def line(event: str, **fields: object) -> str:
    record = logging.LogRecord("workflow.delivery", logging.ERROR, "p", 1, event, (), None)
    vars(record).update(fields)
    return KeyValues().format(record)


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({}, "delivery.broken"),
        (
            {"mailing": 7, "kind": "OSError", "lines": 3},
            "delivery.broken kind=OSError lines=3 mailing=7",
        ),
        ({"path": "two words"}, 'delivery.broken path="two words"'),
        ({"said": 'a "b"'}, 'delivery.broken said="a \\"b\\""'),
        ({"said": "a\nforged=1"}, 'delivery.broken said="a\\nforged=1"'),
        ({"said": ""}, 'delivery.broken said=""'),
        ({"title": "水餃"}, "delivery.broken title=水餃"),
        ({"path": "/uk/reader/secret/"}, "delivery.broken path=/uk/reader/…/"),
    ],
)
def test_an_event_is_written_with_its_fields_in_order(
    fields: dict[str, object], written: str
) -> None:
    assert line("delivery.broken", **fields) == written


def test_what_every_record_has_is_no_field() -> None:
    record = logging.getLogger("workflow").makeRecord(
        "workflow", logging.INFO, "p", 1, "desk.begun", (), None, extra={"issue": 1}
    )
    assert KeyValues("%(asctime)s %(message)s").format(record) == "desk.begun issue=1"


def test_the_rooms_events_are_written_this_way_from_the_chosen_level_on() -> None:
    logger = settings.LOGGING["loggers"]["workflow"]
    (handler,) = (settings.LOGGING["handlers"][name] for name in logger["handlers"])
    formatter = settings.LOGGING["formatters"][handler["formatter"]]
    assert formatter == {"()": "workflow.config.logs.KeyValues"}
    assert handler["filters"] == ["tokens"]
    assert logger["level"] == settings.ENVIRONMENT.log_level.value
    assert [level.value for level in LogLevel] == ["DEBUG", "INFO", "WARNING", "ERROR"]
