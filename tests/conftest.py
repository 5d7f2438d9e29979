"""What every tier shares: skips that explain themselves, and refusal of skips where none may be."""

import os
import shutil
import socket
from pathlib import Path

import pytest
from hypothesis import settings

if settings.get_current_profile_name() == "default":  # in CI it has one of its own, as patient
    settings.register_profile("patient", deadline=None)
    settings.load_profile("patient")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Where a Chromium is on this machine, if anywhere."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options that tests of one tier read."""
    parser.addoption(
        "--renew", action="store_true", help="Write the golden emails anew instead of comparing."
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser or PostgreSQL where there is none, saying what to install."""
    no_browser = pytest.mark.skip(reason="needs Chromium: apt install chromium fonts-noto-cjk")
    no_postgres = pytest.mark.skip(reason="needs PostgreSQL: set DATABASE_URL=postgres://…")
    for item in items:
        if item.get_closest_marker("browser") and chromium() is None:
            item.add_marker(no_browser)
        if item.get_closest_marker("postgres") and not on_postgres():
            item.add_marker(no_postgres)


def on_postgres() -> bool:
    """Whether the tests run on PostgreSQL."""
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Where NOTHING_SKIPPED is set, a skip is a failure: CI has everything installed.

    Tests marked for the other database engine are the exception: CI runs the suite on both.
    """
    outcome = yield
    report = outcome.get_result()
    excused = item.get_closest_marker("postgres") and not on_postgres()
    strict = bool(os.environ.get("NOTHING_SKIPPED")) and not excused
    if strict and report.skipped and getattr(report, "wasxfail", None) is None:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped where nothing may be: {report.longrepr}"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections to anything but this machine."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if host and host not in {"127.0.0.1", "::1", "localhost", "0.0.0.0"}:
            raise RuntimeError(f"A test tried to reach {host}. Tests use this machine only.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The root of the repository."""
    return Path(__file__).resolve().parents[1]
