"""What went wrong for users of other translation systems, and must not go wrong here."""

import io

import pytest

from tests import factories as make
from tests.factories import AT, EN, LATER, PL, UK, ZH
from tests.racing import race
from workflow.exchange.actions import bring_in, take_out
from workflow.exchange.forms import read_file, write_file
from workflow.exchange.outcome import Outcome
from workflow.exchange.values import Form
from workflow.glossary.actions import decide as decide_term
from workflow.glossary.queries import history, term_base
from workflow.glossary.tbx.read import read_tbx
from workflow.issues.folders.load import load
from workflow.issues.freeze import freeze, says_the_same
from workflow.issues.links import Links
from workflow.issues.preflight import prepare
from workflow.issues.readiness import Status, board
from workflow.issues.snapshot import snapshot
from workflow.languages.registry import ALL
from workflow.memory.importing import begin_import
from workflow.memory.lookup import lookup
from workflow.memory.models import MemoryPair
from workflow.memory.values import Query
from workflow.memory.work import run_imports
from workflow.people.actions import terminal_user
from workflow.people.models import User
from workflow.people.roles import NewsroomRole, TeamRole
from workflow.stories.actions import revise
from workflow.stories.models import SourceChange
from workflow.teams.actions import forget
from workflow.text.meaning import Level
from workflow.text.terms.values import TermForm
from workflow.translation.actions import (
    approve,
    catch_up,
    follow,
    reopen,
    submit_for_review,
)
from workflow.translation.changes import change_source, decide
from workflow.translation.models import ApprovedVersion, Contribution, Credit, SegmentVersion
from workflow.translation.problems import SegmentConflict
from workflow.translation.queries import standings, translated_text
from workflow.translation.reshaping import merge_blocks, split_block
from workflow.translation.states import Origin, TranslationState
from workflow.translation.workbench import workbench
from workflow.translation.writing import current_versions, save_segment

pytestmark = pytest.mark.django_db

LINKS = Links(base="https://news.example")


def change(story, body: str, headline: str = "H"):
    return change_source(story, make.content(body, headline=headline), by=make.editor(), at=LATER)


def standing(story, language=UK):
    return standings([story.pk], ALL)[story.pk, language]


def issue_of(story):
    issue = make.issue("first", stories=[story])
    for language in (ZH, UK, PL):
        make.approved(issue.letter, language)
    return issue


def test_a_comma_in_a_published_source_changes_no_edition_and_costs_no_approval():
    story = make.story(body="Nine ferries leave and ten return.", headline="H")
    versions = [make.approved(story, language) for language in (ZH, UK, PL)]
    issue = issue_of(story)
    frozen = freeze(issue, UK, by=make.editor(), at=AT, links=LINKS)
    change(story, "Nine ferries leave, and ten return.")
    for version in versions:
        found = standing(story, version.translation.language)
        assert (found.state, found.outdated) == (TranslationState.APPROVED, ())
        assert found.approved.approved_version_id == version.pk
    assert says_the_same(frozen, prepare(snapshot(issue), UK, links=LINKS))


def test_a_comma_matters_when_an_editor_says_so_and_no_longer_when_she_takes_it_back():
    story = make.story(body="Nine ferries leave and ten return.", headline="H")
    make.approved(story, UK)
    change(story, "Nine ferries leave, and ten return.")
    (row,) = SourceChange.objects.all()
    decide(row, Level.FACT, seen=Level.TYPO, by=make.editor(), at=LATER)
    assert standing(story).level is Level.FACT
    decide(row, Level.TYPO, seen=Level.FACT, by=make.editor(), at=LATER)
    assert standing(story).outdated == ()


def test_a_changed_number_is_shown_at_once_everywhere_and_blocks_the_board():
    story = make.story(body="A fleet of 24 ferries.", headline="H")
    for language in (ZH, UK, PL):
        make.approved(story, language)
    issue = issue_of(story)
    change(story, "A fleet of 42 ferries.")
    seen = board(snapshot(issue))
    for cell in seen.rows[1].cells:
        if cell.language != EN:
            assert (cell.status, cell.holds) == (Status.OUTDATED, True)
            assert "24" in cell.why.in_(EN)
            assert "42" in cell.why.in_(EN)
    assert [each.language for each in seen.editions if each.sendable] == [EN]


def test_after_two_edits_the_diff_is_against_what_the_translator_last_saw():
    story = make.story(body="The quay has one lamp.", headline="H")
    version = make.approved(story, UK)
    change(story, "The quay has two lamps.")
    change(story, "The old quay has two lamps.")
    (view,) = workbench(version.translation).stale
    assert (view.made_from, view.source) == (
        "The quay has one lamp.",
        "The old quay has two lamps.",
    )
    assert view.stale.level is Level.FACT


def test_edits_that_cancel_each_other_outdate_nothing():
    story = make.story(body="The quay has one lamp.", headline="H")
    make.approved(story, UK)
    change(story, "The quay has two lamps.")
    change(story, "The quay has one lamp.")
    assert standing(story).outdated == ()


def test_of_two_who_save_the_same_segment_both_texts_stay_and_neither_types_again():
    row = make.draft(make.story(body="Nine ferries leave at dawn.", headline="H"))
    base = save(row, "Дев’ять поромів відходять на світанку.", None)
    theirs = save(row, "Дев’ять поромів відпливають на світанку.", base)
    with pytest.raises(SegmentConflict) as conflict:
        save(row, "Дев’ять старих поромів відходять на світанку.", base)
    merged = conflict.value.merge
    assert merged.text == "Дев’ять старих поромів відпливають на світанку."
    texts = set(SegmentVersion.objects.values_list("text", flat=True))
    assert texts >= {base.text, theirs.text, conflict.value.mine.text}
    assert save(row, merged.text, theirs).text == merged.text


def save(row, text, base, *, by=None, key="s2", origin=Origin.HUMAN):
    by = by or make.editor()
    return save_segment(row, key, text, base_version=base, by=by, at=AT, origin=origin)


@pytest.mark.django_db(transaction=True)
def test_ten_who_save_the_same_segment_at_once_lose_nothing():
    row = make.draft(make.story(body="Nine ferries.", headline="H"))
    base = save(row, "Пороми.", None)
    people = [make.editor() for _ in range(5)]
    outcomes = race(
        *(
            lambda person=person: save(row, f"Пороми, {person.username}.", base, by=person)
            for person in people
        )
    )
    assert sum(isinstance(each, SegmentVersion) for each in outcomes) == 1
    assert sum(isinstance(each, SegmentConflict) for each in outcomes) == 4
    assert SegmentVersion.objects.count() == 6


TABLE = "\n".join(f"- {answer}" for answer in ("Yes", "No", "Yes", "No", "No", "Yes"))


def test_a_paragraph_above_repeated_short_items_resets_none_of_them():
    story = make.story(body=f"First.\n\n{TABLE}", headline="H")
    version = make.approved(story, UK)
    before = {key: each.text for key, each in current_versions(version.translation).items()}
    change(story, f"First.\n\nSomething new stands here.\n\n{TABLE}")
    row = version.translation
    assert {segment.key for segment in standing(story).outdated[0].segments} == {"s9"}
    catch_up(row, by=make.editor(), at=LATER)
    assert {key: each.text for key, each in current_versions(row).items()} == before
    assert [view.block.key for view in workbench(row).blocks if not view.text] == ["s9"]


def test_three_list_items_may_become_five_and_diff_and_staleness_still_work():
    story = make.story(body="- One and two\n- Three and four\n- Five", headline="H")
    row = make.draft(story, UK)
    make.fill(row)
    split_block(row, "s2", by=terminal_user(), at=AT)
    split_block(row, "s3", by=terminal_user(), at=AT)
    for key in ("s2.2", "s3.2"):
        save(row, f"Ще один: {key.replace('.', '-')}", None, key=key, by=terminal_user())
    submit_for_review(row, by=terminal_user(), at=AT)
    version = approve(row, by=make.editor(), at=AT)
    text = translated_text(version)
    assert [block.key for block in text.segments] == ["s1", "s2", "s2.2", "s3", "s3.2", "s4"]
    assert [block.sources for block in text.segments][1:3] == [("s2",), ("s2",)]
    change(story, "- One and two\n- Three and forty\n- Five")
    assert standing(story).outdated[0].keys == ("s3",)
    stale = [view.block.key for view in workbench(row).stale]
    assert stale == ["s3", "s3.2"]


def test_merged_blocks_survive_an_edit_of_the_source_around_them():
    story = make.story(body="One.\n\nTwo.\n\nThree.", headline="H")
    row = make.draft(story, UK)
    make.fill(row)
    merge_blocks(row, ["s2", "s3"], by=terminal_user(), at=AT)
    merged = current_versions(row)["s2"].text
    assert merged == "[uk] Оне. [uk] Тво."
    newer = revise(
        story, make.content("New.\n\nOne.\n\nTwo.\n\nThree.", headline="H"), by=make.editor(), at=AT
    )
    follow(row, newer, by=terminal_user(), at=AT)
    views = {view.block.key: view for view in workbench(row).blocks}
    assert views["s2"].block.sources == ("s2", "s3")
    assert views["s2"].text == merged
    assert "s3" not in views


def test_languages_made_from_each_other_in_turn_go_stale_rightly_and_never_in_a_circle():
    story = make.story(language=EN, body="A fleet of 24 ferries.", headline="H")
    polish = make.approved(story, PL)
    ukrainian = make.approved(story, UK, made_from=polish)
    chinese = make.approved(story, ZH, made_from=ukrainian)
    reopen(polish.translation, by=terminal_user(), at=AT)
    with pytest.raises(Exception, match="was itself made from the pl translation"):
        follow(polish.translation, chinese, by=terminal_user(), at=AT)
    change(story, "A fleet of 42 ferries.")
    found = standings([story.pk], ALL)
    vias = {language: found[story.pk, language].outdated[0].via for language in (PL, UK, ZH)}
    assert vias == {PL: None, UK: PL, ZH: UK}
    assert all(found[story.pk, language].level is Level.FACT for language in (PL, UK, ZH))


def test_new_machine_text_in_a_published_translation_waits_for_review():
    story = make.story(body="A fleet of 24 ferries.", headline="H")
    version = make.approved(story, UK)
    said = translated_text(version)
    change(story, "A fleet of 42 ferries.")
    row = version.translation
    catch_up(row, by=make.editor(), at=LATER)
    base = current_versions(row)["s2"]
    save(row, "Флот із 42 поромів.", base, origin=Origin.MACHINE)
    found = standing(story)
    assert found.approved == said
    assert found.state is TranslationState.DRAFTING
    assert current_versions(row)["s2"].origin == Origin.MACHINE


def test_a_deleted_account_takes_no_text_and_no_credit_with_it():
    olena = make.user("olena", uk=TeamRole.TRANSLATOR)
    story = make.story(body="Nine ferries leave.", headline="H")
    row = make.draft(story, UK, by=olena)
    save(row, "Заголовок", None, by=olena, key="s1")
    save(row, "Дев’ять поромів відходять.", None, by=olena)
    submit_for_review(row, by=olena, at=AT)
    version = approve(row, by=make.editor(), at=AT)
    before = translated_text(version)
    admin = make.user("root", role=NewsroomRole.ADMIN)
    forget(olena, by=admin, at=LATER)
    version = ApprovedVersion.objects.get(pk=version.pk)
    assert translated_text(version) == before
    assert before.translators == ("Olena",)
    assert Credit.objects.get(role="translator").name == "Olena"
    words = Contribution.objects.get(kind="words")
    assert (words.name, words.user, words.amount) == ("Olena", None, 4)
    assert words.person is not None
    assert SegmentVersion.objects.count() == 2


def test_loading_the_folders_again_takes_nothing_away(tmp_path):
    story = make.story(body="Nine ferries leave.", headline="H")
    version = make.approved(story, UK)
    ledger = list(Contribution.objects.values_list("name", "amount"))
    (tmp_path / "issues").mkdir()
    (tmp_path / "translations").mkdir()
    load(tmp_path, by=terminal_user(), at=LATER)
    assert translated_text(ApprovedVersion.objects.get(pk=version.pk)).number == 1
    assert list(Contribution.objects.values_list("name", "amount")) == ledger


def test_a_translation_done_anew_leaves_the_first_translators_credit_standing():
    story = make.story(body="Nine ferries leave.", headline="H")
    olena, ivan = (make.user(name, uk=TeamRole.TRANSLATOR) for name in ("olena", "ivan"))
    reviewer = make.editor()
    row = make.draft(story, UK, by=olena)
    save(row, "Заголовок", None, by=olena, key="s1")
    first = save(row, "Дев’ять поромів відходять.", None, by=olena)
    submit_for_review(row, by=olena, at=AT)
    approve(row, by=reviewer, at=AT)
    reopen(row, by=ivan, at=LATER)
    save(row, "Відчалює дев’ятка паромів.", first, by=ivan)
    submit_for_review(row, by=ivan, at=LATER)
    approve(row, by=reviewer, at=LATER)
    words = Contribution.objects.filter(kind="words").values_list("name", "amount")
    assert list(words) == [("Olena", 4), ("Ivan", 3)]


@pytest.mark.parametrize("form", list(Form))
def test_three_list_items_become_five_and_files_and_the_memory_still_work(form):
    story = make.story(body="- Rice and tea.\n- Bread.\n- Salt.", headline="Shopping")
    row = make.draft(story, UK, by=make.editor())
    for key in ("s2", "s3"):
        split_block(row, key, by=terminal_user(), at=AT)
    make.fill(row)
    data = write_file(take_out(row, form, by=terminal_user(), at=AT), form)
    brought = bring_in(
        row, read_file(data, name="a"), name="a", sha256="0", by=terminal_user(), at=AT
    )
    assert [unit.key for unit in brought.units] == ["s1", "s2", "s2.2", "s3", "s3.2", "s4"]
    assert {unit.outcome for unit in brought.units} == {Outcome.SAME}
    submit_for_review(row, by=terminal_user(), at=AT)
    approve(row, by=terminal_user(), at=AT)
    [hits] = lookup([Query(text="Rice and tea.")], source=EN, target=UK)
    said = {key: version.text for key, version in current_versions(row).items()}
    assert hits[0].translation == f"{said['s2']}\n{said['s2.2']}"


def test_nothing_is_skipped_silently_in_files_of_units_of_pairs_or_of_terms():
    """In XLIFF, TMX and TBX alike: what cannot enter is told one by one, with a reason."""
    by = make.editor()
    row = make.draft(make.story(body="One.\n\nTwo.", headline="Three"), UK, by=by)
    data = write_file(take_out(row, Form.XLIFF_1, by=by, at=AT), Form.XLIFF_1)
    data = data.replace(b'id="s3"', b'id="x"').replace(b"s3@0 paragraph", b"")
    brought = bring_in(row, read_file(data, name="a"), name="a", sha256="0", by=by, at=AT)
    assert [each.outcome for each in brought.units if each.key != "s1"] == [
        Outcome.SAME,
        Outcome.UNKNOWN,
        Outcome.ABSENT,
    ]
    assert [each.outcome for each in brought.told] == [Outcome.UNKNOWN, Outcome.ABSENT]

    head, tail = b'<tmx version="1.4"><header/><body>', b"</body></tmx>"
    unit = b'<tu><tuv xml:lang="%s"><seg>Gull</seg></tuv></tu>'
    tmx = head + b"".join(unit % tag for tag in (b"en", b"ru", b"uk")) + tail
    file = begin_import(io.BytesIO(tmx), name="a.tmx", by=by, at=AT)
    run_imports(clock=lambda: AT)
    assert [each.number for each in file.rejects.all()] == [1, 2, 3]
    assert all(each.why.in_(EN) for each in file.rejects.all())

    term = b'<langSet xml:lang="%s"><tig><term>x</term></tig></langSet>'
    entries = b"".join(
        b'<termEntry id="t%d">%s</termEntry>' % (number, term % tag)
        for number, tag in ((1, b"ru"), (2, b"uk"))
    )
    tbx = b"<martif><text><body>" + entries + b"</body></text></martif>"
    found = read_tbx(io.BytesIO(tbx))
    assert [each.forms[0].language for each in found.concepts] == [UK]
    assert len(found.left_out) == 2


def test_a_deleted_account_takes_no_pair_and_no_term_with_it():
    maria = make.user("maria", uk=TeamRole.REVIEWER)
    make.approved(make.story(body="Gulls follow the ferry.", headline="Gulls"))
    decide_term("gull", TermForm(language=UK, text="Чайка"), by=maria, at=AT)
    pairs = MemoryPair.objects.filter(replaced_at=None).count()
    forget(maria, by=maria, at=LATER)
    for user in User.objects.exclude(pk=None):
        user.delete()
    assert MemoryPair.objects.filter(replaced_at=None).count() == pairs > 0
    assert [line.by_name for line in history("gull")] == ["Maria"]
    assert term_base().find("Чайки", UK)
