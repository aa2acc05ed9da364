from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from slough_tui.tui.prompt import MOST, Prompt, remember


def typed(text: str, at: int = -1) -> Prompt:
    return Prompt("filter", "&", text, at=at)


def test_text_is_typed_at_the_cursor() -> None:
    prompt = typed("hosing", 2)
    prompt.insert("u")
    assert (prompt.text, prompt.at) == ("housing", 3)


def test_characters_words_and_all_are_taken_back() -> None:
    prompt = typed("two words here")
    prompt.rub_out()
    prompt.rub_out_word()
    assert prompt.text == "two words "
    prompt.rub_out_word()
    assert prompt.text == "two "
    prompt.rub_out_all()
    assert (prompt.text, prompt.at) == ("", 0)
    prompt.rub_out()
    assert prompt.text == ""


def test_what_stands_after_the_cursor_is_kept() -> None:
    prompt = typed("abc def", 4)
    prompt.rub_out_all()
    assert prompt.text == "def"
    prompt.delete()
    assert prompt.text == "ef"
    prompt.move(99)
    prompt.delete()
    assert prompt.text == "ef"


def test_a_pasted_paper_is_not_a_filter() -> None:
    prompt = typed("")
    prompt.insert("line one\nline two\r\n" * 1000)
    assert len(prompt.text) <= MOST
    assert "\n" not in prompt.text


def test_the_memory_goes_back_and_returns_to_what_was_being_typed() -> None:
    prompt = Prompt("filter", "&", "new", memory=["one", "two"])
    prompt.recall(-1)
    assert prompt.text == "two"
    prompt.recall(-1)
    prompt.recall(-1)
    assert prompt.text == "one"
    prompt.recall(1)
    prompt.recall(1)
    prompt.recall(1)
    assert prompt.text == "new"


def test_without_a_memory_nothing_is_recalled() -> None:
    prompt = typed("new")
    prompt.recall(-1)
    assert prompt.text == "new"


def test_a_line_is_remembered_once_and_as_the_newest() -> None:
    memory = ["a", "b"]
    remember(memory, "a")
    remember(memory, "   ")
    assert memory == ["b", "a"]
    for number in range(300):
        remember(memory, str(number))
    assert len(memory) == 200


def test_typing_ends_a_round_of_offers() -> None:
    prompt = typed("a")
    prompt.complete(("ab", "ac"))
    prompt.complete(())
    assert prompt.text == "ac"
    prompt.insert("x")
    assert prompt.completed == -1
    prompt.complete(())
    assert prompt.text == "acx"


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.text(max_size=4)),
        st.tuples(st.sampled_from(["rub_out", "delete", "rub_out_word", "rub_out_all"]), st.none()),
        st.tuples(st.just("move"), st.integers(-3, 12)),
    ),
    max_size=20,
)


@given(EDITS)
def test_the_cursor_never_leaves_the_line(edits: list[tuple[str, object]]) -> None:
    prompt = typed("")
    for name, argument in edits:
        getattr(prompt, name)(*([] if argument is None else [argument]))
        assert 0 <= prompt.at <= len(prompt.text)
