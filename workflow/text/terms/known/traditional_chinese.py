"""Traditional Chinese: words stand without spaces and do not bend."""

TAG = "zh-Hant"

BEND = None
