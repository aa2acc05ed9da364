"""A form: a few lines one types into, each checked as one types, with what could stand there beneath."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from slough_tui.errors import SloughError
from slough_tui.tui.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from slough_tui.tui.session import Session

MOST_OFFERS = 200


def _nothing(_: Form) -> Iterable[str]:
    return ()


def _no_reading(_: Form) -> str:
    return ""


@dataclass
class Blank:
    """One line of a form.

    `offers` gives what could stand there; `read` says how what stands there is understood ("30 Jun 2023") and
    raises SloughError with the reason where it cannot be.
    """

    name: str
    label: str
    text: str = ""
    hint: str = ""
    offers: Callable[[Form], Iterable[str]] = _nothing
    read: Callable[[Form], str] = _no_reading
    line: Prompt = field(init=False)

    def __post_init__(self) -> None:
        self.line = Prompt("form", "", self.text)


class Form:
    """Blanks, of which `at` is the one with the cursor; `send` is called when all of them hold.

    `about` says what it is about (the records), line by line; `sends` is the word for what sending it does.
    """

    mode = "form"
    typing = True

    def __init__(
        self,
        title: str,
        about: tuple[str, ...],
        blanks: tuple[Blank, ...],
        send: Callable[[Session, Form], None],
        *,
        at: int = 0,
        sends: str = "show change",
    ) -> None:
        self.title, self.about, self.blanks, self.send, self.sends = title, about, blanks, send, sends
        self.at = at
        self.warned = False
        self._begun = self.texts

    @property
    def here(self) -> Blank:
        """The blank one types into."""
        return self.blanks[self.at]

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in the blanks."""
        return tuple(blank.line.text for blank in self.blanks)

    @property
    def changed(self) -> bool:
        """Whether anything was typed that leaving would lose."""
        return self.texts != self._begun

    def text(self, name: str) -> str:
        """What stands in the blank of this name, without spaces around it. KeyError if there is none."""
        for blank in self.blanks:
            if blank.name == name:
                return blank.line.text.strip()
        raise KeyError(name)

    def move(self, by: int) -> None:
        """To another blank; the first or last one stays where there is none."""
        self.at = max(0, min(self.at + by, len(self.blanks) - 1))

    def scroll(self, by: int) -> None:
        """Lines are blanks here."""
        self.move(by)

    def reading(self, blank: Blank) -> tuple[str, bool]:
        """How a blank is understood, and whether it can be."""
        try:
            return blank.read(self), True
        except SloughError as error:
            link = " " if error.what.endswith("?") else "; "
            return f"{error.what}{link}{error.hint}" if error.hint else error.what, False

    def objection(self) -> str:
        """What is wrong with this blank, in a few words; what to do stands beneath it."""
        try:
            self.here.read(self)
        except SloughError as error:
            return error.what
        return ""

    def offers(self) -> tuple[str, ...]:
        """What could stand in this blank: what begins with the typed text, then what has it in it."""
        typed = self.here.line.text.strip().lower()
        found = list(dict.fromkeys(self.here.offers(self)))
        if typed in {offer.lower() for offer in found}:
            return tuple(found[:MOST_OFFERS])
        begins = [offer for offer in found if offer.lower().startswith(typed)]
        inside = [offer for offer in found if typed in offer.lower() and offer not in begins]
        return tuple((begins + inside)[:MOST_OFFERS])

    def complete(self, by: int) -> bool:
        """Put the next offer into the blank; False if there is none, and where one was typed out: it is meant."""
        line, before = self.here.line, self.here.line.text
        offers = () if line.completed >= 0 else self.offers()
        typed = before.strip().lower()
        if line.completed < 0 and before != self.here.text and typed in {offer.lower() for offer in offers}:
            return False
        line.complete(offers, by)
        return line.completed >= 0 or line.text != before

    def wrong(self) -> int | None:
        """The first blank that cannot be; None if all can."""
        return next((i for i, blank in enumerate(self.blanks) if not self.reading(blank)[1]), None)
