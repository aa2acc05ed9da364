"""The continuous improvement plan: four columns, one header per page, timescales of every kind."""

from __future__ import annotations

CONTINUOUS = """Appendix 6 – Our Continuous Improvement Plan

This follows the 12-week plan of Appendix 5.

Objective¦Action¦Intended impact for people¦Timescale for delivery
Leadership¦¦¦
Agree on a vision with partners.¦<ul style="list-style-type: none"> Ask staff Ask people who use care Put the vision on every plan¦Everyone pulls in the same direction.¦End of June 2023
Support change with people who know how.¦Appoint a programme manager and one assistant¦Change happens when it should¦End of May 2023
Have enough people for quality work.¦Appoint a lead for quality and practice¦What audits find is put right¦End of April 2023
Plan the market for care¦Appoint a commissioning lead to draw up <ul style="list-style-type: none"> a market position statement a housing plan for people with a learning disability¦<p>People can choose among good homes</p> <p>Fewer people are sent far away</p>¦<ul style="list-style-type: none"> In post May 2023 Statement – to cabinet by September 2023 Housing plan signed off October 2023
Know what the demand will be¦Draw up a forecast of demand for three years¦Services are there when they are needed¦End of November 2023
See practice as it is¦<ul style="list-style-type: none"> Publish the quality framework Keep a calendar of audits One page of figures each month Reports on practice to <ul style="list-style-type: none"> Improvement Board,¦What needs to change is seen early¦<ul style="list-style-type: none"> Framework June 2023 Page of figures July 2023

Objective¦Action¦Intended impact for people¦Timescale for delivery
¦<ul style="list-style-type: none"> ○ Corporate Leadership Team ○ Contract meeting¦¦
Members who ask good questions¦Act on what the peer review of the lead member's board recommends¦Members hold us to account¦End of September 2023
¦Training on adult care for all members¦Members know what they are asked to decide¦End of July 2023
Members and directors see practice for themselves¦<p>Days with a care team for members and directors – twice per year</p> <p>Members come to practice week.</p>¦They decide on the strength of what they saw¦<p>End of June 2023</p> <p>End of July 2023</p>
Council and company act as one¦Agree on the business plan, on one set of measures and on one form of report for all boards.¦Staff spend less time on reports¦End of July 2023
Leaders who live by our values¦Ask staff in a survey whether leaders listen.¦Staff trust their leaders¦Staff survey – September 2023 and then quarterly
Workforce¦¦¦
Be the place where people want to work¦Ask people who use care to help choose new staff.¦Staff stay, and people see the same face.¦Task group by June 2023 and new pages by August 2023
¦Open a teaching team for newly qualified social workers¦¦End of September 2023
¦Finish the ladder of posts¦¦End of August 2023
Skills¦Find out which skills are lacking, and train for them.¦Good practice¦End of August 2023
Wellbeing¦Half a day each month for learning. Survey of staff every quarter¦Less sickness, fewer who leave¦Rolling September, December, March, June
Meetings¦Guidance on when to meet in person¦¦End of August 2023
Partners¦¦¦
One way to raise a worry about practice¦Agree on steps by which partners raise worries and praise¦What works is shared.¦End of September 2023
Faith and voluntary groups¦Meet leaders of groups twice a year.¦Services fit the people whom they are for¦End of September 2023
Self-neglect¦Train partners each year in what to look for¦Neighbours and shops help to keep people safe.¦End of June 2023
Carers¦<p>Sessions on carers' rights for pharmacies and surgeries.</p> <p>Carers' week campaign.</p>¦Neighbours and shops help to keep people safe.¦End of June 2023 End of February 2024

Objective¦Action¦Intended impact for people¦Timescale for delivery
Hospital¦One list of people who are ready to leave¦People go home sooner¦End of May 2023
Housing¦Adapt homes within twelve weeks of a request¦People can stay where they are¦End of December 2023
Voice¦¦¦
People shape services¦Write an engagement strategy with those whom it concerns.¦People decide with us¦End of June 2023
¦Train people who sit on panels¦People decide with us¦TBC
Young people who come of age¦Name a worker for each from the sixteenth birthday¦No gap between two services¦End of October 2023
Practice¦¦¦
Assess people in time¦First assessments within 28 days – the target rises by steps (65, 70, 75%).¦People are helped before things get worse¦65% by June 2023
¦A team of three to work through the list of those who wait longest¦¦70% July 2023
¦Team managers look at every wait of over 28 days.¦People do not wait without knowing why¦75% August 2023
¦Close requests that need no assessment at the front door.¦¦80% September 2023
Plans¦Workshops on <ul style="list-style-type: none"> Plans Reviews Supervision¦People know what will happen next.¦End of June 2023
¦Audits show whether the workshops help¦We know ourselves¦End of May 2023
Figures¦Let managers see live figures without having to ask¦Figures are used¦Was May – push to end June 2023
Safeguarding¦New timetable for enquiries, with the police at the first meeting¦People are safe sooner¦End of September 2023
Standards of practice¦Rewrite them and keep them in one place. Let partners see them.¦People know what they can expect¦End of October 2023
Reviews¦Those who chair reviews look at each plan half way through¦Plans that do not work are changed¦End of July 2023
New ideas¦¦¦
Sensors at home¦Try out sensors in 40 homes, and ask¦People feel safe at home¦End of October 2023
Shared lives for short stays¦Look for ten households¦Carers can take a break¦End of October 2023
Small providers¦Help groups of friends to set up care firms¦¦End of January 2024
Use of resources¦¦¦
Keep within our means¦Carry out this business plan¦¦End of March 2024
Care homes outside the borough¦A panel looks at each of them twice a year.¦People live near those who love them¦End of June 2023
Agency staff¦End the contract with the agency team for reviews¦People see the same face¦End of September 2024
Fees¦Agree with neighbours on what a care home bed should cost¦¦<p>Talks – July 2023</p> <p>Prices – December 2023</p>

"""
