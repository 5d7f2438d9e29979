"""Polish words that carry a meaning."""

from workflow.text.lexicon.gazetteer import Gazetteer
from workflow.text.lexicon.lexicon import Lexicon
from workflow.text.lexicon.signs import SignTable

_NEGATION = SignTable(
    spaced=True,
    clear="""
        nie, nigdy, nikt, nikogo, nikomu, nikim, nic, niczego, niczemu, nigdzie, żaden, żadn*
        brak, ani, niemożliw*, wcale nie, donikąd, znikąd, bynajmniej
    """,
    mild="""
        nie tylko, nie tyle, nie po prostu, o ile nie, póki nie, dopóki nie, zanim nie, jeśli nie
        nie mniej, nie więcej, nie lada, omal nie, mało nie, czy nie, nie kto inny, nic innego
        nie co innego, nie bez, nie sposób nie, nie mógł nie, nie może nie, nie raz, nie jeden
        nie wcześniej, nie później, nie mówiąc, nie wspominając, nie zważając, nie do końca
        nie inaczej, nie od dziś, kto wie czy nie, a nie mówiłem, nie minęł*, nie zabrakło
        dopóki … nie, póki … nie, nie ma wątpliw*, nie ulega wątpliw*, bez dwóch zdań
    """,
    akin="""
        bez, bez*, nie*, odmów*, odmaw*, odmow*, zaprzecz*, odrzuc*, zakaz*, zakaz, unik*, pozbaw*
        zabrak*, brak*, ledwo, ledwie, zaledwie, rzadko, przesta*, poza, oprócz, zamiast, utrac*
        strac*, wyklucz*, mało, trudno, trudn*, przeciw*, niczym, zero, wątp*, daremn*, ignor*
        zignor*, sprzeciw*, wstrzym*, powstrzym*, zapobie*, zaniech*, dopiero, tylko, jedynie
        próżno, odwoła*, zawieś*, rezygn*, zrezygn*, omin*, pomin*, anty*, skończ*, kończ*, zniknę*
        wyzby*, zaginę*, zagubi*, pusty, puste, pusta, zaprzest*, ukry*, zablokow*, anul*, zapomn*
        zamkn*, chron*, pozosta*, inaczej, cofn*
    """,
    unrelated="""
        niech, niedziel*, niebo, nieba, niebie, niebies*, niemal, niemc*, niemiec*, niemczech
        niezależn*, niektór*, niedawn*, nieco, niegdyś, niebezpiecz*, bezpiecz*, bezpośredni*, nią
        nich, nim, niego, niej, niemniej, niezwykl*, nieruchomo*, bezpłatn*, niezbędn*, niestety
        niespodziank*, niespodziewan*, niemało, niewątpliwie, nieopodal, niejak*
    """,
)
_HEDGING = SignTable(
    spaced=True,
    clear="""
        rzekomo, rzekom*, podobno, domnieman*, jakoby, ponoć, tak zwan*, tzw., jak twierdzą
        jak się twierdzi, według doniesień, według nieoficjalnych, jak podano, podejrzan*
        podejrzewan*, przypuszczaln*
    """,
    mild="""
        prawdopodobn*, chyba, być może, zapewne, najwyraźniej, najwidoczniej, pewnie, wydaje się
        zdaje się, prawdopodobieństw*
    """,
    akin="""
        zarzu*, oskarż*, twierdz*, stwierdz*, według, wg, zdaniem, uważ*, miał, miała, miało, mieli
        miały, ma, mają, mówi*, powiedzi*, jak pod*, poda*, donos*, donies*, inform*, poinform*
        zgodnie, ocen*, rzekł*, oświadcz*, deklar*, zadeklar*, sądz*, podejrz*, przypuszcz*, niby
        potwierdz*, plotk*, pogłos*, słow*, słysz*, pseudo*, opini*, szac*, nazyw*, nazwa*, zwan*
        wskaz*, utrzym*, przyzna*, uznaw*, uznan*, uznaj*, rzekł, dow*, określ*, jakby
        niepotwierdz*, może, mogą, mógł, mogła, mogło, mogły, mogli, byłby, byłaby, byłoby, byliby
        zakład*, poten*, tzn, „*”
    """,
)

_PLACES = """
Tajwan*, Tajpej*, Kaohsiung*, Taizhong*, Tainan*, Chin/Chiny/Chinom/Chinami/Chinach, Pekin*
Szanghaj*, Hongkong*, Makau, Sinciang*/Xinjiang*, Tybet*/Tybec*, Ukrain*, Kijów*/Kijow*
Lwów*/Lwow*, Charków*/Charkow*, Odess*, Krym/Krymu/Krymie/Krymem/Krymsk*, Donbas*, Donieck*
Ługańsk*, Chersoń*/Cherson*, Mariupol*, Rosj*/Rosyj*, Moskw*/Moskiew*, Białoru*, Mińsk*
Polsk*/Polsc*, Warszaw*, Kraków*/Krakow*, Gdańsk*, Litw*, Wiln*, Łotw*, Ryg*/Rydze, Estoni*
Tallin*, Czech*, Praga/Pragi/Pradze/Pragę/Pragą/Prask*, Słowac*, Bratysław*, Węgr*/Węgier*
Budapeszt*, Rumuni*, Bukareszt*, Mołdaw*, Gruzj*, Niemc*/Niemiec, Berlin*, Francj*, Paryż*
Brytani*, Londyn*, Angli*, Ameryk*/Ameryc*, USA, Waszyngton*, Nowy Jork/Nowego Jorku/Nowym Jorku
Kanad*, Japoni*, Tokio, Kore* Południow*, Kore* Północn*, Kore*, Seul*, Wietnam*, Filipin*
Indie/Indii/Indiach/Indiom, Indonezj*, Tajlandi*, Singapur*, Malezj*, Australi*, Now* Zelandi*
Turcj*, Izrael*, Iran*, Irak*, Syri*, Afganistan*, Szwecj*, Norwegi*, Finlandi*
Dania/Danii/Danię/Danią, Holandi*/Niderland*, Belgi*, Bruksel*, Austri*, Szwajcari*, Włoch*/Włosz*
Hiszpani*, Portugali*, Grecj*, Europ*, Azj*, Afry*, UE, NATO, ONZ, Bułgari*, Serbi*, Chorwacj*
"""

LEXICON = Lexicon(
    tag="pl",
    negation=_NEGATION,
    hedging=_HEDGING,
    places=Gazetteer(_PLACES, spaced=True),
    inflects=True,
)
