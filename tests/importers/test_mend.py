"""Text that came out of a PDF wrong: one test a kind of fault, and what must never be touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.importers import mend

GREEK_Y = "Υ"
CYRILLIC_P = "Р"
CYRILLIC_A = "а"
TAGS = ("<p>", "</p>", "<ul>", "<li>", "</li>", "<br/>", "<i>", "</i>", '<a href="x y">', "<STRONG>")


def kinds(mends: list[mend.Mend]) -> list[str]:
    return [made.what for made in mends]


# ---------------------------------------------------------------- markup


@pytest.mark.parametrize(
    ("raw", "now"),
    [
        ("<p>Clear the <i>ditch</i></p>", "Clear the ditch"),
        ("<ul><li>Mow</li><li>Rake</li></ul>", "Mow\nRake"),
        ("one<br/>two<BR />three", "one\ntwo\nthree"),
        ('see <a href="x">the map</a>', "see the map"),
        ("<div class='a' id=\"b\">Deep</div>", "Deep"),
        ("fewer than <5 and >3", "fewer than <5 and >3"),
        ("if a<b then c>d", "if a<b then c>d"),
        ("<form> stays", "<form> stays"),
    ],
)
def test_tags_of_a_web_page_go_and_signs_of_comparison_stay(raw: str, now: str) -> None:
    assert mend.markup(raw)[0] == now


@pytest.mark.parametrize(
    ("raw", "now"),
    [
        ("**Ponds (limited)** – May", "Ponds (limited) – May"),
        ("52%** of ** all", "52%** of ** all"),
        ("a **b** c **d**", "a b c d"),
    ],
)
def test_the_signs_of_bold_type_go_and_those_of_footnotes_stay(raw: str, now: str) -> None:
    assert mend.prose(raw) == (now, [])


def test_markup_is_told_once_with_each_tag_that_went() -> None:
    _, (made,) = mend.markup("<p>One</p><p>Two</p>")
    assert (made.what, made.raw, made.now) == ("markup", "<p> </p>", "")
    assert "4 tags" in made.why


# ---------------------------------------------------------------- hyphens and titles


def test_a_hyphen_that_became_a_footnote_mark_is_a_hyphen_again_and_the_words_are_told() -> None:
    now, (made,) = mend.lost_hyphens("The drop[1]off point is well[1]lit.".replace("well[1]lit", "lit"))
    assert now == "The drop-off point is lit."
    assert (made.raw, made.now) == ("drop[1]off", "drop-off")


def test_two_lost_hyphens_in_one_sentence_are_two_mendings() -> None:
    now, mends = mend.lost_hyphens("A drop[1]off point for follow[1]up visits")
    assert now == "A drop-off point for follow-up visits"
    assert [made.now for made in mends] == ["drop-off", "follow-up"]


@pytest.mark.parametrize("text", ["as agreed [1]", "see note[1].", "Table[1]A", "[1] Source", "2[1]3"])
def test_a_true_footnote_mark_stays(text: str) -> None:
    assert mend.lost_hyphens(text) == (text, [])


@pytest.mark.parametrize("raw", ["CIIr", "CIlr", "ClIr", "C11r", "C|Ir"])
def test_a_title_with_letters_that_look_alike_is_read(raw: str) -> None:
    now, (made,) = mend.lookalikes(f"{raw} Chair")
    assert now == "Cllr Chair"
    assert (made.what, made.raw) == ("look-alike", raw)


def test_a_title_that_is_right_is_no_mending() -> None:
    assert mend.lookalikes("Cllr Chair and Cllrs") == ("Cllr Chair and Cllrs", [])


# ---------------------------------------------------------------- letters of other scripts


@pytest.mark.parametrize("letter", [GREEK_Y, CYRILLIC_P, "Ν", "а"])
def test_in_a_coded_cell_a_letter_of_another_script_is_mended(letter: str) -> None:
    now, (made,) = mend.homoglyphs(letter, code=True)
    assert now.isascii()
    assert (made.what, made.raw, made.now) == ("homoglyph", letter, now)
    assert "LETTER" in made.why


@pytest.mark.parametrize("text", [GREEK_Y, "Ελλάδα", "Москва", "café", "naïve Straße"])
def test_in_prose_a_word_of_one_script_stays_what_it_is(text: str) -> None:
    assert mend.homoglyphs(text) == (text, [])


def test_in_prose_a_word_of_two_scripts_is_mended() -> None:
    now, (made,) = mend.homoglyphs(f"the p{CYRILLIC_A}rks team in Москва")
    assert now == "the parks team in Москва"
    assert made.raw == f"p{CYRILLIC_A}rks"


def test_a_word_with_an_accent_beside_a_strange_letter_keeps_the_accent() -> None:
    assert mend.homoglyphs(f"c{CYRILLIC_A}fés")[0] == "cafés"


# ---------------------------------------------------------------- all together


def test_prose_mends_every_fault_in_one_go_and_says_each() -> None:
    now, mends = mend.prose(f"<p>CIIr Lead to  check the drop[1]off p{CYRILLIC_A}rks</p><p>Then rest</p>")
    assert now == "Cllr Lead to check the drop-off parks\nThen rest"
    assert kinds(mends) == ["markup", "lost hyphen", "look-alike", "homoglyph"]


def test_plain_text_comes_back_as_it_was() -> None:
    assert mend.prose("Nothing is wrong here.") == ("Nothing is wrong here.", [])


WORDS = st.text(alphabet="abcxyzMNOéüñ" + GREEK_Y + CYRILLIC_P + CYRILLIC_A + "жωλ", min_size=1, max_size=8)


@given(st.lists(st.one_of(WORDS, st.sampled_from(TAGS), st.sampled_from([" ", "\n", "[1]", "2", "<", ">"]))))
def test_no_letter_is_lost_that_is_not_markup(parts: list[str]) -> None:
    printed = sum(c.isalpha() for part in parts if part not in TAGS for c in part)
    text = "".join(f" {part} " if part in "<>" else part for part in parts)
    now, _ = mend.prose(text)
    assert sum(c.isalpha() for c in now) == printed


@given(st.text(alphabet=st.characters(codec="latin-1", exclude_characters="<")))
def test_latin_text_without_tags_keeps_its_letters_in_order(text: str) -> None:
    if "C" in text and "r" in text:
        text = text.replace("r", "s")
    now, _ = mend.prose(text)
    assert [c for c in now if c.isalpha()] == [c for c in text if c.isalpha()]


@given(st.text())
def test_mending_twice_is_mending_once(text: str) -> None:
    once, _ = mend.prose(text)
    again, mends = mend.prose(once)
    assert again.split() == once.split()  # a line end stands for a border, which is gone the second time
    assert mends == []


# ---------------------------------------------------------------- cells that only keep a place


@pytest.mark.parametrize("text", ["??", "tbc", "TBA.", "To be confirmed", "vacant", "n/a", "-", "...", "xx"])
def test_a_cell_that_only_keeps_a_place_is_known(text: str) -> None:
    assert mend.is_placeholder(text)


@pytest.mark.parametrize("text", ["", "tbc by June", "Vacant posts are filled", "n", "TBD committee", "x"])
def test_a_cell_that_says_something_keeps_no_place(text: str) -> None:
    assert not mend.is_placeholder(text)


@pytest.mark.parametrize("texts", [["---", "-----"], ["===="], ["|", "--", "+"], ["—", ""]])
def test_a_ruled_line_is_a_rule(texts: list[str]) -> None:
    assert mend.is_rule(texts)


@pytest.mark.parametrize("texts", [[], [""], ["-1", "--"], ["- a"]])
def test_a_line_with_a_word_or_nothing_is_no_rule(texts: list[str]) -> None:
    assert not mend.is_rule(texts)


# ---------------------------------------------------------------- sentences broken by a page


@pytest.mark.parametrize(
    "text",
    ["Officers will bring a paper about the drains", "Chair of the", "Housing,", "report and"],
)
def test_a_sentence_without_its_end_is_unfinished(text: str) -> None:
    assert mend.unfinished(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Head of Parks",
        "June 2023",
        "tbc",
        "Officers will bring a paper about the drains.",
        'Is it "done?"',
    ],
)
def test_a_name_a_date_and_a_whole_sentence_are_finished(text: str) -> None:
    assert not mend.unfinished(text)


@pytest.mark.parametrize("text", ["and the rest of it", "; then", ") as planned", "of July"])
def test_a_text_that_starts_in_mid_sentence_goes_on(text: str) -> None:
    assert mend.goes_on(text)


@pytest.mark.parametrize("text", ["", "a. First", "iv) Fourth", "The rest", "tbc", "2 of 3", "• bullet"])
def test_a_text_that_starts_its_own_sentence_does_not_go_on(text: str) -> None:
    assert not mend.goes_on(text)
