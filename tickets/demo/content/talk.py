"""What agents and requesters say to each other on tickets, and afterwards about the help."""

EXCHANGES = [  # what the agent writes, and what the requester answers
    ("Thank you for the report. Does it also happen after a restart?", "Yes, restarted twice, no change."),
    ("I have it on my list for today. When can I call you?", "Any time before noon, thanks!"),
    ("Could you send me the **exact words** of the message?", "It says: `the operation could not be completed`."),
    (
        "Please try this:\n\n1. sign out\n2. wait a minute\n3. sign in again\n\nDid that help?",
        "A little better, but not gone.",
    ),
    ("Is anybody else in your team seeing this?", "Yes, at least two colleagues at the next desk."),
    ("I have changed the setting on our side. Please try again.", "Trying now, one moment."),
    ("A new part is needed; I have one here and come by this afternoon.", "Great, I am at my desk until five."),
]
LAST_WORDS = [
    "This should be working now. Tell me if it is not.",
    "Done. Thank you for your patience!",
    "The cause was on our side, and it is mended.",
]
RATINGS = [  # score, words
    (5, "Quick and friendly, thank you!"),
    (5, ""),
    (4, ""),
    (4, "Good, it only took a while until somebody looked at it."),
    (3, ""),
    (2, "It works, but I had to explain everything twice."),
]
