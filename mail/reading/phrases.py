"""The words by which mail clients begin what they repeat: en de fr es it nl pt pl. All in lower case."""

# "On Monday Jo wrote:": what says "wrote". Most clients put it last, some first.
WROTE = (
    "wrote", "writes",
    "schrieb", "geschrieben", "hat geschrieben",
    "a écrit", "a ecrit",
    "escribió", "escribio",
    "ha scritto", "scrive", "scritto",
    "schreef", "geschreven", "heeft geschreven",
    "escreveu",
    "napisał", "napisała", "napisał(a)", "napisała(a)", "pisze", "napisana przez",
)  # fmt: skip
WROTE_BEGINS = (
    "on ", "am ", "den ", "le ", "el ", "en ", "il ", "in data ", "op ", "em ", "no dia ", "a ", "w dniu ", "dnia ",
    "wiadomość napisana ", "pon", "wt.", "śr.", "czw", "pt.", "sob", "niedz", "poniedziałek", "wtorek", "środa",
)  # fmt: skip

# The block of Outlook and of mobile clients
FROM = {"from", "von", "de", "da", "van", "od", "expéditeur", "remitente", "mittente", "nadawca", "remetente"}
SENT = {
    "sent", "date", "gesendet", "datum", "gesendet am", "envoyé", "envoyé le", "enviado", "enviado el", "fecha", "enviada",
    "enviada em", "enviado em", "inviato", "inviato il", "data", "verzonden", "wysłano", "wysłane", "data wysłania",
}  # fmt: skip
TO = {
    "to", "an", "à", "a", "para", "aan", "do", "cc", "kopie", "kopia", "reply-to", "antwort an", "destinataire", "pour",
    "destinatario", "dw", "cópia", "importance", "priority",
}  # fmt: skip
SUBJECT = {"subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "assunto", "temat", "re", "sujet"}

# Between dashes, or alone on a line
ORIGINAL = (
    "original message", "original appointment", "ursprüngliche nachricht", "originalnachricht", "original-nachricht",
    "ursprünglicher termin", "message d'origine", "message d’origine", "message original", "mensaje original",
    "messaggio originale", "messaggio di origine", "oorspronkelijk bericht", "origineel bericht", "mensagem original",
    "wiadomość oryginalna", "oryginalna wiadomość", "treść oryginalnej wiadomości", "reply message",
)  # fmt: skip
FORWARDED = (
    "forwarded message", "forwarded by", "begin forwarded message", "weitergeleitete nachricht",
    "anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail", "message transféré",
    "début du message transféré", "début du message réexpédié", "mensaje reenviado", "inicio del mensaje reenviado",
    "messaggio inoltrato", "inizio messaggio inoltrato", "doorgestuurd bericht", "begin doorgestuurd bericht",
    "mensagem encaminhada", "mensagem reencaminhada", "início da mensagem reencaminhada",
    "início da mensagem encaminhada", "wiadomość przekazana dalej", "przekazana wiadomość", "przesłana wiadomość",
    "początek przekazywanej wiadomości", "początek przesyłanej dalej wiadomości",
)  # fmt: skip
FORWARD_PREFIXES = (
    "fw", "fwd", "wg", "tr", "rv", "i", "enc", "pd", "doorst", "rif", "fwd.", "weitergeleitet", "podaj dalej",
)  # fmt: skip

# "Sent from my iPhone"
SENT_FROM = (
    "sent from ", "get outlook for ", "sent via ", "sent with ", "sent using ",
    "von meinem ", "gesendet von ", "gesendet mit ", "gesendet über ", "diese nachricht wurde von meinem ",
    "holen sie sich outlook ",
    "outlook für ", "versendet mit ", "envoyé de ", "envoyé depuis ", "envoyé à partir de ", "envoyé avec ",
    "téléchargez outlook ", "obtenir outlook ", "obtenez outlook ", "télécharger outlook ", "enviado desde ",
    "enviado con ",
    "obtener outlook ", "obtén outlook ", "inviato da ", "inviato dal ", "inviato con ", "scarica outlook ",
    "ottieni outlook ",
    "verstuurd vanaf ", "verzonden vanaf ", "verzonden met ", "verzonden vanuit ", "download outlook ", "outlook voor ",
    "enviado do ", "enviado a partir ", "enviado pelo ", "obter o outlook ", "obtenha o outlook ", "baixe o outlook ",
    "wysłano z ", "wysłane z ", "pobierz outlook ", "pobierz aplikację outlook ", "uzyskaj outlook ", "yahoo mail",
)  # fmt: skip

# What a letter closes with: below it stands a name, a firm, a telephone
CLOSINGS = (
    "regards", "best regards", "kind regards", "warm regards", "with kind regards", "with best regards", "many regards",
    "best wishes", "kindest regards", "warmest regards", "yours sincerely", "yours faithfully", "sincerely", "cheers",
    "best", "all the best", "rgds", "br", "kr", "thanks and regards", "thanks & regards",
    "mit freundlichen grüßen", "mit freundlichen grüssen", "mit freundlichem gruß", "mit freundlichem gruss",
    "mit besten grüßen", "freundliche grüße", "freundliche grüsse", "viele grüße", "viele grüsse", "beste grüße",
    "liebe grüße", "lieben gruß", "herzliche grüße", "schöne grüße", "besten gruß", "gruß", "gruss", "grüße", "lg",
    "mfg", "vg",
    "cordialement", "bien cordialement", "très cordialement", "bien à vous", "salutations", "meilleures salutations",
    "sincères salutations", "bonne journée", "amicalement", "cdt", "cdlt", "bonne réception",
    "saludos", "un saludo", "saludos cordiales", "un cordial saludo", "atentamente", "cordialmente", "muchos saludos",
    "cordiali saluti", "distinti saluti", "un saluto", "saluti", "un cordiale saluto", "buona giornata", "a presto",
    "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten", "hartelijke groet",
    "hartelijke groeten", "groet", "groeten", "groetjes", "mvg", "met hartelijke groet",
    "cumprimentos", "com os melhores cumprimentos", "melhores cumprimentos", "atenciosamente", "att", "abraço", "abraços",
    "saudações", "obrigado e cumprimentos", "um abraço",
    "pozdrawiam", "z poważaniem", "pozdrowienia", "z pozdrowieniami", "serdecznie pozdrawiam", "pozdrawiam serdecznie",
    "łączę pozdrowienia",
)  # fmt: skip

# Not a closing by itself: it may be all that is said. "Thanks and regards" is one
THANKS = (
    "thanks", "many thanks", "thank you", "thx", "danke", "vielen dank", "besten dank", "danke im voraus", "merci",
    "merci d'avance",
    "gracias", "muchas gracias", "grazie", "grazie mille", "bedankt", "dank je", "dank u", "alvast bedankt", "obrigado",
    "obrigada",
    "dziękuję", "dzięki",
)  # fmt: skip

# "See my answers below": what follows the block of Outlook then holds them
BELOW = (
    "below", "inline", "in line", "in red", "in blue", "in green", "unten", "im text", "in rot", "in blau", "ci-dessous",
    "en rouge", "dans le texte", "más abajo", "abajo", "en rojo", "sotto", "in rosso", "hieronder", "in het rood", "abaixo",
    "a vermelho", "em vermelho", "poniżej", "na czerwono", "w treści",
)  # fmt: skip

# A firm's last words
DISCLAIMERS = (
    "this e-mail may contain", "this email may contain", "this email and any", "this e-mail and any",
    "this message may contain",
    "the information in this e", "the information contained in this", "confidentiality notice", "disclaimer",
    "please consider the environment",
    "diese e-mail enthält", "diese nachricht enthält", "diese mail enthält", "der inhalt dieser e-mail",
    "vertraulichkeitshinweis",
    "ce message et", "ce courriel", "ce message est confidentiel", "este mensaje", "este correo", "questo messaggio",
    "questa e-mail",
    "dit bericht", "deze e-mail", "de informatie in dit", "esta mensagem", "este e-mail", "ta wiadomość",
    "niniejsza wiadomość",
    "treść tej wiadomości", "informacje zawarte w",
)  # fmt: skip
