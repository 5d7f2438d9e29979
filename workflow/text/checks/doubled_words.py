"""The same word twice in a row, as it is left by moving words about."""

import re
from collections.abc import Iterator, Mapping

from workflow.languages.catalogue import marked
from workflow.languages.language import Script
from workflow.text.checks.finding import Finding, Grade, Severity
from workflow.text.checks.passage import Passage

_TWICE = re.compile(r"(?<![\w’ʼ'.-])([^\W\d_]+(?:[’ʼ'][^\W\d_]+)?)(\s+)(\1)(?![\w’ʼ'-])", re.I)
_HAN_TWICE = re.compile(r"([\u4e00-\u9fff]{2,8})\1")

# Words that never stand twice in a row on purpose: articles, prepositions, conjunctions.
_SURE = {
    "en": """
the a an of to in on and or for with from by at as but these their we they he she are be will
would can could should its if not than into during between after before because when which while
about through against under also been this
""",
    "pl": """
w z i o u do od na za dla przez oraz jak ale który która które którzy której którego tym tego
tej są był była było były tylko ze we czy między przed pod nad przy będzie będą jako lub albo gdy
kiedy bez ponieważ że się aby żeby został została zostały mnie ich tych
""",
    "uk": """
в у на з із зі до від для про по за під над при через і й або як але цей ця ці який яка яке які
яких якого ми вони він вона воно був була було були є після перед без щоб якщо між коли тому також
лише та
""",
}
# Words that do: for emphasis (very very), as idioms (so so), or by grammar (had had, that that).
_MEANT = {
    "en": """
very really many much long far so no yes bye ha ho la knock hush there now had that is do who you
her out up over more again never ever again blah win tut chop night hear boom tick
""",
    "pl": """
bardzo już nie tak to co ha no cicho ledwo długo dawno daleko wolno szybko coraz pa puk właśnie
zaraz raz po nigdy
""",
    "uk": """
дуже так ні що то це ось ось ледве мало тихо ха ну довго давно далеко повільно швидко ще вже ой гей
знову ніколи справді саме раз стук таки
""",
}
_HAN_MEANT = """
討論 研究 休息 考慮 認識 了解 溝通 商量 打聽 活動 學習 練習 檢查 觀察 介紹 放鬆 運動 參考
體驗 感受 熱鬧 恭喜 謝謝 拜託 非常 多少 很多 好久 哈哈 某某 琢磨 比劃 意思 表示 嘗試 收拾
整理 打掃 反省 檢討 思考 關心 照顧 回憶 享受 開心 高興 快樂 涼快 暖和 加油 等等 慢慢 漸漸
天天 常常 呵呵 嘻嘻 嗚嗚 大大 小小 一一
"""
_BEGINS_MEANT = frozenset("一二三四五六七八九十百千萬億兩幾半每最很好更越")


def doubled_words(passage: Passage) -> Iterator[Finding]:
    """Find words that stand twice in a row; a warning where that is never meant."""
    if passage.language.script is Script.HAN_TRADITIONAL:
        yield from _doubled_han(passage)
        return
    sure = _WORDS_SURE.get(passage.language.tag, frozenset())
    meant = _WORDS_MEANT.get(passage.language.tag, frozenset())
    for found in _TWICE.finditer(passage.prose):
        first, second = found[1], found[3]
        word = first.casefold()
        if word in meant or not second.islower() or (len(first) == 1 and not first.islower()):
            continue
        if word in sure or len(word) >= 4:
            severity = Severity.WARNING if word in sure else Severity.NOTE
            yield _finding(found, first, severity)


def _doubled_han(passage: Passage) -> Iterator[Finding]:
    """Chinese doubles verbs and measures on purpose, and single characters everywhere."""
    for found in _HAN_TWICE.finditer(passage.prose):
        word = found[1]
        meant = word[0] in _BEGINS_MEANT
        if len(set(word)) > 1 and not meant and word not in _HAN_WORDS_MEANT:
            yield _finding(found, word, Severity.WARNING)


def _finding(found: re.Match[str], word: str, severity: Severity) -> Finding:
    return Finding(
        check="doubled-words",
        severity=severity,
        start=found.start(),
        end=found.end(),
        message=marked("“{word}” stands here twice. Take one out."),
        values={"word": word},
        fix=word,
        grade=Grade.ASK,
    )


def _read(table: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return {tag: frozenset(words.split()) for tag, words in table.items()}


_WORDS_SURE, _WORDS_MEANT = _read(_SURE), _read(_MEANT)
_HAN_WORDS_MEANT = frozenset(_HAN_MEANT.split())
