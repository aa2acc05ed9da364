"""`slough waive`: a finding set aside by somebody who answers for it, until a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from slough_tui import clock
from slough_tui.cli import emit, formats, options

if TYPE_CHECKING:
    from slough_tui.cli.context import Context
    from slough_tui.store import Register


@click.command("waive")
@click.argument("fingerprint")
@click.option("--reason", metavar="TEXT", required=True, help="Why it may stand.")
@click.option("--owner", metavar="TEXT", required=True, help="Who answers for that.")
@click.option("--until", metavar="DATE", required=True, help="The last day on which it is set aside.")
@options.output("text", "json")
@click.pass_obj
def command(
    context: Context,
    *,
    fingerprint: str,
    reason: str,
    owner: str,
    until: str,
    form: str,
    output: str | None,
) -> None:
    """Set a finding aside, with reason, owner and end.

    FINGERPRINT is what `slough check` shows, or the beginning of it. A finding that is waived does not fail a check;
    after --until it does again. Waive it again to renew; `slough undo` takes a waiver back.
    """
    from slough_tui.cli.context import read_date
    from slough_tui.engine.history.waiving import chosen, waive

    register = context.register(write=True)
    today = context.today
    day = read_date(until, "--until")
    waivers = register.frame("waivers", as_of=today)
    edits = waive(
        waivers, "0" * 64, reason=reason, owner=owner, until=day, today=today
    )  # before the long check
    finding = chosen(_findings(context, register), waivers, fingerprint, today)
    edits = waive(waivers, finding["fingerprint"], reason=reason, owner=owner, until=day, today=today)
    receipt = register.commit(
        edits,
        author=context.author(),
        recorded_at=clock.now(),
        effective_on=today,
        message=f"waive {finding['rule']} {finding['fingerprint'][:12]}",
    )
    said = {
        "status": receipt.status,
        "commit": receipt.seq,
        "fingerprint": finding["fingerprint"],
        "rule": finding["rule"],
        "message": finding["message"],
        "reason": reason.strip(),
        "owner": owner.strip(),
        "until": day,
    }
    if form == "json":
        formats.deliver(formats.to_json(said, indent=1) + "\n", output)
        return
    end = f"commit {receipt.seq}" if receipt.status == "committed" else "nothing new: it is waived so already"
    lines = [
        f"{finding['rule']} {finding['message']}",
        f"  waived until {day} by {said['owner']}: {said['reason']}",
        end,
    ]
    if output in {None, "-"}:
        for line in lines:
            emit.emit(line)
    else:
        formats.deliver("".join(f"{line}\n" for line in lines), output)


def _findings(context: Context, register: Register) -> Any:
    """What the rules find now; what broke is said on stderr."""
    from slough_tui.engine.rules.check import check

    loaded = context.rules()
    frames = context.frames(register)
    checked = check(frames, loaded, today=context.today, as_of=context.as_of, get_host=context.host)
    for error in (*checked.wrong, *checked.failed):
        context.fail(error)
    return checked.result.findings
