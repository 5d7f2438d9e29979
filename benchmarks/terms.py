"""Finding terms: how well, by language, and how fast over 1,000 concepts.

Precision and recall are taken on the sentences shipped for it (``tests/pure/terms_said``); the
half called "held out" was not looked at while the rules were made. The peer is the usual way of
other systems: a regular expression a term, between word boundaries where words have any.
"""

import random
import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import keep, median_ratio, medians, seconds
from workflow.languages.language import Language
from workflow.languages.registry import ALL
from workflow.text.terms.base import TermBase, term_base
from workflow.text.terms.measure import marked_sentence, score
from workflow.text.terms.table import read_terms
from workflow.text.terms.values import Concept, Domain, TermForm

ROOT = Path(__file__).resolve().parents[1]
SAID = ROOT / "tests" / "pure" / "terms_said"
GLOSSARY = ROOT / "translations" / "glossary.csv"
CONCEPTS = 1_000
SENTENCES = 200
ROUNDS = 5


def run() -> None:
    """Take the figures of each language, print them, keep them."""
    shipped = read_terms(GLOSSARY.read_text("utf-8"))
    base = term_base(shipped)
    grown = _grown(shipped)
    large = term_base(grown)
    making = seconds(lambda: term_base(grown))
    print(f"  {CONCEPTS:,} concepts made ready in {making * 1000:.0f} ms", flush=True)
    figures = {"making_ms": round(making * 1000), "languages": {}}
    for language in ALL:
        found = {**_quality(base, language), **_speed(large, grown, language)}
        figures["languages"][language.tag] = found
        print(
            "  {tag}: precision {precision} and recall {recall} on {marked} terms (held out "
            "{held_precision} and {held_recall}); {characters:,} characters/s over {concepts:,} "
            "concepts, the peer takes {peer_takes}x".format(
                tag=language.tag, concepts=CONCEPTS, **found
            ),
            flush=True,
        )
    keep("terms", figures)


def _halves(language: Language) -> dict[str, list[str]]:
    text = (SAID / f"{language.tag}.txt").read_text("utf-8")
    parts = re.split(r"^# (.*)\n", text, flags=re.MULTILINE)
    return {name: lines.splitlines() for name, lines in zip(parts[1::2], parts[2::2], strict=True)}


def _quality(base: TermBase, language: Language) -> dict[str, float]:
    halves = _halves(language)
    whole = score(
        (marked_sentence(line) for lines in halves.values() for line in lines), base, language
    )
    held = score(map(marked_sentence, halves["held out"]), base, language)
    return {
        "marked": whole.marked,
        "precision": round(whole.precision, 3),
        "recall": round(whole.recall, 3),
        "held_precision": round(held.precision, 3),
        "held_recall": round(held.recall, 3),
    }


def _speed(base: TermBase, concepts: Sequence[Concept], language: Language) -> dict[str, float]:
    lines = [line for half in _halves(language).values() for line in half]
    chance = random.Random(4)
    texts = [
        " ".join(marked_sentence(line).text for line in chance.choices(lines, k=4))
        for _ in range(SENTENCES)
    ]
    patterns = [
        re.compile(_pattern(form.text, language), re.IGNORECASE)
        for concept in concepts
        for form in concept.forms
        if form.language == language
    ]
    taken = medians(
        {
            "ours": lambda: seconds(lambda: [base.find(text, language) for text in texts]),
            "peer": lambda: seconds(
                lambda: [[each.search(text) for each in patterns] for text in texts]
            ),
        },
        rounds=ROUNDS,
    )
    characters = sum(map(len, texts))
    return {
        "characters": round(characters / sorted(taken["ours"])[ROUNDS // 2]),
        "peer_takes": round(median_ratio(taken["ours"], taken["peer"]), 1),
    }


def _pattern(text: str, language: Language) -> str:
    return rf"\b{re.escape(text)}\b" if language.word_space else re.escape(text)


def _grown(concepts: Sequence[Concept]) -> tuple[Concept, ...]:
    """A thousand concepts: the shipped ones, and others made of two of their forms."""
    chance = random.Random(7)
    grown = list(concepts)
    while len(grown) < CONCEPTS:
        first, second = chance.sample(concepts, 2)
        forms = tuple(
            TermForm(
                language=language,
                text=language.word_space.join(
                    each.said_in(language)[0].text for each in (first, second)
                ),
            )
            for language in ALL
        )
        grown.append(Concept(key=f"made-{len(grown)}", domain=Domain.OTHER, forms=forms))
    return tuple(grown)
