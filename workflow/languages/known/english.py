"""English."""

from workflow.languages.language import (
    Language,
    LengthBand,
    MailEncoding,
    NameForms,
    QuotationMarks,
    ReadingSpeed,
    ReadingUnit,
    Script,
)

LANGUAGE = Language(
    tag="en",
    order=10,
    html_tag="en",
    django_code="en",
    gettext_name="en",
    babel_name="en",
    native_name="English",
    # English sentences carry their own preposition: "Translated from {language_from} by {name}".
    names={
        "en": NameForms(nominative="English", in_="English", from_="English"),
        "zh-Hant": NameForms(
            nominative="Traditional Chinese", in_="Traditional Chinese", from_="Chinese"
        ),
        "uk": NameForms(nominative="Ukrainian", in_="Ukrainian", from_="Ukrainian"),
        "pl": NameForms(nominative="Polish", in_="Polish", from_="Polish"),
    },
    script=Script.LATIN,
    plural_categories=("one", "other"),
    quotation_marks=QuotationMarks(opening="“", closing="”", inner_opening="‘", inner_closing="’"),
    sans_fonts="'Helvetica Neue', Helvetica, Arial, sans-serif",
    serif_fonts="Georgia, 'Times New Roman', serif",
    line_height=1.55,
    italic_emphasis=True,
    reading_speed=ReadingSpeed(per_minute=230, unit=ReadingUnit.WORDS),
    expansion={"zh-Hant": 2.76, "uk": 0.94, "pl": 0.90},
    segment_bands={
        "zh-Hant": LengthBand(low=1.10, high=4.82),
        "uk": LengthBand(low=0.54, high=1.43),
        "pl": LengthBand(low=0.53, high=1.45),
    },
    machine_codes={
        "google": "en",
        "deepl": "EN-GB",
        "deepl-source": "EN",
        "microsoft": "en",
        "mymemory": "en-GB",
        "libretranslate": "en",
        "nllb": "eng_Latn",
    },
    fallbacks=(),
    mail_encoding=MailEncoding.QUOTED_PRINTABLE,
    matches=("en",),
)
