"""The covering report of the delivery plan, and how the plan is governed: judgements and cadences."""

from __future__ import annotations

REPORT = """FERNLEIGH BOROUGH COUNCIL

REPORT TO: Health and Care **DATE:** 18 July 2023
Scrutiny Panel

CONTACT OFFICER: Director of Adult Care
(For all enquiries) (01632) 960151

WARD(S): All

PART I
FOR COMMENT & CONSIDERATION

FERNLEIGH CARE DELIVERY PLAN

1 **Purpose of Report**

1.1 To show what the council and Fernleigh Adult Care will do about the findings of the assessment of adult care that was made in February and March 2023.

2 **Recommendations**

2.1 That the panel note the plan, which has been sent to the Care Quality Commission.

3. **The Health and Wellbeing Strategy and the Council Plan**

Priorities:

- Living Well for Longer
  - Helping people to stay in their own homes for as long as they wish to.

4 Other Implications

a) Financial

None beyond the budget that has been agreed.

b) Risk Management

None that are not in the register of risks already.

5 Background

5.1 The assessment took place in February and March 2023. It looked at the council and at Fernleigh Adult Care, the company that provides care on its behalf.

5.2 The report was published on 12 May 2023 and found adult care in Fernleigh to be in need of improvement.

- Working with people – **requires improvement**
- Providing support – **good**
- How safety is ensured in the system – **requires improvement**
- Leadership and governance – **inadequate**

6 Delivery Plan and Governance

6.1 The council and the company have drawn up one plan between them. It is attached as Appendix A.

- 6.2 Once a month, after the contract meeting, the improvement adviser will chair a meeting at which progress is gone through.
- 6.3 The Director of Adult Care will also report regularly to the Health and Care Scrutiny Panel on what has changed for people who use care. In addition, an annual report will go to Cabinet.
- 6.4 Work that has begun already:
- A charter for carers – agreed by full Council in May 2023
- One list of people waiting, shared with the hospital – in use since March 2023

7 **Conclusion**

7.1 The panel is asked for its views on the plan.

8 **Appendix**

- A - Fernleigh Care Delivery Plan

9 **Background Papers**

None

This page is intentionally left blank

"""

GOVERNANCE = """{{head}}

Fernleigh Care Delivery Plan

1. Introduction

- 1.1. The plan sets out what the council and Fernleigh Adult Care will do, when and to what end.
- 1.2. The recommendations of the assessment are listed in annex 1. Each action below names those that it answers as CR1, CR2 and so on.
- 1.3. The plan is to be carried out within 18 months.
- 1.4. It is grouped under four aims.

Access
People find the right help without delay
CQC recommendations: 1, 2, 3, 4, 5, 6, 9, 10, 16

Learning
What we hear changes what we do
CQC recommendations: 7, 11, 14

Information
The facts are at hand when a decision is made
CQC recommendations: 1, 13

Workforce
Enough people with the right skills
CQC recommendations: 8, 15, 17

{{head}}

2. Governance and monitoring of the Delivery Plan

Governance Fernleigh Adult Care:

- 2.1. The board of Fernleigh Adult Care answers for the company's part of the plan.
- 2.2. The Quality Committee goes through the company's actions on a monthly basis and reports on them to the board.
- 2.3. The managers' group will report progress to the Quality Committee every two weeks.

Governance Fernleigh Borough Council

- 2.4. Each of the council's actions has an owner, who reports to the Director of Adult Care on a monthly basis.
- 2.5. The Director of Adult Care will report quarterly to the Corporate Leadership Team on actions that are finished and what came of them.

{{head}}

\x20
- 2.6. The Director of Adult Care will report 6 monthly to scrutiny (Corporate Overview Committee and Health and Care Scrutiny Panel).
- 2.7. The Director of Adult Care will report annually to Cabinet on how the plan is getting on.

Monitoring

- 2.8. The improvement board will look at progress and agree what to do where there is too little.
- 2.9. The Safeguarding Adults Board has taken the recommendations that concern it into its own plan (Appendix 2).

"""
