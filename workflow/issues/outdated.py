"""Why a translation no longer renders its source, as a sentence."""

from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.text.meaning import RANK
from workflow.translation.texts import Outdated


def why_outdated(reasons: tuple[Outdated, ...]) -> Sentence:
    """The weightiest reason, with what changed; the desk shows the rest beside the text."""
    reason = max(reasons, key=lambda each: RANK[each.level])
    first = next(each for each in reason.segments if each.level is reason.level)
    values = {
        "language": reason.language,
        "old": reason.from_number,
        "new": reason.to_number,
        "reason": Sentence(first.reason, dict(first.values)),
    }
    if reason.via is None:
        return say(
            marked("The source ({language}) has changed, from version {old} to {new}. {reason}"),
            **values,
        )
    return say(
        marked(
            "The source ({language}) has changed, from version {old} to {new}. {reason} "
            "This translation was made through another one ({via})."
        ),
        **values,
        via=reason.via,
    )
