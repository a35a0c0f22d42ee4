// moving-knots: two knots under the root; what each chord misses, against the best possible.
"use strict";

reluLive.define("root-knots", (() => {
  const { Fraction } = reluLive, FOUR = new Fraction(4), TWO = new Fraction(2), BEST = new Fraction(1, 48);
  const ENDS = [new Fraction(0), new Fraction(1)], DOTS = 24;
  const square = (u) => u.times(u);

  // Half of what the chord of the root between a^2 and b^2 misses: it remains when the chord is raised.
  const half = (a, b) => (a.is(b) ? new Fraction(0) : square(b.minus(a)).over(FOUR.times(a.plus(b))).over(TWO));

  const view = ({ u, v }, draw) => {
    const roots = [ENDS[0], ...[u, v].sort((p, q) => p.value - q.value), ENDS[1]];
    const halves = roots.slice(1).map((b, i) => half(roots[i], b));
    const error = halves.reduce((p, q) => (p.value >= q.value ? p : q));
    halves.forEach((size, i) => {
      const [a, b] = [roots[i].value, roots[i + 1].value];
      const arc = Array.from({ length: DOTS + 1 }, (_, k) => a + ((b - a) * k) / DOTS);
      draw.area(`gap ${i}`, 0, arc.map((root) => [root * root, root]), "strong unit-3");
      draw.line(`chord ${i}`, 0, [[a * a, a], [b * b, b]], "unit-2");
      draw.bar(`bar ${i}`, 1, i, 0, size.value, "unit-3");
      draw.text(`size ${i}`, 1, [i, size.value], String(size), "unit-3", "middle", [0, -5]);
    });
    draw.line("best", 1, [[-0.5, BEST.value], [3.5, BEST.value]], "ink dashed");
    const [low, high] = [square(roots[1]), square(roots[2])], best = error.is(BEST);
    return {
      shown: { low, high, halves: halves.join(" "), error },
      words: ["Knots at ", { of: "u", text: square(u) }, " and ", { of: "v", text: square(v) }, `. Half of what each chord misses: ${halves.join(", ")}. Raised by ${error}, the pieces stay within ${error} of the root`,
        best ? ", and no three pieces come nearer: all miss alike." : "; the best three come within 1/48."],
    };
  };

  const handle = (name, which, look) => ({
    label: `the ${which} knot`, moves: [name], look, page: 3,
    at: (state) => [state[name].value ** 2, state[name].value],
    from: (x) => [Math.sqrt(Math.max(0, x))],
    words: (state) => `the ${which} knot is at ${square(state[name])}`,
  });
  const range = { least: 1 / 12, most: 11 / 12, per: 12 };
  return {
    label: "The root with three chords and two knots, and what each chord misses",
    hint: "Drag a knot along the curve, or choose it with Tab and use the arrow keys.",
    numbers: { u: range, v: range },
    handles: { u: handle("u", "first", "unit-0"), v: handle("v", "second", "unit-1") },
    view,
  };
})());
