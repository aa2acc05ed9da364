"""The prose around the directions and the audit tables of the board report."""

from __future__ import annotations

OPENING = """

Policy and Performance

Improvement Board

Monthly Progress Report
23-Nov-23

Report Owner: Director of Strategy
Report Author: Policy and Performance Team

\x20
\x20
CONFIDENTIAL

www.fernleigh.example
Fernleigh
Borough Council

\x20
\x20
Headline Commentary

- Protocol between members and staff redrafted; it is on today's agenda.
- Good field of applicants for the posts of head of service. Closing date 24 November.
- The adult care return to the department was marked 'good' for the quality of its data.
- Evidence for the commissioners' yearly report is being put together. The board is asked to say what it would count as proof.
- Telephones moved to the new system over the weekend of 18 and 19 November.

\x20
\x20
{{directions}}

Improvement Plan on a Page – Updated December 2023



CONFIDENTIAL

Note, the RAG of a milestone is not the RAG of the service that it belongs to

"""

FORWARD = """Finance Action Plan

- The layout is new, as the September board asked for: one page, and exceptions only
- The plan changes as audits are finished
- Only actions that are in hand or nearly due are covered here

Reporting by exception

Closing of the accounts – Green to Red

- The plan to close the accounts will be talked over with the external auditor in November 23 rather than in October 23
- The first clean opinion is now expected for 2023/24 instead of 2022/23

Monthly budget reports – Green to Amber

- The half-year report was to come to the November board and will come to the December board

Reporting by exception

Loans and investments - Green to Amber

- Two reports were held over to the next meeting of the audit committee, rather than on 15th Nov.

Savings reviews – Amber to Red

- No date of completion has been agreed for any of the four reviews

Property Sales – Forward Month

What the programme means to do in the coming month:

- Get consent for the sales that touch the housing account
- Settle how land passes from the housing account to the general fund, so that the general fund has a share in what the sale brings
- Draft a Cabinet report that would let the director approve sales below £500k
- Complete the September auction and choose lots for the spring
- Finish papers for the December Cabinet on the estate and on the old library

"""

AUDIT = """Internal Audit Actions Report

November 2023

Update on Internal Audit Actions

21/22 internal audits:

- By the end of October 238 actions were complete or 73% of the total due. Directors are working through the 89 actions or 27% that are overdue.

22/23 internal audits:

- 225 actions have been raised for 2022/23. As of end of October 2023, 59 actions or 27% are overdue and 97 or 43% complete. 69 actions or 31% are not due.

23/24 internal audits:

- 4 audit reports have been finalised and 5 are in draft. 66 actions have been raised for 2023/24. 8 actions or 12% are overdue and 27 actions or 41% are not due. 22 or 33% of actions have not been allocated.

23/24 Internal Audit Plan Update

- Four audits have been finalised, and five are with managers for comment.

{{reviews}}

Update on Internal Audit Actions

As of 31 October 2023

{{after 21/22}}

The number of overdue actions decreased from 98 to 89 in the month.

As of 3 October 2023

{{before 21/22}}

An action is overdue when its date has passed and the auditor has not seen proof. Staff shortages are among the reasons.

Update on Internal Audit Actions

As of 31 October 2023

{{after 22/23}}

The number of overdue actions decreased from 60 to 59, in the month.

As of 3 October 2023

{{before 22/23}}

Update on Internal Audit Actions

As of 31 October 2023

{{after 23/24}}

The number of overdue actions increased from 7 to 8, in the month.

As of 3 October 2023

\x20
{{before 23/24}}

22 actions have not been allocated, down from 46, because two more audit reports were finalised in the month.

Internal Audit Actions By Directorate

As of 31 October 2023

\x20
2021/22 OVERDUE AUDIT ACTIONS BY DIRECTORATE



Internal Audit Actions By Directorate

As of 31 October 2023

\x20
2022/23 OVERDUE AUDIT ACTIONS BY DIRECTORATE



Contracts: what was done

1. The contracts register is kept up by the services and read by the directors each quarter.
2. A place for the register on the finance system has been agreed; it moves there in the spring.
3. Training on the contract rules goes on. 94 staff have been trained so far. Next session on 9 November 2023.
4. One of two vacant buyers' posts has been filled.
5. Reported to the November Corporate Overview Committee on the recommendations of the task group on contracts

Further contract activities

1. Move the contracts register – by February 2024 (order placed)
2. Write one pattern for managing contracts – from March 2023.
3. Give every contract a risk level – by March 2024
4. Set up a contracts board – December 2023
5. Go through the register for savings – from September 2023 and six monthly thereafter.
6. Write a commercial strategy in the course of the 2023/24 financial year.
7. Meet small firms - from August 2023

The Digital Strategy and Plan

The strategy was adopted in the spring and has three themes:

Theme¦Recent activities
<p>Making services that depend on technology more reliable.</p>¦<ul style="list-style-type: none"> • First new laptops tried out by the digital team. • A visit by peers from other councils is planned and will feed the yearly review of the strategy. • The move out of the old server room is fixed for Saturday 18th November.
<p>Making it easier to deal with the council online.</p>¦<ul style="list-style-type: none"> • The website has a new engine, and residents noticed little. • Half of all forms now go straight into the system that deals with them.
<p>Making better use of data.</p>¦<ul style="list-style-type: none"> • Housing is trying out one place for all its figures. • Each department has named a person who answers for its data.

1. Day for directors on 23rd Nov.
2. Staff groups meet in November and December to talk about what gets in their way, and one plan will be made of the answers.
3. A second round of development sessions for members is being arranged.
"""
