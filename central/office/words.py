"""What stands on the page of invitations, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.station import Station


@dataclass(frozen=True, slots=True)
class Words:
    tag: str
    other: str
    """The other language, in its own word."""
    other_tag: str
    title: str
    open_lead: str
    open: str
    spent: str
    spent_next: str
    unsafe: str
    unsafe_next: str
    busy: str
    busy_next: str
    gone: str
    gone_next: str
    invite: str
    store: str
    name: str
    name_example: str
    station: str
    any_station: str
    stations: Mapping[str, str]
    make: str
    waiting: str
    nobody_waits: str
    leave: str
    left: str
    left_next: str
    until: str
    back: str
    look: str
    show: str
    steps: tuple[str, str, str]
    typed: str
    good_for: str
    invited: str
    begun: str
    compare: str
    compare_next: str
    same: str
    different: str
    confirmed: str
    handed: str
    handed_next: str
    refused: str
    again: str
    late: str
    late_next: str
    reasons: Mapping[str, str]
    taken: str
    unnamed: str
    wrong: str


ENGLISH = Words(
    tag="en",
    other="Français",
    other_tag="fr",
    title="Letting a terminal in",
    open_lead="This link opens the page once, in this browser, for an hour.",
    open="Open the page",
    spent="This link opens nothing",
    spent_next="It was used already, or its ten minutes are over. Ask for another at central: kiosk-central terminal page",
    unsafe="Not over this line",
    unsafe_next="What is shown here must be read by nobody on the way: open the page by https, or on central’s own machine.",
    busy="Central cannot answer now",
    busy_next="Load the page again in a moment.",
    gone="This page was closed",
    gone_next="Its hour is over, or it was opened in another browser. Ask for a new link: kiosk-central terminal page",
    invite="Invite a terminal",
    store="Store",
    name="Name, as colleagues call it",
    name_example="Entrance A",
    station="It will be",
    any_station="any station",
    stations={
        Station.ENTRANCE: "an entrance",
        Station.STOCKROOM: "the stockroom",
        Station.COUNTER: "a counter",
        Station.SUPERVISOR: "a supervisor’s terminal",
        Station.DISPLAY: "a customers’ display",
    },
    make="Show a code",
    waiting="Under way",
    nobody_waits="No terminal is being let in.",
    leave="Close this page",
    left="This page is closed",
    left_next="Its link is spent. Close the window.",
    until="Open until {time} UTC",
    back="Back",
    look="Look",
    show="Code for the new terminal",
    steps=(
        "On the terminal: kiosk enrol --scan",
        "Hold it in front of this code, or type the text below.",
        "Compare six digits on both screens, and say here whether they are the same.",
    ),
    typed="To type",
    good_for="Still good for {time} min, once",
    invited="Waiting for the terminal…",
    begun="The terminal is answering…",
    compare="Does the terminal show the same six digits?",
    compare_next="Look at its screen. If one digit differs, somebody sits between the two.",
    same="The same: let it in",
    different="Not the same",
    confirmed="Confirmed. The terminal is fetching its papers…",
    handed="{name} is let in",
    handed_next="Confirm on its screen as well, if it still asks.",
    refused="Nobody was let in",
    again="Invite again",
    late="The code’s quarter of an hour is over",
    late_next="Nobody was let in. Make another code.",
    reasons={
        "the six digits were not the same on both screens": "The digits were not the same on both screens. Look at the network first.",
        "wrong codes were tried too often": "Wrong codes were tried too often. Make another code.",
        "somebody at central refused it": "It was refused here. If the digits differed, look at the network first.",
        "another invitation took its place": "Another code was made for this name.",
    },
    taken="This store has a terminal of that name. Choose another, or: kiosk-central terminal re-enrol",
    unnamed="Give the terminal a name of at most 40 characters.",
    wrong="That could not be done",
)

FRENCH = Words(
    tag="fr",
    other="English",
    other_tag="en",
    title="Admettre un terminal",
    open_lead="Ce lien ouvre la page une seule fois, dans ce navigateur, pour une heure.",
    open="Ouvrir la page",
    spent="Ce lien n’ouvre rien",
    spent_next="Il a déjà servi, ou ses dix minutes sont passées. Demandez-en un autre au serveur central\u00a0: kiosk-central terminal page",
    unsafe="Pas par cette ligne",
    unsafe_next="Personne ne doit pouvoir lire ceci en chemin\u00a0: ouvrez la page en https, ou sur la machine du serveur central.",
    busy="Le serveur central ne peut pas répondre",
    busy_next="Rechargez la page dans un instant.",
    gone="Cette page est fermée",
    gone_next="Son heure est passée, ou elle a été ouverte dans un autre navigateur. Demandez un nouveau lien\u00a0: kiosk-central terminal page",
    invite="Inviter un terminal",
    store="Magasin",
    name="Nom, tel que l’équipe l’appelle",
    name_example="Entrée A",
    station="Ce sera",
    any_station="n’importe quel poste",
    stations={
        Station.ENTRANCE: "une entrée",
        Station.STOCKROOM: "la réserve",
        Station.COUNTER: "un comptoir",
        Station.SUPERVISOR: "un poste de responsable",
        Station.DISPLAY: "un écran pour les clients",
    },
    make="Afficher un code",
    waiting="En cours",
    nobody_waits="Aucun terminal n’attend d’être admis.",
    leave="Fermer cette page",
    left="Cette page est fermée",
    left_next="Son lien est épuisé. Fermez la fenêtre.",
    until="Ouverte jusqu’à {time} UTC",
    back="Retour",
    look="Voir",
    show="Code pour le nouveau terminal",
    steps=(
        "Sur le terminal\u00a0: kiosk enrol --scan",
        "Présentez-lui ce code, ou tapez le texte ci-dessous.",
        "Comparez six chiffres sur les deux écrans, et dites ici s’ils sont les mêmes.",
    ),
    typed="À taper",
    good_for="Encore valable {time} min, une fois",
    invited="En attente du terminal…",
    begun="Le terminal répond…",
    compare="Le terminal affiche\u2011t\u2011il les mêmes six chiffres\u00a0?",
    compare_next="Regardez son écran. Si un seul chiffre diffère, quelqu’un se tient entre les deux.",
    same="Les mêmes\u00a0: l’admettre",
    different="Pas les mêmes",
    confirmed="Confirmé. Le terminal va chercher ses papiers…",
    handed="{name} est admis",
    handed_next="Confirmez aussi sur son écran, s’il le demande encore.",
    refused="Personne n’a été admis",
    again="Inviter de nouveau",
    late="Le quart d’heure du code est passé",
    late_next="Personne n’a été admis. Faites un autre code.",
    reasons={
        "the six digits were not the same on both screens": "Les chiffres n’étaient pas les mêmes. Examinez d’abord le réseau.",
        "wrong codes were tried too often": "De mauvais codes ont été essayés trop souvent. Faites un autre code.",
        "somebody at central refused it": "Quelqu’un l’a refusé ici. Si les chiffres différaient, examinez d’abord le réseau.",
        "another invitation took its place": "Un autre code a été fait pour ce nom.",
    },
    taken="Ce magasin a déjà un terminal de ce nom. Choisissez-en un autre, ou\u00a0: kiosk-central terminal re-enrol",
    unnamed="Donnez au terminal un nom de 40 caractères au plus.",
    wrong="Cela n’a pas pu se faire",
)

_ALL = {"en": ENGLISH, "fr": FRENCH}


def words_of(asked: str, accepted: str) -> Words:
    """`asked`: by a link of the page; else what the browser accepts, as its header says it."""
    if asked in _ALL:
        return _ALL[asked]
    first = next((tag for part in accepted.split(",") if (tag := part.strip()[:2].lower()) in _ALL), "en")
    return _ALL[first]
