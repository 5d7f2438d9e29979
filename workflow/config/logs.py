"""How a log line is written, and what is taken out of it at the last moment: readers' tokens."""

import json
import logging
import re

_TOKEN_IN_ADDRESS = re.compile(r"(/reader/)[^/\s\"'?]+")
_IN_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class WithoutReaderTokens(logging.Filter):
    """Masks the token of ``/uk/reader/<token>/``: whoever has it can change a subscription."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the line if it holds a token; every line passes."""
        line = record.getMessage()
        masked = _masked(line)
        if masked != line:
            record.msg, record.args = masked, None
        return True


class KeyValues(logging.Formatter):
    """Writes an event as its name and then its fields: ``delivery.planned mailing=7 planned=90``.

    The fields are what the event was given as ``extra``, sorted by name. A value that is empty, or
    holds a space, an equals sign, a quotation mark or a line break, stands in quotation marks, so
    that every event stays on one line and no value passes for another field.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """The line, without the traceback that may follow it."""
        given = sorted(vars(record).keys() - _IN_EVERY_RECORD)
        fields = [f"{name}={_value(getattr(record, name))}" for name in given]
        return _masked(" ".join([record.message, *fields]))


def _masked(line: str) -> str:
    return _TOKEN_IN_ADDRESS.sub(r"\1…", line)


def _value(value: object) -> str:
    text = str(value)
    plain = text and text.isprintable() and not set(text) & set(' ="')
    return text if plain else json.dumps(text, ensure_ascii=False)
