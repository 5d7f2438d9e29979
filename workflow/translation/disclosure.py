"""What readers are told of a machine's part in a text, from what is known of it."""

from workflow.languages.catalogue import Catalogue, marked
from workflow.languages.formatting import format_list
from workflow.text.effort_policy import MachineShare


def disclosure(machine: MachineShare | None, words: Catalogue) -> str:
    """The line for readers in the language of ``words``; nothing where no machine had a part."""
    if machine is None or not machine.words:
        return ""
    return words.text(
        marked(
            "Machine translation ({provider}) helped with this text; {percent}% of its words stand "
            "as the machine wrote them."
        ),
        provider=format_list(machine.providers, words.language) if machine.providers else "–",
        percent=max(1, round(100 * machine.words / machine.of_words)),
    )
