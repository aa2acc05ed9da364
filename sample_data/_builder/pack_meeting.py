"""Agenda of the panel's meeting on 18 July 2023 and minutes of the one before."""

from __future__ import annotations

MEETING = """


Date of issue: Monday 10th July 2023

MEETING¦HEALTH AND CARE SCRUTINY PANEL (nine councillors) <u>Co-opted Members</u> Healthwatch representative, carers' forum representative
DATE AND TIME:¦TUESDAY, 18TH JULY, 2023 AT 7.00 PM
VENUE:¦COUNCIL CHAMBER, TOWN HALL, FERNLEIGH
DEMOCRATIC SERVICES OFFICER: (for all enquiries)¦DEMOCRATIC SERVICES 01632 960150

NOTICE OF MEETING

Members of the panel are asked to be present at the time and place above.

Chief Executive

AGENDA

**AGENDA
ITEM**

REPORT TITLE

PAGE

WARD

PART 1

APOLOGIES FOR ABSENCE

1. Declaration of Interest

Members are asked to say whether they have an interest in anything on the agenda.

2. Election of Chair for 2023 – 24

3. Minutes of the Meeting held on 20th April 2023 1 - 5

SCRUTINY ISSUES

4. Member Questions

(Ten minutes at most.)

5. Waiting Times for Assessment - report to follow

6. Fernleigh Care Delivery Plan 7 - 30

7. Fernleigh Borough Council's Safeguarding Self-Audit 31 - 38

ITEMS FOR INFORMATION

8. Forward Work Programme 39 - 42

9. Date of Next Meeting - 17th October 2023

Press and Public

Anyone may come and listen until the panel turns to Part II. Filming is allowed if it disturbs nobody.



Health and Care Scrutiny Panel – Meeting held on Thursday, 20th April, 2023.

Present:- The Chair, the Vice-Chair and five other councillors

Co-opted Members

Healthwatch representative

Apologies for Absence:- Two councillors

PART 1

40. Declaration of Interest

None was made.

41. Minutes of the Meeting held on 15th March 2023

The panel asked for one change:

- The Director of Adult Care had said that 38 people were waiting for a care package, and not 83.

Resolved: that, with that change, the minutes of the meeting held on 15th March 2023 be signed as correct.

42. Member Questions

There were none.

43. Leaving Hospital Safely - Update

The report told of the work done since the winter. The hospital and the council now run one team, with one list of people who are ready to go home.

The reablement service had seen 310 people between January and March, against 245 in the same

Health and Care Scrutiny Panel - 20.04.23

months of the year before. Of those, 241 had needed no further care three months later.

The panel raised the following:

- Weekend discharges had grown from 9 to 31 a month. Pharmacy hours were now the main hindrance.
- Families had said that they did not know whom to ring. A card with one number was being tried out on two wards.
- There was a shortage of occupational therapists; four posts out of eleven were vacant.
- Members asked how the council knew that people were content with their care. A survey was in the field and would be reported in the autumn.

Resolved:

1. That the notes of the last two meetings of the discharge board be sent to members of the panel.
2. That a visit to the reablement centre be arranged for members.

44. Day Opportunities - Yearly Report

The contract was in its third year and would end on 31st March 2024. Talks about what should follow had begun.

- Attendance had come back to nine tenths of what it had been before the pandemic.
- Transport remained the complaint heard most often.

Health and Care Scrutiny Panel - 20.04.23

- Members were unsure which of the figures were for the year and which for the quarter.

Resolved:

1. That the panel's wish for transport to be part of the new contract be passed to the Director of Adult Care.
2. That the Chair would write to the integrated care board about pharmacy hours at weekends.

45. Ratings of Care Homes in the Borough

Of 22 homes in the borough 17 were rated good. One home had been told to admit nobody while it put things right.

Resolved: that the report be noted.

46. Attendance Record

Resolved: that the attendance record be noted.

47. Date of Next Meeting - 18th July 2023

Chair

(Note: The Meeting opened at 7.02 pm and closed at 8.47 pm)

This page is intentionally left blank

"""
