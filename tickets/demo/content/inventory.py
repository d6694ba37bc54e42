"""What ALPHA owns: how many of each kind, their makes and models, and where those stand that nobody holds."""

PERSONAL, SHARED = "personal", "shared"  # is it handed to somebody, or does it stand somewhere?

KINDS = [  # slug, tag prefix, how many of 300, whose, years of warranty, makes and models
    ("laptop", "AS", 112, PERSONAL, 3, [
        ("Lenovo", "ThinkPad T14 Gen 4"), ("Lenovo", "ThinkPad X1 Carbon Gen 12"), ("Dell", "Latitude 7440"),
        ("Dell", "Latitude 5520"), ("HP", "EliteBook 840 G10"), ("Apple", "MacBook Pro 14″ (M3)"),
    ]),
    ("cellphone", "PH", 62, PERSONAL, 2, [
        ("Samsung", "Galaxy A55"), ("Apple", "iPhone 15"), ("Apple", "iPhone SE (3rd generation)"), ("Fairphone", "5"),
    ]),
    ("monitor", "MO", 36, PERSONAL, 3, [("LG", "27UP850"), ("Dell", "U2723QE"), ("Eizo", "FlexScan EV2795")]),
    ("accessory", "AC", 26, PERSONAL, 0, [
        ("Logitech", "Brio 4K webcam"), ("Jabra", "Evolve2 65"), ("Logitech", "MX Keys"), ("Poly", "Sync 20"),
    ]),
    ("dock", "DK", 16, PERSONAL, 2, [("Dell", "WD19S"), ("Lenovo", "ThinkPad USB-C Dock Gen 2")]),
    ("desktop", "PC", 12, SHARED, 3, [("Dell", "OptiPlex 7010"), ("HP", "Elite Mini 800 G9"),
        ("HP", "Elite Mini 800 G9 Desktop PC Wolf Pro Security Edition, 32 GB, wall mount, UK keyboard"),
    ]),
    ("tablet", "TB", 8, PERSONAL, 2, [("Apple", "iPad (10th generation)"), ("Zebra", "ET45")]),
    ("printer", "PR", 10, SHARED, 3, [("Kyocera", "ECOSYS M3655idn"), ("HP", "LaserJet E60155"), ("Zebra", "ZT411")]),
    ("network-device", "NW", 7, SHARED, 5, [("Cisco", "Catalyst 9200L-24P"), ("Aruba", "AP-515"), ("MikroTik", "CRS326")]),
    ("server", "SRV", 4, SHARED, 5, [("Dell", "PowerEdge R650"), ("HPE", "ProLiant DL380 Gen11")]),
    ("sim-card", "SIM", 4, PERSONAL, 0, [("Telia", "Data 20 GB"), ("Vodafone", "Voice and data")]),
    ("other", "OT", 3, SHARED, 0, [("Epson", "EB-L200F projector"), ("Shure", "MXA920 microphone")]),
]  # fmt: skip
SHELVES = ["Stock room, shelf A1", "Stock room, shelf B3", "Stock room, shelf C4", "Leeds, cupboard 2"]
ROOMS = [
    "Lisbon, 2nd floor, copy room", "Hannover, hall 3", "Leeds, ground floor", "Oslo, server room", "Tokyo, 3rd floor copy room",
    "Lyon, 1st floor", "Warsaw, reception", "Hannover, server room", "Cairo, 2nd floor", "Lisbon, meeting room Tagus",
]  # fmt: skip
NOTES = [
    "Scratch on the lid.", "Keyboard: UK layout.", "Came back without its charger.", "Belongs to the pool for trade fairs.",
    "Label replaced, the old one had peeled off.", "Second battery in the drawer.", "يُعاد إلى المخزن بعد المشروع.",
]  # fmt: skip
