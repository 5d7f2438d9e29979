"""Ukrainian sentences."""

from workflow.text.sentences.srx import Place, srx_cutter

TAG = "uk"

CUTTER = srx_cutter("uk_two", joins=(Place(before=r"\b[Сс]\.", after=r"\d"),))
