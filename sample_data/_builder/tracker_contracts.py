"""Block two of the tracker: 14 recommendations as text, what the year became, response, accepted."""

from __future__ import annotations

CYRILLIC_P = "Р"
GREEK_Y = "Υ"

CONTRACTS: tuple[tuple[str, str, str, str], ...] = (
    (
        "The road maintenance contract must be let in good time, with a plain list of what is to be delivered, by when and how it will be measured, and with a point at which members can stop it.",
        "0-23",
        "The highways team keeps a calendar of every contract that ends within three years and begins its preparations eighteen months ahead. Bids are marked against the list, and the marks are kept.",
        CYRILLIC_P,
    ),
    (
        "Bids should be marked against what the specification asks for, and the marks kept as a record.",
        "o-23",
        "as above",
        "P",
    ),
    (
        "Where an award above the key decision limit is left to an officer, the portfolio holder must be asked first. What was asked and what was answered is to be written down before the contract is signed.",
        "o-23",
        "The constitution was changed in May and lists the awards for which a written record must be published. It covers all contracts above £150k. The record has a box for what the portfolio holder said, and the sealing officer will not proceed while the box is empty.",
        "Y",
    ),
    (
        "Staff must keep to the contract rules as revised, and a forward plan of contracts must be kept up.",
        "o-23",
        "A forward plan goes to Cabinet twice a year; the latest was agreed at the September meeting.",
        CYRILLIC_P,
    ),
    (
        "Reports that ask Cabinet to let a contract must set out the facts behind the proposal and compare the choices. Large contracts should be let in parts where that leaves later choices open.",
        "9-23",
        "Every such report compares the choices. A business case is also written, and Cabinet is asked at the point where its decision still makes a difference. Smaller contracts are dealt with by the board of directors on the same form.",
        "P",
    ),
    (
        "Each contract on the register must be given a risk level by one agreed method that looks at price, "
        "how many people depend on it and how easily the supplier could be replaced.",
        "o-23",
        "The method has been drafted and tried on twenty contracts. It will be in use for all of them by the end of November 2023.",
        "Y",
    ),
    (
        "Contracts with a high risk level must have one person in charge, trained for it, who keeps notes of meetings, holds the supplier to the terms and warns the director early. That person should be able to call on a lawyer and an accountant.",
        "o-23",
        "as above",
        GREEK_Y,
    ),
    (
        "Measures that mean something must be agreed for each large contract and looked at when the parties meet. For the largest there should be meetings at two levels, with senior people from both sides. What is said there may be kept private, but a summary fit for the public should follow. A supplier who comes before members may be heard in the second part of the meeting.",
        "9-23",
        "Work on this has started as a chapter of the contract handbook. A specialist sits with the service from the first draft of a high risk contract, and a plan for managing it is written at the same time. The chapter is due in print by the end of February 2024.",
        "Y",
    ),
    (
        "There should be one pattern for managing contracts, with a plan for each that fits its size. The plan says who does what, how quarrels are settled, what is measured and how the contract ends.",
        "o-23",
        "as above",
        "Y",
    ),
    (
        "Before consultants are engaged, think about how they are paid. If they are paid by the day, what they deliver must be watched closely, and the cost set beside that of an in[1]house post.",
        "o-23",
        "How consultants are to be paid is settled in the business case, which the panel on agency staff and consultants reads before anyone is engaged.",
        CYRILLIC_P,
    ),
    (
        "Decisions on buying a service should rest on figures, and on what other councils pay where that is known, so that residents can see what they get for the money.",
        "0-23",
        "Business cases carry such figures already, and the finance partners compare them with those of our family of councils.",
        CYRILLIC_P,
    ),
    (
        "Find a dependable way of asking afterwards whether a contract did what it was for, and of passing on what was learnt. The directors and the portfolio holder should see a report on this.",
        "0-23",
        "as above",
        "P",
    ),
    (
        "Publish the list of grants to voluntary organisations with the sum, the purpose and the date of the last review of each.",
        "0-23",
        "The list has been on the website since the summer. Dates of review will be added by the end of January 2024.",
        "Y",
    ),
    (
        "Set aside a day in each year on which small firms can meet the people who buy for the council.",
        "0-23",
        "Such a day was held last year and few firms came. The buyers will write to firms instead.",
        "N",
    ),
)
