// training: one weight, one row; where gradient descent leads from a start with a step size.
"use strict";

reluLive.define("descent", (() => {
  const { Fraction } = reluLive, STEPS = 6, TRACK = -0.42, ONE = new Fraction(1), TWO = new Fraction(2), HALF = new Fraction(1, 2);

  // The row is (2, 1): the loss is (r(2w) - 1)^2 / 2, flat for w <= 0.
  const miss = (w) => TWO.times(w).relu().minus(ONE);
  const loss = (w) => miss(w).times(miss(w)).times(HALF);
  const step = (w, eta) => (w.sign() > 0 ? w.minus(eta.times(miss(w)).times(TWO)) : w);

  const verdictOf = (way) => {
    const [end, before, earlier] = [way.at(-1), way.at(-2), way.at(-3)];
    if (end.sign() <= 0) return "dead";
    if (end.is(HALF)) return "solved";
    if (end.is(before)) return "still";
    return end.is(earlier) ? "to and fro" : "closing in";
  };
  const SAID = {
    solved: "There the loss is 0: solved.",
    still: "With step size 0 nothing moves.",
    "to and fro": "It jumps to and fro for ever.",
    "closing in": "It closes in on 1/2.",
  };

  const view = ({ w, eta }, draw) => {
    const way = [w];
    for (let k = 0; k < STEPS; k += 1) way.push(step(way[k], eta));
    const verdict = verdictOf(way), end = way.at(-1);
    const at = (value) => [value.value, loss(value).value];
    const moves = way.filter((value, k) => !k || !value.is(way[k - 1]));
    draw.line("way", 0, moves.map(at), "ink thin");
    moves.slice(1).forEach((value, k) => draw.dot(`step ${k}`, 0, at(value), "muted", 3.5));
    draw.dot("end", 0, at(end), verdict === "dead" ? "unit-1" : "unit-2", 5);
    draw.track("step size", 0, [-1, 1], TRACK, "step size", "muted");
    const off = end.sign() < 0
      ? `At ${end} the unit is off and the loss is flat: w stays there for ever.`
      : "At 0 the unit is off; with slope 0 for it, w stays there.";
    return {
      shown: { ...Object.fromEntries(way.map((value, k) => [`w${k}`, value])), loss: loss(end), verdict },
      words: ["Start w = ", { of: "w" }, ", step size ", { of: "eta" }, moves.length > 1 ? `. Then w = ${moves.slice(1).join(", ")}. ` : ". ",
        SAID[verdict] ?? off],
    };
  };

  return {
    label: "The loss over one weight, with the way of gradient descent",
    hint: "Drag the start or the step size; or use Tab and the arrow keys.",
    numbers: { w: { least: -1, most: 1, per: 8 }, eta: { least: 0, most: 0.75, per: 8 } },
    handles: {
      w: {
        label: "the start w", moves: ["w"], look: "ink",
        at: ({ w }) => [w.value, loss(w).value],
        words: ({ w }) => `w starts at ${w}`,
      },
      eta: {
        label: "the step size", moves: ["eta"], look: "muted", page: 2,
        at: ({ eta }) => [(8 * eta.value) / 3 - 1, TRACK],
        from: (x) => [(3 * (x + 1)) / 8],
        words: ({ eta }) => `the step size is ${eta}`,
      },
    },
    view,
  };
})());
