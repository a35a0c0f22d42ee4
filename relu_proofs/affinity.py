"""Is a network affine on a domain?  Decided exactly, with evidence either way.

Floats only search.  A "no" is a combination of points that every affine map sends to 0; a "yes"
is a tree of splits at whose leaves every unit is decided or cancels (page
``argument/when-it-is-linear`` for one hidden layer, ``argument/deciding-deep-networks`` beyond).
"""

import random
from dataclasses import dataclass
from fractions import Fraction

from .bounds import Form, Integers, combine, common, rectified
from .certificate import Certificate, network_json
from .domains import Polytope, as_domain
from .network import Affine
from .rational import text

__all__ = ["Decision", "decide_affine"]


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
    tried : str
        What was tried and, when undecided, what it would take.
    """

    verdict: str
    certificate: Certificate | None
    map: Affine | None
    distance: Fraction
    tried: str

    def __bool__(self):
        raise TypeError("a decision has three verdicts: compare decision.verdict")


def decide_affine(network, domain, *, budget=1000):
    """Decide whether a network is one affine map on a domain.

    Parameters
    ----------
    network : Network
    domain : "space", a box or a `Polytope`
        A box is a pair (low, high) for every input or a sequence of such pairs.
    budget : int
        At most this many cells are looked at.  One hidden layer never needs more than one on a
        domain with an interior.

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
    search = _Search(network, as_domain(domain, network.inputs), budget)
    try:
        tree, (piece, _) = search.tree(search.domain, {}, None)
    except _NotAffine as found:
        return search.no(found.args[0], f"exact, in {search.cells} cells")
    except _Exhausted:
        return Decision("undecided", None, None, Fraction(0), (
            f"{budget} cells were not enough for a tree of "
            "splits: a larger budget may decide"))
    return search.yes(tree, piece)


class _NotAffine(Exception):
    """A combination (points, coefficients, output) that shows it."""


class _Exhausted(Exception):
    """The budget is used up."""


def _between(a, b, s):
    return tuple(x + s * (y - x) for x, y in zip(a, b, strict=True))


class _Search:
    def __init__(self, network, domain, budget):
        self.network, self.domain, self.budget = network, domain, budget
        self.integers, self.chance = Integers(network), random.Random(5)
        self.width, self.cells = network.inputs + 1, 0

    # ---- answers

    def no(self, found, tried):
        points, coefficients, output = found
        certificate = Certificate(
            {"kind": "not-affine", "network": network_json(self.network),
             "domain": self.domain.field},
            {"points": [[text(t) for t in x] for x in points], "output": output,
             "coefficients": [text(m) for m in coefficients]})
        return Decision("not-affine", certificate, None, self.bound(found), tried)

    def yes(self, tree, piece):
        statement = {"kind": "affine-on", "network": network_json(self.network),
                     "domain": self.domain.field, "U": [[text(u) for u in row] for row in piece.U],
                     "c": [text(c) for c in piece.c]}
        point = [text(t) for t in self.domain.inside]
        return Decision("affine", Certificate(statement, {"point": point, "tree": tree}), piece,
                        Fraction(0), f"exact, in {self.cells} cells")

    def bound(self, found):
        """What the combination proves: |sum m f(x)| / sum |m|; 0 proves nothing."""
        points, coefficients, output = found
        values = [self.integers.evaluate(x)[output] for x in points]
        return abs(sum(m * y for m, y in zip(coefficients, values, strict=True))
                   ) / sum(map(abs, coefficients))

    # ---- the tree of splits

    def walk(self, cell, states):
        """The signs found in a cell, the forms of all units, the outputs, the atoms by name."""
        signs, forms, table, owner, parts = [], {}, {}, [], []
        for k, layer in enumerate(self.integers.layers):
            after = []
            for i, form in enumerate(layer):
                if k:
                    form = combine(self.network.layers[k].weight[i],
                                   self.network.layers[k].bias[i], parts, self.width)
                if k == len(self.integers.layers) - 1:
                    after.append(form)
                    continue
                forms[k, i], state = form, states.get((k, i))
                if state is None and not form.atoms and any(form.row[:-1]):
                    state, multipliers = self.side(cell, form)
                    if state:
                        signs.append({"unit": [k, i], "state": state, "multipliers": multipliers})
                after.append(form if state == "on" else rectified(form, table) if state is None
                             else Form((0,) * self.width, 1, {}))
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
            then[state], target = self.tree(Polytope.cut(cell, half, beyond),
                                            {**states, unit: state}, target)
        return {"signs": signs, "then": then}, target

    def refute(self, piece, x, cell):
        """Raise a witness: the map of the cell around x does not serve another cell."""
        y = cell.inside
        while self.integers.evaluate(y) == piece(y):
            y = cell.around(self.chance)
        step = Fraction(1)
        while self.integers.evaluate(near := _between(x, y, step)) != piece(near):
            step /= 2
        output = next(k for k, (a, b) in enumerate(zip(self.integers.evaluate(y), piece(y),
                                                       strict=True)) if a != b)
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
            plus, minus = (self.beyond(cell, forms[name], end, sign)
                           for sign, end in zip((1, -1), ends, strict=True))
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
        raise _NotAffine(((_between(p, step, Fraction(-1)), p, step),
                          (Fraction(1), Fraction(-2), Fraction(1)), output))

    def beyond(self, cell, form, end, sign):
        """A random interior point of the cell on one side of a form, towards a closed point."""
        x = cell.around(self.chance)
        while sign * form.at(common(x)) <= 0:
            x = _between(x, end, Fraction(1, 2))
        return x
