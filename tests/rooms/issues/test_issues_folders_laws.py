"""The laws of the content folders, over histories that editors and translators could make.

Whatever stands in the database, exported and loaded into an empty one, gives the same files again;
and loading what is there already changes nothing.
"""

import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories import (
    AT,
    blocks,
    coverage,
    draft,
    issue,
    picture,
    team,
)
from workflow.issues.folders.export import export
from workflow.issues.folders.load import load
from workflow.languages.registry import ALL, by_tag
from workflow.people.actions import terminal_user
from workflow.stories.actions import add_image, add_story, revise
from workflow.stories.content import SourceContent, StoryRefused
from workflow.stories.queries import segments_of
from workflow.translation.actions import (
    approve,
    follow,
    reopen,
    request_changes,
    set_credits,
    start,
    submit_for_review,
)
from workflow.translation.claims import release
from workflow.translation.models import ApprovedVersion, Translation
from workflow.translation.problems import Incomplete, SaveRefused, SourceRefused
from workflow.translation.sources import may_have_text
from workflow.translation.states import TranslationState
from workflow.translation.writing import current_versions, save_segment

pytestmark = pytest.mark.django_db

FRAGMENTS = [
    "plain words", "「餃子」外交，真的！", "«Вареник» — це п’ять літер", "„Pierogi” – co dalej?",
    "it's \"quoted\"", "a: b", "ends with:", "---", "# not a heading", "#tag", " leading", "x #y",
    "- dash", "1. one", "> mark", "[a, b]", "{c}", "%d", "@who", "`code`", "*em*", "**b**", "_u_",
    "[link](https://example.org/a_(b))", "\\", "\\n", "&amp;", "<b>tag</b>", "🥟👩‍👩‍👧", "…", "~",
    "null", "yes", "2026-10-02", "a\u00a0b", "\u2028", "\u200bzero", "tab\there", "![alt](x.png)",
    "— dash first", "***", "!bang", "'", '"', "key: [v", "ć́", "C#", "100 %", "```",     "=", "?",
]  # fmt: skip
words = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), min_size=1, max_size=3
).map(" ".join)
names = st.lists(words.map(lambda text: text[:60]), max_size=2)
FORMS = [
    "{0}", "## {0}", "> {0}\n>\n> — {1}", "- {0}\n- {1}", "1. {0}\n2. {1}\n\n   {0}",
    "```py\n{0}\n```",
    "---", "![{0}](p.png)",
    "{0}[^{n}]\n\n[^{n}]: {1}", "> - {0}\n>\n> {1}", "{0}\\\n{1}", "### {1}",
]  # fmt: skip
bodies = st.lists(st.tuples(st.sampled_from(FORMS), words, words), min_size=1, max_size=5).map(
    lambda drawn: "\n\n".join(form.format(*texts, n=n) for n, (form, *texts) in enumerate(drawn))
)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # each example is slow: no shrinking
TAGS = tuple(language.tag for language in ALL)
FIELDS = ("tagline", "excerpt", "image_alt", "image_caption", "image_credit", "correction")


class History:
    """Makes a small newsroom's past, choice by choice."""

    def __init__(self, data) -> None:
        self.draw = data.draw
        self.by = terminal_user()
        self.coverage = coverage("harbours")
        for language in ALL:
            team(language, allows_self_review=True)

    def story(self, slug: str):
        language = by_tag(self.draw(st.sampled_from(TAGS)))
        story = add_story(
            self.coverage,
            slug,
            language=language,
            content=self.content(),
            number=self.draw(st.integers(1, 3)),
            by=self.by,
            at=AT,
        )
        others = [tag for tag in TAGS if tag != language.tag]
        for _ in range(self.draw(st.integers(1, 4))):
            if self.draw(st.integers(0, 3)) == 0:
                with suppress(StoryRefused):
                    revise(story, self.content(story), by=self.by, at=AT)
            other = by_tag(self.draw(st.sampled_from(others)))
            for _ in range(self.draw(st.integers(1, 4))):
                self.translate(story, other)
        return story

    def content(self, story=None) -> SourceContent:
        if story is not None and self.draw(st.booleans()):  # a small change, as most are
            segments = list(segments_of(story.revisions.order_by("number").last()))
            place = self.draw(st.integers(0, len(segments) - 1))
            del segments[place]
            return SourceContent(blocks=tuple(segments), authors=("Ola Doe",))
        fields = {name: self.draw(words) for name in FIELDS if self.draw(st.booleans())}
        image = add_image(picture(colour=self.draw(st.sampled_from(["teal", "red"]))))
        image = image if self.draw(st.booleans()) else None
        made = blocks("Text.\n\n" + self.draw(bodies), headline="H " + self.draw(words), **fields)
        return SourceContent(
            blocks=made,
            authors=tuple(self.draw(names)),
            licence=self.draw(words)[:80],
            image=image,
            image_name="cover.png" if image else "",
        )

    def translate(self, story, language) -> None:
        row = Translation.objects.filter(story=story, language=language).first()
        sources = [*story.revisions.all()]
        sources += ApprovedVersion.objects.filter(translation__story=story)
        source = sources[self.draw(st.integers(0, len(sources) - 1))]
        with suppress(SourceRefused):
            if row is None:
                row = draft(story, language, made_from=source)
            elif row.state == TranslationState.OPEN:
                start(row, made_from=source, by=self.by, at=AT)
            elif row.state == TranslationState.DRAFTING:
                self.write(row, source)
            elif row.state == TranslationState.IN_REVIEW:
                act = request_changes if self.draw(st.integers(0, 3)) == 0 else approve
                act(row, by=self.by, at=AT, **self.credits_for(act))
            else:
                reopen(row, by=self.by, at=AT)

    def credits_for(self, act):
        return {"credit_as": ["Ann Bee"]} if act is approve else {}

    def write(self, row, source) -> None:
        if self.draw(st.integers(0, 3)) == 0:
            follow(row, source, by=self.by, at=AT)
        whole = self.draw(st.booleans())
        for segment in segments_of(row.revision):
            if not may_have_text(segment) or not (whole or self.draw(st.booleans())):
                continue
            said = self.draw(words) if self.draw(st.booleans()) else f"{segment.text} ·"
            for text in (said, segment.text):
                with suppress(SaveRefused):
                    base = current_versions(row, segment.key).get(segment.key)
                    save_segment(row, segment.key, text, base_version=base, by=self.by, at=AT)
                    break
        if self.draw(st.booleans()):
            said = {"authors": self.draw(names), "translators": ["Ivan Doe"], "reviewers": []}
            set_credits(row, **said, by=self.by, at=AT)
        if whole:
            with suppress(Incomplete):
                submit_for_review(row, by=self.by, at=AT)
        elif self.draw(st.integers(0, 3)) == 0:
            release(row, by=self.by, at=AT)


@contextmanager
def undone():
    """A database as it was before, afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def tree(root: Path) -> dict[str, bytes]:
    """Every file under a folder."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def rows() -> dict[str, int]:
    """How many rows each of our tables has."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("workflow.")]
    return {model._meta.label: model._base_manager.count() for model in ours}


def assert_lawful(first: Path, second: Path) -> None:
    """Load into what is empty, load again, export: nothing is added, nothing is different."""
    with undone():
        load(first, by=terminal_user(), at=AT)
        before = rows()
        again = load(first, by=terminal_user(), at=AT)
        assert (again.added, again.changed) == ([], [])
        assert rows() == before
        export(second)
        assert tree(second) == tree(first)


@settings(
    max_examples=15,
    deadline=None,
    phases=PHASES,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_what_was_exported_and_loaded_into_an_empty_desk_is_exported_byte_for_byte(data):
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "first"), Path(folder, "second")
        with undone():
            history = History(data)
            issue("issue-1", stories=[history.story("story-1")])
            export(first)
            known = load(first, by=terminal_user(), at=AT)
            assert (known.added, known.changed) == ([], [])
        assert_lawful(first, second)


def test_the_sample_is_written_as_the_program_writes_it(project_root, tmp_path):
    with undone():
        load(project_root, by=terminal_user(), at=AT)
        again = load(project_root, by=terminal_user(), at=AT)
        assert (again.added, again.changed) == ([], [])
        export(tmp_path)
    for name, data in tree(tmp_path).items():
        assert (project_root / name).read_bytes() == data, name
