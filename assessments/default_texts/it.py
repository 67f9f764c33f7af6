"""The default questions in Italian."""

from assessments.default_texts.said import Said

TEXTS: dict[str, Said] = {
    "R1": Said(
        "la strategia",
        "È in linea con la nostra strategia?",
        "contraria",
        "già una priorità",
        "Pensi allo strumento di policy della regione o alla strategia di"
        " specializzazione intelligente: ha lo stesso obiettivo?",
    ),
    "R2": Said(
        "il problema",
        "Abbiamo questo problema?",
        "per niente",
        "è urgente",
        "Quanto è grande il problema nella regione, e quanto è urgente risolverlo?",
    ),
    "R3": Said(
        "imprese e cluster",
        "Le nostre imprese e cluster sono simili?",
        "molto diversi",
        "molto simili",
        "Confronti la struttura dell’industria, la quota di piccole imprese e i cluster.",
    ),
    "R4": Said(
        "la domanda",
        "I nostri attori lo vogliono?",
        "lo rifiutano",
        "lo chiedono",
        "Imprese, cluster, università o autorità della regione lo hanno chiesto?",
    ),
    "R5": Said(
        "le prove",
        "Le prove sono solide e recenti?",
        "nessuna prova",
        "solide e recenti",
        "Legga le prove di successo: quanto sono solide, e di che anno sono?",
    ),
    "R6": Said(
        "la novità",
        "Porterebbe qualcosa di nuovo?",
        "lo abbiamo già",
        "qui niente di simile",
        "Pensi a ciò che la regione ha già e che serve allo stesso scopo.",
    ),
    "F1": Said(
        "la competenza legale",
        "Abbiamo il potere di farlo?",
        "decidono altri",
        "decidiamo noi",
        "La competenza giuridica e amministrativa spetta alla regione o allo Stato?",
    ),
    "F2": Said(
        "le regole su aiuti e appalti",
        "Le regole su aiuti e appalti lo permettono?",
        "lo vietano",
        "chiaramente permesso",
        "Aiuti di Stato e appalti pubblici: chi dovrebbe verificarlo, e che cosa direbbe?",
    ),
    "F3": Said(
        "il denaro",
        "Possiamo trovare il denaro?",
        "nessuna fonte in vista",
        "una fonte è pronta",
        "Indichi la fonte: il bilancio della regione, un programma nazionale o europeo, tariffe.",
    ),
    "F4": Said(
        "personale e competenze",
        "Abbiamo il personale e le competenze?",
        "nessuno",
        "tutti quelli necessari",
        "Chi farebbe il lavoro quotidiano, e saprebbe farlo?",
    ),
    "F5": Said(
        "chi lo gestisce",
        "C’è qualcuno che può gestirlo?",
        "nessuno",
        "qualcuno è pronto",
        "Indichi l’organizzazione che ne sarebbe responsabile. È in grado di farlo, e lo vuole?",
    ),
    "F6": Said(
        "i partner",
        "I nostri partner sono pronti?",
        "non interessati",
        "pronti a partire",
        "Pensi ai cluster, alle imprese e alle università senza cui non può funzionare.",
    ),
    "F7": Said(
        "la politica",
        "La politica lo accetterà?",
        "opposizione aperta",
        "sostegno attivo",
        "Chi decide su bilanci e mandati: lo sosterrebbe?",
    ),
    "F8": Said(
        "il tempo",
        "C’è abbastanza tempo?",
        "troppo poco",
        "in abbondanza",
        "Confronti il tempo necessario con quello che resta fino alla fine del programma"
        " o del mandato.",
    ),
    "F9": Said(
        "il nucleo",
        "Il suo nucleo può restare com’è?",
        "andrebbe perso",
        "del tutto",
        "Alcuni elementi lo fanno funzionare. La regione potrebbe mantenerli e cambiare il resto?",
    ),
    "F10": Said(
        "la continuità",
        "Possiamo farlo durare?",
        "finisce con i fondi",
        "assicurato",
        "Dopo il primo finanziamento: chi paga, e chi controlla che funzioni ancora?",
    ),
}
