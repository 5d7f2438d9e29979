"""Reshaped translations in the content folders: merged, split, added and dropped blocks."""

import pytest

from tests.content_folders import (
    EN_FILE,
    PL_FILE,
    PL_TEXT,
    SOURCE,
    UK_FILE,
    UK_TEXT,
    Folders,
    usual,
)
from tests.factories import AT, PL, UK, draft, editor, fill, story
from workflow.issues.folders.export import export
from workflow.people.actions import terminal_user
from workflow.text.segments import Field
from workflow.translation.actions import approve, submit_for_review
from workflow.translation.hashing import version_hash
from workflow.translation.models import SegmentVersion, Translation
from workflow.translation.queries import translated_text
from workflow.translation.reshaping import (
    add_note,
    drop_block,
    merge_blocks,
    split_block,
    take_back,
)
from workflow.translation.reviewing import Reasons
from workflow.translation.writing import current_versions, save_segment

pytestmark = pytest.mark.django_db

BODY = "It leaves at nine.\n\nIt never waits.\n\nNobody waves.\n\n## Gulls\n\nThey follow it.\n"
LONG = SOURCE.split("---\n\n")[0] + f"---\n\n{BODY}"
RESHAPED = """---
role: translation
state: approved
made-from: en@1
version: 1
merged: [1-2]
split: [3 into 2]
dropped: ["4: the note says it"]
added: [after 3.1, after 5]
translators: [Olena]
reviewers: [Ivan]
headline: Пором
---

Він відходить о дев’ятій і ніколи не чекає.

Ніхто не махає.

Пором тут знають усі.

Ніхто й не дивиться.

За ним летять.

Ідеться про мартинів.
"""
PLAIN_DRAFT = UK_TEXT.replace("state: approved", "state: drafting").replace("version: 1\n", "")


@pytest.fixture
def folders(tmp_path) -> Folders:
    made = usual(tmp_path)
    made.write(EN_FILE, LONG)
    made.write(UK_FILE, RESHAPED)
    (tmp_path / PL_FILE).unlink()
    return made


def translation(language=UK) -> Translation:
    return Translation.objects.get(language=language, story__slug="ferry")


def body(row: Translation) -> list[str]:
    version = row.approved_versions.order_by("number").last()
    return [
        f"{each.key}: {each.text}"
        for each in translated_text(version).segments
        if each.field is Field.BODY
    ]


def exported(tmp_path, name: str = UK_FILE) -> str:
    export(tmp_path / "out")
    return (tmp_path / "out" / name).read_text("utf-8")


# What comes in and goes out ----------------------------------------------------------------------


def test_a_reshaped_translation_comes_in_with_its_own_blocks(folders):
    folders.load()
    assert body(translation()) == [
        "s2: Він відходить о дев’ятій і ніколи не чекає.",
        "s4: Ніхто не махає.",
        "n1: Пором тут знають усі.",
        "s4.2: Ніхто й не дивиться.",
        "s6: За ним летять.",
        "n2: Ідеться про мартинів.",
    ]
    assert translation().shape["dropped"] == {"s5": "the note says it"}


def test_it_goes_out_as_it_came_in_and_loading_it_again_changes_nothing(folders, tmp_path):
    folders.load()
    assert exported(tmp_path) == RESHAPED
    report = folders.load()
    assert (report.added, report.changed) == ([], [])


def test_its_shape_is_part_of_its_fingerprint(folders):
    folders.load()
    version = translation().approved_versions.get()
    said = translated_text(version).segments
    usual_hash = {
        "made_from": "en@1",
        "authors": [],
        "translators": ["Olena"],
        "reviewers": ["Ivan"],
        "texts": [each.text for each in said],
    }
    assert version.content_hash == version_hash(**usual_hash, shape=version.shape)
    folders.change(UK_FILE, ("4: the note says it", "4: for want of room"))
    (problem,) = folders.problems()
    assert problem.startswith(f"{UK_FILE}:5: Version 1 is approved with other words or names")


def test_the_pieces_of_the_desk_go_out_by_places(tmp_path):
    row = draft(story("ferry", body=BODY, headline="The ferry"), by=editor())
    by = {"by": editor(), "at": AT}
    add_note(row, after="s2", text="Нота.", **by)
    take_back(row, "take out", "n1", **by)
    add_note(row, after="s3", text="Друга нота.", **by)  # its key is n2: n1 is never used again
    merge_blocks(row, ["s2", "s3"], **by)
    split_block(row, "s4", **by)
    drop_block(row, "s5", reason="Зайве.", **by)
    fill(row)
    said = exported(tmp_path)
    assert (
        'made-from: en@1\nmerged: [1-2]\nsplit: [3 into 2]\ndropped: ["4: Зайве."]\n'
        "added: [n2 after 2]\n"
    ) in said
    assert "Друга нота." not in said  # ``fill`` wrote every block anew
    assert said.count("\n\n") == 5


def test_a_note_nobody_has_written_anew_is_a_gap(tmp_path):
    row = draft(story("ferry", body=BODY, headline="The ferry"), by=editor())
    add_note(row, after="s2", text="Нота.", by=editor(), at=AT)
    base = current_versions(row)["n1"]
    save_segment(row, "n1", "", base_version=base, by=editor(), at=AT)
    save_segment(row, "s3", "Не чекає.", base_version=None, by=editor(), at=AT)
    said = exported(tmp_path)
    assert "added: [after 1]\nuntranslated: [1, 2]\n" in said
    assert said.endswith("It leaves at nine.\n\n…\n\nНе чекає.\n")


@pytest.mark.parametrize("state", ["open", "drafting", "in_review"])
def test_a_reshaped_draft_comes_back_in_its_state(folders, tmp_path, state):
    text = RESHAPED.replace("state: approved", f"state: {state}").replace("version: 1\n", "")
    folders.write(UK_FILE, text)
    folders.load()
    assert translation().state == state
    assert exported(tmp_path) == text
    assert folders.load().changed == []


def test_a_relay_of_a_reshaped_pivot_counts_the_blocks_of_the_original(folders, tmp_path):
    relay = RESHAPED.replace("en@1", "uk@1").replace("Пором\n---", "Prom\n---")
    for old, new in (
        ("Він відходить о дев’ятій і ніколи не чекає.", "Odpływa o dziewiątej i nie czeka."),
        ("Ніхто не махає.", "Nikt nie macha."),
        ("Пором тут знають усі.", "Prom znają tu wszyscy."),
        ("Ніхто й не дивиться.", "Nikt nawet nie patrzy."),
        ("За ним летять.", "Lecą za nim."),
        ("Ідеться про мартинів.", "Chodzi o mewy."),
    ):
        relay = relay.replace(old, new)
    folders.write(PL_FILE, relay)
    folders.load()
    assert translation(PL).approved_versions.get().relay.translation.language == UK
    assert exported(tmp_path, PL_FILE) == relay


def test_a_shape_belongs_to_the_revision_it_was_made_from(folders):
    folders.load()
    folders.write(EN_FILE.replace("en.md", "en@1.md"), LONG)
    folders.change(EN_FILE, ("revision: 1", "revision: 2"), ("It leaves", "Look.\n\nIt leaves"))
    folders.write(UK_FILE.replace("uk.md", "uk@1.md"), RESHAPED)
    folders.change(
        UK_FILE,
        ("version: 1", "version: 2"), ("en@1", "en@2"),
        ("[1-2]", "[2-3]"), ("[3 into", "[4 into"), ('"4:', '"5:'),
        ("[after 3.1, after 5]", "[after 4.1, after 6]"),
        ("Він від", "Гляньте.\n\nВін від"),
    )  # fmt: skip
    folders.load()
    first, second = translation().approved_versions.order_by("number")
    assert first.shape == second.shape  # by keys, which survive


# What goes on later ------------------------------------------------------------------------------


def test_a_draft_is_reshaped_by_its_file_and_what_was_typed_is_kept(folders):
    folders.write(UK_FILE, RESHAPED.replace("approved", "drafting").replace("version: 1\n", ""))
    folders.load()
    folders.change(
        UK_FILE,
        ("merged: [1-2]\n", ""),
        ("о дев’ятій і ніколи не чекає.", "о дев’ятій.\n\nВін не чекає."),
    )
    assert folders.load().changed == [UK_FILE]
    texts = {key: row.text for key, row in current_versions(translation()).items()}
    assert (texts["s2"], texts["s3"]) == ("Він відходить о дев’ятій.", "Він не чекає.")
    assert SegmentVersion.objects.filter(text__contains="і ніколи не чекає").exists()


def test_a_file_older_than_the_desks_shape_does_not_take_it_back(folders, tmp_path):
    text = RESHAPED.replace("approved", "drafting").replace("version: 1\n", "")
    folders.write(UK_FILE, text)
    folders.load()
    take_back(translation(), "restore", "s5", by=editor(), at=AT)
    (problem,) = folders.problems()
    assert problem.startswith(f"{UK_FILE}:3: Somebody went on with the uk translation at the desk.")
    export(folders.root, force=True)
    assert folders.load().changed == []
    folders.change(UK_FILE, ("merged: [1-2]", "merged: [1-3]"), ("split: [3 into 2]\n", ""),
                   ("after 3.1", "after 3"), ("Ніхто не махає.\n\n", ""))  # fmt: skip
    folders.change(UK_FILE, ("Пором тут знають усі.\n\nНіхто й не дивиться.", "Пором знають усі."))
    assert folders.load().changed == [UK_FILE]


def test_a_text_the_file_does_not_mention_fits_the_new_shape(folders):
    folders.write(EN_FILE, LONG.replace(BODY, "A word.\n\nAnother.[^1]\n\n[^1]: So they say.\n"))
    said = "\n\nСлово.\n\nЩе одне.[^1]\n\n[^1]: Так кажуть.\n"
    folders.write(UK_FILE, PLAIN_DRAFT.partition("\n\n")[0] + said)
    folders.load()
    folders.change(
        UK_FILE,
        ("made-from: en@1\n", 'made-from: en@1\ndropped: ["3: too much"]\n'),
        ("\n\nЩе одне.[^1]\n\n[^1]: Так кажуть.", ""),
    )
    folders.load()
    assert current_versions(translation())["s3"].text == "Ще одне.\\[^1]"
    assert folders.load().changed == []


# What is refused ---------------------------------------------------------------------------------

MISTAKES = {
    "a place beyond the source": (
        ("merged: [1-2]", "merged: [1-9]"),
        f"{UK_FILE}:6: There is no block 9: the body of en@1 has 5.",
    ),
    "a heading merged": (
        ("merged: [1-2]\n", "merged: [1-2, 4-5]\n"),
        f"{UK_FILE}:6: `4-5` begins or ends with a dropped block.",
    ),
    "no reason": (
        ('"4: the note says it"', '"4"'),
        f"{UK_FILE}:8: Block 4 is dropped without a reason.",
    ),
    "no list": (("split: [3 into 2]", "split: 3 into 2"), f"{UK_FILE}:7: `split` is a list."),
    "a block too few": (
        ("\n\nІдеться про мартинів.", ""),
        f"{UK_FILE}:23: The body ends after block 5, but en@1 as reshaped here has 6.",
    ),
    "a block too many": (
        ("За ним летять.", "За ним.\n\nЛетять."),
        f"{UK_FILE}:27: The body has 7 blocks, but en@1 as reshaped here has 6.",
    ),
    "another kind of block": (
        ("За ним летять.", "## За ним"),
        f"{UK_FILE}:23: Block 5 is a heading ##, but a paragraph in en@1 as reshaped here.",
    ),
    "a gap that is not there": (
        ("split: [3 into 2]", "split: [3 into 2]\nuntranslated: [7]"),
        f"{UK_FILE}:8: There are only 6 blocks.",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_file_line_and_mend_and_nothing_is_loaded(folders, name):
    change, said = MISTAKES[name]
    if "untranslated" in change[1]:
        folders.change(UK_FILE, ("state: approved", "state: drafting"), ("version: 1\n", ""))
        said = said.replace(":8:", ":7:")
    folders.change(UK_FILE, change)
    (problem,) = folders.problems()
    assert problem.startswith(said)


def test_a_file_of_the_wrong_form_hears_of_the_ways_to_say_so(folders):
    folders.write(
        UK_FILE, RESHAPED.replace("split: [3 into 2]\n", "").replace("after 3.1", "after 3")
    )
    (problem,) = folders.problems()
    assert "or say in the front matter what is split or added." in problem


def test_files_without_a_shape_are_written_as_they_always_were(tmp_path):
    made = usual(tmp_path)
    made.load()
    assert exported(tmp_path) == UK_TEXT
    assert exported(tmp_path, PL_FILE) == PL_TEXT


def test_what_was_reshaped_and_approved_at_the_desk_is_known_from_its_files(tmp_path):
    row = draft(story("gulls", body=BODY, headline="The gulls"), by=editor())
    merge_blocks(row, ["s2", "s3"], by=editor(), at=AT)
    add_note(row, after="s3", text="Нота.", by=editor(), at=AT)
    fill(row, texts={"n1": "Нота."})
    submit_for_review(row, by=terminal_user(), at=AT, reasons=Reasons(for_all="We know."))
    version = approve(row, by=editor(), at=AT)
    assert version.shape["merged"] == {"s3": "s2"}
    export(tmp_path)
    assert Folders(tmp_path).load().unchanged == 3  # the coverage, its story and translation
