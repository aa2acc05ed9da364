"""The line at the bottom in which one types: a small line editor with a memory, and nothing that blinks."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST = 2000
"""Characters that a prompt takes: a pasted paper is not a filter."""


@dataclass
class Prompt:
    """What is being typed after `mark`, with the cursor before character `at`.

    `kind` is search, filter, command or date; `before` is what held when the prompt was opened and is
    restored by Esc. `record` is where a filter's cursor was then.
    """

    kind: str
    mark: str
    text: str = ""
    before: str = ""
    record: str = ""
    at: int = -1
    memory: list[str] = field(default_factory=list)
    remembered: int | None = None
    draft: str = ""
    completions: tuple[str, ...] = ()
    completed: int = -1

    def __post_init__(self) -> None:
        if self.at < 0:
            self.at = len(self.text)

    def insert(self, text: str) -> None:
        """Type `text` at the cursor; line ends become spaces."""
        room = max(MOST - len(self.text), 0)
        flat = " ".join(text.splitlines())[:room]
        self.text = self.text[: self.at] + flat + self.text[self.at :]
        self.at += len(flat)
        self._edited()

    def replace(self, text: str) -> None:
        """Put `text` in the place of all that was typed."""
        self.text, self.at = text, len(text)

    def rub_out(self) -> None:
        """Take away the character before the cursor."""
        if self.at:
            self.text = self.text[: self.at - 1] + self.text[self.at :]
            self.at -= 1
        self._edited()

    def delete(self) -> None:
        """Take away the character under the cursor."""
        self.text = self.text[: self.at] + self.text[self.at + 1 :]
        self._edited()

    def rub_out_word(self) -> None:
        """Take away the word before the cursor."""
        kept = self.text[: self.at].rstrip()
        kept = kept[: kept.rfind(" ") + 1]
        self.text, self.at = kept + self.text[self.at :], len(kept)
        self._edited()

    def rub_out_all(self) -> None:
        """Take away everything before the cursor."""
        self.text, self.at = self.text[self.at :], 0
        self._edited()

    def move(self, to: int) -> None:
        """Put the cursor before character `to`."""
        self.at = max(0, min(to, len(self.text)))

    def recall(self, by: int) -> None:
        """An older (-1) or newer (1) line of the memory; after the newest comes what was being typed."""
        if not self.memory:
            return
        if self.remembered is None:
            self.draft, self.remembered = self.text, len(self.memory)
        self.remembered = max(0, min(self.remembered + by, len(self.memory)))
        newest = self.remembered == len(self.memory)
        self.replace(self.draft if newest else self.memory[self.remembered])

    def complete(self, offers: tuple[str, ...], by: int = 1) -> None:
        """Take the next of `offers` (whole lines); typing anything ends it."""
        if self.completed < 0:
            self.completions = offers
        if self.completions:
            self.completed = (self.completed + by) % len(self.completions) if self.completed >= 0 else 0
            self.replace(self.completions[self.completed])
            if len(self.completions) == 1:  # the next Tab goes on from here
                self._edited()

    def _edited(self) -> None:
        self.remembered, self.completions, self.completed = None, (), -1


def remember(memory: list[str], text: str, *, most: int = 200) -> None:
    """Put a line at the end of a memory, once."""
    if not text.strip():
        return
    if text in memory:
        memory.remove(text)
    memory.append(text)
    del memory[:-most]
