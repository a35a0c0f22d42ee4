"""Is a network affine on a domain?  Decided exactly, with evidence either way.

Floats only search.  A "no" is a combination of points that every affine map sends to 0; a "yes"
is a tree of splits at whose leaves every unit is decided or cancels (page
``argument/when-it-is-linear`` for one hidden layer, ``argument/deciding-deep-networks`` beyond).
"""

import random
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from ..core.certificate import Certificate, hull, map_json, network_json
from ..core.domains import Hull, Points, Polytope, as_domain
from ..core.forms import Form, Integers, combine, common, inner, integer_form, rectified
from ..core.linalg import Square, nonsingular
from ..core.network import Affine, Network
from ..core.rational import dot, matmul, text

__all__ = ["Decision", "decide_affine", "shared_pattern", "signs_and_forms"]

_POOL, _LINES, _ROUNDS, _STEPS = 16, 48, 4, 16  # the size of the search in floats


@dataclass(frozen=True)
class Decision:
    """What was found, with the evidence; compare ``verdict``, since there are three.

    Attributes
    ----------
    verdict : {"affine", "not-affine", "undecided"}
    certificate : Certificate or None
        Of kind ``affine-on`` or ``not-affine``; None when undecided.
    map : Affine or None
        U and c, one row and one number for each output, when affine.
    distance : Fraction
        Every affine map differs from the network by at least this much somewhere in the domain,
        in some output; positive exactly when the verdict is ``not-affine``.
    through : Affine or None
        For a hull, the map t -> x from weights or from a segment to inputs, for a polytope
        without interior the one from its affine hull: the certificate speaks of the network
        after this map.
    tried : str
        What was tried and, when undecided, what it would take.
    """

    verdict: str
    certificate: Certificate | None
    map: Affine | None
    distance: Fraction
    tried: str
    through: Affine | None = None

    def __bool__(self):
        raise TypeError("a decision has three verdicts: compare decision.verdict")


def decide_affine(network, domain, *, budget=1000, progress=None):
    """Decide whether a network is one affine map on a domain.

    Parameters
    ----------
    network : Network
    domain : "space", a box, a `Polytope`, `Points` or a `Hull`
        A box is a pair (low, high) for every input or a sequence of such pairs.
    budget : int
        At most this many cells are looked at.  One hidden layer never needs more than one on a
        domain with an interior.
    progress : callable, optional
        Called with the number of cells looked at and the budget, now and then.

    Returns
    -------
    Decision

    Raises
    ------
    InputError
        If the domain does not fit the network.

    Notes
    -----
    One hidden layer: theory of the page ``argument/when-it-is-linear`` (units are grouped by
    hyperplane, and the weights of each that meets the interior must cancel).  Deeper: a search in
    floats for three points on a line, verified exactly, then exact splits; deciding this is
    coNP-complete from two hidden layers on (``argument/deciding-deep-networks``).

    Examples
    --------
    >>> from relu_proofs import Network
    >>> f = Network([([[1], [-1]], [0, 0]), ([[1, -1]], [0])])    # r(x) - r(-x)
    >>> yes = decide_affine(f, "space")
    >>> yes.verdict, [str(u) for u in yes.map.U[0]]
    ('affine', ['1'])
    >>> g = Network([([[1]], [0]), ([[1]], [0])])
    >>> no = decide_affine(g, (-1, 1))
    >>> no.verdict, no.distance > 0
    ('not-affine', True)
    """
    domain = as_domain(domain, network.inputs)
    if isinstance(domain, Hull):
        return _on_hull(network, domain, budget, progress)
    if isinstance(domain, Points):
        return _on_points(network, domain)
    if domain.inside is None:
        return _on_affine_hull(network, domain, budget, progress)
    search = _Search(network, domain, budget, progress)
    if len(network.layers) > 2:
        found = search.by_floats()
        if found:
            return search.no(found, "three points on a line, found in floats, verified exactly")
    try:
        tree, (piece, _) = search.tree(domain, {}, None)
    except _NotAffine as found:
        wider = search.by_floats() or found.args[0]
        return search.no(max(found.args[0], wider, key=search.bound), search.looked())
    except _Exhausted:
        return Decision(
            "undecided",
            None,
            None,
            Fraction(0),
            (
                f"no three points on {_LINES * _ROUNDS} lines show that it is not affine, and "
                f"{budget} cells were not enough for a tree of splits; a larger budget may decide"
            ),
        )
    return search.yes(tree, piece)


def _on_points(network, domain):
    """Finitely many inputs: linear algebra decides."""
    integers = Integers(network)
    rows = list(dict.fromkeys(domain.rows))
    ones, values = [(*x, Fraction(1)) for x in rows], [integers.evaluate(x) for x in rows]
    basis, columns = nonsingular(ones)
    part = [[ones[i][j] for j in columns] for i in basis]
    system, dual = Square(part), Square(list(zip(*part, strict=True)))
    solutions = [system.solve([values[i][k] for i in basis]) for k in range(network.outputs)]
    betas = [
        [
            dict(zip(columns, beta, strict=True)).get(j, Fraction(0))
            for j in range(network.inputs + 1)
        ]
        for beta in solutions
    ]
    piece = Affine(tuple(tuple(beta[:-1]) for beta in betas), tuple(beta[-1] for beta in betas))
    forms, shared = [integer_form(*row) for row in zip(*piece, strict=True)], map(common, rows)
    misses = [
        (abs(y - z), k, i)
        for i, x in enumerate(shared)
        for k, form in enumerate(forms)
        if (y := values[i][k]) != (z := form.at(x))
    ]
    if not misses:
        return _yes(network, domain, piece, {}, "exact, by linear algebra")
    candidates = []
    for _, k, i in sorted(misses, reverse=True)[:4]:
        weights = dual.solve([ones[i][j] for j in columns])
        used = [(rows[b], -w) for b, w in zip(basis, weights, strict=True) if w]
        points, coefficients = zip(*used, (rows[i], Fraction(1)), strict=True)
        if any(inner(coefficients, column) for column in zip(*points, strict=True)):
            raise ArithmeticError("the rank modulo a prime is not the rank; a chance of 2^-61")
        candidates.append((points, coefficients, k))
    return _no(
        network,
        domain,
        max(candidates, key=lambda found: _bound(integers, found)),
        "exact, by linear algebra",
        integers,
    )


def _on_hull(network, domain, budget, progress):
    """The hull of rows is the image of a simplex; cheaper evidence is looked for first."""
    pattern = shared_pattern(network, domain.rows)
    if pattern:
        piece = network.affine_piece([[int(state == "on") for state in row] for row in pattern])
        statement = {
            "kind": "affine-on",
            "network": network_json(network),
            "domain": hull(domain.rows),
            **map_json(piece),
        }
        signs = [
            {"unit": [k, i], "state": state, "multipliers": []}
            for k, states in enumerate(pattern)
            for i, state in enumerate(states)
        ]
        return Decision(
            "affine",
            Certificate(statement, {"tree": {"signs": signs, "then": {"type": "equal"}}}),
            piece,
            Fraction(0),
            "all rows share a weak pattern, exactly",
        )
    found = _on_points(network, domain)
    if found.verdict == "not-affine":
        return found
    weights, simplex = domain.weights()
    chance = random.Random(3)
    for _ in range(8):
        start, end = map(weights, simplex.far(chance, 2))
        segment = Affine(tuple((b - a,) for a, b in zip(start, end, strict=True)), start)
        along = Network.affine(*segment)
        decision = decide_affine(network.after(along), (0, 1), budget=budget, progress=progress)
        if decision.verdict == "not-affine":
            return replace(
                decision, through=segment, tried=f"on a segment between two rows: {decision.tried}"
            )
    decision = decide_affine(
        network.after(Network.affine(*weights)), simplex, budget=budget, progress=progress
    )
    return replace(decision, map=decision.map and found.map, through=weights)


def _on_affine_hull(network, domain, budget, progress):
    """A polytope without interior: in coordinates of its affine hull it has one."""
    into, inner = domain.frame()
    if not into.U:
        return _on_points(network, Points([into.c]))
    found = decide_affine(
        network.after(Network.affine(*into)), inner, budget=budget, progress=progress
    )
    if found.map:
        back = [[t / dot(ray, ray) for t in ray] for ray in zip(*into.U, strict=True)]
        U = matmul(found.map.U, back)
        found = replace(
            found,
            map=Affine(
                U, tuple(c - dot(row, into.c) for row, c in zip(U, found.map.c, strict=True))
            ),
        )
    return replace(found, through=into)


def shared_pattern(network, rows):
    """The weak pattern that all rows share: "on" where z >= 0, "off" where z <= 0; or None."""
    integers, pattern = Integers(network), []
    for layer in list(zip(*(integers.pre_activations(x) for x in rows), strict=True))[:-1]:
        units = list(zip(*layer, strict=True))
        if any(min(z) < 0 < max(z) for z in units):
            return None
        pattern.append(["on" if max(z) > 0 else "off" for z in units])
    return pattern


def _yes(network, domain, piece, evidence, tried):
    statement = {
        "kind": "affine-on",
        "network": network_json(network),
        "domain": domain.field,
        **map_json(piece),
    }
    return Decision("affine", Certificate(statement, evidence), piece, Fraction(0), tried)


def _no(network, domain, found, tried, integers):
    points, coefficients, output = found
    certificate = Certificate(
        {"kind": "not-affine", "network": network_json(network), "domain": domain.field},
        {
            "points": [[text(t) for t in x] for x in points],
            "output": output,
            "coefficients": [text(m) for m in coefficients],
        },
    )
    return Decision("not-affine", certificate, None, _bound(integers, found), tried)


def _bound(integers, found):
    """What the combination proves: |sum m f(x)| / sum |m|; 0 proves nothing."""
    points, coefficients, output = found
    values = [integers.evaluate(x)[output] for x in points]
    return abs(sum(m * y for m, y in zip(coefficients, values, strict=True))) / sum(
        map(abs, coefficients)
    )


def signs_and_forms(network, domain):
    """The signs that a domain gives to units without atoms, and the forms of all units on it."""
    search = _Search(network, domain)
    signs, forms, *_ = search.walk(domain, {})
    return {tuple(sign["unit"]): sign["state"] for sign in signs}, forms


class _NotAffine(Exception):
    """A combination (points, coefficients, output) that shows it."""


class _Exhausted(Exception):
    """The budget is used up."""


def _between(a, b, s):
    return tuple(x + s * (y - x) for x, y in zip(a, b, strict=True))


class _Search:
    def __init__(self, network, domain, budget=1, progress=None):
        self.network, self.domain, self.budget = network, domain, budget
        self.progress = progress or (lambda done, total: None)
        self.integers, self.chance = Integers(network), random.Random(5)
        self.width, self.cells = network.inputs + 1, 0

    def looked(self):
        return f"exact, by looking at {self.cells} cell{'s' * (self.cells > 1)}"

    def no(self, found, tried):
        return _no(self.network, self.domain, found, tried, self.integers)

    def yes(self, tree, piece):
        evidence = {"point": [text(t) for t in self.domain.inside], "tree": tree}
        return _yes(self.network, self.domain, piece, evidence, self.looked())

    def bound(self, found):
        return _bound(self.integers, found)

    # ---- the tree of splits

    def walk(self, cell, states):
        """The signs found in a cell, the forms of all units, the outputs, the atoms by name."""
        signs, forms, table, owner, parts = [], {}, {}, [], []
        for k, layer in enumerate(self.integers.layers):
            after = []
            for i, form in enumerate(layer):
                if k:
                    form = combine(
                        self.network.layers[k].weight[i],
                        self.network.layers[k].bias[i],
                        parts,
                        self.width,
                    )
                if k == len(self.integers.layers) - 1:
                    after.append(form)
                    continue
                forms[k, i], state = form, states.get((k, i))
                if state is None and not form.atoms and any(form.row[:-1]):
                    state, multipliers = self.side(cell, form)
                    if state:
                        signs.append({"unit": [k, i], "state": state, "multipliers": multipliers})
                after.append(
                    form
                    if state == "on"
                    else rectified(form, table)
                    if state is None
                    else Form((0,) * self.width, 1, {})
                )
                owner += [(k, i)] * (len(table) - len(owner))
            parts = after
        return signs, forms, parts, list(table), owner

    def side(self, cell, form):
        for state, sign in (("on", 1), ("off", -1)):
            multipliers = cell.prove(tuple(sign * value for value in form.row))
            if multipliers is not None:
                return state, [[j, text(q / form.den)] for j, q in multipliers]
        return None, None

    def tree(self, cell, states, target):
        """A node for a cell; the map of the first leaf, with an interior point of that leaf."""
        self.cells += 1
        if self.cells > self.budget:
            raise _Exhausted
        self.progress(self.cells, self.budget)
        signs, forms, outputs, atoms, owner = self.walk(cell, states)
        alive = sorted({atom for form in outputs for atom in form.atoms})
        nested = next((atom for atom in alive if atoms[atom][1]), None)
        if not alive:
            piece = Affine(*zip(*(form.rationals() for form in outputs), strict=True))
            if target and piece != target[0]:
                self.refute(*target, cell)
            return {"signs": signs, "then": {"type": "equal"}}, (target or (piece, cell.inside))
        if nested is None:
            self.crease(cell, outputs, atoms)
        while atoms[nested][1]:
            nested = atoms[nested][1][0][0]
        unit = owner[nested]
        states = {**states, **{tuple(sign["unit"]): sign["state"] for sign in signs}}
        then = {"type": "split", "unit": list(unit)}
        for state, sign in (("on", 1), ("off", -1)):
            half = Form(tuple(sign * value for value in forms[unit].row), forms[unit].den, {})
            beyond = cell.below(tuple(-value for value in half.row))
            then[state], target = self.tree(
                Polytope.cut(cell, half, beyond), {**states, unit: state}, target
            )
        return {"signs": signs, "then": then}, target

    def refute(self, piece, x, cell):
        """Raise a witness: the map of the cell around x does not serve another cell."""
        y = cell.inside
        while self.integers.evaluate(y) == piece(y):
            y = cell.around(self.chance)
        step = Fraction(1)
        while self.integers.evaluate(near := _between(x, y, step)) != piece(near):
            step /= 2
        output = next(
            k
            for k, (a, b) in enumerate(zip(self.integers.evaluate(y), piece(y), strict=True))
            if a != b
        )
        raise _NotAffine(((x, near, y), (1 / step - 1, -1 / step, Fraction(1)), output))

    def crease(self, cell, outputs, atoms):
        """Raise a witness from a crease inside the cell that no other crease cancels."""
        output, name = next((k, min(form.atoms)) for k, form in enumerate(outputs) if form.atoms)
        forms = {atom: Form(atoms[atom][0], 1, {}) for atom in outputs[output].atoms}
        row = forms[name].row
        ends = [cell.below(tuple(sign * value for value in row)) for sign in (-1, 1)]
        others = [form for atom, form in forms.items() if atom != name]
        while True:
            # interior points on either side, and the crease between them
            plus, minus = (
                self.beyond(cell, forms[name], end, sign)
                for sign, end in zip((1, -1), ends, strict=True)
            )
            high, low = (forms[name].at(common(x)) for x in (plus, minus))
            p = _between(minus, plus, -low / (high - low))
            here, there = common(p), common(plus)
            rooms = [Fraction(1), -low / high]
            for form in others:
                value, slope = form.at(here), form.at(there) - form.at(here)
                if slope:
                    rooms.append(abs(value / slope))
            if min(rooms) > 0:
                break
        step = _between(p, plus, min(rooms))
        raise _NotAffine(
            (
                (_between(p, step, Fraction(-1)), p, step),
                (Fraction(1), Fraction(-2), Fraction(1)),
                output,
            )
        )

    def beyond(self, cell, form, end, sign):
        """A random interior point of the cell on one side of a form, towards a closed point."""
        x = cell.around(self.chance)
        while sign * form.at(common(x)) <= 0:
            x = _between(x, end, Fraction(1, 2))
        return x

    # ---- the search in floats

    def by_floats(self):
        """Three points on a line that bend most, verified exactly; None if none bend.

        The ends of the lines are convex combinations, with weights that floats hold exactly, of
        a few points of the domain.
        """
        pool = self.domain.far(self.chance, _POOL)
        ends = len(pool)
        pool += [self.domain.around(self.chance) for _ in range(_POOL)]
        try:
            layers = [
                (np.array(layer.weight, float).T, np.array(layer.bias, float))
                for layer in self.network.layers
            ]
            floats = np.array(pool, float)
        except OverflowError:  # numbers beyond any float: the search has nothing to say
            return None
        rng, corners = np.random.default_rng(5), np.eye(len(pool))
        lines, best = corners[rng.integers(ends, size=(_LINES, 2))], []
        with np.errstate(all="ignore"):
            for _ in range(_ROUNDS):
                found = zip(*self.bends(layers, lines @ floats), lines, strict=True)
                best = sorted([*best, *found], key=lambda entry: -entry[0])[:3]
                seeds = np.stack([entry[-1] for entry in best])
                share = rng.choice([0, 0.25, 0.5], size=(_LINES, 2, 1))
                lines = (1 - share) * seeds[rng.integers(3, size=_LINES)] + share * corners[
                    rng.integers(len(pool), size=(_LINES, 2))
                ]
        found = [self.triple(pool, *entry[1:]) for entry in best if entry[0] > 0]
        found = max(found, key=self.bound, default=None)
        return found if found and self.bound(found) else None

    def bends(self, layers, lines):
        """For each line, how far floats say its worst three points are from a line, and which."""
        s = np.linspace(0, 1, _STEPS + 1)[:, None, None]
        x = ((1 - s) * lines[:, 0] + s * lines[:, 1]).reshape(-1, self.width - 1)
        for k, (weight, bias) in enumerate(layers):
            x = (np.maximum(x, 0) if k else x) @ weight + bias
        y = x.reshape(_STEPS + 1, len(lines), -1)
        best, which = np.zeros(len(lines)), np.zeros((len(lines), 4), int)
        for i in range(_STEPS - 1):
            for k in range(i + 2, _STEPS + 1):
                share = ((np.arange(i + 1, k) - i) / (k - i))[:, None, None]
                miss = np.abs(y[i + 1 : k] - (1 - share) * y[i] - share * y[k]) / 2
                miss = np.moveaxis(miss, 1, 0).reshape(len(lines), -1)
                at, value = miss.argmax(1), miss.max(1)
                middle, output = np.divmod(at, y.shape[2])
                entry = np.stack([at * 0 + i, middle + i + 1, at * 0 + k, output], 1)
                which[value > best] = entry[value > best]
                best = np.fmax(best, value)
        return best.tolist(), which.tolist()

    def triple(self, pool, at, line):
        """The three points, exactly, with coefficients that every affine map sends to 0."""
        i, j, k, output = at
        ends = [
            tuple(
                dot(weights, column)
                for column in zip(*(x for x, w in zip(pool, end, strict=True) if w), strict=True)
            )
            for end in line
            if (weights := [Fraction(w) for w in end if w])
        ]
        share = Fraction(j - i, k - i)
        return (
            tuple(_between(*ends, Fraction(step, _STEPS)) for step in (i, j, k)),
            (share - 1, Fraction(1), -share),
            output,
        )
