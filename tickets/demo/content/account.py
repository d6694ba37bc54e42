"""Account and access, in English."""

from tickets.demo.content.problems import Problem

PROBLEMS = [
    Problem(
        ["Password expired while I was on leave"],
        [
            "I am back from leave and my password has expired. The page to change it wants the old one and then refuses it."
        ],
        priority="p2",
    ),
    Problem(
        ["Forgot my password", "Password reset, please"],
        ["Please reset my password. You can reach me on my mobile, the number is in the directory."],
        priority="p2",
        weight=4,
    ),
    Problem(
        ["Account locked"],
        ["I typed it wrong too often, and now it says that my account is locked. I am sure that I know it."],
        priority="p2",
    ),
    Problem(
        ["New phone: second factor gone"],
        ["I have a new phone, and the authenticator on it is empty. The old one has been wiped already."],
        about="cellphone",
        priority="p2",
    ),
    Problem(
        ["Authenticator asks for a code I don't get"],
        ["The log-in says that a notification was sent to my phone. None arrives, {since}."],
        about="cellphone",
        priority="p2",
        weight=2,
    ),
    Problem(
        ["Lost the phone with the second factor"],
        ["I left it on the train, and the number is being blocked. Until the new one comes I can't log in anywhere."],
        about="cellphone",
        priority="p2",
        weight=1,
    ),
    Problem(
        ["Shared mailbox invoices@ is not visible"],
        [
            "I was told that I have access to the shared mailbox, but it does not appear in Outlook. {colleague}, who started on the same day, sees it."
        ],
        is_request=True,
    ),
    Problem(
        ["Access to the mailbox of {team}", "Send as {team}@, please"],
        ["I stand in for {colleague} from {day} on and need to read and to send from the mailbox of {team}."],
        is_request=True,
    ),
    Problem(
        ["Access to the {team} drive", "Please add me to the group {team}"],
        ["I have moved to {team} and need the drive. {colleague} is the owner and agrees."],
        is_request=True,
        weight=5,
    ),
    Problem(
        ["No permission for the folder “{folder}”"],
        ["When I open “{folder}” it says that I have no permission. Until {day} it worked."],
        is_request=True,
    ),
    Problem(
        ["Access to the archive for the auditors", "Guest account for our auditors"],
        ["The auditors come on {day} for {n} days. They need to read the closed years, nothing else."],
        is_request=True,
        weight=2,
    ),
    Problem(
        ["External partner can't open the site"],
        ["Our partner gets “You need permission”. I invited them {n} days ago, and they did accept."],
        weight=2,
    ),
    Problem(
        [
            "New starter {newcomer}: account and mailbox",
            "Account for {newcomer} by {day}",
            "New starter on {day}: laptop, phone, badge, mail, {app} and the finance folders (list attached)",
        ],
        [
            "{newcomer} joins {team} in {place} on {day}. Please set up an account, a mailbox and the groups that {colleague} has.",
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
        ["My name has changed"],
        ["I have married. Could you change the name and the mail address, and keep the old one for a while?"],
        priority="p4",
        is_request=True,
        weight=1,
    ),
    Problem(
        ["Please correct the spelling of my name"],
        ["The directory leaves out the accent in my name. It looks like a detail, but customers copy it from there."],
        priority="p4",
        is_request=True,
        weight=1,
    ),
    Problem(
        ["Wrong department in the directory"],
        ["I have been in {team} {since}, but the directory still shows the old department."],
        priority="p4",
        is_request=True,
        weight=2,
    ),
    Problem(
        ["{service}: access denied", "{service} does not know me any more"],
        ["Single sign-on takes me to {service}, and there it says that the user is unknown. Yesterday it worked."],
        weight=4,
    ),
    Problem(
        ["Can't log in to {service}"],
        ["I log in, the page loads for ever, and then I am back at the log-in. Another browser does the same."],
        weight=4,
    ),
    Problem(
        ["Log-in from a country where I am not"],
        [
            "I got a notice about a log-in at {hour} from a place where I have never been. I have changed my password. Should I do anything else?"
        ],
        priority="p1",
        weight=1,
    ),
    Problem(
        ["I got a code that I did not ask for", "Somebody tries to log in as me"],
        ["Three codes arrived on my phone within ten minutes, and I was not at the computer."],
        priority="p1",
        weight=1,
    ),
    Problem(
        ["Is this mail from you?", "Suspicious mail asking for my password"],
        [
            "I got a mail that says that my mailbox is full and that I should log in. It looks real, but the sender is odd. I have not clicked on anything."
        ],
        weight=4,
    ),
    Problem(
        ["Mail about an unpaid invoice"],
        ["Several of us in {team} got it. I forwarded one as an attachment."],
        weight=2,
    ),
    Problem(
        ["Distribution list for {team}"],
        ["Could you make a list with everybody in {team}? I would be the owner."],
        priority="p4",
        is_request=True,
        weight=2,
    ),
    Problem(
        ["Please update the list all-{site}"],
        ["{n} people on it have left, and the new ones are missing. The right list is with {colleague}."],
        priority="p4",
        is_request=True,
        weight=2,
    ),
    Problem(
        ["New Teams channel for the project"],
        ["Could you make one for the {n} of us in {team}? I would be the owner."],
        priority="p4",
        is_request=True,
        weight=2,
    ),
    Problem(
        ["Out-of-office reply for a colleague who is ill", "Mails of {colleague} while on leave"],
        ["{colleague} is ill and could not set it. Customers wait for answers. The manager agrees."],
        is_request=True,
    ),
    Problem(
        [
            "Since I changed teams I am asked for the second factor at every page of the intranet, the calendar and the timesheet, sometimes {n} times within one minute, and after the tenth time the account is locked until one of you opens it again"
        ],
        ["It happens at home and in the office. I have removed and added the phone twice, as the guide says."],
        priority="p2",
        weight=1,
    ),
]

DETAILS = [
    "Please call me rather than write, I can't read mail at the moment.",
    "I am in {place} today.",
    "I write this from the account of {colleague}.",
    "It is the same on my phone.",
    "I need it before {hour}.",
]
