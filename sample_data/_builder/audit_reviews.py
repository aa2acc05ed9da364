"""The reviews of internal audit, and what each of them is about: the nouns of its actions."""

from __future__ import annotations

from collections.abc import Mapping

Subject = tuple[str, str, str, str, str, str]
"""Directorate, owner, and then a process, the papers it leaves, the system that holds them, its people."""

EARLIEST = """
Accounts Payable ¦ Resources ¦ Payments Manager ¦ paying suppliers ¦ invoices ¦ the ledger ¦ payments staff
Accounts Receivable ¦ Resources ¦ Income Manager ¦ raising debtor accounts ¦ debtor accounts ¦ the ledger ¦ income staff
Payroll ¦ Resources ¦ Payroll Manager ¦ changing a payslip ¦ change forms ¦ the payroll system ¦ payroll staff
Treasury Management ¦ Resources ¦ Head of Finance ¦ placing a loan ¦ deal slips ¦ the loans register ¦ finance staff
Council Tax Reduction ¦ Resources ¦ Benefits Manager ¦ awarding a reduction ¦ claims ¦ the benefits system ¦ benefits staff
Housing Rents ¦ Housing and Property ¦ Income Manager (Housing) ¦ chasing rent arrears ¦ arrears letters ¦ the rents system ¦ income staff
Gas Safety ¦ Housing and Property ¦ Compliance Manager ¦ checking boilers ¦ gas certificates ¦ the compliance system ¦ compliance staff
Fire Risk Assessments ¦ Housing and Property ¦ Compliance Manager ¦ acting on fire risks ¦ risk assessments ¦ the compliance system ¦ block managers
Void Properties ¦ Housing and Property ¦ Lettings Manager ¦ letting an empty home ¦ inspection sheets ¦ the repairs system ¦ lettings staff
Temporary Accommodation ¦ Housing and Property ¦ Homelessness Manager ¦ placing a household ¦ placement records ¦ the homelessness system ¦ placement staff
Leaseholder Charges ¦ Housing and Property ¦ Leasehold Manager ¦ working out service charges ¦ charge statements ¦ the rents system ¦ leasehold staff
Home Care Contracts ¦ Adult Care ¦ Head of Care Commissioning ¦ paying for home care ¦ visit logs ¦ the care finance system ¦ commissioning staff
Deputyship and Appointees ¦ Adult Care ¦ Client Money Manager ¦ looking after people's money ¦ client accounts ¦ the client money system ¦ client money staff
Public Health Grant ¦ Adult Care ¦ Director of Public Health ¦ using the grant ¦ grant claims ¦ the grants register ¦ public health staff
Parking Income ¦ Place and Environment ¦ Parking Manager ¦ counting parking income ¦ collection sheets ¦ the parking system ¦ parking staff
Highways Inspections ¦ Place and Environment ¦ Highways Manager ¦ inspecting roads ¦ inspection sheets ¦ the highways system ¦ inspectors
Planning Obligations ¦ Place and Environment ¦ Head of Planning ¦ collecting planning obligations ¦ agreements ¦ the obligations register ¦ planning staff
Waste Contract ¦ Place and Environment ¦ Head of Waste ¦ checking collections ¦ performance sheets ¦ the waste system ¦ contract staff
School Admissions ¦ Children and Learning ¦ Admissions Manager ¦ offering school places ¦ applications ¦ the admissions system ¦ admissions staff
Special Needs Transport ¦ Children and Learning ¦ Transport Manager ¦ booking routes ¦ route orders ¦ the transport system ¦ transport staff
Information Governance ¦ Strategy and Improvement ¦ Data Protection Lead ¦ answering access requests ¦ request files ¦ the casework system ¦ all staff
Business Continuity ¦ Strategy and Improvement ¦ Resilience Manager ¦ testing plans ¦ continuity plans ¦ the plans library ¦ service managers
"""
LATER = """
General Ledger ¦ Resources ¦ Chief Accountant ¦ posting journals ¦ journals ¦ the ledger ¦ finance staff
Budget Setting ¦ Resources ¦ Head of Finance ¦ setting budgets ¦ budget papers ¦ the budget model ¦ budget holders
Contract Register ¦ Resources ¦ Head of Commercial Services ¦ registering contracts ¦ contract records ¦ the contracts register ¦ contract managers
Insurance ¦ Resources ¦ Insurance Manager ¦ settling claims ¦ claim files ¦ the claims register ¦ insurance staff
Sickness and Absence ¦ Resources ¦ Head of People ¦ recording absence ¦ absence records ¦ the people system ¦ line managers
Agency Staff ¦ Resources ¦ Head of People ¦ engaging agency staff ¦ requests ¦ the agency portal ¦ hiring managers
Repairs and Maintenance ¦ Housing and Property ¦ Head of Repairs ¦ ordering repairs ¦ works orders ¦ the repairs system ¦ repairs staff
Right to Buy ¦ Housing and Property ¦ Home Ownership Manager ¦ selling homes ¦ applications ¦ the sales register ¦ sales staff
Asset Valuations ¦ Housing and Property ¦ Head of Property ¦ valuing assets ¦ valuations ¦ the asset register ¦ valuers
Direct Payment Reviews ¦ Adult Care ¦ Head of Care Management ¦ reviewing payments ¦ review forms ¦ the care finance system ¦ social workers
Safeguarding Enquiries ¦ Adult Care ¦ Safeguarding Manager ¦ making enquiries ¦ enquiry records ¦ the care records system ¦ social workers
Licensing Fees ¦ Place and Environment ¦ Licensing Manager ¦ setting fees ¦ licence files ¦ the licensing system ¦ licensing staff
Leisure Contract ¦ Place and Environment ¦ Head of Leisure ¦ measuring the contract ¦ quarterly returns ¦ the contracts register ¦ contract staff
Schools Financial Value ¦ Children and Learning ¦ Schools Finance Manager ¦ supporting schools ¦ school returns ¦ the schools portal ¦ school bursars
Early Years Funding ¦ Children and Learning ¦ Early Years Manager ¦ paying providers ¦ headcount forms ¦ the early years system ¦ early years staff
Cyber Security ¦ Strategy and Improvement ¦ Head of Digital ¦ guarding the network ¦ incident logs ¦ the network ¦ digital staff
"""
LATEST = """
Follow Up of Earlier Audits ¦ Strategy and Improvement ¦ Head of Policy ¦ following up actions ¦ action records ¦ the action tracker ¦ action owners
Income Collection at Leisure Sites ¦ Place and Environment ¦ Head of Leisure ¦ banking takings ¦ takings sheets ¦ the till system ¦ site staff
Housing Management System ¦ Housing and Property ¦ Systems Manager ¦ changing the system ¦ change requests ¦ the housing system ¦ system users
Direct Payments ¦ Adult Care ¦ Head of Care Management ¦ setting up a payment ¦ agreements ¦ the care finance system ¦ social workers
Schools Audit - Millbrook Primary ¦ Children and Learning ¦ Head Teacher ¦ ordering goods ¦ orders ¦ the school accounts ¦ school staff
Schools Audit - Ashgrove Infants ¦ Children and Learning ¦ Head Teacher ¦ collecting dinner money ¦ receipts ¦ the school accounts ¦ school staff
Licensing and Permits ¦ Place and Environment ¦ Licensing Manager ¦ issuing permits ¦ permit files ¦ the permits system ¦ licensing staff
Business Rates ¦ Resources ¦ Revenues Manager ¦ granting reliefs ¦ relief claims ¦ the revenues system ¦ revenues staff
Purchase Cards ¦ Resources ¦ Payments Manager ¦ using purchase cards ¦ card statements ¦ the card portal ¦ card holders
"""


def _subjects(lines: str) -> dict[str, Subject]:
    held: dict[str, Subject] = {}
    for line in lines.strip().splitlines():
        review, directorate, owner, process, papers, system, people = line.split(" ¦ ")
        held[review] = (directorate, owner, process, papers, system, people)
    return held


SUBJECTS: Mapping[str, Mapping[str, Subject]] = {
    "2021/22": _subjects(EARLIEST),
    "2022/23": _subjects(LATER),
    "2023/24": _subjects(LATEST),
}
"""Audit year to its reviews."""
