"""A message is built once and filled for each reader, and nothing of it changes on the way."""

import email.policy
import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workflow.delivery import headers, splice
from workflow.delivery.message import (
    EditionFacts,
    Envelope,
    MessageTemplate,
    SenderFacts,
    TokenRefused,
    build_template,
    fill,
    message_id,
)
from workflow.issues.links import READER_TOKEN, Links
from workflow.languages.language import MailEncoding
from workflow.languages.registry import ALL, by_tag

SENDER = SenderFacts(
    address="desk@news.example",
    list_domain="list.news.example",
    links=Links(base="https://news.example"),
    secret="only for tests",
)
WORDS = {
    "en": "Winter coats — “solidarity” in nine thousand kilometres",
    "zh-Hant": "一箱冬衣走了九千公里，以及「團結」二字",
    "uk": "Зимові куртки й «солідарність» на дев’ять тисяч кілометрів",
    "pl": "Zimowe kurtki i „solidarność” na dziewięć tysięcy kilometrów",
}
TOKEN = "a-Z_09bcdefghijklmnopqrstuvwxyzA"
LANGUAGES = pytest.mark.parametrize("tag", [language.tag for language in ALL])


def facts(tag: str = "en", **changes: object) -> EditionFacts:
    words = WORDS[tag]
    page = (
        f'<p lang="{tag}">{words * 9}</p>\n<a href="https://news.example/{READER_TOKEN}/">x</a>\n'
    )
    defaults = EditionFacts(
        language=by_tag(tag),
        subject=words,
        html=page * 4,
        text=f"{words}\n\nhttps://news.example/{READER_TOKEN}/unsubscribe/\n",
        sha256="5e" * 32,
        dated=datetime(2026, 11, 24, 7, 0, tzinfo=UTC),
        sender_name=words.split("—")[0].strip(),
        issue="issue-1",
        coverage="taiwan-ukraine",
    )
    return replace(defaults, **changes)


def envelope(**changes: object) -> Envelope:
    values = {
        "delivery_id": 7,
        "address": "reader@mail.example",
        "name": "Олена Коваль",
        "token": TOKEN,
        "message_id": "0123@list.news.example",
    }
    return Envelope(**{**values, **changes})


def parse(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=email.policy.default)


def content(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return part.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")


def template_of(html: str, tag: str, text: str = "x") -> MessageTemplate:
    return build_template(facts(tag, html=html, text=text), SENDER)


@LANGUAGES
def test_a_message_reads_back_as_what_was_frozen_with_the_reader_s_own_token(tag: str) -> None:
    edition = facts(tag)
    message = parse(fill(build_template(edition, SENDER), envelope()))
    assert message.defects == []
    assert message.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in message.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    assert content(message, "html") == edition.html.replace(READER_TOKEN, TOKEN)
    assert content(message, "plain") == edition.text.replace(READER_TOKEN, TOKEN)
    encodings = {part["Content-Transfer-Encoding"] for part in message.iter_parts()}
    assert encodings == {by_tag(tag).mail_encoding.value}


@LANGUAGES
def test_a_token_survives_at_every_offset(tag: str) -> None:
    for offset in range(160):
        html = "x" * offset + READER_TOKEN + WORDS[tag]
        message = parse(fill(template_of(html, tag), envelope()))
        assert content(message, "html") == html.replace(READER_TOKEN, TOKEN)


letters = st.characters(blacklist_categories=("Cs",), blacklist_characters="\r")
texts = st.lists(
    st.one_of(
        st.text(letters, max_size=90),
        st.sampled_from([READER_TOKEN, "\n", " ", ".", "=", "From ", "é", "\t\n", "0READER"]),
    ),
    max_size=14,
).map("".join)
tokens = st.from_regex(r"\A[A-Za-z0-9_-]{32}\Z")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(MailEncoding)), texts, tokens)
def test_filling_a_gap_gives_what_encoding_the_filled_text_gives(
    encoding: MailEncoding, text: str, token: str
) -> None:
    pieces = splice.spliced(splice.encode(text, encoding)).filled(token.encode())
    afresh = splice.spliced(splice.encode(text.replace(READER_TOKEN, token), encoding))
    assert b"".join(pieces) == b"".join(afresh.filled(b""))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ALL), texts, texts, tokens)
@example(
    language=by_tag("en"),
    html="",
    text="=0\x800\x80\x80\x80\U00010000\U00010000" + "0" * 21 + "\t\n",
    token=TOKEN,
)
@example(language=by_tag("en"), html="x" * 75 + " \n", text="x" * 149 + "\t\n", token=TOKEN)
def test_any_edition_reads_back_exactly_in_legal_lines(language, html, text, token) -> None:
    data = fill(template_of(html, language.tag, text), envelope(token=token))
    message = parse(data)
    assert content(message, "html") == html.replace(READER_TOKEN, token)
    assert content(message, "plain") == text.replace(READER_TOKEN, token)
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    head, _, body = data.partition(b"\r\n\r\n")
    assert all(len(line) <= 998 for line in head.split(b"\r\n"))
    assert all(len(line) <= 76 or b"boundary" in line for line in body.split(b"\r\n"))


def test_an_escape_that_ends_like_the_token_begins_is_not_taken_for_it() -> None:
    html = "à" + READER_TOKEN[1:]  # à is written =C3=A0, and the token begins with 0
    encoded = splice.encode(html, MailEncoding.QUOTED_PRINTABLE)
    assert not any(isinstance(piece, splice.Gap) for piece in encoded)


@LANGUAGES
def test_every_header_of_a_bulk_message_is_there(tag: str) -> None:
    language = by_tag(tag)
    data = fill(build_template(facts(tag), SENDER), envelope())
    message = parse(data)
    link = f"https://news.example/{tag}/reader/{TOKEN}/unsubscribe/"
    assert message["List-Unsubscribe"] == f"<{link}>"
    assert f"List-Unsubscribe: <{link}>\r\n".encode() in data
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"<taiwan-ukraine.{tag.lower()}.list.news.example>" in message["List-Id"]
    assert facts(tag).sender_name in str(make_header(decode_header(message["List-Id"])))
    assert message["List-Archive"] == f"<https://news.example/{tag}/taiwan-ukraine/>"
    assert message["Feedback-ID"] == f"issue-1:{tag}:taiwan-ukraine:dumplingdesk"
    assert message["Content-Language"] == language.html_tag
    assert message["Message-ID"] == "<0123@list.news.example>"
    assert message["Date"] == "Tue, 24 Nov 2026 07:00:00 +0000"
    assert message["MIME-Version"] == "1.0"
    assert message["From"].addresses[0].addr_spec == "desk@news.example"
    assert message["To"].addresses[0].addr_spec == "reader@mail.example"
    assert message["X-Dumpling-Desk"] is None


def test_each_header_stands_once() -> None:
    data = fill(build_template(facts("uk"), SENDER, test=True), envelope())
    names = re.findall(rb"^([A-Za-z-]+):", data.partition(b"\r\n\r\n")[0], re.MULTILINE)
    assert len(names) == len(set(names)) == 14


@LANGUAGES
def test_the_same_frozen_edition_gives_the_same_bytes(tag: str) -> None:
    first = fill(build_template(facts(tag), SENDER), envelope())
    assert fill(build_template(facts(tag), SENDER), envelope()) == first
    other = fill(build_template(facts(tag, sha256="6f" * 32), SENDER), envelope())
    assert other != first


@LANGUAGES
def test_a_test_copy_says_so_in_its_subject_and_a_header(tag: str) -> None:
    template = build_template(facts(tag), SENDER, test=True)
    assert template.subject != WORDS[tag]
    assert WORDS[tag] in template.subject
    assert parse(fill(template, envelope()))["X-Dumpling-Desk"] == "test"


@pytest.mark.parametrize(
    ("name", "address", "header"),
    [
        ("", "reader@mail.example", b"To: reader@mail.example\r\n"),
        ("Mei", "reader@mail.example", b"To: Mei <reader@mail.example>\r\n"),
        ("Mei, A.", "reader@mail.example", b'To: "Mei, A." <reader@mail.example>\r\n'),
        ("", "олена@mail.example", "To: олена@mail.example\r\n".encode()),
    ],
)
def test_a_reader_is_named_if_we_know_a_name(name: str, address: str, header: bytes) -> None:
    data = fill(build_template(facts(), SENDER), envelope(name=name, address=address))
    assert data.count(header) == 1


@pytest.mark.parametrize("token", ["", "short", TOKEN + "x", TOKEN[:-1] + "=", TOKEN[:-1] + "é"])
def test_a_token_that_does_not_fit_is_refused_and_not_repeated(token: str) -> None:
    with pytest.raises(TokenRefused, match="delivery 7") as refusal:
        fill(build_template(facts(), SENDER), envelope(token=token))
    assert not token or token not in str(refusal.value)


def test_a_reader_s_name_cannot_smuggle_a_header_in() -> None:
    with pytest.raises(headers.HeaderRefused):
        fill(build_template(facts(), SENDER), envelope(name="Mei\r\nBcc: all@mail.example"))


def test_a_message_id_belongs_to_one_issue_and_one_reader() -> None:
    one = message_id(issue="issue-1", reader="5", sender=SENDER)
    assert one == message_id(issue="issue-1", reader="5", sender=SENDER)
    assert re.fullmatch(r"[0-9a-f]{32}@list\.news\.example", one)
    others = {
        message_id(issue="issue-2", reader="5", sender=SENDER),
        message_id(issue="issue-1", reader="6", sender=SENDER),
        message_id(issue="issue-1", reader="5", sender=replace(SENDER, secret="another")),
    }
    assert len(others | {one}) == 4


def test_what_identifies_a_reader_stays_out_of_what_is_printed_of_an_envelope() -> None:
    shown = repr(envelope()) + repr(SENDER) + repr(build_template(facts(), SENDER))
    for private in (TOKEN, "reader@mail.example", "Олена", SENDER.secret):
        assert private not in shown
