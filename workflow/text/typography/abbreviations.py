"""The abbreviations that a number, a name or another abbreviation must not be parted from.

Sources: Український правопис 2019 (graphic abbreviations, technical rules of hyphenation); the
language advice of PWN (sjp.pwn.pl/poradnia) for Polish. Entries are patterns, parted by spaces.
"""

import re
from dataclasses import dataclass

from workflow.text.typography.swaps import any_of

_METRIC_CYRILLIC = "нм мм см дм км м км² м² см² км³ м³ см³ мг кг г т ц га л мл"
_METRIC_LATIN = "mm cm dm km m km² m² cm² km³ m³ cm³ mg kg g t ha l ml km/h kWh MWh GWh TWh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviations:
    """The abbreviations of one language, as patterns."""

    after_number: str
    after_roman: str
    before_name: str
    before_number: str
    initial: str
    surname: str  # how a surname begins
    lettered: str  # the stems of words that a capital letter may follow: plan B


UKRAINIAN = Abbreviations(
    after_number=any_of(
        r"рр?\. ст\. тис\. млн млрд трлн грн коп\. дол\. шт\. год хв с сек Вт кВт МВт ГВт ТВт",
        r"кВт·год МВт·год Гц кГц МГц ГГц кБ МБ ГБ ТБ Мбіт км/год м/с",
        _METRIC_CYRILLIC,
    ),
    after_roman=r"ст\.",
    before_name=any_of(
        r"вул\. просп\. пр-т пров\. бульв\. б-р пл\. наб\. ім\. м\. смт с\. сел\. о\. св\. г\.",
        r"проф\. акад\. доц\. ген\. полк\. п\. пп\. гр\. тов\. митр\. єп\. архим\. кн\. д-р оз\.",
    ),
    before_number=any_of(
        r"с\. стор\. рис\. табл\. мал\. розд\. гл\. п\. пп\. ст\. ч\. т\. абз\. вип\. буд\.",
        r"корп\. кв\. оф\. кім\. тел\. бл\. кн\.",
    ),
    initial=r"(?:Дж|Дз|[А-ЯІЇЄҐA-Z])\.",
    surname=r"(?:[А-ЯІЇЄҐ][а-яіїєґ’'ʼ]|[A-Z][a-z])",
    lettered="план вітамін груп клас тип пункт категорі літер букв варіант гепатит дивізіон ліг"
    " серії сектор корпус блок зон",
)
POLISH = Abbreviations(
    after_number=any_of(
        r"r\. w\. tys\. mln mld bln zł gr proc\. szt\. godz\. min sek\. s h kB MB GB TB",
        r"W kW MW GW TW Hz kHz MHz GHz dol\. pkt(?!\s\d)",
        _METRIC_LATIN,
    ),
    after_roman=r"w\.",
    before_name=any_of(
        r"dr prof\. ks\. gen\. płk ppłk mjr kpt\. por\. ppor\. sierż\. mgr inż\. hab\. lek\. red\.",
        r"św\. bp abp kard\. o\. s\. br\. p\. ul\. al\. pl\. os\. im\. woj\. pow\. gm\. adm\.",
    ),
    before_number=any_of(
        r"nr art\. ust\. pkt poz\. par\. s\. str\. rozdz\. t\. rys\. ryc\. tab\. godz\. tel\. ok\.",
        r"r\. cz\. wyd\. z\. m\. lok\.",
    ),
    initial=r"(?:Ch|Cz|Dz|Rz|Sz|[A-ZĄĆĘŁŃÓŚŹŻ])\.",
    surname=r"[A-ZĄĆĘŁŃÓŚŹŻ](?:[a-zà-ž]|[’'][A-Z])",
    lettered="plan witamin grup klas typ punkt wariant kategori liter hepaty dywizj lig seri"
    " sektor blok stref opcj",
)


def lettered(words: Abbreviations) -> re.Pattern[str]:
    """A pattern of the end of a text after which a capital letter is no initial."""
    return re.compile(rf"(?<!\w){any_of(words.lettered)}\w*[ \u00a0]$", re.IGNORECASE)
