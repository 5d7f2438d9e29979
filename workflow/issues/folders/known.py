"""What the database knows of one story already, read once before its folder is brought in."""

from dataclasses import dataclass, field

from workflow.languages.language import Language
from workflow.stories.models import Revision, Story
from workflow.translation.files.story_file import VersionName
from workflow.translation.models import ApprovedVersion, Translation
from workflow.translation.sources import SourceVersion


@dataclass(slots=True)
class KnownStory:
    """A story's rows: revisions by number, translations by language, approved by name."""

    story: Story | None = None
    revisions: dict[int, Revision] = field(default_factory=dict)
    translations: dict[Language, Translation] = field(default_factory=dict)
    approved: dict[VersionName, ApprovedVersion] = field(default_factory=dict)

    @property
    def newest(self) -> int:
        """The highest revision number, 0 when there is none."""
        return max(self.revisions, default=0)

    def newest_approved(self, language: Language) -> int:
        """The highest approved version of a language, 0 when there is none."""
        numbers = (name.number for name in self.approved if name.language == language)
        return max(numbers, default=0)

    def version(self, name: VersionName) -> SourceVersion | None:
        """The revision or the approved version of this name."""
        if self.story is not None and name.language == self.story.source_language:
            return self.revisions.get(name.number)
        return self.approved.get(name)

    def source_version(self, name: VersionName) -> SourceVersion:
        """The version of this name, which a check has found to be there."""
        version = self.version(name)
        if version is None:
            raise LookupError(f"There is no {name} of '{self.story}'. Check the folder first.")
        return version

    def made_from(self, language: Language) -> VersionName | None:
        """What a translation is made from now."""
        row = self.translations[language]
        made: list[SourceVersion] = [
            version for version in self.approved.values() if version.pk == row.relay_id
        ]
        made += [each for each in self.revisions.values() if each.pk == row.revision_id]
        return version_name_of(made[0]) if made else None

    def remember(self, version: SourceVersion) -> None:
        """Add a version just made."""
        name = version_name_of(version)
        if isinstance(version, Revision):
            self.revisions[name.number] = version
        else:
            self.approved[name] = version


def version_name_of(version: SourceVersion) -> VersionName:
    """The name by which files call a version."""
    if isinstance(version, Revision):
        return VersionName(language=version.story.source_language, number=version.number)
    return VersionName(language=version.translation.language, number=version.number)


def known_story(slug: str) -> KnownStory:
    """Everything of the story of this slug; four queries, one when there is none."""
    story = Story.objects.filter(slug=slug).select_related("coverage").first()
    if story is None:
        return KnownStory()
    known = KnownStory(story=story)
    for revision in Revision.objects.filter(story=story):
        revision.story = story
        known.revisions[revision.number] = revision
    by_id = {}
    for translation in Translation.objects.filter(story=story):
        translation.story = story
        known.translations[translation.language] = by_id[translation.pk] = translation
    if by_id:
        for version in ApprovedVersion.objects.filter(translation__in=by_id):
            version.translation = by_id[version.translation_id]
            known.remember(version)
    return known
