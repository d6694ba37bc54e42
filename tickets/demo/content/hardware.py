"""Hardware, in English."""

from tickets.demo.content.problems import Problem

PROBLEMS = [
    Problem(
        [
            "Laptop reboots by itself when I unplug the dock",
            "{model} restarts as soon as it leaves the dock",
            "Unplugging the docking station crashes my laptop",
        ],
        [
            "Each time I take the laptop off the dock it goes black and starts again. Whatever was not saved is gone. It has done so {since}.",
            "The machine ({tag}) restarts within a second or two of being undocked, lid open or closed. On mains power without the dock it runs for hours.",
        ],
        about="laptop",
        priority="p2",
    ),
    Problem(
        ["Laptop fan at full speed all day", "{model} is hot and very loud", "Loud fan, colleagues are complaining"],
        [
            "The fan runs at full speed {since}, even with nothing but the browser open. The case is too hot to keep on my lap.",
            "Task manager shows next to no load, yet the fan does not stop. In calls the others hear it more than they hear me.",
        ],
        about="laptop",
        priority="p4",
    ),
    Problem(
        ["Battery lasts twenty minutes", "Replace laptop battery", "Battery drops from {n}0 % to nothing"],
        [
            "Fully charged in the morning, empty after the first meeting. The report says 38 % of the design capacity.",
            "The battery of my {model} jumps from {n}0 % to 3 % and then the laptop hibernates. I present at customers on {day} and can't always sit next to a socket.",
        ],
        about="laptop",
        priority="p4",
        weight=5,
    ),
    Problem(
        ["Laptop does not charge from the left port"],
        ["The charger works in the right-hand port only. In the left one the lamp blinks three times and goes out."],
        about="laptop",
    ),
    Problem(
        ["Charging only works when I hold the plug at an angle"],
        [
            "I have to bend the cable upwards for it to charge. I tried the charger of {colleague}: the same, so it is the socket."
        ],
        about="laptop",
        weight=2,
    ),
    Problem(
        ["Laptop does not start after the weekend", "{tag} is dead, no light at all"],
        [
            "I pressed the power button for ten and for thirty seconds. No fan, no light, no sound. Everything for the meeting at {hour} is on it."
        ],
        about="laptop",
        priority="p2",
        weight=4,
    ),
    Problem(
        ["Black screen, only the power lamp is on"],
        [
            "It shows the logo, then the screen stays black. Closing and opening the lid does nothing. I can't work until this is fixed or I get a loan machine."
        ],
        about="laptop",
        priority="p2",
    ),
    Problem(
        ["Coffee over the keyboard", "Spilled tea on my laptop, some keys stick"],
        [
            "I am sorry: half a cup went over the keyboard at {hour}. I switched it off at once and turned it upside down. It is on the window sill now. What should I do?",
            "The keys E, R and the space bar stick since the spill. The rest works. I use an external keyboard meanwhile.",
        ],
        about="laptop",
        priority="p2",
        weight=2,
    ),
    Problem(
        ["Laptop lid does not close", "Hinge is broken on the right side", "Screen wobbles, hinge loose"],
        [
            "The right hinge lifts the case when I open it, and two screws have fallen out. I kept the screws.",
            "The lid stays open a finger wide. It still works on the desk, but I don't dare to carry it any more.",
        ],
        about="laptop",
        weight=2,
    ),
    Problem(
        ["Laptop stolen from the train", "My bag with the laptop is gone", "Laptop {tag} stolen, please lock it"],
        [
            "My bag was taken on the way home at about {hour}. In it: laptop {tag}, charger, badge. The disk is encrypted as far as I know. I have reported it to the police and will bring the number of the report tomorrow."
        ],
        about="laptop",
        priority="p1",
        weight=1,
    ),
    Problem(
        ["Second monitor flickers", "Monitor goes black for a second every few minutes"],
        [
            "The right-hand screen flickers {since}. With another cable it is the same, on another laptop it is fine.",
            "The screen goes dark for a second or two and comes back, about every ten minutes. It gives me headaches.",
        ],
        about="monitor",
        priority="p4",
    ),
    Problem(
        ["Second screen is not recognised"],
        ["Windows does not see the second screen any more. The first one, on the same dock, works."],
        about="monitor",
        priority="p4",
        weight=2,
    ),
    Problem(
        ["Vertical line on the screen"],
        [
            "A green vertical line, one pixel wide, at about a third of the width. It is there in the monitor's own menu, too."
        ],
        about="monitor",
        priority="p4",
        weight=1,
    ),
    Problem(
        ["Docking station smells of burnt plastic"],
        [
            "It smelled of burnt plastic, so I pulled the plug. There is a brown spot beside the network socket. Nobody should plug it in again."
        ],
        about="dock",
        priority="p1",
        weight=1,
    ),
    Problem(
        ["Dock gets too hot to touch"],
        ["After an hour the dock is too hot to touch and the network drops. I have unplugged it and work without it."],
        about="dock",
        priority="p2",
        weight=1,
    ),
    Problem(
        ["Dock: keyboard and mouse drop out", "USB devices on the dock disconnect at random"],
        ["Keyboard and mouse stop for some seconds and come back with the sound of a new device. {n} times today."],
        about="dock",
    ),
    Problem(
        ["No network through the dock"],
        [
            "Over the dock I get no network, over Wi-Fi I do. The lamp at the socket stays off. Colleagues at the desk next to mine have none of this."
        ],
        about="dock",
        weight=2,
    ),
    Problem(
        ["Phone screen cracked, still works", "Dropped my phone, glass is broken"],
        [
            "It fell on the stairs. The glass is cracked from corner to corner but touch still works. I have put tape over it, so that nobody gets cut."
        ],
        about="cellphone",
        priority="p4",
    ),
    Problem(
        ["Work phone: display has a purple spot"],
        ["A purple spot in the upper half grows every day. I can still take calls."],
        about="cellphone",
        priority="p4",
        weight=1,
    ),
    Problem(
        ["Phone does not hold its charge", "Work phone switches itself off at 30 %"],
        ["My {model} is empty by {hour} although I hardly use it. I have it {since} like this."],
        about="cellphone",
    ),
    Problem(
        ["Phone battery swollen"],
        [
            "The back of the phone is bulging. I have switched it off and put it into the metal box at reception, as the poster says."
        ],
        about="cellphone",
        priority="p1",
        weight=1,
    ),
    Problem(
        ["Headset microphone is silent in Teams only", "Nobody hears me in calls"],
        ["The test recording in the sound settings is fine, but in Teams nobody hears me. It worked last week."],
        about="accessory",
        priority="p4",
    ),
    Problem(
        ["Headset keeps disconnecting"],
        ["The Bluetooth headset loses the connection about {n} times per call. With the cable it works."],
        about="accessory",
        priority="p4",
        weight=2,
    ),
    Problem(
        ["Mouse double-clicks"],
        ["One click opens files twice. I swapped mice with {colleague}: it is the mouse."],
        about="accessory",
        priority="p4",
        weight=2,
    ),
    Problem(
        ["Keyboard: the letter N comes twice"],
        ["Every second time I get two letters for one. I type reports all day, so this is a nuisance."],
        about="accessory",
        priority="p4",
        weight=1,
    ),
    Problem(
        ["Wireless mouse eats batteries"],
        ["I have changed the batteries {n} times this month."],
        about="accessory",
        priority="p4",
        weight=1,
    ),
    Problem(
        ["Webcam shows only black"],
        ["The picture is black in every program {since}. The slider in front of the lens is open, I have checked."],
        about="laptop",
        priority="p4",
        weight=2,
    ),
    Problem(
        ["Camera not found in meetings"],
        ["It says that no camera is connected. I need it for an interview on {day} at {hour}."],
        about="laptop",
        priority="p4",
        weight=2,
    ),
    Problem(
        ["New laptop for a new starter on {day}", "Laptop and phone for {newcomer}", "Equipment for our intern"],
        [
            "{newcomer} starts in {team} on {day}. We need a laptop, a headset and a second screen at {place}. The cost is approved by my manager.",
            "Could you prepare the usual set for {newcomer} ({team}, {place})? The first day is {day}. Please let me know where to collect it.",
        ],
        is_request=True,
        weight=5,
    ),
    Problem(
        ["Loan laptops for the trade fair", "{n} laptops for a fair, one week"],
        ["For the fair we need {n} machines with a browser and nothing else, from {day} on for one week."],
        priority="p4",
        is_request=True,
        weight=1,
    ),
    Problem(
        ["Please lend us a projector for {day}", "Tablet for the stand"],
        ["Is there one free from {day} to the end of the week? I would collect it and bring it back myself."],
        priority="p4",
        is_request=True,
        weight=2,
    ),
    Problem(
        ["Request: standing-desk cable kit", "Longer HDMI cable, please"],
        ["The cables are too short when the desk is up. Two metres would do."],
        priority="p4",
        is_request=True,
        weight=2,
    ),
    Problem(
        ["A second charger for the home office"],
        ["I work from home twice a week and carry the charger back and forth. Could I have a second one?"],
        priority="p4",
        is_request=True,
        weight=2,
    ),
    Problem(
        ["Handing back the equipment of a colleague who left"],
        ["{colleague} has left {team}. I have the laptop, the charger and the phone here. When can I bring them?"],
        priority="p4",
        is_request=True,
        weight=1,
    ),
    Problem(
        ["Handing in my laptop", "Returning {tag}"],
        ["I have changed to a desktop and don't need the laptop any more. It is {tag}. Where do I hand it in?"],
        about="laptop",
        priority="p4",
        is_request=True,
        weight=1,
    ),
    Problem(
        [
            "The meeting-room screen in {room} shows a blue picture with the words “No signal” whatever we connect, we tried {n} laptops of three different makes, two cables, the dock and the wireless dongle, and the board meets there on {day} at {hour}"
        ],
        [
            "As the subject says. The remote control has no batteries either. Could somebody be there a quarter of an hour before?"
        ],
        priority="p2",
        weight=1,
    ),
]

DETAILS = [
    "I restarted it twice, no change.",
    "I am at my desk until {hour}.",
    "A spare would be enough for the moment.",
    "I sit in {place}.",
    "A photograph is on its way in case it helps.",
    "The warranty should still be running.",
    "How long would the repair take?",
    "Please call before you come.",
]
