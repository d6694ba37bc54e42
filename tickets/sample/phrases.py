"""What agents and requesters write to each other in the sample, by language; {slots} as in the demo's letters."""

ASKS = {  # an agent, while it lasts
    "en": [
        "Thank you for the report. Does it also happen after a restart?",
        "I have it on my list for {day}. When can I call you, is {hour} all right?",
        "Could you send me the **exact words** of the message, or a picture of the whole screen?",
        "Please try this:\n\n1. sign out everywhere\n2. wait a minute\n3. sign in again\n\nDid that help?",
        "Is anybody else in {team} seeing this, or is it only you?",
        "I have changed the setting on our side. Please try again and tell me what you see.",
        "A new part is needed; I have one here and come by at {hour}.",
        "We see the same at {site} and are talking to the supplier. I will come back to you on {day}.",
        "Do you get further with `{app}` in a private window?",
        "I could not reach you by phone. Please leave it switched on and connected {since}, then I can look from here.",
        "The log says {error}. That usually means that the profile is full: what takes the room in your downloads?",
    ],
    "de": [
        "Danke für die Meldung. Tritt der Fehler auch nach einem Neustart auf?",
        "Ich schaue mir das heute an. Wann kann ich Sie am besten anrufen?",
        "Können Sie mir bitte den **genauen Wortlaut** der Fehlermeldung schicken?",
        "Ich habe die Einstellung bei uns geändert. Bitte melden Sie sich einmal ab und wieder an.",
        "Das Ersatzteil ist bestellt und kommt voraussichtlich übermorgen.",
    ],
    "fr": [
        "Merci pour votre message. Le problème persiste-t-il après un redémarrage ?",
        "Pouvez-vous m’envoyer une capture de l’écran entier, s’il vous plaît ?",
        "J’ai modifié le réglage de notre côté. Merci de réessayer.",
        "La pièce est commandée, nous l’attendons pour jeudi.",
    ],
    "es": [
        "Gracias por avisar. ¿Ocurre también después de reiniciar el equipo?",
        "¿Puede enviarme el **texto exacto** del error?",
        "He cambiado la configuración. Pruebe otra vez, por favor.",
        "La pieza llega mañana; paso por su mesa a las diez.",
    ],
    "pt": [
        "Obrigado pela mensagem. O problema continua depois de reiniciar?",
        "Pode enviar uma imagem do ecrã inteiro, por favor?",
        "Alterei a definição do nosso lado. Tente outra vez, por favor.",
        "A peça foi encomendada e chega na sexta-feira.",
    ],
    "pl": [
        "Dziękuję za zgłoszenie. Czy problem występuje także po ponownym uruchomieniu?",
        "Proszę o **dokładną treść** komunikatu o błędzie.",
        "Zmieniłem ustawienie po naszej stronie. Proszę spróbować ponownie.",
        "Część jest zamówiona, przyjdzie w czwartek.",
    ],
    "ar": [
        "شكرًا على البلاغ. هل تظهر المشكلة بعد إعادة التشغيل أيضًا؟",
        "هل يمكنك إرسال صورة للشاشة كاملة من فضلك؟",
        "غيّرنا الإعداد من جهتنا. يرجى المحاولة مرة أخرى.",
    ],
    "ja": [
        "ご連絡ありがとうございます。再起動後も同じ症状が出ますか。",
        "エラーメッセージの全文を送っていただけますか。",
        "こちらで設定を変更しました。もう一度お試しください。",
    ],
}
SAYS = {  # the requester
    "en": [
        "Yes, restarted twice, no change.",
        "Any time before noon, thanks! After {hour} I am in the {room} room.",
        "It says: `the operation could not be completed ({error})`.",
        "A little better, but not gone.",
        "Yes, at least {n} colleagues in {team}. {colleague} has it as well.",
        "Trying now, one moment.",
        "I am at {place} this week, could somebody there have a look?",
        "It came back {since}, just when I opened {file}.",
        "No, only with {service}. Everything else works.",
        "> Does it also happen after a restart?\n\nIt does. And now the fan is loud, too.",
    ],
    "de": [
        "Ja, zweimal neu gestartet, keine Änderung.",
        "Am besten vor zwölf Uhr, danke!",
        "Da steht: `Der Vorgang konnte nicht abgeschlossen werden ({error})`.",
        "Etwas besser, aber noch nicht weg. Die Kollegin am Nachbartisch hat dasselbe Problem.",
    ],
    "fr": [
        "Oui, j’ai redémarré deux fois, rien n’a changé.",
        "Voici le message : `l’opération n’a pas pu être terminée ({error})`.",
        "Un peu mieux, mais ce n’est pas fini.",
    ],
    "es": [
        "Sí, lo he reiniciado dos veces y sigue igual.",
        "Dice: `no se pudo completar la operación ({error})`.",
        "Algo mejor, pero todavía falla por la mañana.",
    ],
    "pt": [
        "Sim, reiniciei duas vezes e nada mudou.",
        "Diz: `não foi possível concluir a operação ({error})`.",
        "Já está melhor, mas ainda falha.",
    ],
    "pl": [
        "Tak, dwa razy uruchomiłam ponownie, bez zmian.",
        "Komunikat: `nie można ukończyć operacji ({error})`.",
        "Trochę lepiej, ale wciąż nie działa.",
    ],
    "ar": [
        "نعم، أعدت التشغيل مرتين دون تغيير.",
        "الرسالة تقول: تعذر إكمال العملية.",
        "أفضل قليلًا لكن المشكلة لم تنته.",
    ],
    "ja": [
        "はい、二回再起動しましたが変わりません。",
        "「操作を完了できませんでした」と表示されます。",
        "少し良くなりましたが、まだ続いています。",
    ],
}
ENDS = {  # an agent, at the end
    "en": [
        "This should be working now. Tell me if it is not.",
        "Done. Thank you for your patience!",
        "The cause was on our side, and it is mended.",
        "I have put in the new part and tested it with you. I close this, write any time if it comes back.",
    ],
    "de": ["Das sollte jetzt wieder gehen. Melden Sie sich gern, falls nicht.", "Erledigt. Danke für Ihre Geduld!"],
    "fr": ["Cela devrait fonctionner maintenant. Sinon, écrivez-nous.", "C’est fait. Merci de votre patience !"],
    "es": ["Ya debería funcionar. Si no, escríbame.", "Hecho. ¡Gracias por su paciencia!"],
    "pt": ["Já deve funcionar. Se não, escreva-me.", "Feito. Obrigado pela paciência!"],
    "pl": ["Powinno już działać. Proszę pisać, jeśli nie.", "Gotowe. Dziękuję za cierpliwość!"],
    "ar": ["من المفترض أن يعمل الآن. راسلونا إن لم يعمل.", "تم. شكرًا على صبركم!"],
    "ja": ["これで動作するはずです。問題があればご連絡ください。", "対応が完了しました。お待たせしました。"],
}
NOTES = [  # internal, in the agents' own language
    "Called twice, no answer. Try again on {day}.",
    "Same as the other one from {site} last month: *profile full*, not the network.",
    "Warranty still runs; the supplier wants the serial number and a photograph of the plate.",
    "Licence for {app} ordered, {team} pays.",
    "Careful: the requester leaves at the end of the month, the device has to come back.",
    "Seen on the switch: port {socket} goes up and down every few seconds.",
    "- driver rolled back\n- firmware as before\n- event log kept in {file}",
    "Asked {colleague} in {team}, who has the rights on the share {folder}.",
    "Not ours. Passed on to facilities, they look at it at {hour}.",
]
