"""Web addresses, as texts name them."""

from urllib.parse import urljoin, urlsplit


def is_web_address(text: str) -> bool:
    """Whether this is a whole address: http or https, a host, and no space in it."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if any(sign.isspace() for sign in text):
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def whole_address(text: str, *, base: str) -> str:
    """The address as it reads on a page at ``base``; nothing when it is none."""
    try:
        joined = urljoin(base, text.strip()) if text.strip() else ""
    except ValueError:
        return ""
    return joined if is_web_address(joined) else ""
