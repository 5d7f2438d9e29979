"""What the checks say of a translation, and the reasons for which warnings were let pass."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from workflow.languages.language import Language
from workflow.people.models import User
from workflow.stories.queries import segments_of
from workflow.text.checks.catalogue import check_pair, check_text
from workflow.text.checks.finding import Finding, Severity
from workflow.text.shape import TargetBlock
from workflow.text.typography.style import HouseStyle
from workflow.translation.models import PassedWarning, Translation
from workflow.translation.problems import FindingsRefused, FoundIn
from workflow.translation.queries import translated_text
from workflow.translation.sources import in_words_of, is_added, rendered


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Why warnings may pass: for one check in one block, or for all that are left."""

    by_place: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (block key, check id)
    for_all: str = ""

    def of(self, found: FoundIn) -> str:
        """The reason given for one warning, if any."""
        return self.by_place.get((found.key, found.finding.check), "").strip() or self.for_all


NONE = Reasons()


def findings(
    translation: Translation, blocks: Sequence[TargetBlock], texts: Mapping[str, str]
) -> tuple[FoundIn, ...]:
    """Everything the checks say of these texts, with the reasons given before; in reading order."""
    passed = {
        (row.key, row.fingerprint): row.reason
        for row in PassedWarning.objects.filter(translation=translation)
    }
    return tuple(
        replace(found, reason=passed.get((found.key, found.fingerprint), ""))
        for found in _checked(translation, blocks, texts)
    )


def refuse_findings(
    translation: Translation,
    blocks: Sequence[TargetBlock],
    texts: Mapping[str, str],
    *,
    reasons: Reasons,
    by: User,
    at: datetime,
) -> None:
    """Let a text pass the checks: no error, and a reason for every warning, which is kept."""
    found = findings(translation, blocks, texts)
    unexplained = [
        each for each in found if each.finding.severity is Severity.WARNING and not each.reason
    ]
    waiting = [each for each in unexplained if not reasons.of(each)]
    errors = [each for each in found if each.finding.severity is Severity.ERROR]
    if errors or waiting:
        refused = {id(each) for each in (*errors, *waiting)}
        raise FindingsRefused(translation, [each for each in found if id(each) in refused])
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


def fingerprint(finding: Finding, text: str) -> str:
    """The same for the same complaint about the same words, wherever in the text they stand."""
    said = [finding.check, text[finding.start : finding.end], sorted(finding.values.items())]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _checked(
    translation: Translation, blocks: Sequence[TargetBlock], texts: Mapping[str, str]
) -> Iterator[FoundIn]:
    style = HouseStyle(translation.story.coverage.house_style)
    language, sources = _sources(translation)
    for block in blocks:
        text = texts.get(block.key, "")
        if not text:
            continue
        if is_added(block) or block.parts > 1:
            found = check_text(
                text, language=translation.language, style=style, kind=block.kind, field=block.field
            )
        else:
            found = check_pair(
                text,
                language=translation.language,
                source_text="\n".join(filter(None, (sources.get(key) for key in block.sources))),
                source_language=language,
                style=style,
                kind=block.kind,
                field=block.field,
            )
        for finding in found:
            yield FoundIn(
                key=block.key,
                field=block.field,
                text=text,
                finding=finding,
                fingerprint=fingerprint(finding, text),
            )


def _sources(translation: Translation) -> tuple[Language, dict[str, str]]:
    """The language and the texts a translation is made from: the pivot's, or the original's."""
    segments = segments_of(rendered(translation))
    if translation.relay is None:
        language = translation.story.source_language
    else:
        pivot = translated_text(translation.relay)
        segments, language = in_words_of(segments, pivot.segments), pivot.language
    return language, {segment.key: segment.text for segment in segments}
