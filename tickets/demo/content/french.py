"""What people write in French. Only slots that are names or numbers."""

from tickets.demo.content.problems import Problem

PROBLEMS = {
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
        Problem(
            ["Souris qui double-clique toute seule"],
            ["Un clic ouvre deux fichiers. Avec la souris de {colleague}, rien à signaler."],
            about="accessory",
            priority="p4",
            weight=2,
        ),
        Problem(
            ["Deuxième écran non reconnu"],
            ["Il est allumé, mais l’ordinateur ne le voit plus depuis la mise à jour."],
            about="monitor",
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
        Problem(
            ["Excel se ferme à l’ouverture de {sheet}"],
            ["Sans aucun message. {colleague} ouvre le même fichier sans problème."],
            about="laptop",
        ),
        Problem(
            ["Réunions décalées d’une heure dans l’agenda"],
            ["Seulement celles de nos collègues de Tokyo. Celles de Lisbonne sont justes."],
            priority="p4",
            weight=2,
        ),
    ],
    "account": [
        Problem(
            ["Compte verrouillé après plusieurs essais"],
            ["Je suis sûre de le connaître, pourtant le compte s’est verrouillé. Pouvez-vous m’appeler ?"],
            priority="p2",
        ),
        Problem(
            ["Accès au dossier « Où trouver quoi »"],
            ["Depuis mon changement de service, je n’ai plus le droit de l’ouvrir. {colleague} en est responsable."],
            is_request=True,
        ),
        Problem(
            ["Compte à créer pour notre stagiaire"],
            ["Elle arrive lundi pour {n} semaines. Les mêmes droits que {colleague}."],
            is_request=True,
        ),
        Problem(
            ["Mot de passe oublié"],
            ["Je rentre de congés et je ne m’en souviens plus. On peut me joindre sur mon portable."],
            priority="p2",
        ),
    ],
    "network": [
        Problem(
            ["Le Wi-Fi coupe tous les jours vers {hour}"],
            [
                "Toute l’aile est touchée, une {n}0aine de personnes. Cela revient tout seul au bout de quelques minutes."
            ],
            priority="p2",
        ),
        Problem(
            ["Le VPN se déconnecte sans cesse"],
            ["Toutes les {n} minutes environ, uniquement à la maison."],
            about="laptop",
            priority="p2",
        ),
        Problem(
            ["Site d’un fournisseur bloqué"],
            ["La page affiche « bloqué par la stratégie ». Nous y commandons chaque semaine."],
            is_request=True,
            weight=2,
        ),
    ],
    "printing": [
        Problem(
            ["L’imprimante du 2ᵉ étage imprime en gris"],
            ["Des bandes grises de haut en bas, sur les copies aussi. {tag}."],
            about="printer",
        ),
        Problem(
            ["Plus de toner noir"],
            ["Il n’en reste plus dans l’armoire. Imprimante {tag}."],
            about="printer",
            priority="p4",
            is_request=True,
        ),
    ],
    "other": [
        Problem(["Badge refusé à la porte du labo"], ["Il marche partout ailleurs. J’ai changé d’équipe lundi."]),
        Problem(
            ["Peut-on lire ses mails sur son propre téléphone ?"],
            ["Si oui, comment ? Je n’ai rien trouvé sur l’intranet."],
            priority="p4",
            is_request=True,
        ),
    ],
}
