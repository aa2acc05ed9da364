"""The twelve-week plan: what inspectors said, what will be done, what it is meant to change."""

from __future__ import annotations

TWELVE_WEEKS = """Appendix 5 - Our 12-week Improvement plan

Fernleigh Adult Care Immediate Improvement Plan

Executive Summary

The plan runs from April to June 2023. The Continuous Improvement Plan of Appendix 6 follows it.

Improvement Plan

These are its themes:

1. Leadership
2. Workforce
3. Partners
4. Voice
5. Practice
6. New ideas
7. Use of resources

Objective¦What CQC told us¦Action¦Intended Impact for People
Leadership¦¦¦
Good governance¦<p>Nobody could say which board decides on what.</p> <p>Members of the council hear of problems late.</p> <p>Decisions about money were made without asking what they mean for people who wait.</p>¦Ask an outside adviser to look at how decisions are made, and act on what is found¦Decisions are made sooner, and by those who should make them
Leaders know how good practice is¦<p>The self-assessment leaves out what is weak.</p> <p>Audits count forms and do not ask whether care was good.</p> <p>Supervision takes place, but it changes little for people</p>¦<p>A bid for money for a quality team has been made</p> <p>Write a quality framework with a calendar of audits.</p>¦<p>People get better care because we know what is wrong</p> <p>Team managers can judge practice</p>
Members play their part¦The lead member's board is new and has not found its feet.¦Peer review of the lead member's board¦Members ask better questions
¦<p>Council and company get on better than before, but do not yet act as one.</p> <p>There is no plan for homes that people with a learning disability could rent.</p>¦Bring the market position statement up to date¦People can choose where to live
Workforce¦¦¦
A settled workforce¦<p>People tell their story over and over because staff change.</p> <p>One post in five is held by agency staff.</p>¦New recruitment pages, with films made by staff¦Money goes to care and not to agencies.
The right posts¦Therapists are too few.¦<p>A principal social worker will be appointed</p> <p>Two trainee posts for therapists will be set up</p>¦<p>People see the same face</p> <p>People wait less long for a therapist</p>
Partners¦¦¦
One record¦Health and care staff cannot see each other's notes.¦CARE PLAN 3 – give ward staff a view of care plans¦Nobody has to say the same thing twice
Partners know when to call us¦<p>Few concerns come from dentists, banks and pharmacies.</p> <p>The police do not always hear of a concern in time.</p>¦Sessions for partners on self-neglect and scams¦Neighbours and shops help to keep people safe.
¦¦List of all people who wait, shared with partners¦Good referrals lead to quick decisions.
¦¦Joint audits of referrals every quarter¦Good referrals lead to quick decisions.
Voice¦¦¦
People shape services¦People feel that they are asked and then forgotten.¦Rewrite the engagement strategy¦People see what became of what they said
¦One man said: "They come with a form and go with a form."¦Pay people for their time when they help us¦People take part because it is worth their while
Practice¦¦¦
Plans that work¦<p>Plans are long and seldom say who does what.</p> <p>Reviews are late.</p>¦Workshops for all staff: Plans Reviews Supervision¦People know what will happen next.
Carers¦Carers wait longer than anybody else.¦A shorter form and a carers' team¦Carers can go on caring
Moving home from hospital¦Too many people wait on a ward for a care package.¦Agree on one list with the hospital¦People go home sooner
New ideas¦¦¦
To be worked out¦Sensors at home Shared lives for short stays¦Bid made in March for money from the region.¦
Use of resources¦¦¦
¦¦Support for this plan, which has been costed¦
¦¦Further savings to be found in what we buy¦

"""
