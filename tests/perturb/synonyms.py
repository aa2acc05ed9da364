"""What another council calls the columns that the real papers have, per kind of paper.

Keys are headings as printed, folded to small letters and single spaces. Only headings: what stands in the
cells is the council's own and stays.
"""

from __future__ import annotations

from collections.abc import Mapping

Synonyms = Mapping[str, tuple[str, ...]]

TRACKER: Synonyms = {
    "ref ciscrec)": ("Rec No", "Reference", "Ref No."),
    "committee date": ("Meeting Date", "Date of Meeting", "Date of Committee"),
    "agenda item": ("Item No", "Item", "Agenda Item No."),
    "detail of recommendation:": ("Recommendation", "Recommendation Made", "Recommendation of the Committee"),
    "letter to chair / portfolio holder": ("Sent To", "Addressed To", "Letter To (Portfolio Holder)"),
    "copy to relevant director / snr officer": ("Copied To", "Director Copied In", "Copy To Director"),
    "cabinet date": ("Cabinet Meeting", "Date of Cabinet", "Considered by Cabinet On"),
    "response received to date": ("Response Received", "Reply Received?", "Response Received (Y/N)"),
    "date of response": ("Response Date", "Date of Reply", "Responded On"),
    "response detail": ("Response", "Cabinet Response", "Executive Response"),
    "accepted?: y/ n/ p[artial]": ("Accepted (Y/N/P)", "Accepted?", "Accepted / Rejected"),
    "notes": ("Comments", "Remarks", "Note"),
}

BOARD: Synonyms = {
    "ref": ("No.", "Ref No.", "Reference"),
    "direction": ("Direction Title", "Name of Direction", "Statutory Direction"),
    "clt lead (strategic)": ("Executive Lead", "Strategic Lead", "Director (Strategic)"),
    "slt lead (operational)": ("Operational Lead", "Service Lead (Operational)", "Operational Lead Officer"),
    "member (political)": ("Portfolio Holder", "Lead Member", "Cabinet Member (Political)"),
    "target completion of current phase": ("Target Date", "Target Completion Date", "Due Date"),
    "rag": ("RAG Status", "RAG Rating", "BRAG"),
    "curr.": ("Current", "Now", "This Month"),
    "trend": ("Direction of Travel", "Movement", "Change"),
    "commentary / progress": ("Progress Update", "Commentary", "Latest Update"),
    "status": ("Report Status", "Stage", "Report Stage"),
    "name of review": ("Review", "Audit Review", "Audit Title"),
    "classification": ("Opinion", "Assurance Opinion", "Assurance Level"),
    "total number of findings": ("Number of Findings", "Findings", "Findings by Priority"),
}

PACK: Synonyms = {
    "actions": ("Action", "What We Will Do", "Activity"),
    "lead": ("Owner", "Lead Officer", "Responsible Officer"),
    "timescale": ("Deadline", "By When", "Target Date"),
    "progress": ("Progress Update", "Update", "Progress to Date"),
    "impact / outcome": ("Outcome", "Intended Outcome", "Impact"),
    "impact / outcomes": ("Outcome", "Intended Outcome", "Impact"),
    "what is the issue": ("Issue", "Why This Matters", "The Issue"),
    "what will slscb do": ("Action", "What Will the Board Do", "Board Action"),
    "who will lead it": ("Lead", "Who Leads", "Lead Agency"),
    "received or completed by/ when": ("By When", "Completion Date", "Target Date"),
    "how will we know the slscb action is effective": (
        "How Will We Know It Has Worked",
        "Evidence of Success",
        "Success Measure",
    ),
    "impact performance measures": ("Impact", "Impact Measures", "Measures of Impact"),
}

PROGRESS: Synonyms = {}

PLAN: Synonyms = {
    "objective": ("Aim", "Priority", "Goal"),
    "what ofsted told us": ("What Inspectors Told Us", "What the Inspection Said", "What Inspectors Found"),
    "action": ("Actions", "Planned Action", "What We Will Do"),
    "intended impact for children": ("Intended Outcome", "Impact", "Expected Impact"),
    "timescale for delivery": ("Timescale", "Deadline", "By When"),
    "judgement": ("Judgement Area", "Area Judged", "Area"),
    "grade": ("Rating", "Grading", "Graded"),
    "performance/efficiency indicators": ("Performance Indicator", "Indicator", "Measure"),
    "good to be": ("Polarity", "Good Is", "Good Performance Is"),
    "comment": ("Description", "Proposal", "Saving"),
    "risk": ("Risk Rating", "Level of Risk", "Delivery Risk"),
    "predicted risk": ("Risk Rating", "Level of Risk", "Delivery Risk"),
}

BY_KIND: Mapping[str, Synonyms] = {
    "tracker": TRACKER,
    "board": BOARD,
    "pack": PACK,
    "progress": PROGRESS,
    "plan": PLAN,
}
"""The kinds of paper and their synonyms."""


def folded(cell: str) -> str:
    """A heading as the keys are written."""
    return " ".join(cell.split()).lower()
