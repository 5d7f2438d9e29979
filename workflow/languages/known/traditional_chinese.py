"""Traditional Chinese as it is written in Taiwan."""

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
    tag="zh-Hant",
    order=20,
    html_tag="zh-Hant-TW",  # without the script, Han letters may be drawn from a Japanese font
    django_code="zh-hant",
    gettext_name="zh_Hant",
    babel_name="zh_Hant_TW",
    native_name="繁體中文",
    names={
        "en": NameForms(nominative="英文", in_="英文", from_="英文"),
        "zh-Hant": NameForms(nominative="繁體中文", in_="中文", from_="中文"),
        "uk": NameForms(nominative="烏克蘭文", in_="烏克蘭文", from_="烏克蘭文"),
        "pl": NameForms(nominative="波蘭文", in_="波蘭文", from_="波蘭文"),
    },
    script=Script.HAN_TRADITIONAL,
    plural_categories=("other",),
    quotation_marks=QuotationMarks(
        opening="「", closing="」", inner_opening="『", inner_closing="』"
    ),
    sans_fonts=(
        "'Helvetica Neue', Arial, 'PingFang TC', 'Noto Sans TC', 'Noto Sans CJK TC', "
        "'Microsoft JhengHei', sans-serif"
    ),
    serif_fonts=(
        "'Songti TC', 'Noto Serif TC', 'Noto Serif CJK TC', 'Microsoft JhengHei', PMingLiU, serif"
    ),
    line_height=1.75,
    italic_emphasis=False,
    reading_speed=ReadingSpeed(per_minute=400, unit=ReadingUnit.CHARACTERS),
    expansion={"en": 0.36, "uk": 0.34, "pl": 0.33},
    segment_bands={
        "en": LengthBand(low=0.19, high=0.86),
        "uk": LengthBand(low=0.17, high=0.73),
        "pl": LengthBand(low=0.17, high=0.77),
    },
    machine_codes={
        "google": "zh-TW",
        "deepl": "ZH-HANT",
        "deepl-source": "ZH",
        "microsoft": "zh-Hant",
        "mymemory": "zh-TW",
        "libretranslate": "zt",
        "nllb": "zho_Hant",
    },
    fallbacks=("en",),
    word_space="",
    mail_encoding=MailEncoding.BASE64,
    # Bare zh, zh-CN and zh-SG mean Simplified and are not ours; yue, nan and hak only when the
    # reader says that Traditional letters are wanted.
    matches=(
        "zh-Hant",
        "zh-TW",
        "zh-HK",
        "zh-MO",
        "cmn-Hant",
        "cmn-TW",
        "yue-Hant",
        "nan-Hant",
        "hak-Hant",
    ),
)
