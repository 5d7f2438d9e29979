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
    "丁丹乃久乍乎乾于亞亨什仁仙代任伊伍伏伯伽佐佛佩佳依侯俄保倩倫傅傑儒元克兒內冬凡凱切列利剛加努"
    "勃勒勞包北匹卓博卜卡厄古史司吉吳呂哈哥唐喀喜喬喻嘉噶囊圖圭坎坡坤坦埃城培基堡塔塞墨士夏多大夫"
    "失夸奇奈奎契奧妙妮妲姆姬威娃娜娣娥婉婭媽孔孟季宇安宏宗密寇富寧寬尊尚尤尼山岡島崔崙川左巴布希"
    "帕帖帝席幸庇庫康廓廷弗強彌彤彭彼律得德恩恰惠慈慕懷戈戴扎托拉拜捏捷採揚摩敏文斐斯旭旺昂昆昌易"
    "普景曼朗木札朱朵李杜東松林果柏查柯柳柴根格桃桑梅梭森楊楚榭榮樂樓欣歇歐武比永汀汗江沁沃沙沛河"
    "治波泰洛津洪派海涅深湯溫滋漢潔潘澤濟烈烏焦煞爾牙特狄玻珀珊珍班理琪琳琴瑞瑟瑣瑪瓊瓜瓦甘申畢登"
    "皮盧瞿磊祖禮科移穆策米約納紐索絲維緬羅翁翰耶耿聖聶肖肯胡興舍舒艾芙芝芬芭芮花芳若英茂范茅茨茱"
    "茲茹荷莉莊莎莫菈華菲萊葉葛蒂蒙蓋蓓蓮蔓蕾薇薏薛薩藍蘇蘭蘿蜜衛裘裡裴西許詩詹誇諾謝讓豪貝費賀賓"
    "賴賽赤赫路輔輝辛迪連道達邁那邦邱郎郭鄂采里鈕鐸門閔阿陀隆雅雨雪雷霍韋韓頓頗馬馮馳駱高魁魏魯鮑"
    "鮮麗麥麻黎默黛齊龍龐丘可因居延愛提施普歷法瑙甫當白紹萬蕭迺金顯霞欽南"
)
_WRONG = "‧・•．﹒∙⋅･"
_JOINED = re.compile(rf"(?<=[{HAN}])(?P<spot>[{_WRONG}])(?=[{HAN}])")
_BEFORE_INITIAL = re.compile(rf"(?<=[{HAN}])(?P<spot>[{_WRONG}.])(?=[A-Z][{_WRONG}.·][{HAN}])")
_AFTER_INITIAL = re.compile(rf"(?<=[{HAN}][{_WRONG}.·][A-Z])(?P<spot>[{_WRONG}.])(?=[{HAN}])")
_LIST = re.compile(rf"(?<![{HAN}])(?:[{HAN}]*[{_WRONG}]){{2,}}[{HAN}]*")
_POINT = re.compile(rf"(?<=[{HAN}])(?P<spot>\.)(?=[{HAN}])")
_NUMERALS = "一二三四五六七八九十"
_EVENT = re.compile(
    r"[一二三四五六七八九十]+(?:事件|慘案|事變|運動|恐攻|紀念|和平|革命|砲戰|大地震)"
)


def interpuncts(text: str, _: HouseStyle) -> Iterator[Spot]:
    """Another point between two parts of a name, or of a title and its chapter."""
    lists = [range(*found.span()) for found in _LIST.finditer(text) if _is_list(found.group())]
    for spot in spots(text, _JOINED, "·"):
        if not any(spot.start in each for each in lists):
            yield spot
    for pattern in (_BEFORE_INITIAL, _AFTER_INITIAL):
        yield from spots(text, pattern, "·")
    yield from spots(text, _POINT, _unless_full_stop)


def is_between_names(text: str, place: int) -> bool:
    """Whether the characters on both sides of a point are those that spell foreign names."""
    before = re.search(rf"[{HAN}]{{1,2}}$", text[max(0, place - 2) : place])
    after = re.match(rf"[{HAN}]{{1,2}}", text[place + 1 : place + 3])
    if not before or not after:
        return False
    if before.group()[-1] in _NUMERALS and after.group()[0] in _NUMERALS:
        return True  # 二·二八, 三.五
    return set(before.group()) | set(after.group()) <= _SPELLING


def _is_list(words: str) -> bool:
    """Whether points part the things of a list, and not the three parts of a name."""
    points = [place for place, char in enumerate(words) if char in _WRONG]
    return not all(is_between_names(words, place) for place in points)


def _unless_full_stop(found: re.Match[str]) -> str | None:
    text, place = found.string, found.start()
    if text[place - 1] in _NUMERALS and text[place + 1] in _NUMERALS:
        return "·" if _EVENT.match(text, place + 1) else None
    return "·" if is_between_names(text, place) else None
