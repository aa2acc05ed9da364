"""The safeguarding self-audit with its action list by standard, and the panel's work programme."""

from __future__ import annotations

STANDARDS = """FERNLEIGH BOROUGH COUNCIL

REPORT TO: Health and Care **DATE:** 18 July 2023
Scrutiny Panel

CONTACT OFFICER: Director of Adult Care
(For all enquiries) (01632) 960151

WARD(S): All

PART I
FOR COMMENT & CONSIDERATION

FERNLEIGH BOROUGH COUNCIL'S SAFEGUARDING SELF-AUDIT

1 **Purpose of Report**

1.1 This report gives the main points of a self-audit of the council's services against the 7 standards of the Safeguarding Adults Board.

2 **Recommendation(s)/Proposed Action**

2.1 That the panel look at the action list that followed from the self-audit.

3 **The standards**

3.1 The self-audit asks about 7 standards:

- 1) Senior people show that safeguarding matters to them.
- 2) Staff know what the council says about safeguarding.
- 3) It is plain who answers for safeguarding.
- 4) Services are planned with safeguarding in mind, and with the people who use them.
- 5) Staff are trained in safeguarding.
- 6) Staff are recruited with care.
- 7) Agencies share what they know.

4 **What was found**

4.1 All departments took part between November 2022 and January 2023.

4.2 An action plan is being developed, with dates and owners. The main actions are listed in Appendix A.

5 **Next Steps**

The Corporate Leadership Team has been through the results, and an action plan developed.

The Director of Adult Care will report back to the Corporate Leadership Team on a quarterly basis.

6 **Appendices Attached**

A - Safeguarding audit action plan

7 **Background Papers**

None.

Standard 1: Senior people show that safeguarding matters to them
1¦Each service plan to say what the service does to keep adults safe
2¦Standard 1 to be talked about at the yearly appraisal of each head of service
3¦Those who buy services should ask bidders about safeguarding. Not all do so yet
4¦Directors to spend a day a year with a care team
5¦The self-audit to be done again in two years
Standard 2: Staff know what the council says about safeguarding
6¦A statement to be put in the pack for new staff and on the staff website. <i>Everybody who works for Fernleigh Borough Council has a part in keeping adults safe from harm and neglect.</i>
7¦Write an easy-read leaflet and form for raising a concern

Standard 3: It is plain who answers for safeguarding
8¦See that staff in every building know whom to ring

Standard 4: Services are planned with safeguarding in mind, and with the people who use them
9¦<p>Add a page to the template for service plans:</p> <ul style="list-style-type: none"> • Whom did you ask? • What did they say? • What will you do about it?

Standard 5: Staff are trained in safeguarding
10¦Show the Corporate Leadership Team how many staff have been trained, quarter by quarter

Standard 6: Staff are recruited with care
11¦What is needed was found to be in place, so no further action is required. To be looked at again next time.

Standard 7: Agencies share what they know
12¦Agree how to share what is known about: <ul style="list-style-type: none"> • Hoarding • Between services within the council Between the council and Fernleigh Adult Care

This page is intentionally left blank

"""

WORK_PROGRAMME = """FERNLEIGH BOROUGH COUNCIL

REPORT TO: Health and Care Scrutiny Panel

DATE: 18th July 2023

CONTACT OFFICER: Head of Democratic Services
(For all Enquiries) (01632) 960150

WARDS: All

PART I

TO NOTE

**HEALTH AND CARE SCRUTINY PANEL
2023/24 WORK PROGRAMME**

1. **Purpose of Report**

1.1 For the panel to talk over its programme of work.

2. **Recommendations/Proposed Action**

2.1 That the panel note the programme for the 2023/24 municipal year.

3. **Appendices Attached**

A - Work Programme for 2023/24 Municipal Year

4. **Background Papers**

None.

HEALTH AND CARE SCRUTINY PANEL

WORK PROGRAMME 2022/23

Meeting Date
18 July 2023
<ul style="list-style-type: none"> • Waiting times for assessment • Care Delivery Plan • Safeguarding self-audit
17 October 2023
<ul style="list-style-type: none"> • Safeguarding Adults Board: yearly report • Winter plan
7 December 2023
8 February 2024
13 March 2024
18 April 2024

This page is intentionally left blank
"""
