"""The typography of Chinese in Taiwan, rule by rule: what is mended, and what is left as it is.

``~`` stands for a no-break space.
"""

import pytest

from workflow.languages.registry import by_tag
from workflow.text.checks.finding import Grade, Severity
from workflow.text.typography.apply import findings, house_style, mend, rules

CHINESE = by_tag("zh-Hant")

MENDED = {
    "quotes": [
        ('她說："我們不走。"', "她說：「我們不走。」"),
        ("他稱這是“豪豬戰略”。", "他稱這是「豪豬戰略」。"),
        ("所謂‘一中原則’", "所謂「一中原則」"),
        ("所謂'一中原則'", "所謂「一中原則」"),
        ("「他說“快跑”就走」", "「他說『快跑』就走」"),
        ('她說："他喊了"快跑"才離開。"', "她說：「他喊了『快跑』才離開。」"),
        ('他說 "Hello, world!" 就走', "他說「Hello, world!」就走"),
        ("〝豪豬〞和＂矽盾＂", "「豪豬」和「矽盾」"),
        ("他說“NATO”很好", "他說「NATO」很好"),
        ("„戰爭”與«和平»", "「戰爭」與「和平」"),
        ("„戰爭“與﹁和平﹂", "「戰爭」與「和平」"),
    ],
    "quotes-nested": [
        ("她說：「他喊了「快跑」才離開。」", "她說：「他喊了『快跑』才離開。」"),
        ("「這就是「矽盾」的意思。」", "「這就是『矽盾』的意思。」"),
        ("「我讀過「戰地日記」三次。」", "「我讀過『戰地日記』三次。」"),
        ("「甲『乙『丙』丁』戊」", "「甲『乙「丙」丁』戊」"),
        ("「「矽盾」是真的」", "「『矽盾』是真的」"),
    ],
    "halfwidth-punct": [
        ("基輔,烏克蘭首都。", "基輔，烏克蘭首都。"),
        ("你聽到了嗎?她問。", "你聽到了嗎？她問。"),
        ("他說:「不。」", "他說：「不。」"),
        ("戰爭結束了.", "戰爭結束了。"),
        ("戰爭結束了.他走了.", "戰爭結束了。他走了。"),
        ("基輔, 華沙; 台北!", "基輔，華沙；台北！"),
        ("真的嗎?!", "真的嗎？！"),
        ("**重點:**說明", "**重點：**說明"),
        ("共3,500,其中", "共3,500，其中"),
        ("NATO, 歐盟", "NATO，歐盟"),
        ("時間:9:30", "時間：9:30"),
        ("{name}, 您好", "{name}，您好"),
        ("「結束了.」", "「結束了。」"),
        ("共42%.", "共42%。"),
        ("加入NATO.他", "加入NATO。他"),
        ("[台灣](https://a.example),波蘭", "[台灣](https://a.example)，波蘭"),
        ("和平……?", "和平……？"),
        ("他去了波蘭.當時", "他去了波蘭。當時"),
    ],
    "halfwidth-paren": [
        ("澤倫斯基(Volodymyr Zelensky)表示", "澤倫斯基（Volodymyr Zelensky）表示"),
        ("外交部(中華民國)回應", "外交部（中華民國）回應"),
        ("民進黨 (DPP) 勝選", "民進黨（DPP）勝選"),
        ("說（好)", "說（好）"),
        ("NATO (North Atlantic) 成員", "NATO（North Atlantic）成員"),
        ("他(見[文](https://a.example))說", "他（見[文](https://a.example)）說"),
        ("他說(她(也)說)", "他說（她（也）說）"),
        ("台北( 2024年 )", "台北（2024年）"),
    ],
    "fullwidth-digits": [
        ("１９４９年", "1949年"),
        ("上漲４２％", "上漲42%"),
        ("ＮＡＴＯ成員國", "NATO成員國"),
        ("Ｇ７峰會", "G7峰會"),
        ("Ｆ－１６戰機", "F-16戰機"),
    ],
    "fullwidth-in-number": [
        ("成長3．5%", "成長3.5%"),
        ("上午9：30抵達", "上午9:30抵達"),
        ("共1，500人", "共1,500人"),
        ("共1，234，567人", "共1,234,567人"),
        ("見https：//example.org", "見https://example.org"),
        ("以3：2獲勝", "以3:2獲勝"),
        ("寄到a＠b.example", "寄到a@b.example"),
        ("見www．a.example", "見www.a.example"),
    ],
    "space-around-fullwidth": [
        ("基輔 ，華沙", "基輔，華沙"),
        ("他說： 「好。」", "他說：「好。」"),
        ("「 停火 」", "「停火」"),
        ("台灣 —— 民主", "台灣——民主"),
        ("停火。~NATO", "停火。NATO"),
        ("他說：\u3000「好」", "他說：「好」"),
    ],
    "ellipsis": [
        ("他停頓了...", "他停頓了……"),
        ("他停頓了。。。", "他停頓了……"),
        ("他停頓了…然後離開", "他停頓了……然後離開"),
        ("他停頓了......走", "他停頓了……走"),
        ("「…」", "「……」"),
        ("他說⋯走", "他說……走"),
        ("他說………走", "他說……走"),
        ("他說・・・走", "他說……走"),
        ("他說‥‥走", "他說……走"),
    ],
    "dash": [
        ("他只想要一件事--和平", "他只想要一件事——和平"),
        ("利維夫—烏克蘭西部大城—湧入難民", "利維夫——烏克蘭西部大城——湧入難民"),
        ("台灣 – 民主燈塔", "台灣——民主燈塔"),
        ("台灣 - 民主燈塔", "台灣——民主燈塔"),
        ("台灣– 民主燈塔", "台灣——民主燈塔"),
        ("台灣──民主燈塔", "台灣——民主燈塔"),
        ("教堂— 建於", "教堂——建於"),
        ("— 台灣協會", "——台灣協會"),
        ("Kyiv—烏克蘭首都", "Kyiv——烏克蘭首都"),
    ],
    "interpunct": [
        ("弗拉基米爾.普丁", "弗拉基米爾·普丁"),
        ("安潔拉‧梅克爾", "安潔拉·梅克爾"),
        ("約瑟夫・史達林", "約瑟夫·史達林"),
        ("瓦茨拉夫•哈維爾", "瓦茨拉夫·哈維爾"),
        ("沃洛迪米爾．澤倫斯基", "沃洛迪米爾·澤倫斯基"),
        ("德米特羅.庫列巴說", "德米特羅·庫列巴說"),
        ("《禮記‧禮運》", "《禮記·禮運》"),
        ("二.二八事件", "二·二八事件"),
        ("馬丁.路德.金恩", "馬丁·路德·金恩"),
        ("喬治・W・布希", "喬治·W·布希"),
        ("亞當.密茨凱維奇", "亞當·密茨凱維奇"),
    ],
    "title-marks": [
        ("小說「戰地日記」獲獎", "小說《戰地日記》獲獎"),
        ("電影“海角七號”上映", "電影《海角七號》上映"),
        ("《評《戰爭與和平》》", "《評〈戰爭與和平〉》"),
        ('歌曲"島嶼天光"', "歌曲《島嶼天光》"),
        ("讀完「戰爭與和平」一書", "讀完《戰爭與和平》一書"),
        ("紀錄片『看見台灣』", "紀錄片《看見台灣》"),
        ("電影'海角七號'上映", "電影《海角七號》上映"),
        ("回憶錄「我的一生」", "回憶錄《我的一生》"),
        ("電影「Winter on Fire」", "電影《Winter on Fire》"),
        ("文章「論自由」", "文章〈論自由〉"),
        ("電影「海角七號」、「賽德克·巴萊」", "電影《海角七號》、《賽德克·巴萊》"),
        ("名為「烏克蘭史」的書", "名為《烏克蘭史》的書"),
        ("新書「甲」和「乙」一書", "新書《甲》和《乙》一書"),
    ],
    "date-zero": [
        ("2024年01月13日", "2024年1月13日"),
        ("2022年02月24日", "2022年2月24日"),
        ("1月05日至07日", "1月5日至7日"),
        ("於01月訪台", "於1月訪台"),
        ("5月05號", "5月5號"),
    ],
    "date-slash": [
        ("24/2/2022", "2022年2月24日"),
        ("13/01/2024", "2024年1月13日"),
        ("於 20/5/2024 就職", "於2024年5月20日就職"),
        ("24.02.2022", "2022年2月24日"),
        ("於2/24/2022開戰", "於2022年2月24日開戰"),
        ("24-02-2022", "2022年2月24日"),
    ],
    "percent-space": [
        ("上漲 42 %", "上漲42%"),
        ("約３.5％", "約3.5%"),
        ("達 71.86 % 的人", "達71.86%的人"),
        ("占42％", "占42%"),
    ],
    "repeat-punct": [
        ("勝利了！！", "勝利了！"),
        ("真的嗎？？？", "真的嗎？"),
        ("太好了!!", "太好了！"),
        ("好，，壞", "好，壞"),
        ("真的嗎？！？！", "真的嗎？！"),
        ("完了。。", "完了。"),
    ],
    "latin-spacing": [
        ("在 2017 年的 NATO 峰會", "在2017年的NATO峰會"),
        ("台灣 Taiwan", "台灣Taiwan"),
        ("42% 的人", "42%的人"),
        ("第 2 屆", "第2屆"),
    ],
}
KEPT = {
    "quotes": [
        "「我們」『你們』",
        "McDonald's與Xi’s",
        '55"電視',
        'He said "no".',
        "the ‘end’",
        '`"碼"`與[文](https://a.example "題")',
        "「他們說",
    ],
    "quotes-nested": [
        "「甲『乙』丙」",
        "「甲」「乙」",
        "『甲』",
        "「甲。\n\n「乙。」",
        "「甲「乙",
    ],
    "halfwidth-punct": [
        "3,500人於9:30達3.5%",
        "見https://example.org/a?b=1,2。",
        "「Hello, world!」",
        "Yahoo!奇摩",
        "圖![文](https://a.example/b.png)",
        "[^1]: 英文名稱",
        "好:)",
        "Kyiv, Lviv, Odesa",
        "`a,b`，{name}",
        "第1,2屆",
        "一.前言",
        "如圖1.",
        "第1章.前言",
        "公司是Apple Inc.",
        "他寫道：We will win.",
    ],
    "halfwidth-paren": [
        "澤倫斯基（Volodymyr Zelensky）",
        "見[文章](https://a.example)說",
        "Kyiv (formerly Kiev) was",
        "f(x)是函數",
        "(1) 前言",
        "`f(文)`",
        "好:)",
    ],
    "fullwidth-digits": ["1949年", "NATO成員國", "全形，。！", "`１`"],
    "fullwidth-in-number": [
        "會議於 9:30 開始，詳見 https://example.org/a?b=1,2。",
        "有1，2，3種",
        "9．11恐攻",
        "項目1：3人",
        "問題1：30人",
        "分別為100，200，300",
        "2024：1月起",
        "基輔，2022年",
    ],
    "space-around-fullwidth": [
        "基輔，華沙",
        "　　「段首」",
        "- 「項目」",
        "> 「引言」",
        "# 「標題」",
        "停火。  \n換行",
        "| 「甲」 | 「乙」 |",
        "[^1]: 「註」",
        "NATO 成員",
    ],
    "ellipsis": [
        "他說……走",
        "他說⋯⋯走",
        "…………",
        "「Wait...」",
        "`a...b`",
        "Wait… what",
        "他說……。",
    ],
    "dash": [
        "甲——乙",
        "甲⸺乙",
        "2014—2024年",
        "1911年—2011年",
        "週一—週五",
        "台北—高雄線",
        "二〇一四—二〇二四",
        "馬克思—列寧主義",
        "讓-克勞德",
        "台北–高雄",
        "- 項目",
        "---",
        "執行 --help",
    ],
    "interpunct": [
        "艾琳諾·馬許",
        "v1.0版",
        "戰爭結束了.他走了",
        "台灣 · 烏克蘭 · 波蘭",
        "三.五公里",
        "重點：・一・二",
        "貓・狗・鳥",
        "3.5萬",
    ],
    "title-marks": [
        "小說《戰地日記》",
        "電影「很好看」",
        "秘書「您好」",
        "《評〈戰爭與和平〉》",
        "他說「戰爭與和平」",
        "聲明書「反對」",
    ],
    "date-zero": ["2024年1月13日", "10月10日", "第07日", "2024-01-13", "20月", "09:05"],
    "date-slash": ["2024/1/13", "2024年1月13日", "1/2", "99/99/2022", "192.168.1.2024", "3/4"],
    "percent-space": ["上漲42%", "百分之五", "%s人", "`5 %`", "達 71.86% 的人"],
    "repeat-punct": ["真的嗎？！", "好！", "……", "——", "wow!!", "。。。"],
    "latin-spacing": ["在2017年的NATO峰會", "the NATO summit", "台灣 波蘭", "`x` 台灣"],
}
RULES = {rule.check: rule for rule in rules(CHINESE)}


def _typed(words: str) -> str:
    return words.replace("~", "\u00a0")


def _found(check: str, words: str, **chosen: str) -> list[str]:
    style = house_style(
        {f"zh-Hant.{name.replace('_', '-')}": value for name, value in chosen.items()}
    )
    return [
        words[each.start : each.end]
        for each in findings(words, CHINESE, style)
        if each.check == check
    ]


def _applied(check: str, words: str) -> str:
    """The words with the fixes of one rule in place."""
    for each in reversed([each for each in findings(words, CHINESE) if each.check == check]):
        words = words[: each.start] + str(each.fix) + words[each.end :]
    return words


@pytest.mark.parametrize(
    ("check", "bad", "good"),
    [(check, bad, good) for check, cases in MENDED.items() for bad, good in cases],
)
def test_what_a_typesetter_would_mend_is_found_and_mended(check: str, bad: str, good: str) -> None:
    bad, good = _typed(bad), _typed(good)
    assert _found(check, bad)
    assert not _found(check, good)
    if RULES[check].grade is Grade.AUTO:
        assert mend(bad, CHINESE) == good
    else:
        assert _applied(check, bad) == good


@pytest.mark.parametrize(
    ("check", "words"), [(check, words) for check, cases in KEPT.items() for words in cases]
)
def test_what_a_typesetter_would_leave_is_not_found(check: str, words: str) -> None:
    assert _found(check, _typed(words)) == []


def test_every_rule_has_its_cases() -> None:
    assert set(KEPT) == set(MENDED) == set(RULES) - {"tai"}


@pytest.mark.parametrize(
    ("choice", "words", "found"),
    [
        ("closed", "在 2017 年的 NATO 峰會，`x` 與 EU 會談", 1),
        ("spaced", "在2017年的NATO峰會", 1),
        ("spaced", "在 2017 年的 NATO 峰會", 0),
        ("either", "在 2017 年的 NATO 峰會", 0),
        ("either", "在2017年的NATO峰會", 0),
        ("either", "在 2017 年的NATO峰會", 1),
    ],
)
def test_the_house_chooses_the_space_beside_latin_words_and_a_text_is_told_once(
    choice: str, words: str, found: int
) -> None:
    assert len(_found("latin-spacing", words, latin_spacing=choice)) == found


@pytest.mark.parametrize(
    ("choice", "found"),
    [("either", []), ("台", ["臺"]), ("臺", ["台", "台"])],
)
def test_the_house_chooses_how_taiwan_is_written(choice: str, found: list[str]) -> None:
    assert _found("tai", "台灣、臺灣與台北的平台", tai=choice) == found


def test_only_what_matters_to_editors_weighs_more_than_a_note() -> None:
    heavier = {rule.check for rule in RULES.values() if rule.severity is not Severity.NOTE}
    assert heavier == {"date-slash", "repeat-punct"}
