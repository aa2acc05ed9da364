"""The directions of the board report, page by page, as the columns of `board.HEADER`."""

from __future__ import annotations

END = "31-Mar-24"
MONEY = "Portfolio Holder for Finance, Assets & Transformation"

Page = tuple[tuple[str, ...], ...]

FIRST: Page = (
    (
        "1",
        "Review of Corporate Capacity",
        "",
        "Director of Strategy",
        "Head of Policy",
        "01-Dec-22",
        "",
        "=",
        "12/10 - All service plans are in and name the posts that each service is short of. They will be gone over once more so that they agree with one another. Next comes a timetable for reporting on them, and a note of what to do differently in the coming year.",
    ),
    (
        "2",
        "Sound Financial Management",
        f"Leader / {MONEY}",
        "Director of Resources",
        "Head of Finance/ Head of Audit",
        END,
        "",
        "=",
        "15/11 - Verbal update given to the finance board. The half-year figures have moved to the December meeting. 09/10 - Plan agreed; it will be followed month by month. 11/08 - Outline of the plan shown to the commissioner and the portfolio holder.",
    ),
    (
        "3a",
        "Balanced Budget Action Plan",
        f"Leader / {MONEY}",
        "Director of Resources",
        "Head of Finance/ Head of Audit",
        END,
        "",
        "▲",
        "15/11 - Verbal update given to the finance board. 09/10 - Work on the three-year forecast goes on. As a gap of £3.1m remains we are reducing the RAG status until the savings panel has met twice more.",
    ),
    (
        "3b",
        "Decision Making Action Plan",
        "Leader",
        "Monitoring Officer",
        "Head of Democratic Services",
        END,
        "",
        "=",
        "16/11 - - A shorter protocol between members and staff is with the group leaders. - The forward plan now covers four months. - The post of deputy monitoring officer has been advertised and interviews are to be held before Christmas.",
    ),
)

SECOND: Page = (
    (
        "3c",
        "Overview and Scrutiny Action Plan",
        "Chair, Corporate Overview Committee",
        "Monitoring Officer",
        "Head of Democratic Services",
        END,
        "",
        "=",
        "<p>18/10 - The programme of work is agreed. The group on transport for schools reports in November. Members met beforehand to agree their questions, which worked well.</p> <p>12/09 – A scrutiny officer started this month. The group on transport for schools met on 07/09; papers for 27/09 went out on time.</p>",
    ),
    (
        "3d",
        "Internal Audit Action Plan",
        MONEY,
        "Director of Resources",
        "Head of Audit",
        END,
        "",
        "=",
        "<p>11/10 - Directors look at their High actions every month. Anything that slips is taken up with the director concerned.</p> <p>07/09 - Every open action was gone through by the audit board on 6th September 2023. It will do so at each meeting; the next is on 7th December 2023.</p>",
    ),
)

THIRD: Page = (
    (
        "3e",
        "Buying and Contracts Action Plan",
        "Lead Member for Finance, Assets, Transformation and Contracts",
        "Director of Resources",
        "Head of Commercial Services",
        END,
        "",
        "=",
        "<p>02/11 Met small firms at the town hall, with a second session on 16 November. Reported to the Corporate Overview Committee on 7 November.</p> <p>05/10 - The plan that follows from the mapping of processes is under way. One buyer has been appointed; two posts are still to be filled. Work on a pattern for managing contracts has begun.</p>",
    ),
    (
        "3f",
        "Technology Action Plan",
        "Portfolio Holder for Residents & Digital",
        "Director of Strategy",
        "Head of Digital",
        END,
        "",
        "▲",
        "<p>25/11 - Telephones moved to the new system with two faults, both mended on the same day.</p> <p>07/11 - The November paper for Cabinet has been cleared by all who had to see it. The strategy is looked at again in the new year. New laptops are on order and will be given out from January.</p>",
    ),
)

FOURTH: Page = (
    (
        "3g",
        "Scheme of Delegation and Management Structure",
        "Leader",
        "Chief Executive",
        "Monitoring Officer (MO)",
        "01-Oct-22",
        "",
        "=",
        "Please see direction 8.",
    ),
    (
        "4",
        "Monthly Report on Improvement",
        "Leader",
        "Director of Strategy",
        "Head of Policy/ Programme Manager",
        END,
        "",
        "=",
        "<p>16/11 Asking each director how the council plan shows in the plans of their services</p> <p>09/10 The report has now been made every month for a year.</p>",
    ),
    (
        "5",
        "Culture and Values",
        "Leader",
        "Chief Executive",
        "Director of Strategy",
        END,
        "",
        "▲",
        "<p>16/11 A day for all directors is planned for 23 Nov. Staff meet in groups through the winter</p> <p>11/10 - The next directors' day has been put back to November.</p>",
    ),
    (
        "6",
        "Council Companies Review",
        "Portfolio Holder for Finance & Assets",
        "Director of Resources / Monitoring Officer",
        "Head of Property",
        END,
        "",
        "▲",
        "<p>16/11 - Board told of the state of the four companies. Fernleigh Homes is the largest.</p> <p>- Sale of land at the canal basin: paper to Cabinet in September.</p> <p>- Two directorships have fallen vacant.</p> <p>- Next paper planned for the February Cabinet.</p>",
    ),
    (
        "7",
        "Decisions Based on Evidence",
        "Portfolio Holder for Residents & Digital",
        "Director of Strategy",
        "Head of Policy",
        END,
        "",
        "▲",
        "<p>09/11 - The quality mark of our adult care return is 'good', one step up.</p> <p>October - First set of charts in use by the housing service.</p> <p>21/09 - Money found for another analyst.</p>",
    ),
)

FIFTH: Page = (
    (
        "8",
        "Recruiting the Senior Team",
        "",
        "Commissioners",
        "Chief Executive",
        "31-Mar-23",
        "C",
        "=",
        "<p>14/04 - Now business as usual. A new structure for heads of service will follow.</p> <p>02/02 - The last vacant director's post has been filled.</p>",
    ),
    (
        "CARE",
        "Improvement Notice on Adult Care",
        "Portfolio Holder for Health, Adult Care, Public Protection and Communities",
        "Director of Adult Care",
        "Head of Care Management",
        "31-Mar-24 (UNDER REVIEW)",
        "A",
        "▲",
        "<p>14/11 - The department's adviser came for two days. The word was of better practice and of more to do on waiting times.</p> <p>08/09 - The draft plan puts the nine aims of the notice into four pieces of work so that they are not pursued apart from each other.</p>",
    ),
)

PAGES: tuple[Page, ...] = (FIRST, SECOND, THIRD, FOURTH, FIFTH)
