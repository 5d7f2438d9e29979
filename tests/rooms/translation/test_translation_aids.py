"""What the memory, terms and machines offer for each block, and what becomes of what is taken."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.factories import AT, EN, LATER, UK
from workflow.machine.models import MachineRequest, MachineText
from workflow.machine.queries import digest_of
from workflow.memory.actions import remember
from workflow.memory.forgetting import forget
from workflow.memory.models import MemoryPair
from workflow.memory.values import Grain, HitKind, NewPair, PairOrigin, Side
from workflow.people.roles import TeamRole
from workflow.translation.actions import open_translation, start
from workflow.translation.aids import aids
from workflow.translation.models import Provenance
from workflow.translation.problems import KeptAsSuggestion, SaveRefused
from workflow.translation.reshaping import split_block
from workflow.translation.states import Origin
from workflow.translation.taking import (
    ask_machine,
    fill_from_memory,
    take_from_machine,
    take_from_memory,
)
from workflow.translation.writing import current_versions, save_segment

pytestmark = pytest.mark.django_db

BODY = (
    "The first ferry leaves at dawn. Gulls follow it out to the sea wall.\n\n"
    "Photo: Ola Doe\n\nThe pilots are paid by the mile.\n\nPhoto: Ola Doe"
)
PHOTO = "Фото: Ola Doe"


@pytest.fixture
def ada():
    return make.user("ada", uk=TeamRole.TRANSLATOR)


@pytest.fixture
def draft(ada):
    row = open_translation(make.story(body=BODY, headline="A harbour wakes"), UK, by=ada, at=AT)
    start(row, by=ada, at=AT)
    return row


def pair(text: str, other: str, *, origin=PairOrigin.TMX, **of) -> NewPair:
    return NewPair(
        first=Side(language=EN, text=text, before=of.pop("before", ""), after=of.pop("after", "")),
        second=Side(language=UK, text=other),
        grain=Grain.BLOCK,
        origin=origin,
        **of,
    )


def approved_pair(text: str, other: str, place: str, **near) -> NewPair:
    return pair(
        text,
        other,
        origin=PairOrigin.APPROVED,
        story="gulls",
        place=place,
        made_of=("en@1", "uk@1"),
        **near,
    )


def known(*pairs: NewPair) -> None:
    remember(pairs, by=make.editor(), at=AT)


def key_of(draft, text: str) -> str:
    return next(key for key, aid in aids(draft).items() if aid.source == text)


def machine(text: str, said: str, *, provider: str = "deepl") -> MachineText:
    return MachineText.objects.create(
        source_language=EN,
        target_language=UK,
        digest=digest_of(text),
        source_text=text,
        text=said,
        provider=provider,
        lost=[],
        asked_at=AT,
        characters=len(text),
    )


# What is offered.


def test_a_block_is_found_whole_or_else_sentence_by_sentence(draft):
    known(
        pair("Gulls follow it out to the sea wall.", "Чайки летять за ним до хвилерізу."),
        pair("The pilots are paid by the mile.", "Лоцманам платять за милю."),
    )
    found = list(aids(draft).values())
    assert [hit.translation for hit in found[3].hits] == ["Лоцманам платять за милю."]
    assert found[3].sentences == ()
    assert found[1].hits == ()
    [sentence] = found[1].sentences
    assert sentence.sentence == "Gulls follow it out to the sea wall."
    assert [hit.translation for hit in sentence.hits] == ["Чайки летять за ним до хвилерізу."]


def test_what_was_approved_in_this_story_is_found_in_its_place_when_it_is_taken_up_again(ada):
    story = make.story(body=BODY, headline="A harbour wakes")
    make.approved(story, UK)
    again = make.draft(story, UK, by=make.editor())
    assert {aid.hits[0].kind for aid in aids(again).values()} == {HitKind.CONTEXT}


def test_each_of_two_equal_blocks_is_asked_for_between_its_own_neighbours(draft):
    known(
        approved_pair(
            "Photo: Ola Doe",
            "Фото Ola Doe",
            "s9",
            before="The pilots are paid by the mile.",
        ),
        approved_pair("Photo: Ola Doe", PHOTO, "s3"),
    )
    first, last = (aid for aid in aids(draft).values() if aid.source == "Photo: Ola Doe")
    assert [hit.kind for hit in first.hits] == [HitKind.EXACT, HitKind.EXACT]
    assert (last.hits[0].kind, last.hits[0].translation) == (HitKind.CONTEXT, "Фото Ola Doe")
    assert first.sure is None
    assert last.sure == last.hits[0]


def test_an_answer_of_a_machine_is_shown_and_one_that_is_on_its_way_is_told(draft, ada):
    said = machine("A harbour wakes", "Гавань прокидається")
    ask_machine(draft, by=ada, at=AT)
    found = {aid.source: aid for aid in aids(draft).values()}
    assert found["A harbour wakes"].machine == said
    assert not found["A harbour wakes"].asked
    assert found["Photo: Ola Doe"].asked


def test_a_whole_translation_is_looked_up_in_as_many_queries_as_three_blocks(ada):
    known(pair("Ship 1 left. Tugs 1 came.", "Судно 1 вийшло. Буксири 1 прийшли."))
    counts = []
    for many in (3, 60):
        body = "\n\n".join(f"Ship {n} left. Tugs {n} came." for n in range(many))
        row = open_translation(make.story(body=body), UK, by=ada, at=AT)
        start(row, by=ada, at=AT)
        aids(row)
        with CaptureQueriesContext(connection) as asked:
            assert len(aids(row)) == many + 1
        counts.append(len(asked))
    assert counts[0] == counts[1]


# Taking.


def test_a_pair_that_is_taken_says_where_it_is_from_and_how_like_it_was(draft, ada):
    known(approved_pair("The pilots are paid by the hour.", "Лоцманам платять за годину.", "s4"))
    key = key_of(draft, "The pilots are paid by the mile.")
    [hit] = aids(draft)[key].hits
    version = take_from_memory(draft, key, hit.pair_id, base_version=None, by=ada, at=AT)
    assert current_versions(draft)[key] == version
    assert (version.text, version.origin) == ("Лоцманам платять за годину.", Origin.MEMORY)
    row = Provenance.objects.get(version=version)
    assert (row.source, row.score) == ("gulls", int(hit.score * 100))
    assert 80 < row.score < 100


def test_a_pair_that_left_the_memory_meanwhile_is_not_taken(draft, ada):
    known(pair("The pilots are paid by the mile.", "Лоцманам платять за милю."))
    row = MemoryPair.objects.get()
    forget(row, by=make.editor(), at=LATER, reason="Wrong.")
    key = key_of(draft, "The pilots are paid by the mile.")
    with pytest.raises(SaveRefused, match="Look the block up again"):
        take_from_memory(draft, key, row.pk, base_version=None, by=ada, at=LATER)
    assert current_versions(draft) == {}


def test_a_machines_text_keeps_its_origin_and_is_her_own_once_she_wrote_another(draft, ada):
    said = machine("A harbour wakes", "Гавань прокидається")
    key = key_of(draft, "A harbour wakes")
    version = take_from_machine(draft, key, said, base_version=None, by=ada, at=AT)
    assert (version.origin, version.provenance.source) == (Origin.MACHINE, "deepl")
    mended = save_segment(draft, key, "Порт прокидається", base_version=version, by=ada, at=AT)
    assert mended.origin == Origin.HUMAN


def test_a_machines_text_of_other_words_is_not_taken(draft, ada):
    said = machine("A harbour sleeps", "Гавань спить")
    with pytest.raises(SaveRefused, match="Ask the machine again"):
        take_from_machine(
            draft, key_of(draft, "A harbour wakes"), said, base_version=None, by=ada, at=AT
        )


def test_what_is_taken_into_somebody_elses_draft_is_a_suggestion(draft):
    said = machine("A harbour wakes", "Гавань прокидається")
    other = make.user("bohdan", uk=TeamRole.TRANSLATOR)
    key = key_of(draft, "A harbour wakes")
    with pytest.raises(KeptAsSuggestion) as kept:
        take_from_machine(draft, key, said, base_version=None, by=other, at=AT)
    assert kept.value.suggestion.version.origin == Origin.MACHINE
    assert current_versions(draft) == {}


# Same as last time.


def test_empty_blocks_are_filled_with_what_was_always_put_in_one_way(draft, ada):
    known(
        pair("Photo: Ola Doe", PHOTO),
        pair("The pilots are paid by the hour.", "Лоцманам платять за годину."),
    )
    own = key_of(draft, "A harbour wakes")
    save_segment(draft, own, "Порт", base_version=None, by=ada, at=AT)
    known(pair("A harbour wakes", "Гавань прокидається"))
    filled = fill_from_memory(draft, by=ada, at=AT)
    texts = {key: version.text for key, version in current_versions(draft).items()}
    assert texts == {own: "Порт", **dict.fromkeys(filled, PHOTO)}
    assert len(filled) == 2
    assert fill_from_memory(draft, by=ada, at=LATER) == {}


def test_what_was_put_in_two_ways_is_left_to_the_translator(draft, ada):
    known(
        approved_pair("Photo: Ola Doe", PHOTO, "s3"),
        approved_pair("Photo: Ola Doe", "Світлина: Ola Doe", "s7"),
    )
    assert fill_from_memory(draft, by=ada, at=AT) == {}


def test_a_pair_that_would_be_another_kind_of_block_stays_out(draft, ada):
    known(pair("Photo: Ola Doe", "![Ola Doe](https://a.example/ola.png)"))
    assert fill_from_memory(draft, by=ada, at=AT) == {}


def test_the_pieces_of_a_split_block_are_not_filled_with_the_whole(draft, ada):
    text = "The first ferry leaves at dawn. Gulls follow it out to the sea wall."
    known(pair(text, "Перший пором відходить на світанку. За ним летять чайки."))
    key = key_of(draft, text)
    split_block(draft, key, into=2, by=ada, at=AT)
    assert aids(draft)[key].hits[0].kind is HitKind.EXACT
    assert aids(draft)[f"{key}.2"].hits == aids(draft)[key].hits
    assert key not in fill_from_memory(draft, by=ada, at=AT)


def test_nobody_fills_what_somebody_else_holds(draft):
    known(pair("Photo: Ola Doe", PHOTO))
    other = make.user("bohdan", uk=TeamRole.TRANSLATOR)
    with pytest.raises(SaveRefused, match="Ada"):
        fill_from_memory(draft, by=other, at=AT)


# Asking a machine.


def test_a_machine_is_asked_for_what_is_empty_and_has_no_sure_hit_and_nothing_counts(draft, ada):
    known(pair("Photo: Ola Doe", PHOTO))
    save_segment(draft, key_of(draft, "A harbour wakes"), "Порт", base_version=None, by=ada, at=AT)
    asked = ask_machine(draft, by=ada, at=AT)
    assert asked.new == 2
    assert set(MachineRequest.objects.values_list("source_text", flat=True)) == {
        "The first ferry leaves at dawn. Gulls follow it out to the sea wall.",
        "The pilots are paid by the mile.",
    }
    assert len(current_versions(draft)) == 1
    assert ask_machine(draft, by=ada, at=LATER).new == 0


# From a terminal.


def test_the_command_tells_what_helps_block_by_block(draft, capsys):
    known(
        pair("The pilots are paid by the hour.", "Лоцманам платять за годину."),
        pair("Photo: Ola Doe", PHOTO),
    )
    machine("A harbour wakes", "Гавань прокидається")
    call_command("suggest", "story", draft.story.slug, "uk")
    told = capsys.readouterr().out
    assert "deepl: Гавань прокидається" in told
    assert f"the same: {PHOTO}" in told
    assert "%: Лоцманам платять за годину." in told
    assert "Of one block nothing is known." in told
