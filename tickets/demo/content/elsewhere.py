"""The same desk in other languages: what people write in their own words. Only slots that are names or numbers."""

from tickets.demo.content.problems import Problem

GERMAN = {
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
    ],
    "printing": [
        Problem(
            ["Papierstau, den niemand findet"],
            ["Alle Klappen waren offen, es ist kein Papier zu sehen. Der Drucker {tag} meldet trotzdem Stau."],
            about="printer",
        )
    ],
    "other": [
        Problem(
            ["Zeiterfassung nimmt meine Karte nicht"],
            ["Es piept, aber die Anzeige bleibt leer. Ich schreibe die Zeiten solange auf."],
        )
    ],
}

FRENCH = {
    "hardware": [
        Problem(
            ["L’ordinateur s’éteint dès qu’on le débranche"],
            ["La batterie indique 100 %, mais {tag} s’éteint à la seconde où je retire le chargeur."],
            about="laptop",
            priority="p2",
        ),
        Problem(
            ["Écran noir au démarrage"],
            ["On entend le ventilateur, rien ne s’affiche. J’ai une réunion à {hour} et tout est dessus."],
            about="laptop",
            priority="p2",
        ),
        Problem(
            ["Casque : personne ne m’entend"],
            [
                "Le micro marche dans les paramètres, mais pas en réunion. Le casque de {colleague} fonctionne sur mon poste."
            ],
            about="accessory",
            priority="p4",
        ),
    ],
    "software": [
        Problem(
            ["Les règles d’Outlook disparaissent à chaque redémarrage"],
            ["Je les ai recréées trois fois cette semaine. Les dossiers, eux, sont toujours là."],
            about="laptop",
        ),
        Problem(
            ["Installation de {app} sur mon poste"],
            ["J’en ai besoin pour le projet qui commence la semaine prochaine. Accord de mon responsable."],
            about="laptop",
            priority="p4",
            is_request=True,
        ),
    ],
    "account": [
        Problem(
            ["Mot de passe oublié", "Compte verrouillé après plusieurs essais"],
            ["Je suis sûre de le connaître, pourtant le compte s’est verrouillé. Pouvez-vous m’appeler ?"],
            priority="p2",
            weight=6,
        ),
        Problem(
            ["Accès au dossier « Où trouver quoi »"],
            ["Depuis mon changement de service, je n’ai plus le droit de l’ouvrir. {colleague} en est responsable."],
            is_request=True,
        ),
    ],
    "network": [
        Problem(
            ["Le Wi-Fi coupe tous les jours vers {hour}"],
            [
                "Toute l’aile est touchée, une {n}0aine de personnes. Cela revient tout seul au bout de quelques minutes."
            ],
            priority="p2",
        )
    ],
    "printing": [
        Problem(
            ["L’imprimante du 2ᵉ étage imprime en gris"],
            ["Des bandes grises de haut en bas, sur les copies aussi. {tag}."],
            about="printer",
        )
    ],
    "other": [
        Problem(["Badge refusé à la porte du labo"], ["Il marche partout ailleurs. J’ai changé d’équipe lundi."])
    ],
}

SPANISH = {
    "hardware": [
        Problem(
            ["El portátil no enciende después del fin de semana"],
            [
                "Ni luz ni ventilador. He probado el cargador de {colleague} y sigue igual. Necesito el equipo para la reunión de las {hour}."
            ],
            about="laptop",
            priority="p2",
        ),
        Problem(
            ["Móvil con la pantalla rota"],
            ["Se me cayó en el aparcamiento. Se puede llamar, pero no se lee casi nada."],
            about="cellphone",
            priority="p4",
        ),
    ],
    "software": [
        Problem(
            ["La hoja de cálculo pierde los acentos al exportar"],
            ["Al exportar a CSV, «Muñoz» se convierte en «MuÃ±oz». El banco rechaza el fichero."],
            about="laptop",
        ),
        Problem(
            ["¿Podéis instalar {app}?"],
            ["Lo necesito para un proyecto con el equipo de Lisboa. Mi jefa ya lo ha aprobado."],
            about="laptop",
            priority="p4",
            is_request=True,
        ),
    ],
    "account": [
        Problem(
            ["He olvidado la contraseña", "Cuenta bloqueada"],
            ["La he escrito mal demasiadas veces y ahora dice que la cuenta está bloqueada."],
            priority="p2",
            weight=6,
        )
    ],
    "network": [
        Problem(
            ["La VPN pide el segundo factor dos veces"],
            ["Pongo el código, lo vuelve a pedir y entonces entra. Antes era solo una vez."],
            about="laptop",
        )
    ],
    "printing": [
        Problem(
            ["No sale nada por la impresora"],
            ["Dice «Lista», tiene papel, y el trabajo se queda en la cola. Somos {n} esperando."],
            about="printer",
        )
    ],
}

PORTUGUESE = {
    "hardware": [
        Problem(
            ["O portátil aquece muito e a ventoinha não pára"],
            ["Mesmo só com o navegador aberto. Já não o consigo ter ao colo. É o {tag}."],
            about="laptop",
            priority="p4",
        ),
        Problem(
            ["Segundo monitor a piscar"],
            ["Pisca de dez em dez minutos. Troquei o cabo com o da {colleague} e continua."],
            about="monitor",
            priority="p4",
        ),
    ],
    "software": [
        Problem(
            ["O Outlook não abre", "Outlook preso em “A carregar o perfil”"],
            ["Desde ontem fica parado no arranque. No navegador o correio funciona."],
            about="laptop",
        ),
        Problem(
            ["Pedido de instalação: {app}"],
            ["Preciso para o novo projecto. Aprovado pela chefia."],
            about="laptop",
            priority="p4",
            is_request=True,
        ),
    ],
    "account": [
        Problem(
            ["Palavra-passe expirada durante as férias"],
            ["Voltei hoje e não consigo entrar. A página de alteração recusa a antiga."],
            priority="p2",
            weight=6,
        ),
        Problem(
            ["Acesso à pasta de Orçamentos"],
            ["Mudei de equipa e preciso de ler e escrever. O responsável é {colleague}."],
            is_request=True,
        ),
    ],
    "network": [
        Problem(
            ["Sem rede na sala {room}"],
            ["As tomadas não dão sinal e o Wi-Fi mal chega lá. Temos visitas às {hour}."],
            priority="p2",
        )
    ],
    "printing": [
        Problem(
            ["Falta de toner no 2.º andar"],
            ["Já não há nenhum no armário. A impressora é a {tag}."],
            about="printer",
            priority="p4",
            is_request=True,
        )
    ],
    "other": [
        Problem(["Cartão perdido"], ["Perdi o cartão entre o estacionamento e a receção. Por favor, bloqueiem-no."])
    ],
}

POLISH = {
    "hardware": [
        Problem(
            ["Laptop wyłącza się po odłączeniu zasilacza"],
            ["Bateria pokazuje 100 %, a komputer {tag} gaśnie od razu. Wczoraj jeszcze działał."],
            about="laptop",
            priority="p2",
        )
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
        )
    ],
    "network": [
        Problem(
            ["VPN rozłącza się co kilka minut"],
            ["W domu, mniej więcej co {n} minut. Poza tym internet działa."],
            about="laptop",
            priority="p2",
        )
    ],
    "printing": [
        Problem(
            ["Drukarka etykiet drukuje za nisko"],
            ["Kod kreskowy jest ucięty i czytnik przy bramie go nie widzi."],
            about="printer",
        )
    ],
}

ARABIC = {
    "hardware": [
        Problem(
            ["الحاسوب المحمول لا يشحن", "بطارية الحاسوب تنفد خلال نصف ساعة"],
            ["جربت شاحن زميلي والنتيجة نفسها. رقم الجهاز {tag}. أحتاج إليه في اجتماع الساعة {hour}."],
            about="laptop",
            priority="p2",
        ),
        Problem(
            ["شاشة الهاتف مكسورة"],
            ["سقط الهاتف على الدرج. ما زال يعمل لكن اللمس لا يستجيب في الأسفل."],
            about="cellphone",
            priority="p4",
        ),
    ],
    "software": [
        Problem(
            ["برنامج Excel يتوقف عند فتح الملف الشهري"],
            ["يظهر الخطأ {error} ثم يغلق البرنامج. الملف يفتح عند الزملاء دون مشكلة."],
            about="laptop",
        ),
        Problem(
            ["طلب تثبيت {app}"],
            ["أحتاج إليه لمشروع جديد، والمدير موافق."],
            about="laptop",
            priority="p4",
            is_request=True,
        ),
    ],
    "account": [
        Problem(
            ["لا أستطيع تسجيل الدخول إلى البريد الإلكتروني", "نسيت كلمة المرور"],
            ["عدت من الإجازة اليوم، وكلمة المرور منتهية الصلاحية. صفحة التغيير ترفض الكلمة القديمة."],
            priority="p2",
            weight=6,
        )
    ],
    "network": [
        Problem(
            ["شبكة Wi-Fi بطيئة جدًا في قاعة {room}"], ["مكالمات الفيديو تنقطع كل بضع دقائق. عبر الكابل كل شيء سريع."]
        )
    ],
    "printing": [
        Problem(
            ["الطابعة تطبع صفحات فارغة"],
            ["الطابعة {tag} في الطابق الثاني. غيّرنا الورق ولم يتغير شيء."],
            about="printer",
        )
    ],
    "other": [
        Problem(
            ["بطاقة الدخول لا تفتح باب المختبر"],
            ["تعمل البطاقة على بقية الأبواب. انتقلت إلى الفريق الجديد هذا الأسبوع."],
        )
    ],
}

JAPANESE = {
    "hardware": [
        Problem(["ノートパソコンが充電できません", "電源を抜くとパソコンが落ちます"], ["今朝から充電ランプが点きません。同僚の充電器でも同じでした。資産番号は {tag} です。"], about="laptop", priority="p2"),
        Problem(["外部モニターがちらつく"], ["十分おきに一瞬暗くなります。ケーブルを替えても変わりません。"], about="monitor", priority="p4"),
    ],
    "software": [
        Problem(["Excel が月次ファイルを開くと落ちる"], ["エラー {error} が出て終了します。他の人の端末では開けます。締め切りは明日です。"], about="laptop"),
        Problem(["{app} のインストールをお願いします"], ["来週からの案件で使います。上長の承認は取れています。"], about="laptop", priority="p4", is_request=True),
    ],
    "account": [Problem(["パスワードの有効期限が切れました", "二段階認証のコードが届きません"], ["休暇から戻ったらログインできなくなっていました。{hour} までは席におります。"], priority="p2", weight=5)],
    "network": [Problem(["在宅勤務中に VPN が切れる"], ["{n} 分ほどで切断され、共有フォルダーが固まります。自宅の回線は問題ありません。"], about="laptop", priority="p2")],
    "printing": [Problem(["プリンターの紙詰まり（3階コピー室）"], ["カバーをすべて開けましたが、紙は見当たりません。{tag} です。"], about="printer", weight=5)],
    "other": [Problem(["会議室 {room} の画面設定のお願い"], ["{hour} から海外拠点との会議があります。事前に接続を確認していただけますか。"], is_request=True)],
}  # fmt: skip
