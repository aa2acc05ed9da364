"""A workbook's number as the sheet shows it, near enough: dates as ISO dates, `0.00` with its two decimals.

A workbook stores 0.1 and the format `0.00`; people see, quote and cross-refer to 0.10. Number formats:
ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

DECIMALS = 30
"""More of them no spreadsheet shows."""
_WIDE = Context(prec=400)
"""Room for every digit of the largest number with all its decimals."""
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
_BRACKET = re.compile(r"\[[^\]]*\]")
_AM_PM = re.compile(r"am/pm|a/p", re.IGNORECASE)
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?")
_MONEY = frozenset(code for code in BUILTIN_FORMATS.values() if '"$"' in code)
"""Excel shows these with the currency of whoever looks at them: the workbook does not say which."""


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a format code asks for. `date` and `time` tell which parts of a moment are shown."""

    date: bool = False
    day: bool = False
    month: bool = False
    time: bool = False
    elapsed: bool = False
    decimals: int | None = None
    thousands: bool = False
    percent: bool = False
    before: str = ""
    after: str = ""
    brackets: bool = False


GENERAL = NumberFormat()


@lru_cache(maxsize=512)
def number_format(code: str) -> NumberFormat:
    """What the code of a number format asks for; anything unusual is `General`."""
    if code in _MONEY:
        code = "#,##0.00;(#,##0.00)" if ".00" in code else "#,##0;(#,##0)"
    first, _, rest = code.partition(";")
    literal = _CURRENCY.sub(lambda m: m[1], first)
    bare = _LITERAL.sub("", _BRACKET.sub("", _CURRENCY.sub("", first)))
    letters = _AM_PM.sub("h", bare).casefold()
    elapsed = is_timedelta_format(code)
    if elapsed or is_date_format(code):
        clock = bool(re.search(r"[hs]", letters)) or elapsed
        months = bool(re.search(r"m", re.sub(r"h+[^a-z]*m+|m+[^a-z]*s+", "", letters)))
        dated = bool(re.search(r"[dy]", letters)) or (months and not clock)
        return NumberFormat(date=dated, day="d" in letters, month=months, time=clock, elapsed=elapsed)
    digits = _DIGITS.search(bare)
    if digits is None or "e" in letters or "/" in bare or digits[0].endswith(","):
        return GENERAL
    decimals = len(digits[0].partition(".")[2])
    before, after = _around(literal)
    return NumberFormat(
        decimals=decimals,
        thousands="," in digits[0],
        percent="%" in bare,
        before=before,
        after=after,
        brackets="(" in rest,
    )


def _around(section: str) -> tuple[str, str]:
    """The literal text before and after the digits: `£`, ` days`."""
    shown = _LITERAL.sub(lambda m: m[1] or m[2] or "", _BRACKET.sub("", section)).replace("%", "")
    digits = _DIGITS.search(shown)
    return (shown[: digits.start()].strip(), shown[digits.end() :].rstrip()) if digits else ("", "")


def shown(value: float, form: NumberFormat, *, epoch: datetime = WINDOWS_EPOCH) -> str:
    """The number as text: `2023-10-31`, `14:30`, `0.10`, `85%`, `£1,234`, else its shortest form."""
    if form.elapsed:
        minutes = round(value * 24 * 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    first = 1 if form.date and epoch == WINDOWS_EPOCH else 0
    if (form.date or form.time) and value >= first:
        with suppress(OverflowError):  # after 31 December 9999 there is no date
            return _moment(value, form, epoch)
    if form.decimals is None:
        return plain(value)
    return _decimal(value, form)


def plain(value: float) -> str:
    """A number without a format: no `.0`, fifteen digits as a workbook keeps them."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


def _moment(serial: float, form: NumberFormat, epoch: datetime) -> str:
    found = from_excel(round(serial * 86_400) / 86_400, epoch)
    moment = datetime.combine(epoch, found) if isinstance(found, time) else found
    if form.time and not form.date:
        return f"{moment:%H:%M}" if not moment.second else f"{moment:%H:%M:%S}"
    if not form.day and form.month:
        return f"{moment:%B %Y}"  # the sheet shows no day, and we invent none
    if not form.day:
        return f"{moment:%Y}"
    return day_and_time(moment)


def day_and_time(moment: datetime) -> str:
    """`2023-10-31`, with the time only where there is one."""
    if moment.hour or moment.minute or moment.second:
        return f"{moment:%Y-%m-%d %H:%M}" if not moment.second else f"{moment:%Y-%m-%d %H:%M:%S}"
    return f"{moment.year:04}-{moment:%m-%d}"


def _decimal(value: float, form: NumberFormat) -> str:
    number = Decimal(repr(value)) * (100 if form.percent else 1)
    number = number.quantize(
        Decimal(1).scaleb(-min(form.decimals or 0, DECIMALS)), rounding=ROUND_HALF_UP, context=_WIDE
    )
    size = f"{number.copy_abs():,f}" if form.thousands else f"{number.copy_abs():f}"
    text = f"{form.before}{size}{'%' if form.percent else ''}{form.after}"
    if number >= 0 or not number:
        return text
    return f"({text})" if form.brackets else f"-{text}"
