"""The environment, read once, in this file only, and reported whole when it is wrong.

Every variable has a type, a default that works on one machine with nothing installed, and a
sentence in the README's table. A missing or malformed variable never surfaces later as a strange
failure: :func:`read_environment` collects every problem and raises them together.
"""

import contextlib
import math
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import available_timezones

ROOT = Path(__file__).resolve().parents[2]
Choice = TypeVar("Choice", bound=StrEnum)


class TransportName(StrEnum):
    """How messages leave: to local files, to an SMTP relay, or to SendGrid."""

    OUTBOX = "outbox"
    SMTP = "smtp"
    SENDGRID = "sendgrid"


class MachineName(StrEnum):
    """Which machine translator is asked for suggestions, if any."""

    NONE = "none"
    LIBRETRANSLATE = "libretranslate"
    MYMEMORY = "mymemory"
    GOOGLE = "google"
    DEEPL = "deepl"


class TLSMode(StrEnum):
    """How the SMTP connection is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    IMPLICIT = "implicit"


class LogLevel(StrEnum):
    """From which weight on the program's own events are written to the terminal."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class EnvironmentProblems(Exception):
    """Some environment variables are missing or malformed; the message lists all of them."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("The environment cannot be used:\n- " + "\n- ".join(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Everything the environment decides. Times in seconds, sizes in bytes, paths absolute."""

    debug: bool
    secret_key: str
    database_url: str
    allowed_hosts: tuple[str, ...]
    public_url: str
    newsroom_time_zone: str
    var_dir: Path
    content_dir: Path
    transport: TransportName
    outbox_dir: Path
    sender_address: str
    list_domain: str
    smtp_host: str
    smtp_port: int
    smtp_tls: TLSMode
    smtp_username: str
    smtp_password: str
    smtp_timeout: float
    sendgrid_api_key: str
    sendgrid_host: str
    sendgrid_timeout: float
    sendgrid_sandbox: bool
    fetch_timeout: float
    fetch_max_bytes: int
    fetch_allow_private: bool
    log_level: LogLevel
    machine_provider: MachineName
    machine_url: str
    machine_key: str
    machine_email: str
    machine_timeout: float
    machine_daily_characters: int


class _Reader:
    """Reads variables one by one and remembers what was wrong with each."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.problems: list[str] = []

    def text(self, name: str, default: str) -> str:
        return self.variables.get(name, "").strip() or default

    def key(self, name: str) -> str:
        """What is sent in the head of a request; never told, whatever is wrong with it."""
        value = self.text(name, "")
        if not all("!" <= letter <= "~" for letter in value):
            self.problems.append(
                f"{name} holds a space, a line break or a letter that no key has. Copy the key "
                "again, alone and whole."
            )
        return value

    def flag(self, name: str) -> bool:
        value = self.text(name, "0").lower()
        if value not in {"0", "1", "true", "false", "yes", "no"}:
            self.problems.append(f"{name} is {value!r}. Set it to 1 or 0.")
        return value in {"1", "true", "yes"}

    def number(self, name: str, default: str, *, least: float, most: float) -> float:
        value = self.text(name, default)
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not least <= number <= most:
            self.problems.append(
                f"{name} is {value!r}. Set it to a number from {least:g} to {most:g}."
            )
            return float(default)
        return number

    def one_of(self, name: str, kind: type[Choice], default: Choice) -> Choice:
        value = self.text(name, default.value)
        try:
            return kind(value)
        except ValueError:
            choices = ", ".join(choice.value for choice in kind)
            self.problems.append(f"{name} is {value!r}. Set it to one of: {choices}.")
            return default

    def url(self, name: str, default: str) -> str:
        value = self.text(name, default).rstrip("/")
        if _scheme(value) not in {"http", "https"}:
            self.problems.append(f"{name} is {value!r}. Set it to an http or https address.")
        return value

    def url_or_none(self, name: str) -> str:
        return self.url(name, "") if self.text(name, "") else ""

    def time_zone(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if value not in available_timezones():
            self.problems.append(f"{name} is {value!r}. Set it to a zone such as Europe/Warsaw.")
            return default
        return value

    def database(self, name: str, default: Path) -> str:
        value = self.text(name, f"sqlite:///{default}")
        if _scheme(value) not in {"sqlite", "postgres", "postgresql"}:
            self.problems.append(
                f"{name} is not an address of SQLite or PostgreSQL. "
                "Write sqlite:////full/path or postgres://user:password@host:port/name."
            )
        return value

    def path(self, name: str, default: Path) -> Path:
        return Path(self.text(name, str(default))).expanduser().resolve()


def _scheme(address: str) -> str:
    """The scheme of an address that has one and can be read; nothing for any other text."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.scheme if parts.netloc or parts.scheme == "sqlite" else ""


def read_environment(variables: Mapping[str, str] | None = None) -> Environment:
    """Read every variable, refuse unsafe mixes, and report all problems in one exception.

    ``variables`` stands in for the process environment in tests. Raises
    :class:`EnvironmentProblems`.
    """
    reader = _Reader(os.environ if variables is None else variables)
    environment = _read(reader)
    problems = reader.problems + _unsafe_mixes(environment) + _machine_mixes(environment)
    if problems:
        raise EnvironmentProblems(problems)
    return environment


def _read(reader: _Reader) -> Environment:
    """Every variable, each with its default; what is wrong with one is left with the reader."""
    var_dir = reader.path("VAR_DIR", ROOT / "var")
    public_url = reader.url("PUBLIC_URL", "http://localhost:8000")
    sender_address = reader.text("SENDER_ADDRESS", "desk@newsletter.example")
    return Environment(
        debug=reader.flag("DEBUG"),
        secret_key=reader.text("SECRET_KEY", ""),
        database_url=reader.database("DATABASE_URL", var_dir / "desk.sqlite3"),
        allowed_hosts=tuple(
            reader.text("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").replace(" ", "").split(",")
        ),
        public_url=public_url,
        newsroom_time_zone=reader.time_zone("NEWSROOM_TIME_ZONE", "UTC"),
        var_dir=var_dir,
        content_dir=reader.path("CONTENT_DIR", ROOT),
        transport=reader.one_of("TRANSPORT", TransportName, TransportName.OUTBOX),
        outbox_dir=reader.path("OUTBOX_DIR", var_dir / "outbox"),
        sender_address=sender_address,
        list_domain=reader.text("LIST_DOMAIN", sender_address.rpartition("@")[2]),
        smtp_host=reader.text("SMTP_HOST", "localhost"),
        smtp_port=int(reader.number("SMTP_PORT", "587", least=1, most=65535)),
        smtp_tls=reader.one_of("SMTP_TLS", TLSMode, TLSMode.STARTTLS),
        smtp_username=reader.text("SMTP_USERNAME", ""),
        smtp_password=reader.text("SMTP_PASSWORD", ""),
        smtp_timeout=reader.number("SMTP_TIMEOUT", "60", least=0.1, most=900),
        sendgrid_api_key=reader.key("SENDGRID_API_KEY"),
        sendgrid_host=reader.url("SENDGRID_HOST", "https://api.sendgrid.com"),
        sendgrid_timeout=reader.number("SENDGRID_TIMEOUT", "60", least=0.1, most=900),
        sendgrid_sandbox=reader.flag("SENDGRID_SANDBOX"),
        fetch_timeout=reader.number("FETCH_TIMEOUT", "20", least=0.1, most=120),
        fetch_max_bytes=int(
            reader.number("FETCH_MAX_BYTES", "5000000", least=1000, most=100_000_000)
        ),
        fetch_allow_private=reader.flag("FETCH_ALLOW_PRIVATE"),
        log_level=reader.one_of("LOG_LEVEL", LogLevel, LogLevel.WARNING),
        machine_provider=reader.one_of("MACHINE_PROVIDER", MachineName, MachineName.NONE),
        machine_url=reader.url_or_none("MACHINE_URL"),
        machine_key=reader.key("MACHINE_KEY"),
        machine_email=reader.text("MACHINE_EMAIL", ""),
        machine_timeout=reader.number("MACHINE_TIMEOUT", "20", least=0.1, most=300),
        machine_daily_characters=int(
            reader.number("MACHINE_DAILY_CHARACTERS", "0", least=0, most=1e12)
        ),
    )


def _unsafe_mixes(environment: Environment) -> list[str]:
    """Settings that are each allowed but together would harm readers or leak secrets."""
    problems = []
    live = environment.transport is not TransportName.OUTBOX
    if "@" not in environment.sender_address.strip("@"):
        problems.append("SENDER_ADDRESS is not an address. Set it to one such as news@your.domain.")
    if live and environment.debug:
        problems.append(
            f"TRANSPORT={environment.transport} and DEBUG=1 do not go together: a debug page "
            "would show readers' data. Unset DEBUG, or use TRANSPORT=outbox."
        )
    if live and not environment.secret_key:
        problems.append(
            f"TRANSPORT={environment.transport} needs SECRET_KEY: a long random text, kept private."
        )
    if environment.transport is TransportName.SENDGRID and not environment.sendgrid_api_key:
        problems.append("TRANSPORT=sendgrid needs SENDGRID_API_KEY with the Mail Send permission.")
    if environment.smtp_password and environment.smtp_tls is TLSMode.NONE:
        problems.append(
            "SMTP_PASSWORD would travel in the clear with SMTP_TLS=none. "
            "Set SMTP_TLS to starttls or implicit."
        )
    return problems


def _machine_mixes(environment: Environment) -> list[str]:
    """What a machine translator needs, and what would tell its key to others."""
    problems = []
    if environment.machine_provider is MachineName.DEEPL and not environment.machine_key:
        problems.append("MACHINE_PROVIDER=deepl needs MACHINE_KEY: the key of a DeepL API account.")
    if environment.machine_key and _in_the_clear(environment.machine_url):
        problems.append(
            "MACHINE_URL begins with http:// and is not on this machine, so that MACHINE_KEY would "
            "travel in the clear. Use https://, or take MACHINE_KEY out."
        )
    if _holds_more_than_an_address(environment.machine_url):
        problems.append(
            "MACHINE_URL holds a sign-in or a question mark. Set it to the bare address, and put "
            "the key into MACHINE_KEY."
        )
    if environment.machine_email and "@" not in environment.machine_email.strip("@"):
        problems.append("MACHINE_EMAIL is not an address. Set it to one such as desk@your.domain.")
    return problems


def _in_the_clear(address: str) -> bool:
    """Whether an address goes to another machine without TLS."""
    if _scheme(address) != "http":
        return False
    return (urlsplit(address).hostname or "") not in {"localhost", "127.0.0.1", "::1"}


def _holds_more_than_an_address(address: str) -> bool:
    """Whether a secret may stand in an address, which ends in logs."""
    if not _scheme(address):
        return False
    parts = urlsplit(address)
    return bool(parts.username or parts.password or parts.query or parts.fragment)


def secret_key(environment: Environment) -> str:
    """The configured key, or one made once and kept in ``var/`` for use on this machine alone."""
    if environment.secret_key:
        return environment.secret_key
    kept = environment.var_dir / "secret-key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        _keep_new_key(kept)
    return kept.read_text(encoding="utf-8")


def _keep_new_key(kept: Path) -> None:
    """Write a key beside, for our eyes only, and put it in place whole.

    Of two programs that start at the same moment the quicker one's key stays, and both read it.
    """
    with NamedTemporaryFile("w", encoding="utf-8", dir=kept.parent, prefix=".key-") as beside:
        beside.write(secrets.token_urlsafe(48))
        beside.flush()
        with contextlib.suppress(FileExistsError):
            kept.hardlink_to(beside.name)


def use_project_settings() -> None:
    """Point Django at this project's settings unless the caller already chose others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.config.settings")


def terminal_languages() -> tuple[str, ...]:
    """The languages the user's terminal asks for, most wanted first, as POSIX locale names."""
    wanted = [os.environ.get("LANGUAGE", "")]
    wanted += [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    return tuple(tag for tag in ":".join(wanted).split(":") if tag)
