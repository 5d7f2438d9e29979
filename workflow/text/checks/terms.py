"""What the house calls things: forms it does not use, and terms and names that went missing."""

from collections.abc import Iterable, Iterator

from workflow.languages.catalogue import marked
from workflow.languages.formatting import quoted
from workflow.languages.language import Script
from workflow.text.checks.finding import Finding, Grade, Severity
from workflow.text.checks.passage import Passage
from workflow.text.terms.registry import bend
from workflow.text.terms.values import (
    NAMES,
    Concept,
    Confidence,
    Domain,
    FormStatus,
    Mention,
    TermForm,
)
from workflow.text.terms.words import plain, words

FORBIDDEN, TERM, NAME = "forbidden-term", "glossary", "names"
_SHORTEST_STEM, _ENDING = 3, 3  # letters of a name that stay in what is derived from it
_MOST_FORMS = 3  # that a sentence lists

_AVOID = marked("The house does not write {form} here, but {say}. {reason}")
_DROP = marked("The house does not write {form} here. {reason}")
_LACKS_NAME = marked("The source names {name}; here that is {say}. Check that it is not missing.")
_LACKS_TERM = marked("The source says {term}; the house says {say} for it.")


def forbidden_terms(passage: Passage) -> Iterator[Finding]:
    """Forms that the house does not use; in a quotation, where others speak, only a note."""
    for mention in passage.terms.find(passage.text, passage.language):
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

    One that anything is made of which the translation says is there: Україна in український.
    """
    said = {each.concept.key for each in passage.terms.find(passage.text, passage.language)}
    told: set[str] = set()
    for mention in source.terms.find(source.prose, source.language):
        concept = mention.concept
        if concept.key in said | told or mention.form.status is FormStatus.FORBIDDEN:
            continue
        told.add(concept.key)
        best = concept.said_in(passage.language)
        if best and not _is_made_of([form for form in best if _is_name(form)], passage):
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


def _is_name(form: TermForm) -> bool:
    """Whether it is written large; in a script without capitals anything may be a name."""
    return not form.text[0].islower()


def _is_made_of(forms: Iterable[TermForm], passage: Passage) -> bool:
    """Whether the text has a word made of one of these names: Polska, polski; Київ, київський."""
    if passage.language.script is Script.HAN_TRADITIONAL:
        return any(form.text[:1] in passage.text for form in forms if len(form.text) > 1)
    bending = bend(passage.language)
    there = [each.plain for each in words(passage.text)]
    for form in forms:
        heads = [plain(each.text) for each in words(form.text)]
        longest = max(heads, key=len, default="")
        bent = bending(longest, alone=len(heads) == 1) if bending and longest else {longest}
        stems = {each[: max(_SHORTEST_STEM, len(each) - _ENDING)] for each in bent}
        if any(word.startswith(stem) for stem in stems if stem for word in there):
            return True
    return False
