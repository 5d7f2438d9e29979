"""What a notice says of a translation: the story's title, the language, where to look."""

from workflow.stories.content import TITLE
from workflow.stories.models import SourceSegment
from workflow.stories.states import StoryKind
from workflow.translation.models import Translation


def about(translation: Translation) -> dict[str, str]:
    """The values that every notice about a translation carries."""
    story = translation.story
    return {
        "story": title_of(translation),
        "language": translation.language.tag,
        "path": f"/desk/stories/{story.slug}/{translation.language}/",
    }


def title_of(translation: Translation) -> str:
    """What the story is called in its newest revision, or its slug."""
    story = translation.story
    rows = SourceSegment.objects.filter(
        revision__story=story, field=TITLE[StoryKind(story.kind)]
    ).order_by("-revision__number")
    text: str | None = rows.values_list("text", flat=True).first()
    return text or story.slug
