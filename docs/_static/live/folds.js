// depth: the way of x through some folds of the tent, and the pieces that they make.
"use strict";

reluLive.define("folds", (() => {
  const { Fraction } = reluLive, TRACK = -0.3, HALF = new Fraction(1, 2), TWO = new Fraction(2), FOUR = new Fraction(4);
  const fold = (x) => TWO.times(x.relu()).minus(FOUR.times(x.minus(HALF).relu()));

  const view = ({ x, k }, draw) => {
    const steps = [x];
    for (let j = 0; j < k.value; j += 1) steps.push(fold(steps[j]));
    const end = steps.at(-1), way = [[x.value, 0], [x.value, steps[1].value]];
    for (let j = 1; j < k.value; j += 1) way.push([steps[j].value, steps[j].value], [steps[j].value, steps[j + 1].value]);
    draw.line("way", 0, way, "ink thin dashed");
    draw.dot("last", 0, way.at(-1), "unit-1", 5);
    const pieces = 2 ** k.value, beside = 2 * k.value + 1;
    draw.line("zigzag", 1, [...Array(pieces + 1).keys()].map((j) => [j / pieces, j % 2]), "unit-1");
    draw.dot("end", 1, [x.value, end.value], "unit-1", 5);
    draw.track("folds", 1, [0, 1], TRACK, "folds", "muted");
    for (let j = 1; j < 5; j += 1) draw.text(`count ${j}`, 1, [(j - 1) / 3, TRACK], String(j), "muted", "middle", [0, 24]);
    const shown = Object.fromEntries(steps.slice(1).map((value, j) => [`step${j + 1}`, value]));
    return {
      shown: { ...shown, pieces, beside },
      words: ["From x = ", { of: "x" }, ` to ${steps.slice(1).join(", then ")}. Folds: `, { of: "k" },
        `, ${2 * k.value} units in ${k.value} ${k.value > 1 ? "layers" : "layer"}, ${pieces} pieces. `,
        `As many units in one layer: at most ${beside} pieces.`],
    };
  };

  return {
    label: "A tent through which x goes again and again, and what comes out for every x",
    hint: "Drag x, or the number of folds; or use Tab and the arrow keys.",
    numbers: { x: { least: 0, most: 1, per: 32 }, k: { least: 1, most: 4, per: 1 } },
    handles: {
      x: {
        label: "x", moves: ["x"], look: "ink",
        at: ({ x }) => [x.value, 0],
        words: ({ x }) => `x is ${x}`,
      },
      k: {
        label: "number of folds", moves: ["k"], look: "muted", panel: 1, page: 1,
        at: ({ k }) => [(k.value - 1) / 3, TRACK],
        from: (x) => [3 * x + 1],
        words: ({ k }) => `${k} ${k.value > 1 ? "folds" : "fold"}`,
      },
    },
    view,
  };
})());
