"""Numbers of Chinese: 2.4萬, 2萬4000, 1億2,000萬, 兩千三百萬, 三分之一, 四成, 二〇二二."""

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.text.quantities.numeral import Numeral
from workflow.text.quantities.quantity import Kind

_DIGIT = {char: place % 10 for place, char in enumerate("零一二三四五六七八九")}
_DIGIT |= {"〇": 0, "兩": 2}
_NOUGHTS = frozenset("零〇")
_TENS = {"十": 10, "百": 100, "千": 1_000}
_SHORT = {"廿": 20, "卅": 30}
_MYRIADS = {"萬": 10**4, "億": 10**8, "兆": 10**12}
_HAN = "".join([*_DIGIT, *_TENS, *_SHORT, *_MYRIADS])
_UNITS = "".join([*_TENS, *_MYRIADS])

NUMBER = r"(?:(?<![\d])[1-9]\d{0,2}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_MIXED = rf"{NUMBER}\s?[多餘]?\s?[{_UNITS}]+"
_RUN = re.compile(
    rf"(?P<mixed>(?:{_MIXED})(?:{_MIXED}|[{_HAN}])*(?:{NUMBER})?)|(?P<number>{NUMBER})"
    rf"|(?P<han>[{_HAN}]+)(?P<point>點[{''.join(_DIGIT)}]+[{''.join(_MYRIADS)}]?)?"
)
_PIECE = re.compile(rf"(?P<number>{NUMBER})|(?P<han>[{_HAN}])")

_SHARE = re.compile(
    rf"(?:(?P<whole>[{_HAN}\d]{{1,12}})\s?分之\s?(?P<part>{NUMBER}|[{_HAN}]+(?:點[{''.join(_DIGIT)}]+)?)"
    r"|(?P<all>百分百)"
    r"|(?P<tenths>[一二兩三四五六七八九1-9])\s?成(?P<tenth>[一二三四五六七八九])?"
    r"(?![為立員功長果本熟分交就年人家名])"
    r"|(?P<half>一半|半數))"
)
_HALF_MORE = re.compile(r"個?(?:年|小時|鐘頭|月|倍|天|世紀)半(?![數])")
_WEEKDAY = re.compile(r"(?:星期|禮拜|週|周)$")
_VAGUE = frozenset("數幾好")


def numerals(text: str) -> Iterator[Numeral]:
    """Every number of the text; what is vague (數十, 上千, 十幾) is none."""
    for share in _SHARE.finditer(text):
        numeral = _share(share)
        if numeral:
            yield numeral
            text = text[: share.start()] + "\ue000" * len(share.group()) + text[share.end() :]
    for run in _RUN.finditer(text):
        value = None if _is_no_number(text, run) else _value_of(run)
        if value is not None:
            yield _numeral(text, run, value)


def read(written: str) -> Decimal | None:
    """The value of one number in Chinese numerals or digits; none where it is ill formed."""
    pieces = list(_PIECE.finditer(written))
    if len(pieces) > 1 and all(piece.group() in _DIGIT for piece in pieces):
        return _digit_by_digit(written)
    return _summed([piece.group() for piece in pieces])


def _digit_by_digit(written: str) -> Decimal | None:
    """二〇二二: a year or a number read out, of at least three digits with a nought or four."""
    if len(written) < 4 and not ("〇" in written and len(written) > 1):
        return None
    return Decimal("".join(str(_DIGIT[char]) for char in written))


def _summed(pieces: list[str]) -> Decimal | None:
    number = _HanSum()
    if all(number.take(piece) for piece in pieces):
        return number.value()
    return None


class _HanSum:
    """A Chinese number being put together, character after character."""

    def __init__(self) -> None:
        self.total = self.section = Decimal(0)
        self.number: Decimal | None = None
        self.unit = Decimal(1)
        self.short = False  # the last piece is one Chinese digit: 三萬五

    def take(self, piece: str) -> bool:
        """Add one piece; refuse what no number goes on with."""
        self.short = piece in _DIGIT
        if piece in _TENS:
            return self._ten(piece)
        if piece in _MYRIADS:
            return self._myriad(Decimal(_MYRIADS[piece]))
        if piece in _SHORT:
            self.section += _SHORT[piece]
            return True
        if piece in _NOUGHTS and (self.total or self.section):
            self.unit = Decimal(1)
            return True
        if self.number is not None:
            return False
        self.number = Decimal(_DIGIT[piece] if piece in _DIGIT else piece.replace(",", ""))
        return True

    def value(self) -> Decimal:
        """What it comes to; a digit after a big unit counts the next lower one."""
        last = self.number or Decimal(0)
        if self.short and self.unit >= 100:
            last = last * self.unit / 10
        return self.total + self.section + last

    def _ten(self, piece: str) -> bool:
        if self.number is None and (piece != "十" or self.section):
            return False
        self.unit = Decimal(_TENS[piece])
        self.section += (1 if self.number is None else self.number) * self.unit
        self.number = None
        return True

    def _myriad(self, unit: Decimal) -> bool:
        self.section += self.number or 0
        if not self.section and not self.total:
            return False
        # 5萬億: the second unit multiplies the whole; 1億2,000萬: it adds.
        self.total = self.total + self.section * unit if self.section else self.total * unit
        self.section, self.number, self.unit = Decimal(0), None, unit
        return True


def _value_of(run: re.Match[str]) -> Decimal | None:
    value = read(run["han"] or run["mixed"] or run["number"])
    if value is None or not run["point"]:
        return value
    point = run["point"].lstrip("點")
    scale = _MYRIADS.get(point[-1], 1)
    decimals = "".join(str(_DIGIT[char]) for char in point if char in _DIGIT)
    return (value + Decimal(f"0.{decimals}")) * scale


def _is_no_number(text: str, run: re.Match[str]) -> bool:
    written, before, after = run.group(), text[: run.start()][-3:], text[run.end() :][:1]
    if run["han"]:
        vague = before[-1:] in _VAGUE or after == "幾" or written[0] in "百千萬億兆"
        return vague or written == "零" or bool(_WEEKDAY.search(before))
    name = re.search("[A-Za-z_]$|[A-Z][-–]$", before)
    return bool(name) or bool(re.match(r"[GD](?![A-Za-z])", text[run.end() :]))


def _numeral(text: str, run: re.Match[str], value: Decimal) -> Numeral:
    more = _HALF_MORE.match(text, run.end())
    written = run.group()
    scales = [_MYRIADS[char] for char in written if char in _MYRIADS]
    return Numeral(
        start=run.start(),
        end=run.end(),
        value=value + Decimal("0.5") if more else value,
        digits=not run["han"],
        scale=Decimal(scales[-1] if scales else 1),
        ordinal=text[: run.start()].rstrip().endswith("第"),
        approximate=bool(re.search("[多餘]", written) or re.match("[多餘]", text[run.end() :])),
    )


def _share(found: re.Match[str]) -> Numeral | None:
    kind, value = Kind.PERCENT, Decimal(100)
    if found["half"]:
        kind, value = Kind.NUMBER, Decimal("0.5")
    elif found["tenths"]:
        value = (read(found["tenths"]) or Decimal(0)) * 10
        value += read(found["tenth"]) or 0 if found["tenth"] else 0
    elif found["whole"]:
        whole = Decimal(100) if found["whole"] == "百" else _plain(found["whole"])
        part = Decimal(100) if found["part"] == "百" else _plain(found["part"])
        if not whole or part is None:
            return None
        kind = Kind.PERCENT if whole == 100 else Kind.NUMBER
        value = part if whole == 100 else part / whole
    in_digits = bool(re.search(r"\d", found.group()))
    return Numeral(start=found.start(), end=found.end(), value=value, digits=in_digits, kind=kind)


def _plain(written: str) -> Decimal | None:
    if written in {"千", "萬"}:
        return Decimal((_TENS | _MYRIADS)[written])
    run = _RUN.fullmatch(written)
    return _value_of(run) if run else None
