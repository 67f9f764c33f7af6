"""The default questions in French."""

from assessments.default_texts.said import Said

TEXTS: dict[str, Said] = {
    "R1": Said(
        "la stratégie",
        "Est-ce conforme à notre stratégie\u202f?",
        "contraire",
        "déjà une priorité",
        "Pensez à l’instrument politique de la région ou à sa stratégie de spécialisation"
        " intelligente\u00a0: a-t-elle le même objectif\u202f?",
    ),
    "R2": Said(
        "le problème",
        "Avons-nous ce problème\u202f?",
        "pas du tout",
        "c’est urgent",
        "Quelle est l’ampleur du problème dans la région, et est-il urgent de le résoudre\u202f?",
    ),
    "R3": Said(
        "les entreprises et les clusters",
        "Nos entreprises et clusters sont-ils comparables\u202f?",
        "très différents",
        "très semblables",
        "Comparez la structure de l’industrie, la part des petites entreprises et les clusters.",
    ),
    "R4": Said(
        "la demande",
        "Nos acteurs le veulent-ils\u202f?",
        "ils le refusent",
        "ils le demandent",
        "Des entreprises, clusters, universités ou autorités de la région l’ont-ils demandé\u202f?",
    ),
    "R5": Said(
        "les preuves",
        "Les preuves sont-elles solides et récentes\u202f?",
        "aucune preuve",
        "solides et récentes",
        "Lisez les preuves de réussite\u00a0: quelle est leur force, et de quelle année"
        " datent-elles\u202f?",
    ),
    "R6": Said(
        "la nouveauté",
        "Cela apporterait-il quelque chose de nouveau\u202f?",
        "nous l’avons déjà",
        "rien de tel ici",
        "Pensez à ce que la région possède déjà et qui sert le même but.",
    ),
    "F1": Said(
        "la compétence légale",
        "Avons-nous le droit de le faire\u202f?",
        "d’autres décident",
        "nous décidons",
        "La compétence juridique et administrative appartient-elle à la région ou à l’État\u202f?",
    ),
    "F2": Said(
        "les règles d’aides et de marchés",
        "Les règles d’aides et marchés le permettent-elles\u202f?",
        "elles l’interdisent",
        "clairement permis",
        "Aides d’État et marchés publics\u00a0: qui devrait le vérifier, et que répondrait-on"
        "\u202f?",
    ),
    "F3": Said(
        "l’argent",
        "Pouvons-nous trouver l’argent\u202f?",
        "aucune source en vue",
        "une source est prête",
        "Nommez la source\u00a0: le budget de la région, un programme national ou européen,"
        " des redevances.",
    ),
    "F4": Said(
        "le personnel et les compétences",
        "Avons-nous le personnel et les compétences\u202f?",
        "personne",
        "tous ceux qu’il faut",
        "Qui ferait le travail quotidien, et sait-on le faire\u202f?",
    ),
    "F5": Said(
        "le porteur",
        "Quelqu’un peut-il le porter\u202f?",
        "personne",
        "quelqu’un est prêt",
        "Nommez l’organisation qui le porterait. Le peut-elle, et le veut-elle\u202f?",
    ),
    "F6": Said(
        "les partenaires",
        "Nos partenaires sont-ils prêts\u202f?",
        "pas intéressés",
        "prêts à commencer",
        "Pensez aux clusters, entreprises et universités sans lesquels cela ne peut pas marcher.",
    ),
    "F7": Said(
        "la politique",
        "Les élus l’accepteront-ils\u202f?",
        "opposition ouverte",
        "soutien actif",
        "Ceux qui décident des budgets et des mandats\u00a0: le soutiendraient-ils\u202f?",
    ),
    "F8": Said(
        "le temps",
        "Avons-nous assez de temps\u202f?",
        "beaucoup trop peu",
        "largement",
        "Comparez le temps nécessaire avec celui qui reste jusqu’à la fin du programme ou"
        " du mandat.",
    ),
    "F9": Said(
        "le cœur",
        "Son cœur peut-il rester tel quel\u202f?",
        "il serait perdu",
        "entièrement",
        "Certains éléments le font fonctionner. La région pourrait-elle les garder et"
        " changer le reste\u202f?",
    ),
    "F10": Said(
        "la continuité",
        "Pouvons-nous le faire durer\u202f?",
        "finit avec l’argent",
        "assuré",
        "Après le premier financement\u00a0: qui paie, et qui vérifie que cela marche"
        " encore\u202f?",
    ),
}
