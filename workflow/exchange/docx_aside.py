"""What stands in a cell of a Word document and is no plain word: somebody has to look at it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say


@dataclass(slots=True)
class Aside:
    """What was met in one cell besides plain words."""

    notes: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    sign: bool = False
    numbered: bool = False

    def damage(self) -> Iterator[Sentence]:
        """What somebody has to look at."""
        for words in self.notes:
            yield say(
                marked("A footnote of the word processor stands here. It was left out: {words}"),
                words=words,
            )
        for words in self.boxes:
            yield say(
                marked("A box, a table or a formula stands here. It was left out: {words}"),
                words=words,
            )
        if odd := "".join(self.odd).strip():
            yield say(
                marked("Words here are hidden or struck through. They were kept: {words}"),
                words=odd,
            )
        if self.sign:
            yield say(
                marked(
                    "A sign of a symbol font stands here. It was left out; put in one that "
                    "every font has."
                )
            )
        if self.numbered:
            yield say(
                marked(
                    "The word processor sets a number or a list mark here by itself. It was left "
                    "out; type it where it belongs to the text."
                )
            )
