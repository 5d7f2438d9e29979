"""English words that carry a meaning."""

from workflow.text.lexicon.gazetteer import Gazetteer
from workflow.text.lexicon.lexicon import Lexicon
from workflow.text.lexicon.signs import SignTable

_NEGATION = SignTable(
    spaced=True,
    clear="""
        not, *n’t, cannot, never, no one, nobody, nothing, nowhere, none, neither, nor, no
        impossible
    """,
    mild="""
        not only, *n’t only, not just, *n’t just, not merely, not simply, not least, not to mention
        no doubt, no matter, no wonder, no fewer than, no less than, no more than, not more than
        not less than, no later than, not later than, no sooner, whether or not, or not, if not
        why not, more often than not, last but not least, nothing but, none other than, cannot help
        *n’t help but, cannot but, not until, *n’t until, not so much, not unlike, not uncommon
        not unusual, not far, not long after, not long ago, not without, can’t wait, couldn’t wait
        is not it, isn’t it, didn’t he, didn’t she, aren’t we, don’t you, isn’t that, whatnot
        nonetheless, nevertheless, no question, not … until, *n’t … until, never … until
        not … without, never … without
    """,
    akin="""
        without, unable, inability, refus*, den*, fail*, lack*, hardly, barely, scarcely, rarely
        seldom, few, little, less, avoid*, prevent*, stop*, absent, absence, instead, rather
        unless, except, reject*, exclud*, ignor*, ban, bans, banned, banning, forbid*, forbade
        forbidden, prohibit*, free of, free from, far from, out of, ceas*, zero, yet to, too
        declin*, lose, loses, losing, lost, loss, miss, misses, missed, missing, short of, against
        until, only, un*, non*, no-*, *less, oppos*, block*, halt*, rule out, ruled out, beyond
        difficult, doubt*, abandon*, cancel*, withdr*, vain, neglect*, empty, apart from, vacant
        quit, otherwise, exempt*, barr*, keep from, kept from, resist*, spar*, inabil*, incap*
        incomplet*, incorrect*, ineffect*, inadequa*, inaccura*, insuffic*, invalid*, invisib*
        inact*, insecur*, inconsist*, inelig*, infreq*, inoper*, immater*, impract*, improb*
        improper*, disab*, disallow*, disappr*, disagr*, disappear*, discontin*, disregard*
        dislik*, disput*, disband*, disbel*, disresp*, discourag*, dishonest*, dissatis*, disqual*
        disconn*, distrust*, irrelev*, irregul*, irrespon*, illegal*, illegit*, mistrust*, ended
        hard to, gone, hidden, hide, hides, locked, clos*, protect*, denial, forgot*, forget*, hard
        stay*, keep*, kept, remain*, nothing
    """,
    unrelated="""
        under*, union*, unit*, univers*, uniform*, uniq*, unanim*, uncle, uncles, lessen*, lesson*
        density, dense, dental, denmark, deni, no.*, no 1*, no 2*, no 3*, no 4*, no 5*, no 6*
        no 7*, no 8*, no 9*
    """,
)
_HEDGING = SignTable(
    spaced=True,
    clear="""
        alleged, allegedly, reportedly, purported, purportedly, supposedly, so-called, ostensibly
        is said to, are said to, was said to, were said to, is alleged to, are alleged to
        is reported to, are reported to, is believed to, are believed to, is rumoured to
        is rumored to, suspected, unconfirmed, self-styled, self-proclaimed, it is claimed
    """,
    mild="""
        probably, possibly, perhaps, likely, maybe, may, might, could, apparently, presumably
        seemingly, seems, appears
    """,
    akin="""
        say, says, said, saying, claim*, accus*, accord*, report*, alleg*, suppos*, suspect*, call*
        rumo*, assert*, stat*, told, tell*, think*, thought, believ*, charg*, assum*, presum*
        argu*, consider*, describ*, as if, as though, seemed, appeared, potential*, known as
        estimat*, expect*, should, would, seem, appear, must, view*, source*, insist*, maintain*
        contend*, declar*, dub*, hear*, heard, quot*, mention*, “*”, suspic*, chance*, probab*
        possib*, likel*
    """,
)

_PLACES = """
Taiwan*, Taipei*, Kaohsiung*, Taichung*, Tainan*, China/Chinese, Beijing*, Shanghai*, Hong Kong*
Macau*/Macao*, Xinjiang*, Tibet*, Ukrain*, Kyiv*/Kiev*, Lviv*, Kharkiv*, Odesa*/Odessa*, Crimea*
Donbas*, Donetsk*, Luhansk*, Kherson*, Mariupol*, Russia*, Moscow*/Muscovite*, Belarus*, Minsk*
Poland*/Polish/Pole/Poles, Warsaw*, Krakow*/Kraków*/Cracow*, Gdansk*/Gdańsk*, Lithuania*, Vilnius*
Latvia*, Riga*, Estonia*, Tallinn*, Czech*, Prague*, Slovak*, Bratislava*, Hungar*, Budapest*
Romania*, Bucharest*, Moldova*, Georgia*, German*, Berlin*, France/French, Paris*, Britain/British
London*, England/English, America*, Washington*, New York*, Canada/Canadian*, Japan*, Tokyo*
South Korea*, North Korea*, Korea*, Seoul*, Vietnam*, Philippine*, India*, Indonesia*, Thai*
Singapore*, Malaysia*, Australia*, New Zealand*, Turkey/Turkish/Türkiye, Israel*, Iran*, Iraq*
Syria*, Afghan*, Sweden/Swedish, Norway/Norwegian*, Finland/Finnish, Denmark/Danish
Netherlands/Dutch, Belgi*, Brussels, Austria*, Switzerland/Swiss, Ital*, Spain/Spanish, Portug*
Greece/Greek*, Europe*, Asia*, Africa*, EU, NATO, UN, Bulgaria*, Serbia*, Croatia*
"""

LEXICON = Lexicon(
    tag="en", negation=_NEGATION, hedging=_HEDGING, places=Gazetteer(_PLACES, spaced=True)
)
