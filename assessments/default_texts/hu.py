"""The default questions in Hungarian."""

from assessments.default_texts.said import Said

TEXTS: dict[str, Said] = {
    "R1": Said(
        "a stratégia",
        "Illeszkedik a stratégiánkhoz?",
        "ellentétes vele",
        "már prioritás",
        "Gondoljon a régió szakpolitikai eszközére vagy intelligens szakosodási"
        " stratégiájára: ugyanaz a célja?",
    ),
    "R2": Said(
        "a probléma",
        "Nálunk is megvan ez a probléma?",
        "egyáltalán nincs",
        "sürgetően",
        "Mekkora a probléma a régióban, és mennyire sürgős megoldani?",
    ),
    "R3": Said(
        "a cégek és klaszterek",
        "Hasonlóak a cégeink és klasztereink?",
        "nagyon mások",
        "nagyon hasonlóak",
        "Hasonlítsa össze az ipar szerkezetét, a kisvállalkozások arányát és a klasztereket.",
    ),
    "R4": Said(
        "az igény",
        "Akarják ezt az itteni szereplők?",
        "elutasítják",
        "kérik",
        "Kérték-e a régió cégei, klaszterei, egyetemei vagy hatóságai?",
    ),
    "R5": Said(
        "a bizonyítékok",
        "Erősek és frissek a bizonyítékok?",
        "nincs bizonyíték",
        "erősek és frissek",
        "Olvassa el a siker bizonyítékait: mennyire erősek, és melyik évből származnak?",
    ),
    "R6": Said(
        "az újdonság",
        "Hozna valami újat?",
        "már van ilyenünk",
        "semmi hasonló nincs",
        "Gondoljon arra, ami a régióban már ugyanezt a célt szolgálja.",
    ),
    "F1": Said(
        "a hatáskör",
        "Van hozzá hatáskörünk?",
        "mások döntenek",
        "mi döntünk",
        "A jogi és igazgatási hatáskör a régióé vagy az államé?",
    ),
    "F2": Said(
        "a támogatási és beszerzési szabályok",
        "Engedik a támogatási és beszerzési szabályok?",
        "tiltják",
        "egyértelműen engedik",
        "Állami támogatás és közbeszerzés: kinek kellene megvizsgálnia, és mit mondana?",
    ),
    "F3": Said(
        "a pénz",
        "Találunk rá pénzt?",
        "nincs forrás kilátásban",
        "van kész forrás",
        "Nevezze meg a forrást: a régió költségvetése, állami vagy európai program, díjak.",
    ),
    "F4": Said(
        "a munkatársak és a tudás",
        "Van hozzá emberünk és tudásunk?",
        "senki",
        "mindenki, aki kell",
        "Ki végezné a mindennapi munkát, és ért hozzá?",
    ),
    "F5": Said(
        "a működtető",
        "Van, aki működtesse?",
        "senki",
        "van, aki kész rá",
        "Nevezze meg a szervezetet, amelyé lenne. Képes rá, és akarja?",
    ),
    "F6": Said(
        "a partnerek",
        "Készen állnak a partnereink?",
        "nem érdekli őket",
        "indulásra készek",
        "Gondoljon azokra a klaszterekre, cégekre és egyetemekre, amelyek nélkül nem működhet.",
    ),
    "F7": Said(
        "a politika",
        "Elfogadja majd a politika?",
        "nyílt ellenállás",
        "tevékeny támogatás",
        "Akik a költségvetésről és a megbízásokról döntenek: mellé állnának?",
    ),
    "F8": Said(
        "az idő",
        "Van rá elég idő?",
        "túl kevés",
        "bőven",
        "Vesse össze a szükséges időt azzal, ami a program vagy a ciklus végéig marad.",
    ),
    "F9": Said(
        "a lényeg",
        "Megmaradhat a lényege úgy, ahogy van?",
        "elveszne",
        "teljesen",
        "Néhány elemtől működik. Meg tudná tartani ezeket a régió, és a többit megváltoztatni?",
    ),
    "F10": Said(
        "a fenntartás",
        "Fenn tudjuk tartani?",
        "a pénzzel véget ér",
        "biztosított",
        "Az első támogatás után: ki fizet, és ki figyeli, hogy még működik-e?",
    ),
}
