"""One story, from its first Ukrainian word to the readers' inboxes, with every line journalled."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import factories as make
from tests.factories import ALL, EN, PL, UK, ZH
from workflow.audience.models import Reader
from workflow.audience.states import ReaderState
from workflow.delivery.dispatch import dispatch
from workflow.delivery.message import SenderFacts
from workflow.delivery.plan import plan
from workflow.delivery.transports.outbox import OutboxTransport
from workflow.issues.actions import SlotPlan, set_slots
from workflow.issues.freeze import EditionNotReady, freeze
from workflow.issues.links import Links
from workflow.issues.models import Issue
from workflow.issues.readiness import board
from workflow.issues.snapshot import snapshot
from workflow.issues.states import Fallback, Layout
from workflow.journal.models import Entry
from workflow.languages.language import Language
from workflow.notices.models import Notice
from workflow.people.models import User
from workflow.people.permissions import NotAllowed
from workflow.people.roles import TeamRole
from workflow.stories.actions import add_story
from workflow.stories.models import Story
from workflow.text.diff import Op
from workflow.text.meaning import Level
from workflow.translation.actions import (
    approve,
    catch_up,
    open_translation,
    start,
    submit_for_review,
)
from workflow.translation.changes import change_source
from workflow.translation.models import ApprovedVersion, Contribution, Translation
from workflow.translation.problems import StaleTexts
from workflow.translation.queries import standings, translated_text
from workflow.translation.workbench import workbench
from workflow.translation.writing import save_segment

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
LINKS = Links(base="https://news.example")
SENDER = SenderFacts(
    address="desk@news.example", list_domain="news.example", links=LINKS, secret="kept-to-itself"
)

TEXTS = {
    UK: (
        "Нічний потяг до Перемишля",
        "За рік цим потягом проїхали 24 000 людей.",
        "Провідниця Олена щовечора вмикає чайник для всіх, хто їде вперше.",
    ),
    EN: (
        "The night train to Przemyśl",
        "In one year, 24,000 people travelled on this train.",
        "Every evening the conductor, Olena, puts the kettle on for all first-time travellers.",
    ),
    PL: (
        "Nocny pociąg do Przemyśla",
        "W ciągu roku tym pociągiem przejechało 24 tys. osób.",
        "Konduktorka Ołena co wieczór nastawia czajnik dla tych, którzy jadą po raz pierwszy.",
    ),
    ZH: (
        "開往普熱梅希爾的夜車",
        "一年之間，有2萬4,000人搭乘這班列車。",
        "列車長奧萊娜每晚都為初次上車的旅客燒一壺水。",
    ),
}
CORRECTED = {
    UK: "За рік цим потягом проїхали 42 000 людей.",
    EN: "In one year, 42,000 people travelled on this train.",
    PL: "W ciągu roku tym pociągiem przejechało 42 tys. osób.",
    ZH: "一年之間，有4萬2,000人搭乘這班列車。",
}


class Newsroom:
    """The people of this story, and a clock that goes on by an hour with every act."""

    def __init__(self) -> None:
        self.editor = make.editor("ewa")
        self.translators = {
            language: make.user(f"translator-{language}", **{tag: TeamRole.TRANSLATOR})
            for language, tag in ((EN, "en"), (PL, "pl"), (ZH, "zh_Hant"))
        }
        self.reviewers = {
            language: make.user(f"reviewer-{language}", **{tag: TeamRole.REVIEWER})
            for language, tag in ((EN, "en"), (PL, "pl"), (ZH, "zh_Hant"))
        }
        self._now = MORNING

    def now(self) -> datetime:
        self._now += timedelta(hours=1)
        return self._now

    def write(self) -> Story:
        coverage = make.coverage("night-trains")
        return add_story(
            coverage,
            "night-train",
            language=UK,
            content=said(*TEXTS[UK]),
            by=self.editor,
            at=self.now(),
        )

    def translate(self, story: Story, language: Language, made_from) -> Translation:
        by = self.translators[language]
        row = open_translation(story, language, by=by, at=self.now())
        start(row, made_from=made_from, by=by, at=self.now())
        for key, text in zip(("s1", "s2", "s3"), TEXTS[language], strict=True):
            save_segment(row, key, text, base_version=None, by=by, at=self.now())
        return row

    def hand_in_and_approve(self, row: Translation) -> ApprovedVersion:
        submit_for_review(row, by=self.translators[row.language], at=self.now())
        with pytest.raises(NotAllowed):
            approve(row, by=self.translators[row.language], at=self.now())
        return approve(row, by=self.reviewers[row.language], at=self.now())

    def bring_up_to_date(self, row: Translation) -> ApprovedVersion:
        by = self.translators[row.language]
        catch_up(row, by=by, at=self.now())
        (stale,) = workbench(row).stale
        with pytest.raises(StaleTexts):
            submit_for_review(row, by=by, at=self.now())
        save_segment(
            row,
            stale.block.key,
            CORRECTED[row.language],
            base_version=stale.version,
            by=by,
            at=self.now(),
        )
        return self.hand_in_and_approve(row)


def said(headline: str, *paragraphs: str):
    return make.content("\n\n".join(paragraphs), authors=["Олена Ткач"], headline=headline)


def lines(*subjects) -> list[tuple[str, str, str, str, str]]:
    """Who did what to these, from where to where, in order."""
    wanted = [(each._meta.label_lower, each.pk) for each in subjects]
    return [
        (entry.by_name, entry.subject_kind.partition(".")[2], entry.verb, *moved(entry))
        for entry in Entry.objects.order_by("pk")
        if (entry.subject_kind, entry.subject_id) in wanted
    ]


def moved(entry: Entry) -> tuple[str, str]:
    return entry.from_state, entry.to_state


def an_issue_with(story: Story) -> Issue:
    issue = make.issue("night-trains-1", stories=[story])
    for language in (ZH, UK, PL):
        make.approved(issue.letter, language)
    slots = [SlotPlan(story=story, layout=Layout.LEAD, fallback=Fallback.HOLD)]
    set_slots(issue, slots, by=make.editor("ola"), at=MORNING)
    return issue


def readers() -> None:
    for number, language in enumerate(ALL):
        Reader.objects.create(
            address=f"reader{number}@mail.example",
            address_key=f"reader{number}@mail.example",
            language=language,
            state=ReaderState.SUBSCRIBED,
            token=f"{number:032d}",
            created_at=MORNING,
        )


def first_time(room: Newsroom, row: Translation) -> list[tuple[str, str, str, str, str]]:
    translator, reviewer = room.translators[row.language], room.reviewers[row.language]
    return [
        (str(translator), "translation", "open", "", "open"),
        (str(translator), "translation", "start", "open", "drafting"),
        (str(translator), "claim", "claim", "", "held"),
        *[(str(translator), "translation", "save", "", "")] * 3,
        (str(translator), "claim", "hand in", "held", "handed_in"),
        (str(translator), "translation", "submit", "drafting", "in_review"),
        (str(reviewer), "translation", "approve", "in_review", "approved"),
    ]


def second_time(room: Newsroom, row: Translation) -> list[tuple[str, str, str, str, str]]:
    translator, reviewer = room.translators[row.language], room.reviewers[row.language]
    return [
        (str(translator), "translation", "reopen", "approved", "drafting"),
        (str(translator), "claim", "claim", "", "held"),
        (str(translator), "translation", "follow", "", ""),
        (str(translator), "translation", "save", "", ""),
        (str(translator), "claim", "hand in", "held", "handed_in"),
        (str(translator), "translation", "submit", "drafting", "in_review"),
        (str(reviewer), "translation", "approve", "in_review", "approved"),
    ]


def test_a_story_goes_through_four_languages_a_changed_fact_and_out_to_its_readers(tmp_path):
    room = Newsroom()
    story = room.write()

    # Written in Ukrainian, translated into English, relayed from there to Polish and Chinese.
    english = room.translate(story, EN, make.revision(story))
    pivot = room.hand_in_and_approve(english)
    relays = [room.translate(story, language, pivot) for language in (PL, ZH)]
    for row in relays:
        room.hand_in_and_approve(row)
    rows = [english, *relays]
    found = standings([story.pk], ALL)
    assert not any(found[story.pk, row.language].outdated for row in rows)

    # The number was wrong. Every translation is outdated by the fact, the relays through English.
    issue = an_issue_with(story)
    room_at = room.now()
    change_source(
        story, said(TEXTS[UK][0], CORRECTED[UK], TEXTS[UK][2]), by=room.editor, at=room_at
    )
    found = standings([story.pk], ALL)
    for row, via in zip(rows, (None, EN, EN), strict=True):
        (reason,) = found[story.pk, row.language].outdated
        assert (reason.language, reason.via, reason.level) == (UK, via, Level.FACT)
        assert reason.keys == ("s2",)
        (stale,) = reason.segments
        assert "24 000" in stale.reason.format_map(stale.values)
        assert "42 000" in stale.reason.format_map(stale.values)
    told = Notice.objects.filter(kind="source_changed").values_list("user__username", flat=True)
    assert set(told) == {
        f"{role}-{language}" for role in ("translator", "reviewer") for language in (EN, PL, ZH)
    }

    # The board says why and no edition but the Ukrainian goes.
    ready = {each.language: each.sendable for each in board(snapshot(issue)).editions}
    assert ready == {EN: False, ZH: False, UK: True, PL: False}
    with pytest.raises(EditionNotReady, match="42 000"):
        freeze(issue, EN, by=room.editor, at=room.now(), links=LINKS)

    # English first; until it is approved, there is nothing new for the relays to follow.
    bench = workbench(english)
    (view,) = bench.stale
    changed = {piece.op: piece.text for piece in view.diff if piece.op is not Op.SAME}
    assert (changed[Op.REMOVED].strip(), changed[Op.ADDED].strip()) == ("24", "42")
    assert view.text == TEXTS[EN][1]
    room.bring_up_to_date(english)
    found = standings([story.pk], ALL)
    assert not found[story.pk, EN].outdated
    assert [each.language for each in found[story.pk, PL].outdated] == [EN]
    assert found[story.pk, PL].level is Level.FACT
    for row in relays:
        room.bring_up_to_date(row)
    assert not any(standing.outdated for standing in standings([story.pk], ALL).values())
    for row in rows:
        text = translated_text(row.approved_versions.get(number=2))
        wanted = (TEXTS[row.language][0], CORRECTED[row.language], TEXTS[row.language][2])
        assert tuple(segment.text for segment in text.segments) == wanted

    # Sent in an issue, each reader in her language.
    readers()
    for language in ALL:
        edition = freeze(issue, language, by=room.editor, at=room.now(), links=LINKS)
        mailing = plan(edition, transport="outbox", by=room.editor, at=room.now())
        report = dispatch(
            mailing, OutboxTransport(tmp_path), by=room.editor, clock=room.now, sender=SENDER
        )
        assert report.books.accepted == 1
    assert len(list(tmp_path.rglob("*.eml"))) == 4
    issue.refresh_from_db()
    assert issue.state == "sent"

    # Every line is journalled, and every accepted word is credited once.
    assert lines(story, make.revision(story)) == [
        ("Ewa", "story", "add", "", ""),
        ("Ewa", "story", "revise", "", ""),
    ]
    for row in rows:
        assert lines(row, *row.claims.all()) == first_time(room, row) + second_time(room, row)
    assert [line[2:] for line in lines(issue)] == [
        ("add", "", "planning"),
        ("set slots", "", ""),
        ("set slots", "", ""),
        ("plan sending", "planning", "sending"),
        ("finish", "sending", "sent"),
    ]
    for row in rows:
        person = room.translators[row.language]
        words = Contribution.objects.filter(user=person, kind="words").order_by("pk")
        amounts = list(words.values_list("amount", flat=True))
        assert len(amounts) == 2
        assert amounts[0] > 10 > amounts[1] >= 1
        reviews = Contribution.objects.filter(user=room.reviewers[row.language], kind="review")
        assert reviews.count() == 2
    assert User.objects.filter(credits__translation=english).count() == 2
