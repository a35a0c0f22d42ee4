"""Slips in the source of each checker, and for each a lie that the slip would let through.

These are changes to places that are no ``require``, ``need`` or ``insist``: what is known of units
that pass on, of lines of units, of atoms, of splits.
"""

RELU = 'states.get((k, i)) if relu[i] else "on"'
HAS = (" and self.relu[layer][i]", "")
PLACES = (
    "[*compress(range(len(relu)), relu)] for relu in self.relu",
    "[*range(len(relu))] for relu in self.relu",
)
SHARES = "[Fraction(1), Fraction(1), Fraction(0), Fraction(0)]"
SIGNS = "map(compress, hidden, self.network.relu)"
HALF = "signed(forms[node.unit], state)"
SIDE = "shown.judge(signed(rest, state), cell"
SIGNED_UNITS = "below = {own: state for own, (state, _) in node.signs.items()} | states"
BELOW = "signs[k, i].add((z[k][i] > 0) - (z[k][i] < 0))"

TRUSTED = {
    # units that pass on
    "passing-unit-taken-for-a-relu-at-points": [
        ("if value > 0 or not own else", "if value > 0 else")
    ],
    "passing-unit-called-off": [(RELU, "states.get((k, i))"), HAS],
    "passing-unit-cancels-a-relu": [(RELU, "states.get((k, i))")],
    "relu-taken-for-a-passing-unit": [(RELU, '"on"')],
    "passing-unit-bounded-as-a-relu": [
        (SHARES, "[Fraction(0), Fraction(1), Fraction(0), Fraction(0)]")
    ],
    "passing-unit-with-a-negative-weight": [
        (SHARES, "[Fraction(1), Fraction(0), Fraction(0), Fraction(0)]")
    ],
    "passing-unit-with-the-line-of-the-unit-beside-it": [
        ("zip(self.network.units[layer], self.lines[layer])", "enumerate(self.lines[layer])")
    ],
    "passing-unit-bounded-for-the-unit-beside-it": [
        ("in zip(self.network.units[k], layer):", "in enumerate(layer):")
    ],
    "passing-unit-has-a-sign": [HAS],
    "passing-unit-split": [HAS],
    "passing-unit-seen-for-the-unit-beside-it": [("z[k][i] * sign", "z[k][i - 1] * sign")],
    "passing-unit-seen-for-the-unit-beside-it-at-points": [
        (BELOW, BELOW.replace("[i]", "[i - 1]"))
    ],
    "passing-unit-makes-two-regions": [PLACES, (SIGNS, "(values[:-1] for values in hidden)")],
    "passing-unit-has-the-region-of-the-unit-beside-it": [
        (SIGNS, "(values[:1] for values in hidden)")
    ],
    "passing-unit-has-a-pattern": [PLACES],
    "passing-unit-has-the-pattern-of-the-unit-beside-it": [
        ("for k, places in enumerate(self.network.units) for i in places", "for k, i in [(0, 0)]")
    ],
    # lines of units
    "affine-on-r-taken-for-z": [('"r": (1, 0)', '"r": (0, 1)')],
    "affine-on-r-less-z-taken-for-minus-z": [('"r-z": (1, -1)', '"r-z": (0, -1)')],
    "affine-on-bend-in-a-box": [('cell.domain.kind == "hull" and all', "all")],
    "affine-on-hull-bend-left-out-at-a-point": [("z if bends else None", "None")],
    "affine-on-hull-bend-below-zero-at-a-point": [("max(0, at(z, x))", "at(z, x)")],
    "affine-on-hull-squeezed-from-one-side": [("domain.whole if hull", "domain.whole[:1] if hull")],
    "affine-on-hull-cell-called-empty": [("domain.whole if hull", "domain.whole[1:] if hull")],
    "affine-on-multipliers-that-leave-an-input": [("inputs + 1) if hull", "inputs + 1) if True")],
    # atoms
    "unit-sign-by-a-bend-of-another-unit": [
        ("domain.atoms, below)", "domain.atoms.clear() or domain.atoms, below)")
    ],
    "affine-on-constant-unit-taken-for-zero": [
        ("return terms if terms.get(inputs, 0) > 0 else {}", "return {}")
    ],
    "affine-on-unit-below-zero-taken-for-its-constant": [
        ("return terms if terms.get(inputs, 0) > 0 else {}", "return terms")
    ],
    "affine-on-bends-at-two-places-taken-for-one": [("(*keys, *own)", "(*keys,)")],
    "affine-on-bends-both-ways-taken-for-one": [
        ("{**terms, atoms[opposite]: content}", "{atoms[opposite]: content}")
    ],
    # splits, signs, cases
    "affine-on-sign-against-the-split-above": [
        (SIGNED_UNITS, "below = states | {own: state for own, (state, _) in node.signs.items()}")
    ],
    "affine-on-half-space-of-the-other-side": [(HALF, 'signed(forms[node.unit], "on")')],
    "affine-on-sign-of-the-other-side": [
        ("multipliers.judge(signed(form, state)", "multipliers.judge(form")
    ],
    "affine-on-squeezed-from-above-alone": [(SIDE, SIDE.replace("state", '"off"'))],
    "affine-on-squeezed-from-below-alone": [(SIDE, SIDE.replace("state", '"on"'))],
    "unit-sign-case-that-fails": [("for part in parts:\n", "for part in parts[1:]:\n")],
    "passing-unit-off-in-one-case": [("for part in parts:\n", "for part in parts[:1]:\n")],
    "unit-sign-case-that-is-off-and-hands-on": [
        ("[Fraction(sign > 0), Fraction(sign > 0), Fraction(0)]", SHARES[:-14] + "]")
    ],
    "unit-sign-case-with-the-half-space-of-the-other": [
        ("named[unit][3] += sign * factor", "named[unit][3] += factor")
    ],
    "unit-sign-below-zero-at-a-later-point": [
        ("if all({-1, 1} <= found for", "if all({1} <= found for")
    ],
    "unit-sign-below-zero-after-another-has-both-signs": [
        ("if all({-1, 1} <= found for", "if any({-1, 1} <= found for")
    ],
    "equals-unit-called-off-where-it-is-on": [("for x in (low, high):\n", "for x in (low,):\n")],
    "equals-unit-called-on-too-far-to-the-left": [
        ("for x in (low, high):\n", "for x in (high,):\n")
    ],
}

STATE = 'network.has(k, i) ? stateOf(`${k}, ${i}`, new Sum(tops, bottom)) : "on"'
OF_A_RELU = "stateOf(`${k}, ${i}`, new Sum(tops, bottom))"
IS_UNIT = ("relus[k]?.[i] === true", "relus[k]?.[i] !== undefined")
FILL = "fill([ONE, ONE, ZERO, ZERO])"
OWN = "network.rowsOf[k].map((i) => layer[i])"
SEEN = "const signs = seen.map((z) => z[k][i]);"
PARTS = "parts.forEach((part) => bounds.judgePart(entry, part));"
REST = "insistShown(i ? negative(rest) : rest, own,"
CONSTANT = "return tops.get(inputs) > 0n ? tops : NOTHING.tops;"

SECOND = {
    # units that pass on
    "passing-unit-taken-for-a-relu-at-points": [("value > 0n || relu[i] === false", "value > 0n")],
    "passing-unit-called-off": [(STATE, OF_A_RELU)],
    "passing-unit-cancels-a-relu": [(STATE, STATE.replace('"on"', "null"))],
    "relu-taken-for-a-passing-unit": [(STATE, f'({OF_A_RELU}, "on")')],
    "passing-unit-bounded-as-a-relu": [(FILL, "fill([ZERO, ONE, ZERO, ZERO])")],
    "passing-unit-with-a-negative-weight": [(FILL, "fill([ONE, ZERO, ZERO, ZERO])")],
    "passing-unit-with-the-line-of-the-unit-beside-it": [
        ("rows[network.rowsOf[layer][unit]] =", "rows[unit] =")
    ],
    "passing-unit-bounded-for-the-unit-beside-it": [
        ("const i = network.rowsOf[k][unit];", "const i = unit;")
    ],
    "passing-unit-has-a-sign": [IS_UNIT],
    "passing-unit-with-a-slope-of-its-own": [IS_UNIT],
    "passing-unit-split-in-cases": [IS_UNIT],
    "passing-unit-seen-for-the-unit-beside-it": [(SEEN, SEEN.replace("[i]", "[i - 1]"))],
    "passing-unit-seen-for-the-unit-beside-it-at-points": [(SEEN, SEEN.replace("[i]", "[i - 1]"))],
    "passing-unit-makes-two-regions": [("filter((i) => relu[i])", "filter(() => true)")],
    "passing-unit-has-the-region-of-the-unit-beside-it": [(OWN, "layer.slice(0, 1)")],
    "passing-unit-has-a-pattern": [("filter((i) => relu[i])", "filter(() => true)")],
    # lines of units
    "affine-on-r-taken-for-z": [("r: [1n, 0n]", "r: [0n, 1n]")],
    "affine-on-r-less-z-taken-for-minus-z": [('"r-z": [1n, -1n]', '"r-z": [0n, -1n]')],
    "affine-on-bend-in-a-box": [('domain.type === "hull" && isAffine', "isAffine")],
    "affine-on-hull-bend-left-out-at-a-point": [("isBent && z]", "false]")],
    "affine-on-hull-bend-below-zero-at-a-point": [
        ("(valueAt(z, x) > 0n ? valueAt(z, x) : 0n)", "valueAt(z, x)")
    ],
    "affine-on-hull-squeezed-from-one-side": [
        ("places().map(valueOf)", "places().slice(0, 1).map(valueOf)")
    ],
    "affine-on-hull-cell-called-empty": [
        ("places().map(valueOf)", "places().slice(1).map(valueOf)")
    ],
    "affine-on-multipliers-that-leave-an-input": [
        ('(type === "hull" && name < inputs)', "name < inputs")
    ],
    # atoms
    "unit-sign-by-a-bend-of-another-unit": [
        ("const [forms, states]", "atoms.clear(); const [forms, states]")
    ],
    "affine-on-constant-unit-taken-for-zero": [(CONSTANT, "return NOTHING.tops;")],
    "affine-on-unit-below-zero-taken-for-its-constant": [(CONSTANT, "return tops;")],
    "affine-on-bends-at-two-places-taken-for-one": [
        ("Array.from(tops, inText)", "Array.from(tops.keys())")
    ],
    "affine-on-bends-both-ways-taken-for-one": [("new Map(turned > 0n ? [] : tops)", "new Map()")],
    # splits, signs, cases
    "affine-on-half-space-of-the-other-side": [
        ("[...known, signed(form, state)]", "[...known, form]")
    ],
    "affine-on-sign-of-the-other-side": [
        ("insistShown(signed(form, state), multipliers, `", "insistShown(form, multipliers, `")
    ],
    "affine-on-squeezed-from-above-alone": [(REST, "insistShown(negative(rest), own,")],
    "affine-on-squeezed-from-below-alone": [(REST, "insistShown(rest, own,")],
    "unit-sign-case-that-fails": [(PARTS, f"parts.slice(0, 1){PARTS[5:]}")],
    "passing-unit-off-in-one-case": [(PARTS, f"parts.slice(1){PARTS[5:]}")],
    "unit-sign-case-that-is-off-and-hands-on": [("own.sign === ONE ? ONE : ZERO", "ONE")],
    "unit-sign-case-with-the-half-space-of-the-other": [("factor.times(splits[n].sign)", "factor")],
    "unit-sign-below-zero-at-a-later-point": [
        ("[-1, 1].filter((sign) => signs.includes(sign)) : []", "[1] : []")
    ],
    "equals-unit-called-off-where-it-is-on": [
        ("[low, high].filter((end) => end)", "[low].filter((end) => end)")
    ],
    "equals-unit-called-on-too-far-to-the-left": [
        ("[low, high].filter((end) => end)", "[high].filter((end) => end)")
    ],
}
