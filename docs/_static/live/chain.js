// why-this-bend: the slope that is left after each layer of a chain, for ReLU and for sigmoid.
"use strict";

reluLive.define("chain", (() => {
  const { Fraction } = reluLive, LOW = -7;
  const TRACK = { L: -9, w: -11 };
  const ONE = new Fraction(1), FOUR = new Fraction(4);

  const powers = (factor, count) => {
    const found = [ONE];
    for (let k = 0; k < count; k += 1) found.push(found[k].times(factor));
    return found;
  };
  const height = (value) => Math.max(LOW, value.top > 0 ? Math.log10(value.value) : LOW);

  const view = ({ L, w }, draw) => {
    const layers = L.value;
    const rows = [
      ["relu", "ReLU", "unit-0", powers(w.relu(), layers)],
      ["sigmoid", "sigmoid, at most", "unit-1", powers(w.size().over(FOUR), layers)],
    ];
    const last = {};
    for (const [name, label, look, values] of rows) {
      const points = values.map((value, k) => [k, height(value)]);
      draw.line(`line ${name}`, 0, points, look);
      points.forEach((point, k) => draw.dot(`dot ${name} ${k}`, 0, point, look, 3));
      last[name] = values[layers];
      const end = points[layers];
      const said = last[name].sign() ? label : `${label}: 0`;
      draw.text(`name ${name}`, 0, [Math.min(end[0], 6.5), end[1]], said, look, "start", [8, name === "relu" ? -7 : 13]);
    }
    const on = w.sign() > 0;
    const what = on ? `pass ${last.relu}` : "pass 0, since the first of them is off";
    return {
      shown: last,
      words: [{ of: "L" }, ` ${layers > 1 ? "layers" : "layer"}, weight `, { of: "w" }, `: at x = 1 ReLUs ${what}; sigmoids pass at most ${last.sigmoid} in size.`],
    };
  };

  return {
    label: "The slope that is left after each layer of a chain",
    hint: "Drag the number of layers or the weight, or choose one with Tab and use the arrow keys.",
    numbers: { L: { least: 1, most: 10, per: 1 }, w: { least: -1, most: 4, per: 4 } },
    handles: {
      L: {
        label: "number of layers", moves: ["L"], look: "muted", page: 3,
        at: ({ L }) => [L.value, TRACK.L],
        words: ({ L }) => `${L} ${L.value > 1 ? "layers" : "layer"}`,
      },
      w: {
        label: "weight", moves: ["w"], look: "muted",
        at: ({ w }) => [2 * w.value + 2, TRACK.w],
        from: (x) => [(x - 2) / 2],
        words: ({ w }) => `the weight is ${w}`,
      },
    },
    view,
  };
})());
