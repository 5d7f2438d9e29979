"""Signs that every language writes alike: currencies, percent, symbols of measures."""

from workflow.text.quantities.lexicon import Sign
from workflow.text.quantities.quantity import Kind

_CODES = ("USD", "EUR", "UAH", "PLN", "TWD", "GBP", "CNY", "JPY", "CHF", "CZK", "HKD", "KRW")
_SYMBOLS = {
    r"US\$|U\.S\. ?\$": "USD",
    r"NT\$": "TWD",
    r"HK\$": "HKD",
    r"A\$|AU\$": "AUD",
    r"C\$|CA\$": "CAD",
    "€": "EUR",
    "£": "GBP",
    "₴": "UAH",
    "zł": "PLN",
    "₩": "KRW",
}
# Short symbols, whole words only; mended by hand where languages differ.
_MEASURES = {
    "km²|km2|кв. ?км|км²": "km²",
    "m²|m2|м²": "m²",
    "m³|m3|м³": "m³",
    "km/h|kph|км/год": "km/h",
    "mph": "mph",
    "km|км": "km",
    "cm|см": "cm",
    "mm|мм": "mm",
    "kg|кг": "kg",
    "mg|мг": "mg",
    "ha|га": "ha",
    "kWh|кВт⋅год": "kWh",
    "GW|ГВт": "GW",
    "MW|МВт": "MW",
    "kW|кВт": "kW",
    "°C|℃|° C": "°C",
    "°F|℉": "°F",
    "°": "°",
}

_END = r"(?![^\W\d_])"

CURRENCY_BEFORE = (
    *(Sign(pattern=pattern, kind=Kind.MONEY, unit=unit) for pattern, unit in _SYMBOLS.items()),
    *(Sign(pattern=code, kind=Kind.MONEY, unit=code) for code in _CODES),
    Sign(pattern=r"\$", kind=Kind.MONEY, unit="USD", certain=False),
    Sign(pattern="[¥￥]", kind=Kind.MONEY, unit="CNY", certain=False),
)
EVERYWHERE = (
    Sign(pattern=r"[%％]", kind=Kind.PERCENT),
    *(
        Sign(pattern=f"(?:{pattern}){'' if pattern == '°' else _END}", kind=Kind.MEASURE, unit=unit)
        for pattern, unit in _MEASURES.items()
    ),
    *(
        Sign(pattern=f"(?:{pattern}){_END}", kind=Kind.MONEY, unit=unit)
        for pattern, unit in _SYMBOLS.items()
    ),
    *(Sign(pattern=f"{code}{_END}", kind=Kind.MONEY, unit=code) for code in _CODES),
    Sign(pattern=r"\$", kind=Kind.MONEY, unit="USD", certain=False),
)


def money(names: dict[str, str], *, certain: bool = True) -> tuple[Sign, ...]:
    """Signs of currencies, from pattern to code."""
    return tuple(
        Sign(pattern=pattern, kind=Kind.MONEY, unit=unit, certain=certain)
        for pattern, unit in names.items()
    )


def measures(names: dict[str, str], *, certain: bool = True) -> tuple[Sign, ...]:
    """Signs of measures, from pattern to symbol."""
    return tuple(
        Sign(pattern=pattern, kind=Kind.MEASURE, unit=unit, certain=certain)
        for pattern, unit in names.items()
    )
