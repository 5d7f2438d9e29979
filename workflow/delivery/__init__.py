"""Mailings and the delivery ledger."""
