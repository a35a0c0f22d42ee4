"""The trusted core: reads a certificate and says which statement it proves.

Standard library only, and nothing from the rest of the package: polynomials, half-spaces and
networks are evaluated again here in a few lines of their own, on purpose, so that no error of the
search can hide in shared code.  Copy this file anywhere and run ``python checker.py FILE...``;
the rules are explained on the page ``reference/certificates``.

Reading comes first (`Malformed`: the text cannot be read as a certificate), judging second
(`Refused`: it can, but does not prove its statement).  There is no ``assert`` here, so
``python -O`` judges alike.
"""

import hashlib
import json
import math
import re
import sys
from fractions import Fraction
from pathlib import Path

RATIONAL = re.compile(r"(0|-?[1-9][0-9]*(/[1-9][0-9]*)?)")
VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
NETWORK_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.network\.json")
MOST_DIGITS = 4000  # below the limit of int(), and the same for every reader of the format
MOST_VARIABLES, MOST_DEGREE, MOST_NESTING = 16, 8, 200
MEGABYTE = 1 << 20


class Malformed(Exception):
    """The text cannot be read as a certificate; the message holds the path into it."""


class Refused(Exception):
    """The certificate can be read, but it does not prove its statement."""


def need(condition, path, said):
    if not condition:
        raise Malformed(f"{path}: {said}")


def require(condition, said):
    if not condition:
        raise Refused(said)


def short(number):
    """A number in a message; one of thousands of digits has no text in Python."""
    size = max(abs(number.numerator), number.denominator).bit_length()
    return str(number) if size < 1000 else f"a number of {size} bits"


# ---- reading: a reader takes a JSON value and its path, and returns a typed value -------------


def rational(value, path):
    need(
        type(value) is str and RATIONAL.fullmatch(value),
        path,
        f"found {json.dumps(value)[:60]}, expected a rational as text",
    )
    top, _, bottom = value.partition("/")
    need(max(len(top), len(bottom)) <= MOST_DIGITS, path, f"a number of over {MOST_DIGITS} digits")
    number = Fraction(int(top), int(bottom or 1))
    need(str(number) == value, path, f"found {value[:60]}, expected lowest terms")
    return number


def index(value, path):
    need(
        type(value) is int and 0 <= value < 1 << 53, path, "expected a whole number >= 0 and < 2^53"
    )
    return value


def one_of(*words):
    def read(value, path):
        need(
            type(value) is str and value in words,
            path,
            f"found {json.dumps(value)[:60]}, expected one of {', '.join(words)}",
        )
        return value

    return read


def list_of(item, least=0, length=None):
    def read(value, path):
        need(type(value) is list, path, "expected a list")
        need(len(value) >= least, path, f"found {len(value)} items, expected at least {least}")
        need(
            length is None or len(value) == length,
            path,
            f"found {len(value)} items, expected {length}",
        )
        return [item(entry, f"{path}[{i}]") for i, entry in enumerate(value)]

    return read


def record(**fields):
    def read(value, path):
        need(
            type(value) is dict and set(value) == set(fields),
            path,
            f"expected the fields {', '.join(sorted(fields)) or '(none)'} and no others",
        )
        return {name: fields[name](value[name], f"{path}.{name}") for name in fields}

    return read


def choice(field, **records):
    """A record whose form is named by one of its fields."""

    def read(value, path):
        need(type(value) is dict and field in value, path, f"expected a field {field}")
        name = one_of(*records)(value[field], f"{path}.{field}")
        return record(**{field: one_of(name)}, **records[name])(value, path)

    return read


def pair(first, second):
    def read(value, path):
        list_of(lambda entry, _: entry, length=2)(value, path)
        return first(value[0], f"{path}[0]"), second(value[1], f"{path}[1]")

    return read


def matrix(rows=None, columns=None):
    return list_of(list_of(rational, 1, columns), 1, rows)


def read_network(value, path):
    layers = record(
        format=one_of("relu-network/1"),
        layers=list_of(
            record(weight=list_of(list_of(rational, 1), 1), bias=list_of(rational, 1)),
            1,
        ),
    )(value, path)["layers"]
    width = len(layers[0]["weight"][0])
    for k, layer in enumerate(layers):
        here = f"{path}.layers[{k}]"
        for i, row in enumerate(layer["weight"]):
            need(
                len(row) == width,
                f"{here}.weight[{i}]",
                f"found {len(row)} numbers, expected {width}",
            )
        width = len(layer["weight"])
        need(
            len(layer["bias"]) == width,
            f"{here}.bias",
            f"found {len(layer['bias'])} numbers, expected {width}",
        )
    return [(layer["weight"], layer["bias"]) for layer in layers]


def inputs(network):
    return len(network[0][0][0])


def outputs(network):
    return len(network[-1][0])


def read_domain(dimension):
    point = list_of(rational, length=dimension)

    def read(value, path):
        domain = choice(
            "type",
            space={},
            points={"points": list_of(point, 1)},
            hull={"points": list_of(point, 1)},
            box={"intervals": list_of(pair(rational, rational), length=dimension)},
            polytope={"rows": list_of(pair(point, rational))},
        )(value, path)
        for i, (low, high) in enumerate(domain.get("intervals", ())):
            need(low < high, f"{path}.intervals[{i}]", "expected low < high")
        return domain

    return read


FUNCTION = {
    "knots": list_of(rational),
    "slopes": list_of(rational, 1),
    "at": rational,
    "value": rational,
}  # continuous and piecewise linear: as many slopes as pieces


def of_network(*names):
    """The statement of a kind that speaks of a network, with these further fields."""

    def read(value, path):
        need(type(value) is dict and "network" in value, path, "expected a field network")
        network = read_network(value["network"], f"{path}.network")
        n, m = inputs(network), outputs(network)
        fields = {
            "domain": read_domain(n),
            "U": matrix(m, n),
            "c": list_of(rational, length=m),
            "regions": index,
            "maps": index,
            "units": read_unit_states,
            **FUNCTION,
        }
        rest = {name: entry for name, entry in value.items() if name != "network"}
        return {
            **record(kind=one_of(value.get("kind")), **{name: fields[name] for name in names})(
                rest, path
            ),
            "network": network,
        }

    return read


# ---- networks, affine forms {0: constant, 1: first input, ...} and half-spaces form >= 0 -------


def affine(rows, bias, x):
    return [sum((w * t for w, t in zip(row, x) if w and t), b) for row, b in zip(rows, bias)]


def evaluate(network, x):
    for rows, bias in network[:-1]:
        x = [max(value, Fraction(0)) for value in affine(rows, bias, x)]
    return affine(*network[-1], x)


def add(form, other, factor=1):
    for key, value in other.items():
        total = form.get(key, 0) + factor * value
        if total:
            form[key] = total
        else:
            form.pop(key, None)


def form_of(row, constant, parts):
    """The form row . parts + constant, where the parts are forms themselves."""
    form = {0: constant} if constant else {}
    for factor, part in zip(row, parts):
        if factor:
            add(form, part, factor)
    return form


def half_spaces(domain, unknowns):
    if domain["type"] == "polytope":
        return [form_of(row, constant, unknowns) for row, constant in domain["rows"]]
    return [
        form_of([sign], -sign * end, [x])
        for (low, high), x in zip(domain.get("intervals", ()), unknowns)
        for sign, end in ((1, low), (-1, high))
    ]


def at(form, x):
    return form.get(0, 0) + sum(value * x[key - 1] for key, value in form.items() if key)


def unknowns_of(network):
    return [{i + 1: Fraction(1)} for i in range(inputs(network))]


def require_inside(x, domain, unknowns, name):
    if domain["type"] == "points":
        require(x in domain["points"], f"{name} is not one of the points of the domain")
    for k, form in enumerate(half_spaces(domain, unknowns)):
        require(at(form, x) >= 0, f"{name} violates half-space {k} of the domain")


# ---- points of a domain, as evidence -----------------------------------------------------------


def points_of_domain(statement, least=0):
    """The field that names points of the domain; of a hull as weights of its points."""
    if statement["domain"]["type"] == "hull":
        return {"weights": list_of(read_weights, least)}
    return {"points": list_of(list_of(rational, length=inputs(statement["network"])), least)}


def read_weights(value, path):
    pairs = list_of(pair(index, rational), 1)(value, path)
    need(
        all(p < q for (p, _), (q, _) in zip(pairs, pairs[1:])),
        path,
        "the points of the hull do not increase",
    )
    return pairs


def require_points(statement, evidence):
    """The points that the evidence names, each of which lies in the domain.

    A sum of points p with weights w > 0 that add up to 1 lies in their convex hull.
    """
    domain, unknowns = statement["domain"], unknowns_of(statement["network"])
    if domain["type"] != "hull":
        for k, x in enumerate(evidence["points"]):
            require_inside(x, domain, unknowns, f"point {k}")
        return evidence["points"]
    rows, found = domain["points"], []
    for k, pairs in enumerate(evidence["weights"]):
        require(all(p < len(rows) for p, _ in pairs), f"point {k}: the hull has no such point")
        require(all(w > 0 for _, w in pairs), f"point {k}: a weight that is not positive")
        require(sum(w for _, w in pairs) == 1, f"point {k}: the weights do not add up to 1")
        found.append([sum(w * rows[p][i] for p, w in pairs) for i in range(len(rows[0]))])
    return found


# ---- not-affine, not-linear: a combination of points that every such map sends to 0 -----------


def read_combination(statement):
    return record(**points_of_domain(statement, 1), coefficients=list_of(rational, 1), output=index)


def judge_combination(statement, evidence):
    network, m = statement["network"], evidence["coefficients"]
    points = require_points(statement, evidence)
    require(len(m) == len(points), f"{len(points)} points, but {len(m)} coefficients")
    require(evidence["output"] < outputs(network), "the network has no such output")
    for i in range(inputs(network)):
        total = sum(m_k * x[i] for m_k, x in zip(m, points))
        require(total == 0, f"the combination of input {i} is {short(total)}, expected 0")
    if statement["kind"] == "not-affine":
        require(sum(m) == 0, f"the coefficients add up to {short(sum(m))}, expected 0")
    value = sum(m_k * evaluate(network, x)[evidence["output"]] for m_k, x in zip(m, points))
    require(value != 0, "the combination of the outputs is 0, expected another value")


# ---- cells: a domain and half-spaces of splits; what is shown of a form there -------------------


def cell_of(statement):
    """The whole domain as a cell: (the points of a hull or None, the half-spaces known)."""
    domain = statement["domain"]
    if domain["type"] == "hull":
        return domain["points"], []
    return None, half_spaces(domain, unknowns_of(statement["network"]))


def shown(form, multipliers, cell, where):
    """A number v with form >= v on the cell.

    With all l_j >= 0 the sum of l_j S_j is >= 0 on the cell, so form >= form - sum l_j S_j there.
    What is left must be plain: a constant, which is v; or, in a hull, an affine form of x, which
    has its least value over the hull at one of the points that the hull is of, since its value at
    a mean of points is the mean of its values.  An atom left could be anything.
    """
    points, known = cell
    rest = dict(form)
    for j, factor in multipliers:
        require(j < len(known), f"{where}: there is no half-space {j}")
        require(factor >= 0, f"{where}: a negative multiplier of half-space {j}")
        add(rest, known[j], -factor)
    if points is None:
        require(not set(rest) - {0}, f"{where}: the multipliers leave more than a constant")
        return rest.get(0, Fraction(0))
    require(max(rest, default=0) <= len(points[0]), f"{where}: the multipliers leave an atom")
    return min(at(rest, x) for x in points)


# ---- trees of splits; units are given a sign by multipliers or stay atoms r(A) ------------------
# Atoms are numbered once for the whole tree, so a form means one function of x wherever it stands.

MULTIPLIERS = list_of(pair(index, rational))
UNIT = pair(index, index)


def read_tree(**leaves):
    def read(value, path):
        return record(
            signs=list_of(record(unit=UNIT, state=one_of("on", "off"), multipliers=MULTIPLIERS)),
            then=choice(
                "type",
                split={"unit": UNIT, "on": read, "off": read},
                empty={"multipliers": MULTIPLIERS},
                **leaves,
            ),
        )(value, path)

    return read


def judge_tree(statement, node, close, cell, signs, atoms, where):
    """Every point of the cell lies in a leaf's cell, and there ``close`` shows what is claimed.

    A point of the cell has z >= 0 or z <= 0 for the unit of a split, so it lies in the cell of one
    of the two children.  A form >= v > 0 that is the constant -1 shows that a leaf has no points.
    """
    own = {sign["unit"]: sign for sign in node["signs"]}
    forms, values = walk(statement["network"], cell, signs, own, atoms, where)
    signs = {**{unit: sign["state"] for unit, sign in own.items()}, **signs}  # given ones stay
    then = node["then"]
    if then["type"] == "split":
        form = forms.get(then["unit"])
        require(form is not None, f"{where}: a split at a unit that does not exist")
        for state, factor in (("on", 1), ("off", -1)):
            half = {key: factor * value for key, value in form.items()}
            judge_tree(
                statement,
                then[state],
                close,
                (cell[0], [*cell[1], half]),
                {**signs, then["unit"]: state},
                atoms,
                f"{where}.{state}",
            )
    elif then["type"] == "empty":
        require(
            shown({0: Fraction(-1)}, then["multipliers"], cell, where) >= 0,
            f"{where}: the multipliers do not contradict",
        )
    else:
        close(then, forms, values, cell, where)


def walk(network, cell, signs, own, atoms, where):
    """The form of every pre-activation and of the outputs, in a cell."""
    forms, parts = {}, unknowns_of(network)
    for k, (rows, bias) in enumerate(network[:-1]):
        after = []
        for i, row in enumerate(rows):
            form = forms[k, i] = form_of(row, bias[i], parts)
            state = signs.get((k, i))
            if state is None and (k, i) in own:
                state = own[k, i]["state"]
                signed = {key: value if state == "on" else -value for key, value in form.items()}
                require(
                    shown(signed, own[k, i]["multipliers"], cell, where) >= 0,
                    f"{where}: the multipliers do not show that unit {k}, {i} is {state}",
                )
            after.append(
                relu(form, atoms, inputs(network))
                if state is None
                else form
                if state == "on"
                else {}
            )
        parts = after
    return forms, [form_of(row, b, parts) for row, b in zip(*network[-1])]


def relu(form, atoms, dimension):
    """r(form) by r(cA) = c r(A) for c > 0, r(-A) = r(A) - A and r(constant) = max(0, constant)."""
    lead = next((form[key] for key in sorted(form) if key), None)
    if lead is None:
        return {0: form[0]} if form.get(0, 0) > 0 else {}
    scaled = {key: value / lead for key, value in form.items()}
    atom = atoms.setdefault(tuple(sorted(scaled.items())), dimension + 1 + len(atoms))
    result = {atom: abs(lead)}
    if lead < 0:
        add(result, scaled, lead)
    return result


# ---- affine-on: the tree of a domain; its leaves compare the outputs with U x + c ---------------


def read_affine_on(statement):
    domain, network = statement["domain"]["type"], statement["network"]
    if domain == "points":
        return record()
    tree = read_tree(
        equal={},
        squeezed={
            "multipliers": list_of(pair(MULTIPLIERS, MULTIPLIERS), length=outputs(network)),
        },
    )
    point = {} if domain == "hull" else {"point": list_of(rational, length=inputs(network))}
    return record(tree=tree, **point)


def judge_affine_on(statement, evidence):
    network, domain, unknowns = (
        statement["network"],
        statement["domain"],
        unknowns_of(statement["network"]),
    )
    if domain["type"] == "points":
        for k, x in enumerate(domain["points"]):
            require(
                evaluate(network, x) == affine(statement["U"], statement["c"], x),
                f"at point {k} the network is not U x + c",
            )
        return
    if domain["type"] != "hull":
        require_inside(evidence["point"], domain, unknowns, "the point of the domain")
    targets = [form_of(row, c, unknowns) for row, c in zip(statement["U"], statement["c"])]

    def close(then, forms, values, cell, where):
        for k, (value, target) in enumerate(zip(values, targets)):
            add(value, target, -1)
            if then["type"] == "equal":
                require(not value, f"{where}: output {k} is not U x + c")
                continue
            for factor, multipliers in zip((1, -1), then["multipliers"][k]):
                difference = {key: factor * entry for key, entry in value.items()}
                require(
                    shown(difference, multipliers, cell, where) >= 0,
                    f"{where}: the multipliers do not squeeze output {k}",
                )

    judge_tree(statement, evidence["tree"], close, cell_of(statement), {}, {}, "tree")


# ---- identity: polynomials in ReLUs of named variables, by splitting on signs ------------------


def read_term(variables):
    def read(value, path):
        if type(value) is str and VARIABLE.fullmatch(value):
            need(value in variables, path, f"the variable {value[:60]} is not declared")
            return "variable", variables.index(value)
        if type(value) is str:
            return "number", rational(value, path)
        need(type(value) is list and len(value) >= 2, path, "expected a term")
        operation = one_of("+", "*", "r")(value[0], f"{path}[0]")
        need(operation != "r" or len(value) == 2, path, "r takes one term")
        return operation, *(read(term, f"{path}[{i}]") for i, term in enumerate(value) if i)

    return read


def read_identity(value, path):
    need(type(value) is dict and "variables" in value, path, "expected a field variables")
    variables = list_of(
        lambda entry, here: (
            need(type(entry) is str and VARIABLE.fullmatch(entry), here, "expected a name"),
            entry,
        )[1],
    )(value["variables"], f"{path}.variables")
    need(
        len(set(variables)) == len(variables) <= MOST_VARIABLES,
        f"{path}.variables",
        f"expected at most {MOST_VARIABLES} different names",
    )
    term = read_term(variables)
    relation = record(left=term, relation=one_of("=", ">=", ">", "!="), right=term)
    return record(
        kind=one_of("identity"),
        variables=lambda *_: variables,
        hypotheses=list_of(relation),
        conclusion=lambda v, p: None if v == "false" else relation(v, p),
    )(value, path)


def read_identity_evidence(statement):
    variables = statement["variables"]
    term = read_term(variables)
    total = list_of(record(factors=list_of(index), times=term))
    conclusion = statement["conclusion"]
    sides = 2 if conclusion and conclusion["relation"] == "=" else 1

    def node(value, path):
        return choice(
            "type",
            split={"on": term, "positive": node, "otherwise": node},
            contradiction={"sum": total},
            conclusion={"sums": list_of(total, length=sides)},
        )(value, path)

    point = {"point": list_of(rational, length=len(variables))} if conclusion else {}
    return record(tree=node, **point)


def multiply(p, q):
    product = {}
    for a, x in p.items():
        add(product, {tuple(map(sum, zip(a, b))): x * y for b, y in q.items()})
    require(max(map(sum, product), default=0) <= MOST_DEGREE, f"a degree above {MOST_DEGREE}")
    return product


def polynomial(term, count, decided):
    """A term as a polynomial {exponents: coefficient}; None while an r(.) in it is undecided."""
    operation, *parts = term
    none = (0,) * count
    if operation == "number":
        return {none: parts[0]} if parts[0] else {}
    if operation == "variable":
        return {none[: parts[0]] + (1,) + none[parts[0] + 1 :]: Fraction(1)}
    values = [polynomial(part, count, decided) for part in parts]
    if None in values:
        return None
    result = {none: Fraction(1)} if operation == "*" else {}
    if operation == "r":
        if not set(values[0]) - {none}:
            return {none: values[0][none]} if values[0].get(none, 0) > 0 else {}
        return decided.get(frozenset(values[0].items()))
    for value in values:
        if operation == "*":
            result = multiply(result, value)
        else:
            add(result, value)
    return result


def difference(relation):
    return "+", relation["left"], ("*", ("number", Fraction(-1)), relation["right"])


def number(term, x):
    operation, *parts = term
    if operation in ("number", "variable"):
        return parts[0] if operation == "number" else x[parts[0]]
    values = [number(part, x) for part in parts]
    if operation == "r":
        return max(values[0], Fraction(0))
    result = Fraction(operation == "*")
    for value in values:
        result = result * value if operation == "*" else result + value
    return result


def holds(value, relation):
    return {"=": value == 0, ">=": value >= 0, ">": value > 0, "!=": value != 0}[relation]


def judge_identity(statement, evidence):
    for k, relation in enumerate(statement["hypotheses"]):
        if statement["conclusion"]:
            require(
                holds(number(difference(relation), evidence["point"]), relation["relation"]),
                f"the point violates hypothesis {k}",
            )
    judge_case(statement, evidence["tree"], {}, [], "tree")


def judge_case(statement, node, decided, splits, where):
    count, conclusion = len(statement["variables"]), statement["conclusion"]
    if node["type"] == "split":
        p = polynomial(node["on"], count, decided)
        require(p is not None, f"{where}: a split on a term with an undecided r(.)")
        minus = {key: -value for key, value in p.items()}
        plus_key, minus_key = frozenset(p.items()), frozenset(minus.items())
        judge_case(
            statement,
            node["positive"],
            {**decided, plus_key: p, minus_key: {}},
            [*splits, (p, ">")],
            f"{where}.positive",
        )
        judge_case(
            statement,
            node["otherwise"],
            {**decided, plus_key: {}, minus_key: minus},
            [*splits, (minus, ">=")],
            f"{where}.otherwise",
        )
        return
    facts = [
        (polynomial(difference(relation), count, decided), relation["relation"])
        for relation in statement["hypotheses"]
    ] + splits
    d = polynomial(difference(conclusion), count, decided) if conclusion else None
    if node["type"] == "contradiction":
        if d is not None and conclusion["relation"] == "!=":
            facts.append((d, "="))
        total, strict = known_sum(node["sum"], facts, count, decided, where)
        require(strict, f"{where}: no term of the contradiction is positive")
        require(
            set(total) <= {(0,) * count} and sum(total.values()) <= 0,
            f"{where}: the contradiction is not a constant <= 0",
        )
        return
    require(
        d is not None and conclusion["relation"] != "!=",
        f"{where}: the conclusion is undecided or needs a contradiction",
    )
    for sign, summands in zip((1, -1), node["sums"]):
        total, strict = known_sum(summands, facts, count, decided, where)
        require(strict or conclusion["relation"] != ">", f"{where}: no term of the sum is positive")
        add(total, d, -sign)
        require(not total, f"{where}: the sum is not the difference of the two sides")


def known_sum(summands, facts, count, decided, where):
    """A sum of products of facts, each summand >= 0; and whether one of them is > 0."""
    total, strict = {}, False
    for summand in summands:
        value = polynomial(summand["times"], count, decided)
        require(value is not None, f"{where}: an undecided factor")
        free, positive = False, True
        constant = value.get((0,) * count, 0)
        known = set(value) <= {(0,) * count} and constant >= 0
        for i in summand["factors"]:
            require(
                i < len(facts) and facts[i][0] is not None,
                f"{where}: fact {i} does not exist or is undecided",
            )
            p, relation = facts[i]
            value = multiply(value, multiply(p, p) if relation == "!=" else p)
            free, positive = free or relation == "=", positive and relation in (">", "!=")
        require(free or known, f"{where}: a factor that is not known to be >= 0")
        strict = strict or (positive and constant > 0)
        add(total, value)
    return total, strict


# ---- equals: a network of one input, cell by cell, has these knots and slopes ------------------


def lines(f):
    """The pieces (slope, constant) of a continuous piecewise-linear function."""
    knots, slopes, constants = f["knots"], f["slopes"], [Fraction(0)]
    require(len(slopes) == len(knots) + 1, f"{len(knots)} knots, but {len(slopes)} slopes")
    require(all(s < t for s, t in zip(knots, knots[1:])), "the knots do not increase")
    require(all(s != t for s, t in zip(slopes, slopes[1:])), "a slope does not change at its knot")
    for t, before, after in zip(knots, slopes, slopes[1:]):
        constants.append(constants[-1] + (before - after) * t)
    j = sum(t < f["at"] for t in knots)
    lift = f["value"] - slopes[j] * f["at"] - constants[j]
    return [(slope, constant + lift) for slope, constant in zip(slopes, constants)]


def along(f, ends):
    """The piece of f on each interval between neighbouring ends; an end that is None is infinite.

    The intervals share their ends, so they leave no gap.
    """
    knots, pieces, j = f["knots"], lines(f), 0
    for low, high in zip(ends, ends[1:]):
        require(low is None or high is None or low < high, "the ends do not increase")
        while low is not None and j < len(knots) and knots[j] <= low:
            j += 1
        require(
            j == len(knots) or (high is not None and high <= knots[j]),
            f"knot {j} lies inside an interval",
        )
        yield pieces[j]


def read_equals(statement):  # one end at least, so that every cell has a finite one
    return record(
        ends=list_of(rational, 1), patterns=list_of(list_of(list_of(one_of("on", "off"))))
    )


def judge_equals(statement, evidence):
    network, patterns = statement["network"], evidence["patterns"]
    ends = [None, *evidence["ends"], None]
    require(inputs(network) == outputs(network) == 1, "the network is not one of one variable")
    require(len(patterns) == len(ends) - 1, f"{len(patterns)} patterns, {len(ends) - 1} cells")
    for j, (slope, constant) in enumerate(along(statement, ends)):
        parts, low, high = unknowns_of(network), ends[j], ends[j + 1]
        require(
            [len(states) for states in patterns[j]] == [len(b) for _, b in network[:-1]],
            f"cell {j}: the pattern does not have one state for each hidden unit",
        )
        for k, ((rows, bias), states) in enumerate(zip(network, patterns[j])):
            forms = [form_of(row, b, parts) for row, b in zip(rows, bias)]
            for i, (form, state) in enumerate(zip(forms, states)):
                sign, said = 1 if state == "on" else -1, f"unit {k}, {i} is not {state} in cell {j}"
                for x in (low, high):
                    require(x is None or sign * at(form, [x]) >= 0, f"{said}, at {x}")
                outward = sign * form.get(1, 0)
                require(low is not None or outward <= 0, f"{said}, far to the left")
                require(high is not None or outward >= 0, f"{said}, far to the right")
            parts = [form if state == "on" else {} for form, state in zip(forms, states)]
        require(
            form_of(network[-1][0][0], network[-1][1][0], parts)
            == form_of([slope], constant, unknowns_of(network)),
            f"in cell {j} the network is not {short(slope)} x + {short(constant)}",
        )


# ---- within: f - g stays between -E and E, by Bernstein coefficients ---------------------------

POLYNOMIAL = list_of(rational, 1)  # the constant first
TARGET = choice(
    "type",
    polynomial={"coefficients": POLYNOMIAL},
    piecewise=FUNCTION,
    sqrt={},
    quotient={"top": POLYNOMIAL, "bottom": POLYNOMIAL},
)
INTERVAL = pair(rational, rational)


def abscissas(target, points):
    """Where points are: sqrt is a polynomial in u = sqrt(x), so its points are given as u >= 0."""
    if target["type"] != "sqrt":
        return points
    require(all(u >= 0 for u in points), "a square root is negative")
    return [u * u for u in points]


def quotients(target, ends):
    """The target on each interval between ends as (top, bottom), polynomials in x, for sqrt in u.

    A piecewise-linear target has no knot inside an interval.
    """
    one = [Fraction(1)]
    if target["type"] == "piecewise":
        return [([constant, slope], one) for slope, constant in along(target, ends)]
    whole = {
        "polynomial": (target.get("coefficients"), one),
        "sqrt": ([Fraction(0), *one], one),
        "quotient": (target.get("top"), target.get("bottom")),
    }
    return [whole[target["type"]]] * (len(ends) - 1)


def product(p, q):
    return [
        sum(p[i] * q[k - i] for i in range(len(p)) if 0 <= k - i < len(q))
        for k in range(len(p) + len(q) - 1)
    ]


def bernstein(p, low, high):
    """The Bernstein coefficients of a polynomial on an interval; its values lie between them."""
    q = []
    for coefficient in reversed(p):  # Horner's rule for p(low + (high - low) t)
        q = [x * low + y * (high - low) for x, y in zip([*q, 0], [0, *q])]
        q[0] += coefficient
    return [
        sum(Fraction(math.comb(i, k), math.comb(len(q) - 1, k)) * q[k] for k in range(i + 1))
        for i in range(len(q))
    ]


def judge_within(statement, evidence):
    f, error, cuts = statement["target"], statement["error"], evidence["cuts"]
    ends = abscissas(f, cuts)
    require((ends[0], ends[-1]) == statement["interval"], "the cuts do not cover the interval")
    for j, ((slope, constant), (top, bottom)) in enumerate(
        zip(along(statement, ends), quotients(f, ends))
    ):
        line = [constant, Fraction(0), slope] if f["type"] == "sqrt" else [constant, slope]
        line = product(line, bottom)
        require(
            min(bernstein(bottom, cuts[j], cuts[j + 1])) > 0,
            f"the denominator has a Bernstein coefficient <= 0 on subinterval {j}",
        )
        for sign, name in ((1, "E + (f - g)"), (-1, "E - (f - g)")):
            parts = ((error, bottom), (sign, top), (-sign, line))
            total = [
                sum(factor * p[k] for factor, p in parts if k < len(p))
                for k in range(max(len(top), len(line)))
            ]
            require(
                min(bernstein(total, cuts[j], cuts[j + 1])) >= 0,
                f"{name} has a negative Bernstein coefficient on subinterval {j}",
            )


# ---- floor: every continuous function of at most n pieces errs by at least E -------------------


def values(f, points, x):
    """The values of a target at increasing abscissas x, which the points stand for."""
    if "knots" in f:
        pieces, j = lines(f), 0
        for t in x:
            while j < len(f["knots"]) and f["knots"][j] < t:
                j += 1
            yield pieces[j][0] * t + pieces[j][1]
        return
    top, bottom = quotients(f, [None, None])[0]
    for w in points:
        over, under = (sum(c * w**k for k, c in enumerate(p)) for p in (top, bottom))
        require(under != 0, f"the denominator is 0 at {w}")
        yield over / under


def slope_between(f, low, high):
    """The slope of f there; None if it changes."""
    if any(low < t < high for t in f["knots"]):
        return None
    return f["slopes"][sum(t <= low for t in f["knots"])]


def judge_floor(statement, evidence):
    """Let h be continuous and err by less than E.  Then h - g_j alternates with f - g_j, so its
    slope alternates between neighbouring points of block j: h or g_j has a knot between any two
    such slopes, and g_j has m_j - 1.  So h has n_j knots in the block; and one more before the
    next block where the last slope found here and the first found there cannot be of one piece.
    """
    f, (low, high), total, before = statement["target"], statement["interval"], 0, None
    require(low >= 0 or f["type"] != "sqrt", "sqrt is not defined on the whole interval")
    for j, block in enumerate(evidence["blocks"]):
        g, x = block["reference"], abscissas(f, block["points"])
        expected = block["pieces"] + len(lines(g)) + 1
        require(len(x) == expected, f"block {j}: {len(x)} points, expected {expected}")
        require(all(s < t for s, t in zip(x, x[1:])), f"block {j}: the points do not increase")
        require(low <= x[0] and x[-1] <= high, f"block {j} leaves the interval")
        require(before is None or before[0] <= x[0], f"block {j} overlaps the block before it")
        gaps = [y - z for y, z in zip(values(f, block["points"], x), values(g, x, x))]
        sign = 1 if gaps[0] > 0 else -1
        for k, gap in enumerate(gaps):
            require(
                sign * gap * (-1) ** k >= statement["error"],
                f"block {j}: f - g does not alternate by E at point {k}, it is {short(gap)}",
            )
        if before is not None and before[2] == sign:  # h' > before[1], then h' < here, if sign = 1
            here = slope_between(g, x[0], x[1])
            total += None not in (here, before[1]) and sign * here <= sign * before[1]
        before = x[-1], slope_between(g, x[-2], x[-1]), -sign * (-1) ** len(x)
        total += block["pieces"]
    require(
        total >= statement["pieces"],
        f"the blocks count {total} pieces, expected {statement['pieces']}",
    )


# ---- regions: cells of one pattern each, whose areas add up to the box -------------------------


def read_states(value, path):
    need(type(value) is str and not set(value) - {"0", "1"}, path, "expected zeros and ones")
    return value


def read_regions(statement):
    point = list_of(rational, length=inputs(statement["network"]))
    return record(
        points=list_of(point),
        cells=list_of(record(pattern=list_of(read_states), points=list_of(index))),
    )


def determinant(p, q, r):
    return (
        p[0] * (q[1] * r[2] - q[2] * r[1])
        + p[1] * (q[2] * r[0] - q[0] * r[2])
        + p[2] * (q[0] * r[1] - q[1] * r[0])
    )


def hull(corners, whole):
    """The convex hull of sorted points, counter-clockwise and without flat corners."""
    ring = []
    for walk in (corners, corners[::-1]):
        least = len(ring) + 1
        for p in walk:
            while len(ring) > least and determinant(*(whole[i] for i in (*ring[-2:], p))) <= 0:
                ring.pop()
            ring.append(p)
        del ring[-1:]  # a cell without points has none
    return ring


def integers(rows, bias):
    scale = math.lcm(*(x.denominator for row in [*rows, bias] for x in row))
    return [[int(x * scale) for x in row] for row in rows], [int(x * scale) for x in bias], scale


def signs_and_outputs(network, x, scale):
    """Integers throughout: bits for z > 0, bits for z < 0, and the outputs times a scale."""
    above, below = "", ""
    for rows, bias, factor in network:
        z = [sum(map(int.__mul__, row, x)) + b * scale for row, b in zip(rows, bias)]
        if rows is network[-1][0]:
            return int(above or "0", 2), int(below or "0", 2), z
        above += "".join("1" if value > 0 else "0" for value in z)
        below += "".join("1" if value < 0 else "0" for value in z)
        x, scale = [value if value > 0 else 0 for value in z], scale * factor


def judge_regions(statement, evidence):
    domain, network, points = statement["domain"], statement["network"], evidence["points"]
    require(domain["type"] == "box" and inputs(network) <= 2, "expected a box of 1 or 2 dimensions")
    sides = domain["intervals"]
    for k, x in enumerate(points):
        require_inside(x, domain, unknowns_of(network), f"point {k}")
    strip = inputs(network) == 1  # then an input of weight 0 makes lengths into areas
    if strip:
        rows, bias = network[0]
        network = [([[*row, Fraction(0)] for row in rows], bias), *network[1:]]
        points, sides = [[x, y] for (x,) in points for y in (0, 1)], [*sides, (0, 1)]
    rank = {k: i for i, k in enumerate(sorted(range(len(points)), key=points.__getitem__))}
    whole = [
        (int(x * s), int(y * s), s)
        for x, y, s in ((x, y, math.lcm(x.denominator, y.denominator)) for x, y in points)
    ]
    layers = [integers(*layer) for layer in network]
    known = [signs_and_outputs(layers, point[:2], point[2]) for point in whole]
    widths, edges, patterns, maps = [len(bias) for _, bias in network[:-1]], {}, set(), set()
    for k, cell in enumerate(evidence["cells"]):
        require(
            [len(states) for states in cell["pattern"]] == widths,
            f"cell {k} does not have one state for each hidden unit",
        )
        on, seen = int("".join(cell["pattern"]) or "0", 2), 0
        patterns.add(on)
        require(
            max(cell["points"], default=0) < len(evidence["points"]),
            f"cell {k} has a point that does not exist",
        )
        corners = [2 * p + y for p in cell["points"] for y in (0, 1)] if strip else cell["points"]
        for p in corners:
            above, below, _ = known[p]
            require(not below & on, f"cell {k} calls a unit on that is negative at point {p}")
            require(not above & ~on, f"cell {k} calls a unit off that is positive at point {p}")
            seen |= above
        require(not on & ~seen, f"cell {k} calls a unit on that is 0 at all its points")
        ring = hull(sorted(set(corners), key=rank.get), whole)
        require(len(ring) > 2, f"cell {k} is flat")
        for p, q in zip(ring, ring[1:] + ring[:1]):  # what two cells share cancels in the area
            edges[min(p, q), max(p, q)] = edges.get((min(p, q), max(p, q)), 0) + (-1) ** (q < p)
        x, y, s = zip(*(whole[p] for p in ring[:3]))
        bottom = determinant(x, y, s)
        maps.add(
            tuple(
                Fraction(determinant(*columns), bottom)
                for f in zip(*(known[p][2] for p in ring[:3]))
                for columns in ((f, y, s), (x, f, s), (x, y, f))
            )
        )
    require(len(patterns) == len(evidence["cells"]), "two cells have one pattern")
    require(len(patterns) == statement["regions"], f"{len(patterns)} regions, not as stated")
    require(len(maps) == statement["maps"], f"{len(maps)} affine maps, not as stated")
    area = sum(
        n
        * Fraction(whole[p][0] * whole[q][1] - whole[p][1] * whole[q][0], whole[p][2] * whole[q][2])
        for (p, q), n in edges.items()
        if n
    )
    (a, b), (c, d) = sides
    require(
        area == 2 * (b - a) * (d - c),
        f"the cells have the area {short(Fraction(area, 2))}, the box another",
    )


# ---- unit-sign: weak signs by backward bounds or by a tree, strict signs by points --------------


def read_unit_states(value, path):
    units = list_of(record(unit=UNIT, state=one_of("on", "off", "switching")), 1)(value, path)
    need(
        all(a["unit"] < b["unit"] for a, b in zip(units, units[1:])),
        path,
        "the units do not increase",
    )
    return units


def read_unit_trees(value, path):
    tree = read_tree(sign={"multipliers": MULTIPLIERS})
    trees = list_of(record(unit=UNIT, tree=tree))(value, path)
    need(
        all(a["unit"] < b["unit"] for a, b in zip(trees, trees[1:])),
        path,
        "the units do not increase",
    )
    return trees


WITNESSES = {"off": 0, "on": 1, "switching": 2}  # how many points a state needs


def read_unit_sign(statement):
    domain = statement["domain"]["type"]
    if domain == "points":
        return record()

    def read_witnesses(value, path):
        units = statement["units"]
        lists = list_of(list_of(index), length=len(units))(value, path)
        for j, (entry, points) in enumerate(zip(units, lists)):
            most = WITNESSES[entry["state"]]
            need(len(points) == most, f"{path}[{j}]", f"found {len(points)} items, expected {most}")
        return lists

    line = record(low=rational, high=rational, lower=rational, upper=pair(rational, rational))
    return record(
        relaxations=list_of(list_of(line), length=None if domain == "box" else 0),
        **points_of_domain(statement, int(domain == "polytope")),
        witnesses=read_witnesses,
        trees=read_unit_trees,
    )


def whole(numbers):
    """Numbers as integers over one denominator: the inner loops need no other."""
    bottom = math.lcm(*(number.denominator for number in numbers))
    return [number.numerator * (bottom // number.denominator) for number in numbers], bottom


def judge_unit_sign(statement, evidence):
    """Off: z <= 0 throughout; on: z >= 0 throughout, z > 0 at a point; switching: both strictly.

    On finitely many points z is evaluated.  Elsewhere a weak sign is shown by the unit's tree, or,
    in a box, by `least_value`; a strict one by a point of the domain at which z is evaluated.  A
    polytope could be empty, and then any weak sign would be true: reading asks for a point of it.
    """
    layers, domain = [], statement["domain"]
    for rows, bias in statement["network"][:-1]:
        rows, bias, bottom = integers(rows, bias)
        layers.append((rows, list(zip(*rows)), bias, bottom))
    for entry in statement["units"]:
        k, i = entry["unit"]
        require(k < len(layers) and i < len(layers[k][0]), f"there is no unit {k}, {i}")
    if domain["type"] == "points":
        judge_signs_at(layers, domain["points"], statement["units"])
        return
    signs = [list(pre_activations(layers, x)) for x in require_points(statement, evidence)]
    for entry, witnesses in zip(statement["units"], evidence["witnesses"]):
        (k, i), state = entry["unit"], entry["state"]
        require(max(witnesses, default=-1) < len(signs), f"unit {k}, {i}: no witness")
        found = [signs[p][k][i] for p in witnesses]
        if state != "off":
            require(found[-1] > 0, f"unit {k}, {i}: the witness is not above 0")
        if state == "switching":
            require(found[0] < 0, f"unit {k}, {i}: the witness is not below 0")
    weak = {
        entry["unit"]: entry["state"]
        for entry in statement["units"]
        if entry["state"] != "switching"
    }
    for k, entry in enumerate(evidence["trees"]):
        require(entry["unit"] in weak, f"tree {k} is of a unit that is not stated to be on or off")
        judge_unit_tree(statement, entry, weak.pop(entry["unit"]), k)
    lines = judge_relaxations(layers, domain, evidence["relaxations"])
    for (k, i), state in weak.items():
        require(domain["type"] == "box", f"unit {k}, {i}: no tree shows that it is {state}")
        require(k <= len(lines), f"unit {k}, {i}: an earlier layer has no relaxation")
        least = least_value(layers, lines, ends_of(domain), (k, i), 1 if state == "on" else -1)
        require(
            least >= 0, f"unit {k}, {i} is not shown to be {state}: the bound is {short(least)}"
        )


def judge_signs_at(layers, points, units):
    signs = [list(pre_activations(layers, x)) for x in points]
    for entry in units:
        (k, i), state = entry["unit"], entry["state"]
        values = [z[k][i] for z in signs]
        below, above = min(values) < 0, max(values) > 0
        found = "switching" if below and above else "on" if above else "off"
        require(found == state, f"unit {k}, {i} is {found} on the points, not {state}")


def judge_unit_tree(statement, entry, state, number):
    unit, factor = entry["unit"], 1 if state == "on" else -1

    def close(then, forms, values, cell, where):
        signed = {key: factor * value for key, value in forms[unit].items()}
        require(
            shown(signed, then["multipliers"], cell, where) >= 0,
            f"{where}: the multipliers do not show that unit {unit[0]}, {unit[1]} is {state}",
        )

    judge_tree(statement, entry["tree"], close, cell_of(statement), {}, {}, f"trees[{number}]")


def ends_of(box):
    return whole([end for interval in box["intervals"] for end in interval])


def judge_relaxations(layers, box, relaxations):
    """For each unit of the first layers two lines, one below r(z) and one above it in the box.

    low <= z <= high is shown first.  Then a z is below r(z) since 0 <= a <= 1, and s z + t is
    above it, since r is convex and the line is not below r at the two ends.
    """
    lines = []
    require(
        [*map(len, relaxations)] == [len(layer[0]) for layer in layers][: len(relaxations)],
        "the relaxations do not name each unit of the first layers",
    )
    ends = ends_of(box) if relaxations else None
    for k, layer in enumerate(relaxations):
        for i, line in enumerate(layer):
            low, high, (slope, shift) = line["low"], line["high"], line["upper"]
            least = least_value(layers, lines, ends, (k, i), 1)
            require(
                low <= least,
                f"unit {k}, {i}: low is {short(low)}, but only {short(least)} is shown",
            )
            most = -least_value(layers, lines, ends, (k, i), -1)
            require(
                most <= high,
                f"unit {k}, {i}: high is {short(high)}, but only {short(most)} is shown",
            )
            require(0 <= line["lower"] <= 1, f"unit {k}, {i}: the lower slope is not in [0, 1]")
            require(
                all(slope * z + shift >= max(z, 0) for z in (low, high)),
                f"unit {k}, {i}: the upper line passes below r",
            )
        numbers, bottom = whole(
            [value for line in layer for value in (line["lower"], *line["upper"])]
        )
        lines.append((numbers[::3], numbers[1::3], numbers[2::3], bottom))
    return lines


def least_value(layers, lines, ends, unit, sign):
    """A lower bound of sign * z over the box: r(z) below its factor's line, down to the inputs."""
    k, i = unit
    rows, _, bias, bottom = layers[k]
    form, constant = [sign * weight for weight in rows[i]], sign * bias[i]
    for (lower, slopes, shifts, under), (_, columns, bias, own) in zip(
        lines[:k][::-1], layers[:k][::-1]
    ):
        constant = constant * under + sum(v * t for v, t in zip(form, shifts) if v < 0)
        form = [v * (s if v < 0 else a) for v, s, a in zip(form, slopes, lower)]
        constant = constant * own + sum(map(int.__mul__, form, bias))
        form = [sum(map(int.__mul__, form, column)) for column in columns]
        bottom *= under * own
    numbers, under = ends
    total = sum(v * numbers[2 * j + (v < 0)] for j, v in enumerate(form))
    return Fraction(constant * under + total, bottom * under)


def pre_activations(layers, x):
    """For each layer the pre-activations at a point, up to a positive factor."""
    x, under = whole(x)
    for rows, _, bias, own in layers:
        z = [sum(map(int.__mul__, row, x)) + b * under for row, b in zip(rows, bias)]
        yield z
        x, under = [max(value, 0) for value in z], under * own


# ---- the rules by kind, and the two ways in -----------------------------------------------------

RULES = {  # kind: (reader of the statement, reader of the evidence given it, judge)
    "not-affine": (of_network("domain"), read_combination, judge_combination),
    "not-linear": (of_network("domain"), read_combination, judge_combination),
    "affine-on": (of_network("domain", "U", "c"), read_affine_on, judge_affine_on),
    "equals": (of_network(*FUNCTION), read_equals, judge_equals),
    "within": (
        record(kind=one_of("within"), target=TARGET, interval=INTERVAL, error=rational, **FUNCTION),
        lambda _: record(cuts=list_of(rational, 2)),
        judge_within,
    ),
    "floor": (
        record(
            kind=one_of("floor"), target=TARGET, interval=INTERVAL, pieces=index, error=rational
        ),
        lambda _: record(
            blocks=list_of(
                record(pieces=index, reference=record(**FUNCTION), points=list_of(rational, 1)), 1
            )
        ),
        judge_floor,
    ),
    "identity": (read_identity, read_identity_evidence, judge_identity),
    "regions": (of_network("domain", "regions", "maps"), read_regions, judge_regions),
    "unit-sign": (of_network("domain", "units"), read_unit_sign, judge_unit_sign),
}


def read_format(value, path):
    found = json.dumps(value)[:60]
    said = f"found {found}, expected relu-proofs/2"
    if value == "relu-proofs/1":
        said = f"found {value}, which is no longer read; prove it again with this version"
    need(value == "relu-proofs/2", path, said)
    return value


def no_number(literal):
    raise Malformed(f"certificate: found the number {literal[:60]}, expected rationals as text")


def load(text, path="certificate"):
    """The JSON value of a text, which must be its canonical text."""
    try:
        text = text if isinstance(text, str) else bytes(text).decode("ascii")
        value = json.loads(text, parse_float=no_number, parse_constant=no_number)
        same = json.dumps(value, sort_keys=True, indent=2, ensure_ascii=True) + "\n" == text
    except (UnicodeDecodeError, ValueError) as problem:
        raise Malformed(f"{path}: not ASCII JSON: {str(problem)[:100]}") from None
    need(same, path, "not the canonical text of its value")
    need("\n" + "  " * (MOST_NESTING + 1) not in text, path, "nested too deeply")
    return value


def with_network(statement, folder):
    """The statement with a network that stands in a file beside the certificate read in."""
    network = statement.get("network")
    if type(network) is not dict or "file" not in network:
        return statement
    path = "statement.network"
    name, digest = (
        record(file=lambda v, _: v, sha256=lambda v, _: v)(network, path)[key]
        for key in ("file", "sha256")
    )
    need(
        type(name) is str and NETWORK_FILE.fullmatch(name),
        f"{path}.file",
        "expected a bare name *.network.json",
    )
    need(folder is not None, path, "a network in a file needs the folder of the certificate")
    data = read_bytes(Path(folder) / name, 256)
    found = hashlib.sha256(data).hexdigest()
    need(found == digest, f"{path}.sha256", f"found {str(digest)[:64]}, the file has {found}")
    return {**statement, "network": load(data, name)}


def check(text, folder=None):
    """The statement that a certificate proves.

    Parameters
    ----------
    text : str or bytes
        The canonical text of a certificate.
    folder : path, optional
        Where a network named by the statement as a file is looked for.

    Returns
    -------
    dict
        The statement as the text has it: compare it with the one you wanted proved.

    Raises
    ------
    Malformed
        If the text cannot be read as a certificate.
    Refused
        If the evidence does not prove the statement.

    Notes
    -----
    The rules, one by one, are on the page ``reference/certificates``.

    Examples
    --------
    >>> check("[]")
    Traceback (most recent call last):
    ...
    relu_proofs.checker.Malformed: certificate: not the canonical text of its value
    """
    try:
        value = load(text)
        whole = {
            "format": read_format,
            "statement": lambda v, _: v,
            "evidence": lambda v, _: v,
        }
        record(**whole)(value, "certificate")
        statement = value["statement"]
        need(type(statement) is dict, "statement", "expected a record")
        kind = one_of(*RULES)(statement.get("kind"), "statement.kind")
        read_statement, read_evidence, judge = RULES[kind]
        typed = read_statement(with_network(statement, folder), "statement")
        judge(typed, read_evidence(typed)(value["evidence"], "evidence"))
    except RecursionError:
        raise Malformed("certificate: nested too deeply") from None
    return statement


def read_bytes(path, most_megabytes):
    try:
        size, most = Path(path).stat().st_size, most_megabytes * MEGABYTE
        need(size <= most, path, f"{size} bytes, the limit is {most_megabytes} MB (--max-mb)")
        with open(path, "rb") as file:
            data = file.read((size or min(most, 256 * MEGABYTE)) + 1)  # a pipe has no size
        need(len(data) <= most, path, f"over {most_megabytes} MB (--max-mb)")
        return data
    except OSError as problem:
        raise Malformed(f"{path}: {problem.strerror or 'cannot be read'}") from None


def check_file(path, most_megabytes=256):
    """The statement that the certificate in a file proves; see `check`."""
    return check(read_bytes(path, most_megabytes), Path(path).parent)


def main(arguments):
    """Check files: 0 all accepted, 1 one refused, 2 one malformed or a wrong call."""
    most, worst = 256, 0
    if arguments and re.fullmatch(r"--max-mb=[0-9]{1,9}", arguments[0]):
        most = int(arguments.pop(0).partition("=")[2])
    if not arguments or any(name.startswith("-") for name in arguments):
        print("usage: checker.py [--max-mb=N] FILE...", file=sys.stderr)
        return 2
    for name in arguments:
        try:
            statement = check_file(name, most)
        except Malformed as problem:
            print(f"{name}: malformed: {problem}", file=sys.stderr)
            worst = 2
        except Refused as problem:
            print(f"{name}: refused: {problem}", file=sys.stderr)
            worst = max(worst, 1)
        else:
            digest = hashlib.sha256(json.dumps(statement, sort_keys=True).encode()).hexdigest()
            print(f"{name}: accepted: {statement['kind']}, statement {digest[:16]}")
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
