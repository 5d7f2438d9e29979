"""Reads of the audience."""

from workflow.audience.models import Reader


def reader_by_token(token: str) -> Reader | None:
    """The reader whose links carry this token, if there is one."""
    return Reader.objects.filter(token=token).first()
