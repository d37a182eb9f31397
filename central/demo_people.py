"""Fictional customers and watches of the demo's day. No brand, model or person in here exists."""

from dataclasses import replace
from random import Random

from kiosk.domain.recipe import Recipe, Step
from kiosk.domain.reservation import Customer, Product

LAUNCH_NAME = "Aubépine Horloges, Première Lueur"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = {
    "fr": _words("""
        Camille Léa Noé Chloé Maël Inès Théo Zoé Éloïse Gaël Aïcha Mamadou Yasmine Karim Linh Mei Amadou Fatou Anaïs
        Jérôme Hélène Loïc Maëlys Raphaël Solène Tristan Océane Mathéo Célia Naïm Thuy Aminata Bérénice Cédric
    """),
    "en": _words("""
        Oliver Amelia Priya Arjun Grace Malik Zara Ethan Nia Kwame Siobhán Rhys Aoife Hiroshi Yuki Chidi Ngozi Elena
        Diego Lucía Mateus Ingrid Søren Astrid Zoltán Agnieszka Łukasz Mehmet Leila Omar Hannah Caleb Ruth Imogen
    """),
}
LAST_NAMES = {
    "fr": _words("""
        Martin Lefèvre Nguyễn Benali Diallo Rousseau Delaunay Traoré Garnier Chevalier Mercier Girard Haddad Bérenger
        Pham Castel Montreuil Sarrazin Lenoir Boisvert Coulibaly Fontaine Guérin Marchal Ferrand Bellamy Tisserand
    """),
    "en": _words("""
        Okafor Patel Whitfield Murray O'Connell Tanaka Alvarez Lindqvist Kowalski Nagy Haywood Mensah Brennan Sørensen
        Demir Cohen Fairbank Ashdown Thornbury Park Ferreira Castellano Novak Ibrahim Penrose Larkspur Underhill
    """),
}
LONG_NAMES = (
    ("Marie-Bénédicte Anne-Charlotte de La Rochebrune-Saint-Exupéry d'Hautefeuille", "fr"),
    ("Wolfeschlegelstein-Featherstonehaugh Bartholomew Maximilian Montgomery III", "en"),
    ("Andriamanantenasoa Rakotondrabe Ravelomanantsoa", "fr"),
)
NEEDS = {
    "fr": (
        "Fauteuil roulant",
        "Langue des signes",
        "Siège pendant l'attente",
        "Chien guide",
        "Malentendant, parler en face",
    ),
    "en": (
        "Wheelchair",
        "Sign language",
        "Needs a seat while waiting",
        "Guide dog",
        "Hard of hearing, please face them",
    ),
}
# Article numbers of the range that GS1 leaves to each shop for its own use (200 to 299).
_MODELS = (
    Product("AUB-36-ST-NV", "Lueur", "36 mm", "Acier", "Cuir marine", "2004000700012", "A1"),
    Product("AUB-36-RG-BG", "Lueur", "36 mm", "Or rose", "Cuir beige", "2004000700029", "A2"),
    Product("AUB-39-ST-BK", "Lueur", "39 mm", "Acier", "Caoutchouc noir", "2004000700036", "A3"),
    Product("AUB-39-TI-GR", "Lueur", "39 mm", "Titane", "Maille grise", "2004000700043", "B1"),
    Product("AUB-41-TI-OR", "Marée", "41 mm", "Titane", "Caoutchouc orange", "2004000700050", "B2"),
    Product("AUB-41-BZ-GN", "Marée", "41 mm", "Bronze", "Toile verte", "2004000700067", "B3"),
    Product("AUB-42-CE-WH", "Minuit Chronographe", "42 mm", "Céramique blanche", "Cuir blanc", "2004000700074", "C1"),
    Product(
        "AUB-42-CE-BK", "Minuit Chronographe", "42 mm", "Céramique noire", "Bracelet céramique", "2004000700081", "C1"
    ),
)

_INSTEAD = {
    "AUB-36-ST-NV": ("AUB-36-RG-BG", "AUB-39-TI-GR"),
    "AUB-36-RG-BG": ("AUB-36-ST-NV",),
    "AUB-39-ST-BK": ("AUB-39-TI-GR", "AUB-41-TI-OR"),
    "AUB-39-TI-GR": ("AUB-39-ST-BK",),
    "AUB-41-TI-OR": ("AUB-41-BZ-GN",),
    "AUB-41-BZ-GN": ("AUB-41-TI-OR",),
    "AUB-42-CE-WH": ("AUB-42-CE-BK",),
    "AUB-42-CE-BK": ("AUB-42-CE-WH",),
}
PRODUCTS = tuple(replace(model, alternatives=_INSTEAD[model.sku]) for model in _MODELS)

BATTERY_FIRST = (Step.SCAN_BOX, Step.TEST_BATTERY, Step.INSPECT_PACKAGING, Step.BRING_TO_COUNTER)
RECIPES = (Recipe(), Recipe("AUB-42-CE-WH", BATTERY_FIRST), Recipe("AUB-42-CE-BK", BATTERY_FIRST))
"""A chronograph's box is sealed again after its battery was tested."""


def draw_customer(chance: Random) -> Customer:
    """A person with, rarely, a very long name, and now and then needs."""
    if chance.random() < 0.006:
        name, language = chance.choice(LONG_NAMES)
    else:
        language = "fr" if chance.random() < 0.62 else "en"
        name = f"{chance.choice(FIRST_NAMES[language])} {chance.choice(LAST_NAMES[language])}"
    needs = chance.choice(NEEDS[language]) if chance.random() < 0.04 else ""
    return Customer(name, f"{chance.randrange(10_000):04}", language, needs)
