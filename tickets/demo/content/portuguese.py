"""What people write in Portuguese. Only slots that are names or numbers."""

from tickets.demo.content.problems import Problem

PROBLEMS = {
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
        Problem(
            ["Bateria dura vinte minutos"],
            ["Carregada de manhã, vazia depois da primeira reunião."],
            about="laptop",
            priority="p4",
        ),
        Problem(
            ["Ecrã do telemóvel partido"],
            ["Caiu nas escadas. Ainda dá para telefonar."],
            about="cellphone",
            priority="p4",
            weight=2,
        ),
        Problem(
            ["Auscultadores: ninguém me ouve"],
            ["Nas definições o microfone funciona, nas reuniões não."],
            about="accessory",
            priority="p4",
            weight=2,
        ),
        Problem(
            ["Portátil para a nova colega"],
            ["Começa na segunda-feira. Aprovado pela chefia; os mesmos programas que {colleague}."],
            is_request=True,
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
        Problem(
            ["O Excel fecha-se ao abrir {sheet}"],
            ["Sem mensagem nenhuma. A {colleague} abre o mesmo ficheiro."],
            about="laptop",
        ),
        Problem(
            ["A folha de horas perde os registos"], ["Preencho a semana, gravo, e dois dos cinco dias ficam vazios."]
        ),
        Problem(
            ["Recuperar pasta apagada"],
            ["Chamava-se «Propostas, final». Há cópia de segurança?"],
            priority="p2",
            is_request=True,
            weight=2,
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
        Problem(
            ["Telemóvel novo, sem segundo factor"],
            ["A aplicação no telemóvel novo está vazia e o antigo já foi apagado."],
            about="cellphone",
            priority="p2",
        ),
        Problem(["Conta bloqueada"], ["Enganei-me demasiadas vezes. Podem ligar-me?"], priority="p2"),
        Problem(
            ["Isto é mesmo vosso?"], ["Recebi uma mensagem a pedir a palavra-passe. Não cliquei em nada."], weight=2
        ),
    ],
    "network": [
        Problem(
            ["Sem rede na sala {room}"],
            ["As tomadas não dão sinal e o Wi-Fi mal chega lá. Temos visitas às {hour}."],
            priority="p2",
        ),
        Problem(
            ["VPN cai de {n} em {n} minutos"],
            ["Só em casa. O resto da internet funciona."],
            about="laptop",
            priority="p2",
        ),
        Problem(["Tomada {socket} sem sinal"], ["Mudámos as secretárias e agora ninguém tem rede."], weight=2),
    ],
    "printing": [
        Problem(
            ["Falta de toner no 2.º andar"],
            ["Já não há nenhum no armário. A impressora é a {tag}."],
            about="printer",
            priority="p4",
            is_request=True,
        ),
        Problem(["Papel encravado, outra vez"], ["Abri todas as tampas e não vejo papel nenhum."], about="printer"),
    ],
    "other": [
        Problem(["Cartão perdido"], ["Perdi o cartão entre o estacionamento e a receção. Por favor, bloqueiem-no."]),
        Problem(
            ["Ajuda na sala {room}"],
            ["Somos {n} na sala e uns {n}0 em linha. A partir das {hour}, se possível."],
            is_request=True,
        ),
    ],
}
