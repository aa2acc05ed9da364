"""Rows become lines: page breaks, fragments, groups, repeats, totals and carried objectives."""

from __future__ import annotations

from dataclasses import replace

from tests.importers.tables import ASKS, STEPS, lines_of, repairs

HEAD = "Ref | Recommendation | Owner | By when"
MOW = "1 | Mow the green and the two verges every week from May to October. | Head of Parks | 3 May 2023"
SWEEP = "2 | Sweep the lane after each market and before each of the fairs. | Head of Roads | 4 June 2023"


def uses(text: str, raw: str) -> str:
    _, draft = lines_of(text, ASKS)
    used = {key: each.use for key, each in draft.uses.items()}
    cell = next(c for c in draft.document.cells() if c.text == raw)
    return used[cell.place.block, cell.place.row, cell.place.column]


# ---------------------------------------------------------------- over a page


def test_a_sentence_that_a_page_cut_is_one_again() -> None:
    text = (
        f"{HEAD}\n1 | Mow the green and the two verges every week and see that | Head of Parks | 3 May 2023"
        f"\n\n> 2\n\n | the clippings are taken away. | | \n{SWEEP}"
    )
    lines, draft = lines_of(text, ASKS)
    assert [line.raw("ref") for line in lines] == ["1", "2"]
    assert lines[0].raw("text").endswith("see that the clippings are taken away.")
    assert repairs(draft) == ["row joined"]
    assert uses(text, "the clippings are taken away.") == "continuation"


def test_a_row_that_only_goes_on_within_a_page_is_joined() -> None:
    lines, _ = lines_of(
        f"{HEAD}\n1 | Mow the green | Parks | May 2023\n | and the verges. | | \n{SWEEP}", ASKS
    )
    assert lines[0].raw("text") == "Mow the green and the verges."


def test_a_whole_sentence_at_the_top_of_a_page_with_a_reference_is_its_own_line() -> None:
    lines, _ = lines_of(f"{HEAD}\n{MOW}\n\n> 2\n\n{SWEEP}", ASKS)
    assert len(lines) == 2


def test_a_fragment_before_its_record_is_joined_to_it() -> None:
    text = f"{HEAD}\n{MOW}\n\n> 2\n\n | a. That whoever sweeps the lane after | |\n{SWEEP}"
    lines, draft = lines_of(text, ASKS)
    assert [line.raw("ref") for line in lines] == ["1", "2"]
    assert lines[1].raw("text").startswith("a. That whoever sweeps the lane after Sweep")
    assert repairs(draft) == ["row joined"]


def test_what_stands_beside_a_fragment_is_refused() -> None:
    text = f"{HEAD}\n{MOW}\n\n> 2\n\n | a. That whoever sweeps the lane after | T |\n{SWEEP}"
    _, draft = lines_of(text, ASKS)
    assert [(note.what, note.raw) for note in draft.refusals] == [("stray cell", "T")]


def test_a_row_printed_again_at_the_top_of_a_page_is_said_once() -> None:
    text = f"{HEAD}\n{MOW}\n{SWEEP}\n\n> 2\n\n{SWEEP}\n3 | Paint the gate. | Head of Parks | 5 July 2023"
    lines, draft = lines_of(text, ASKS)
    assert [line.raw("ref") for line in lines] == ["1", "2", "3"]
    assert repairs(draft) == ["row repeated"]


# ---------------------------------------------------------------- groups


def test_a_short_cell_alone_heads_the_lines_below_it() -> None:
    text = f"{HEAD}\n | Open spaces | |\n{MOW}\n | Roads | |\n{SWEEP}"
    lines, _ = lines_of(text, ASKS)
    assert [[cell.text for cell in line.groups] for line in lines] == [["Open spaces"], ["Roads"]]
    assert uses(text, "Open spaces") == "context"


def test_a_title_in_the_header_is_the_outer_group() -> None:
    text = (
        "Theme 1: Streets | | |\nObjective | Action | By whom | Outcome\n"
        "Clean lanes | Sweep them daily | Roads | No litter is left"
    )
    lines, _ = lines_of(text, STEPS)
    assert [cell.text for cell in lines[0].groups] == ["Theme 1: Streets"]


def test_a_heading_that_carries_the_reference_gives_it_to_the_row_below() -> None:
    text = (
        f"{HEAD}\n{MOW}\nR7 | The market | |\n"
        " | Sweep the square after each market day. | Head of Roads | 4 June 2023"
    )
    lines, draft = lines_of(text, replace(ASKS, opens=("ref", "lead", "due")))
    assert [line.raw("ref") for line in lines] == ["1", "R7"]
    assert lines[1].raw("text") == "Sweep the square after each market day."
    assert [cell.text for cell in lines[1].groups] == ["The market"]
    assert "reference" in repairs(draft)


# ---------------------------------------------------------------- carried

PLAN = """Objective | Action | By whom | Outcome
Clean lanes | Sweep them daily | Head of Roads | No litter is left
 | Empty the bins twice a week | Head of Waste | No bin is full
Short grass | Mow in May | Head of Parks | The green is used"""


def test_an_objective_is_carried_down_to_the_actions_below_it() -> None:
    lines, _ = lines_of(PLAN, STEPS)
    assert [line.raw("action") for line in lines] == [
        "Sweep them daily",
        "Empty the bins twice a week",
        "Mow in May",
    ]
    carried = [[cell.text for cell in line.carried.get("objective", [])] for line in lines]
    assert carried == [[], ["Clean lanes"], []]


def test_a_line_owns_only_what_is_printed_in_its_row() -> None:
    lines, _ = lines_of(PLAN, STEPS)
    assert "objective" not in lines[1].fields


# ---------------------------------------------------------------- totals


def test_a_total_is_its_own_line_and_nothing_joins_it() -> None:
    text = "Ref | Recommendation | Owner | By when\n1 | Mow the green and the verges | Parks | May 2023\nTotal | | | 12\n | and more of it | |"
    lines, _ = lines_of(text, ASKS)
    assert [line.first.text for line in lines][:2] == ["1", "Total"]
    assert lines[0].raw("text") == "Mow the green and the verges"
