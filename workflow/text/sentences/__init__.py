"""Cutting a segment into its sentences; together they are the segment again."""

from workflow.text.sentences.split import TOOL, Span, sentences, spans

__all__ = ["TOOL", "Span", "sentences", "spans"]
