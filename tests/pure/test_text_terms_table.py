"""A glossary as a table: read whole or refused with every problem, and written as it was read."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.languages.registry import ALL, by_tag
from workflow.text.cleaning import one_line
from workflow.text.terms.table import COLUMNS, MOST_ROWS, TermsRefused, read_terms, write_terms
from workflow.text.terms.values import Concept, Confidence, Domain, FormStatus, TermForm

HEAD = ",".join(COLUMNS)
EN, UK = by_tag("en"), by_tag("uk")


def problems(text):
    with pytest.raises(TermsRefused) as refused:
        read_terms(text)
    return [(each.row, each.sentence.in_(EN)) for each in refused.value.problems]


def test_a_table_becomes_concepts_with_their_forms():
    text = (
        f"{HEAD}\n"
        "kyiv,place,en,Kyiv,,,,,not the dish,,2026-10-02\n"
        "kyiv,place,uk,Київ,preferred,no,Києва|Києву,,,medium,\n"
        "kyiv,place,en,Kiev,Forbidden,,,from Russian,,,\n"
    )
    assert read_terms(text) == (
        Concept(
            key="kyiv",
            domain=Domain.PLACE,
            note="not the dish",
            forms=(
                TermForm(language=EN, text="Kyiv", decided_on="2026-10-02"),
                TermForm(
                    language=UK,
                    text="Київ",
                    inflected=("Києва", "Києву"),
                    confidence=Confidence.MEDIUM,
                ),
                TermForm(
                    language=EN, text="Kiev", status=FormStatus.FORBIDDEN, reason="from Russian"
                ),
            ),
        ),
    )


def test_only_the_first_four_columns_are_needed_in_any_order_and_a_mark_before_them_is_no_letter():
    text = "\ufeffform,language,domain,concept\r\nKyiv,en,place,kyiv\r\n\r\n"
    assert [each.key for each in read_terms(text)] == ["kyiv"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["Kyiv!,place,en,Kyiv"], [(2, "cannot name a concept")]),
        (["kyiv,towns,en,Kyiv"], [(2, "domain is “towns”")]),
        (["kyiv,place,ru,Киев"], [(2, "language is “ru”")]),
        (["kyiv,place,en,"], [(2, "The form is empty")]),
        (["kyiv,place,en,—"], [(2, "no letter or digit")]),
        (["kyiv,place,en"], [(2, "3 cells")]),
        (["kyiv,place,en,Kyiv", "kyiv,country,uk,Київ"], [(3, "place in row 2")]),
        (["kyiv,place,en,Kyiv", "kyiv,place,en,Kyiv"], [(3, "already. Keep one")]),
        (["kyiv,place,en,Kyiv", "kyiv,place,en,Kiev"], [(3, "accepted")]),
        (["kyiv,place,en," + "K" * 201], [(2, "200 characters")]),
        (['kyiv,place,en,"Kyiv'], [(2, "Save it as CSV")]),
        (["a!,x,y,", "b!,x,y,"], [(2, "domain"), (2, "language"), (2, "empty"), (2, "name")] * 1),
    ],
)
def test_what_is_wrong_is_told_with_its_row_and_how_to_mend_it(rows, told):
    found = problems("concept,domain,language,form\n" + "\n".join(rows))
    for (row, words), (place, sentence) in zip(told, found, strict=False):
        assert row == place
        assert words in sentence


def test_every_problem_of_every_row_is_told_at_once():
    rows = "".join(f"!,x,en,Kyiv,,,,,,,{day}\n" for day in ("soon", "2026-1-2", "2026-13-01"))
    assert [row for row, _ in problems(f"{HEAD}\n{rows}")] == [2, 2, 2, 3, 3, 3, 4, 4, 4]


@pytest.mark.parametrize("head", ["", "concept,form", f"{HEAD},colour", f"{HEAD},form"])
def test_a_table_without_its_columns_is_refused(head):
    assert problems(f"{head}\n")[0][0] == 1 if head else read_terms("") == ()


def test_a_table_that_never_ends_is_refused_at_the_limit():
    rows = "".join(f"c{n},place,en,Kyiv\n" for n in range(MOST_ROWS + 50))
    [(row, _)] = problems(f"concept,domain,language,form\n{rows}")
    assert row == MOST_ROWS + 2


WORDS = st.text(
    st.characters(categories=["L", "Nd"], include_characters=' ,"’“”-'), min_size=1, max_size=20
).map(lambda text: one_line(f"a{text}"))
FORM = st.builds(
    TermForm,
    language=st.sampled_from(ALL),
    text=WORDS,
    status=st.sampled_from([FormStatus.ACCEPTED, FormStatus.FORBIDDEN]),
    exact_case=st.booleans(),
    inflected=st.lists(WORDS, max_size=3, unique=True).map(tuple),
    reason=WORDS | st.just(""),
    confidence=st.sampled_from(Confidence),
    decided_on=st.dates().map(str) | st.just(""),
)


@given(
    st.lists(
        st.builds(
            Concept,
            key=st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True),
            domain=st.sampled_from(Domain),
            forms=st.lists(
                FORM, min_size=1, max_size=5, unique_by=lambda each: (each.language, each.text)
            ).map(tuple),
            note=WORDS | st.just(""),
        ),
        max_size=4,
        unique_by=lambda each: each.key,
    ).map(tuple)
)
def test_what_is_written_is_read_as_it_was(concepts):
    assert read_terms(write_terms(concepts)) == concepts


@given(st.text(max_size=300))
def test_whatever_the_text_it_is_read_or_refused(text):
    with suppress(TermsRefused):
        read_terms(text)
