"""What a council that does not exist is made of: its bodies, leads, directorates, and what they are asked to do."""

from __future__ import annotations

BODIES = (
    "Overview and Scrutiny Committee",
    "Customer Scrutiny Panel",
    "Care and Learning Panel",
    "Place Scrutiny Panel",
    "Audit and Governance Committee",
    "Health Scrutiny Panel",
    "Finance Task Group",
    "Housing Task Group",
)
SERIES = ("overview", "customer", "learning", "place", "governance", "health", "finance", "housing")
DIRECTORATES = (
    "Place", "Children and Families", "Resources", "Adult Care", "Housing", "Strategy", "Public Health", "Regeneration",
)  # fmt: skip
SERVICES = (
    "housing repairs", "social care", "planning", "parking", "libraries", "waste collection", "school transport",
    "council tax", "benefits", "highways", "licensing", "procurement", "payroll", "data protection",
    "fostering", "adult learning", "parks", "trading standards", "registrars", "emergency planning",
    "street lighting", "homelessness", "youth work", "leisure centres", "cemeteries", "archives",
)  # fmt: skip
LEADS = tuple(
    f"{grade} {service}" for grade in ("Head of", "Director of", "Manager of") for service in SERVICES
)
ASKS = (
    "report every quarter on", "publish the figures of", "agree a plan for", "review the contracts of", "write down who decides in",
    "bring forward the savings of", "set targets for", "test the controls of", "consult residents about", "close the oldest cases of",
    "train the staff of", "reconcile the accounts of", "replace the system behind", "compare with its neighbours", "name one owner for",
)  # fmt: skip
ENDS = (
    "before the next meeting", "by the end of the financial year", "and tell the committee what it cost",
    "with a date for every step", "and show how far it has come", "so that complaints fall", "and keep the evidence",
    "as the inspectors asked", "with the cabinet member present", "and say what will not be done", "in plain words", "within its budget",
)  # fmt: skip
SECOND = (
    "", "", "", " The figures of the year before are to stand beside it.", " Where a date slips, the reason is to be given.",
    " Work that depends on other services is to be agreed with them first.", " A note on risks goes with it.",
)  # fmt: skip
TALK = (
    "Work began and the first part is done.", "A draft was shared with the panel.", "The supplier asked for more time.",
    "Two posts are vacant, which slows it down.", "The figures were checked and published.", "The cabinet member was briefed.",
    "It is on course.", "It will be late by a quarter.", "The plan was agreed.", "Complaints fell for the third month.",
)  # fmt: skip
THEMES = ("Early help", "Leadership", "Workforce", "Quality of practice", "Partnership", "Finance", "Data")
PLANS = ("Improvement plan", "Recovery plan", "Delivery plan", "Savings plan")
REVIEWS = tuple(f"Review of {service}" for service in SERVICES)
MEASURES = (
    "answered in time",
    "closed in time",
    "satisfied residents",
    "cost per case",
    "vacant posts",
    "days waited",
)
