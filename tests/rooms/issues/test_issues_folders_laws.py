"""The laws of the content folders, over histories that editors and translators could make.

Whatever stands in the database, exported and loaded into an empty one, gives the same files again;
and loading what is there already changes nothing.
"""

import re
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
from tests.wording import worded
from workflow.issues.folders.export import export
from workflow.issues.folders.load import load
from workflow.languages.registry import ALL, by_tag
from workflow.people.actions import terminal_user
from workflow.stories.actions import add_image, add_story, set_house_style
from workflow.stories.content import SourceContent, StoryRefused
from workflow.stories.models import SourceChange
from workflow.stories.queries import segments_of
from workflow.text.meaning import Level
from workflow.text.problems import ShapeRefused
from workflow.text.segments import Field
from workflow.text.typography.apply import options
from workflow.translation.actions import (
    approve,
    catch_up,
    follow,
    reopen,
    request_changes,
    set_credits,
    start,
    submit_for_review,
)
from workflow.translation.changes import change_source, decide
from workflow.translation.claims import release
from workflow.translation.models import ApprovedVersion, Translation
from workflow.translation.problems import (
    FindingsRefused,
    Incomplete,
    SaveRefused,
    SourceRefused,
    StaleTexts,
)
from workflow.translation.reshaping import (
    UNDO,
    add_note,
    drop_block,
    merge_blocks,
    split_block,
    take_back,
)
from workflow.translation.reviewing import Reasons
from workflow.translation.sources import blocks_of, may_have_text
from workflow.translation.states import TranslationState
from workflow.translation.suggestions import accept
from workflow.translation.writing import confirm, current_versions, save_segment, suggest

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

    def choose_style(self) -> None:
        """A house style, or none."""
        chosen = self.draw(st.dictionaries(st.sampled_from(sorted(options())), st.just(-1)))
        style = {name: options()[name].values[at] for name, at in chosen.items()}
        set_house_style(self.coverage, style, by=self.by, at=AT)

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
                    change_source(story, self.content(story), by=self.by, at=AT)
                self.decide(story)
            other = by_tag(self.draw(st.sampled_from(others)))
            for _ in range(self.draw(st.integers(1, 7))):
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
                self.review(row)
            else:
                act = catch_up if self.draw(st.booleans()) else reopen
                act(row, by=self.by, at=AT)

    def decide(self, story) -> None:
        """An editor's word on what the last change means."""
        change = SourceChange.objects.filter(revision__story=story).last()
        if change is not None and not change.decisions.exists():
            level = self.draw(st.sampled_from(list(Level)))
            decide(change, level, seen=Level(change.proposed), by=self.by, at=AT)

    def review(self, row) -> None:
        """Put a word right, or not; then approve it or give it back."""
        if self.draw(st.integers(0, 3)) == 0:
            block = self.draw(st.sampled_from(blocks_of(row)))
            self.say(row, block, self.draw(words))
        if self.draw(st.integers(0, 3)) == 0:
            request_changes(row, by=self.by, at=AT)
            return
        try:
            with transaction.atomic():
                approve(row, credit_as=["Ann Bee"], by=self.by, at=AT)
        except (FindingsRefused, Incomplete):
            row.refresh_from_db()
            request_changes(row, by=self.by, at=AT)

    def write(self, row, source) -> None:
        if self.draw(st.integers(0, 3)) == 0:
            follow(row, source, by=self.by, at=AT)
        while self.draw(st.integers(0, 2)) == 0:
            self.reshape(row)
        whole = self.draw(st.integers(0, 2)) > 0
        for block in blocks_of(row):
            if may_have_text(block) and (whole or self.draw(st.booleans())):
                self.say(row, block, self.draw(words) if self.draw(st.integers(0, 5)) == 0 else "")
        if self.draw(st.booleans()):
            said = {"authors": self.draw(names), "translators": ["Ivan Doe"], "reviewers": []}
            set_credits(row, **said, by=self.by, at=AT)
        if whole:
            self.hand_in(row)
        elif self.draw(st.integers(0, 3)) == 0:
            release(row, by=self.by, at=AT)

    def reshape(self, row) -> None:
        """Do something to a block, where that can be."""
        keys = [block.key for block in blocks_of(row) if block.field is Field.BODY] or [""]
        keys += [*row.shape.get("dropped", ())]
        place = self.draw(st.integers(0, len(keys) - 1))
        key, by = keys[place], {"by": self.by, "at": AT}
        verbs = {
            "merge": lambda: merge_blocks(row, keys[place : place + 2], **by),
            "split": lambda: split_block(row, key, into=2, **by),
            "add": lambda: add_note(row, after=key, text=self.draw(words), **by),
            "drop": lambda: drop_block(row, key, reason=self.draw(words)[:300], **by),
        }
        verbs |= {verb: lambda verb=verb: take_back(row, verb, key, **by) for verb in UNDO}
        act = verbs[self.draw(st.sampled_from(sorted(verbs)))]
        with suppress(ShapeRefused, SaveRefused), transaction.atomic():
            act()
        row.refresh_from_db()

    def say(self, row, block, said: str) -> None:
        """Write a text, or what passes for a translation; now and then as a suggestion."""
        plain = f"{translated(block.text, row.language)} ·" if block.sources else "Нота ·"
        for text in filter(None, (said, plain, block.text)):
            base = current_versions(row, block.key).get(block.key)
            with suppress(SaveRefused):
                if self.draw(st.integers(0, 9)) == 0:
                    offered = suggest(row, block.key, text, base_version=base, by=self.by, at=AT)
                    accept(offered, by=self.by, at=AT)
                else:
                    save_segment(row, block.key, text, base_version=base, by=self.by, at=AT)
                return

    def hand_in(self, row) -> None:
        """Hand in what is complete; confirm what is stale, and write anew what checks refuse."""
        reasons = Reasons(for_all="We know.")
        for _ in range(3):
            try:
                with transaction.atomic():
                    submit_for_review(row, by=self.by, at=AT, reasons=reasons)
            except Incomplete:
                return
            except StaleTexts as refused:
                confirm(row, [each.key for each in refused.stale], by=self.by, at=AT)
            except FindingsRefused as refused:
                keys = {found.key for found in refused.found}
                for block in blocks_of(row):
                    if block.key in keys:
                        self.say(row, block, "")
            else:
                return


def translated(text: str, language) -> str:
    """What the checks take for a translation: markup and placeholders kept, no stray letters."""
    kept = re.sub(r"(?![A-Za-z])[^\W\d_]+", "", text)
    parts = re.split(r"(%\w)", kept)
    return "".join(part if part[:1] == "%" else worded(part, language) for part in parts)


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
    max_examples=20,
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
            history.choose_style()
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
