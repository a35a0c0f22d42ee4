"""Random mutants of certificates: a few places of a valid one changed, as its structure allows.

Statement and evidence are changed together, so that a lie may bring evidence that fits it.
"""

import copy
import json

from .changes import replaced
from .mutants_passing import NETWORKS, with_relu

NUMBERS = ("0", "1", "-1", "1/2", "-1/2", "2", "-2", "3", "1/3", "1/8")
WORDS = (  # a word may become another one of its group
    ("on", "off", "switching"),
    ("=", ">=", ">", "!="),
    ("r", "r-z", "-r"),
    ("equal", "empty", "squeezed", "sign", "bounded"),
    ("conclusion", "contradiction"),
    ("space", "box", "polytope", "points", "hull"),
    ("not-affine", "not-linear"),
    NETWORKS,
)


def places(value, path=()):
    """Every path into a JSON value, that of the value itself last."""
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, entry in items:
            yield from places(entry, (*path, key))
    if path:
        yield path


def at(whole, path):
    for step in path:
        whole = whole[step]
    return whole


def mutant(text, chance):
    """A text's value after a few changes."""
    whole = json.loads(text)
    if chance.random() < 0.4 and "domain" in whole["statement"]:
        whole = with_domain(whole, chance)
    changes = chance.choice((1, 1, 2, 2, 3))
    if chance.random() < 0.4 and "network" in whole["statement"]:
        whole = with_relu(whole, chance)
        changes -= 1  # so that evidence that fits may stay as it is
    for _ in range(changes):
        part = chance.choice(("statement", "evidence", "evidence"))
        found = [(part, *path) for path in places(whole[part])]
        if found:
            path = chance.choice(found)
            whole = replaced(whole, path, changed(whole, path, chance))
    return whole


def changed(whole, path, chance):
    """Another value for a place."""
    value = at(whole, path)
    if isinstance(value, dict):
        return of_its_like(whole, path, chance)
    if isinstance(value, list):
        return of_a_list(whole, path, chance)
    if isinstance(value, bool):
        return chance.choice((not value, not value, not value, int(value), str(value).lower()))
    if isinstance(value, int):
        return chance.choice((0, 1, 2, 3, value + 1, max(0, value - 1)))
    for group in WORDS:
        if value in group:
            return chance.choice(group)
    if set(value) <= {"0", "1"} and path[-2:-1] == ("pattern",):
        return "".join(chance.choice("01") if chance.random() < 0.3 else bit for bit in value)
    return chance.choice((*NUMBERS, negative(value), value))


def negative(text):
    return text if text == "0" else text[1:] if text.startswith("-") else f"-{text}"


def of_its_like(whole, path, chance):
    """Another record with the same fields from anywhere in the certificate."""
    value = at(whole, path)
    others = [at(whole, other) for other in places(whole)]
    alike = [other for other in others if isinstance(other, dict) and set(other) == set(value)]
    found = copy.deepcopy(chance.choice(alike))
    if "on" in found and "off" in found and chance.random() < 0.5:
        found["on"], found["off"] = found["off"], found["on"]
    return found


def of_a_list(whole, path, chance):
    """The list with an item dropped, doubled, moved, or another list of the same length."""
    value, way = list(at(whole, path)), chance.randrange(5)
    if not value:
        return [[0, "1"]] if path[-1] == "multipliers" else value
    i, j = chance.randrange(len(value)), chance.randrange(len(value))
    if way == 0:
        del value[i]
    elif way == 1:
        value.insert(j, value[i])
    elif way == 2:
        value[i], value[j] = value[j], value[i]
    elif way == 3 and path[-1] == "multipliers":
        line = [[chance.randrange(2), chance.randrange(3)], chance.choice(("r", "r-z", "-r"))]
        known = chance.choice((chance.randrange(5), line))
        value.append([known, chance.choice(NUMBERS)])
    else:
        others = [at(whole, other) for other in places(whole)]
        alike = [o for o in others if isinstance(o, list) and len(o) == len(value)]
        value = copy.deepcopy(chance.choice(alike))
    return value


def with_domain(whole, chance):
    """The domain replaced by one of another type, or moved, the evidence fitted to it."""
    whole = copy.deepcopy(whole)
    statement, evidence = whole["statement"], whole["evidence"]
    inputs = len(statement["network"].get("layers", [{"weight": [[0]]}])[0]["weight"][0])
    rows = [[chance.choice(NUMBERS) for _ in range(inputs)] for _ in range(chance.randint(1, 4))]
    if statement["domain"].get("points") and chance.random() < 0.7:
        rows = statement["domain"]["points"]
    statement["domain"] = chance.choice(
        (
            {"type": "space"},
            {"type": "box", "intervals": [[chance.choice(("-1", "0", "-2")), "1"]] * inputs},
            {"type": "polytope", "rows": [[row, chance.choice(NUMBERS)] for row in rows]},
            flat(rows, chance),
            {"type": "points", "points": rows},
            {"type": "hull", "points": rows},
        )
    )
    fit(statement["domain"], evidence, chance)
    return whole


def flat(rows, chance):
    """A polytope with a row and its negative, so that it has no inside."""
    found = [[row, chance.choice(NUMBERS)] for row in rows]
    row, constant = found[0]
    return {"type": "polytope", "rows": [*found, [[*map(negative, row)], negative(constant)]]}


def fit(domain, evidence, chance):
    """Fields of the evidence that the type of the domain asks for."""
    rows = domain.get("points", [])
    if domain["type"] == "hull":
        count = len(evidence.pop("points", evidence.get("weights", [])))
        evidence.pop("point", None)
        if "tree" not in evidence:
            evidence["weights"] = [mean(rows, chance) for _ in range(count)]
    elif "weights" in evidence:
        first = rows[0] if rows else ["0"]
        evidence["points"] = [first for _ in evidence.pop("weights")]
    if "relaxations" in evidence and domain["type"] != "box":
        evidence["relaxations"] = []
    if domain["type"] == "points" and ("tree" in evidence or "trees" in evidence):
        evidence.clear()


def mean(rows, chance):
    """Weights of one to three rows, the others left out."""
    shares = [
        share for share in (["1"], ["1/4", "3/4"], ["1/2", "1/6", "1/3"]) if len(share) <= len(rows)
    ]
    share = chance.choice(shares)
    return [[p, w] for p, w in zip(sorted(chance.sample(range(len(rows)), len(share))), share)]
