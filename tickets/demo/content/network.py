"""Network, in English."""

from tickets.demo.content.problems import Problem

PROBLEMS = [
    Problem(
        ["VPN drops every few minutes"],
        [
            "The connection drops about every {n} minutes, and everything that was open hangs. At home I have no other trouble."
        ],
        about="laptop",
        priority="p2",
        weight=4,
    ),
    Problem(
        ["VPN asks for the second factor twice"],
        ["I type the code, it asks again, I type the next one, and then it connects. It was once until {day}."],
        about="laptop",
    ),
    Problem(
        ["VPN does not connect from home"],
        ["It stays at “Connecting” and ends with {error}. Last week it was fine from the same place."],
        about="laptop",
        priority="p2",
        weight=4,
    ),
    Problem(
        ["Wi-Fi drops in the east wing"],
        [
            "Every day at around {hour} the Wi-Fi is gone for some minutes, {n} people are affected. It comes back by itself."
        ],
        priority="p2",
    ),
    Problem(
        ["No Wi-Fi in {room}"],
        ["All bars, no network. Next door it works. We have a workshop with customers in there on {day}."],
        priority="p2",
    ),
    Problem(["Wi-Fi is slow in {place}"], ["Video calls break up. By cable the same laptop is fast."]),
    Problem(
        ["Guest Wi-Fi: page with the code does not open"],
        [
            "Visitors connect, but the page to type the code does not appear. With a telephone it does, with their laptops not."
        ],
        priority="p4",
        weight=2,
    ),
    Problem(
        ["Guest Wi-Fi codes for {n} visitors"],
        ["{n} visitors come on {day}. Please send me the codes the day before."],
        priority="p4",
        is_request=True,
    ),
    Problem(
        ["No network at my desk", "Network socket {socket} is dead"],
        ["The cable is in, the lamp is off. The socket says {socket}. My neighbour's works."],
        weight=4,
    ),
    Problem(
        ["Socket {socket} needs to be patched"],
        ["We have moved desks, and nobody at the new table has network. Sockets {socket} and the two beside it."],
        is_request=True,
        weight=2,
    ),
    Problem(
        ["{team} share is read-only since the server move"],
        ["We can open everything but save nothing. All {n} of us in {team}. Month end is near."],
        priority="p2",
        weight=2,
    ),
    Problem(
        ["Drive {letter}: is missing"],
        ["Drive {letter}: is not there after log-in. If I run the script by hand it comes."],
    ),
    Problem(
        ["Network drive disconnects"], ["A red cross on the drive after every break. A click on it and it works again."]
    ),
    Problem(
        ["Whole floor without network", "Nothing works in {place}", "Site {site} is offline"],
        [
            "Since {hour} nobody on our floor has network or telephone. There was a short power cut just before.",
            "No mail, no ERP, no telephone. I write this from my private phone. About {n}0 people.",
        ],
        priority="p1",
        weight=1,
    ),
    Problem(
        ["A web site we need is blocked", "“Blocked by policy” for a supplier's site"],
        ["The page of our supplier is shown as “blocked by policy”. We order there every week."],
        is_request=True,
    ),
    Problem(
        ["Please unblock the customs portal"],
        ["Since {day} the customs portal does not open. {colleague} needs it for every shipment."],
        is_request=True,
        weight=2,
    ),
    Problem(
        ["Internet very slow {since}"],
        ["A speed test gives a tenth of what it was. By cable, at the desk, in the morning."],
        weight=2,
    ),
    Problem(
        ["Uploads to the customer stop half-way", "Large files can't be sent"],
        ["Uploads of more than 100 MB stop at random. I have to send {file} by {day}."],
    ),
    Problem(
        ["Desk phone shows “Registering”", "Telephone in {room} is dead"],
        ["The display says “Registering” and there is no tone. I have pulled the cable and put it back."],
        weight=2,
    ),
    Problem(
        ["Calls are cut off after 30 seconds"],
        ["I hear the other side for half a minute and then nothing, with every call from outside."],
        weight=2,
    ),
    Problem(
        ["Fixed address for a measuring device"],
        [
            "The device in the lab needs a fixed address and must not go to the internet. The manufacturer's sheet is attached."
        ],
        priority="p4",
        is_request=True,
        weight=1,
    ),
    Problem(
        ["Network for the new machine in the hall"],
        ["On {day} the new machine is connected in the hall. It needs a socket and access to the time server."],
        priority="p4",
        is_request=True,
        weight=1,
    ),
    Problem(
        ["Firewall opening for a supplier"],
        [
            "The supplier maintains the machine from afar. The ports are in the manufacturer's sheet, and the contract is signed."
        ],
        priority="p4",
        is_request=True,
        weight=1,
    ),
    Problem(
        [
            "From home, and only from home, and only in the afternoon, the VPN connects without any error but the drives, the intranet and the telephone client all stay grey for exactly {n} minutes before they come back by themselves"
        ],
        ["My provider says that everything is fine. {colleague}, who lives two streets away, has the same."],
        about="laptop",
        weight=1,
    ),
]

DETAILS = [
    "My telephone is fine.",
    "I have restarted everything that I can reach.",
    "It happens to {colleague} as well.",
    "It began {since}.",
    "I am in {place}.",
    "Nothing was changed on our side.",
]
