"""What people write in Spanish. Only slots that are names or numbers."""

from tickets.demo.content.problems import Problem

PROBLEMS = {
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
        Problem(
            ["La batería dura veinte minutos"],
            ["Cargada por la mañana, vacía después de la primera reunión. Es el {tag}."],
            about="laptop",
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
        Problem(
            ["Teams se congela al compartir pantalla"],
            ["Los demás ven una imagen fija; yo los oigo bien."],
            about="laptop",
        ),
        Problem(
            ["Recuperar una carpeta borrada por error"],
            ["Se llamaba «Ofertas, definitivas». ¿Hay copia de seguridad?"],
            priority="p2",
            is_request=True,
        ),
    ],
    "account": [
        Problem(
            ["He olvidado la contraseña", "Cuenta bloqueada"],
            ["La he escrito mal demasiadas veces y ahora dice que la cuenta está bloqueada."],
            priority="p2",
            weight=6,
        ),
        Problem(
            ["Acceso a la carpeta de Presupuestos"],
            ["He cambiado de equipo. El responsable es {colleague} y está de acuerdo."],
            is_request=True,
        ),
    ],
    "network": [
        Problem(
            ["La VPN pide el segundo factor dos veces"],
            ["Pongo el código, lo vuelve a pedir y entonces entra. Antes era solo una vez."],
            about="laptop",
        ),
        Problem(
            ["Sin Wi-Fi en la sala {room}"], ["Tenemos visita a las {hour} y dentro no llega la señal."], priority="p2"
        ),
    ],
    "printing": [
        Problem(
            ["No sale nada por la impresora"],
            ["Dice «Lista», tiene papel, y el trabajo se queda en la cola. Somos {n} esperando."],
            about="printer",
        ),
    ],
    "other": [
        Problem(
            ["He perdido la tarjeta de acceso"], ["Creo que entre el aparcamiento y recepción. Bloqueadla, por favor."]
        ),
    ],
}
