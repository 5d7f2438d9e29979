"""Chinese words meet without a space, and a term that appears across their border is none."""

import csv
from pathlib import Path

import pytest

from workflow.languages.registry import by_tag
from workflow.text.checks.catalogue import check_text
from workflow.text.terms import known
from workflow.text.terms.base import term_base
from workflow.text.terms.table import read_terms

ROOT = Path(__file__).parents[2]
ZH = by_tag("zh-Hant")
TERMS = term_base(read_terms((ROOT / "translations" / "glossary.csv").read_text("utf-8")))
ROWS = list(
    csv.DictReader((Path(known.__path__[0]) / "zh-Hant.csv").read_text("utf-8").splitlines())
)


def said(text):
    return [text[each.start : each.end] for each in TERMS.find(text, ZH)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("韓國瑜週二主持會議。", []),
        ("飛彈落在基輔以北約30公里處。", ["飛彈", "基輔"]),
        ("飛彈落在基輔以北約三十公里處。", ["飛彈", "基輔"]),
        ("檢方宣布查扣他的帳戶。", []),
        ("選委會公布查核結果。", []),
        ("烏克蘭運動員將參加奧運。", ["烏克蘭"]),
        ("警方出動員警兩百人。", []),
        ("歐美國家仍在猶豫。", []),
        ("其中國安局官員兩名。", []),
        ("過程中國際社會沒有表態。", []),
        ("近日本土病例增加。", []),
        ("3月5日本土病例增加。", []),
        ("25日本報報導。", []),
        ("颱風來襲，全台中小學停課。", []),
        ("臺下的人走上舞臺中央。", []),
        ("來台中國人大增。", ["中國"]),
        ("計程車每公里加收五元。", []),
        ("資金門檻太高。", []),
        ("在野黨領導彈劾行動失敗。", []),
        ("鎮上出現狀況。", []),
        ("政府協助困難民眾。", []),
        ("他在四川普遍受歡迎。", []),
        ("記者問起中南海的反應。", []),
        ("同志工作坊週末開課。", []),
    ],
)
def test_a_term_across_the_border_of_two_words_is_not_found(text, found):
    assert said(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("韓國總統訪問日本。", ["韓國", "日本"]),
        ("以北約為首的32國；北約30國。", ["北約", "北約"]),
        ("布查的居民宣布布查重建。", ["布查", "布查", "重建"]),
        ("全國動員，總動員。", ["動員", "動員"]),
        ("美國國家安全顧問與北美。", ["美國"]),
        ("其實中國內政部，中國防疫。", ["中國", "中國"]),
        ("5日日本首相說，2025日本博覽會。", ["日本", "日本"]),
        ("如今日本經濟好轉，他靠近日本海岸。", ["日本", "日本"]),
        ("全台中最老的學校，在台中學校附近。", ["台中", "台中"]),
        ("在里加與金門之間。", ["里加", "金門"]),
        ("導彈性能，巡航導彈。", ["導彈", "導彈"]),
        ("維持現狀，難民眾多，接受難民。", ["現狀", "難民", "難民"]),
        ("外交部分析，我國立法院通過。", ["外交部", "立法院"]),
    ],
)
def test_the_same_characters_are_found_where_they_are_the_term(text, found):
    assert said(text) == found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "/".join(row.values()))
def test_every_row_of_the_table_keeps_a_form_of_the_glossary_from_being_found(row):
    spelled = {form.text.replace("臺", "台") for each in TERMS.concepts for form in each.forms}
    assert row["form"] in spelled
    for before in row["before"].split("|"):
        for after in row["after"].split("|"):
            text = f"，{before}{row['form']}{after}".replace("#", "5")
            start = text.index(row["form"], len(before) + 1)
            assert row["form"] not in said(text) or start not in {
                each.start for each in TERMS.find(text, ZH)
            }


def test_an_impeachment_is_no_missile_of_the_mainland():
    for text in ("在野黨領導彈劾行動失敗。", "他主導彈劾總統。", "他指導彈奏。"):
        found = {each.check for each in check_text(text, language=ZH, terms=TERMS)}
        assert not found & {"forbidden-term", "mainland-vocab"}
    found = {each.check for each in check_text("導彈落下。", language=ZH, terms=TERMS)}
    assert found & {"forbidden-term", "mainland-vocab"}
