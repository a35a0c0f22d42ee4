// half-line-half-fold: f(x) = r(x) + v r(-x), its line half and its fold half.
"use strict";

reluLive.define("halves", (() => {
  const { Fraction } = reluLive, REACH = 2, HALF = new Fraction(1, 2);

  const view = ({ x, v }, draw) => {
    const f = (t) => t.relu().plus(v.times(t.negated().relu()));
    const [here, there] = [f(x), f(x.negated())];
    const odd = here.minus(there).times(HALF), even = here.plus(there).times(HALF);
    const tilt = (1 - v.value) / 2, fold = (1 + v.value) / 2;
    draw.line("line half", 0, [[-REACH, -tilt * REACH], [REACH, tilt * REACH]], "unit-2 dashed");
    draw.line("fold half", 0, [[-REACH, fold * REACH], [0, 0], [REACH, fold * REACH]], "unit-3 dashed");
    draw.line("graph", 0, [[-REACH, v.value * REACH], [0, 0], [REACH, REACH]], "ink");
    draw.dot("mirror", 0, [-x.value, there.value], "ink", 4);
    draw.dot("odd", 0, [x.value, odd.value], "unit-2", 5);
    draw.dot("even", 0, [x.value, even.value], "unit-3", 5);
    draw.line("drop", 0, [[x.value, here.value], [x.value, 0]], "muted thin dashed");
    return {
      shown: { here, there, odd, even },
      words: ["f(", { of: "x" }, ") = ", here, `, f(${x.negated()}) = `, there, ". Line half: ", odd, ". Fold half: ", even,
        `. Together again ${odd.plus(even)}.`],
    };
  };

  return {
    label: "A graph with two arms, its line half and its fold half",
    hint: "Drag the dot on the graph, or its left arm; or use Tab and the arrow keys.",
    numbers: { x: { least: -2, most: 2, per: 4 }, v: { least: -1, most: 1, per: 4 } },
    handles: {
      x: {
        label: "x", moves: ["x"], look: "ink",
        at: ({ x, v }) => [x.value, x.value > 0 ? x.value : -v.value * x.value],
        words: ({ x }) => `x is ${x}`,
      },
      v: {
        label: "the left arm", moves: ["v"], look: "muted", page: 2,
        at: ({ v }) => [-REACH, REACH * v.value],
        from: (x, y) => [y / REACH],
        words: ({ v }) => `left of 0 the graph has slope ${v.negated()}`,
      },
    },
    view,
  };
})());
