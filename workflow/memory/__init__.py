"""The translation memory: what was approved once is found again, exactly or nearly."""
