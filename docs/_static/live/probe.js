// layers: six layers of one number t, and the second difference that tells which kind each is.
"use strict";

reluLive.define("probe", (() => {
  const { Fraction } = reluLive, END = 4, STEP = 16, TRACK = -2.6;
  const number = (top, bottom) => new Fraction(top, bottom);
  const ONE = number(1), HALF = number(1, 2), QUARTER = number(1, 4), THREE = number(3), SIX = number(6);
  const relu = (value) => value.relu();

  const LAYERS = [
    ["average pooling, the mean of t and 1", "straight", (t) => t.plus(ONE).times(HALF)],
    ["max pooling, the larger of t and 1", "straight in pieces", (t) => ONE.plus(relu(t.minus(ONE)))],
    ["hard tanh, cut off at \u22121 and 1", "straight in pieces", (t) => relu(t.plus(ONE)).minus(relu(t.minus(ONE))).minus(ONE)],
    ["leaky ReLU with slope 1/4", "straight in pieces", (t) => relu(t).minus(QUARTER.times(relu(t.negated())))],
    ["hard-swish", "curved", (t) => t.times(relu(t.plus(THREE)).minus(relu(t.minus(THREE)))).over(SIX)],
    ["a product, t \u00b7 t/4, as in the scores of attention", "curved", (t) => t.times(t).times(QUARTER)],
  ];
  const second = (f, t) => f(t.plus(HALF)).plus(f(t.minus(HALF))).minus(f(t).times(number(2)));
  const grid = (from, to) => Array.from({ length: (to - from) * STEP + 1 }, (_, i) => number(from * STEP + i, STEP));

  const view = ({ k, t }, draw) => {
    const [name, kind, f] = LAYERS[k.value];
    const value = f(t), bend = second(f, t);
    const points = (g) => grid(-END, END).map((s) => [s.value, g(s).value]);
    draw.line("graph", 0, points(f), "unit-0");
    draw.line("second", 1, points((s) => second(f, s)), "unit-1");
    const three = [t.minus(HALF), t, t.plus(HALF)].filter((s) => s.size().value <= END);
    three.forEach((s, i) => draw.dot(`three ${i}`, 0, [s.value, f(s).value], "unit-1", 3));
    draw.dot("here", 1, [t.value, bend.value], "ink");
    return {
      shown: { value, second: bend, kind },
      words: ["Layer ", { of: "k" }, `, ${name}: ${kind}. At t = `, { of: "t" }, ` it hands on ${value}; second difference with step 1/2: ${bend}.`],
    };
  };

  return {
    label: "A layer as a graph over t, and its second difference",
    hint: "Drag t or the layer, or choose one with Tab and use the arrow keys.",
    numbers: { k: { least: 0, most: 5, per: 1 }, t: { least: -END, most: END, per: 4 } },
    handles: {
      t: {
        label: "t", moves: ["t"], look: "ink",
        at: ({ k, t }) => [t.value, LAYERS[k.value][2](t).value],
        words: ({ t }) => `t is ${t}`,
      },
      k: {
        label: "layer", moves: ["k"], look: "muted", page: 2,
        at: ({ k }) => [1.6 * k.value - 4, TRACK],
        from: (x) => [(x + 4) / 1.6],
        words: ({ k }) => `layer ${k}, ${LAYERS[k.value][0]}`,
      },
    },
    view,
  };
})());
