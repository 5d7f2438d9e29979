"""What a server answered, made fit to be kept: one line, short, and without any address."""

import re

LONGEST_REASON = 300

_ADDRESS = re.compile(r"[^\s<>\"'(),:;@]+@[^\s<>\"'(),:;@]+")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def clean(answer: bytes | str, *, private: str = "") -> str:
    """The answer on one line, addresses taken out, as well as whatever else is ``private``."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    if private:
        text = text.replace(private, "…")
    text = _ADDRESS.sub("(address)", _SPACES.sub(" ", text)).strip()
    return text if len(text) <= LONGEST_REASON else text[: LONGEST_REASON - 1] + "…"
