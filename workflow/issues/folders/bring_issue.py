"""Bringing coverages and issues in, and checking what an issue refers to."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from workflow.issues.actions import SlotPlan, add_issue, plan_issue, set_slots
from workflow.issues.folders.coverage_file import CoverageFile
from workflow.issues.folders.issue_file import IssueFile
from workflow.issues.folders.toml import TomlReader
from workflow.issues.models import Issue
from workflow.people.models import User
from workflow.stories.actions import (
    add_coverage,
    set_coverage_languages,
    set_coverage_words,
    set_house_style,
)
from workflow.stories.models import Coverage, Story
from workflow.stories.states import StoryKind


class News(StrEnum):
    """What a file brought."""

    ADDED = "added"
    CHANGED = "changed"
    NOTHING = "nothing"


def bring_coverage(slug: str, file: CoverageFile, *, by: User, at: datetime) -> News:
    """Make the coverage what its file says."""
    coverage = Coverage.objects.filter(slug=slug).first()
    if coverage is None:
        coverage = add_coverage(slug, languages=file.languages, by=by, at=at)
        set_coverage_words(coverage, file.words, by=by, at=at)
        set_house_style(coverage, file.house_style, by=by, at=at)
        return News.ADDED
    changed = [
        set_coverage_languages(coverage, file.languages, by=by, at=at),
        set_coverage_words(coverage, file.words, by=by, at=at),
        set_house_style(coverage, file.house_style, by=by, at=at),
    ]
    return News.CHANGED if any(changed) else News.NOTHING


def bring_issue(slug: str, file: IssueFile, *, by: User, at: datetime) -> News:
    """Make a planned issue what its file says."""
    slugs = [file.letter, *(slot.story for slot in file.slots)]
    stories = {story.slug: story for story in Story.objects.filter(slug__in=slugs)}
    issue = Issue.objects.filter(slug=slug).select_related("letter").first()
    slots = [
        SlotPlan(story=stories[slot.story], layout=slot.layout, fallback=slot.fallback)
        for slot in file.slots
    ]
    letter = stories[file.letter]
    if issue is None:
        issue = add_issue(
            Coverage.objects.get(slug=file.coverage),
            slug,
            number=file.number,
            letter=letter,
            languages=file.languages,
            planned_at=file.planned_at,
            by=by,
            at=at,
        )
        set_slots(issue, slots, by=by, at=at)
        return News.ADDED
    changed = [
        plan_issue(
            issue,
            letter=letter,
            languages=file.languages,
            planned_at=file.planned_at,
            by=by,
            at=at,
        ),
        set_slots(issue, slots, by=by, at=at),
    ]
    return News.CHANGED if any(changed) else News.NOTHING


class IssueCheck:
    """What issues may refer to: coverages by slug, and kinds of stories by slug.

    No kind is known of a story whose own file has to be mended first; nothing is said of it here.
    """

    def __init__(
        self, coverages: Mapping[str, tuple[str, ...]], kinds: Mapping[str, StoryKind | None]
    ) -> None:
        self.coverages = coverages
        self.kinds = kinds
        self._numbers: dict[tuple[str, int], str] = {}

    def run(self, slug: str, file: IssueFile, reader: TomlReader) -> None:
        """Say of everything an issue names whether it is there and fits."""
        self._check_coverage(file, reader)
        self._check_number(slug, file, reader)
        kinds = {**self._kinds_at_the_desk(file), **self.kinds}
        self._check_story("letter", file.letter, StoryKind.LETTER, kinds, reader)
        for place, slot in enumerate(file.slots):
            where = f"slots.{place}.story"
            self._check_story(where, slot.story, StoryKind.STORY, kinds, reader)

    def _check_coverage(self, file: IssueFile, reader: TomlReader) -> None:
        tags = self.coverages.get(file.coverage)
        if tags is None:
            reader.say(
                "coverage",
                f"There is no coverage '{file.coverage}'. Write "
                f"issues/{file.coverage}.toml, or name another.",
            )
            return
        foreign = [language.tag for language in file.languages if language.tag not in tags]
        if foreign:
            reader.say(
                "languages",
                f"The coverage '{file.coverage}' has no {', '.join(foreign)}. "
                f"Add it in issues/{file.coverage}.toml, or remove it here.",
            )

    def _check_number(self, slug: str, file: IssueFile, reader: TomlReader) -> None:
        key = (file.coverage, file.number)
        rows = Issue.objects.filter(coverage__slug=file.coverage, number=file.number)
        taken = {*rows.exclude(slug=slug).values_list("slug", flat=True)}
        if key in self._numbers:
            taken.add(self._numbers[key])
        for other in sorted(taken):
            reader.say(
                "number",
                f"Issue {file.number} of '{file.coverage}' is '{other}'. "
                "Give this one another number.",
            )
        self._numbers[key] = slug
        row = Issue.objects.filter(slug=slug).select_related("coverage").first()
        if row is not None and (row.coverage.slug, row.number) != key:
            reader.say(
                "number",
                f"The desk has '{slug}' as issue {row.number} of "
                f"'{row.coverage}'. Change it back, or give the folder another name.",
            )

    def _check_story(
        self,
        where: str,
        slug: str,
        kind: StoryKind,
        kinds: Mapping[str, StoryKind | None],
        reader: TomlReader,
    ) -> None:
        if slug not in kinds:
            reader.say(
                where,
                f"There is no story '{slug}'. Add it in translations/{slug}/, or name another.",
            )
        elif (found := kinds[slug]) is not None and found is not kind:
            reader.say(where, f"'{slug}' is a {found}; a {kind} belongs here. Name another.")

    def _kinds_at_the_desk(self, file: IssueFile) -> dict[str, StoryKind]:
        named = {file.letter, *(slot.story for slot in file.slots)} - set(self.kinds)
        rows = Story.objects.filter(slug__in=named).values_list("slug", "kind") if named else ()
        return {slug: StoryKind(kind) for slug, kind in rows}
