"""The default questions in Romanian."""

from assessments.default_texts.said import Said

TEXTS: dict[str, Said] = {
    "R1": Said(
        "strategia",
        "Se potrivește cu strategia noastră?",
        "contrară ei",
        "deja o prioritate",
        "Gândiți-vă la instrumentul de politică al regiunii sau la strategia de"
        " specializare inteligentă: are același obiectiv?",
    ),
    "R2": Said(
        "problema",
        "Avem această problemă?",
        "deloc",
        "este urgentă",
        "Cât de mare este problema în regiune și cât de urgent trebuie rezolvată?",
    ),
    "R3": Said(
        "firmele și clusterele",
        "Firmele și clusterele noastre sunt asemănătoare?",
        "foarte diferite",
        "foarte asemănătoare",
        "Comparați structura industriei, ponderea firmelor mici și clusterele.",
    ),
    "R4": Said(
        "cererea",
        "Actorii noștri își doresc acest lucru?",
        "îl refuză",
        "îl cer",
        "L-au cerut firmele, clusterele, universitățile sau autoritățile din regiune?",
    ),
    "R5": Said(
        "dovezile",
        "Dovezile sunt solide și recente?",
        "nicio dovadă",
        "solide și recente",
        "Citiți dovezile de succes: cât de solide sunt și din ce an?",
    ),
    "R6": Said(
        "noutatea",
        "Ar aduce ceva nou?",
        "avem deja",
        "nimic asemănător aici",
        "Gândiți-vă la ce are deja regiunea și servește aceluiași scop.",
    ),
    "F1": Said(
        "competența legală",
        "Avem dreptul să facem asta?",
        "decid alții",
        "decidem noi",
        "Competența juridică și administrativă aparține regiunii sau statului?",
    ),
    "F2": Said(
        "regulile de ajutor și achiziții",
        "Regulile de ajutor și achiziții permit asta?",
        "o interzic",
        "permis în mod clar",
        "Ajutor de stat și achiziții publice: cine ar trebui să verifice și ce ar spune?",
    ),
    "F3": Said(
        "banii",
        "Putem găsi banii?",
        "nicio sursă la orizont",
        "o sursă este pregătită",
        "Numiți sursa: bugetul regiunii, un program național sau european, taxe.",
    ),
    "F4": Said(
        "personalul și competențele",
        "Avem personal și competențe?",
        "pe nimeni",
        "pe toți cei necesari",
        "Cine ar face munca zilnică și știe cum?",
    ),
    "F5": Said(
        "cine se ocupă",
        "Există cineva care să se ocupe?",
        "nimeni",
        "cineva este pregătit",
        "Numiți organizația care ar fi responsabilă. Poate și vrea?",
    ),
    "F6": Said(
        "partenerii",
        "Partenerii noștri sunt pregătiți?",
        "neinteresați",
        "gata să înceapă",
        "Gândiți-vă la clusterele, firmele și universitățile fără de care nu poate funcționa.",
    ),
    "F7": Said(
        "politicul",
        "Va fi acceptat de factorul politic?",
        "opoziție deschisă",
        "sprijin activ",
        "Cei care decid asupra bugetelor și mandatelor: l-ar susține?",
    ),
    "F8": Said(
        "timpul",
        "Este destul timp?",
        "mult prea puțin",
        "din belșug",
        "Comparați timpul necesar cu timpul rămas până la sfârșitul programului sau al mandatului.",
    ),
    "F9": Said(
        "esența",
        "Poate esența să rămână neschimbată?",
        "s-ar pierde",
        "în întregime",
        "Câteva elemente îl fac să funcționeze. Le-ar putea păstra regiunea, schimbând restul?",
    ),
    "F10": Said(
        "continuitatea",
        "Îl putem menține pe termen lung?",
        "se termină cu banii",
        "asigurat",
        "După prima finanțare: cine plătește și cine verifică dacă mai funcționează?",
    ),
}
