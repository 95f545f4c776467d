"""Items that donors announce: their taxonomy, and every way the press writes them.

data/items.csv holds one row an item: its name, the category it belongs to (another item, or the
capability itself), its capability, the unit it is counted in, and its synonyms in British spelling and
singular. The rules below add the rest, so the data need not:

- the regular plural of the head word ('radar systems', 'rounds of ammunition'); irregular ones are listed,
  and a single word for what is weighed or measured has none;
- American spelling ('armored', 'defense');
- hyphen, space or nothing ('anti-tank', 'anti tank', 'antitank'; 'T-72', 'T 72', 'T72');
- calibres ('155mm', '155 mm', '155-millimeter');
- after a name written with a capital, what kind of thing it is ('Leopard 2 tank', 'Gepard system').
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from pledgebook.reference.tables import Row, read_table
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.items import Item

_FILE = "items.csv"

CAPABILITIES = (
    "air defence",
    "artillery",
    "armour",
    "drones",
    "long-range strike",
    "air force",
    "maritime",
    "electronic warfare",
    "reconnaissance",
    "engineering and demining",
    "infantry weapons",
    "ammunition",
    "communications and IT",
    "logistics",
    "medical and protection",
    "humanitarian",
    "energy",
    "training",
    "sustainment",
    "industry",
    "finance",
    "general",
)

_AMERICAN = (
    ("armour", "armor"),
    ("defence", "defense"),
    ("calibre", "caliber"),
    ("centre", "center"),
    ("litre", "liter"),
    ("metre", "meter"),
    ("programme", "program"),
    ("plough", "plow"),
    ("harbour", "harbor"),
    ("aeroplane", "airplane"),
    ("prioritised", "prioritized"),
    ("immobilised", "immobilized"),
    ("paediatric", "pediatric"),
    ("anaesthetic", "anesthetic"),
)
_JOINT = re.compile(r" (?:of|for|to|from|with|against|in|on) (?:the )?")
_AIR_DEFENCE = re.compile(r"\bair (defen[cs]e)\b")
_JOINED_PREFIX = re.compile(r"\b(anti|counter|multi)-(?=[a-z])")
_DESIGNATION = re.compile(r"\b(?!at|as)([a-z]{1,4})-?(?=\d)")
"""'t-72', 'm777'. Not 'at4' and 'as90': with a space they are English ('at 4 pm', 'as 90 per cent')."""
_CALIBRE = re.compile(r"(?<=\d)mm\b")
_CALIBRE_FORMS = ("mm", " mm", "-mm", " millimetre", "-millimetre", " millimeter", "-millimeter")
_MASS_UNITS = ("tonne", "litre")
"""What is weighed or measured: 'water' and 'fuel', but 'the waters off Odesa' are no aid."""
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"\u2019": "'"})
_OUTER = " \t\n.,;:!?()[]'\"\u2018\u201c\u201d"


class _Names(NamedTuple):
    """Every surface form with its item, and those that must be written with a capital."""

    forms: Mapping[str, Item]
    proper: frozenset[str]


@cache
def items() -> tuple[Item, ...]:
    """All items of the taxonomy, in the order of the data."""
    return tuple(
        Item(name=row["item"], category=row["category"], capability=row["capability"], unit=row["unit"])
        for row in _rows()
    )


def item_names() -> Mapping[str, Item]:
    """Every surface form in lower case, with the item that it names."""
    return _names().forms


def proper_names() -> frozenset[str]:
    """The forms of item_names() that are names: 'archer' is a howitzer only where it is written 'Archer'."""
    return _names().proper


def item_named(name: str) -> Item:
    """The item with this canonical name. Raises BadValue where there is none."""
    found = _by_name().get(name)
    if found is None:
        raise BadValue(f"{name!r} is no item of the taxonomy; take a name from items.csv")
    return found


def find_item(text: str) -> Item | None:
    """The item that the whole text names, or None. A name must bear its capital, as in proper_names()."""
    form = normal_form(text)
    found = item_names().get(form)
    if found is not None and form in proper_names() and text == text.lower():
        return None
    return found


def lineage(item: Item) -> tuple[str, ...]:
    """The item's name, its category, the category of that, up to the capability."""
    steps = [item.name]
    above = item.category
    while above not in steps and above in _by_name():
        steps.append(above)
        above = _by_name()[above].category
    if item.capability not in steps:
        steps.append(item.capability)
    return tuple(steps)


def is_a(item: Item, other: Item) -> bool:
    """Whether an item is another one or a kind of it: an FPV drone is a drone."""
    return other.name in lineage(item)


def normal_form(text: str) -> str:
    """A text as the forms of item_names() are written: lower case, plain hyphens, single spaces."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).lower()
    return " ".join(plain.split()).strip(_OUTER)


@cache
def _by_name() -> Mapping[str, Item]:
    return MappingProxyType({item.name: item for item in items()})


@cache
def _rows() -> tuple[Row, ...]:
    """The rows of the data, checked: names unique, each category an item or the capability itself."""
    rows = read_table(_FILE, "item", "category", "capability", "unit", "synonyms", "source")
    capability_of: dict[str, str] = {}
    for row in rows:
        name = row["item"]
        if name in capability_of:
            raise row.fault(f"the item {name!r} stands here a second time")
        if row["capability"] not in CAPABILITIES:
            raise row.fault(f"{row['capability']!r} is no capability")
        capability_of[name] = row["capability"]
    for row in rows:
        if row["category"] != row["capability"] and row["category"] not in capability_of:
            raise row.fault(f"the category {row['category']!r} is neither an item nor the capability")
    return rows


@cache
def _names() -> _Names:
    """Expand the data by the rules above; a form that two rows claim is an error of the data."""
    forms: dict[str, Item] = {}
    proper: set[str] = set()
    common: set[str] = set()
    for row, item in zip(_rows(), items(), strict=True):
        for listed in _listed(row):
            for form in _surface_forms(listed, mass=item.unit in _MASS_UNITS):
                if forms.setdefault(form, item) is not item:
                    raise row.fault(f"{form!r} names both {item.name!r} and {forms[form].name!r}")
                (proper if _is_proper(listed) else common).add(form)
    for row, item in zip(_rows(), items(), strict=True):
        for composed in _with_kind(row, item):
            for form in _surface_forms(composed):
                if form not in forms:
                    forms[form] = item
                    proper.add(form)
    return _Names(MappingProxyType(forms), frozenset(proper - common))


def _listed(row: Row) -> tuple[str, ...]:
    return (row["item"], *row.many("synonyms"))


def _is_proper(name: str) -> bool:
    return name != name.lower()


def _with_kind(row: Row, item: Item) -> Iterator[str]:
    """'Leopard 2 tank': each short name with a capital, followed by each category above the item."""
    kinds = ["system", *(tail for kind in lineage(item)[1:] for tail in (kind, f"{kind} system"))]
    for name in _listed(row):
        if _is_proper(name) and len(name.split()) <= 2 and (name == item.name or " " not in name):
            yield from (f"{name} {kind}" for kind in kinds)


def _surface_forms(name: str, *, mass: bool = False) -> set[str]:
    """All ways to write one listed name, in lower case. A single word for a mass has no plural."""
    numbers = {normal_form(name)} if mass and " " not in name else _numbers(normal_form(name))
    spellings = numbers | {_american(form) for form in numbers}
    forms = {written for form in spellings for written in _hyphenations(form)}
    calibres = [form for form in forms if _CALIBRE.search(form)]
    return forms | {_CALIBRE.sub(unit, form) for form in calibres for unit in _CALIBRE_FORMS}


def _numbers(name: str) -> set[str]:
    """Singular and regular plural, of the head word and of what it is for: 'spare parts for howitzers'."""
    joint = _JOINT.search(name)
    if joint is None:
        return {name, _plural(name)}
    head, link, rest = name[: joint.start()], joint.group(), name[joint.end() :]
    return {f"{first}{link}{last}" for first in (head, _plural(head)) for last in (rest, _plural(rest))}


def _plural(words: str) -> str:
    """The regular plural of the last word; a word in -s stays as it is."""
    if not words[-1].isalnum() or (words.endswith("s") and not words.endswith("ss")):
        return words
    if words.endswith(("ss", "x", "z", "ch", "sh")):
        return f"{words}es"
    if words.endswith("y") and words[-2:-1] not in "aeiou":
        return f"{words[:-1]}ies"
    return f"{words}s"


def _american(name: str) -> str:
    for british, american in _AMERICAN:
        name = name.replace(british, american)
    return name


def _hyphenations(name: str) -> set[str]:
    """With the hyphens of the data, spaces for them, or nothing; and with a hyphen for the usual spaces."""
    forms = {name}
    if "-" in name:
        forms |= {name.replace("-", " "), _JOINED_PREFIX.sub(r"\1", name)}
    if _DESIGNATION.search(name):
        forms |= {_DESIGNATION.sub(rf"\1{mark}", form) for form in tuple(forms) for mark in ("-", " ", "")}
    forms |= {_AIR_DEFENCE.sub(r"air-\1", form) for form in forms}
    return forms | {form.replace(" ", "-", 1) for form in forms}
