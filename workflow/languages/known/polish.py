"""Polish."""

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
    tag="pl",
    order=40,
    html_tag="pl",
    django_code="pl",
    gettext_name="pl",
    babel_name="pl",
    native_name="Polski",
    names={
        "en": NameForms(nominative="angielski", in_="po angielsku", from_="z angielskiego"),
        "zh-Hant": NameForms(
            nominative="chiński (tradycyjny)", in_="po chińsku", from_="z chińskiego"
        ),
        "uk": NameForms(nominative="ukraiński", in_="po ukraińsku", from_="z ukraińskiego"),
        "pl": NameForms(nominative="polski", in_="po polsku", from_="z polskiego"),
    },
    script=Script.LATIN,
    plural_categories=("one", "few", "many", "other"),
    quotation_marks=QuotationMarks(opening="„", closing="”", inner_opening="«", inner_closing="»"),
    sans_fonts="Arial, Helvetica, Verdana, sans-serif",
    serif_fonts="Georgia, 'Times New Roman', serif",
    line_height=1.55,
    italic_emphasis=True,
    reading_speed=ReadingSpeed(per_minute=180, unit=ReadingUnit.WORDS),
    expansion={"en": 1.12, "zh-Hant": 3.04, "uk": 1.05},
    segment_bands={
        "en": LengthBand(low=0.65, high=1.83),
        "zh-Hant": LengthBand(low=1.23, high=5.70),
        "uk": LengthBand(low=0.59, high=1.75),
    },
    machine_codes={
        "google": "pl",
        "deepl": "PL",
        "deepl-source": "PL",
        "microsoft": "pl",
        "mymemory": "pl-PL",
        "libretranslate": "pl",
        "nllb": "pol_Latn",
    },
    fallbacks=("en",),
    mail_encoding=MailEncoding.QUOTED_PRINTABLE,
    hanging_words="aiouwz",
    matches=("pl",),
    minimum_grouping_digits=2,
)
