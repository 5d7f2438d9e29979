"""What a translation takes over as it is: pictures, footnote marks, placeholders, code."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from workflow.languages.catalogue import marked
from workflow.text.checks.finding import Finding, Severity
from workflow.text.checks.passage import Passage

_PLACEHOLDER = re.compile(
    r"\$?\{\{?[^\W\d][^{}\s]{0,39}\}?\}|\{\d?\}|%(?:\([^\W\d]\w*\)|\d\$)?[sd](?![^\W_])"
)


def images(source: Passage, passage: Passage) -> Iterator[Finding]:
    """Find pictures of the source that are missing, are others, or lost their alt text."""
    there = {image.src: image for image in source.anatomy.images}
    here = {image.src: image for image in passage.anatomy.images}
    lost = [src for src in there if src not in here]
    new = [src for src in here if src not in there]
    for src in lost[len(new) :]:
        message = marked("The picture {image} of the source is missing here. Put it back.")
        yield _absent("images", Severity.ERROR, passage, message, {"image": src})
    for src, other in zip(lost, new, strict=False):
        message = marked("The source shows {source}, here it is {image}. Check the picture.")
        values = {"source": src, "image": other}
        yield _absent("images", Severity.NOTE, passage, message, values)
    for src in new[len(lost) :]:
        message = marked("The picture {image} is not in the source. Check that it belongs here.")
        yield _absent("images", Severity.NOTE, passage, message, {"image": src})
    for src, image in here.items():
        if src in there and there[src].alt.strip() and not image.alt.strip():
            message = marked("The picture {image} has lost its alt text. Say what it shows.")
            yield _absent("images", Severity.WARNING, passage, message, {"image": src})


def footnotes(source: Passage, passage: Passage) -> Iterator[Finding]:
    """Find footnote marks that were lost, doubled, or come from nowhere."""
    there, here = _notes(source), _notes(passage)
    for mark in (there - here).elements():
        message = marked("The footnote mark {mark} of the source is missing here. Put it back.")
        yield _absent("footnotes", Severity.ERROR, passage, message, {"mark": mark})
    for mark, times in (here - there).items():
        message = marked("The footnote mark {mark} stands here more often than in the source.")
        place = passage.text.rfind(mark)
        if place < 0:
            yield _absent("footnotes", Severity.WARNING, passage, message, {"mark": mark})
            continue
        for found in list(re.finditer(re.escape(mark), passage.text))[-times:]:
            yield _there("footnotes", Severity.WARNING, found, message, {"mark": mark})


def placeholders(source: Passage, passage: Passage) -> Iterator[Finding]:
    """Find placeholders such as {name} and %s that were lost or changed."""
    there = Counter(_PLACEHOLDER.findall(source.text))
    found_here = list(_PLACEHOLDER.finditer(passage.text))
    here = Counter(found.group() for found in found_here)
    for name in (there - here).elements():
        message = marked("The placeholder {name} of the source is missing. Write it as it is.")
        yield _absent("placeholders", Severity.ERROR, passage, message, {"name": name})
    extra = here - there
    for found in reversed(found_here):
        if extra[found.group()]:
            extra[found.group()] -= 1
            message = marked("The placeholder {name} is not in the source. Take it out.")
            yield _there("placeholders", Severity.WARNING, found, message, {"name": found.group()})


def code(source: Passage, passage: Passage) -> Iterator[Finding]:
    """Find words set as code that the translation changed or lost."""
    for words in _missing(source.anatomy.code, passage.anatomy.code):
        message = marked("The code “{code}” of the source is missing here. Keep it as it is.")
        yield _absent("code", Severity.WARNING, passage, message, {"code": words})


def _notes(passage: Passage) -> Counter[str]:
    return Counter(f"[^{label}]" for label in passage.anatomy.notes)


def _missing(there: Iterable[str], here: Iterable[str]) -> Iterator[str]:
    return (Counter(there) - Counter(here)).elements()


def _absent(
    check: str, severity: Severity, passage: Passage, message: str, values: Mapping[str, str]
) -> Finding:
    """Something that is nowhere in the text: the finding spans all of it."""
    return Finding(
        check=check,
        severity=severity,
        start=0,
        end=len(passage.text),
        message=message,
        values=values,
    )


def _there(
    check: str,
    severity: Severity,
    found: re.Match[str],
    message: str,
    values: Mapping[str, str],
) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        start=found.start(),
        end=found.end(),
        message=message,
        values=values,
    )
