"""The message as mail programs take it: shown whole, and read aloud right."""

from collections.abc import Iterator

from workflow.issues.checks.finding import EditionFinding, Examined
from workflow.issues.checks.page import read_page
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.text.checks.finding import Severity
from workflow.text.columns import width

# Gmail clips near 102,000 bytes, and it is not settled whether before or after base64, which adds
# a third: at these sizes both readings are safe.
WARN_BYTES = 60_000
MOST_BYTES = 75_000
SUBJECT_COLUMNS = 60
PREHEADER_COLUMNS = (40, 100)


def too_large(edition: Examined) -> Iterator[EditionFinding]:
    """Gmail clips large messages, footer and unsubscribe link first."""
    size = edition.rendered.size
    if size > WARN_BYTES:
        yield _finding(
            "too-large",
            Severity.ERROR if size > MOST_BYTES else Severity.WARNING,
            say(
                marked("The HTML is {size} KB; Gmail may cut it off above {limit} KB."),
                size=round(size / 1000),
                limit=MOST_BYTES // 1000,
            ),
            say(marked("Make some stories brief, or move some to the next issue.")),
        )


def subject(edition: Examined) -> Iterator[EditionFinding]:
    """A subject there must be, and phones show little of a long one."""
    columns = width(edition.rendered.subject)
    if not edition.rendered.subject.strip():
        yield _finding(
            "empty-subject",
            Severity.ERROR,
            say(marked("The edition has no subject.")),
            say(marked("Give the letter a subject.")),
        )
    elif columns > SUBJECT_COLUMNS:
        yield _finding(
            "long-subject",
            Severity.WARNING,
            say(
                marked("The subject is {columns} columns wide; phones show about {limit}."),
                columns=columns,
                limit=40,
            ),
            say(marked("Shorten the subject, or put what matters first.")),
        )


def preheader(edition: Examined) -> Iterator[EditionFinding]:
    """The line beside the subject: without one, mail lists show the first words they find."""
    columns = width(edition.rendered.preheader)
    least, most = PREHEADER_COLUMNS
    if not least <= columns <= most:
        yield _finding(
            "preheader-length",
            Severity.WARNING,
            say(
                marked("The preheader is {columns} columns wide; {least} to {most} fit best."),
                columns=columns,
                least=least,
                most=most,
            ),
            say(marked("Write one sentence that goes on where the subject ends.")),
        )


def one_heading(edition: Examined) -> Iterator[EditionFinding]:
    """Screen readers find their way by one main heading."""
    count = sum(level == 1 for level, _ in read_page(edition.rendered.html).headings)
    if count != 1:
        yield _finding(
            "one-heading",
            Severity.ERROR,
            say(
                marked("The edition has {count} main headings where there is to be one."),
                count=count,
            ),
            say(marked("Mend the template of the email: one h1, the newsletter’s name.")),
        )


def wrong_language(edition: Examined) -> Iterator[EditionFinding]:
    """Page and wrapper must name the edition's language, or it is read aloud in another."""
    wanted = edition.content.language.html_tag
    named = dict(reversed(read_page(edition.rendered.html).languages[:2]))
    if named != {"html": wanted, "div": wanted}:
        yield _finding(
            "wrong-language",
            Severity.ERROR,
            say(
                marked("The HTML does not say that it is in {language}."),
                language=edition.content.language,
            ),
            say(marked("Mend the template of the email: lang on the page and its wrapper.")),
        )


def _finding(check: str, severity: Severity, sentence: Sentence, mend: Sentence) -> EditionFinding:
    return EditionFinding(check=check, severity=severity, sentence=sentence, mend=mend)
