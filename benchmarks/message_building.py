"""How fast messages are made: spliced into finished bytes, against one EmailMessage per reader.

Both build the same edition for the same readers in the same run, five rounds a language; the ratio
is taken within each round and the median reported. Run ``python -m benchmarks.message_building``.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import partial

from benchmarks.measure import keep, medians
from workflow.delivery.message import (
    EditionFacts,
    Envelope,
    MessageTemplate,
    SenderFacts,
    build_template,
    fill,
    message_id,
)
from workflow.issues.links import READER_TOKEN, Links
from workflow.languages.language import Language
from workflow.languages.registry import ALL

ROUNDS = 5
SPLICED_READERS = 20_000
COMPOSED_READERS = 60
HTML_BYTES, TEXT_BYTES = 40_000, 8_000
LEAST_RATIO = 100
SENTENCES = {
    "en": "The coats left Kaohsiung in October and reached Kharkiv before the first snow. ",
    "zh-Hant": "冬衣十月離開高雄，趕在第一場雪之前抵達哈爾科夫，志工在車站外等了整整一夜。",
    "uk": "Куртки вирушили з Гаосюна в жовтні й прибули до Харкова ще до першого снігу. ",
    "pl": "Kurtki wyruszyły z Kaohsiungu w październiku i dotarły do Charkowa przed śniegiem. ",
}
SENDER = SenderFacts(
    address="desk@news.example",
    list_domain="news.example",
    links=Links(base="https://news.example"),
    secret="only for measuring",
)


def edition(language: Language) -> EditionFacts:
    """An edition of the usual size, with the token where a real one has it."""
    sentence = SENTENCES[language.tag]
    paragraph = f'<p style="margin:0 0 16px;font-size:16px;line-height:26px">{sentence * 4}</p>\n'
    html = paragraph * (HTML_BYTES // len(paragraph.encode()))
    links = "\n".join(
        f'<a href="{address}">{address}</a>'
        for address in (SENDER.links.preferences(language), SENDER.links.unsubscribe(language))
    )
    text = (sentence * 3 + "\n\n") * (TEXT_BYTES // len(sentence.encode()) // 3)
    return EditionFacts(
        language=language,
        subject=sentence.strip(),
        html=f'<html lang="{language.html_tag}"><body>\n{html}{links}</body></html>\n',
        text=text + SENDER.links.unsubscribe(language) + "\n",
        sha256="5e" * 32,
        dated=datetime(2026, 11, 24, 7, 0, tzinfo=UTC),
        sender_name="Dumpling Desk",
        issue="issue-1",
        coverage="taiwan-ukraine",
    )


def readers(count: int) -> Iterator[Envelope]:
    """Made-up readers, each with a token and a Message-ID of their own."""
    for number in range(count):
        yield Envelope(
            delivery_id=number,
            address=f"reader{number}@mail.example",
            name="",
            token=f"{number:032d}",
            message_id=message_id(issue="issue-1", reader=str(number), sender=SENDER),
        )


def compose(template: MessageTemplate, envelope: Envelope) -> bytes:
    """The same message, built for one reader with the standard library."""
    message = EmailMessage()
    message["From"] = f"{template.sender_name} <{template.sender_address}>"
    message["To"] = envelope.address
    message["Subject"] = template.subject
    message["Message-ID"] = f"<{envelope.message_id}>"
    unsubscribe = template.unsubscribe.replace(READER_TOKEN, envelope.token)
    message["List-Unsubscribe"] = f"<{unsubscribe}>"
    for name, value in template.headers:
        message[name] = value
    encoding = template.language.mail_encoding.value
    message.set_content(template.text.replace(READER_TOKEN, envelope.token), cte=encoding)
    html = template.html.replace(READER_TOKEN, envelope.token)
    message.add_alternative(html, subtype="html", cte=encoding)
    return message.as_bytes()


def rate(build: Callable[[MessageTemplate, Envelope], bytes], facts: EditionFacts, n: int) -> float:
    """Messages a second; making the template is part of the time, making up readers is not."""
    envelopes = list(readers(n))
    start = time.perf_counter()
    template = build_template(facts, SENDER)
    for envelope in envelopes:
        build(template, envelope)
    return n / (time.perf_counter() - start)


def measure(language: Language) -> dict[str, float]:
    """Medians of five rounds for one language."""
    facts = edition(language)
    works = {
        "spliced": partial(rate, fill, facts, SPLICED_READERS),
        "composed": partial(rate, compose, facts, COMPOSED_READERS),
    }
    rates = medians(works, rounds=ROUNDS)
    pairs = zip(rates["spliced"], rates["composed"], strict=True)
    return {
        "spliced_per_second": statistics.median(rates["spliced"]),
        "composed_per_second": statistics.median(rates["composed"]),
        "ratio": statistics.median(spliced / composed for spliced, composed in pairs),
        "message_bytes": len(fill(build_template(facts, SENDER), next(readers(1)))),
    }


def refuse_slow(figures: Mapping[str, Mapping[str, float]]) -> None:
    """End with a sentence if any language is below the least ratio."""
    slow = {tag: row["ratio"] for tag, row in figures.items() if row["ratio"] < LEAST_RATIO}
    if slow:
        named = ", ".join(f"{tag} ({ratio:.1f})" for tag, ratio in slow.items())
        raise SystemExit(
            f"Splicing is less than {LEAST_RATIO} times as fast as EmailMessage in: {named}. "
            "Measure again on a quiet machine; if it stays so, look at what fill() does a reader."
        )


def main() -> None:
    """Measure all languages, print a table, write the figures, and fail below the least ratio."""
    figures = {language.tag: measure(language) for language in ALL}
    print(f"{'':8} {'spliced/s':>10} {'composed/s':>11} {'ratio':>7} {'bytes':>8}")
    for tag, row in figures.items():
        print(
            f"{tag:8} {row['spliced_per_second']:10,.0f} {row['composed_per_second']:11,.0f} "
            f"{row['ratio']:7,.0f} {row['message_bytes']:8,.0f}"
        )
    keep("message_building", figures)
    refuse_slow(figures)


if __name__ == "__main__":
    main()
