"""The words of TBX that mean something here."""

from workflow.text.terms.values import FormStatus

STATUS = {
    FormStatus.PREFERRED: "preferredTerm-admn-sts",
    FormStatus.ACCEPTED: "admittedTerm-admn-sts",
    FormStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}
READ_STATUS = {
    **{word: status for status, word in STATUS.items()},
    "standardizedTerm-admn-sts": FormStatus.PREFERRED,
    "legalTerm-admn-sts": FormStatus.ACCEPTED,
    "regulatedTerm-admn-sts": FormStatus.ACCEPTED,
    "supersededTerm-admn-sts": FormStatus.FORBIDDEN,
    "preferred": FormStatus.PREFERRED,
    "preferredTerm": FormStatus.PREFERRED,
    "standardizedTerm": FormStatus.PREFERRED,
    "admitted": FormStatus.ACCEPTED,
    "admittedTerm": FormStatus.ACCEPTED,
    "legalTerm": FormStatus.ACCEPTED,
    "regulatedTerm": FormStatus.ACCEPTED,
    "deprecated": FormStatus.FORBIDDEN,
    "deprecatedTerm": FormStatus.FORBIDDEN,
    "superseded": FormStatus.FORBIDDEN,
    "supersededTerm": FormStatus.FORBIDDEN,
    "forbidden": FormStatus.FORBIDDEN,
    "notRecommended": FormStatus.FORBIDDEN,
    "obsolete": FormStatus.FORBIDDEN,
}
"""What other tools call a status, in both of the standard's spellings and their own."""

EXACT, INFLECTED, CONFIDENCE, DATE = "x-exactCase", "x-inflected", "x-confidence", "x-decidedOn"
OURS = "desk-"
"""What an entry's id begins with when the rest of it is a concept's key."""

SUBJECT, DEFINITION = "subjectField", "definition"
STATUS_KINDS = ("administrativeStatus", "normativeAuthorization")
UNDERSTOOD = frozenset({SUBJECT, DEFINITION, *STATUS_KINDS, EXACT, INFLECTED, CONFIDENCE, DATE})

CONCEPTS = frozenset({"termEntry", "conceptEntry"})
LANGUAGES = frozenset({"langSet", "langSec"})
TERMS = frozenset({"tig", "ntig", "termSec"})
STRUCTURE = frozenset(
    {"descripGrp", "adminGrp", "transacGrp", "termGrp", "termNoteGrp", "termCompList"}
    | {"term", "note", "hi", "foreign", "ph", "bpt", "ept"}
)
"""Elements that only hold others together, or that are words themselves."""
