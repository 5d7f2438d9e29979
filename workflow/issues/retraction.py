"""Frozen words that were retracted since: an edition that carries them is not sent."""

from workflow.issues.models import Edition
from workflow.issues.pins import Pin
from workflow.languages.registry import by_tag
from workflow.stories.models import Story
from workflow.text.meaning import Level
from workflow.translation.models import ApprovedVersion
from workflow.translation.outdated import StoryVersions, reasons
from workflow.translation.queries import story_versions


class EditionRetracted(Exception):
    """A frozen edition carries what has been retracted. Freeze it anew: the words are left out."""

    def __init__(self, edition: Edition, slugs: list[str]) -> None:
        self.slugs = tuple(slugs)
        super().__init__(
            f"{edition} carries words of {', '.join(slugs)} that were retracted after it was "
            "frozen. It is not sent. Freeze the edition anew, and they are left out."
        )


def refuse_retracted(edition: Edition) -> None:
    """Let an edition pass that carries nothing retracted; raises :class:`EditionRetracted`."""
    slugs = [pin["story"] for pin in edition.pins if _is_retracted(pin)]
    if slugs:
        raise EditionRetracted(edition, slugs)


def _is_retracted(pin: Pin) -> bool:
    story = Story.objects.filter(slug=pin["story"]).first()
    if story is None:
        return False
    revision = story.revisions.filter(number=pin["revision"]).values_list("pk", flat=True).first()
    version = ApprovedVersion.objects.filter(
        translation__story=story,
        translation__language=by_tag(pin["language"]),
        number=pin["version"] or 0,
    ).first()
    if revision is None:
        return False
    versions = story_versions(
        story.pk,
        revisions={revision},
        versions={version.relay_id} if version and version.relay_id else (),
    )
    pulled = _pulled(versions, revision, version.relay_id if version else None)
    return not pulled <= set(pin.get("left_out", ()))


def _pulled(versions: StoryVersions, revision: int, relay: int | None) -> set[str]:
    return {
        segment.key
        for reason in reasons(versions, revision, relay)
        for segment in reason.segments
        if segment.level is Level.RETRACTION
    }
