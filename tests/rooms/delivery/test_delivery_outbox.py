"""The outbox: whole files under opaque names, and a sentence where it cannot write."""

from pathlib import Path

import pytest
from message_values import envelope, envelopes, template

from workflow.delivery.message import fill
from workflow.delivery.transport import Result, TransportProblem
from workflow.delivery.transports.outbox import OutboxTransport


def test_a_file_holds_the_finished_message_under_an_opaque_name(tmp_path: Path) -> None:
    with OutboxTransport(tmp_path / "out") as outbox:
        (outcome,) = outbox.hand_over(template("uk"), [envelope()])
    (path,) = (tmp_path / "out" / "issue-1-uk").iterdir()
    assert path.read_bytes() == fill(template("uk"), envelope())
    assert path.name == envelope().message_id.partition("@")[0] + ".eml"
    assert outcome.reference == f"issue-1-uk/{path.name}"
    assert "reader" not in str(path.relative_to(tmp_path))


def test_the_same_message_again_is_the_same_file(tmp_path: Path) -> None:
    with OutboxTransport(tmp_path) as outbox:
        outbox.hand_over(template(), envelopes(2))
        outbox.hand_over(template(), envelopes(2))
    assert len(list(tmp_path.rglob("*.eml"))) == 2
    assert not list(tmp_path.rglob("*.part"))


def test_a_folder_that_cannot_be_made_names_the_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(TransportProblem, match="OUTBOX_DIR"), OutboxTransport(tmp_path / "file"):
        pass


def test_a_file_that_cannot_be_written_was_not_taken(tmp_path: Path) -> None:
    with OutboxTransport(tmp_path) as outbox:
        (tmp_path / "issue-1-en").write_text("in the way", encoding="utf-8")
        (outcome,) = outbox.hand_over(template(), [envelope()])
    assert outcome.result is Result.NOT_TAKEN
    assert "OUTBOX_DIR" in outcome.reason
