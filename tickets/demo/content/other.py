"""Everything else, in English, and what ends in the bin."""

from tickets.demo.content.problems import Problem

OTHER = [
    Problem(
        ["Badge reader at gate B rejects every second badge", "My badge does not open the lab", "Badge lost"],
        [
            "Every second badge gets a red light at the first try. There is a queue in the morning.",
            "I have been in {team} since {day}, and the lab door still does not know me.",
            "I lost my badge between the car park and {place}. Please block it.",
        ],
        weight=6,
    ),
    Problem(
        [
            "How do I get to my mail from my own phone?",
            "Question about working from abroad",
            "Where do I find the guides?",
        ],
        [
            "Is that allowed, and if so, how? I could not find it on the intranet.",
            "I will be abroad for {n} weeks. What do I have to know, and does the VPN work from there?",
            "I know that there was a page with guides for newcomers. The old link is dead.",
        ],
        priority="p4",
        is_request=True,
        weight=6,
    ),
    Problem(
        [
            "Help with the screen in {room} on {day}",
            "Hybrid meeting on {day}: can somebody set it up?",
            "Town hall: sound check",
        ],
        [
            "We have {n} people in the room and about {n}0 online. Could somebody be there from {hour} on?",
            "Last time nobody online could hear the questions. A second microphone would help.",
        ],
        is_request=True,
        weight=5,
    ),
    Problem(
        ["Moving {n} desks to {place}", "Office move of {team} on {day}", "New desk, new socket"],
        [
            "{team} moves on {day}. Screens, docks and telephones have to come along. A plan is attached.",
        ],
        is_request=True,
        weight=4,
    ),
    Problem(
        [
            "Backup report shows three failed jobs",
            "Certificate of the supplier portal ends on {day}",
            "Clock in the hall is wrong",
        ],
        [
            "The report of last night lists three failed jobs, all of them on the file server.",
            "The browser warns that the certificate ends on {day}. Suppliers have begun to ask.",
            "The clock above the time recorder is {n} minutes fast, so people stamp too early.",
        ],
        priority="p2",
        weight=2,
    ),
    Problem(
        ["Training for {app}", "Somebody to show us {app}", "Introduction for our new colleagues"],
        [
            "{n} of us would like an hour about {app}. Any afternoon but {day} would do.",
        ],
        priority="p4",
        is_request=True,
        weight=3,
    ),
    Problem(
        ["Thank you!", "Compliment for your colleague"],
        [
            "Yesterday somebody stayed until late to get {team} working again. That was kind. Please pass it on.",
        ],
        priority="p4",
        is_request=True,
        weight=1,
    ),
    Problem(
        ["Old equipment in the cellar", "Box with cables in {room}", "Found a phone in the canteen"],
        [
            "There are {n} old screens behind the bicycles. Can they go, or does somebody still need them?",
            "Somebody left it on a table at lunch. It is with reception now. The sticker says {tag}.",
        ],
        about="cellphone",
        priority="p4",
        is_request=True,
        weight=3,
    ),
    Problem(
        [
            "Time recorder does not take my card",
            "Canteen till offline",
            "Parking barrier does not know my number plate",
        ],
        [
            "It beeps and shows nothing. I have written down my hours on paper since {day}.",
            "Nobody can pay, people write on a list. It started at {hour}.",
        ],
        weight=4,
    ),
]

DETAILS = [
    "There is no hurry.",
    "Please let me know whom else to ask, if not you.",
    "I am in {place} until {hour}.",
    "Thank you for looking into it.",
]

JUNK = [
    Problem(["test"], ["test test"]),
    Problem(["asdfgh"], [""]),
    Problem(["You have won a voucher"], ["Dear customer, click to collect your prize within 24 hours."]),
    Problem(["Laptop does not start (sent twice, sorry)"], ["I pressed the button twice. Please ignore this one."]),
    Problem(["Cheap toner, all brands, free delivery"], ["We offer the best prices. Reply for our catalogue."]),
    Problem(["Please ignore"], ["It works again."]),
    Problem(["RE: RE: FW: invoice"], ["See attached."]),
]
