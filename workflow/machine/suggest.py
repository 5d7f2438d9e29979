"""One text through one provider: markup protected, cut where it must be, put together, verified."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from workflow.languages.language import Language
from workflow.machine.cut import cut, join
from workflow.machine.markup import protect, put_back
from workflow.machine.provider import BadAnswer, Provider
from workflow.text.markup.nodes import Image
from workflow.text.markup.read_inline import read_inline
from workflow.text.markup.write_inline import write_inline

MOST_TIMES, MOST_MORE = 10, 200  # how much longer a translation may be; Chinese gives up to 5 times


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What a machine made of a text, in Markdown, and which marks it lost or doubled."""

    text: str
    lost: tuple[str, ...] = ()


Between = Callable[[], None]


def _nothing() -> None:
    """What is done between two pieces of a text, unless somebody says otherwise."""


def suggest(
    text: str,
    provider: Provider,
    *,
    source: Language,
    target: Language,
    between: Between = _nothing,
) -> Suggested:
    """Have one segment of inline Markdown translated now; raises ProviderProblem.

    Of a picture the words that describe it and its caption are translated. A text without words
    is given back as it is. ``between`` is called before each further piece of a text that has to
    be cut, by a worker whose time runs.
    """
    match read_inline(text):
        case (Image(_, alt, title) as image,):
            words = [_plain(each, provider, source, target) for each in (alt, title)]
            return Suggested(text=write_inline((replace(image, alt=words[0], title=words[1]),)))
        case _:
            return _suggested(text, provider, source, target, between)


def _suggested(
    text: str, provider: Provider, source: Language, target: Language, between: Between = _nothing
) -> Suggested:
    protected = protect(text, provider.marks)
    if not protected.has_words:
        return Suggested(text=write_inline(protected.nodes))
    pieces = cut(protected.sent, provider.limits, provider.marks)
    answers = []
    for number, piece in enumerate(pieces):
        if not any(map(str.isalnum, piece.text)):
            answers.append(piece.text)
            continue
        if number:
            between()
        answers.append(_sane(provider, piece.text, source, target))
    back = put_back(join(pieces, answers, target), protected)
    return Suggested(text=back.text, lost=back.lost)


def _sane(provider: Provider, text: str, source: Language, target: Language) -> str:
    """A provider's answer; BadAnswer for one that has lost itself in saying the same again."""
    answer = provider.translate(text, source=source, target=target)
    if len(answer) > MOST_TIMES * len(text) + MOST_MORE:
        raise BadAnswer(provider.name)
    return answer


def _plain(words: str, provider: Provider, source: Language, target: Language) -> str:
    """The words of a picture, which are no Markdown."""
    if not any(map(str.isalnum, words)):
        return words
    said = _suggested(words, provider, source, target).text
    return " ".join(said.split())
