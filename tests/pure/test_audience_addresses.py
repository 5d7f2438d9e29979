"""Which texts are addresses, and what mail servers get to see of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.audience.addresses import AddressRefused, parse_address


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("olena@example.org", "olena@example.org"),
        ("  olena@example.org ", "olena@example.org"),
        ("Olena.Koval+news@Example.ORG", "Olena.Koval+news@example.org"),
        ("olena@приклад.укр", "olena@xn--80aikifvh.xn--j1amh"),
        ("mei@例子.台灣", "mei@xn--fsqu00a.xn--kpry57d"),
        ("ewa@żółw.pl", "ewa@xn--w-uga1v8h.pl"),
        ("a@straße.de", "a@xn--strae-oqa.de"),
        ("a@xn--w-uga1v8h.pl", "a@xn--w-uga1v8h.pl"),
        ("o'brien@example.ie", "o'brien@example.ie"),
    ],
)
def test_an_address_becomes_what_mail_servers_understand(written: str, sent: str) -> None:
    assert str(parse_address(written)) == sent


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("", "one @"),
        ("olena", "one @"),
        ("@example.org", "one @"),
        ("olena@", "one @"),
        ("olena@localhost", "not whole"),
        ("olena@example.org.", "not whole"),
        ("olena@10.0.0.1", "not whole"),
        ("olena@[10.0.0.1]", "can exist"),
        ("olena@exa mple.org", "can exist"),
        ("olena@-example.org", "can exist"),
        ("olena@example..org", "can exist"),
        ("olena@exam_ple.org", "can exist"),
        ("a b@example.org", "stray dot"),
        (".a@example.org", "stray dot"),
        ("a.@example.org", "stray dot"),
        ("a..b@example.org", "stray dot"),
        ('"a b"@example.org', "stray dot"),
        ("a@b@example.org", "stray dot"),
        ("a\r\nb@example.org", "stray dot"),
        ("a\u200bb@example.org", "ASCII"),
        ("олена@example.org", "SMTPUTF8"),
        ("x" * 65 + "@example.org", "before @ is too long: 64"),
        ("x" * 64 + "@" + "b" * 60 + ("." + "c" * 60) * 2 + ".example", "address is too long: 254"),
    ],
)
def test_what_is_no_address_is_refused_with_a_mend_unrepeated(written: str, mend: str) -> None:
    with pytest.raises(AddressRefused, match=mend) as refusal:
        parse_address(written)
    assert not written.strip() or written.strip() not in str(refusal.value)


def test_letters_outside_ascii_before_the_at_sign_need_a_server_that_takes_them() -> None:
    address = parse_address("олена@example.org", smtputf8=True)
    assert str(address) == "олена@example.org"
    with pytest.raises(AddressRefused, match="stray dot"):
        parse_address("оле\u200bна@example.org", smtputf8=True)


@pytest.mark.parametrize(
    ("domain", "mixed"),
    [
        ("kyїv.ua", ("kyїv",)),
        ("аpple.com", ("аpple",)),  # the first letter is Cyrillic
        ("приклад.укр", ()),
        ("news-2026.приклад.укр", ()),
        ("例子.台灣", ()),
        ("xn--kyv-ohd.ua", ()),  # whoever writes this form means it
    ],
)
def test_a_label_of_two_scripts_is_flagged(domain: str, mixed: tuple[str, ...]) -> None:
    assert parse_address(f"a@{domain}").mixed_scripts == mixed


def test_two_spellings_of_one_mailbox_have_one_key() -> None:
    first, second = parse_address("Ewa@Żółw.pl"), parse_address("ewa@xn--w-uga1v8h.PL")
    assert first.key == second.key


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=30), st.emails(), st.from_regex(r"\A.{0,9}@.{0,12}\Z")))
def test_any_text_is_an_address_that_parses_to_itself_or_is_refused(text: str) -> None:
    try:
        address = parse_address(text)
    except AddressRefused:
        return
    assert str(address).isascii()
    assert not any(letter.isspace() for letter in str(address))
    assert parse_address(str(address)).key == address.key
