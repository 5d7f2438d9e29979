"""``suggest``: what is set, what waits, one text at once, and the worker."""

import io
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import stand_ins
from asked import Told
from django.core.management import CommandError, call_command
from stand_ins import KEY, StandIn, running

from tests.factories import EN, UK, editor
from workflow.config.env import read_environment
from workflow.config.wiring import machine_provider
from workflow.machine.actions import ask
from workflow.machine.models import MachineDay, MachineText
from workflow.machine.provider import NotSpoken
from workflow.machine.work import run_requests

pytestmark = pytest.mark.django_db
Suggest = Callable[..., str]


@pytest.fixture(autouse=True)
def in_english(settings) -> None:
    settings.TERMINAL_LANGUAGE = "en"


@pytest.fixture
def libre() -> Iterator[StandIn]:
    with running(stand_ins.libre(key=KEY)) as stand_in:
        yield stand_in


@pytest.fixture
def suggest(settings, libre: StandIn) -> Suggest:
    settings.ENVIRONMENT = read_environment(
        {"MACHINE_PROVIDER": "libretranslate", "MACHINE_URL": libre.url, "MACHINE_KEY": KEY}
    )

    def run(*arguments: str) -> str:
        out = io.StringIO()
        call_command("suggest", *arguments, stdout=out, stderr=out)
        return out.getvalue()

    return run


@pytest.mark.parametrize(
    ("variables", "slug"),
    [
        ({"MACHINE_PROVIDER": "libretranslate"}, "libretranslate"),
        ({"MACHINE_PROVIDER": "mymemory"}, "mymemory"),
        ({"MACHINE_PROVIDER": "google"}, "google"),
        ({"MACHINE_PROVIDER": "deepl", "MACHINE_KEY": KEY}, "deepl"),
    ],
)
def test_each_provider_can_be_set(variables: dict[str, str], slug: str) -> None:
    provider = machine_provider(read_environment(variables))
    assert provider is not None
    assert provider.slug == slug
    assert KEY not in repr(provider)


def test_with_none_set_the_command_says_how_to_set_one(settings) -> None:
    settings.ENVIRONMENT = read_environment({})
    assert machine_provider(settings.ENVIRONMENT) is None
    with pytest.raises(CommandError, match="MACHINE_PROVIDER"):
        call_command("suggest", "work", "--once")
    out = io.StringIO()
    call_command("suggest", "status", stdout=out)
    assert "MACHINE_PROVIDER" in out.getvalue()


def test_one_text_is_asked_at_once(suggest: Suggest) -> None:
    shown = suggest("text", "Read *this* at {place}[^1].", "--from", "en", "--to", "uk")
    assert shown == "READ *THIS* AT {place}[^1].\n"
    assert MachineDay.objects.get().characters == 27


def test_a_text_that_is_known_is_shown_without_asking_again(
    suggest: Suggest, libre: StandIn
) -> None:
    for _ in range(2):
        suggest("text", "Yes.", "--from", "en", "--to", "uk")
    assert [seen.path for seen in libre.seen].count("/translate") == 1


def test_lost_marks_are_shown_with_one_text(suggest: Suggest, libre: StandIn) -> None:
    suggest("languages")
    libre.how = [stand_ins.Reply(body={"translatedText": "Так"})]
    shown = suggest("text", "Run `ls` now", "--from", "en", "--to", "uk")
    assert shown.splitlines()[0] == "Так"
    assert "`ls`" in shown.splitlines()[1]


def test_a_refusal_is_a_sentence_without_the_key(suggest: Suggest, libre: StandIn) -> None:
    suggest("languages")
    libre.how = [stand_ins.Reply(status=403, body={"error": KEY})]
    with pytest.raises(CommandError, match="MACHINE_KEY") as caught:
        suggest("text", "Yes", "--from", "en", "--to", "uk")
    assert KEY not in str(caught.value)


def test_the_days_limit_holds_for_the_terminal_too(suggest: Suggest, settings) -> None:
    settings.MACHINE_DAILY_CHARACTERS = 4
    suggest("text", "No", "--from", "en", "--to", "uk")
    with pytest.raises(CommandError, match="MACHINE_DAILY_CHARACTERS"):
        suggest("text", "Four", "--from", "en", "--to", "uk")


def test_every_pair_is_listed(suggest: Suggest) -> None:
    lines = suggest("languages").splitlines()
    assert len(lines) == 12
    assert all(line.startswith("+ ") for line in lines)


def test_the_worker_works_off_what_waits_and_status_counts(suggest: Suggest) -> None:
    now = datetime.now(UTC)
    ask(["Yes.", "No."], source=EN, target=UK, by=editor(), at=now, about="budget uk")
    assert "Waiting: 2" in suggest("status")
    assert suggest("work", "--once").startswith("Answered: 2 ")
    status = suggest("status")
    assert "Waiting: 0" in status
    assert "LibreTranslate" in status
    assert MachineText.objects.count() == 2


def test_a_language_that_the_server_learns_is_there_in_the_workers_next_pass(
    suggest: Suggest, libre: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, passes = libre.usual, []

    def learn(_: float) -> None:
        passes.append(MachineText.objects.count())
        if len(passes) == 2:
            raise KeyboardInterrupt
        libre.usual = usual
        now = datetime.now(UTC)
        ask(["No."], source=EN, target=UK, by=editor(), at=now, about="budget uk")

    monkeypatch.setattr(time, "sleep", learn)
    libre.usual = lambda _: stand_ins.Reply(body=[{"code": "en", "targets": ["pl"]}])
    now = datetime.now(UTC)
    ask(["Yes."], source=EN, target=UK, by=editor(), at=now, about="budget uk")
    with pytest.raises(KeyboardInterrupt):
        suggest("work")
    assert passes == [0, 1]


def test_status_tells_why_something_was_given_up(suggest: Suggest) -> None:
    now = datetime.now(UTC)
    ask(["Yes."], source=EN, target=UK, by=editor(), at=now, about="budget uk")
    run_requests(
        Told(problems={"Yes.": [NotSpoken("Told", EN, UK)]}), clock=lambda: datetime.now(UTC)
    )
    status = suggest("status")
    assert "budget uk" in status
    assert "Told does not translate" in status
    assert "Ukrainian" in status


def test_no_page_ever_asks_a_machine(project_root: Path) -> None:
    asking = re.compile(r"workflow\.machine\.(?:suggest|texts|work|wire|providers|budget)")
    pages = [
        path
        for room in ("desk", "newsstand")
        for path in (project_root / "workflow" / room).rglob("*.py")
    ]
    assert pages
    assert [path for path in pages if asking.search(path.read_text(encoding="utf-8"))] == []
