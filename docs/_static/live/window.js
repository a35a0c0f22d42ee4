// almost-linear: a window around the bend, the nearest line in it, and its three equal errors.
"use strict";

reluLive.define("window", (() => {
  const { Fraction } = reluLive;

  const view = ({ R }, draw, { ready }) => {
    const error = R.over(new Fraction(4));
    const panels = [[0, R.value], [1, 1]]; // as it is, and seen in the window
    for (const [panel, reach] of panels) {
      const miss = reach / 4;
      draw.area(`window ${panel}`, panel, [[-reach, -0.35 * reach], [reach, -0.35 * reach], [reach, 1.15 * reach], [-reach, 1.15 * reach]], "muted");
      draw.line(`graph ${panel}`, panel, [[panel ? -1.1 : -4.2, 0], [0, 0], panel ? [1.1, 1.1] : [4.2, 4.2]], "unit-0");
      draw.line(`line ${panel}`, panel, [[-reach, miss - reach / 2], [reach, miss + reach / 2]], "unit-1 dashed");
      for (const x of [-reach, 0, reach]) {
        draw.line(`error ${panel} ${Math.sign(x)}`, panel, [[x, Math.max(0, x)], [x, x / 2 + miss]], "ink wide");
      }
    }
    draw.text("size", 1, [0, 0.25], String(error), "ink large", "end", [-8, -3]);
    draw.text("left", 1, [-1, -0.35], `\u2212${R}`, "muted", "middle", [0, 14]);
    draw.text("right", 1, [1, -0.35], String(R), "muted", "middle", [0, 14]);
    return {
      shown: { error, share: error.over(R), slope: new Fraction(1, 2) },
      words: ["In the window from \u2212", { of: "R" }, " to ", { of: "R" }, " the nearest line misses ReLU by ", error,
        `, at three points.${ready ? ` That is ${error.over(R)} of the window's half width, whichever window you take.` : ""}`],
    };
  };

  return {
    label: "ReLU and the nearest line in a window, as it is and seen in the window",
    numbers: { R: { least: 1, most: 4, per: 4 } },
    handles: {
      R: {
        label: "half width of the window", moves: ["R"], look: "unit-1",
        at: (state) => [state.R.value, 0],
        words: (state) => `the window reaches from minus ${state.R} to ${state.R}`,
      },
    },
    view,
  };
})());
