"""A smaller network that is the same function on a domain, with a certificate that it is."""

from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from ..core.certificate import Certificate
from ..core.domains import Box, Points, as_domain
from ..core.forms import combine
from ..core.network import Network
from ..core.rational import InputError, dot, matmul
from .affinity import decide_affine, signs_and_forms

__all__ = ["Simpler", "simplify"]


@dataclass(frozen=True)
class Simpler:
    """The smaller network and why it is the same.

    Attributes
    ----------
    network : Network
    certificate : Certificate or None
        ``affine-on`` of the difference with U = 0 and c = 0; None where nothing was removed.
    removed : tuple of (layer, unit, reason)
        The units of the given network that are gone, in order.
    """

    network: Network
    certificate: Certificate | None
    removed: tuple


def simplify(network, domain):
    """Remove what a network does not need on a domain.

    Units that are off, constant or unused go; units on one crease with one orientation become
    one; units that are always on pass straight to the next layer where that saves units; a layer
    without kinks goes altogether; a network that is affine keeps no unit.

    Parameters
    ----------
    network : Network
    domain : "space", a box or a `Polytope`

    Returns
    -------
    Simpler

    Raises
    ------
    InputError
        If the domain does not fit the network, or is a data set.

    Notes
    -----
    Only signs that the kind ``affine-on`` can state are used: those of units whose pre-activation
    is one affine form on the domain.

    Examples
    --------
    >>> f = Network([([[1], [1], [2]], [0, -2, 0]), ([[1, 1, 1]], [0])])
    >>> small = simplify(f, (-1, 1))
    >>> small.network, small.removed
    (<Network 1-1-1>, ((0, 1, 'off'), (0, 2, 'same crease as unit 0')))
    """
    domain = as_domain(domain, network.inputs)
    if isinstance(domain, Points):
        raise InputError("domain: expected the space, a box or a Polytope, not a data set")
    decision = decide_affine(network, domain)
    if decision.map:
        smaller = Network.affine(*decision.map)
        removed = [
            (k, i, "the network is affine")
            for k, width in enumerate(network.widths)
            for i in range(width)
        ]
    else:
        smaller, removed = _smaller(network, domain)
    if not removed:
        return Simpler(network, None, ())
    same = decide_affine(network.minus(smaller), domain)
    return Simpler(smaller, same.certificate, tuple(sorted(removed)))


def _reasons(network, states, forms):
    """Why a unit contributes nothing but a constant: off, constant, unused; from the last layer."""
    reasons, live = {}, list(range(network.outputs))
    for k in range(len(network.widths) - 1, -1, -1):
        rows = network.layers[k + 1].weight
        for i in range(network.widths[k]):
            form = forms[k, i]
            if states.get((k, i)) == "off":
                reasons[k, i] = "off"
            elif not any(form.row[:-1]) and not form.atoms:
                reasons[k, i] = "constant"
            elif not any(rows[j][i] for j in live):
                reasons[k, i] = "unused"
        live = [i for i in range(network.widths[k]) if (k, i) not in reasons]
    return reasons


def _smaller(network, domain):
    states, forms = signs_and_forms(network, domain)
    reasons, layers = _reasons(network, states, forms), []
    weight, bias = network.layers[0]  # of the next layer, over the units kept before it
    for k, (rows, shifts) in enumerate(network.layers[1:]):
        kept, shares, by_crease, on = [], {}, {}, []  # shares: unit -> (kept unit, factor)
        shifts = list(shifts)
        for i in range(network.widths[k]):
            form = forms[k, i]
            if (k, i) in reasons:
                if reasons[k, i] == "constant" and form.row[-1] > 0:
                    shifts = [
                        b + row[i] * form.rationals()[1]
                        for b, row in zip(shifts, rows, strict=True)
                    ]
            elif states.get((k, i)) == "on":
                on.append(i)
            else:
                divisor = gcd(*form.row, *form.atoms.values())
                key = (
                    tuple(value // divisor for value in form.row),
                    tuple(sorted((a, value // divisor) for a, value in form.atoms.items())),
                )
                size = Fraction(divisor, form.den)
                first, unit = by_crease.setdefault(key, (i, size))
                if first == i:
                    kept.append((weight[i], bias[i]))
                else:
                    reasons[k, i] = f"same crease as unit {first}"
                shares[i] = [j for j, _ in by_crease.values()].index(first), size / unit
        live = [j for j in range(len(rows)) if (k + 1, j) not in reasons]
        through = [[row[i] for i in on] for row in rows]
        passed = matmul(through, [weight[i] for i in on]) if on else ()
        constants = [dot(row, [bias[i] for i in on]) for row in through]
        if not kept:  # no kink in this layer: two affine layers become one
            reasons |= dict.fromkeys(((k, i) for i in on), "passed on, with its layer")
            weight = passed or tuple((Fraction(0),) * len(weight[0]) for _ in rows)
            bias = tuple(map(sum, zip(shifts, constants, strict=True)))
            continue
        factors = [[Fraction(0)] * len(kept) for _ in rows]
        for i, (j, factor) in shares.items():
            for row, values in zip(rows, factors, strict=True):
                values[j] += row[i] * factor
        if isinstance(domain, Box) and len(on) > len(live):
            reasons |= dict.fromkeys(((k, i) for i in on), "passed on")
            for j in live:
                form = combine(
                    through[j], constants[j] * 0, [forms[k, i] for i in on], network.inputs + 1
                )
                low = domain.least(form.row) / form.den
                kept.append((passed[j], constants[j] - low))
                shifts[j] += low
                factors = [[*values, Fraction(j == m)] for m, values in enumerate(factors)]
        else:
            kept += [(weight[i], bias[i]) for i in on]
            factors = [values + row for values, row in zip(factors, through, strict=True)]
        layers.append(tuple(zip(*kept, strict=True)))
        weight, bias = factors, shifts
    return (
        Network([*layers, (weight, bias)]),
        [(k, i, reason) for (k, i), reason in reasons.items()],
    )
