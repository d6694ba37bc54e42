"""What people write in Polish. Only slots that are names or numbers."""

from tickets.demo.content.problems import Problem

PROBLEMS = {
    "hardware": [
        Problem(
            ["Laptop wyłącza się po odłączeniu zasilacza"],
            ["Bateria pokazuje 100 %, a komputer {tag} gaśnie od razu. Wczoraj jeszcze działał."],
            about="laptop",
            priority="p2",
        ),
        Problem(
            ["Drugi monitor miga"],
            ["Co dziesięć minut gaśnie na sekundę. Kabel już wymieniony."],
            about="monitor",
            priority="p4",
        ),
        Problem(
            ["Laptop dla nowej osoby w zespole"],
            ["Zaczyna w poniedziałek. Przełożony się zgodził."],
            is_request=True,
            weight=2,
        ),
    ],
    "software": [
        Problem(
            ["Eksport listy płac zatrzymuje się na 98 %"],
            ["Komunikat: „wartość za długa”. Próbowałam {n} razy. Wypłaty są jutro."],
            priority="p1",
            weight=1,
        ),
        Problem(
            ["Proszę o zainstalowanie {app}"],
            ["Potrzebuję do nowego projektu, przełożony się zgodził."],
            about="laptop",
            priority="p4",
            is_request=True,
        ),
    ],
    "account": [
        Problem(
            ["Zapomniałem hasła", "Konto zablokowane"],
            ["Po kilku próbach konto się zablokowało. Proszę o telefon, nie mogę czytać poczty."],
            priority="p2",
            weight=5,
        ),
        Problem(["Dostęp do folderu Umowy"], ["Zmieniłam dział, właścicielem jest {colleague}."], is_request=True),
    ],
    "network": [
        Problem(
            ["VPN rozłącza się co kilka minut"],
            ["W domu, mniej więcej co {n} minut. Poza tym internet działa."],
            about="laptop",
            priority="p2",
        ),
    ],
    "printing": [
        Problem(
            ["Drukarka etykiet drukuje za nisko"],
            ["Kod kreskowy jest ucięty i czytnik przy bramie go nie widzi."],
            about="printer",
        ),
    ],
    "other": [
        Problem(["Karta nie otwiera drzwi laboratorium"], ["Wszystkie inne drzwi działają."]),
    ],
}
