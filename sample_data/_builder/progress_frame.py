"""What stands before and after the recommendations of the progress report."""

from __future__ import annotations

OPENING = """
## **Fernleigh Borough Council**

Report To:¦Corporate Overview Committee
Meeting Date:¦11 January 2024
Subject:¦Task and finish group on the Housing Repairs Service – update on progress
Chief Officer:¦Chief Executive
Contact Officer:¦Head of Democratic Services
Ward(s):¦All
Exempt:¦NO
Appendices:¦None

# 1. Summary and Recommendations

1.1 This paper tells the committee how far the recommendations of the former Homes and Places Panel on the housing repairs service have been carried out. The panel received its task group's findings on 9 February 2023 and they went to Cabinet on 20 March 2023.

#### 1.2 Recommendations:

Committee is recommended to:

- (a) Note how far each recommendation has been carried out.
- (b) Decide whether any of them should become part of its own programme of work.

#### Reason:

The committee took over from the panel in May. The regulator has asked to see that members follow up what they recommend, and a single account is the quickest way to show it.

# 2. Report

## Background

2.1 The group looked at how repairs are ordered, done and paid for. It spoke to tenants, trade staff and Fernleigh Homes, which runs the service for the council under a management agreement.

2.2 What follows is arranged as the group's findings were: first what it asked of the council and its partners together, then of the council, then of Fernleigh Homes.

#### **Options considered**

**Option 1 – say nothing further.** No rule requires a report. The panel had been promised one, however. **This is not recommended.**

**Option 2 – report every quarter.** Guidance on scrutiny warns that following up can crowd out new work. **This is not recommended.**

**Option 3 – report once, and look again only where too little has happened.** **This is recommended.**
"""

CLOSING = """
# 3. Implications of the Recommendation

- 3.1 Financial implications
- 3.1.1 None follow from this paper. The repairs budget is set each year with the management fee.
- 3.2 Legal implications
- 3.2.1 The council stays the landlord and answers to the regulator for the homes, whoever mends them.

## 3.3 Risk management implications

3.3.1 The corporate risk register holds a risk on the safety of homes. Most of the recommendations lower it.

#### 3.4 Equality implications

- 3.4.1 Older tenants and tenants with a disability ask for more repairs than others and gain most from a better service.

# 4. Background Papers

None
"""
