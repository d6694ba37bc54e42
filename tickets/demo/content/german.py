"""What people write in German. Only slots that are names or numbers."""

from tickets.demo.content.problems import Problem

PROBLEMS = {
    "hardware": [
        Problem(
            ["Laptop lädt nicht mehr über die Dockingstation"],
            ["Seit heute Morgen lädt {tag} nur noch am Netzteil. Die Leuchte an der Dockingstation bleibt dunkel."],
            about="laptop",
        ),
        Problem(
            ["Zweiter Bildschirm flackert", "Monitor wird nicht erkannt"],
            ["Mit einem anderen Kabel ist es genauso. Am Laptop von {colleague} läuft er."],
            about="monitor",
            priority="p4",
        ),
        Problem(
            ["Diensthandy: Display gesprungen"],
            ["Es ist mir auf der Treppe heruntergefallen. Telefonieren geht noch, tippen nur in der oberen Hälfte."],
            about="cellphone",
            priority="p4",
        ),
        Problem(
            ["Maus klickt doppelt"],
            ["Ein Klick, zwei geöffnete Dateien. Mit der Maus von {colleague} ist alles in Ordnung."],
            about="accessory",
            priority="p4",
            weight=2,
        ),
        Problem(
            ["Laptop für unsere Praktikantin"],
            ["Sie fängt am Montag an und bleibt {n} Wochen. Ein gebrauchtes Gerät reicht völlig."],
            is_request=True,
        ),
    ],
    "software": [
        Problem(
            ["Excel stürzt beim Öffnen der Umsatzübersicht ab"],
            [
                "Die Datei hat etwa 40 MB. Bei {colleague} lässt sie sich öffnen, bei mir schließt sich Excel ohne Meldung."
            ],
            about="laptop",
        ),
        Problem(
            ["{app} bitte installieren"],
            ["Ich brauche {app} für die Prüfberichte. Meine Vorgesetzte ist einverstanden."],
            about="laptop",
            priority="p4",
            is_request=True,
        ),
        Problem(
            ["Buchung im ERP dauert zwei Minuten"],
            ["Bei uns in der Verladung steht alles, {n} Fahrer warten. Fehlermeldung gibt es keine."],
            priority="p2",
        ),
        Problem(
            ["Outlook findet keine alten Mails mehr"],
            ["Die Suche zeigt nur die letzten Wochen. Die Ordner sind vollständig, wenn man blättert."],
            about="laptop",
            priority="p4",
        ),
        Problem(
            ["Bluescreen nach dem Update"],
            ["{n} Mal heute. Der Text ist zu schnell weg, er beginnt mit {error}."],
            about="laptop",
            priority="p2",
            weight=2,
        ),
    ],
    "account": [
        Problem(
            ["Passwort abgelaufen, Anmeldung nicht möglich"],
            ["Ich war drei Wochen im Urlaub. Die Seite zum Ändern nimmt das alte Passwort nicht an."],
            priority="p2",
            weight=6,
        ),
        Problem(
            ["Zugriff auf das Postfach Rechnungen"],
            ["Ich vertrete {colleague} und muss die Rechnungen lesen und beantworten können."],
            is_request=True,
        ),
        Problem(
            ["Neues Handy, zweiter Faktor fehlt"],
            ["Die App auf dem neuen Gerät ist leer, das alte habe ich schon zurückgesetzt."],
            about="cellphone",
            priority="p2",
        ),
        Problem(
            ["Austritt zum Monatsende: Konto von {colleague} sperren"],
            ["Bitte die Mails einen Monat lang an mich weiterleiten. Laptop und Handy liegen bei mir."],
            is_request=True,
            weight=2,
        ),
    ],
    "network": [
        Problem(
            ["VPN bricht alle paar Minuten ab"],
            ["Zu Hause, etwa alle {n} Minuten. Danach hängen alle offenen Dateien. Das übrige Internet läuft."],
            about="laptop",
            priority="p2",
        ),
        Problem(
            ["Kein WLAN in Halle 3"],
            [
                "Die Scanner der Staplerfahrer verlieren zwischen den Regalen die Verbindung, seit die neuen Regale stehen."
            ],
            priority="p2",
        ),
        Problem(
            ["Netzwerkdose {socket} ohne Verbindung"],
            ["Nach dem Umzug der Schreibtische leuchtet an keinem Gerät etwas."],
            weight=2,
        ),
    ],
    "printing": [
        Problem(
            ["Papierstau, den niemand findet"],
            ["Alle Klappen waren offen, es ist kein Papier zu sehen. Der Drucker {tag} meldet trotzdem Stau."],
            about="printer",
        ),
        Problem(
            ["Etikettendrucker druckt zu tief"],
            ["Der Strichcode ist unten abgeschnitten, das Tor liest ihn nicht."],
            about="printer",
            weight=2,
        ),
    ],
    "other": [
        Problem(
            ["Zeiterfassung nimmt meine Karte nicht"],
            ["Es piept, aber die Anzeige bleibt leer. Ich schreibe die Zeiten solange auf."],
        ),
        Problem(
            ["Besprechungsraum {room}: Hilfe beim Aufbau"],
            ["Wir sind {n} vor Ort und etwa {n}0 online. Ab {hour} wäre gut."],
            is_request=True,
        ),
    ],
}
