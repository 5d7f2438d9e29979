"""The point between the parts of a foreign name in Chinese: 安潔拉·梅克爾.

Source: W3C, *Requirements for Chinese Text Layout*: U+00B7, and neither U+FF0E, U+2027, U+2022 nor
U+30FB.
"""

import re
from collections.abc import Iterator

from workflow.text.typography.han import HAN
from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle
from workflow.text.typography.swaps import spots

# The characters that Taiwan's press spells foreign names with.
_SPELLING = frozenset(
    "丁丹久乃乍乎乾亞仁什代任伊伍伏伯伽佐佛佩佳依侯俄保倫傑傅儒元克內兒冬凡凱列利剛力加努勃勒勞包北博卓卜卡厄古史"
    "吉吳呂哈哥唐喀喬喜喻噶囊因圖坎坦坤埃城培基堡塔塞塔士多夏大夫失奇奈奎奧妙妮姆娃娜婭孔孟安宏宗宰寇富寧尚尤尼山"
    "岡島崔川左巴布帕帝希席帖幸庇康廷弗強彭彼得德恩恰惠慕懷戈戴托扎拉拜捷採揚文斐斯方旭昂昆昌明易普景曼朗木朱朵本"
    "李杜東松林果柏柯柴查根格桑梅梭森楚榮樂樓歇欣歐比永江汀汗沃沙河治波泰洛津洪派海涅深溫湯滋漢潘澤濟烏焦煞爾牙特"
    "狄珀珊珍班理琪琳琴瑞瑟瑪瑣瓊瓦甘生畢申皮皮盧瞿科移穆立策米納紐索約紐納維羅翁翰耶耿聖肖肯胡興舍艾芙芝芬花芭若"
    "茂茅范茨茱茲荷莉莎莫莫菈菲華萊葉葛蒂蒙蓋蓓蓮蔓薇薛薩藍蘇蘭蘿裘西裡西許詩詹誇諾謝讓豪豪貝費賀賓賴賽赫赤路辛達"
    "連道邁邱那邦郎里鈕門閔阿陀隆雅雨雷霍韋韓頓頗馬馮馳駱高魏魯鮑鮮麗麥麻默黎黛齊龐龍柳倩娥婉媽娣"
)
_WRONG = "‧・•．﹒∙⋅･"
_JOINED = re.compile(rf"(?<=[{HAN}])(?P<spot>[{_WRONG}])(?=[{HAN}])")
_POINT = re.compile(rf"(?<=[{HAN}])(?P<spot>\.)(?=[{HAN}])")
_NUMERALS = "一二三四五六七八九十"


def interpuncts(text: str, _: HouseStyle) -> Iterator[Spot]:
    """Another point between two parts of a name, or of a title and its chapter."""
    yield from spots(text, _JOINED, "·")
    yield from spots(text, _POINT, _unless_full_stop)


def is_between_names(text: str, place: int) -> bool:
    """Whether the characters on both sides of a point are those that spell foreign names."""
    before = re.search(rf"[{HAN}]{{1,2}}$", text[max(0, place - 2) : place])
    after = re.match(rf"[{HAN}]{{1,2}}", text[place + 1 : place + 3])
    if not before or not after:
        return False
    if before.group()[-1] in _NUMERALS and after.group()[0] in _NUMERALS:
        return True  # 二·二八
    return set(before.group()) | set(after.group()) <= _SPELLING


def _unless_full_stop(found: re.Match[str]) -> str | None:
    return "·" if is_between_names(found.string, found.start()) else None
