"""Software, in English."""

from tickets.demo.content.problems import Problem

PROBLEMS = [
    Problem(
        ["Outlook rules vanish after every restart"],
        ["I set up the rules again on {day}, and today they are gone again. The folders are still there."],
        about="laptop",
        weight=2,
    ),
    Problem(
        ["Outlook asks for my profile at every start"],
        ["It shows a list with one entry and waits for me to press OK, {since}."],
        about="laptop",
        weight=2,
    ),
    Problem(
        ["Outlook does not open"],
        ["It stays on “Loading profile” {since}. In the browser my mail works."],
        about="laptop",
        weight=2,
    ),
    Problem(
        ["Search in Outlook finds nothing older than a month", "Mails missing from the search"],
        [
            "Searching for a customer's name gives only the last weeks, though I know that there are years of mail. The status at the bottom says that indexing is finished."
        ],
        about="laptop",
        priority="p4",
    ),
    Problem(
        ["Teams calls freeze when I share the screen", "Teams: picture stands still, sound goes on"],
        [
            "As soon as I share my screen the others see one still picture. I hear them well. It happens with {colleague} and with customers alike.",
            "The call freezes after about {n} minutes of sharing. Leaving and coming back helps for a while.",
        ],
        about="laptop",
        weight=4,
    ),
    Problem(
        ["Excel crashes with {sheet}", "{sheet} can't be opened any more"],
        ["Opening {sheet} closes Excel without a message. {colleague} can open the same file. It is about 40 MB."],
        about="laptop",
    ),
    Problem(
        ["Excel: “not enough memory”"],
        ["When I recalculate {sheet}, Excel says that there is not enough memory. It has worked every month so far."],
        about="laptop",
        weight=2,
    ),
    Problem(
        ["Payroll export stops at 98 %", "Payroll export fails with “value too long for column ref_no”"],
        [
            "The export runs to 98 % and then says “value too long for column ref_no”. Salaries go out on {day}, so this can't wait."
        ],
        priority="p1",
        weight=1,
    ),
    Problem(
        ["Export to the bank stops with an error"],
        ["The file for the bank is not written. Error {error}. I have started it {n} times."],
        priority="p1",
        weight=1,
    ),
    Problem(
        ["Timesheet loses my entries"],
        ["I fill in the week, press Save, and two of the five days are empty again."],
        weight=2,
    ),
    Problem(
        ["Timesheet: “session expired” after every page", "Can't submit my hours"],
        ["After each page I have to log in anew, and what I typed is gone. It has been like that {since}."],
        weight=2,
    ),
    Problem(
        ["ERP is very slow {since}", "Posting an order takes two minutes"],
        ["Every click takes ten seconds and more. The whole of {team} has it. In the early morning it is better."],
        priority="p2",
        weight=2,
    ),
    Problem(
        ["ERP hangs when I open a delivery note"],
        [
            "Opening a delivery note hangs with a white window. If I wait about two minutes it comes. We have {n} trucks waiting at the ramp."
        ],
        priority="p2",
        weight=2,
    ),
    Problem(
        ["Licence for {app} expired", "{app} says that I am not licensed"],
        [
            "When I start {app} it says that the licence has expired and that I can only look at files.",
            "{app} worked until yesterday. Now it wants a key. {colleague} in {team} has the same message.",
        ],
        about="laptop",
        weight=4,
    ),
    Problem(
        ["Please install {app}", "{app} on my laptop, please", "{app} needed for a project in {team}"],
        [
            "I need {app} for a project that starts on {day}. My manager has agreed to the cost.",
            "Could you install {app} on {tag}? I have no rights to do it myself.",
        ],
        about="laptop",
        priority="p4",
        is_request=True,
        weight=8,
    ),
    Problem(
        ["{app} wants administrator rights to update"],
        ["Each morning {app} wants to update and asks for an administrator's password. I press Cancel every time."],
        about="laptop",
        priority="p4",
        weight=2,
    ),
    Problem(
        ["Update of {app} fails with {error}"],
        ["The update stops half-way with {error}, and the next day it begins again."],
        about="laptop",
        priority="p4",
        weight=2,
    ),
    Problem(
        ["Blue screen after the update", "Blue screen {n} times today"],
        [
            "After the update last night I get a blue screen a few minutes after logging in. The text goes by too fast, it begins with {error}."
        ],
        about="laptop",
        priority="p2",
    ),
    Problem(
        ["Laptop starts only in repair mode"],
        ["The laptop shows “Automatic repair” and never comes any further. I work on a borrowed one."],
        about="laptop",
        priority="p2",
        weight=2,
    ),
    Problem(
        ["Keyboard layout changes to US by itself", "Language bar is back after every log-in"],
        [
            "In the middle of typing the layout changes, and Y and Z are the wrong way round. I have removed the US layout, it returns."
        ],
        about="laptop",
        priority="p4",
    ),
    Problem(
        ["PDF opens in the wrong program"],
        [
            "PDFs open in the browser, where I can't sign them. I set the default program each time, and it does not last."
        ],
        about="laptop",
        priority="p4",
        weight=2,
    ),
    Problem(
        ["Links in mails open nothing"],
        ["A click on a link in a mail does nothing at all. Copied into the browser it works."],
        about="laptop",
        priority="p4",
        weight=2,
    ),
    Problem(
        ["Browser forgets my favourites"],
        ["Every restart I have an empty list of favourites. I sign in to the browser with my work account."],
        about="laptop",
        priority="p4",
        weight=1,
    ),
    Problem(
        ["Cannot book meeting room {room}"],
        ["My booking is declined at once by the room itself. {colleague} can book it."],
        priority="p4",
        weight=2,
    ),
    Problem(
        ["Room {room} is shown as busy all week"],
        ["The calendar shows the room as taken all day, but nobody is in there. We have visitors on {day}."],
        priority="p4",
        weight=2,
    ),
    Problem(
        ["Holidays in the calendar are off by one day"],
        ["All-day entries are shown on two days. It began when I came back from the visit to {place}."],
        priority="p4",
        weight=1,
    ),
    Problem(
        ["Meeting times are one hour wrong", "Calendar shows the wrong time zone"],
        ["Meetings from our colleagues in Tokyo are one hour late in my calendar, those from Lisbon are right."],
        priority="p4",
        weight=2,
    ),
    Problem(
        ["Disk full", "“Low disk space” every five minutes", "No room left on drive C"],
        [
            "There is 1 GB left. I have emptied the bin and the downloads. The largest folder is called WinSxS, and I did not dare to touch it.",
            "I get the message every five minutes and can't save {file} any more.",
        ],
        about="laptop",
        weight=4,
    ),
    Problem(
        ["Deleted a folder by mistake, can it be restored?"],
        ["On {day} I deleted the wrong folder on the {team} drive. It was called “Offers, final”. Is there a backup?"],
        priority="p2",
        is_request=True,
        weight=5,
    ),
    Problem(
        ["{file} is gone", "Older version of {file} needed"],
        ["Somebody saved over {file}. We need the state of {day} noon. The path is on the {team} drive under Reports."],
        priority="p2",
        is_request=True,
    ),
    Problem(
        ["Warning about a virus on my screen", "Pop-up says to call a support number"],
        [
            "A window covers the screen, makes a noise and tells me to call a number. I did not call and pulled the network cable."
        ],
        about="laptop",
        priority="p1",
        weight=1,
    ),
    Problem(
        ["Strange program started by itself"],
        [
            "I opened an attachment that looked like an invoice. Then a black window flashed up. I have switched the laptop off. Sorry!"
        ],
        about="laptop",
        priority="p1",
        weight=1,
    ),
    Problem(
        ["Macro does not run any more", "“Macros have been blocked” in {sheet}"],
        [
            "Since the last update the yellow bar says that macros are blocked. We use this sheet for every offer.",
            "The button in {sheet} does nothing. {colleague} wrote it before leaving the company.",
        ],
        about="laptop",
    ),
    Problem(
        [
            "After the update on {day} the label program prints the address of the old warehouse on every parcel although the settings, the template and the customer record all show the new one, and {n} pallets have already gone to the wrong place"
        ],
        ["We correct the labels by hand, which takes one person all day. The carrier charges us for each wrong one."],
        priority="p2",
        weight=1,
    ),
]

DETAILS = [
    "Restarting does not help.",
    "The message is: {error}.",
    "It works on the machine of {colleague}.",
    "Nothing was installed that I know of.",
    "You may take over my screen at any time after {hour}.",
    "It began {since}.",
    "I can work around it for a day or two.",
    "Please don't reset my profile, that cost me a day last time.",
]
