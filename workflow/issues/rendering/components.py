"""MJML's components as tables: which attributes each has, and inside which others it stands.

Only what our compiler handles and an edition has a use for; ``mj-include`` is left out because a
recursive one crashes the process, and the interactive components because few clients draw them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_PADDING = frozenset(
    {"padding", "padding-top", "padding-right", "padding-bottom", "padding-left", "css-class"}
)
_BORDER = frozenset(
    {"border", "border-top", "border-right", "border-bottom", "border-left", "border-radius"}
)
_BACKGROUND = frozenset(
    {
        "background-color",
        "background-url",
        "background-repeat",
        "background-size",
        "background-position",
    }
)
_LETTERS = frozenset(
    {
        "color",
        "font-family",
        "font-size",
        "font-style",
        "font-weight",
        "height",
        "letter-spacing",
        "line-height",
        "text-align",
        "align",
        "text-decoration",
        "text-transform",
        "container-background-color",
    }
)
_SECTION = _PADDING | _BORDER | _BACKGROUND | {"direction", "full-width", "text-align"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One MJML tag. ``parents`` empty means that it may stand anywhere."""

    parents: frozenset[str]
    attributes: frozenset[str]
    needed: frozenset[str] = frozenset()


def _component(parents: str, attributes: frozenset[str], needed: str = "") -> Component:
    return Component(
        parents=frozenset(parents.split()),
        attributes=attributes,
        needed=frozenset(needed.split()),
    )


COMPONENTS: Mapping[str, Component] = MappingProxyType(
    {
        "mjml": _component("", frozenset({"lang", "dir"}), "lang"),
        "mj-head": _component("mjml", frozenset()),
        "mj-title": _component("mj-head", frozenset()),
        "mj-preview": _component("mj-head", frozenset()),
        "mj-breakpoint": _component("mj-head", frozenset({"width"}), "width"),
        "mj-font": _component("mj-head", frozenset({"name", "href"}), "name href"),
        "mj-style": _component("mj-head", frozenset()),
        "mj-attributes": _component("mj-head", frozenset()),
        "mj-raw": _component("mj-head mj-body mj-section mj-column", frozenset()),
        "mj-body": _component("mjml", frozenset({"width", "background-color", "css-class"})),
        "mj-wrapper": _component("mj-body", _SECTION),
        "mj-section": _component("mj-body mj-wrapper", _SECTION),
        "mj-group": _component(
            "mj-section",
            frozenset({"width", "vertical-align", "background-color", "direction", "css-class"}),
        ),
        "mj-column": _component(
            "mj-section mj-group",
            _PADDING
            | _BORDER
            | {
                "width",
                "vertical-align",
                "background-color",
                "inner-background-color",
                "direction",
            },
        ),
        "mj-text": _component("mj-column", _PADDING | _LETTERS),
        "mj-image": _component(
            "mj-column",
            _PADDING
            | _BORDER
            | {"src", "srcset", "sizes", "alt", "title", "href", "target", "rel", "name"}
            | {"width", "height", "max-height", "align", "font-size", "fluid-on-mobile"}
            | {"container-background-color"},
            "src alt",
        ),
        "mj-button": _component(
            "mj-column",
            _PADDING
            | _BORDER
            | _LETTERS
            | {"background-color", "href", "rel", "target", "width", "inner-padding"}
            | {"vertical-align"},
            "href",
        ),
        "mj-divider": _component(
            "mj-column",
            _PADDING
            | {"border-color", "border-style", "border-width", "width", "align"}
            | {"container-background-color"},
        ),
        "mj-spacer": _component("mj-column", _PADDING | {"height", "container-background-color"}),
    }
)

# Inside ``mj-attributes`` a component only sets defaults: it needs nothing and may miss anything.
DEFAULTS = "mj-attributes"

# What may stand inside ``mj-text`` and ``mj-raw``: each tag's attributes beside the common ones.
COMMON_HTML = frozenset(
    {"class", "id", "lang", "dir", "style", "role", "aria-label", "aria-hidden"}
)
HTML: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "a": frozenset({"href", "hreflang", "title"}),
        "blockquote": frozenset(),
        "br": frozenset(),
        "code": frozenset(),
        "div": frozenset(),
        "em": frozenset(),
        "h1": frozenset(),
        "h2": frozenset(),
        "h3": frozenset(),
        "li": frozenset(),
        "meta": frozenset({"name", "content"}),
        "ol": frozenset({"start"}),
        "p": frozenset(),
        "span": frozenset(),
        "strong": frozenset(),
        "sup": frozenset(),
        "table": frozenset({"width", "cellpadding", "cellspacing", "border", "align"}),
        "td": frozenset({"align", "valign", "width", "bgcolor"}),
        "tr": frozenset(),
        "ul": frozenset(),
    }
)
