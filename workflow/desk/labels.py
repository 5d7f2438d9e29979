"""What the desk calls things, in the terminal and in the browser alike."""

from workflow.issues.states import Layout
from workflow.languages.catalogue import marked

LAYOUTS = {
    None: marked("Letter"),
    Layout.LEAD: marked("Lead story"),
    Layout.STANDARD: marked("Standard story"),
    Layout.BRIEF: marked("Brief story"),
}
