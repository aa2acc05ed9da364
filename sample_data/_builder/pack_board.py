"""The safeguarding board's plan: five themes (six are announced), tables split over pages."""

from __future__ import annotations

BOARD_PLAN = """{{head}}

Appendix 2

Fernleigh Safeguarding Adults Board Business Plan 2023 -24

The plan was agreed by the board on 15 March 2023. It takes up what the assessment of February and March 2023 said about safeguarding. Members of the board bring figures on the actions that they lead. The board will look at the plan at each meeting.

This Plan will address six themes:

- **Theme 1: Agree what a safeguarding concern is**
- **Theme 2: Know how good our safeguarding practice is**
- **Theme 3: Protect adults from being exploited in their homes**
- **Theme 4: Pay for the work of the board**
- **Theme 5: Train people, and see whether it helps**
- **Theme 6: Listen to communities**

{{head}}

Fernleigh Safeguarding Adults Board

Business Plan 2023-24

Theme 1: Agree what a safeguarding concern is, and look at how the guide is used.
What is the concern¦What will FSAB do¦Who leads¦Done By / When¦How will we know that it worked¦Measures of impact
<p>The guide of 2019 does not mention self-neglect.</p> <p>Not all agencies know of it.</p>¦<p>1. FSAB will rewrite the guide.</p> <p>2. FSAB will send it to every agency.</p>¦FSAB¦30 April 2023¦There is a new guide.¦The guide is on the website of each agency.
¦1. Hear a report on how the guide is used.¦Lead – Independent Chair FSAB¦31 June 2023¦The report has been heard.¦Extent of use by agencies.
¦2. Audit twenty concerns that were closed at¦Chair Quality Group¦30 September 2023¦The audit shows whether¦

{{head}}

Theme 1: Agree what a safeguarding concern is, and look at how the guide is used.
What is the concern¦What will FSAB do¦Who leads¦Done By / When¦How will we know that it worked¦Measures of impact¦
¦first contact.¦¦¦they should have been.¦Fewer concerns come back within three months.¦
People who raise a concern are not told what became of it.¦FAC will sample its replies.¦Chief Executive - FAC¦Every three months during 2023-24¦FSAB knows how often people are told.¦People raise concerns again when they need to.¦

{{head}}

<p align="center">Theme 2: Know how good our safeguarding practice is. This takes figures, self-audits and audits by several agencies.</p>
What is the concern¦What will FSAB do¦Who leads¦Done By / When¦How will we know that it worked¦Measures of impact
FSAB does not see what the Quality Group finds.¦Hear from the group at each meeting.¦Chair Quality Group¦Every 3 months¦The minutes show it.¦FSAB acts on what it hears.
Agencies owe the board a self-audit.¦FSAB will settle when each is due.¦FSAB Manager¦tbc¦All self-audits are in.¦Gaps are known and closed.
What regional partners learn does not reach us.¦A member will attend the regional group.¦Deputy¦Every 6¦The board is told of¦

{{head}}

¦¦Director of Nursing¦months¦what was learnt.¦
Agencies want a reply to their self-audit.¦FSAB will answer each of them.¦FSAB Manager¦Twice per year¦Replies have been sent.¦Agencies know what to improve.

{{head}}

Theme 3: Protect adults from being exploited in their homes, and from those who befriend them to gain by it.
What is the concern¦What will FSAB do¦Who leads¦Done By / When¦How will we know that it worked¦Measures of impact
<p>Cuckooing</p> <p>FSAB lacks figures on homes that were taken over.</p>¦<p>FSAB will ask the police and housing for figures.</p> <p>A joint protocol will be in place.</p>¦<p>Police representative</p> <p>Chair Exploitation Group</p>¦<p>Each Board meeting</p> <p>October 2023</p>¦<p>Figures are in.</p> <p>A protocol is signed.</p>¦Fewer homes are taken over a second time.
Scams FSAB needs to know who is at risk.¦Trading standards will share its list.¦Chair Exploitation Group¦Bi-annually¦The list has been shared.¦Calls are blocked in 100 homes.
Forced labour¦The Board will ask for a report.¦tbc¦tbc¦A report has been heard.¦Something is done about what it says.

{{head}}

Theme 4: Pay for the work of the board, and share the cost fairly among agencies.
What is the concern¦What will FSAB do¦Who leads¦Done By / When¦How will we know that it worked¦Measures of impact
Shares differ from year to year.¦Agree on shares for three years.¦FSAB Chair¦May 2023¦The agreement is signed.¦The board keeps within its budget.

Theme 5:

Train people, and see whether it helps.

What is the concern¦What will FSAB do¦Who leads¦Done By / When¦How will we know that it worked¦Measures of impact
No one knows what training agencies need.¦FSAB will ask them.¦FSAB Training Lead¦tbc¦There is a list of needs.¦Agencies have answered.
Nobody asks whether training helped.¦FSAB will ask those who came, three months later.¦Chair Quality Group¦Quarterly¦Answers are gone through each quarter.¦Practice changes after training.

"""
