"""What helps with a translation, as lines for a terminal."""

from collections.abc import Iterator, Mapping

from workflow.languages.catalogue import Catalogue, marked
from workflow.languages.formatting import format_list, quoted
from workflow.machine.models import damage_of
from workflow.memory.told import told_kind, told_origin
from workflow.memory.values import Hit, HitKind
from workflow.translation.aids import BlockAids, SentenceAid, TermAid

_UNDECIDED = marked("nobody has decided yet")
_NOT = marked("{say}; not {avoid}")


def told_aids(found: Mapping[str, BlockAids], words: Catalogue) -> Iterator[str]:
    """Each block with its key and source, and under it what helps; blocks with nothing are left."""
    nothing = 0
    for aid in found.values():
        lines = list(_lines(aid, words))
        if not lines:
            nothing += 1
            continue
        yield f"{aid.key}  {_one_line(aid.source)}"
        yield from (f"    {line}" for line in lines)
    if nothing:
        yield words.count(
            "Of one block nothing is known.", "Of {n} blocks nothing is known.", nothing
        )


def _lines(aid: BlockAids, words: Catalogue) -> Iterator[str]:
    for hit in aid.hits:
        yield from _hit(hit, words)
    for sentence in aid.sentences:
        yield from _sentence(sentence, words)
    for term in aid.terms:
        yield f"· {aid.source[term.start : term.end]} → {_say(term, words)}"
    if aid.machine is not None:
        yield f"{aid.machine.provider}: {_one_line(aid.machine.text)}"
        if aid.machine.lost:
            yield damage_of(list(aid.machine.lost)).in_(words.language)
    elif aid.asked:
        yield words.text("A machine has been asked.")


def _hit(hit: Hit, words: Catalogue) -> Iterator[str]:
    kind, origin = told_kind(hit, words), told_origin(hit, words)
    yield f"{kind}: {_one_line(hit.translation)} ({origin})"
    if hit.kind is HitKind.FUZZY:
        yield f"    {_one_line(hit.text)}"


def _sentence(sentence: SentenceAid, words: Catalogue) -> Iterator[str]:
    yield f"… {_one_line(sentence.sentence)}"
    for hit in sentence.hits:
        yield from (f"    {line}" for line in _hit(hit, words))


def _say(term: TermAid, words: Catalogue) -> str:
    language = words.language
    say = format_list([form.text for form in term.say], language, "or") if term.say else ""
    said = say or words.text(_UNDECIDED)
    if not term.avoid:
        return said
    avoid = format_list([quoted(form.text, language) for form in term.avoid], language, "or")
    return words.text(_NOT, say=said, avoid=avoid)


def _one_line(text: str) -> str:
    return " ".join(text.split())
