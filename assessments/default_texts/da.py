"""The default questions in Danish."""

from assessments.default_texts.said import Said

TEXTS: dict[str, Said] = {
    "R1": Said(
        "strategien",
        "Passer det til vores strategi?",
        "imod den",
        "allerede en prioritet",
        "Tænk på regionens politiske instrument eller strategi for intelligent"
        " specialisering: har den samme mål?",
    ),
    "R2": Said(
        "problemet",
        "Har vi dette problem?",
        "slet ikke",
        "det haster",
        "Hvor stort er problemet i regionen, og hvor meget haster det at løse det?",
    ),
    "R3": Said(
        "virksomheder og klynger",
        "Ligner vores virksomheder og klynger deres?",
        "meget forskellige",
        "meget ens",
        "Sammenlign erhvervsstrukturen, andelen af små virksomheder og klyngerne.",
    ),
    "R4": Said(
        "efterspørgslen",
        "Vil vores folk have det?",
        "de afviser det",
        "de beder om det",
        "Har virksomheder, klynger, universiteter eller myndigheder i regionen bedt om det?",
    ),
    "R5": Said(
        "dokumentationen",
        "Er dokumentationen stærk og ny?",
        "ingen dokumentation",
        "stærk og ny",
        "Læs dokumentationen for succes: hvor stærk er den, og fra hvilket år?",
    ),
    "R6": Said(
        "det nye",
        "Ville det tilføre noget nyt?",
        "det har vi allerede",
        "intet lignende her",
        "Tænk på, hvad regionen allerede har, som tjener samme formål.",
    ),
    "F1": Said(
        "kompetencen",
        "Må vi selv beslutte det?",
        "andre bestemmer",
        "vi bestemmer",
        "Ligger den juridiske og administrative kompetence hos regionen eller hos staten?",
    ),
    "F2": Said(
        "støtte- og udbudsregler",
        "Tillader støtte- og udbudsreglerne det?",
        "de forbyder det",
        "klart tilladt",
        "Statsstøtte og offentlige udbud: hvem skulle vurdere det, og hvad ville svaret være?",
    ),
    "F3": Said(
        "pengene",
        "Kan vi finde pengene?",
        "ingen kilde i sigte",
        "en kilde er klar",
        "Nævn kilden: regionens budget, et nationalt program eller EU-program, gebyrer.",
    ),
    "F4": Said(
        "personale og kunnen",
        "Har vi personale og kompetencer?",
        "ingen",
        "alle, der er brug for",
        "Hvem skulle udføre det daglige arbejde, og kan de det?",
    ),
    "F5": Said(
        "hvem der driver det",
        "Er der nogen til at drive det?",
        "ingen",
        "nogen er klar",
        "Nævn organisationen, der skulle eje det. Kan den, og vil den?",
    ),
    "F6": Said(
        "partnerne",
        "Er vores partnere klar?",
        "ikke interesserede",
        "klar til at begynde",
        "Tænk på de klynger, virksomheder og universiteter, som det ikke kan lade sig gøre uden.",
    ),
    "F7": Said(
        "politikken",
        "Vil politikerne acceptere det?",
        "åben modstand",
        "aktiv støtte",
        "De, der beslutter om budgetter og mandater: ville de stå bag det?",
    ),
    "F8": Said(
        "tiden",
        "Er der tid nok?",
        "alt for lidt",
        "rigeligt",
        "Sammenlign den nødvendige tid med den tid, der er til programmets eller"
        " valgperiodens udløb.",
    ),
    "F9": Said(
        "kernen",
        "Kan kernen forblive, som den er?",
        "den ville gå tabt",
        "helt",
        "Nogle elementer får det til at virke. Kan regionen bevare dem og ændre resten?",
    ),
    "F10": Said(
        "videreførelsen",
        "Kan vi holde det i gang?",
        "slutter med pengene",
        "sikret",
        "Efter den første finansiering: hvem betaler, og hvem følger op på, om det stadig virker?",
    ),
}
