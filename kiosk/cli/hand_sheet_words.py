"""What stands on the setup sheet of a hand scanner, in both languages. Pure; `hand_sheet.py` lays it out.

Names of chapters are the words that makers' manuals use, to be looked for in their contents: settings are programmed by
barcodes of the maker's own, which differ from model to model and are not ours to print.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    setting: str
    value: str
    """`{keyboard}` is the terminal's."""
    chapters: str


@dataclass(frozen=True, slots=True)
class SheetWords:
    title: str
    lead: str
    columns: tuple[str, str, str]
    first: str
    interface: tuple[Row, ...]
    second: str
    rows: tuple[Row, ...]
    typing: str
    typed: tuple[Row, ...]
    third: str
    test: str
    answers: str
    silent: str
    foot: str
    keyboards: dict[str, str]


ENGLISH = SheetWords(
    title="Hand scanner: set up and test",
    lead="Each setting is made by scanning a barcode of the scanner’s own manual. The last column says under which "
    "words manuals keep it. Begin with the manual’s barcode for factory defaults.",
    columns=("Setting", "Set to", "In the manual, look for"),
    first="1  Interface",
    interface=(
        Row(
            "Interface, recommended",
            "USB serial (USB-CDC)",
            "USB CDC, COM port emulation, virtual COM port, USB serial",
        ),
        Row(
            "Interface, otherwise",
            "USB keyboard",
            "USB HID keyboard, keyboard wedge, PC keyboard",
        ),
    ),
    second="2  Codes and what is sent",
    rows=(
        Row("QR code (Model 2)", "on", "2D symbologies, QR Code"),
        Row("Micro QR", "off", "2D symbologies, Micro QR"),
        Row("Light code on dark", "read both", "inverse 2D, video reverse, QR inverse"),
        Row("Phone screens", "on", "mobile phone mode, display mode"),
        Row("Behind each code", "Enter (CR)", "suffix, terminator, data formatting"),
        Row("Before each code", "nothing, or the AIM identifier", "prefix, code ID, AIM ID"),
    ),
    typing="3  Only where it is a USB keyboard",
    typed=(
        Row("Keyboard country", "{keyboard}", "country keyboard, keyboard layout, language"),
        Row("Upper and lower case", "no conversion", "case conversion, convert case, Caps Lock"),
        Row("Delay between characters", "0 ms", "intercharacter delay, keystroke delay"),
    ),
    third="4  Test, with the kiosk’s entrance open",
    test="Scan this code. Nothing is recorded by it.",
    answers="“Set up right”: done. “Wrong keyboard”: do step 3 again, as the screen says. “Characters lost”: set the "
    "delay to 5 ms. “Unknown”, or nothing: do steps 1 and 2 again.",
    silent="Then this one: it must stay silent.",
    foot="USB serial sends characters instead of keys: no keyboard and no Caps Lock can change a code. The kiosk finds "
    "such a scanner by itself; docs/hand-scanners.md says how to name one.",
    keyboards={"en-US": "English (US), QWERTY", "fr-FR": "French (France), AZERTY"},
)
FRENCH = SheetWords(
    title="Douchette\u00a0: réglage et test",
    lead="Chaque réglage se fait en lisant un code-barres de la notice de la douchette. La dernière colonne dit sous "
    "quels mots le chercher (souvent en anglais). Commencez par le code de retour aux réglages d’usine.",
    columns=("Réglage", "Valeur", "À chercher dans la notice"),
    first="1  Interface",
    interface=(
        Row(
            "Interface, de préférence",
            "Série USB (USB-CDC)",
            "USB CDC, émulation de port COM, port COM virtuel, USB serial",
        ),
        Row(
            "Interface, à défaut",
            "Clavier USB",
            "clavier USB HID, émulation clavier, keyboard wedge",
        ),
    ),
    second="2  Codes et ce qui est envoyé",
    rows=(
        Row("QR code (Model 2)", "activé", "symbologies 2D, QR Code"),
        Row("Micro QR", "désactivé", "symbologies 2D, Micro QR"),
        Row("Code clair sur fond sombre", "lire les deux", "inverse 2D, vidéo inverse, QR inverse"),
        Row("Écrans de téléphone", "activé", "mode téléphone mobile, mobile phone mode"),
        Row("Après chaque code", "Entrée (CR)", "suffixe, terminateur, suffix, data formatting"),
        Row("Avant chaque code", "rien, ou l’identifiant AIM", "préfixe, code ID, AIM ID"),
    ),
    typing="3  Seulement en clavier USB",
    typed=(
        Row("Pays du clavier", "{keyboard}", "pays du clavier, country keyboard, layout"),
        Row("Majuscules et minuscules", "aucune conversion", "conversion de casse, case conversion, Caps Lock"),
        Row("Délai entre caractères", "0 ms", "délai intercaractère, intercharacter delay"),
    ),
    third="4  Test, l’entrée du kiosque étant ouverte",
    test="Lisez ce code. Il n’enregistre rien.",
    answers="«\u00a0Bien réglée\u00a0»\u00a0: c’est fini. «\u00a0Clavier différent\u00a0»\u00a0: refaites l’étape 3, comme le "
    "dit l’écran. «\u00a0Caractères perdus\u00a0»\u00a0: mettez le délai à 5 ms. «\u00a0Inconnu\u00a0», ou rien\u00a0: "
    "refaites les étapes 1 et 2.",
    silent="Puis celui-ci\u00a0: il doit rester muet.",
    foot="La série USB envoie des caractères et non des touches\u00a0: ni clavier ni Verr. Maj. ne peuvent changer un "
    "code. Le kiosque trouve seul une telle douchette\u00a0; docs/hand-scanners.md dit comment en nommer une.",
    keyboards={"en-US": "Anglais (États-Unis), QWERTY", "fr-FR": "Français (France), AZERTY"},
)
SHEETS = {"fr": FRENCH, "en": ENGLISH}
