"""Words in quotation marks, in the one spelling that YAML and TOML both read back exactly."""

import json
import re

# Characters that one of the two formats, or an editor on the way, would not keep as they are.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def quoted(text: str) -> str:
    """``text`` between double quotation marks, with escapes where they are needed."""
    written = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", written)
