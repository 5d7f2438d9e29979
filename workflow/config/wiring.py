"""The one place that chooses: the way out of messages, whom they are from, which machine we ask."""

from workflow.audience.addresses import AddressRefused, parse_address
from workflow.config.env import Environment, MachineName, TransportName, secret_key
from workflow.delivery.message import SenderFacts
from workflow.delivery.transport import Transport, TransportProblem
from workflow.delivery.transports.outbox import OutboxTransport
from workflow.delivery.transports.sendgrid import SendGridSettings, SendGridTransport
from workflow.delivery.transports.smtp import Security, SmtpSettings, SmtpTransport
from workflow.issues.links import Links
from workflow.machine.provider import Provider
from workflow.machine.providers.deepl import DeepL
from workflow.machine.providers.google import PUBLIC as GOOGLE
from workflow.machine.providers.google import Google
from workflow.machine.providers.libre import LOCAL as LIBRETRANSLATE
from workflow.machine.providers.libre import LibreTranslate
from workflow.machine.providers.mymemory import PUBLIC as MYMEMORY
from workflow.machine.providers.mymemory import MyMemory
from workflow.machine.wire import Wire


def sender(environment: Environment) -> SenderFacts:
    """Who messages are from, and where their links and identifiers point.

    Raises :class:`TransportProblem` naming the setting when one cannot stand in a message.
    """
    try:
        address = parse_address(environment.sender_address)
    except AddressRefused as refused:
        raise TransportProblem(f"SENDER_ADDRESS cannot be used. {refused}") from refused
    try:
        list_domain = parse_address(f"list@{environment.list_domain}").domain
    except AddressRefused as refused:
        raise TransportProblem(
            "LIST_DOMAIN is not a domain. Set it to one of ours, such as news.example.org."
        ) from refused
    if not environment.public_url.isascii():
        raise TransportProblem(
            "PUBLIC_URL has letters outside ASCII, which mail headers cannot carry. "
            "Write its domain in the xn--… form."
        )
    return SenderFacts(
        address=str(address),
        list_domain=list_domain,
        links=Links(base=environment.public_url),
        secret=secret_key(environment),
    )


def transport(name: TransportName, environment: Environment) -> Transport:
    """The way out called ``name``, or a :class:`TransportProblem` listing what it lacks."""
    if name is TransportName.OUTBOX:
        return OutboxTransport(environment.outbox_dir)
    problems = _unsafe(name, environment)
    if problems:
        raise TransportProblem("\n".join(problems))
    if name is TransportName.SMTP:
        return SmtpTransport(_smtp_settings(environment))
    return SendGridTransport(
        SendGridSettings(
            api_key=environment.sendgrid_api_key,
            host=environment.sendgrid_host,
            timeout=environment.sendgrid_timeout,
            sandbox=environment.sendgrid_sandbox,
        )
    )


def way_out(environment: Environment) -> tuple[Transport, SenderFacts]:
    """The configured way out and sender; commands of the rooms below find it by its name."""
    return transport(environment.transport, environment), sender(environment)


_MACHINE_NAMES = {
    MachineName.LIBRETRANSLATE: LibreTranslate.name,
    MachineName.MYMEMORY: MyMemory.name,
    MachineName.GOOGLE: Google.name,
    MachineName.DEEPL: DeepL.name,
}
_TIMEOUTS_A_CALL = 3  # how many time-outs a call with all its repetitions may take


def machine_provider(environment: Environment) -> Provider | None:
    """The configured machine translator, or None; commands find it by the name MACHINE."""
    name = environment.machine_provider
    if name is MachineName.NONE:
        return None
    timeout = environment.machine_timeout
    wire = Wire(provider=_MACHINE_NAMES[name], timeout=timeout, patience=timeout * _TIMEOUTS_A_CALL)
    url, key = environment.machine_url, environment.machine_key
    match name:
        case MachineName.LIBRETRANSLATE:
            return LibreTranslate(wire=wire, url=url or LIBRETRANSLATE, key=key)
        case MachineName.MYMEMORY:
            return MyMemory(wire=wire, url=url or MYMEMORY, email=environment.machine_email)
        case MachineName.GOOGLE:
            return Google(wire=wire, url=url or GOOGLE)
        case _:
            return DeepL(wire=wire, key=key, url=url)


def _smtp_settings(environment: Environment) -> SmtpSettings:
    return SmtpSettings(
        host=environment.smtp_host,
        port=environment.smtp_port,
        security=Security(environment.smtp_tls.value),
        username=environment.smtp_username,
        password=environment.smtp_password,
        timeout=environment.smtp_timeout,
        hello=sender(environment).list_domain,
    )


def _unsafe(name: TransportName, environment: Environment) -> list[str]:
    """What a way out of this machine needs; asked again here since a command may choose it."""
    needs = {
        f"The {name} transport and DEBUG=1 do not go together: a debug page would show readers' "
        "data. Unset DEBUG, or use the outbox.": environment.debug,
        f"The {name} transport needs SECRET_KEY: a long random text, kept private.": (
            not environment.secret_key
        ),
        "The sendgrid transport needs SENDGRID_API_KEY with the Mail Send permission.": (
            name is TransportName.SENDGRID and not environment.sendgrid_api_key
        ),
        "PUBLIC_URL must begin with https:// when messages leave this machine: readers' mail "
        "programs only offer to unsubscribe there.": (
            not environment.public_url.startswith("https://")
        ),
    }
    return [sentence for sentence, unsafe in needs.items() if unsafe]
