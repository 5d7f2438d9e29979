"""Polish sentences."""

from workflow.text.sentences.srx import srx_cutter

TAG = "pl"

CUTTER = srx_cutter("pl_two")
