"""A shape as JSON and back, as it is stored, exported and brought in."""

import re
from collections.abc import Mapping

from workflow.text.problems import TextProblem
from workflow.text.segments import Kind
from workflow.text.shape.values import MOST_PARTS, STANDALONE, AddedBlock, Shape

_PARTS = frozenset({"merged", "split", "dropped", "added"})
_ADDED = frozenset({"key", "after", "kind"})
_NOTE_KEY = re.compile(r"n[1-9]\d{0,8}")


def to_json(shape: Shape) -> dict[str, object]:
    """Return what to store: only what there is, so ``{}`` for the plain shape."""
    added = [{"key": note.key, "after": note.after, "kind": str(note.kind)} for note in shape.added]
    whole: dict[str, object] = {
        "merged": dict(shape.merged),
        "split": dict(shape.split),
        "dropped": dict(shape.dropped),
        "added": added,
    }
    return {name: part for name, part in whole.items() if part}


def from_json(data: object) -> Shape:
    """Read what ``to_json`` wrote.

    Raises ``TextProblem`` for anything else, naming every place that is wrong.
    """
    if not isinstance(data, Mapping):
        raise TextProblem(_sentence(["it is not an object"]))
    problems = [f"{name!r} is no part of a shape" for name in data if name not in _PARTS]
    problems += _wrong_tables(data)
    problems += _wrong_notes(data.get("added", []))
    if problems:
        raise TextProblem(_sentence(problems))
    return Shape(
        merged=dict(data.get("merged", {})),
        split=dict(data.get("split", {})),
        dropped=dict(data.get("dropped", {})),
        added=tuple(
            AddedBlock(key=note["key"], after=note["after"], kind=Kind(note["kind"]))
            for note in data.get("added", [])
        ),
    )


def _sentence(problems: list[str]) -> str:
    return (
        f"The shape of a translation cannot be read: {'; '.join(problems)}. "
        "Write merged, split and dropped as tables of source keys, and added as a list."
    )


def _wrong_tables(data: Mapping[str, object]) -> list[str]:
    problems = []
    for name, is_right in (("merged", _is_text), ("split", _is_parts), ("dropped", _is_text)):
        table = data.get(name, {})
        if not isinstance(table, Mapping):
            problems.append(f"{name} is not a table")
            continue
        wrong = [key for key, value in table.items() if not (_is_text(key) and is_right(value))]
        problems += [f"{name} of {key!r} cannot be {table[key]!r}" for key in wrong]
        if name == "merged" and not wrong:
            chained = [key for key, first in table.items() if first in table]
            problems += [f"{key} is merged into {table[key]}, itself merged" for key in chained]
    return problems


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_parts(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 2 <= value <= MOST_PARTS


def _wrong_notes(added: object) -> list[str]:
    if not isinstance(added, list | tuple):
        return ["added is not a list"]
    problems, keys = [], set[str]()
    for number, note in enumerate(added, start=1):
        if not isinstance(note, Mapping) or set(note) != _ADDED:
            problems.append(f"note {number} has not exactly a key, an after and a kind")
        elif not isinstance(note["key"], str) or not _NOTE_KEY.fullmatch(note["key"]):
            problems.append(f"note {number} cannot have the key {note['key']!r}")
        elif note["key"] in keys:
            problems.append(f"the key {note['key']} is there twice")
        elif not isinstance(note["after"], str) or not _is_before(note["after"], keys):
            problems.append(f"{note['key']} cannot follow {note['after']!r}")
        elif note["kind"] not in list(STANDALONE):
            problems.append(f"{note['key']} cannot be of kind {note['kind']!r}")
        else:
            keys.add(note["key"])
    return problems


def _is_before(after: str, keys: set[str]) -> bool:
    """Whether a note follows a source block, or a note that stands before it in the list."""
    return not _NOTE_KEY.fullmatch(after) or after in keys
