"""English sentences."""

from workflow.text.sentences.srx import Place, srx_cutter

TAG = "en"

CUTTER = srx_cutter(
    "en_two",
    joins=(Place(before=r"\b(?:Arts?|art)\.", after=r"\d"),),
    cuts=(Place(before=r"\bD\.C\.", after=r"(?:He|She|It|They|We|The|In)\b"),),
)
