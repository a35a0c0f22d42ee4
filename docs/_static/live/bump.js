// all-positive: four rows on one line, and a bump that can stand between them: outputs do not tell.
"use strict";

reluLive.define("bump", (() => {
  const { Fraction } = reluLive, ROWS = [1, 2, 3, 4].map((row) => new Fraction(row)), END = 6.2;
  let guessed = false; // before the guess the tip must not give the bump away
  const HALF = new Fraction(1, 2), ONE = new Fraction(1), TWO = new Fraction(2);

  // Four units r(wx + b): the line, and the three of the bump.
  const units = (t) => [
    [ONE, new Fraction(0)],
    ...[HALF.negated(), new Fraction(0), HALF].map((shift) => [TWO, t.plus(shift).times(TWO).negated()]),
  ];
  const weights = (h) => [ONE, h, h.times(TWO).negated(), h];
  const z = ([w, b], x) => w.times(x).plus(b);
  const value = (t, h, x) => units(t).reduce(
    (sum, unit, i) => sum.plus(weights(h)[i].times(z(unit, x).relu())), new Fraction(0),
  );

  const view = ({ t, h }, draw, { ready }) => {
    guessed = ready;
    const knots = units(t).map(([w, b]) => b.negated().over(w));
    const values = ROWS.map((x) => value(t, h, x)), online = values.every((y, i) => y.is(ROWS[i]));
    const both = units(t).filter((unit) => {
      const signs = ROWS.map((x) => z(unit, x).sign());
      return signs.includes(1) && signs.includes(-1);
    }).length;
    const inside = knots.slice(1).filter((knot) => knot.value > 1 && knot.value < 4);
    const straight = !h.sign() || !inside.length;
    ROWS.forEach((x, i) => draw.line(`down ${i}`, 0, [[x.value, -2.3], [x.value, values[i].value]], "muted thin dashed"));
    if (ready) {
      const path = [new Fraction(-1, 4), ...knots, new Fraction(31, 5)].sort((a, b) => a.value - b.value);
      if (straight) draw.line("lit", 0, [[1, values[0].value], [4, values[3].value]], "unit-2 lit");
      draw.line("graph", 0, path.map((x) => [x.value, value(t, h, x).value]), "ink");
      knots.forEach((knot, i) => {
        draw.line(`on ${i}`, 0, [[knot.value, -0.7 - 0.45 * i], [END, -0.7 - 0.45 * i]], `unit-${i} wide`);
      });
      draw.text("on words", 0, [END, -0.62], "where each unit is on", "muted", "end", [0, -4]);
    }
    values.forEach((y, i) => draw.dot(`row ${i}`, 0, [ROWS[i].value, y.value], "ink", 5));
    const shown = { values: values.join(" "), both, straight: straight ? "affine" : "not affine" };
    if (!ready) return { shown, words: ["At the rows 1, 2, 3 and 4 the network gives ", values.join(", "), "."] };
    const counted = both ? `${both} ${both > 1 ? "units have" : "unit has"} both signs at the rows` : "No unit has both signs at the rows";
    const seen = straight ? (both ? "; the weights of the bump are 0, so it is straight between them all the same."
      : ": it is straight between them.") : `${online ? ", although all four lie on one line" : ""}: it bends between them.`;
    return { shown, words: ["A bump at ", { of: "t" }, ", height ", { of: "h" }, `. The rows give ${values.join(", ")}. ${counted}${seen}`] };
  };

  return {
    label: "Four rows, a network through them, and a bump to drag",
    hint: "Drag the tip of the bump, or choose it with Tab and use the arrow keys.",
    numbers: { t: { least: 0.5, most: 5.5, per: 4 }, h: { least: -1.5, most: 1.5, per: 2 } },
    handles: {
      tip: {
        label: "the tip of the bump", moves: ["t", "h"], look: "unit-2", page: 2,
        at: ({ t, h }) => [t.value, guessed ? t.plus(h).value : 0],
        from: (x, y) => [x, y - x],
        words: ({ t, h }) => `the bump is at ${t}, its height is ${h}`,
      },
    },
    view,
  };
})());
