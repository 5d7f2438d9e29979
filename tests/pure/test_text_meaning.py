"""The meaning level proposed for a change of the source, in four languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag
from workflow.text.changes import Change, ChangeKind
from workflow.text.meaning import RANK, Level, propose, worst
from workflow.text.segments import Field, Kind

EN, ZH, UK, PL = (by_tag(tag) for tag in ("en", "zh-Hant", "uk", "pl"))


def edited(old: str, new: str, kind: Kind = Kind.PARAGRAPH, **values: object) -> Change:
    return Change(
        **{
            "kind": ChangeKind.EDITED,
            "field": Field.BODY,
            "block": kind,
            "old_keys": ("s1",),
            "new_keys": ("s1",),
            "old_text": old,
            "new_text": new,
            **values,
        }
    )


TYPOS = [
    (EN, "In May, Taiwan sent help and it arrived.", "In May, Taiwan sent help, and it arrived."),
    (EN, "“Yes,” she said. 'No' was not said.", "\"Yes,\" she said. ‘No’ was not said."),
    (EN, "The goverment said nothing else.", "The government said nothing else."),
    (EN, "A news letter for readers", "A newsletter for readers"),
    (EN, "The **allies** met in Kyiv.", "The allies met in Kyiv."),
    (UK, "Прийшло 24 000 людей.", "Прийшло 24\u00a0000 людей."),
    (EN, "He said: “We recieved help from friends.”", "He said: “We received help from friends.”"),
    (EN, "the president spoke", "The president spoke."),
    (ZH, "台灣與烏克蘭,合作增加了七倍。", "台灣與烏克蘭，合作增加了七倍。"),
    (ZH, "他們在次來到這裡", "他們再次來到這裡"),
    (ZH, "在禮拜六，六名人士被逮捕。", "在禮拜六六名人士被逮捕。"),
    (ZH, "由議員傑夫·弗萊克提出建議。", "由議員傑夫·弗萊克，提出建議。"),
    (ZH, "他在 Lind，說了話。", "他在 Lind說了話。"),
    (EN, "The milloin people came.", "The million people came."),
    (UK, "Об'єкт зведено, а люди чекають", "Об’єкт зведено, а люди чекають."),
    (UK, "Уряд повдомив про це вранці.", "Уряд повідомив про це вранці."),
    (UK, "«Так», - сказала вона.", "«Так», — сказала вона."),
    (PL, "Rząd poinformowal o tym rano.", "Rząd poinformował o tym rano."),
    (PL, "Przyjechali goście a potem wyjechali.", "Przyjechali goście, a potem wyjechali."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "old", "new"), TYPOS)
def test_what_only_mends_the_writing_leaves_translations_valid(language, old, new):
    assert propose(edited(old, new), language).level is Level.TYPO


STYLES = [
    (EN, "The officials arrived early.", "The officials came early."),
    (EN, "He may leave: a big crowd gathered.", "He may leave: a large crowd gathered."),
    (EN, "See [the page](https://a.example/old).", "See [the page](https://a.example/new2)."),
    (EN, "She will leave now.", "She will leave now?"),
    (EN, "Tusk said that Tusk agreed.", "He said that Tusk agreed."),
    (EN, "It is “soft power” at work.", "It is soft power working."),
    (EN, "Big Dumpling Alliance Opens Office", "Big Dumpling Alliance Starts Office"),
    (EN, "one of them came.", "some of them came."),
    (EN, "It was a long night there.", "It was a long fight there."),
    (ZH, "官員提早抵達會場。", "官員提早來到會場。"),
    (UK, "У місті зібрався великий натовп.", "У місті зібрався чималий натовп."),
    (UK, "Про Зеленського говорили довго.", "Про це Зеленському казали довго."),
    (PL, "Tłum zebrał się przed budynkiem.", "Ludzie zebrali się przed budynkiem."),
    (PL, "Mówiono o Morawieckim długo.", "Długo wspominano Morawieckiego."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "old", "new"), STYLES)
def test_other_words_for_the_same_are_style(language, old, new):
    assert propose(edited(old, new), language).level is Level.STYLE


FACTS = [
    (EN, "It sent 24,000 doses.", "It sent 42,000 doses.",
     "The number 24,000 became 42,000."),
    (EN, "It sent 2.4 tons.", "It sent 24 tons.", "The number"),
    (EN, "It came into force today.", "It did not come into force today.",
     "A negation was added: “not”."),
    (EN, "They never agreed to it.", "They agreed to it.",
     "A negation was taken out: “never”."),
    (EN, "The alleged spy was held.", "The spy was held.",
     "“alleged” was taken out: the claim is stronger now."),
    (EN, "The bridge was shelled.", "The bridge was reportedly shelled.",
     "“reportedly” was added: the claim is weaker now."),
    (EN, "Yesterday Volodymyr Zelensky spoke.", "Yesterday Oleksandr Zelensky spoke.",
     "The name Volodymyr became Oleksandr."),
    (EN, "Poland donated vaccines.", "Slovakia donated vaccines.",
     "The name Poland became Slovakia."),
    (EN, "Talks with Iran went on.", "Talks with Iraq went on.", "The name Iran became Iraq."),
    (EN, "He said: “We shall stay here.”", "He said: “We want to stay here.”",
     "A quotation was reworded."),
    (EN, "Help came.", "Help came. The families of the town thanked the volunteers for it.",
     "Words were added: “The families of the town thanked the volunteers for it.”"),
    (EN, "The old mill by the river has been closed for many long years now.",
     "It is said when trams will run again because workers left town in spring.",
     "Most of it was rewritten."),
    (EN, "She said: “We shall stay here for long.”", "She said: We shall stay here for long.",
     "A quotation was taken out, or lost its quotation marks."),
    (EN, "They lost 5% of it.", "They lost 5 of it.", None),
    (EN, "It was -5 outside.", "It was 5 outside.", None),
    (ZH, "捐贈2.4萬劑疫苗。", "捐贈4.2萬劑疫苗。", None),
    (ZH, "作者奧蓮娜·科瓦爾抵達。", "作者奧麗娜·科瓦爾抵達。", "The name 蓮 became 麗."),
    (ZH, "政府承認此事。", "政府不承認此事。", "A negation was added: “不”."),
    (ZH, "涉嫌貪污的官員被捕。", "貪污的官員被捕。", None),
    (ZH, "波蘭捐贈了疫苗。", "立陶宛捐贈了疫苗。", "The name 波蘭 became 立陶宛."),
    (ZH, "總統蔡英文出席典禮。", "總統賴清德出席典禮。", None),
    (ZH, "他說：「我們會留在這裡。」", "他說：「我們想留在這裡。」", "A quotation was reworded."),
    (UK, "Передали 24 тис. доз.", "Передали 42 тис. доз.", None),
    (UK, "Уряд визнав це.", "Уряд не визнав цього.", "A negation was added: “не”."),
    (UK, "Імовірний шпигун утік.", "Шпигун утік.", None),
    (UK, "Учора приїхав Зеленський.", "Учора приїхав Залужний.",
     "The name Зеленський became Залужний."),
    (UK, "У ході розмов з Іраном", "У ході розмов з Іраком", "The name Іраном became Іраком."),
    (UK, "Вона каже: «Ми лишаємося тут».", "Вона каже: «Ми будемо тут».",
     "A quotation was reworded."),
    (PL, "Przekazano 24 tys. dawek.", "Przekazano 42 tys. dawek.", None),
    (PL, "Rząd to uznał.", "Rząd tego nie uznał.", "A negation was added: “nie”."),
    (PL, "Rzekomy szpieg uciekł.", "Szpieg uciekł.", None),
    (PL, "Wczoraj przyjechał Duda.", "Wczoraj przyjechał Tusk.", "The name Duda became Tusk."),
    (PL, "Mówi: „Zostaniemy tutaj”.", "Mówi: „Będziemy tutaj”.", "A quotation was reworded."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "old", "new", "says"), FACTS)
def test_a_touched_fact_makes_translations_outdated_and_says_which(language, old, new, says):
    proposal = propose(edited(old, new), language)
    assert proposal.level is Level.FACT
    if says:
        assert str(proposal).startswith(says)


DATES = [
    (EN, "It took effect on 1 August 2023.", "It took effect on 1 September 2023."),
    (ZH, "2023年8月1日生效。", "2023年9月1日生效。"),
    (UK, "Набуло чинності 1 серпня 2023 року.", "Набуло чинності 1 вересня 2023 року."),
    (PL, "Weszło w życie 1 sierpnia 2023 roku.", "Weszło w życie 1 września 2023 roku."),
]


@pytest.mark.parametrize(("language", "old", "new"), DATES)
def test_another_date_is_a_fact(language, old, new):
    proposal = propose(edited(old, new), language)
    assert proposal.level is Level.FACT
    assert proposal.message == "A date changed: {old} became {new}."


@pytest.mark.parametrize(
    ("change", "level", "says"),
    [
        (edited("a b", "a b", kind=Kind.PARAGRAPH) , Level.TYPO, "Only the formatting changed."),
        (Change(kind=ChangeKind.MOVED, field=Field.BODY, block=Kind.ITEM, old_text="Cameras 24",
                new_text="Cameras 24", moved=True), Level.TYPO, "It only moved."),
        (Change(kind=ChangeKind.ADDED, field=Field.BODY, block=Kind.PARAGRAPH,
                new_text="Some words."), Level.FACT, "A paragraph was added."),
        (Change(kind=ChangeKind.REMOVED, field=Field.BODY, block=Kind.ITEM,
                old_text="Some words."), Level.FACT, "A list item was removed."),
        (Change(kind=ChangeKind.ADDED, field=Field.BODY, block=Kind.RULE, new_text=""),
         Level.TYPO, "A paragraph was added."),
        (Change(kind=ChangeKind.SPLIT, field=Field.BODY, block=Kind.PARAGRAPH,
                old_text="One came. Two left.", new_text="One came.\n\nTwo left."),
         Level.TYPO, "It was divided; its words stayed the same."),
        (Change(kind=ChangeKind.MERGED, field=Field.BODY, block=Kind.PARAGRAPH,
                old_text="One came.\n\n2,400 left.", new_text="One came. 4,200 left."),
         Level.FACT, "The number 2,400 became 4,200."),
        (edited("![A red drone](a.jpg)", "![A red drone](b.jpg)", kind=Kind.IMAGE),
         Level.STYLE, "Another picture stands here now."),
        (edited("![A red drone](a.jpg)", '![A red drone](a.jpg "Kyiv, 2024")', kind=Kind.IMAGE),
         Level.FACT, "The date 2024 was added."),
    ],
)  # fmt: skip
def test_whole_blocks_are_judged_by_what_became_of_them(change, level, says):
    proposal = propose(change, EN)
    assert (proposal.level, str(proposal)) == (level, says)


def test_a_link_that_leads_elsewhere_is_named_and_its_digits_are_no_numbers():
    old, new = "See [it](https://a.example/1).", "See [it](https://a.example/2)."
    assert str(propose(edited(old, new), EN)) == (
        "A link changed: https://a.example/1 became https://a.example/2."
    )


def test_the_worst_level_is_found_by_rank():
    assert worst([Level.STYLE, Level.FACT, Level.TYPO]) is Level.FACT
    assert worst([Level.RETRACTION, Level.FACT]) is Level.RETRACTION
    assert worst([]) is None
    assert set(RANK) == set(Level)


TEXTS = st.text(alphabet="ab Київ台灣不 24,.\n“”«»*[]()", max_size=40)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(ALL), st.sampled_from(Kind))
def test_every_edit_gets_a_level_and_a_whole_sentence(old, new, language: Language, kind):
    proposal = propose(edited(old, new, kind=kind), language)
    assert proposal.level in {Level.TYPO, Level.STYLE, Level.FACT}
    assert "{" not in proposal.message or str(proposal) != proposal.message


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["Київ", "word", "台灣", "said", "w"]), min_size=1, max_size=6),
       st.integers(0, 5), st.sampled_from(ALL))  # fmt: skip
def test_a_comma_alone_is_a_typo(parts, place, language):
    old = " ".join(parts)
    place = min(place, len(parts) - 1)
    new = " ".join([*parts[:place], f"{parts[place]},", *parts[place + 1 :]])
    assert propose(edited(old, new), language).level is Level.TYPO
