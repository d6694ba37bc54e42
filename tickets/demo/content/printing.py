"""Printing, in English."""

from tickets.demo.content.problems import Problem

PROBLEMS = [
    Problem(
        ["Paper jam, again", "Printer {tag} jams with every second page", "Paper jam that I can't find"],
        [
            "It says “Paper jam” although there is no paper in any flap. I have opened all of them.",
            "Every second page is creased. New paper, the same. Somebody should look at the rollers.",
        ],
        about="printer",
        weight=6,
    ),
    Problem(
        ["Toner low", "Toner for {tag}"],
        [
            "The display has said so since {day}. There is no spare one in the cupboard.",
            "Please send black and cyan to {place}.",
        ],
        about="printer",
        priority="p4",
        is_request=True,
        weight=5,
    ),
    Problem(
        ["No black toner left in the copy room"],
        ["The display has said so since {day}. There is no spare one in the cupboard."],
        about="printer",
        priority="p4",
        is_request=True,
        weight=2,
    ),
    Problem(
        ["Printing goes to the wrong floor"],
        ["Whatever I choose, it comes out on the third floor. I have walked there {n} times today."],
        about="printer",
        weight=2,
    ),
    Problem(
        ["Printer {tag} not in the list"],
        ["The printer next to us is not in my list. {colleague} has it."],
        about="printer",
        weight=2,
    ),
    Problem(
        ["Default printer changes by itself"],
        ["Each morning the default printer is the PDF one again."],
        about="printer",
        weight=2,
    ),
    Problem(
        ["Nothing comes out of the printer", "Print jobs wait for ever"],
        ["The job sits in the queue with “Printing” and nothing happens. {n} people are waiting."],
        about="printer",
        weight=4,
    ),
    Problem(
        ["Printer offline although it is on"],
        ["It is on, it has paper, it says “Ready”, and the computer says that it is offline."],
        about="printer",
        weight=2,
    ),
    Problem(
        ["Scanner sends everything to the old address"],
        ["Scans still go to the address of {colleague}, who left."],
        about="printer",
        weight=1,
    ),
    Problem(
        ["Scan to mail does not arrive"],
        ["The machine says “Sent”, but nothing arrives. To a colleague's address it works."],
        about="printer",
        weight=2,
    ),
    Problem(
        ["Scans are cut off at the bottom"],
        ["The last two lines are missing on every scan, from the glass as well as from the feeder."],
        about="printer",
        weight=2,
    ),
    Problem(
        ["Grey stripes on every page"],
        ["A grey stripe from top to bottom, on copies as well. We can't send offers like that."],
        about="printer",
        weight=2,
    ),
    Problem(
        ["Print is pale"],
        ["Everything is so pale that the customer asked us to send it again. The toner is new."],
        about="printer",
        weight=2,
    ),
    Problem(
        ["Labels are printed two millimetres too low"],
        ["The barcode is cut off by the edge, so that the scanner at the gate does not read it."],
        about="printer",
        weight=1,
    ),
    Problem(
        ["Badge at the printer is not recognised"],
        ["I hold my badge to it, it beeps twice and shows “Unknown card”. The doors know it."],
        about="printer",
        weight=2,
    ),
    Problem(
        ["Follow-me printing forgets my jobs"],
        ["My jobs are gone when I get to the machine, though I sent them minutes ago."],
        about="printer",
        weight=2,
    ),
    Problem(
        ["Label printer stops in the middle of a roll"],
        [
            "After about {n}0 labels it stops with a red lamp. Switching it off and on helps for the next {n}0. The truck leaves at {hour}."
        ],
        about="printer",
        priority="p2",
        weight=2,
    ),
    Problem(
        ["Delivery notes come out blank"],
        ["The paper moves, but nothing is on it. The ribbon was changed this morning. The truck leaves at {hour}."],
        about="printer",
        priority="p2",
        weight=1,
    ),
]

DETAILS = [
    "It stands in {place}.",
    "Switching it off and on did not help.",
    "Others on the floor have the same trouble.",
    "We use the one on the next floor meanwhile.",
    "It began {since}.",
    "The display shows {error}.",
]
