"""Notices by mail: one a user, through every way out, nobody twice, and doubts kept as doubts."""

import email.policy
import json
import logging
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from mail_servers import API_KEY, relay, sendgrid
from message_values import SENDER
from recording import RecordingTransport
from test_delivery_crash import database_url
from test_delivery_smtp import transport as smtp_transport

from tests.factories import user
from workflow.delivery.message import Envelope, MessageTemplate
from workflow.delivery.notice_message import NO_READER, build_notice
from workflow.delivery.tell import CLOSED, NO_ADDRESS, Round, previews, send_notices
from workflow.delivery.transport import Outcome, Result, TransportProblem
from workflow.delivery.transports.sendgrid import SendGridSettings, SendGridTransport
from workflow.issues.links import READER_TOKEN
from workflow.languages.registry import ALL, by_tag
from workflow.notices import queries
from workflow.notices.actions import notify
from workflow.notices.compose import NoticeMail
from workflow.notices.models import Digest, Notice
from workflow.notices.states import NoticeKind, NoticeState
from workflow.people.models import User

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 2, 9, 30, tzinfo=UTC)
HERE = Path(__file__).parent
MOST_BYTES = 75_000  # of HTML, encoded it is a third more; Gmail cuts off at 102,000
Run = Callable[..., str]


def colleague(name: str, tag: str = "en", address: str | None = None) -> User:
    person = user(name)
    person.language = by_tag(tag)
    person.email = f"{name}@desk.example" if address is None else address
    person.save()
    return person


def tell(*people: User, kind: NoticeKind = NoticeKind.MENTION, dedup: str = "comment:1") -> None:
    notify(
        list(people),
        kind,
        about=people[0],
        dedup=dedup,
        by=None,
        at=AT,
        story="Пробудження гавані",
        language="uk",
        path="/desk/stories/harbour/uk/",
        by_name="Ewa",
        note="a-secret-note",
    )


def send(transport, at: datetime = AT) -> Round:
    return send_notices(transport, clock=lambda: at, sender=SENDER)


def states() -> Counter[str]:
    return Counter(Notice.objects.values_list("state", flat=True))


def read(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=email.policy.default)


def answering(result: Result, reason: str = "") -> RecordingTransport:
    return RecordingTransport(lambda _: Outcome(result=result, reason=reason))


def test_each_user_gets_one_mail_of_what_is_told_at_once_and_one_digest_a_day() -> None:
    olena, ewa = colleague("olena"), colleague("ewa")
    tell(olena, ewa)
    tell(olena, dedup="comment:2")
    tell(olena, kind=NoticeKind.APPROVED, dedup="approved")
    transport = RecordingTransport()
    assert send(transport).mails == {NoticeState.SENT: 3}
    assert [envelope.address for envelope in transport.handed] == [
        "olena@desk.example",
        "olena@desk.example",
        "ewa@desk.example",
    ]
    assert len({envelope.message_id for envelope in transport.handed}) == 3
    assert states() == {NoticeState.SENT: 4}
    tell(olena, kind=NoticeKind.APPROVED, dedup="approved again")
    assert send(transport, AT + timedelta(hours=3)).mails == {}
    assert send(transport, AT + timedelta(days=1)).mails == {NoticeState.SENT: 1}


def test_the_outbox_gets_a_file_in_the_folder_of_each_language(tmp_path: Path, capsys) -> None:
    tell(*(colleague(f"person-{language}", language.tag) for language in ALL))
    _run_command(tmp_path)
    files = sorted(path.parent.name for path in tmp_path.rglob("*.eml"))
    assert files == ["notices-en", "notices-pl", "notices-uk", "notices-zh-Hant"]
    assert "4 mails sent." in capsys.readouterr().out
    _run_command(tmp_path)
    assert len(list(tmp_path.rglob("*.eml"))) == 4


def _run_command(outbox: Path, *arguments: str) -> None:
    environment = replace(settings.ENVIRONMENT, outbox_dir=outbox)
    before, settings.ENVIRONMENT = settings.ENVIRONMENT, environment
    try:
        call_command("send_notices", *arguments)
    finally:
        settings.ENVIRONMENT = before


def test_a_dry_run_shows_what_would_leave_and_changes_nothing(tmp_path: Path, capsys) -> None:
    olena, ewa = colleague("olena"), colleague("ewa", address="")
    tell(olena, ewa)
    tell(olena, dedup="comment:2")
    _run_command(tmp_path, "--dry-run", "--at", AT.isoformat())
    assert capsys.readouterr().out.splitlines() == [
        f"{olena.pk}: 2 notices",
        f"{ewa.pk}: {NO_ADDRESS}",
        "1 mail would leave.",
    ]
    assert states() == {NoticeState.WAITING: 3}
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["yesterday", "2026-10-02T09:30", "2026-13-01T00:00+00:00"])
def test_an_instant_without_its_zone_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CommandError, match="not an instant"):
        _run_command(tmp_path, "--at", text)


def test_the_given_instant_decides_whose_digest_it_is_time_for(tmp_path: Path, capsys) -> None:
    tell(colleague("olena"), kind=NoticeKind.APPROVED)
    _run_command(tmp_path, "--at", "2026-10-02T07:59+00:00")
    assert "0 mails sent." in capsys.readouterr().out
    _run_command(tmp_path, "--at", "2026-10-02T10:00+02:00")
    assert "1 mail sent." in capsys.readouterr().out


@pytest.mark.parametrize("tag", [language.tag for language in ALL])
def test_through_smtp_it_arrives_whole_with_its_headers(tag: str) -> None:
    olena = colleague("olena", tag)
    tell(olena)
    with relay() as server:
        assert send(smtp_transport(server.port)).mails == {NoticeState.SENT: 1}
        ((address, data),) = server.mailbox.got
    message = read(data)
    assert address == "olena@desk.example"
    assert message.defects == []
    assert "Пробудження гавані" in message["Subject"]
    assert list(previews(at=AT)) == []
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == by_tag(tag).html_tag
    assert message["Date"] == "Fri, 02 Oct 2026 09:30:00 +0000"
    assert str(message["To"]) == "Olena <olena@desk.example>"
    assert str(message["From"]) == f"Dumpling Desk <{SENDER.address}>"
    assert message["Message-ID"].endswith(f"@{SENDER.list_domain}>")
    assert not [name for name in message if name.startswith("List-")]
    kinds = [part.get_content_type() for part in message.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    for part in message.iter_parts():
        said = part.get_payload(decode=True).decode()
        assert "Пробудження гавані" in said
        assert "https://news.example/desk/stories/harbour/uk/" in said
        assert "https://news.example/desk/notices/" in said
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))


def test_through_sendgrid_it_says_the_same_and_belongs_to_no_list() -> None:
    tell(colleague("olena", "uk"))
    with sendgrid() as server:
        key = SendGridSettings(api_key=API_KEY, host=server.host, timeout=5.0, sandbox=False)
        assert send(SendGridTransport(key)).mails == {NoticeState.SENT: 1}
        (body,) = server.accepted
    (person,) = body["personalizations"]
    assert person["to"] == [{"email": "olena@desk.example", "name": "Olena"}]
    assert set(person["headers"]) == {"Message-ID"}
    assert body["headers"] == {"Auto-Submitted": "auto-generated", "Content-Language": "uk"}
    assert "Пробудження гавані" in body["content"][0]["value"]


@pytest.mark.parametrize(
    ("result", "state"),
    [
        (Result.ACCEPTED, NoticeState.SENT),
        (Result.REJECTED, NoticeState.DROPPED),
        (Result.NOT_TAKEN, NoticeState.WAITING),
        (Result.UNCERTAIN, NoticeState.UNCERTAIN),
    ],
)
def test_what_came_of_a_mail_is_written_down(result: Result, state: NoticeState) -> None:
    tell(colleague("olena"))
    assert send(answering(result, "Because.")).mails == {state: 1}
    notice = Notice.objects.get()
    assert (notice.state, notice.reason) == (state, "Because.")


def test_a_digest_that_was_not_taken_is_tried_again_on_the_same_day() -> None:
    tell(colleague("olena"), kind=NoticeKind.APPROVED)
    send(answering(Result.NOT_TAKEN))
    assert not Digest.objects.exists()
    again = RecordingTransport()
    assert send(again, AT + timedelta(minutes=5)).mails == {NoticeState.SENT: 1}
    assert Digest.objects.get().day == AT.date()


DROPPED = {
    "no address": (lambda person: setattr(person, "email", ""), NO_ADDRESS),
    "closed": (lambda person: setattr(person, "is_active", False), CLOSED),
    "no such address": (lambda person: setattr(person, "email", "nobody"), "@"),
}


@pytest.mark.parametrize(("change", "why"), DROPPED.values(), ids=DROPPED)
def test_who_cannot_be_written_to_is_dropped_with_a_reason(change, why) -> None:
    olena = colleague("olena")
    tell(olena)
    change(olena)
    olena.save()
    transport = RecordingTransport()
    assert send(transport).mails == {NoticeState.DROPPED: 1}
    assert transport.handed == []
    assert why in Notice.objects.get().reason
    assert "nobody" not in Notice.objects.get().reason


def test_a_user_forgotten_in_the_middle_is_not_written_to() -> None:
    olena, ewa = colleague("olena"), colleague("ewa")
    tell(olena, ewa)

    def forget_ewa(envelope: Envelope) -> Outcome:
        User.objects.filter(pk=ewa.pk).delete()
        return Outcome(result=Result.ACCEPTED)

    transport = RecordingTransport(forget_ewa)
    assert send(transport).mails == {NoticeState.SENT: 1}
    assert len(transport.handed) == 1


@pytest.mark.parametrize("error", [RuntimeError("olena@desk.example!"), KeyboardInterrupt()])
def test_when_the_transport_breaks_the_mail_is_in_doubt_and_no_log_tells_to_whom(
    error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    tell(colleague("olena"), colleague("ewa"))

    def breaks(envelope: Envelope) -> Outcome:
        raise error

    with caplog.at_level(logging.INFO), pytest.raises(type(error)):
        send(RecordingTransport(breaks))
    assert states() == {NoticeState.UNCERTAIN: 1, NoticeState.WAITING: 1}
    transport = RecordingTransport()
    with caplog.at_level(logging.INFO):
        send(transport, AT + timedelta(minutes=5))
    assert [envelope.address for envelope in transport.handed] == ["ewa@desk.example"]
    logged = caplog.text + repr([vars(record) for record in caplog.records])
    for private in ("desk.example", "a-secret-note", "Пробудження", "Olena"):
        assert private not in logged


def test_a_transport_that_cannot_be_used_leaves_everything_waiting() -> None:
    tell(colleague("olena"), colleague("ewa"))

    def refuses(envelope: Envelope) -> Outcome:
        raise TransportProblem("Mend SMTP_PASSWORD.")

    done = send(RecordingTransport(refuses))
    assert (done.stopped, done.mails) == ("Mend SMTP_PASSWORD.", {NoticeState.WAITING: 1})
    assert states() == {NoticeState.WAITING: 2}


def test_a_run_stops_when_nothing_is_taken_any_more() -> None:
    tell(*(colleague(f"person-{number}") for number in range(12)))
    transport = answering(Result.NOT_TAKEN, "The relay answered 451 Try later")
    done = send(transport)
    assert (len(transport.handed), done.stopped) == (10, "The relay answered 451 Try later")
    assert states() == {NoticeState.WAITING: 12}


def test_each_mail_is_composed_from_one_user_s_notices_only(django_assert_max_num_queries) -> None:
    tell(*(colleague(f"person-{number}") for number in range(20)))
    with django_assert_max_num_queries(20 * 10 + 5):
        send(RecordingTransport())


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "handed-over.txt"


@pytest.fixture
def run(tmp_path: Path, project_root: Path) -> Run:
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(tmp_path),
        "DJANGO_SETTINGS_MODULE": "workflow.config.settings",
        "PYTHONPATH": os.pathsep.join([str(project_root), str(HERE)]),
    }

    def run(*arguments: object, code: int = 0, extra: dict[str, str] | None = None) -> str:
        command = [sys.executable, str(HERE / "noticing_process.py"), *map(str, arguments)]
        done = subprocess.run(
            command,
            env={**environment, **(extra or {})},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == code, done.stderr
        return done.stdout

    return run


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_nobody_gets_two_and_the_doubt_is_kept(run: Run, log: Path) -> None:
    run("prepare", 9)
    run("send", log, 3, code=-signal.SIGKILL)
    run("send", log, 1, code=-signal.SIGKILL)
    assert json.loads(run("send", log)) == {"sent": 7, "handing_over": 2}
    hours = {"DESK_CLOCK_AHEAD": "1"}
    assert json.loads(run("send", log, extra=hours)) == {"sent": 7, "uncertain": 2}
    run("send", log, extra=hours)
    copies = Counter(log.read_text("utf-8").split())
    assert (len(copies), max(copies.values())) == (9, 1)


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_send_no_notice_twice(run: Run, log: Path) -> None:
    run("prepare", 60)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, ["send"] * 2, [log] * 2))
    assert json.loads(run("send", log)) == {"sent": 60}
    copies = Counter(log.read_text("utf-8").split())
    assert (len(copies), max(copies.values())) == (60, 1)


def test_what_another_process_is_handing_over_is_its_own_for_an_hour() -> None:
    olena, ewa = colleague("olena"), colleague("ewa")
    tell(olena, ewa)
    meanwhile = []

    def slow(envelope: Envelope) -> Outcome:
        if not meanwhile:
            meanwhile.append(send(RecordingTransport(), AT + timedelta(minutes=59)))
        return Outcome(result=Result.NOT_TAKEN)

    assert send(RecordingTransport(slow)).mails == {NoticeState.WAITING: 1}
    assert meanwhile[0].mails == {NoticeState.SENT: 1}
    assert meanwhile[0].interrupted == 0
    assert states() == {NoticeState.WAITING: 1, NoticeState.SENT: 1}


def test_what_is_too_much_for_one_mail_comes_with_the_next(monkeypatch) -> None:
    monkeypatch.setattr(queries, "MOST_IN_A_MAIL", 2)
    olena = colleague("olena")
    for number in range(3):
        tell(olena, dedup=f"comment:{number}")
    transport = RecordingTransport()
    send(transport)
    assert states() == {NoticeState.SENT: 2, NoticeState.WAITING: 1}
    send(transport)
    assert states() == {NoticeState.SENT: 3}
    assert len({envelope.message_id for envelope in transport.handed}) == 2


def test_the_largest_mail_is_not_cut_off_by_mail_programs() -> None:
    olena = colleague("olena", "uk")
    for number in range(queries.MOST_IN_A_MAIL):
        story = f"Пробудження гавані, частина {number}: як живуть портові міста"
        tell(olena, dedup=f"comment:{number}")
        Notice.objects.filter(dedup=f"comment:{number}").update(
            values={"story": story, "language": "uk", "path": f"/desk/stories/{number}/uk/"}
        )
    transport = RecordingTransport()
    send(transport)
    assert len(transport.templates[0].html.encode()) < MOST_BYTES


UNWRITABLE = {
    "no language": {"story": "Гавань", "path": "/"},
    "an unknown language": {"story": "Гавань", "language": "tlh", "path": "/"},
    "no date": {"story": "Гавань", "language": "uk", "path": "/", "date": "soon"},
}


@pytest.mark.parametrize("values", UNWRITABLE.values(), ids=UNWRITABLE)
def test_a_notice_that_makes_no_mail_is_dropped_and_stops_nobody_else_s(
    values, caplog: pytest.LogCaptureFixture
) -> None:
    olena, ewa = colleague("olena"), colleague("ewa")
    tell(olena, ewa, kind=NoticeKind.DUE)
    Notice.objects.filter(user=olena).update(values=values)
    transport = RecordingTransport()
    assert send(transport).mails == {NoticeState.DROPPED: 1, NoticeState.SENT: 1}
    assert "could be made" in Notice.objects.get(user=olena).reason
    assert "Гавань" not in caplog.text


def test_a_subject_that_could_begin_another_header_is_dropped() -> None:
    olena = colleague("olena")
    tell(olena)
    Notice.objects.update(
        values={"story": "A\r\nBcc: all@x.example", "language": "uk", "path": "/"}
    )
    transport = RecordingTransport()
    assert send(transport).mails == {NoticeState.DROPPED: 1}
    assert "Subject" in Notice.objects.get().reason
    assert transport.handed == []


def test_the_same_mail_gives_the_same_bytes() -> None:
    mail = NoticeMail(language=by_tag("pl"), subject="Ą", text="ą\n", html="<p>ą</p>")

    def template(**changes: object) -> MessageTemplate:
        return build_notice(replace(mail, **changes), SENDER, dated=AT)

    assert template() == template()
    assert template().rest != template(text="ę\n").rest
    assert len(NO_READER) == len(READER_TOKEN)
