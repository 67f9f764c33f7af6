"""The default questions in German."""

from assessments.default_texts.said import Said

TEXTS: dict[str, Said] = {
    "R1": Said(
        "Strategie",
        "Passt es zu unserer Strategie?",
        "widerspricht ihr",
        "ist schon Priorität",
        "Denken Sie an das Förderinstrument oder die Strategie der intelligenten"
        " Spezialisierung der Region: Verfolgt sie dasselbe Ziel?",
    ),
    "R2": Said(
        "das Problem",
        "Haben wir dieses Problem?",
        "überhaupt nicht",
        "es ist dringend",
        "Wie groß ist das Problem in der Region, und wie dringend muss es gelöst werden?",
    ),
    "R3": Said(
        "Unternehmen und Cluster",
        "Sind unsere Unternehmen und Cluster vergleichbar?",
        "ganz anders",
        "sehr ähnlich",
        "Vergleichen Sie die Branchenstruktur, den Anteil kleiner Unternehmen und die Cluster.",
    ),
    "R4": Said(
        "Nachfrage",
        "Wollen unsere Leute es haben?",
        "sie lehnen es ab",
        "sie fragen danach",
        "Haben Unternehmen, Cluster, Hochschulen oder Behörden der Region danach gefragt?",
    ),
    "R5": Said(
        "die Belege",
        "Sind die Belege stark und aktuell?",
        "keine Belege",
        "stark und aktuell",
        "Lesen Sie die Belege für den Erfolg: Wie stark sind sie, und aus welchem Jahr?",
    ),
    "R6": Said(
        "das Neue",
        "Würde es bei uns etwas Neues bringen?",
        "haben wir schon",
        "so etwas gibt es hier nicht",
        "Denken Sie an das, was in der Region schon demselben Zweck dient.",
    ),
    "F1": Said(
        "Zuständigkeit",
        "Dürfen wir das selbst entscheiden?",
        "andere entscheiden",
        "wir entscheiden",
        "Liegt die rechtliche und administrative Zuständigkeit bei der Region oder beim Staat?",
    ),
    "F2": Said(
        "Beihilfe- und Vergaberecht",
        "Lassen Beihilfe- und Vergaberecht es zu?",
        "sie verbieten es",
        "klar erlaubt",
        "Staatliche Beihilfen und öffentliche Vergabe: Wer müsste es prüfen, und was käme"
        " dabei heraus?",
    ),
    "F3": Said(
        "Geld",
        "Finden wir das Geld dafür?",
        "keine Quelle in Sicht",
        "eine Quelle steht bereit",
        "Nennen Sie die Quelle: Haushalt der Region, ein Programm des Staates oder der"
        " EU, Gebühren.",
    ),
    "F4": Said(
        "Personal und Können",
        "Haben wir Personal und Fachwissen?",
        "niemanden",
        "alle, die es braucht",
        "Wer würde die tägliche Arbeit tun, und kann er oder sie das?",
    ),
    "F5": Said(
        "der Träger",
        "Gibt es jemanden, der es betreibt?",
        "niemand",
        "jemand steht bereit",
        "Nennen Sie die Organisation, die es tragen würde. Kann sie es, und will sie es?",
    ),
    "F6": Said(
        "Partner",
        "Sind unsere Partner bereit?",
        "nicht interessiert",
        "können anfangen",
        "Denken Sie an die Cluster, Unternehmen und Hochschulen, ohne die es nicht geht.",
    ),
    "F7": Said(
        "Politik",
        "Wird die Politik es mittragen?",
        "offener Widerstand",
        "aktive Unterstützung",
        "Wer über Budgets und Aufträge entscheidet: Würde er oder sie dahinterstehen?",
    ),
    "F8": Said(
        "Zeit",
        "Reicht die Zeit dafür aus?",
        "viel zu wenig",
        "reichlich",
        "Vergleichen Sie die nötige Zeit mit der, die bis zum Ende des Programms oder der"
        " Amtszeit bleibt.",
    ),
    "F9": Said(
        "der Kern",
        "Kann der Kern so bleiben?",
        "er ginge verloren",
        "vollständig",
        "Einige Elemente machen den Erfolg aus. Könnte die Region sie behalten und den"
        " Rest ändern?",
    ),
    "F10": Said(
        "Fortbestand",
        "Können wir es auf Dauer weiterführen?",
        "endet mit dem Geld",
        "gesichert",
        "Nach der ersten Förderung: Wer zahlt, und wer prüft, ob es noch wirkt?",
    ),
}
