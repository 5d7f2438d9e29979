"""The fingerprint of an approved version: the same words, names and source give the same one."""

import json
from collections.abc import Sequence
from hashlib import sha256


def version_hash(
    *,
    made_from: str,
    authors: Sequence[str],
    translators: Sequence[str],
    reviewers: Sequence[str],
    texts: Sequence[str],
) -> str:
    """SHA-256 over all that an approved version says; ``texts`` in the order of its source."""
    said = [made_from, list(authors), list(translators), list(reviewers), list(texts)]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
