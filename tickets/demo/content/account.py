"""Account and access, in English."""

from tickets.demo.content.problems import Problem

ACCOUNT = [
    Problem(
        ["Password expired while I was on leave", "Forgot my password", "Password reset, please", "Account locked"],
        [
            "I am back from leave and my password has expired. The page to change it wants the old one and then refuses it.",
            "I typed it wrong too often, and now it says that my account is locked. I am sure that I know it.",
            "Please reset my password. You can reach me on my mobile, the number is in the directory.",
        ],
        priority="p2",
        weight=10,
    ),
    Problem(
        [
            "New phone: second factor gone",
            "Authenticator asks for a code I don't get",
            "Lost the phone with the second factor",
        ],
        [
            "I have a new phone, and the authenticator on it is empty. The old one has been wiped already.",
            "The log-in says that a notification was sent to my phone. None arrives, {since}.",
        ],
        about="cellphone",
        priority="p2",
        weight=6,
    ),
    Problem(
        ["Shared mailbox invoices@ is not visible", "Access to the mailbox of {team}", "Send as {team}@, please"],
        [
            "I was told that I have access to the shared mailbox, but it does not appear in Outlook. "
            "{colleague}, who started on the same day, sees it.",
            "I stand in for {colleague} from {day} on and need to read and to send from the mailbox of {team}.",
        ],
        is_request=True,
        weight=6,
    ),
    Problem(
        ["Access to the {team} drive", "No permission for the folder “{folder}”", "Please add me to the group {team}"],
        [
            "I have moved to {team} and need the drive. {colleague} is the owner and agrees.",
            "When I open “{folder}” it says that I have no permission. Until {day} it worked.",
        ],
        is_request=True,
        weight=8,
    ),
    Problem(
        [
            "Access to the archive for the auditors",
            "Guest account for our auditors",
            "External partner can't open the site",
        ],
        [
            "The auditors come on {day} for {n} days. They need to read the closed years, nothing else.",
            "Our partner gets “You need permission”. I invited them {n} days ago, and they did accept.",
        ],
        is_request=True,
        weight=4,
    ),
    Problem(
        [
            "New starter {newcomer}: account and mailbox",
            "Account for {newcomer} by {day}",
            "New starter on {day}: laptop, phone, badge, mail, {app} and the finance folders (list attached)",
        ],
        [
            "{newcomer} joins {team} in {place} on {day}. Please set up an account, a mailbox and the groups that "
            "{colleague} has.",
            "Start: {day}. Team: {team}. Manager: me. Needs: mail, the {team} drive, {app}, phone.",
        ],
        is_request=True,
        weight=6,
    ),
    Problem(
        ["Leaver: please close the account of {colleague} on {day}", "{colleague} leaves us on {day}"],
        [
            "Last day is {day}. Please forward the mail to me for a month and let me know what is to be handed in.",
            "As agreed with HR the account ends on {day} at {hour}. The phone number should stay with the team.",
        ],
        is_request=True,
        weight=4,
    ),
    Problem(
        ["My name has changed", "Please correct the spelling of my name", "Wrong department in the directory"],
        [
            "I have married. Could you change the name and the mail address, and keep the old one for a while?",
            "The directory leaves out the accent in my name. It looks like a detail, but customers copy it from there.",
            "I have been in {team} {since}, but the directory still shows the old department.",
        ],
        priority="p4",
        is_request=True,
        weight=3,
    ),
    Problem(
        ["{app}: access denied", "Can't log in to {app}", "{app} does not know me any more"],
        [
            "Single sign-on takes me to {app}, and there it says that the user is unknown. Yesterday it worked.",
            "I log in, the page loads for ever, and then I am back at the log-in. Another browser does the same.",
        ],
        weight=6,
    ),
    Problem(
        [
            "Log-in from a country where I am not",
            "I got a code that I did not ask for",
            "Somebody tries to log in as me",
        ],
        [
            "I got a notice about a log-in at {hour} from a place where I have never been. I have changed my password. "
            "Should I do anything else?",
            "Three codes arrived on my phone within ten minutes, and I was not at the computer.",
        ],
        priority="p1",
        weight=1,
    ),
    Problem(
        ["Is this mail from you?", "Suspicious mail asking for my password", "Mail about an unpaid invoice"],
        [
            "I got a mail that says that my mailbox is full and that I should log in. It looks real, but the sender is odd. "
            "I have not clicked on anything.",
            "Several of us in {team} got it. I forwarded one as an attachment.",
        ],
        priority="p3",
        weight=5,
    ),
    Problem(
        ["Distribution list for {team}", "Please update the list all-{site}", "New Teams channel for the project"],
        [
            "Could you make a list with everybody in {team}? I would be the owner.",
            "{n} people on it have left, and the new ones are missing. The right list is with {colleague}.",
        ],
        priority="p4",
        is_request=True,
        weight=4,
    ),
    Problem(
        ["Out-of-office reply for a colleague who is ill", "Mails of {colleague} while on leave"],
        [
            "{colleague} is ill and could not set it. Customers wait for answers. The manager agrees.",
        ],
        is_request=True,
        weight=3,
    ),
    Problem(
        [
            "Since I changed teams I am asked for the second factor at every page of the intranet, the calendar and the "
            "timesheet, sometimes {n} times within one minute, and after the tenth time the account is locked until one of you "
            "opens it again",
        ],
        ["It happens at home and in the office. I have removed and added the phone twice, as the guide says."],
        priority="p2",
        weight=1,
    ),
]

DETAILS = [
    "My manager is copied in and agrees.",
    "It is needed by {day}, if possible.",
    "The same rights as {colleague} would be right.",
    "Please call me rather than write, I can't read mail at the moment.",
    "I am in {place} today.",
    "Reading is enough.",
    "I write this from the account of {colleague}.",
]
