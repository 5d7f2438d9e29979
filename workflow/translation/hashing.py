"""The fingerprint of an approved version: the same words, names and source give the same one."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType


def version_hash(
    *,
    made_from: str,
    authors: Sequence[str],
    translators: Sequence[str],
    reviewers: Sequence[str],
    texts: Sequence[str],
    shape: Mapping[str, object] = MappingProxyType({}),
) -> str:
    """SHA-256 over all that an approved version says; ``texts`` in reading order.

    ``shape`` says how its blocks differ from the source's, where they do.
    """
    said: list[object] = [
        made_from,
        list(authors),
        list(translators),
        list(reviewers),
        list(texts),
    ]
    if shape:
        said.append(dict(shape))
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
