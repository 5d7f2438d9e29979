"""The desk in the browser: who may come in, where issues stand, an edition before it freezes."""

import re

import pytest
from django.test import Client

from tests.newsstand_world import (
    EN,
    HEADLINES,
    LETTERS,
    PL,
    SUBJECTS,
    UK,
    ZH,
    a_frozen_edition,
    a_published_issue,
    an_issue,
    send_out,
)
from workflow.desk.preview import finding_groups
from workflow.issues.checks.finding import EditionFinding
from workflow.issues.links import READER_TOKEN
from workflow.issues.models import Edition, Slot
from workflow.issues.states import EditionState, Fallback
from workflow.journal.models import Entry
from workflow.languages.catalogue import catalogue
from workflow.languages.language import Language
from workflow.languages.registry import ALL
from workflow.languages.sentences import say
from workflow.stories.models import Story
from workflow.text.checks.finding import Severity
from workflow.translation.models import Translation

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/desk/",
    "/desk/issues/harbours/uk/",
    "/desk/issues/harbours/uk/html/",
    "/desk/issues/harbours/uk/text/",
]


@pytest.fixture
def editor() -> Client:
    """A browser on the desk's own machine."""
    return Client(headers={"host": "localhost:8000", "accept-language": "en"})


def text(editor: Client, address: str, status: int = 200) -> str:
    response = editor.get(address)
    assert response.status_code == status, address
    return response.content.decode()


# Who may come in.

STRANGERS = [
    ("another machine", {"REMOTE_ADDR": "192.0.2.7"}),
    ("a neighbour", {"REMOTE_ADDR": "192.168.1.20"}),
    ("no address at all", {"REMOTE_ADDR": ""}),
    ("a loopback that is none", {"REMOTE_ADDR": "127.0.0.1.evil.example"}),
    ("another name for this machine", {"HTTP_HOST": "testserver"}),
    ("through a proxy here", {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}),
    ("through a proxy that lies", {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}),
    ("forwarded", {"HTTP_FORWARDED": "for=192.0.2.7"}),
    ("by way of", {"HTTP_VIA": "1.1 proxy"}),
    ("with a real address", {"HTTP_X_REAL_IP": "192.0.2.7"}),
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("who", "meta"), STRANGERS, ids=[each[0] for each in STRANGERS])
def test_strangers_stay_outside(
    editor: Client, who: str, meta: dict[str, str], address: str
) -> None:
    response = editor.get(address, **meta)
    assert response.status_code == 403
    page = response.content.decode()
    assert "The desk is closed here." in page
    assert "make desk" in page
    assert SUBJECTS[UK] not in page


@pytest.mark.parametrize("address", ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_comes_in(editor: Client, address: str, host: str) -> None:
    response = editor.get("/desk/", REMOTE_ADDR=address, HTTP_HOST=host)
    assert response.status_code == 200


# The board.


def test_the_board_says_where_every_story_stands_in_every_language(editor: Client) -> None:
    an_issue()
    page = text(editor, "/desk/")
    assert SUBJECTS[EN] in page
    assert HEADLINES[EN] in page
    cells = re.findall(r'<td class="status-(\w+)( holds)?', page)
    letter, story = cells[:4], cells[4:]
    assert [state for state, _ in letter] == ["original", "approved", "approved", "approved"]
    assert [state for state, _ in story] == ["original", "open", "approved", "approved"]
    assert "It runs in English with a note." in page
    assert page.count("Ready to send") == 4


def test_an_edition_that_waits_says_what_for(editor: Client) -> None:
    issue = an_issue()
    Slot.objects.filter(issue=issue).update(fallback=Fallback.HOLD)
    page = text(editor, "/desk/")
    assert page.count("Ready to send") == 3
    assert page.count("Not ready yet") == 1
    assert "The edition waits for it." in page
    assert '<td class="status-open holds">' in page


def test_the_head_of_a_column_says_what_became_of_its_edition(editor: Client) -> None:
    issue = an_issue()
    send_out(a_frozen_edition(issue, UK))
    send_out(a_frozen_edition(issue, PL), state=EditionState.SENDING)
    a_frozen_edition(issue, EN)
    heads = re.findall(r"<span>([\w ·]+)</span>\s*</th>", text(editor, "/desk/"))
    assert heads == ["Ready to send · frozen", "Ready to send", "sent", "being sent"]


def test_an_issue_that_cannot_be_put_together_says_what_it_lacks(editor: Client) -> None:
    issue = an_issue()
    issue.coverage.words.filter(language=PL).delete()
    assert "no name and publisher in pl" in text(editor, "/desk/")
    for part in ("", "html/", "text/"):
        page = text(editor, f"/desk/issues/harbours/uk/{part}", 409)
        assert "no name and publisher in pl" in page


def test_an_empty_desk_says_how_to_fill_it(editor: Client) -> None:
    assert "python -m workflow load" in text(editor, "/desk/")


@pytest.mark.parametrize("language", ALL, ids=str)
def test_the_desk_speaks_the_language_asked_for(editor: Client, language: Language) -> None:
    an_issue()
    words = catalogue(language, strict=True)
    for response in (
        editor.get("/desk/", {"language": language.tag}),
        editor.get("/desk/", headers={"accept-language": language.tag}),
    ):
        page = response.content.decode()
        assert f'<html lang="{language.html_tag}">' in page
        assert words.text("Readiness") in page
        assert words.text("Lead story") in page
        assert words.text("approved") in page


def test_a_chosen_language_goes_along_from_link_to_link(editor: Client) -> None:
    an_issue()
    page = text(editor, "/desk/?language=pl")
    assert 'href="/desk/issues/harbours/uk/?language=pl"' in page
    preview = text(editor, "/desk/issues/harbours/uk/?language=pl")
    assert 'href="/desk/?language=pl"' in preview
    assert '<input type="hidden" name="language" value="pl">' in preview
    assert "?language=" not in text(editor, "/desk/").replace('href="/desk/?language=', "")


@pytest.mark.parametrize(("reads", "title"), [("uk", UK), ("pl", PL), ("zh-Hant", EN)])
def test_stories_are_called_as_the_editor_reads_them_once_that_is_approved(
    editor: Client, reads: str, title: Language
) -> None:
    an_issue()
    page = text(editor, f"/desk/?language={reads}")
    assert f'<span lang="{title.html_tag}">{HEADLINES[title]}</span>' in page


# The preview.


@pytest.mark.parametrize("edition", ALL, ids=str)
def test_the_preview_is_what_freezing_would_fix(editor: Client, edition: Language) -> None:
    issue = an_issue()
    page = text(editor, f"/desk/issues/harbours/{edition}/")
    shown = text(editor, f"/desk/issues/harbours/{edition}/html/")
    plain = text(editor, f"/desk/issues/harbours/{edition}/text/")
    frozen = a_frozen_edition(issue, edition)
    assert f'lang="{edition.html_tag}">{frozen.subject}</h1>' in page
    assert LETTERS[edition] in shown
    assert plain == frozen.text
    bare = re.compile(r'(href|src)="[^"]*"|<base [^>]*>')
    assert bare.sub("", shown) == bare.sub("", frozen.html)


def test_the_preview_lists_findings_each_with_its_mend(editor: Client) -> None:
    issue = an_issue()
    Slot.objects.filter(issue=issue).update(fallback=Fallback.HOLD)
    page = text(editor, "/desk/issues/harbours/zh-Hant/")
    assert '<section class="findings error">' in page
    assert "two-alphabets" in page
    assert '<p class="mend">' in page
    assert "Nothing was found." not in page


def test_findings_are_grouped_and_counted_errors_first() -> None:
    found = [
        EditionFinding(check="c", severity=severity, sentence=say("Open"), mend=say("Open"))
        for severity in (Severity.NOTE, Severity.ERROR, Severity.WARNING, Severity.ERROR)
    ]
    groups = finding_groups(found, catalogue(PL, strict=True))
    assert [group.heading for group in groups] == ["2 błędy", "1 ostrzeżenie", "1 uwaga"]
    assert finding_groups([], catalogue(PL)) == ()


def test_the_frame_shows_the_edition_and_nothing_runs_in_it(editor: Client) -> None:
    an_issue()
    frame = editor.get("/desk/issues/harbours/uk/html/")
    assert frame["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in frame["Content-Security-Policy"]
    assert "default-src 'none'" in frame["Content-Security-Policy"]
    assert READER_TOKEN not in frame.content.decode()
    page = text(editor, "/desk/issues/harbours/uk/")
    assert re.search(r'<iframe [^>]*sandbox="allow-popups[^"]*"', page)
    assert "allow-scripts" not in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("phone", "phone"), ("desktop", "desktop"), ("", "desktop"), ("<", "desktop")],
)
def test_the_width_is_chosen_without_a_script(editor: Client, asked: str, shown: str) -> None:
    an_issue()
    page = text(editor, f"/desk/issues/harbours/uk/?width={asked}")
    assert f'<iframe class="{shown}"' in page
    assert page.count('aria-pressed="true"') == 1
    assert "<script" not in page


@pytest.mark.parametrize(
    "path", ["nothing/uk/", "harbours/ru/", "harbours/UK/", "harbours/zh-TW/", "harbours/uk/pdf/"]
)
def test_what_is_not_there_is_not_found(editor: Client, path: str) -> None:
    an_issue()
    assert editor.get(f"/desk/issues/{path}").status_code == 404


def test_a_language_the_issue_does_not_have_is_not_found(editor: Client) -> None:
    issue = an_issue()
    issue.languages = ["en", "uk"]
    issue.save()
    for part in ("", "html/", "text/"):
        assert editor.get(f"/desk/issues/harbours/pl/{part}").status_code == 404


def test_looking_changes_nothing(editor: Client) -> None:
    a_published_issue()
    counts = [model.objects.count() for model in (Entry, Edition, Story, Translation)]
    for address in ADDRESSES:
        assert editor.get(address).status_code == 200
        assert editor.post(address).status_code in {403, 405}
    assert counts == [model.objects.count() for model in (Entry, Edition, Story, Translation)]


def test_pages_of_the_desk_are_kept_by_nobody_and_load_nothing_from_elsewhere(
    editor: Client,
) -> None:
    an_issue()
    for address in ADDRESSES:
        response = editor.get(address)
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies
    for address in ADDRESSES[:2]:
        response = editor.get(address)
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", response.content.decode())


def test_the_number_of_queries_does_not_grow_with_the_stories(
    editor: Client, django_assert_max_num_queries
) -> None:
    an_issue()
    assert ZH in ALL
    with django_assert_max_num_queries(25):
        editor.get("/desk/")
