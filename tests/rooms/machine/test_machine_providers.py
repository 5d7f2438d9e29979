"""The real clients against stand-ins on this machine: every fault of theirs is made good."""

import contextlib
import logging
import ssl
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import deep_translator
import pytest
import requests
import stand_ins
import trustme
from deep_translator.exceptions import AuthorizationException, LanguageNotSupportedException
from stand_ins import KEY, Reply, StandIn, capitals, deepl_says, mymemory_says, running

from workflow.languages.registry import ALL, by_tag
from workflow.machine.in_time import InTime
from workflow.machine.provider import (
    BadAnswer,
    NotSpoken,
    Provider,
    ProviderProblem,
    QuotaUsed,
    Refused,
    TooBusy,
    TooLong,
    Unreachable,
)
from workflow.machine.providers.deepl import DeepL
from workflow.machine.providers.google import Google
from workflow.machine.providers.libre import LibreTranslate
from workflow.machine.providers.mymemory import MyMemory
from workflow.machine.suggest import suggest
from workflow.machine.wire import Wire

EN, ZH, UK, PL = map(by_tag, ("en", "zh-Hant", "uk", "pl"))
NOW = datetime(2026, 10, 2, 9, 30, tzinfo=UTC)
EMAIL = "desk@not-in-any-log.example"
SECRET_TEXT = "a text that nobody else may read"


def wire(**changed: Any) -> Wire:
    clock, sleep, _ = stand_ins.moments()
    usual = Wire(
        provider="Stand-in",
        timeout=5,
        patience=60,
        clock=clock,
        sleep=sleep,
        chance=lambda: 1.0,
        today=lambda: NOW,
    )
    return replace(usual, **changed)


Make = Callable[..., Any]


def make_libre(url: str, **changed: Any) -> LibreTranslate:
    return LibreTranslate(wire=wire(**changed), url=url, key=KEY)


def make_mymemory(url: str, **changed: Any) -> MyMemory:
    return MyMemory(wire=wire(**changed), url=url, email=EMAIL)


def make_google(url: str, **changed: Any) -> Google:
    return Google(wire=wire(**changed), url=url + "/m")


def make_deepl(url: str, **changed: Any) -> DeepL:
    return DeepL(wire=wire(**changed), key=KEY, url=url)


EACH: dict[str, tuple[Callable[[stand_ins.Seen], Reply], Make]] = {
    "libretranslate": (stand_ins.libre(key=KEY), make_libre),
    "mymemory": (stand_ins.mymemory, make_mymemory),
    "google": (stand_ins.google, make_google),
    "deepl": (stand_ins.deepl, make_deepl),
}
PAIRS = [(source, target) for source in ALL for target in ALL if source != target]
every = pytest.mark.parametrize("name", EACH)


@contextlib.contextmanager
def provided(name: str, **changed: Any) -> Iterator[tuple[Provider, StandIn]]:
    usual, make = EACH[name]
    with running(usual) as stand_in:
        yield make(stand_in.url, **changed), stand_in


@every
@pytest.mark.parametrize(("source", "target"), PAIRS, ids=str)
def test_every_pair_of_our_languages_is_translated(name: str, source: Any, target: Any) -> None:
    with provided(name) as (provider, _):
        assert provider.speaks(source, target)
        assert provider.translate("Dumplings.", source=source, target=target) == "DUMPLINGS."


def test_the_stock_classes_lack_two_of_our_languages() -> None:
    for code in ("uk", "zt", "zh-Hant"):
        with pytest.raises(LanguageNotSupportedException):
            deep_translator.LibreTranslator(source="en", target=code, api_key="k")
    with pytest.raises(LanguageNotSupportedException):
        deep_translator.MyMemoryTranslator(source="en-GB", target="uk")
    with pytest.raises(LanguageNotSupportedException):
        deep_translator.DeeplTranslator(source="en", target="zh-hant", api_key="k")


@pytest.mark.parametrize("code", ["zt", "zh-Hant", "zh-TW"])
def test_traditional_chinese_has_the_name_that_the_server_lists(code: str) -> None:
    with running(stand_ins.libre(chinese=code)) as stand_in:
        provider = LibreTranslate(wire=wire(), url=stand_in.url)
        provider.translate("Dumplings", source=EN, target=ZH)
        assert f"target={code}" in stand_in.seen[-1].body


def test_simplified_chinese_is_never_taken_for_ours() -> None:
    with running(stand_ins.libre(chinese="zh-Hans")) as stand_in:
        provider = LibreTranslate(wire=wire(), url=stand_in.url)
        assert not provider.speaks(EN, ZH)
        with pytest.raises(NotSpoken, match="MACHINE_PROVIDER"):
            provider.translate("Dumplings", source=EN, target=ZH)


def test_the_list_of_languages_is_asked_for_once() -> None:
    with provided("libretranslate") as (provider, stand_in):
        for _ in range(3):
            provider.translate("Dumplings", source=EN, target=UK)
        assert [seen.path for seen in stand_in.seen] == ["/languages"] + ["/translate"] * 3


def test_a_server_that_needs_no_key_gets_none() -> None:
    with running(stand_ins.libre()) as stand_in:
        LibreTranslate(wire=wire(), url=stand_in.url).translate("Yes", source=EN, target=UK)
        assert "api_key" not in stand_in.seen[-1].body


LONG = "Пельмені їдуть до Тайбею, а бао до Львова. " * 480


def test_the_stock_class_puts_text_and_key_into_the_address() -> None:
    with running(stand_ins.libre(key=KEY)) as stand_in:
        stock = deep_translator.LibreTranslator(
            source="en", target="pl", api_key=KEY, custom_url=stand_in.url + "/"
        )
        stock.translate("Dumplings")
        assert KEY in stand_in.seen[-1].path
        with pytest.raises(Exception, match=r"API server error"):
            stock.translate(LONG)


def test_twenty_thousand_cyrillic_characters_travel_in_the_body() -> None:
    assert len(LONG) > 20_000
    with provided("libretranslate") as (provider, stand_in):
        said = suggest(LONG, provider, source=UK, target=EN)
        assert said.text == LONG.strip().upper()
        assert len(stand_in.seen[-1].path) < 20


@every
def test_twenty_thousand_characters_pass_through_each(name: str) -> None:
    with provided(name) as (provider, stand_in):
        said = suggest(LONG, provider, source=UK, target=EN)
        assert said.text == LONG.strip().upper()
        assert max(len(seen.path) for seen in stand_in.seen) < 8000


def test_mymemory_is_asked_in_pieces_of_less_than_500_bytes_cut_after_sentences() -> None:
    with provided("mymemory") as (provider, stand_in):
        suggest(LONG[:2000], provider, source=UK, target=EN)
        asked = [seen.asked["q"] for seen in stand_in.seen]
        assert max(len(text.encode()) for text in asked) < 500
        assert all(text.endswith("Львова.") for text in asked[:-1])


def test_the_stock_class_sends_mymemory_what_it_refuses_and_gives_the_refusal_back() -> None:
    with running(stand_ins.mymemory) as stand_in:
        stock = deep_translator.MyMemoryTranslator(source="uk-UA", target="en-GB")
        stock._base_url = stand_in.url + "/get"
        assert "QUERY LENGTH LIMIT" in stock.translate("слово " * 60)


# Time ----------------------------------------------------------------------------------------


def test_the_stock_class_waits_as_long_as_the_server_likes() -> None:
    with running(stand_ins.libre(key=KEY)) as stand_in:
        stand_in.how = [Reply(slow=0.8, body={"translatedText": "LATE"})]
        stock = deep_translator.LibreTranslator(
            source="en", target="pl", api_key=KEY, custom_url=stand_in.url + "/", timeout=0.3
        )
        began = time.monotonic()
        assert stock.translate("Dumplings") == "LATE"
        assert time.monotonic() - began >= 0.8


LATE = {
    "silent": Reply(slow=20),
    "body": Reply(body=b"x" * 300, drip=0.1),
    "head": Reply(head=b"HTTP/1.1 200 OK"),
    "continue": Reply(head=b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@every
@pytest.mark.parametrize("how", LATE.values(), ids=LATE)
def test_no_answer_is_waited_for_longer_than_was_set(name: str, how: Reply) -> None:
    real = {"timeout": 0.3, "patience": 0.5, "clock": time.monotonic, "sleep": time.sleep}
    with provided(name, **real) as (provider, stand_in):
        provider.speaks(EN, UK)
        stand_in.how = [how] * 9
        began = time.monotonic()
        with pytest.raises(Unreachable):
            provider.translate("Dumplings", source=EN, target=UK)
        assert 0.25 < time.monotonic() - began < 2


def test_a_head_that_comes_letter_by_letter_is_cut_off_under_tls_too(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with running(lambda _: Reply(head=b"H"), context) as stand_in, requests.Session() as session:
        session.mount("https://", InTime())
        began = time.monotonic()
        with pytest.raises(requests.ConnectionError):
            session.get(stand_in.url, timeout=0.3, verify=str(tmp_path / "ca.pem"))
        assert 0.25 < time.monotonic() - began < 2
        assert len(stand_in.seen) == 1


BIG = "A" * 200_000
BIG_ANSWERS = {
    "libretranslate": Reply(body={"translatedText": BIG}),
    "mymemory": mymemory_says(BIG),
    "google": Reply(body=f'<div class="result-container">{BIG}</div>'.encode()),
    "deepl": deepl_says(BIG),
}


@every
def test_an_answer_of_gigabytes_is_not_read(name: str) -> None:
    with provided(name, most_bytes=10_000) as (provider, stand_in):
        provider.speaks(EN, UK)
        stand_in.how = [BIG_ANSWERS[name]]
        with pytest.raises(BadAnswer):
            provider.translate("Dumplings", source=EN, target=UK)


@every
def test_an_answer_that_says_the_same_over_and_over_is_no_translation(name: str) -> None:
    with provided(name) as (provider, stand_in):
        provider.speaks(EN, UK)
        stand_in.how = [BIG_ANSWERS[name]]
        with pytest.raises(BadAnswer):
            suggest("Dumplings", provider, source=EN, target=UK)


@every
def test_a_redirect_is_not_followed(name: str) -> None:
    with provided(name) as (provider, stand_in), running(lambda _: Reply()) as elsewhere:
        provider.speaks(EN, UK)
        stand_in.how = [Reply(status=307, headers={"Location": elsewhere.url + "/translate"})]
        with pytest.raises(BadAnswer, match="MACHINE_URL"):
            provider.translate("Dumplings", source=EN, target=UK)
        assert elsewhere.seen == []


@every
def test_the_environments_proxy_is_not_used(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with provided(name) as (provider, _), running(lambda _: Reply()) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        assert provider.translate("Yes", source=EN, target=UK) == "YES"
        assert proxy.seen == []


# Trying again --------------------------------------------------------------------------------


@every
@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_what_passes_is_tried_again(name: str, status: int) -> None:
    clock, sleep, slept = stand_ins.moments()
    with provided(name, clock=clock, sleep=sleep) as (provider, stand_in):
        provider.speaks(EN, UK)
        stand_in.how = [Reply(status=status), Reply(status=status)]
        assert provider.translate("Yes", source=EN, target=UK) == "YES"
        assert slept == [0.5, 1.0]


@every
@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 456])
def test_what_does_not_pass_is_not_tried_again(name: str, status: int) -> None:
    clock, sleep, slept = stand_ins.moments()
    with provided(name, clock=clock, sleep=sleep) as (provider, stand_in):
        provider.speaks(EN, UK)
        before = len(stand_in.seen)
        stand_in.how = [Reply(status=status, body={"error": "x", "message": "x"})] * 2
        kinds = {400: BadAnswer, 401: Refused, 403: Refused, 413: TooLong, 456: QuotaUsed}
        with pytest.raises(kinds.get(status, BadAnswer)):
            provider.translate("Yes", source=EN, target=UK)
        assert len(stand_in.seen) == before + 1
        assert slept == []


@pytest.mark.parametrize(
    "said", ["7", format_datetime(NOW + timedelta(seconds=7), usegmt=True)], ids=str
)
def test_retry_after_is_obeyed(said: str) -> None:
    clock, sleep, slept = stand_ins.moments()
    with provided("libretranslate", clock=clock, sleep=sleep) as (provider, stand_in):
        stand_in.how = [Reply(status=429, headers={"Retry-After": said})]
        assert provider.translate("Yes", source=EN, target=UK) == "YES"
        assert slept == [7.0]


def test_a_longer_retry_after_is_told_on() -> None:
    clock, sleep, slept = stand_ins.moments()
    with provided("libretranslate", clock=clock, sleep=sleep) as (provider, stand_in):
        stand_in.how = [Reply(status=429, headers={"Retry-After": "3600"})]
        with pytest.raises(TooBusy) as caught:
            provider.translate("Yes", source=EN, target=UK)
        assert caught.value.retry_after == 3600
        assert slept == []


@pytest.mark.parametrize("said", ["9" * 400, "²", "soon", "Mon, 99 Foo", "-5"])
def test_a_strange_retry_after_does_no_harm(said: str) -> None:
    with provided("libretranslate") as (provider, stand_in):
        provider.speaks(EN, UK)
        stand_in.how = [Reply(status=429, headers={"Retry-After": said.encode().decode("latin-1")})]
        with contextlib.suppress(TooBusy):
            assert provider.translate("Yes", source=EN, target=UK) == "YES"


def test_trying_again_ends() -> None:
    clock, sleep, slept = stand_ins.moments()
    with provided("deepl", clock=clock, sleep=sleep) as (provider, stand_in):
        stand_in.how = [Reply(status=503)] * 99
        with pytest.raises(TooBusy):
            provider.translate("Yes", source=EN, target=UK)
        assert len(stand_in.seen) == 4
        assert slept == [0.5, 1.0, 2.0]


@every
def test_nobody_listening_is_told_as_ours(name: str) -> None:
    with provided(name) as (provider, stand_in):
        provider.speaks(EN, UK)
        _, make = EACH[name]
    gone = make(stand_in.url)
    with pytest.raises(Unreachable, match="MACHINE_URL"):
        gone.translate("Yes", source=EN, target=UK)


# Answers -------------------------------------------------------------------------------------

HTML = Reply(body=b"<html><body><h1>Sign in</h1></body></html>")


@every
@pytest.mark.parametrize(
    "how",
    [HTML, Reply(body=b""), Reply(body=b"[]"), Reply(body=b"null"), Reply(body={}), Reply(body=7)],
    ids=str,
)
def test_what_is_no_translation_is_not_taken_for_one(name: str, how: Reply) -> None:
    with provided(name) as (provider, stand_in):
        provider.speaks(EN, UK)
        stand_in.how = [how]
        with pytest.raises(BadAnswer):
            provider.translate("Yes", source=EN, target=UK)


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("libretranslate", Reply(body={"translatedText": None})),
        ("libretranslate", Reply(body={"translatedText": ["A", "B"]})),
        ("libretranslate", Reply(body={"translatedText": " "})),
        ("mymemory", mymemory_says(None)),
        ("mymemory", Reply(body={"responseData": None, "responseStatus": 200})),
        ("google", Reply(body=b'<div class="result-container"></div>')),
        ("deepl", deepl_says()),
        ("deepl", deepl_says("A", "B")),
        ("deepl", deepl_says("")),
        ("deepl", Reply(body={"translations": None})),
    ],
    ids=str,
)
def test_none_and_a_wrong_number_of_answers_are_refused(name: str, how: Reply) -> None:
    with provided(name) as (provider, stand_in):
        provider.speaks(EN, UK)
        stand_in.how = [how]
        with pytest.raises(BadAnswer):
            provider.translate("Yes", source=EN, target=UK)


def test_a_text_that_google_leaves_as_it_is_comes_back() -> None:
    with running(stand_ins.google) as stand_in:
        stock = deep_translator.GoogleTranslator(source="en", target="uk")
        stock._base_url = stand_in.url + "/m"
        assert stock.translate("—") is None
        provider = make_google(stand_in.url)
        assert provider.translate("—", source=EN, target=UK) == "—"


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        (
            mymemory_says(
                "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.", 200
            ),
            QuotaUsed,
        ),
        (mymemory_says("MYMEMORY WARNING: YOU USED ALL …", 429), QuotaUsed),
        (mymemory_says("Так", 200, quotaFinished=True), QuotaUsed),
        (mymemory_says("", "403"), TooBusy),
        (mymemory_says("", 429), TooBusy),
        (mymemory_says("", "500"), Unreachable),
        (mymemory_says("'XX' IS AN INVALID TARGET LANGUAGE", "403"), NotSpoken),
        (mymemory_says("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", 403), TooLong),
    ],
    ids=str,
)
def test_what_mymemory_complains_of_is_no_translation(
    how: Reply, kind: type[ProviderProblem]
) -> None:
    with provided("mymemory") as (provider, stand_in):
        stand_in.how = [how]
        with pytest.raises(kind):
            provider.translate("Yes", source=EN, target=UK)


def test_the_stock_class_takes_mymemorys_warning_for_a_translation() -> None:
    with running(stand_ins.mymemory) as stand_in:
        stand_in.how = [mymemory_says("MYMEMORY WARNING: YOU USED ALL", 429)]
        stock = deep_translator.MyMemoryTranslator(source="en-GB", target="uk-UA")
        stock._base_url = stand_in.url + "/get"
        assert stock.translate("Yes") == "MYMEMORY WARNING: YOU USED ALL"


def test_mymemorys_character_references_become_characters() -> None:
    with provided("mymemory") as (provider, stand_in):
        stand_in.how = [mymemory_says("Tom &amp; Ola&#39;s")]
        assert provider.translate("Том", source=UK, target=EN) == "Tom & Ola's"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("晚安。.", "晚安。"),
        ("真的？?", "真的？"),
        ("晚安。</b1>.", "晚安。</b1>"),
        ("晚安。", "晚安。"),
        ("Good night.", "Good night."),
    ],
)
def test_an_end_mark_that_libretranslate_appends_is_taken_off(said: str, kept: str) -> None:
    with provided("libretranslate") as (provider, stand_in):
        provider.speaks(EN, ZH)
        stand_in.how = [Reply(body={"translatedText": said})]
        assert provider.translate("Good night.", source=EN, target=ZH) == kept


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("zh-Hans is not supported", NotSpoken),
        ("Invalid request: request (9000) exceeds text limit (2000)", TooLong),
        ("Invalid API key", Refused),
        ("Invalid request: missing q parameter", BadAnswer),
    ],
)
def test_what_libretranslate_says_with_a_400(error: str, kind: type[ProviderProblem]) -> None:
    with provided("libretranslate") as (provider, stand_in):
        provider.speaks(EN, UK)
        stand_in.how = [Reply(status=400, body={"error": error})]
        with pytest.raises(kind):
            provider.translate("Yes", source=EN, target=UK)


def test_a_target_that_deepl_lacks_is_told_as_such() -> None:
    with provided("deepl") as (provider, stand_in):
        stand_in.how = [
            Reply(status=400, body={"message": "Value for 'target_lang' not supported"})
        ]
        with pytest.raises(NotSpoken):
            provider.translate("Yes", source=EN, target=ZH)


def test_deepl_withdrew_the_call_that_the_stock_class_makes() -> None:
    with running(stand_ins.deepl) as stand_in:
        stock = deep_translator.DeeplTranslator(source="en", target="uk", api_key=KEY)
        stock._base_url = stand_in.url + "/v2/"
        with pytest.raises(AuthorizationException, match=KEY):
            stock.translate("Yes")
        assert make_deepl(stand_in.url).translate("Yes", source=EN, target=UK) == "YES"
        assert stand_in.seen[-1].path == "/v2/translate"


# Threads -------------------------------------------------------------------------------------


@every
def test_sixteen_threads_each_get_their_own_answers(name: str) -> None:
    with provided(name, timeout=20) as (provider, _):
        together = threading.Barrier(16)

        def ask(thread: int) -> list[bool]:
            together.wait(20)
            texts = [f"thread {thread} call {call}" for call in range(25)]
            return [provider.translate(t, source=EN, target=UK) == capitals(t) for t in texts]

        with ThreadPoolExecutor(16) as pool:
            answers = [right for each in pool.map(ask, range(16)) for right in each]
        assert answers == [True] * 400


def test_nothing_in_the_library_is_changed() -> None:
    module = deep_translator.libre
    before = (module.requests, deep_translator.LibreTranslator.translate)
    with provided("libretranslate") as (provider, _):
        provider.translate("Yes", source=EN, target=UK)
    assert (module.requests, deep_translator.LibreTranslator.translate) == before
    assert module.requests is requests


# Secrets -------------------------------------------------------------------------------------


@every
@pytest.mark.parametrize("status", [200, 307, 400, 403, 404, 429, 456, 500])
def test_neither_key_nor_address_nor_text_is_ever_told(
    name: str, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="workflow")
    with provided(name) as (provider, stand_in):
        provider.speaks(EN, UK)
        stand_in.how = [
            Reply(status=status, body={"error": KEY, "message": KEY, "detail": SECRET_TEXT})
        ] * 9
        with pytest.raises(ProviderProblem) as caught:
            provider.translate(SECRET_TEXT, source=EN, target=UK)
        assert all(KEY not in seen.path for seen in stand_in.seen)
    _tells_nothing(caught.value, caplog)


@every
def test_not_even_the_libraries_own_logs_hold_a_key(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with provided(name) as (provider, _):
        provider.translate("Yes", source=EN, target=UK)
    assert caplog.records
    assert KEY not in caplog.text


@every
def test_a_broken_connection_tells_no_address(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="workflow")
    with provided(name) as (provider, stand_in):
        provider.speaks(EN, UK)
        for _ in range(9):
            stand_in.how.append(Reply(slow=20))
        gone = replace(provider._wire, timeout=0.05)
        provider._wire = gone
        with pytest.raises(Unreachable) as caught:
            provider.translate(SECRET_TEXT, source=EN, target=UK)
    _tells_nothing(caught.value, caplog)


def _tells_nothing(problem: BaseException, caplog: pytest.LogCaptureFixture) -> None:
    told = "".join(traceback.format_exception(problem)) + caplog.text + repr(problem)
    context: BaseException | None = problem
    while context is not None:
        told += repr(context)
        context = context.__context__
    for secret in (KEY, EMAIL, SECRET_TEXT, "http://", "langpair"):
        assert secret not in told
