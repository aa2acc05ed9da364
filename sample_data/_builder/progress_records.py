"""The sixteen recommendations of the progress report: text, paragraphs of evidence, verdict.

Recommendations 5 to 15 are the first eleven of the tracker, word for word but for what two clerks do
to the same sentence.
"""

from __future__ import annotations

SATISFACTORY = "Satisfactory progress made."

Record = tuple[str, tuple[str, ...], str]

PARTNERS: tuple[Record, ...] = (
    (
        "Agree with tenants, the advice agencies and the fire service on one set of words for urgent, soon and planned repairs. Each partner to measure itself against the same days.",
        (
            "A short guide was agreed by all partners in June 2023 and is handed to every new tenant.",
            "It names three classes of repair and the days for each. The partners have met twice since then to compare their figures, and the board of Fernleigh Homes sees the comparison.",
        ),
        SATISFACTORY,
    ),
    (
        "Look for ways to open trade apprenticeships to tenants' children and to young people who have been in care.",
        (
            "Nine places were offered in September 2023, and two were taken up by young people who had been in care. The college holds back a place for each of the next three years.",
        ),
        SATISFACTORY,
    ),
    (
        "Agree how partners pass on word of a household in difficulty that a trade worker has come across.",
        (
            "A form that can be filled in on a telephone went live in October 2023. Fernleigh Homes has sent 61 forms so far and had an answer to 54 of them.",
            "Advice on fuel, food and debt is now printed on the back of the card that a trade worker leaves.",
        ),
        SATISFACTORY,
    ),
    (
        "The safer homes partnership to go over its arrangements for visiting blocks of flats.",
        (
            "A group chaired by the Director of Housing will look at this. It intends to agree a calendar of visits and a way of sharing what was seen, and will report to the partnership next summer.",
        ),
        SATISFACTORY,
    ),
)

COUNCIL: tuple[Record, ...] = (
    (
        "Make sure that FBC takes the needs of older and disabled tenants into account whenever it draws up a specification for repairs, damp treatment or planned works.",
        (
            "The housing strategy puts the needs of older tenants first among its aims.",
            "The specification for day-to-day repairs was rewritten with help from a readers' panel.",
            "The specification for damp treatment has not been reviewed. More is needed here before the council can say that those with breathing difficulties are treated first.",
        ),
        "further work to do on the specification for damp treatment.",
    ),
    (
        "Make sure that the housing service gives private landlords in the borough practical help to bring the homes they let up to the decent standard.",
        (
            "Two evening sessions for landlords were held in 2023, with 140 people present in all.",
            "An officer now answers landlords' questions on three mornings a week. A handbook is being rewritten and ought to be ready in the spring.",
        ),
        SATISFACTORY,
    ),
    (
        "FBC housing officers to work with local colleges to cut the number of trade vacancies, unfilled apprenticeships and early leavers, and to end off-site training where it is not wanted.",
        (
            "The colleges and the service meet each term. Vacancies have fallen from 22 to 13 within a year.",
            "Training moved to the depot in September 2023. Only gas work is still taught elsewhere.",
            "Those who leave are asked why. The three reasons named most often are now agenda points for the meeting with the colleges.",
        ),
        SATISFACTORY,
    ),
    (
        "FBC to look again at the staff and money it sets aside for joint visits with the fire service.",
        (
            "Significant progress has been made. A standing agreement on costs was signed in May 2023, and a liaison post has been filled since July 2023.",
            "There is room to bring the ambulance service and the police into the same arrangement.",
        ),
        "further work to do to bring other services in.",
    ),
    (
        "Every council department to think about what its decisions mean for tenants of the council.",
        (
            "The template for reports asks the question. A sample of thirty reports was read in November 2023, and 24 of them answered it. In future the answers will have to say more.",
        ),
        SATISFACTORY,
    ),
    (
        "The strategy for keeping trade staff must look beyond wages. The figures shown to the group do not bear out the case for a market supplement.",
        (
            "More trade staff stay than before: 88 of every hundred were still in post after a year, without a supplement. Agency teams left the service three months ahead of plan.",
        ),
        SATISFACTORY,
    ),
)

COMPANY: tuple[Record, ...] = (
    (
        "Fernleigh Homes must measure its plans by what a tenant notices and by how settled a household can be. The case for the damp team should be backed, but the neighbourhood hubs ought to be looked at again with partners outside the council.",
        (
            "The damp team began work in June 2023 and has finished 212 homes. Fewer households had to be moved out than in the year before.",
            "Cabinet agreed to three hubs, run jointly with health and the advice agencies.",
        ),
        SATISFACTORY,
    ),
    (
        "See to it that supervisors have figures they can trust when they share out jobs, with the skill and the travelling time of each trade in view. Planned works are to be counted as well as day-to-day repairs.",
        (
            "A daily screen of open jobs has been in use since August 2023.",
            "More work is needed before planned works appear on the screen, and some figures still have to be typed in twice. Supervisors can do their job with what there is.",
        ),
        SATISFACTORY,
    ),
    (
        "Treat the borough's mix of old and new homes as a strength, and stop explaining poor results by the age of the stock or by the regulator's grading. Many trade staff say that the variety is why they stay.",
        (
            "Recruitment pages now show the oldest and the newest block side by side. Applications have doubled.",
        ),
        SATISFACTORY,
    ),
    (
        "Spend the little money there is on training supervisors and on a ladder from apprentice to manager, "
        "and on small loans for tools.",
        (
            "Three supervisors' courses have been paid for, and two have taken place.",
            "A ladder of five grades was agreed with the unions in October 2023. Loans for tools are planned.",
        ),
        SATISFACTORY,
    ),
    (
        "See to it that the way Fernleigh Homes deals with tenants starts from what a household can do for itself.",
        (
            "The business plan for 2024/25 will set out how tenants are to be helped to do small jobs themselves. Classes are going to be offered at the hubs.",
        ),
        SATISFACTORY,
    ),
    (
        "Let tenants take part in training trade staff, and find ways for them to have a say when contracts are let.",
        (
            "The approach under recommendation 9 covers contracts as well.",
            "Four tenants marked bids for the painting contract in November 2023. Tenants have spoken at every induction course since May 2023.",
        ),
        SATISFACTORY,
    ),
)

SECTIONS: tuple[tuple[str, tuple[Record, ...]], ...] = (
    ("Partnership recommendations", PARTNERS),
    ("**FBC Recommendations**", COUNCIL),
    ("Recommendations for Fernleigh Homes", COMPANY),
)
