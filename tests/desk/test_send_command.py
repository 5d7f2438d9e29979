"""send.py from end to end: the sample folders, a real database, real files in an outbox."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

import send
from workflow.audience.actions import add_readers
from workflow.delivery.models import Delivery, SentTest
from workflow.delivery.states import DeliveryState
from workflow.desk.terminal.order import ExitCode
from workflow.issues.folders.load import load
from workflow.issues.freeze import freeze
from workflow.issues.links import Links
from workflow.issues.models import Edition, Issue
from workflow.issues.states import EditionState
from workflow.languages.registry import ALL
from workflow.people.actions import terminal_user
from workflow.stories.models import CoverageWords

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
ISSUE = "dumpling-alliance"
IN_PROGRESS = "taiwan-ukraine-link"


@pytest.fixture
def sample(transactional_db: None, project_root: Path) -> None:
    user = terminal_user()
    load(project_root, by=user, at=NOW)
    with (project_root / "issues" / "sample-readers.csv").open("rb") as lines:
        add_readers(lines, source="sample", by=user, at=NOW)


def messages(outbox: Path) -> list[Path]:
    return sorted(outbox.rglob("*.eml"))


def frozen_then_changed() -> Edition:
    issue = Issue.objects.get(slug=ISSUE)
    links = Links(base=settings.PUBLIC_URL)
    english = next(each for each in ALL if each.tag == "en")
    edition = freeze(issue, english, by=terminal_user(), at=NOW, links=links)
    CoverageWords.objects.filter(language="en").update(name="The Changed Post")
    return edition


@pytest.mark.usefixtures("sample")
class TestSending:
    def test_every_reader_gets_one_copy_and_the_page_shows_all_editions(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code = send.main([ISSUE, "--out", str(tmp_path), "--yes"])
        assert code == ExitCode.DONE
        assert len(messages(tmp_path)) == Delivery.objects.count() == 24
        assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.ACCEPTED}
        page = (tmp_path / "index.html").read_text(encoding="utf-8")
        for language in ALL:
            edition = Edition.objects.get(language=language)
            assert edition.state == EditionState.SENT
            assert edition.subject in page
            assert f"editions/{language}.html" in page
        assert str(tmp_path / "index.html") in capsys.readouterr().out

    def test_the_pictures_of_the_page_lie_beside_it_and_no_reader_can_be_told_from_it(
        self, tmp_path: Path
    ) -> None:
        send.main([ISSUE, "--out", str(tmp_path), "--yes"])
        html = (tmp_path / "editions" / "uk.html").read_text(encoding="utf-8")
        pictures = list((tmp_path / "media").iterdir())
        assert pictures
        assert all(f"../media/{picture.name}" in html for picture in pictures)
        assert "0READER0TOKEN" not in html

    def test_run_twice_it_mails_nobody_a_second_copy_and_says_so(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        send.main([ISSUE, "--out", str(tmp_path / "first"), "--yes"])
        capsys.readouterr()
        code = send.main([ISSUE, "--out", str(tmp_path / "second"), "--yes"])
        assert code == ExitCode.DONE
        assert not (tmp_path / "second").exists()
        assert Delivery.objects.count() == 24
        assert capsys.readouterr().out.count("Nobody gets a second copy.") == 4

    def test_a_dry_run_shows_everything_and_leaves_nothing(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code = send.main([ISSUE, "--dry-run", "--out", str(tmp_path)])
        told = capsys.readouterr().out
        assert code == ExitCode.DONE
        assert "Readiness" in told
        assert "missing-translation" in told
        assert (tmp_path / "index.html").exists()
        assert not Edition.objects.exists()
        assert messages(tmp_path) == []

    def test_one_edition_goes_alone_and_the_others_follow_later(self, tmp_path: Path) -> None:
        send.main([ISSUE, "--language", "pl", "--out", str(tmp_path), "--yes"])
        assert set(Delivery.objects.values_list("reader__language", flat=True)) == {
            next(each for each in ALL if each.tag == "pl")
        }
        send.main([ISSUE, "--out", str(tmp_path), "--yes"])
        assert Delivery.objects.count() == 24

    def test_an_edition_that_waits_for_a_translation_stops_the_run(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code = send.main([IN_PROGRESS, "--out", str(tmp_path), "--yes"])
        assert code == ExitCode.BLOCKED
        assert not Edition.objects.exists()
        assert messages(tmp_path) == []
        assert "Mend the errors above first." in capsys.readouterr().err

    def test_a_frozen_edition_with_one_byte_changed_is_refused(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        send.main([ISSUE, "--to", "colleague@example.org", "--out", str(tmp_path)])
        edition = Edition.objects.get(language="uk")
        Edition.objects.filter(pk=edition.pk).update(html=edition.html.replace("а", "a", 1))
        capsys.readouterr()
        code = send.main([ISSUE, "--out", str(tmp_path / "out"), "--yes"])
        assert code == ExitCode.BLOCKED
        assert "does not match its SHA-256" in capsys.readouterr().err
        assert not Delivery.objects.exists()
        assert messages(tmp_path / "out") == []

    def test_an_issue_that_changed_after_its_freeze_is_not_sent_unasked(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        frozen = frozen_then_changed()
        code = send.main([ISSUE, "--language", "en", "--out", str(tmp_path), "--yes"])
        assert code == ExitCode.BLOCKED
        assert "--as-frozen" in capsys.readouterr().err
        assert Edition.objects.get() == frozen
        assert not Delivery.objects.exists()

    def test_what_was_frozen_can_be_sent_as_it_is(self, tmp_path: Path) -> None:
        frozen = frozen_then_changed()
        arguments = [ISSUE, "--language", "en", "--as-frozen", "--out", str(tmp_path), "--yes"]
        assert send.main(arguments) == ExitCode.DONE
        sent = Edition.objects.get()
        assert (sent.pk, sent.sha256, sent.state) == (frozen.pk, frozen.sha256, EditionState.SENT)
        assert "Changed Post" not in messages(tmp_path)[0].read_text(encoding="utf-8")

    def test_the_page_shows_editions_of_earlier_runs_too(self, tmp_path: Path) -> None:
        send.main([ISSUE, "--language", "en", "--out", str(tmp_path), "--yes"])
        send.main([ISSUE, "--out", str(tmp_path), "--yes"])
        page = (tmp_path / "index.html").read_text(encoding="utf-8")
        assert all(f"editions/{language}.html" in page for language in ALL)

    def test_a_newsletter_name_in_brackets_is_shown_as_it_is(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        CoverageWords.objects.update(name="The [/bold] Post")
        assert send.main([ISSUE, "--dry-run"]) == ExitCode.DONE
        assert "The [/bold] Post" in capsys.readouterr().out

    def test_a_test_copy_is_marked_recorded_and_no_delivery(self, tmp_path: Path) -> None:
        code = send.main(
            [ISSUE, "--language", "en", "--to", "a@example.org", "--out", str(tmp_path)]
        )
        assert code == ExitCode.DONE
        (message,) = messages(tmp_path)
        assert b"X-Dumpling-Desk: test" in message.read_bytes()
        assert SentTest.objects.count() == 1
        assert not Delivery.objects.exists()

    def test_without_a_yes_and_nobody_to_ask_nothing_is_sent(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code = send.main([ISSUE, "--out", str(tmp_path)])
        assert code == ExitCode.USAGE
        assert "--yes" in capsys.readouterr().err
        assert not Delivery.objects.exists()

    @pytest.mark.parametrize("name", ["nowhere", "99"])
    def test_an_unknown_issue_is_answered_with_the_known_ones(
        self, name: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert send.main([name, "--dry-run"]) == ExitCode.USAGE
        assert ISSUE in capsys.readouterr().err

    def test_an_issue_may_be_named_by_its_number(self) -> None:
        assert send.main(["1", "--dry-run"]) == ExitCode.DONE

    def test_a_language_the_issue_lacks_is_refused(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Issue.objects.filter(slug=ISSUE).update(languages=["en", "uk"])
        assert send.main([ISSUE, "--language", "pl", "--dry-run"]) == ExitCode.USAGE
        assert "en, uk" in capsys.readouterr().err


def test_a_line_that_is_not_understood_gets_every_reason_and_the_way_to_the_help(
    transactional_db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send.main(["--transport", "pigeon", "--fast"]) == ExitCode.USAGE
    told = capsys.readouterr().err
    assert all(word in told for word in ("Which issue?", "pigeon", "--fast", "--help"))


def test_an_empty_desk_says_how_to_load_issues(
    transactional_db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send.main([ISSUE]) == ExitCode.USAGE
    assert "python -m workflow load" in capsys.readouterr().err


def test_a_live_transport_without_its_settings_is_refused_with_their_names(
    sample: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send.main([ISSUE, "--transport", "sendgrid", "--yes"]) == ExitCode.UNUSABLE
    told = capsys.readouterr().err
    assert "SENDGRID_API_KEY" in told
    assert "SECRET_KEY" in told
    assert not Delivery.objects.exists()
