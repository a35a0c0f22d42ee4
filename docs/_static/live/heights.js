// any-function: five heights, and the weights of the four units that go through them.
"use strict";

reluLive.define("heights", (() => {
  const COUNT = 5, HIGH = 3.2;
  const name = (j) => `y${j}`;
  const look = (j) => (j < COUNT - 1 ? `unit-${j}` : "ink");
  const inner = (j) => (j ? `x \u2212 ${j}` : "x");

  // A ray from (x, 0) with this slope, up to the edge of the panel.
  const ray = (x, slope) => {
    const long = Math.min(COUNT - 1 - x, slope ? HIGH / Math.abs(slope) : COUNT);
    return [[x, 0], [x + long, slope * long]];
  };

  const view = (state, draw) => {
    const heights = Array.from({ length: COUNT }, (_, j) => state[name(j)]);
    const slopes = heights.slice(1).map((y, j) => y.minus(heights[j]));
    const weights = slopes.map((slope, j) => (j ? slope.minus(slopes[j - 1]) : slope));
    weights.forEach((weight, j) => draw.line(`unit ${j}`, 0, ray(j, weight.value), `unit-${j} dashed thin`));
    draw.line("graph", 0, heights.map((y, j) => [j, y.value]), "ink");
    const units = weights.filter((weight) => weight.sign()).length;
    const terms = weights.flatMap((weight, j) => (weight.sign()
      ? [`${weight.sign() < 0 ? " \u2212 " : " + "}${weight.size()}\u00b7r(${inner(j)})`] : []));
    return {
      shown: { ...Object.fromEntries(weights.map((weight, j) => [`v${j + 1}`, weight])), units },
      words: ["f(x) = ", { of: "y0" }, `${terms.join("")}: ${units} unit${units === 1 ? "" : "s"}. Dashed: each unit alone.`],
    };
  };

  const range = { least: -3, most: 3, per: 4 };
  const handle = (j) => ({
    label: `height at x = ${j}`, moves: [name(j)], look: look(j),
    at: (state) => [j, state[name(j)].value],
    from: (x, y) => [y],
    words: (state) => `at x = ${j} the height is ${state[name(j)]}`,
  });
  const all = Array.from({ length: COUNT }, (_, j) => j);
  return {
    label: "Five points, and the straight way from each to the next",
    hint: "Drag a point up or down, or choose one with Tab and use the arrow keys.",
    numbers: Object.fromEntries(all.map((j) => [name(j), range])),
    handles: Object.fromEntries(all.map((j) => [name(j), handle(j)])),
    view,
  };
})());
