"""Identities and inequalities between polynomials in ReLUs, for all real values of the variables.

`identity` writes the statement, `prove_identity` searches the case split that certifies it.
"""

import ast
import itertools
from fractions import Fraction

from ..core.farkas import combination
from ..core.rational import InputError, exact, text

__all__ = ["identity", "prove_identity"]


def identity(conclusion, *hypotheses):
    """The machine statement of an identity or inequality, from Python-like texts.

    Parameters
    ----------
    conclusion : str
        Such as ``"r(z) - r(-z) = z"``, with one of ``=``, ``>=``, ``>``, ``!=``; or ``"false"``.
        Allowed are names, numbers, ``+ - *``, division by numbers, powers ``**`` and ``r( )``.
    hypotheses : str
        Of the same form; all variables range over the real numbers otherwise.

    Returns
    -------
    dict
        A statement of kind ``identity``.

    Raises
    ------
    InputError
        If a text is not of that form.

    Examples
    --------
    >>> identity("r(z) - r(-z) = z")["variables"]
    ['z']
    """
    names = []
    relations = [_relation(one, names) for one in hypotheses]
    final = "false" if conclusion == "false" else _relation(conclusion, names)
    return {"kind": "identity", "variables": names, "hypotheses": relations, "conclusion": final}


def _relation(line, names):
    for sign in (">=", "!=", ">", "="):
        left, found, right = line.partition(sign)
        if found:
            return {"left": _term(left, names), "relation": sign, "right": _term(right, names)}
    raise InputError(f"{line!r}: expected one of =, >=, >, !=")


def _term(line, names):
    try:
        return _translate(ast.parse(line.strip(), mode="eval").body, names)
    except SyntaxError:
        raise InputError(f"{line!r}: expected a formula") from None


def _translate(node, names):
    match node:
        case ast.Name(id=name):
            if name not in names:
                names.append(name)
            return name
        case ast.Constant(value=int(value)):
            return text(exact(value))
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return ["*", "-1", _translate(inner, names)]
        case ast.Call(func=ast.Name(id="r"), args=[inner]):
            return ["r", _translate(inner, names)]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return ["+", _translate(left, names), _translate(right, names)]
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return ["+", _translate(left, names), ["*", "-1", _translate(right, names)]]
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return ["*", _translate(left, names), _translate(right, names)]
        case ast.BinOp(left=left, op=ast.Div(), right=ast.Constant(value=int(value))) if value:
            return ["*", text(Fraction(1, value)), _translate(left, names)]
        case ast.BinOp(left=base, op=ast.Pow(), right=ast.Constant(value=int(n))) if n > 1:
            return ["*", *[_translate(base, names)] * n]
    raise InputError(f"{ast.unparse(node)!r}: expected names, numbers, + - * / ** and r( )")


# ---- polynomials {exponents: coefficient}, one exponent for each variable ----------------------


def _plus(p, q, factor=1):
    total = dict(p)
    for key, value in q.items():
        total[key] = total.get(key, 0) + factor * value
    return {key: value for key, value in total.items() if value}


def _times(p, q):
    total = {}
    for (a, x), (b, y) in itertools.product(p.items(), q.items()):
        key = tuple(i + j for i, j in zip(a, b, strict=True))
        total[key] = total.get(key, 0) + x * y
    return {key: value for key, value in total.items() if value}


def _scaled(p, factor):
    return {key: factor * value for key, value in p.items()}


def _as_term(p, names):
    """A polynomial as a JSON term."""
    summands = []
    for exponents, value in sorted(p.items(), reverse=True):
        factors = [name for name, n in zip(names, exponents, strict=True) for _ in range(n)]
        if value != 1 or not factors:
            factors = [text(value), *factors]
        summands.append(factors[0] if len(factors) == 1 else ["*", *factors])
    if not summands:
        return "0"
    return summands[0] if len(summands) == 1 else ["+", *summands]


class _Undecided(Exception):
    """Holds the polynomial p of the innermost r(p) whose sign is not known yet."""


def _value(term, names, signs):
    """A term as a polynomial; signs maps the p of r(p), as a frozenset, to the value of r(p)."""
    none = (0,) * len(names)
    if isinstance(term, str) and term in names:
        return {tuple(int(name == term) for name in names): Fraction(1)}
    if isinstance(term, str):
        value = Fraction(term)
        return {none: value} if value else {}
    values = [_value(part, names, signs) for part in term[1:]]
    if term[0] == "r":
        if set(values[0]) <= {none}:
            return {key: value for key, value in values[0].items() if value > 0}
        try:
            return signs[frozenset(values[0].items())]
        except KeyError:
            raise _Undecided(values[0]) from None
    result = values[0]
    for value in values[1:]:
        result = _plus(result, value) if term[0] == "+" else _times(result, value)
    return result


def _difference(relation, names, signs):
    left, right = (_value(relation[side], names, signs) for side in ("left", "right"))
    return _plus(left, right, -1)


# ---- the search --------------------------------------------------------------------------------


def prove_identity(statement, point=None, *, splits=(), degree=2):
    """Evidence for a statement of kind ``identity``: a tree of sign cases.

    Parameters
    ----------
    statement : dict
        From `identity`.
    point : dict of name -> number, optional
        Values that satisfy the hypotheses; needed unless the conclusion is ``"false"`` or there
        are no hypotheses.
    splits : sequence of str
        Polynomials to split on before anything else, as texts.
    degree : int
        How many facts may be multiplied to close a case.

    Returns
    -------
    dict
        The evidence; `relu_proofs.check` decides whether it proves the statement.

    Raises
    ------
    InputError
        If the search finds no proof; the message names the case that stays open.

    Notes
    -----
    In a case every ReLU is a polynomial; what remains is a linear combination of products of
    facts, found by exact linear programming (Handelman 1988 is the compact affine case).

    Examples
    --------
    >>> statement = identity("r(z) - r(-z) = z")
    >>> prove_identity(statement)["tree"]["type"]
    'split'
    """
    names = statement["variables"]
    evidence = {"tree": _case(statement, {}, [], [_term(p, list(names)) for p in splits], degree)}
    if statement["conclusion"] != "false":
        values = point or {}
        evidence["point"] = [text(exact(values.get(name, 1))) for name in names]
    return evidence


def _case(statement, signs, facts, planned, degree):
    names = statement["variables"]
    open_term = None
    if planned:
        open_term = _value(planned[0], names, signs)
    else:
        parts = [
            *statement["hypotheses"],
            *([statement["conclusion"]] if statement["conclusion"] != "false" else []),
        ]
        for relation in parts:
            try:
                _difference(relation, names, signs)
            except _Undecided as undecided:
                open_term = undecided.args[0]
                break
    if open_term is not None:
        early = _close(statement, signs, facts, 1, contradiction_only=True) if facts else None
        if early:
            return early
        p, minus = open_term, {key: -value for key, value in open_term.items()}
        plus_key, minus_key = frozenset(p.items()), frozenset(minus.items())
        rest = planned[1:]
        return {
            "type": "split",
            "on": _as_term(p, names),
            "positive": _case(
                statement, {**signs, plus_key: p, minus_key: {}}, [*facts, (p, ">")], rest, degree
            ),
            "otherwise": _case(
                statement,
                {**signs, plus_key: {}, minus_key: minus},
                [*facts, (minus, ">=")],
                rest,
                degree,
            ),
        }
    for most in range(1, degree + 1):
        closed = _close(statement, signs, facts, most)
        if closed:
            return closed
    case = ", ".join(f"{_as_term(p, names)} {relation} 0" for p, relation in facts)
    raise InputError(f"identity: no proof found in the case {case or '(no split)'}")


def _facts(statement, signs, splits):
    """Hypotheses, then splits, as the checker numbers them; None where one is undecided."""
    names, found = statement["variables"], []
    for relation in statement["hypotheses"]:
        try:
            found.append((_difference(relation, names, signs), relation["relation"]))
        except _Undecided:
            found.append((None, relation["relation"]))
    return found + splits


def _products(facts, count, most):
    """Products of at most this many facts: (polynomial, is it > 0, the JSON summand)."""
    none = (0,) * count
    usable = [i for i, (p, relation) in enumerate(facts) if p is not None and relation != "="]
    for size in range(most + 1):
        for chosen in itertools.combinations_with_replacement(usable, size):
            product, positive = {none: Fraction(1)}, True
            for i in chosen:
                p, relation = facts[i]
                product = _times(product, _times(p, p) if relation == "!=" else p)
                positive = positive and relation != ">="
            yield product, positive, list(chosen)


def _plain_products(facts, count, most):
    """Products of at least one and at most this many facts, signs aside."""
    usable = [p for p, _ in facts if p]
    for size in range(1, most + 1):
        for chosen in itertools.combinations_with_replacement(usable, size):
            product = {(0,) * count: Fraction(1)}
            for p in chosen:
                product = _times(product, p)
            yield product


def _close(statement, signs, splits, most, contradiction_only=False):
    names = statement["variables"]
    count, conclusion = len(names), statement["conclusion"]
    facts = _facts(statement, signs, splits)
    d, relation = None, "false"
    if conclusion != "false" and not contradiction_only:
        d, relation = _difference(conclusion, names, signs), conclusion["relation"]
    if relation == "!=":
        facts.append((d, "="))
    if relation in ("=", ">=") and not d:
        return {"type": "conclusion", "sums": [[] for _ in range(2 if relation == "=" else 1)]}
    products = list(_products(facts, count, most))
    # an equality may be multiplied by anything: monomials and products of facts are tried
    monomials = [
        {m: Fraction(1)} for m in itertools.product(range(most), repeat=count) if sum(m) < most
    ]
    free = [
        (_times(_scaled(q, sign), p), (q, sign, i))
        for i, (p, kind) in enumerate(facts)
        if kind == "=" and p
        for q in [*monomials, *_plain_products(facts, count, most)]
        for sign in (1, -1)
    ]

    def summands(weights):
        found = []
        for weight, (_, _, chosen) in zip(weights, products, strict=False):
            if weight:
                found.append({"factors": chosen, "times": text(weight)})
        for weight, (_, (q, sign, i)) in zip(weights[len(products) :], free, strict=False):
            if weight:
                found.append({"factors": [i], "times": _as_term(_scaled(q, weight * sign), names)})
        return found

    generators = [p for p, _, _ in products] + [p for p, _ in free]
    if relation in ("=", ">="):
        sides = []
        for sign in (1, -1) if relation == "=" else (1,):
            weights = combination({key: sign * value for key, value in d.items()}, generators)
            if weights is None:
                break
            sides.append(summands(weights))
        else:
            return {"type": "conclusion", "sums": sides}
    # a sum with positive terms that is 0 (a contradiction), or a multiple of d
    marked = [{**p, "positive": Fraction(1)} if positive else p for p, positive, _ in products]
    marked += [p for p, _ in free]
    if relation == ">":
        marked.append({key: -value for key, value in d.items()})
    weights = combination({"positive": Fraction(1)}, marked)
    if weights is None:
        return None
    scale = weights.pop() if relation == ">" else 0
    if scale:
        return {"type": "conclusion", "sums": [summands([w / scale for w in weights])]}
    return {"type": "contradiction", "sum": summands(weights)}
