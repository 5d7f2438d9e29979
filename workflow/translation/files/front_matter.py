"""Front matter: ``key: value`` lines between two lines of three dashes, a small part of YAML.

Values are one line of words, or a list of them. What this module writes, any YAML reader
understands; what it reads may be any YAML of that shape.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import yaml

from workflow.text.cleaning import one_line
from workflow.translation.files.problem import Problem
from workflow.translation.files.quoting import quoted

FENCE = "---"
FIRST_LINE = 2
MOST = 20_000

Value = str | tuple[str, ...]

# PyYAML's fast reader where the installation has it; both give the same nodes and line marks.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# Words that any YAML reader takes as they stand: no mark at the start, nothing that ends them.
_START = r"(?:[^\W_]|[«„“‘「『《（…—])"
_ODD = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_PLAIN = re.compile(rf"{_START}(?:[^{_ODD}#:]|:(?! |\Z)|(?<! )#)*(?<! )\Z")
_PLAIN_IN_LIST = re.compile(rf"{_START}[^{_ODD}#:?,\[\]{{}}]*(?<! )\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stood above the body: values and lines by key; and the body with its first line."""

    values: dict[str, Value]
    lines: dict[str, int]
    body: str
    body_line: int


def read(file: str, text: str) -> tuple[FrontMatter | None, list[Problem]]:
    """Take a file apart; everything wrong with its front matter comes back as problems."""
    if not text.startswith(f"{FENCE}\n"):
        return None, [
            Problem(
                file=file,
                line=1,
                sentence="The file does not begin with front matter. Write --- on its first line.",
            )
        ]
    head, fence, body = f"\n{text[4:]}".partition(f"\n{FENCE}\n")
    if not fence and not head.endswith(f"\n{FENCE}"):
        return None, [
            Problem(
                file=file,
                line=1,
                sentence="The front matter has no end. Write --- on a line of its own after it.",
            )
        ]
    head = head[1:].removesuffix(f"\n{FENCE}") if not fence else head[1:]
    if len(head) > MOST:
        sentence = f"The front matter has more than {MOST:,} characters. Shorten it."
        return None, [Problem(file=file, line=1, sentence=sentence)]
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    problems = list(_read_keys(file, head, values, lines))
    body_line = FIRST_LINE + head.count("\n") + 2
    matter = FrontMatter(values=values, lines=lines, body=body, body_line=body_line)
    return matter, problems


def write(pairs: Iterable[tuple[str, Value]], body: str) -> str:
    """A whole file, in the one canonical spelling; empty values are left out."""
    lines = [f"{key}: {_written(value)}" for key, value in pairs if value]
    head = "\n".join([FENCE, *lines, FENCE, ""])
    return f"{head}\n{body}\n" if body else head


def _written(value: Value) -> str:
    if isinstance(value, str):
        return value if _PLAIN.match(value) else quoted(value)
    items = (item if _PLAIN_IN_LIST.match(item) else quoted(item) for item in value)
    return f"[{', '.join(items)}]"


def _read_keys(
    file: str, head: str, values: dict[str, Value], lines: dict[str, int]
) -> Iterator[Problem]:
    try:
        node = yaml.compose(head, Loader=_Loader)
    except RecursionError:
        sentence = "The lists in the front matter are nested too deep. Flatten them."
        yield Problem(file=file, line=FIRST_LINE, sentence=sentence)
        return
    except yaml.YAMLError as error:
        yield Problem(file=file, line=_line_of(error), sentence=_explained(error))
        return
    if node is not None and not isinstance(node, yaml.MappingNode):
        yield Problem(
            file=file, line=FIRST_LINE, sentence="The front matter is not a list of `key: value`."
        )
        return
    pairs = cast(Sequence[tuple[yaml.Node, yaml.Node]], node.value if node else ())
    for key_node, value_node in pairs:
        line = key_node.start_mark.line + FIRST_LINE
        key = str(key_node.value)
        value = _value(value_node)
        if key in values:
            yield Problem(
                file=file,
                line=line,
                sentence=f"`{key}` stands here and on line {lines[key]}. Keep one of them.",
            )
        elif value is None:
            yield Problem(
                file=file,
                line=line,
                sentence=f"`{key}` is neither words nor a list of words. "
                "Write the words in double quotation marks.",
            )
        else:
            values[key], lines[key] = value, line


def _value(node: yaml.Node) -> Value | None:
    if isinstance(node, yaml.ScalarNode):
        return one_line(node.value)
    if isinstance(node, yaml.SequenceNode) and all(
        isinstance(item, yaml.ScalarNode) for item in node.value
    ):
        return tuple(filter(None, (one_line(item.value) for item in node.value)))
    return None


def _line_of(error: yaml.YAMLError) -> int:
    mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
    return FIRST_LINE if mark is None else mark.line + FIRST_LINE


def _explained(error: yaml.YAMLError) -> str:
    what = getattr(error, "problem", None) or "it holds a character that no text has"
    return (
        f"The front matter cannot be read here: {what}. "
        "Put the words after the colon in double quotation marks."
    )
