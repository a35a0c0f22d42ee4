// without-biases: a network in x and s without biases, and its slice at one s, where s makes biases.
"use strict";

reluLive.define("fan", (() => {
  const { Fraction } = reluLive, REACH = 2.6, TOP = 2.2, TWO = new Fraction(2);

  const view = ({ s, b }, draw) => {
    const knots = [s.negated(), new Fraction(0), b.times(s).negated()];
    // g(x, s) = r(x + s) - 2 r(x) + r(x + b s)
    const g = (x) => x.minus(knots[0]).relu().minus(TWO.times(x.relu())).plus(x.minus(knots[2]).relu());
    const ends = [new Fraction(-9), ...[...knots].sort((p, q) => p.value - q.value), new Fraction(9)];
    const lean = -b.value, high = Math.min(TOP, lean ? REACH / lean : TOP); // to the edge of the panel
    draw.line("crease 2", 0, [[0, 0], [lean * high, high]], "unit-2");
    draw.line("slice", 0, [[-REACH, s.value], [REACH, s.value]], "ink thin dashed");
    const graph = ends.map((x) => [Math.max(-REACH, Math.min(REACH, x.value)), g(x).value]);
    draw.line("graph", 1, graph, "ink");
    knots.forEach((knot, k) => {
      draw.dot(`crossing ${k}`, 0, [knot.value, s.value], `unit-${k}`, 4.5);
      draw.dot(`knot ${k}`, 1, [knot.value, g(knot).value], `unit-${k}`, 5);
    });
    const apart = s.sign() ? [`the units bend at ${knots[0]}, ${knots[1]} and ${knots[2]}.`]
      : ["all three units bend at 0, where their bends cancel: g is 0."];
    return {
      shown: { knot1: knots[0], knot2: knots[1], knot3: knots[2], middle: g(knots[1]), far: g(ends[4]) },
      words: ["g(x, s) = r(x + s) \u2212 2r(x) + r(x + (", { of: "b" }, ")s). At s = ", { of: "s" }, " ", ...apart],
    };
  };

  return {
    label: "Three creases in the plane of x and s, and the network along one line s",
    hint: "Drag the dashed line or the third crease; or use Tab and the arrow keys.",
    numbers: { s: { least: 0, most: 2, per: 4 }, b: { least: -2, most: 0, per: 4 } },
    handles: {
      s: {
        label: "the line s", moves: ["s"], look: "ink",
        at: ({ s }) => [2.3, s.value],
        from: (x, y) => [y],
        words: ({ s }) => `s is ${s}`,
      },
      b: {
        label: "the third crease", moves: ["b"], look: "unit-2",
        at: ({ b }) => [-b.value, 1],
        from: (x) => [-x],
        words: ({ b }) => `the third unit has the weight ${b} on s`,
      },
    },
    view,
  };
})());
