"""Block one of the tracker: 16 recommendations as meeting, text, response received, response, accepted.

The first eleven also stand in the progress report on housing repairs, as recommendations 5 to 15.
"""

from __future__ import annotations

FEBRUARY = "9-Feb-23"
MARCH = "2nd Mar 2023"
GREEK_Y = "Υ"

REPAIRS: tuple[tuple[str, str, str, str, str], ...] = (
    (
        FEBRUARY,
        "Make sure that FBC takes the needs of older and disabled tenants into account whenever it draws up a specification for repairs, damp treatment or planned works.",
        "Y",
        "Head of Asset Management / The specification now opens with a page on tenants' needs. A tenants' reader panel meets every second month and has seen both of this year's specifications.",
        "Y",
    ),
    (
        FEBRUARY,
        "Make sure that the housing service gives private landlords in the borough practical help to bring the homes they let up to the decent standard.",
        "",
        "Private Sector Housing Manager",
        "Y",
    ),
    (
        FEBRUARY,
        "FBC housing officers to work with local colleges to cut the number of trade vacancies, unfilled apprenticeships and early leavers, and to end off[1]site training where it is not wanted.",
        "",
        "Head of Repairs",
        GREEK_Y,
    ),
    (
        FEBRUARY,
        "FBC to look again at the staff and money it sets aside for joint visits with the fire service.",
        "Y",
        "Head of Repairs / Fernleigh Homes now has a fire liaison post that is working through the blocks in order of risk. Costs are shared through a standing agreement, which the fire service signed in the spring.",
        GREEK_Y,
    ),
    (
        FEBRUARY,
        "Every council department to think about what its decisions mean for tenants of the council.",
        "Y",
        "Report templates ask for the effect on tenants since May. The housing strategy now being drafted will carry a statement of 'what this means for you' in each chapter.",
        "Y",
    ),
    (
        FEBRUARY,
        "The strategy for keeping trade staff must look beyond wages. The figures shown to the group do not bear out the case for a market supplement.",
        "Y",
        "The supplement was not taken up. Vans with better fittings and a shorter on-call rota were.",
        "Y",
    ),
    (
        FEBRUARY,
        "Fernleigh Homes must measure its plans by what a tenant notices and by how settled a household can be. The case for the damp team should be backed, but the neighbourhood hubs ought to be looked at again with partners outside the council.",
        "Y",
        "The asset plan was rewritten around what tenants see. The damp team started work in June and the hubs are being reviewed with health and the advice",
        "Y",
    ),
    (
        FEBRUARY,
        "See to it that supervisors have figures they can trust when they share out jobs, with the skill and the travelling time of each trade in view. Planned works are to be counted as well as day-to-day repairs.",
        "Y",
        "Supervisors have a daily screen of open jobs",
        "Y",
    ),
    (
        FEBRUARY,
        "Treat the borough's mix of old and new homes as a strength, and stop explaining poor results by the age of the stock or by the regulator's grading. Many trade staff say the variety is why they stay.",
        "Y",
        "The staff handbook has been rewritten in this spirit, and the word 'legacy' has been taken out of the reports that go to the board.",
        "Y",
    ),
    (
        FEBRUARY,
        "Spend the little money there is on training supervisors and on a ladder from apprentice to manager, "
        "and on small loans for tools.",
        "Y",
        "Two supervisors' courses have run and a third begins in the new year. All posts are open to staff first, and seven apprentices have moved up since last autumn.",
        "Y",
    ),
    (
        FEBRUARY,
        "See to it that the way Fernleigh Homes deals with tenants starts from what a household can do for itself.",
        "Y",
        "Our way of working is called HOME H = hear first O = own the job M = mend it once E = explain. Every team has had its own session on it, and the customer training builds on the same four steps.",
        "Y",
    ),
    (
        MARCH,
        "Open at least one library on each weekday evening, and publish which one well ahead",
        "",
        "",
        "Y",
    ),
    (
        MARCH,
        "Offer the library catalogue in the languages most spoken in the borough, so that people can find and renew books without having to ask at the desk",
        "",
        "",
        GREEK_Y,
    ),
    (
        MARCH,
        "Make the booking page of the leisure centres quicker to use",
        "",
        "",
        "Y",
    ),
    (
        MARCH,
        "Ask staff to ring people back as well as write to them when a complaint is looked into",
        "",
        "",
        GREEK_Y,
    ),
    (
        MARCH,
        "Collect what was learnt from complaints in one place and show in each yearly report what was done about it",
        "",
        "",
        GREEK_Y,
    ),
)
