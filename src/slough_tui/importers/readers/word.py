"""Word documents (`.docx`): paragraphs and tables in their order, with the numbers that Word prints."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from slough_tui.errors import DocumentError
from slough_tui.importers.readers.archives import opened
from slough_tui.importers.readers.colours import painted, why, word_of
from slough_tui.importers.readers.numbering import Numbering, W
from slough_tui.importers.readers.pieces import Piece, PieceRow, assemble
from slough_tui.importers.readers.protocol import library
from slough_tui.importers.readers.titles import is_title, marker_of
from slough_tui.model.document import BlockKind, Document, Mending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.importers.readers.protocol import Progress

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_NOT_THERE = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}tbl"}
_BOX = f"{W}txbxContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_TRACKED = ("ins", "del", "moveFrom", "moveTo")
STEP = 200
"""Paragraphs and tables between two reports of progress."""


@dataclass(frozen=True, slots=True)
class WordReader:
    """Reads Word documents; what was deleted with tracked changes is not there, what was inserted is."""

    name: str = "docx"
    suffixes: tuple[str, ...] = (".docx", ".docm")
    extra: str | None = "word"

    def read(self, data: bytes, *, name: str, sha256: str, progress: Progress | None = None) -> Document:
        """Blocks in order of the body; headers and footers are furniture at either end.

        A cell merged over rows or columns stands at its top left, the others are blank. Pages are known
        where Word has left its page breaks. Raises DocumentError and MissingExtraError.
        """
        docx = library("docx", "word", name=name)
        with opened(data, name=name):
            pass  # the sizes, before a library unpacks them
        try:
            document = docx.Document(BytesIO(data))
        except Exception as error:
            raise DocumentError(
                "it is damaged, or no Word document", where=name, hint="open it in Word and save it again"
            ) from error
        body = _Body(document)
        pieces = body.pieces(progress)
        blocks = assemble([*_margin(document, "header"), *pieces, *_margin(document, "footer")], name=name)
        return Document(name, sha256, self.name, blocks, tuple(body.mendings), body.notes())


@dataclass
class _Style:
    """What a paragraph style says: a heading's level, a list and its depth."""

    level: int | None = None
    number: str | None = None
    depth: int = 0
    is_list: bool = False


@dataclass
class _Body:
    """Walks the body once; counts pages and what was left out."""

    document: Any
    page: int | None = None
    seen: Counter[str] = field(default_factory=Counter)
    styles: dict[str | None, _Style] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=Numbering)
    mendings: list[Mending] = field(default_factory=list)
    _begins: int | None = None

    def pieces(self, progress: Progress | None) -> list[Piece]:
        """All pieces of the body."""
        self.styles = _styles(self.document)
        self.numbering = Numbering.of(_numbering_part(self.document))
        root = self.document.element.body
        if next(root.iter(f"{W}lastRenderedPageBreak"), None) is not None:
            self.page = 1
        elements = list(_inside(root))
        guess = not any(self._style(e).level for e in elements if e.tag == f"{W}p")
        found: list[Piece] = []
        for done, element in enumerate(elements, start=1):
            piece = (
                self._table(element) if element.tag == f"{W}tbl" else self._paragraph(element, guess=guess)
            )
            if piece is not None:
                found.append(piece)
            if progress is not None and (done % STEP == 0 or done == len(elements)):
                progress(done, len(elements))
        return found

    def notes(self) -> dict[str, str]:
        """What was left out, or counted in, without a place of its own."""
        root = self.document.element.body
        self.seen["text boxes (left out)"] = sum(1 for box in root.iter(_BOX) if not _within(box, _FALLBACK))
        self.seen["footnotes (left out)"] = sum(
            1 for _ in root.iter(f"{W}footnoteReference", f"{W}endnoteReference")
        )
        self.seen["tracked changes"] = sum(1 for _ in root.iter(*(f"{W}{tag}" for tag in _TRACKED)))
        return {key: str(count) for key, count in self.seen.items() if count}

    def _style(self, paragraph: Any) -> _Style:
        properties = paragraph.find(f"{W}pPr")
        style = self.styles.get(_val(properties, "pStyle"), self.styles.get(None, _Style()))
        if properties is None:
            return style
        outline = _val(properties, "outlineLvl")
        level = int(outline) + 1 if outline and outline.isdigit() and int(outline) < 9 else style.level
        number, depth = _number_of(properties)
        return _Style(
            level,
            style.number if number is None else number,
            style.depth if depth is None else depth,
            style.is_list,
        )

    def _paragraph(self, element: Any, *, guess: bool) -> Piece | None:
        style = self._style(element)
        text, page = self._text(element)
        if not text:
            return None
        marker = self._number(style)
        if style.level is None and not marker and _is_heading(element, text, guess=guess):
            return Piece.of_text(BlockKind.HEADING, text, page=page)
        raw = f"{marker} {text}" if marker else text
        marker = marker or marker_of(raw)
        if style.level is not None:
            return Piece.of_text(BlockKind.HEADING, raw, page=page, level=style.level, marker=marker)
        kind = BlockKind.LIST if marker or style.is_list else BlockKind.PARAGRAPH
        return Piece.of_text(kind, raw, page=page, marker=marker)

    def _number(self, style: _Style) -> str:
        if style.number is None or style.number == "0":
            return ""
        return self.numbering.next(style.number, style.depth)

    def _text(self, element: Any) -> tuple[str, int | None]:
        """The text of a paragraph, and the page on which it begins."""
        parts: list[str] = []
        self._begins = self.page
        self._collect(element, parts)
        return "".join(parts).strip(), self._begins

    def _collect(self, element: Any, parts: list[str]) -> None:
        for child in element.iterchildren():
            tag = child.tag
            if tag == f"{W}t":
                parts.append(child.text or "")
            elif tag in _SIGNS:
                parts.append(_SIGNS[tag])
            elif tag == f"{W}br":
                parts.append("\n")
            elif tag == f"{W}lastRenderedPageBreak":
                self.page = (self.page or 0) + 1
                if not "".join(parts).strip():
                    self._begins = self.page
            elif tag not in _NOT_THERE and tag not in {_BOX, _FALLBACK}:
                self._collect(child, parts)

    def _table(self, element: Any) -> Piece | None:
        found = [self._row(row) for row in _inside(element, wanted=("tr",)) if not _is_deleted(row)]
        rows = [row for row, _ in found if row.cells]
        fills = [colours for row, colours in found if row.cells]
        for at, column, word in painted([row.cells for row in rows], fills):
            rows[at].cells[column] = word
            told = ": ".join(filter(None, rows[at].cells[:2]))[:40]
            self.mendings.append(Mending("colour", told, word, why(word)))
        return Piece(BlockKind.TABLE, rows) if any(c.strip() for row in rows for c in row.cells) else None

    def _row(self, element: Any) -> tuple[PieceRow, list[str | None]]:
        """The cells of a row, and their colours as words."""
        page = self.page
        properties = element.find(f"{W}trPr")
        cells = [""] * int(_val(properties, "gridBefore") or 0)
        fills: list[str | None] = [None] * len(cells)
        for cell in _inside(element, wanted=("tc",)):
            about = cell.find(f"{W}tcPr")
            merge = about.find(f"{W}vMerge") if about is not None else None
            below = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            text = self._cell(cell)
            cells.append("" if below else text)
            fills.append(word_of(_shade(about)))
            cells.extend([""] * (int(_val(about, "gridSpan") or 1) - 1))
            fills.extend([None] * (len(cells) - len(fills)))
        return PieceRow(cells, page=page), fills

    def _cell(self, element: Any) -> str:
        parts: list[str] = []
        for child in _inside(element):
            if child.tag == f"{W}tbl":
                nested = self._table(child)
                parts.extend(" ".join(c for c in row.cells if c) for row in (nested.rows if nested else []))
            else:
                marker = self._number(self._style(child))
                text, _ = self._text(child)
                parts.append(f"{marker} {text}" if marker and text else text)
        return "\n".join(parts).strip()


def _inside(element: Any, *, wanted: tuple[str, ...] = ("p", "tbl")) -> Iterator[Any]:
    """Wanted children, those inside content controls and tracked insertions too."""
    tags = {f"{W}{tag}" for tag in wanted}
    for child in element.iterchildren():
        if child.tag in tags:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"}:
            yield from _inside(child, wanted=wanted)


def _within(element: Any, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _val(element: Any | None, tag: str) -> str | None:
    child = element.find(f"{W}{tag}") if element is not None else None
    value: str | None = child.get(f"{W}val") if child is not None else None
    return value


def _shade(about: Any | None) -> str | None:
    shade = about.find(f"{W}shd") if about is not None else None
    fill: str | None = shade.get(f"{W}fill") if shade is not None else None
    return fill


def _number_of(properties: Any) -> tuple[str | None, int | None]:
    numbers = properties.find(f"{W}numPr")
    depth = _val(numbers, "ilvl")
    return _val(numbers, "numId"), int(depth) if depth and depth.isdigit() else None


def _is_deleted(row: Any) -> bool:
    properties = row.find(f"{W}trPr")
    return properties is not None and properties.find(f"{W}del") is not None


def _is_heading(paragraph: Any, text: str, *, guess: bool) -> bool:
    """Whether an unstyled paragraph is a heading: short, and all in bold or in a document without styles."""
    if not is_title(text) or marker_of(text):
        return False
    runs = [
        run for run in paragraph.iter(f"{W}r") if "".join(t.text or "" for t in run.iter(f"{W}t")).strip()
    ]
    return guess or (bool(runs) and all(_is_bold(run) for run in runs))


def _is_bold(run: Any) -> bool:
    properties = run.find(f"{W}rPr")
    bold = properties.find(f"{W}b") if properties is not None else None
    return bold is not None and bold.get(f"{W}val", "true") not in {"0", "false", "off"}


def _styles(document: Any) -> dict[str | None, _Style]:
    """Paragraph styles by their id, with what they take from the styles they are based on."""
    elements = {e.get(f"{W}styleId"): e for e in document.styles.element.iterchildren(f"{W}style")}
    return {key: _style(key, elements) for key in elements}


def _style(key: str | None, elements: dict[str | None, Any]) -> _Style:
    style = _Style()
    visited: set[str | None] = set()
    while key in elements and key not in visited:
        visited.add(key)
        element = elements[key]
        name = _val(element, "name") or ""
        heading = _HEADING.fullmatch(name)
        properties = element.find(f"{W}pPr")
        outline = _val(properties, "outlineLvl")
        if style.level is None and (heading or name.casefold() == "title"):
            style.level = int(heading[1]) if heading else 1
        elif style.level is None and outline and outline.isdigit() and int(outline) < 9:
            style.level = int(outline) + 1
        number, depth = _number_of(properties) if properties is not None else (None, None)
        if style.number is None and number is not None:
            style.number, style.depth = number, depth or 0
        style.is_list = style.is_list or name.casefold().startswith("list ")
        key = _val(element, "basedOn")
    return style


def _numbering_part(document: Any) -> Any | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return relation.target_part.element
    return None


def _margin(document: Any, where: str) -> Iterator[Piece]:
    """Each line of the sections' headers or footers, once."""
    told: set[str] = set()
    for section in document.sections:
        margin = getattr(section, where)
        if margin.is_linked_to_previous:
            continue
        for paragraph in margin._element.iter(f"{W}p"):  # noqa: SLF001 - tables in headers have no public way
            text = "".join(t.text or "" for t in paragraph.iter(f"{W}t")).strip()
            if text and text not in told:
                told.add(text)
                yield Piece.of_text(BlockKind.FURNITURE, text)
