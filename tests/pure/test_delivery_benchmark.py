"""The measurement of message building fails when what it promises no longer holds."""

import pytest

from benchmarks.message_building import LEAST_RATIO, refuse_slow


def test_a_language_below_the_promised_ratio_ends_the_measurement_with_a_sentence() -> None:
    figures = {
        "en": {"ratio": LEAST_RATIO + 20.0},
        "uk": {"ratio": LEAST_RATIO - 0.1},
        "pl": {"ratio": 12.0},
    }
    with pytest.raises(SystemExit, match=r"less than 100 times .* uk \(99\.9\), pl \(12\.0\)"):
        refuse_slow(figures)


def test_at_the_promised_ratio_the_measurement_passes() -> None:
    figures = {"en": {"ratio": float(LEAST_RATIO)}, "zh-Hant": {"ratio": 400.0}}
    assert refuse_slow(figures) is None
