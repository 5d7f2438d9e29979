"""What the house calls things: forms it does not use, and terms and names that went missing."""

from collections.abc import Iterable, Iterator

from workflow.languages.catalogue import marked
from workflow.languages.formatting import quoted
from workflow.text.checks.finding import Finding, Grade, Severity
from workflow.text.checks.passage import Passage
from workflow.text.checks.traces import leaves_a_trace
from workflow.text.terms.values import (
    NAMES,
    Concept,
    Confidence,
    Domain,
    FormStatus,
    Mention,
    TermForm,
)

FORBIDDEN, TERM, NAME = "forbidden-term", "glossary", "names"
_MOST_FORMS = 3  # that a sentence lists

_AVOID = marked("The house does not write {form} here, but {say}. {reason}")
_DROP = marked("The house does not write {form} here. {reason}")
_LACKS_NAME = marked("The source names {name}; here that is {say}. Check that it is not missing.")
_LACKS_TERM = marked("The source says {term}; the house says {say} for it.")


def forbidden_terms(passage: Passage) -> Iterator[Finding]:
    """Forms that the house does not use; in a quotation, where others speak, only a note."""
    for mention in passage.mentions:
        form = mention.form
        if form.status is not FormStatus.FORBIDDEN:
            continue
        said = passage.text[mention.start : mention.end]
        best = mention.concept.said_in(passage.language)
        is_own = bool(passage.own_words[mention.start : mention.end].strip())
        sure = is_own and form.confidence is not Confidence.LOW
        yield Finding(
            check=FORBIDDEN,
            severity=Severity.WARNING if sure else Severity.NOTE,
            start=mention.start,
            end=mention.end,
            message=_AVOID if best else _DROP,
            values={
                "form": quoted(said, passage.language),
                "say": _listed(best, passage),
                "reason": form.reason,
            }
            if best
            else {"form": quoted(said, passage.language), "reason": form.reason},
            fix=_instead(mention, said, passage),
            grade=Grade.ASK,
        )


def _instead(mention: Mention, said: str, passage: Passage) -> str | None:
    """The preferred form, where the words bend alike: as the dictionary has them."""
    best = mention.concept.said_in(passage.language)
    if not best or said != mention.form.text:
        return None
    return best[0].text


def missing_terms(source: Passage, passage: Passage) -> Iterator[Finding]:
    """Terms and names of the source of which the translation has no form, bent or not.

    One that left a trace is there: Україна in український, Lai Ching-te in Lai.
    """
    said = {each.concept.key for each in passage.mentions}
    told: set[str] = set()
    for mention in source.terms.find(source.prose, source.language):
        concept = mention.concept
        if concept.key in said | told or mention.form.status is FormStatus.FORBIDDEN:
            continue
        told.add(concept.key)
        best = concept.said_in(passage.language)
        if best and not leaves_a_trace(concept, passage):
            yield _missing(concept, best, source.text[mention.start : mention.end], passage)


def _missing(concept: Concept, best: tuple[TermForm, ...], said: str, passage: Passage) -> Finding:
    is_name = concept.domain in NAMES
    sure = concept.domain in _SURE and best[0].confidence is Confidence.HIGH
    values = {"say": _listed(best, passage), ("name" if is_name else "term"): said}
    return Finding(
        check=NAME if is_name else TERM,
        severity=Severity.WARNING if sure else Severity.NOTE,
        start=0,
        end=len(passage.text),
        message=_LACKS_NAME if is_name else _LACKS_TERM,
        values=values,
    )


# Of other names a text may say "the government" or "there"; of these it seldom does.
_SURE = frozenset({Domain.PERSON})


def _listed(forms: Iterable[TermForm], passage: Passage) -> str:
    """The first of the forms; no word between, for the sentence may be in any language."""
    return " / ".join([quoted(form.text, passage.language) for form in forms][:_MOST_FORMS])
