"""The delivery plan: four tables over many pages, and the annex of recommendations that they cite."""

from __future__ import annotations

DELIVERY = """{{head}}

Improving Access¦¦Deadline¦Owner¦Progress¦Outcome / Impact
1¦Actions¦¦¦¦
¦First Contact¦¦¦¦
CR 1¦Open one front door for adults who need care, with a nurse and a housing adviser in the team.¦31/09/23¦HAC¦A project group meets weekly. The team will be complete by the end of September 2023.¦People are heard once and helped sooner. Fewer calls are passed on.
CR2¦Write down who may refer on and who may close a request, and at which level of need.¦31/09/23¦HAC¦A draft is being read by the managers' group.¦Staff know what they may decide. Fewer requests come back within a month.
CR 1¦Rewrite the guide to eligibility. Give it to all who refer people to us so that it is¦30/04/23¦SAB¦The guide is with the printer. The Safeguarding Adults Board saw it on Friday 16 March 2023.¦The guide is up to date and used.

{{head}}

¦known and understood.¦¦¦A short form for home carers will follow.¦Partners agree on who should be referred, and when.
CR 2¦Set a time limit for each step between a request and a decision (see Care Act guidance) and tell people what it is.¦31/07/23¦PSW¦Limits were agreed on 26 June 2023.¦People know how long they must wait. .
CR 3¦Go over how safeguarding enquiries are planned, and bring the police and health in from the start.¦30/06/23¦HAC¦¦Enquiries are planned by all who are concerned. Audits will show whether this is so.
CR 13¦Give the people who chair reviews the right to send a plan back.¦30/06/23¦PSW¦The paper on this is a draft and will be looked at again.¦Plans are sent back where they should be. Each case is written down and counted.

{{head}}

CR 13¦Train all who chair reviews in how to put questions to a provider.¦31/09/23¦PSW¦<p>A grant for training has been received.</p> <p>Two of four sessions have taken place.</p>¦<p>Reviews change plans.</p> <p>People say that they were listened to.</p>
¦Carers¦¦¦¦
CR 6 / 18¦Set up a team for carers so that each carer knows one person by name.¦31.8.23¦HCC¦A place for the team has been found at the library.¦Carers are assessed in time and say that it helped.
CR 5¦Shorten the form for a carer's assessment, as carers have asked.¦9.6.23¦HCC¦The form has gone from 24 pages to 9.¦% of carers with an assessment in the last year.

{{head}}

CR 5¦<p>Offer breaks that can be booked at a day's notice</p> <p>Agree with two homes that each keeps a bed free.</p>¦<p>September 2023</p> <p>September 2023</p>¦HCO¦The carers' forum talked about this on 22nd June.¦<p>Number of carers who had a break</p> <p>Survey of carers</p>
CR16¦Find suitable housing for people who leave hospital and cannot go back to where they lived: <ul style="list-style-type: none"> a) for some weeks b) for good ¦April 2024¦HOU¦A group led by the Director of Housing is looking at what there is.¦% of people who leave hospital for a home of their own

{{head}}

¦¦¦¦¦¦and the number of people who wait in hospital for a home.
CR 4¦Hospital Discharge¦¦¦¦¦
¦Agree with the hospital on one list of people who are ready to go home.¦¦31/9/2023¦HRE¦The list has been in use since March.¦Nobody waits in hospital because two lists differ.
CR 4¦Ring everybody who has gone home within two days¦¦31/9/2023¦HRE¦¦People who have gone home feel safe there
CR 16¦Carry out the market position statement¦¦Finished, and checked each quarter.¦HCO¦The statement was published in February.¦Providers know what the council will buy and plan for it.

{{head}}

CR 16¦Draw up a campaign to find more shared lives households¦31/08/2023¦HCO¦¦Fernleigh has 20 more shared lives households by the end of next year.
¦Prevention¦¦¦¦
CR 9¦Write a prevention strategy with partners.¦October 2023¦FBC¦¦The strategy says who does what, and has measures.
CR 9¦Look at the community hubs again in the light of the strategy.¦31/03/2024¦HPH¦Talks with residents have ended. A formal consultation is under way.¦People get help before they need care.

{{head}}

¦Voice¦¦¦¦¦¦¦¦
CR 10¦Publish a charter for carers¦April 2023¦DAC¦The charter was agreed by Cabinet and by full Council in May.¦¦¦¦¦<u>Voice Scorecard</u> People say that the charter is kept
CR 10¦Rewrite the engagement strategy with the people whom it concerns.¦June 2023¦HEN¦Agreed by Cabinet on the 19th June 2023.¦¦¦¦¦
CR 10¦Carry out the engagement strategy¦December 2023¦HEN¦The first of four steps has been taken¦¦¦¦¦
CR 11¦Ask people with care needs to sit on the panels that choose providers¦July 2023¦HEN¦Six people have been trained. Three panels have been held with them.¦¦¦¦¦Yearly survey of people who use care

{{head}}

CR 14¦Tell people what became of their complaint, and staff what was learnt.¦Ongoing¦SAB¦Short notes go to all staff each month.¦Complaints about the same thing grow fewer.
CR 11¦Keep an eye on how people from small communities find their way to us.¦31/03/23¦HEN¦¦The share of people from each community is what it should be.

{{head}}

2¦¦Improving Learning¦¦¦¦¦
¦Actions¦Deadline¦Owner¦Progress¦Outcome / Impact¦¦
CR 7¦Make sure that every care plan says in the person's own words what they want, and that this guides the¦Ongoing¦HAC¦Team managers read two plans a month. A new form for¦People find themselves in their plan.¦¦

{{head}}

¦care given.¦¦¦¦reviews is on trial in two teams.¦Audits will show the quality of plans.
CR 14¦Rewrite the complaints procedure and use it in the whole company. See that what is learnt is passed on.¦¦30-04-23 31-05-23¦PSW¦The procedure is a draft. Training begins in September.¦It is easy to complain, and fewer complaints reach stage 2.
CR 14¦Audit case files to a yearly calendar.¦¦Ongoing¦PSW¦The calendar has been drawn up.¦Audits take place when they should. .

3¦Improving Information¦¦¦¦Outcome / Impact
¦Actions¦Deadline¦Owner¦Progress¦
CR 1¦Give team managers a weekly sheet of figures.¦Ongoing¦HAC¦A sheet has been made and is gone through every Monday.¦Managers can answer for what their team does.

{{head}}

¦¦¦¦¦The board has a monthly sheet as well, and its targets are being set.¦Managers help each other out.
CR 13¦Mend the care record system so that reports are right and in time.¦¦Ongoing¦HIT¦Workshops on what should change are being held.¦The system does what staff need.
¦Bring the needs assessment of the borough up to date¦¦December 2023¦HPH¦A first update was made at once.¦The assessment is used when services are bought

4¦Improving Workforce¦¦¦¦¦
¦Actions¦Deadline¦Owner¦Progress¦Outcome / Impacts¦
CR 8¦Write and carry out a workforce strategy¦14/07/2023¦HHR¦A draft goes to the board of the company¦There is a clear way forward¦
CR 8¦Bring in the new team structure after talks with all staff¦31/03/2024¦MGT¦Talks have ended, and the first team moves in July 2023.¦Fewer handovers. Staff stay longer.¦

{{head}}

CR 17¦Train staff in writing plans with people who have dementia.¦31/07/2023¦HCC¦A meeting with the trainers took place in April 2023¦People with dementia have plans that they can follow.
CR 15¦Fill the vacant posts for occupational therapists.¦31/09/2023 Ongoing¦HHR¦<p>Three of four posts have been filled.</p> <p>A trainee post has been set up.</p>¦Nobody waits more than four weeks for a therapist.

"""

ANNEX = """{{head}}

Annex 1 CQC Recommendations

1. Give people one place to turn to, and make sure that all who refer to it know what it is for.
2. Make it plain who decides what, and how long each decision may take.
3. Plan safeguarding enquiries together with the police and with health from the first day.
4. Help people to leave hospital as soon as they are ready, and stay in touch with them at home.
5. Assess carers on time, with a form that does not tire them, and offer breaks that fit their lives.
6. Let each carer know by name the person who can help.
7. Write care plans that start from what the person wants and that say what each person will do.
8. Build a workforce that stays, by ways that go beyond pay.
9. Agree with partners on how to prevent the need for care, and measure whether it works.
10. Hear people who use care before plans are made, and show what changed because of it.
11. Find out which communities do not come to the council for help, and why.
12. Give young people who will need care as adults a named worker from their sixteenth birthday.

{{head}}

13. Let those who chair reviews challenge providers, and record when they do.
14. Learn from complaints and audits, and tell people what was learnt.
15. Put an end to long waits for occupational therapy.
16. Secure housing and homes with care of the right kind for those who cannot go back to where they lived.
17. Train staff who work with people with dementia.
18. Look at how support for carers is organised.

"""
