"""How people begin and end, and the values of the {slots} in what they write."""

GREETINGS = {
    "en": ["Hello,", "Hi,", "Hi all,", "Good morning,", "Dear colleagues,"],
    "de": ["Hallo,", "Guten Morgen,", "Liebe Kolleginnen und Kollegen,"],
    "fr": ["Bonjour,"],
    "es": ["Hola:", "Buenos días:"],
    "pt": ["Bom dia,", "Olá,"],
    "pl": ["Dzień dobry,"],
    "ar": ["مرحبًا،", "السلام عليكم،"],
    "ja": ["お疲れさまです。", "ご担当者様"],
}
FAREWELLS = {
    "en": ["Thanks, {first}", "Thank you!\n{name}", "Best regards\n{name}", "Cheers, {first}", "Many thanks"],
    "de": ["Danke und Gruß, {first}", "Viele Grüße\n{name}"],
    "fr": ["Merci d’avance\n{name}", "Cordialement\n{name}"],
    "es": ["Gracias, {first}", "Un saludo\n{name}"],
    "pt": ["Obrigado/a\n{name}", "Cumprimentos\n{name}"],
    "pl": ["Pozdrawiam\n{name}"],
    "ar": ["شكرًا جزيلًا\n{name}"],
    "ja": ["よろしくお願いいたします。\n{name}"],
}
SLOTS = {
    "place": ["Lisbon, 2nd floor", "Leeds", "Hannover, hall 3", "Oslo", "the Lyon office", "Warsaw", "the warehouse", "building 3"],
    "site": ["Lisbon", "Leeds", "Hannover", "Oslo", "Tokyo", "Lyon", "Warsaw", "Cairo", "Madrid"],
    "room": ["Tagus", "Aire", "Leine", "Akerselva", "Saône", "Vistula", "Sumida", "Manzanares"],
    "team": ["Finance", "Legal", "Sales", "Purchasing", "Logistics", "HR", "Marketing", "Quality"],
    "app": ["Figma", "Photoshop", "AutoCAD", "Visio", "Power BI", "Acrobat", "SPSS", "Postman", "7-Zip", "Miro", "DeepL", "QGIS"],
    "day": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    "since": ["since this morning", "since yesterday", "since Monday", "since the update", "since last week", "for three days now"],
    "hour": ["9:15", "9:40", "10:00", "11:30", "13:00", "14:00", "15:30", "16:00"],
    "n": ["2", "3", "4", "5", "6", "7", "8", "9"],
    "error": ["0x80070005", "0x8004010F", "0xC000021A", "ERR_CONNECTION_RESET", "E_FAIL (17)", "code 1603", "13.6002.01"],
    "file": ["forecast_Q3.xlsx", "Offers 2nd half.xlsx", "stocklist.xlsm", "board_deck_v7_final.pptx", "travel.xlsx", "CAD_4711.dwg"],
    "sheet": ["forecast_Q3.xlsx", "Offers 2nd half.xlsx", "stocklist.xlsm", "travel.xlsx", "Hours 07-09.xlsx", "Umsatzübersicht.xlsx"],
    "service": ["the travel portal", "SAP", "Power BI", "Miro", "Jira", "the training portal", "Salesforce", "the supplier portal"],
    "folder": ["Budget", "Contracts", "Price lists", "Board", "Travel", "Audits"],
    "socket": ["2.14-A", "0.03-B", "3.27-A", "1.08-C", "EG-112", "4.01-B"],
    "letter": ["F", "P", "S", "T"],
    "newcomer": ["Ana Sousa", "Kofi Mensah", "Julia Brandt", "Haruto Mori", "Elif Şahin", "Noah Fischer", "Maya Lindholm"],
    "colleague": ["Marek", "Inês", "Greta", "Chidi", "Zoë", "Tomás", "Bo", "Anaïs", "Sven", "Yui", "Nadia", "Rafael", "Lucía"],
}  # fmt: skip
UNKNOWN_TAGS = [
    "AS99120", "PF-4K2N9Q", "I don't know", "n/a", "peeled off", "LAPTOP-7F3K2Q", "AS 1042", "0412", "see photo", "MR-PC-04",
    "HP EliteBook", "PC-WAREHOUSE-2", "the one in reception", "AS0977?", "S/N 5CG3421XYZ", "AB-1234-567", "قديم", "不明",
]  # fmt: skip
