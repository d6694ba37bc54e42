"""Everything else, in English, and what ends in the bin."""

from tickets.demo.content.problems import Problem

PROBLEMS = [
    Problem(
        ["Badge reader at gate B rejects every second badge"],
        ["Every second badge gets a red light at the first try. There is a queue in the morning."],
        weight=1,
    ),
    Problem(
        ["My badge does not open the lab"],
        ["I have been in {team} since {day}, and the lab door still does not know me."],
    ),
    Problem(["Badge lost"], ["I lost my badge between the car park and {place}. Please block it."]),
    Problem(
        ["How do I get to my mail from my own phone?"],
        ["Is that allowed, and if so, how? I could not find it on the intranet."],
        priority="p4",
        is_request=True,
        weight=2,
    ),
    Problem(
        ["Question about working from abroad"],
        ["I will be abroad for {n} weeks. What do I have to know, and does the VPN work from there?"],
        priority="p4",
        is_request=True,
        weight=2,
    ),
    Problem(
        ["Where do I find the guides?"],
        ["I know that there was a page with guides for newcomers. The old link is dead."],
        priority="p4",
        is_request=True,
        weight=2,
    ),
    Problem(
        ["Help with the screen in {room} on {day}", "Hybrid meeting on {day}: can somebody set it up?"],
        ["We have {n} people in the room and about {n}0 online. Could somebody be there from {hour} on?"],
        is_request=True,
        weight=4,
    ),
    Problem(
        ["Town hall: sound check"],
        ["Last time nobody online could hear the questions. A second microphone would help."],
        is_request=True,
        weight=1,
    ),
    Problem(
        ["Moving {n} desks to {place}", "Office move of {team} on {day}"],
        ["{team} moves on {day}. Screens, docks and telephones have to come along. A plan is attached."],
        is_request=True,
    ),
    Problem(
        ["Backup report shows three failed jobs"],
        ["The report of last night lists three failed jobs, all of them on the file server."],
        about="server",
        priority="p2",
        weight=1,
    ),
    Problem(
        ["Certificate of the supplier portal ends on {day}"],
        ["The browser warns that the certificate ends on {day}. Suppliers have begun to ask."],
        priority="p2",
        weight=2,
    ),
    Problem(
        ["Clock in the hall is wrong"],
        ["The clock above the time recorder is {n} minutes fast, so people stamp too early."],
        priority="p4",
        weight=1,
    ),
    Problem(
        ["Training for {app}", "Somebody to show us {app}", "Introduction for our new colleagues"],
        ["{n} of us would like an hour about {app}. Any afternoon but {day} would do."],
        priority="p4",
        is_request=True,
    ),
    Problem(
        ["Thank you!", "Compliment for your colleague"],
        ["Yesterday somebody stayed until late to get {team} working again. That was kind. Please pass it on."],
        priority="p4",
        is_request=True,
        weight=1,
    ),
    Problem(
        ["Old equipment in the cellar"],
        ["There are {n} old screens behind the bicycles. Can they go, or does somebody still need them?"],
        priority="p4",
        is_request=True,
        weight=1,
    ),
    Problem(
        ["Box with cables in {room}"],
        ["There is a box full of cables under the table, {n} of them network cables. Can you use them?"],
        priority="p4",
        is_request=True,
        weight=1,
    ),
    Problem(
        ["Found a phone in the canteen"],
        ["Somebody left it on a table at lunch. It is with reception now. The sticker says {tag}."],
        about="cellphone",
        priority="p4",
        is_request=True,
        weight=1,
    ),
    Problem(
        ["Time recorder does not take my card"],
        ["It beeps and shows nothing. I have written down my hours on paper since {day}."],
        weight=2,
    ),
    Problem(["Canteen till offline"], ["Nobody can pay, people write on a list. It started at {hour}."], weight=1),
    Problem(
        ["Parking barrier does not know my number plate"],
        ["The barrier stays shut. I changed cars on {day} and told Facilities the new number."],
        weight=2,
    ),
]

DETAILS = [
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
