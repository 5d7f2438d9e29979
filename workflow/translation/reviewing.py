"""What the checks say of a translation, and the reasons for which warnings were let pass."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from workflow.glossary.queries import term_base
from workflow.people.models import User
from workflow.text.checks.catalogue import check_pair, check_text
from workflow.text.checks.finding import Finding, Severity
from workflow.text.checks.passage import Passage
from workflow.text.effort_policy import segment_finding, untouched, whole_finding
from workflow.text.shape import TargetBlock
from workflow.text.typography.style import HouseStyle
from workflow.translation.models import PassedWarning, Translation
from workflow.translation.origins import written
from workflow.translation.placed import pieces_of, together
from workflow.translation.problems import FindingsRefused, FoundIn
from workflow.translation.queries import source_words
from workflow.translation.sources import is_added, rendered

_REMEMBERED = 2_000  # texts with what the checks say of them: a text is looked at again and again


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Why warnings may pass: for one check in one block, or for all that are left.

    ``for_errors`` lets errors pass, too: an archive brings back what was approved once.
    ``not_for`` are checks that ``for_all`` does not cover: they want a reason of their own.
    """

    by_place: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (block key, check id)
    for_all: str = ""
    for_errors: str = ""
    not_for: frozenset[str] = frozenset()

    def of(self, found: FoundIn) -> str:
        """The reason given for one finding, if any."""
        if found.finding.severity is Severity.ERROR:
            return self.for_errors
        own = self.by_place.get((found.key, found.finding.check), "").strip()
        return own or ("" if found.finding.check in self.not_for else self.for_all)


NONE = Reasons()


def findings(
    translation: Translation, blocks: Sequence[TargetBlock], texts: Mapping[str, str]
) -> tuple[FoundIn, ...]:
    """Everything the checks say of these texts, with the reasons given before; in reading order."""
    passed = {
        (row.key, row.fingerprint): row.reason
        for row in PassedWarning.objects.filter(translation=translation)
    }
    every = (*_checked(translation, blocks, texts), *_machine(translation, blocks, texts))
    return tuple(
        replace(found, reason=passed.get((found.key, found.fingerprint), "")) for found in every
    )


def refuse_findings(
    translation: Translation,
    blocks: Sequence[TargetBlock],
    texts: Mapping[str, str],
    *,
    reasons: Reasons,
    by: User,
    at: datetime,
) -> tuple[FoundIn, ...]:
    """Let a text pass the checks: no error, and a reason for every warning, which is kept.

    Returns what has passed for a reason given now.
    """
    unexplained = [
        each
        for each in findings(translation, blocks, texts)
        if each.finding.severity is not Severity.NOTE and not each.reason
    ]
    if refused := [each for each in unexplained if not reasons.of(each)]:
        raise FindingsRefused(translation, refused)
    once = {(each.key, each.fingerprint): each for each in unexplained}
    PassedWarning.objects.bulk_create(
        PassedWarning(
            translation=translation,
            key=each.key,
            check_id=each.finding.check,
            fingerprint=each.fingerprint,
            reason=reasons.of(each),
            by=by,
            by_name=str(by),
            at=at,
        )
        for each in once.values()
    )
    return tuple(unexplained)


def fingerprint(finding: Finding, text: str) -> str:
    """The same for the same complaint about the same words, wherever in the text they stand.

    A warning that has become an error is another complaint: its reason does not hold any more.
    """
    said = [finding.check, text[finding.start : finding.end], sorted(finding.values.items())]
    if finding.severity is Severity.ERROR:
        said.append(finding.severity)
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _checked(
    translation: Translation, blocks: Sequence[TargetBlock], texts: Mapping[str, str]
) -> Iterator[FoundIn]:
    style = HouseStyle(translation.story.coverage.house_style)
    source = source_words(translation.relay or rendered(translation))
    terms = term_base()
    pieces = pieces_of(together(blocks, source))
    for block in blocks:
        text = texts.get(block.key, "")
        if not text:
            continue
        alone = is_added(block) or block.key in pieces
        whole = source.of(block.sources)
        found = _said(
            Passage(
                text=text,
                language=translation.language,
                kind=block.kind,
                field=block.field,
                terms=terms,
            ),
            None if alone else Passage(text=whole, language=source.language, terms=terms),
            style,
        )
        for finding in found:
            yield FoundIn(
                key=block.key,
                field=block.field,
                text=text,
                finding=finding,
                fingerprint=fingerprint(finding, text),
            )


def _machine(
    translation: Translation, blocks: Sequence[TargetBlock], texts: Mapping[str, str]
) -> Iterator[FoundIn]:
    """Texts that stand as a machine wrote them: one by one, and the whole under its first block."""
    verdict = untouched(written(translation, blocks, texts))
    found = [(each.key, segment_finding(each, texts[each.key])) for each in verdict.segments]
    if verdict.whole:
        first = next(block.key for block in blocks if texts.get(block.key))
        found.insert(0, (first, whole_finding(verdict, texts[first])))
    fields = {block.key: block.field for block in blocks}
    for key, finding in found:
        yield FoundIn(
            key=key,
            field=fields[key],
            text=texts[key],
            finding=finding,
            fingerprint=fingerprint(finding, texts[key]),
        )


@lru_cache(maxsize=_REMEMBERED)
def _said(passage: Passage, source: Passage | None, style: HouseStyle) -> tuple[Finding, ...]:
    """What the checks say of one text; of the same one always the same."""
    if source is None:
        return check_text(
            passage.text,
            language=passage.language,
            style=style,
            kind=passage.kind,
            field=passage.field,
            terms=passage.terms,
        )
    return check_pair(
        passage.text,
        language=passage.language,
        source_text=source.text,
        source_language=source.language,
        style=style,
        kind=passage.kind,
        field=passage.field,
        terms=passage.terms,
    )
