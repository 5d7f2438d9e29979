"""Taking a translation out as a file, and bringing a file in through the gate."""

from datetime import datetime

from django.db import transaction

from workflow.exchange.coming import Coming
from workflow.exchange.keeping import keep
from workflow.exchange.models import FileIn, FileOut
from workflow.exchange.outcome import Brought, Outcome, UnitReport
from workflow.exchange.queries import out_file
from workflow.exchange.reconcile import Decided
from workflow.exchange.values import Form, FoundFile, OutFile
from workflow.journal.actions import record
from workflow.languages.kept import kept_of
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act
from workflow.translation.access import lock
from workflow.translation.models import Translation


def take_out(translation: Translation, form: Form, *, by: User, at: datetime) -> OutFile:
    """The translation as it leaves in a file of this form; that it left is written down.

    Anybody of the team may take a file out: what she brings back counts, or is a suggestion, as
    the claims say. Raises ``TranslationProblem`` when nobody has begun the translation.
    """
    require(by, Act.SUGGEST, language=translation.language)
    with transaction.atomic():
        lock(translation)
        file = out_file(translation)
        FileOut.objects.create(
            translation=translation,
            form=form,
            made_from=file.made_from,
            versions={unit.key: unit.version for unit in file.units},
            by=by,
            by_name=str(by),
            at=at,
        )
        record(translation, "take out", by=by, at=at, detail={"form": form})
    return file


def bring_in(
    translation: Translation,
    found: FoundFile,
    *,
    name: str,
    sha256: str,
    by: User,
    at: datetime,
    take_unfinished: bool = False,
    only_try: bool = False,
) -> Brought:
    """Bring in what a file says, all of it in one transaction, and tell what became of each unit.

    A text counts when it was made from the one that counts now; otherwise the two are brought
    together, or it is kept as a suggestion. Nothing the file lacks is removed. Texts render the
    version the file was made from, so that they are as stale as they are. Brought in again, a file
    changes nothing. Raises ``FileRefused`` when it is another story's, or in another language.
    """
    require(by, Act.SUGGEST, language=translation.language)
    with transaction.atomic():
        lock(translation)
        coming = Coming.of(translation, found, name=name, by=by, take_unfinished=take_unfinished)
        decided = coming.decided(by=by, at=at)
        reports = _in_order(decided, coming)
        if only_try:
            return Brought(units=reports, remarks=found.remarks)
        row = FileIn.objects.create(
            translation=translation,
            form=found.form,
            name=name[:255],
            sha256=sha256,
            made_from=coming.made_from_name,
            units=[_stored(report) for report in reports],
            remarks=[kept_of(remark) for remark in found.remarks],
            by=by,
            by_name=str(by),
            at=at,
        )
        keep(coming, decided, row, by=by, at=at)
    return Brought(units=reports, remarks=found.remarks, stored=row.pk)


def _in_order(decided: list[Decided], coming: Coming) -> tuple[UnitReport, ...]:
    """The reports in the order of the file, then the blocks that it lacks."""
    there = {unit.key for unit in coming.found.units}
    absent = [
        UnitReport(key=key, place="", outcome=Outcome.ABSENT)
        for key, block in coming.blocks.items()
        if key not in there and (block.text or not block.sources)
    ]
    return (*(each.report for each in decided), *absent)


def _stored(report: UnitReport) -> dict[str, object]:
    """A unit's report as it is kept with the file."""
    return {
        "key": report.key,
        "place": report.place,
        "outcome": report.outcome,
        "text": report.text,
        "source": report.source,
        "why": [kept_of(each) for each in report.why],
    }
