"""What the memory holds and brings in, as words for a terminal."""

import math
from zoneinfo import ZoneInfo

from django.conf import settings

from workflow.languages.catalogue import Catalogue, marked
from workflow.languages.formatting import format_date, format_percent, format_time
from workflow.memory.models import MemoryImport
from workflow.memory.states import ImportState
from workflow.memory.values import Hit, HitKind, PairOrigin

_STATES = {
    ImportState.WAITING: marked("Waits"),
    ImportState.RUNNING: marked("Is brought in"),
    ImportState.FINISHED: marked("Finished"),
    ImportState.REFUSED: marked("Refused"),
    ImportState.CANCELLED: marked("Cancelled"),
}
_KINDS = {
    HitKind.CONTEXT: marked("the same, in the same place"),
    HitKind.EXACT: marked("the same"),
}
_OF_A_FILE = marked("from a TMX file")
_HELD = marked(
    "Import {number} ({name}) is held by a worker until {time}. If that worker is gone, "
    "memory work takes it up again then."
)
_MOST_ALIKE = 99  # percent of a text that is not the same


def told_kind(hit: Hit, words: Catalogue) -> str:
    """How a hit is like what was asked for: the same, or in percent, which are never rounded up."""
    if kind := _KINDS.get(hit.kind):
        return words.text(kind)
    percent = min(math.floor(round(hit.score * 100, 6)), _MOST_ALIKE)
    return format_percent(percent / 100, words.language)


def told_origin(hit: Hit, words: Catalogue) -> str:
    """Where a hit comes from: its story and place or a file, who brought it, and when."""
    file = words.text(_OF_A_FILE) if hit.origin is PairOrigin.TMX else ""
    on = format_date(hit.added_at.date(), words.language)
    return ", ".join(filter(None, (file, hit.story, hit.place, hit.added_by_name, on)))


def told_import(row: MemoryImport, words: Catalogue) -> str:
    """How far a file is, and what it brought."""
    told = words.text(
        "{done} of {units} units; new pairs: {new}, the same: {same}, left out: {rejected}",
        done=row.done,
        units="?" if row.units is None else row.units,
        new=row.pairs_new,
        same=row.pairs_same,
        rejected=row.rejected,
    )
    return f"{row.pk}  {row.name}  {words.text(_STATES[ImportState(row.state)])}: {told}"


def told_held(row: MemoryImport, words: Catalogue) -> str:
    """That a worker has a file, and until when where the worker is gone."""
    until = row.lease_until or row.changed_at
    time = format_time(until.astimezone(ZoneInfo(settings.NEWSROOM_TIME_ZONE)), words.language)
    return words.text(_HELD, number=str(row.pk), name=row.name, time=time)
