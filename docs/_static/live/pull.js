// training: the knot of r(x - t) and four rows; which of them pull at it.
"use strict";

reluLive.define("pull", (() => {
  const { Fraction } = reluLive, HALF = new Fraction(1, 2), ZERO = new Fraction(0), ENDS = [-0.6, 4];

  const view = ({ t, y }, draw) => {
    const rows = [0, 1, 2, 3].map((n) => {
      const x = new Fraction(n), target = n === 1 ? y : x.minus(new Fraction(1)).relu(), out = x.minus(t).relu();
      return { x, target, out, miss: out.minus(target), on: x.minus(t).sign() > 0 };
    });
    const pulling = rows.filter(({ on, miss }) => on && miss.sign());
    const slope = rows.reduce((sum, { on, miss }) => (on ? sum.minus(miss) : sum), ZERO);
    const squares = rows.reduce((sum, { miss }) => sum.plus(miss.times(miss)), ZERO);
    const next = t.minus(slope.times(HALF));
    draw.line("graph", 0, [[ENDS[0], Math.max(0, ENDS[0] - t.value)], [Math.max(ENDS[0], t.value), Math.max(0, ENDS[0] - t.value)],
      [ENDS[1], Math.max(0, ENDS[1] - t.value)]], "unit-0");
    for (const { x, target, out, miss, on } of rows) {
      if (miss.sign()) draw.line(`miss ${x}`, 0, [[x.value, target.value], [x.value, out.value]], on ? "unit-1 wide" : "muted wide dashed");
    }
    if (slope.sign()) draw.line("pull", 0, [[t.value, -0.7], [next.value, -0.7]], "unit-1");
    if (slope.sign()) draw.dot("next", 0, [next.value, -0.7], "unit-1", 4);
    if (slope.sign()) draw.text("next words", 0, [next.value, -0.7], "next step", "unit-1", "middle", [0, 16]);
    const who = pulling.map(({ x }) => x).join(" and ") || "none";
    return {
      shown: { slope, next, squares, rows: pulling.map(({ x }) => x).join(" ") },
      words: ["Knot t = ", { of: "t" }, ", row at x = 1 with y = ", { of: "y" }, `. Rows that pull: ${pulling.length ? "at x = " : ""}${who}. `,
        slope.sign() ? `A step with step size 1/2 takes t to ${next}.` : "The knot stays.",
        ` Sum of squares ${squares}.`],
    };
  };

  return {
    label: "Four rows of data and a unit with its knot",
    hint: "Drag the knot, or the row at x = 1; or use Tab and the arrow keys.",
    numbers: { t: { least: 0, most: 3.5, per: 4 }, y: { least: -1, most: 2, per: 4 } },
    handles: {
      t: {
        label: "the knot t", moves: ["t"], look: "unit-0",
        at: ({ t }) => [t.value, 0],
        words: ({ t }) => `the knot is at ${t}`,
      },
      y: {
        label: "the row at x = 1", moves: ["y"], look: "muted",
        at: ({ y }) => [1, y.value],
        from: (x, y) => [y],
        words: ({ y }) => `the row at 1 has the value ${y}`,
      },
    },
    view,
  };
})());
