"""Traditional Chinese."""

from workflow.text.quantities.han import numerals
from workflow.text.quantities.lexicon import NUMERIC_DATES, Lexicon, Sign
from workflow.text.quantities.quantity import Kind
from workflow.text.quantities.signs import CURRENCY_BEFORE, EVERYWHERE, measures, money

_DIGIT = "〇零一二三四五六七八九"
_TO_31 = r"(?:\d{1,2}|[二三廿卅]?十?[一二三四五六七八九十])"
_MONTH = rf"(?<![\d.,個])(?P<month>{_TO_31})\s?月份?(?![球亮底])"
_DAY = rf"(?P<day>{_TO_31})\s?[日號](?![元圓本])"
_PART = "(?P<part>凌晨|清晨|今晨|早上|早晨|上午|中午|下午|午後|傍晚|今晚|晚上|晚間|夜間|深夜)"
_MINUTE = (
    rf"(?:鐘|整|\s?(?P<minute>{_TO_31}|[四五]十[一二三四五六七八九]?|\d\d)\s?分|\s?(?P<half>半))"
)

LEXICON = Lexicon(
    spaced=False,
    numerals=numerals,
    dates=(
        *NUMERIC_DATES,
        rf"民國\s?(?P<roc>\d{{1,3}}|[一二三四五六七八九十百]+)\s?年(?:\s?{_MONTH}(?:\s?{_DAY})?)?",
        rf"(?<!\d)(?P<roc>9\d|1[0-2]\d)\s?年\s?{_MONTH}(?:\s?{_DAY})?",
        rf"(?<!\d)(?P<year>\d{{4}}|[{_DIGIT}]{{4}})\s?年(?!代|半|前)(?:\s?{_MONTH}(?:\s?{_DAY})?)?",
        rf"{_MONTH}\s?{_DAY}",
        _MONTH,
        rf"(?<![\d.,]){_DAY}(?![內後前間])",
        rf"(?<!\d)(?P<decade>\d{{3}}0|[2-9]0|[{_DIGIT}][〇零]|[二三四五六七八九]十)\s?年代",
    ),
    clocks=(
        rf"{_PART}?約?\s?(?<![\d.,:])(?P<hour>\d{{1,2}})[:：](?P<minute>[0-5]\d)(?![:\d])(?:\s?分)?",
        rf"{_PART}\s?約?\s?(?P<hour>{_TO_31})\s?[點時]{_MINUTE}?",
        rf"(?<![\d.,])(?P<hour>\d{{1,2}})\s?[點時]{_MINUTE}",
    ),
    parts_of_day={
        **dict.fromkeys(("凌晨", "清晨", "今晨", "早上", "早晨", "上午"), "am"),
        **dict.fromkeys(("下午", "午後", "傍晚", "中午"), "pm"),
        **dict.fromkeys(("今晚", "晚上", "晚間", "夜間", "深夜"), "night"),
    },
    before=(
        *CURRENCY_BEFORE,
        *money({"新台幣|新臺幣|台幣|臺幣": "TWD", "美金": "USD", "人民幣": "CNY", "日圓": "JPY"}),
    ),
    after=(
        Sign(pattern="個?百分點", kind=Kind.PERCENT),
        Sign(pattern="世紀", kind=Kind.YEAR, unit="century"),
        *money(
            {
                "元?(?:新台幣|新臺幣|台幣|臺幣)": "TWD",
                "元?(?:美元|美金)": "USD",
                "元?歐元": "EUR",
                "元?英鎊": "GBP",
                "元?(?:人民幣)": "CNY",
                "元?(?:烏克蘭)?格里夫納|元?烏克蘭幣": "UAH",
                "元?(?:波蘭)?(?:茲羅提|茲羅堤)|元?波蘭幣": "PLN",
                "日圓|日元": "JPY",
                "港元|港幣": "HKD",
                "韓元|韓圜": "KRW",
                "瑞士法郎": "CHF",
            }
        ),
        *money({"[元圓塊]": "TWD"}, certain=False),
        *measures(
            {
                "平方公里": "km²",
                "平方公尺|平方米": "m²",
                "公里(?:/小時|的?時速)": "km/h",
                "公里": "km",
                "英里|英哩|哩": "mi",
                "公分|厘米|釐米": "cm",
                "公釐|毫米": "mm",
                "公尺|米(?!其|蘭|爾|勒|格|洛|飯|酒)": "m",
                "英尺|英呎|呎": "ft",
                "英寸|英吋|吋": "in",
                "碼(?!頭)": "yd",
                "公斤": "kg",
                "公克|克(?!服|里|拉|羅|林|薩|隆)": "g",
                "公噸|噸": "t",
                "公頃": "ha",
                "英畝": "ac",
                "公升": "l",
                "[度°]?攝氏度?|度C": "°C",
                "華氏度?": "°F",
                "百萬瓩|吉瓦": "GW",
                "兆瓦|千瓩|百萬瓦": "MW",
                "瓩|千瓦": "kW",
            }
        ),
        *measures({"磅": "lb", "[多幾]?度(?![假過])": "°"}, certain=False),
        *EVERYWHERE,
    ),
    approximate="(?:約|大約|約莫|近|將近|大概|接近|逼近|估計)",
    minus="(?:零下|負)",
)
TAG = "zh-Hant"
