"""The business plan up to its action plans: vision, priorities, money, governance, inspection, indicators."""

from __future__ import annotations

OPENING = """



Fernleigh Adult Care Business Plan 2023-26

This is the Internal Version

Owner:

Board Chair

Three years ahead, with one year in detail (*will be formatted*)

Contents

Introduction.....3

Our Vision4

Our Challenges5

Our Priorities6

Our Financial Plan9

 Our Cashflow10

 Our Balance Sheet11

Appendices14

 Appendix 1 – Our Governance.....14

 Appendix 2 – What the Assessment Found.....16

 Appendix 3 – Our Borough.....17

 Appendix 4 – Our key performance indicators (KPIs).....18

 Appendix 5 – Our 12-week Improvement plan19

 Appendix 6 – Our Continuous Improvement Plan25

Introduction

Dear Colleague,

Safe, Settled, Heard.

Adult care in Fernleigh is provided by Fernleigh Adult Care (FAC), a company that the council (FBC) owns. The Care Quality Commission has said that it is in need of improvement and that its leadership is inadequate. We take this as a debt to the people who depend on us, and this plan is how we mean to pay it.

Signatures / NAMES

Our Vision

In ten years fewer people in Fernleigh will need care, and those who do will have it at home. FAC was formed in April 2020. A new chief executive came in January 2023, and a new chair of the board is to follow in May 2023.

Quote from a person who uses care

Our Challenges

The council has little money, and prices rise. The company cannot spend more than it is given, and yet must show in figures that people are better served than before.

Our Priorities

- **Priority 1**

People find the help that they need at once, and need not ask twice.

- **Priority 2**

People leave hospital when they are ready, and go home.

- **Priority 3**

Carers are looked after as well as those for whom they care.

- **Priority 4**

Staff want to work here and want to stay.

- **Priority 5**

What people tell us shows in what we do next.

Our Enablers

- Decide in public where we can, and write down why.
- Keep one set of figures, and use it.
- Try things out on a small scale, and stop what does not help.

Comment(s) from staff

\x20
Our Financial Plan

The plan leaves a gap of £2.9m in 2023/24, of which savings of over £1 million are to close a part. Income from FBC makes up 83% of the whole. Pay takes 43% of what we spend and care at home and in care homes takes 40%.



Our Cashflow

Cash runs out in the third quarter of 2024/25. A request to the council for £1.10m is expected to be agreed in the second quarter.

{{cash flow}}

Our Balance Sheet

The sheet shows what is expected at the end of this year and of the next.

{{balance sheet}}



"""

SAVINGS = """Closing the Gap. 2023/24 and 2024/25

FAC has to avoid costs of **£2.90 million** in 2023/24 and to save **£1,310 million** in 2024/25 - a total of **£4.210 million**.

An outside firm read a draft of this plan (November 22) and warned that it counts on savings that have yet to be worked out.

2023/24

£K¦Comment¦Risk
95¦Agency staff. Bring the number of agency social workers down from 15 to 11 by appointing to posts.¦
140¦Legal costs. Cases go to a shared legal team. Better papers should mean fewer hearings. (Now £640k per year.)¦
85¦Transport. Share vehicles with the schools service in the middle of the day.¦
40¦Day centres. Close one building and move what it does to a library.¦
420 - 560¦Bring 6 people home from care homes outside the borough - stretch target of 8 people. A panel looks at each case.¦
110 - 165¦Shared lives in place of care homes for 4 people. Stretch target of 6 people¦
20K¦Improvement posts. To be paid from a grant if the bid for it succeeds.¦
Total 910 - 1105¦Overall risk¦

2024/25

£k¦Comment¦Predicted Risk
120¦Legal costs (additional). Fewer hearings again.¦
460¦Bring a further 4 people home from care homes. Full year at £2200 a week each¦
75¦Three more people move to shared lives.¦
15¦Small grants. Further savings, at the risk that people come to us later and in greater need.¦
310¦End the contract with the agency team for reviews.¦
Total 980¦Overall Risk¦Medium risk

Our Profit and Loss Account

{{profit and loss}}

NB The figures assume that the council's fee grows with prices.

"""

CLOSING = """Appendices

Appendix 1 – Our Governance

The council set up the company in April 2020 by a contract that runs for ten years.

1.1 The Board

On 1st June 2023 the members of the board are

- **Chair of the Board:**
  - Independent (temporary until September 2023)

- **Non-Executive Directors:**
  - Finance
  - Health
  - [OBJ] FBC Representative

- **Executive Directors:**
  - Chief Executive: [OBJ]
  - Director of Finance: [OBJ] Vacant

1.2 Board Committees

- **Audit and Risk**
- **Quality and Practice**

Appendix 2 – What the Assessment Found

Assessment of adult care in Fernleigh

Assessment dates: 20 February to 10 March 2023

Judgement¦Grade
Working with people¦Requires improvement
Providing support¦Good
How safety is ensured in the system¦Requires improvement
Leadership and governance¦Inadequate
Overall effectiveness¦Requires improvement

What needs to improve?

- How senior people in the council and in the company hold each other to account.
- How long people wait for a first assessment and for a therapist.
- The attention that carers receive.
- Whether people who use care can shape it.
- The quality of care plans and of the audits that look at them.
- How the needs of young people are met when they come of age.

Appendix 3 – Our Borough



The people and the service (31 March 2023)

Number of people with a long-term care package 1,840

Number of employees

Gross budget £34m

61 shared lives households – ?? places
Carers assessed ??

Appendix 4 - Our key performance indicators (KPIs)

Performance/Efficiency Indicators¦Good to be
First contacts¦
Requests that come back within three months¦↓ *Low*
% of first assessments within 28 days¦↑ *High*
% of safeguarding enquiries closed within 20 days¦↑ *High*
% of people with a review in the last year¦↑ *High*
% of carers assessed or reviewed in the last year¦↑ *High*
People waiting for a care package¦↓ *Low*
Days from being ready to leaving hospital¦↓ *Low*
% still at home 91 days after reablement¦↑ *High*
New admissions to care homes per 100,000 people over 65¦↓ *Low*
% of people who take a direct payment¦↑ *High*
Bed occupancy of the reablement centre¦↔ *Near*
Hours of home care handed back by providers¦↓ *Low*
% of providers rated good or better¦↑ *High*
People who say that they were listened to¦↑ *High*
Complaints answered in time¦↑ *High*
% Agency social work staff¦
% Staff turnover¦
Supervision in the last six weeks¦
Financial Indicator¦

"""
