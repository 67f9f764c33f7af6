"""The default questions in Swedish."""

from assessments.default_texts.said import Said

TEXTS: dict[str, Said] = {
    "R1": Said(
        "strategin",
        "Passar det vår strategi?",
        "strider mot den",
        "redan prioriterat",
        "Tänk på regionens styrmedel eller strategi för smart specialisering: har den samma mål?",
    ),
    "R2": Said(
        "problemet",
        "Har vi det här problemet?",
        "inte alls",
        "det är akut",
        "Hur stort är problemet i regionen, och hur bråttom är det att lösa det?",
    ),
    "R3": Said(
        "företag och kluster",
        "Är våra företag och kluster lika?",
        "mycket olika",
        "mycket lika",
        "Jämför näringslivets struktur, andelen små företag och klustren.",
    ),
    "R4": Said(
        "efterfrågan",
        "Vill våra aktörer ha det?",
        "de säger nej",
        "de efterfrågar det",
        "Har företag, kluster, högskolor eller myndigheter i regionen efterfrågat det?",
    ),
    "R5": Said(
        "beläggen",
        "Är beläggen starka och aktuella?",
        "inga belägg",
        "starka och aktuella",
        "Läs beläggen för resultaten: hur starka är de, och från vilket år?",
    ),
    "R6": Said(
        "det nya",
        "Skulle det tillföra något nytt?",
        "vi har det redan",
        "inget liknande här",
        "Tänk på vad regionen redan har som fyller samma syfte.",
    ),
    "F1": Said(
        "befogenheten",
        "Får vi själva besluta om det?",
        "andra beslutar",
        "vi beslutar",
        "Ligger den rättsliga och administrativa befogenheten hos regionen eller hos staten?",
    ),
    "F2": Said(
        "stöd- och upphandlingsregler",
        "Tillåter stöd- och upphandlingsreglerna det?",
        "de förbjuder det",
        "klart tillåtet",
        "Statligt stöd och offentlig upphandling: vem skulle granska det, och vad skulle"
        " svaret bli?",
    ),
    "F3": Said(
        "pengarna",
        "Kan vi hitta pengarna?",
        "ingen källa i sikte",
        "en källa finns klar",
        "Nämn källan: regionens budget, ett nationellt program eller EU-program, avgifter.",
    ),
    "F4": Said(
        "personal och kompetens",
        "Har vi personal och kompetens?",
        "ingen",
        "alla som behövs",
        "Vem skulle göra det dagliga arbetet, och kan de det?",
    ),
    "F5": Said(
        "vem som driver det",
        "Finns det någon som driver det?",
        "ingen",
        "någon är redo",
        "Nämn organisationen som skulle äga det. Kan den, och vill den?",
    ),
    "F6": Said(
        "partnerna",
        "Är våra partner redo?",
        "inte intresserade",
        "redo att börja",
        "Tänk på de kluster, företag och högskolor som det inte går utan.",
    ),
    "F7": Said(
        "politiken",
        "Kommer politiken att godta det?",
        "öppet motstånd",
        "aktivt stöd",
        "De som beslutar om budget och uppdrag: skulle de stå bakom det?",
    ),
    "F8": Said(
        "tiden",
        "Räcker tiden?",
        "alldeles för lite",
        "gott om tid",
        "Jämför tiden som behövs med tiden som finns till programmets eller mandatperiodens slut.",
    ),
    "F9": Said(
        "kärnan",
        "Kan kärnan förbli som den är?",
        "den skulle gå förlorad",
        "helt och hållet",
        "Vissa delar är det som gör att det fungerar. Kan regionen behålla dem och ändra resten?",
    ),
    "F10": Said(
        "fortsättningen",
        "Kan vi hålla det i gång?",
        "slutar med pengarna",
        "säkrad",
        "Efter den första finansieringen: vem betalar, och vem följer upp att det"
        " fortfarande fungerar?",
    ),
}
