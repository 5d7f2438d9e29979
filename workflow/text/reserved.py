"""Signs that mean something to the machinery, and that no text may therefore hold."""

from workflow.text.inline import plain

# Stands in an edition where a reader's own token goes. Plain letters and digits, as long as every
# token, so that it survives each transfer encoding and is replaced in finished bytes.
READER_TOKEN = "0READER0TOKEN0READER0TOKEN0READ0"  # noqa: S105 -- a placeholder

_SIGNS = frozenset(READER_TOKEN)

REFUSED = (
    f"It holds {READER_TOKEN}, which stands for each reader's secret token in emails. Take it out."
)


def is_reserved(text: str) -> bool:
    """Whether a text would carry every reader's own token, as it stands or without its marks."""
    return set(text) >= _SIGNS and (READER_TOKEN in text or READER_TOKEN in plain(text))
