"""A glossary as TBX, the exchange format of terms: written as TBX-Basic 2, read from 2 and 3.

Version 2 (``martif``) is written because OmegaT, memoQ, Trados and Weblate all read it; version 3
(``tbx``) in both of its styles is read as well. Our statuses are the standard's: preferred,
admitted and deprecated. What TBX has no place for (capitals, inflected forms, confidence, dates)
travels in notes of their own, which other tools leave alone; a file without them reads as well.
"""
