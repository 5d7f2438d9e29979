"""Ukrainian."""

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
    tag="uk",
    order=30,
    html_tag="uk",
    django_code="uk",
    gettext_name="uk",
    babel_name="uk",
    native_name="Українська",
    names={
        "en": NameForms(nominative="англійська", in_="англійською", from_="з англійської"),
        "zh-Hant": NameForms(
            nominative="китайська (традиційна)", in_="китайською", from_="з китайської"
        ),
        "uk": NameForms(nominative="українська", in_="українською", from_="з української"),
        "pl": NameForms(nominative="польська", in_="польською", from_="з польської"),
    },
    script=Script.CYRILLIC,
    plural_categories=("one", "few", "many", "other"),
    quotation_marks=QuotationMarks(opening="«", closing="»", inner_opening="„", inner_closing="“"),
    sans_fonts="Arial, Helvetica, Verdana, sans-serif",
    serif_fonts="Georgia, 'Times New Roman', serif",
    line_height=1.55,
    italic_emphasis=True,
    reading_speed=ReadingSpeed(per_minute=190, unit=ReadingUnit.WORDS),
    expansion={"en": 1.06, "zh-Hant": 2.93, "pl": 0.95},
    segment_bands={
        "en": LengthBand(low=0.67, high=1.69),
        "zh-Hant": LengthBand(low=1.27, high=5.80),
        "pl": LengthBand(low=0.57, high=1.56),
    },
    machine_codes={
        "google": "uk",
        "deepl": "UK",
        "deepl-source": "UK",
        "microsoft": "uk",
        "mymemory": "uk-UA",
        "libretranslate": "uk",
        "nllb": "ukr_Cyrl",
    },
    fallbacks=("en",),  # never ru
    mail_encoding=MailEncoding.BASE64,
    matches=("uk",),
)
