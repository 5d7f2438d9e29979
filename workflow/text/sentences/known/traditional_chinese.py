"""Chinese sentences."""

from workflow.text.sentences.chinese import cut

TAG = "zh-Hant"

CUTTER = cut
