"""The lint of our MJML: what the compiler lets pass, we do not."""

import pytest
from jinja2 import DictLoader, Environment

from workflow.issues.lint import MarkupProblems, lint_document, lint_template
from workflow.issues.rendering.templates import FOLDER, LintingLoader, mjml_templates

WHOLE = (
    '<mjml lang="en"><mj-body><mj-section><mj-column>{}</mj-column></mj-section></mj-body></mjml>'
)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<mj-txet>x</mj-txet>", "line 1: <mj-txet> is not a tag"),
        ('\n<mj-text colour="red">x</mj-text>', "line 2: <mj-text> has no attribute colour"),
        ('<mj-button href="x" aria-label="y">z</mj-button>', "no attribute aria-label"),
        ('<mj-text lang="uk">x</mj-text>', "<mj-text> has no attribute lang"),
        ("<marquee>x</marquee>", "<marquee> is not a tag"),
        ('<p onclick="x">y</p>', "<p> has no attribute onclick"),
        ('<mj-include path="x" />', "mj-include is refused"),
    ],
)
def test_a_template_with_a_slip_is_named_with_its_line(source: str, complaint: str) -> None:
    assert any(complaint in problem for problem in lint_template(source))


@pytest.mark.parametrize(
    "source",
    [
        '{# <mj-txet> #}<mj-text color="{{ light.ink }}">{% if a > b %}x{% endif %}</mj-text>',
        '<p class="x"{{ lang(story) }}>{{ "<b>" }}</p>',
        '<a href="{{ url }}" hreflang="uk">x</a>',
    ],
)
def test_jinja_does_not_disturb_the_lint(source: str) -> None:
    assert lint_template(source) == []


@pytest.mark.parametrize(
    ("inside", "complaint"),
    [
        ("<mj-section></mj-section>", "<mj-section> stands in <mj-column>"),
        ('<mj-image src="x" />', "<mj-image> lacks alt"),
        ("<mj-text><p>x</mj-text>", "</mj-text> closes while <p> is open"),
        ("<mj-text>", "</mj-column> closes while <mj-text> is open"),
    ],
)
def test_a_document_with_a_component_out_of_place_is_refused(inside: str, complaint: str) -> None:
    assert any(complaint in problem for problem in lint_document(WHOLE.format(inside)))


def test_a_sound_document_passes() -> None:
    inside = '<mj-image src="x" alt="" /><mj-text><p>a<br>b<br />c</p></mj-text>'
    assert lint_document(WHOLE.format(inside)) == []


def test_a_document_without_a_language_is_refused() -> None:
    assert lint_document("<mjml></mjml>") == ["line 1: <mjml> lacks lang. Add it."]


def test_every_template_of_ours_passes_when_it_is_loaded() -> None:
    names = [str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.mjml.j2")]
    assert len(names) >= 7
    for name in names:
        mjml_templates().get_template(name)


def test_a_template_with_a_slip_is_refused_when_it_is_loaded(tmp_path) -> None:
    (tmp_path / "bad.mjml.j2").write_text("<mj-txet></mj-txet>", encoding="utf-8")
    with pytest.raises(MarkupProblems, match="mj-txet"):
        Environment(loader=LintingLoader(tmp_path), autoescape=True).get_template("bad.mjml.j2")


def test_escaping_is_on_and_an_unknown_name_stops_the_rendering() -> None:
    templates = mjml_templates().overlay(loader=DictLoader({"a": "{{ x }}", "b": "{{ y }}"}))
    assert templates.get_template("a").render(x='<"') == "&lt;&#34;"
    with pytest.raises(Exception, match="'y' is undefined"):
        templates.get_template("b").render()
