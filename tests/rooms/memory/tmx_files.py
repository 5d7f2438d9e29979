"""TMX files as tests need them: of any size, and in the ways of other tools."""

from collections.abc import Iterator

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    '<tmx version="1.4"><header srclang="en" segtype="sentence"/><body>\n'
)
TAIL = "</body></tmx>\n"


def unit(*texts: tuple[str, str], props: str = "") -> str:
    """A unit with a text in each of these languages; texts are XML already."""
    said = (f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in texts)
    return f"<tu>{props}{''.join(said)}</tu>\n"


def tmx(*units: str) -> bytes:
    """A whole file."""
    return (HEAD + "".join(units) + TAIL).encode()


def many(count: int, *, bad_every: int = 0) -> Iterator[bytes]:
    """A file of so many units, piece by piece; each ``bad_every``-th has one language only."""
    yield HEAD.encode()
    for number in range(count):
        english = ("en", f"Ship number {number} left the harbour.")
        ukrainian = ("uk", f"Судно номер {number} вийшло з гавані.")
        if bad_every and number % bad_every == 0:
            yield unit(english).encode()
        else:
            yield unit(english, ukrainian).encode()
    yield TAIL.encode()
