"""The one place that chooses: which way out messages take, and who they say they are from."""

from workflow.audience.addresses import AddressRefused, parse_address
from workflow.config.env import Environment, TransportName, secret_key
from workflow.delivery.message import SenderFacts
from workflow.delivery.transport import Transport, TransportProblem
from workflow.delivery.transports.outbox import OutboxTransport
from workflow.delivery.transports.sendgrid import SendGridSettings, SendGridTransport
from workflow.delivery.transports.smtp import Security, SmtpSettings, SmtpTransport
from workflow.issues.links import Links


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
