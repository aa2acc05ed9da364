"""What a response is worth: an answer, a promise, a pointer, a name, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.plugins.conftest import Ask

ASKED = "Review how licensing complaints from residents are answered and publish the figures."

CASES: dict[str, tuple[str | None, str]] = {
    "answer": (
        "Licensing complaints were reviewed in May 2023 and the figures are published for residents each quarter.",
        "substantive",
    ),
    "admission": (
        "The review of licensing complaints has not been carried out, for want of staff.",
        "substantive",
    ),
    "practice": (
        "Residents' complaints are answered within ten days and reviewed by the licensing team.",
        "substantive",
    ),
    "short": ("Done.", "thin"),
    "beside the point": ("A new bridge was opened over the canal after nine months of work.", "thin"),
    "beside the point but dated": (
        "A new bridge was opened over the canal in May 2023 by the mayor.",
        "substantive",
    ),
    "opinion": ("It is important that everyone is treated with respect.", "thin"),
    "promise": ("A review will be undertaken and the findings will be published.", "promise"),
    "begun": ("The review of complaints is under way.", "promise"),
    "accepted": ("The recommendation was accepted.", "acknowledged"),
    "pointer": ("As above", "pointer"),
    "name and pointer": ("Priya Moss. See above.", "pointer"),
    "name": ("Head of Licensing", "name_only"),
    "tbc": ("TBC", "none"),
    "blank": ("  ", "none"),
    "nothing": (None, "none"),
    "punctuation": ("...", "none"),
}


def said(ask: Ask, **more: Any) -> dict[str, tuple[str, float | None, list[str]]]:
    records = [
        {"id": name, "text": ASKED, "response": response, **more} for name, (response, _) in CASES.items()
    ]
    return ask("response_quality", recommendations=records)


def test_the_verdict_is_the_strongest_thing_that_it_says(ask: Ask) -> None:
    found = said(ask)
    assert {name: verdict for name, (verdict, _, _) in found.items()} == {
        name: verdict for name, (_, verdict) in CASES.items()
    }
    assert all((score is None) == (verdict == "none") for verdict, score, _ in found.values())
    assert found["answer"][1] == 1.0
    assert all(reasons for _, _, reasons in found.values())


def test_the_reasons_quote_what_decided_and_say_what_is_missing(ask: Ask) -> None:
    found = said(ask)
    assert found["pointer"][2] == ['pointer: "As above"']
    assert found["short"][2][:2] == ['done: "Done."', "only 1 words"]
    assert "shares next to no word with what was asked" in found["beside the point"][2]
    assert "names no date" in found["practice"][2]


def test_silence_is_told_beside_what_the_paper_says_of_it(ask: Ask) -> None:
    found = said(ask, response_received="yes", accepted="yes")
    assert found["nothing"][2] == [
        "nothing is written",
        "the paper says that a response was received",
        "it was accepted all the same",
    ]


def test_progress_is_read_where_there_is_no_response(ask: Ask) -> None:
    record = {"id": "a", "text": ASKED, "progress": CASES["answer"][0]}
    assert ask("response_quality", recommendations=[record])["a"][0] == "substantive"


def test_without_a_text_to_compare_with_only_length_and_facts_count(ask: Ask) -> None:
    record = {"id": "a", "response": CASES["beside the point"][0]}
    assert ask("response_quality", recommendations=[record])["a"][0] == "substantive"
