"""Why a translation no longer renders its source, as a sentence."""

from workflow.issues.sentences import Sentence, say
from workflow.languages.catalogue import marked
from workflow.translation.texts import Outdated


def why_outdated(reasons: tuple[Outdated, ...]) -> Sentence:
    """The first reason; the desk shows the rest beside the text."""
    reason = reasons[0]
    values = {"language": reason.language, "old": reason.from_number, "new": reason.to_number}
    if reason.via is None:
        return say(
            marked("The source ({language}) has changed: version {old} is now {new}."), **values
        )
    return say(
        marked(
            "The source ({language}) has changed: version {old} is now {new}. "
            "This translation was made through another one ({via})."
        ),
        **values,
        via=reason.via,
    )
