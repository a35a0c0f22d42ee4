// pieces-or-polynomials: best pieces and best polynomials of three curves, errors on one scale.
"use strict";

reluLive.define("contest", (() => {
  const FLOOR = -3.9, TRACK = -5, PLACES = [2, 3.5, 5];
  // Least errors of 1, ..., 8 pieces and of degrees 1, ..., 8, to three digits.  The package finds
  // them; a test holds this table to it.
  const CURVES = [
    {
      name: "e\u02e3", where: "on [0, 1]", decades: 3,
      pieces: [0.106, 0.0263, 0.0117, 0.00658, 0.00421, 0.00292, 0.00215, 0.00164],
      powers: [0.106, 0.00876, 0.000545, 2.72e-05, 1.13e-06, 4.03e-08, 1.26e-09, 3.49e-11],
    },
    {
      name: "\u221ax", where: "on [0, 1]", decades: 1,
      pieces: [0.125, 0.0417, 0.0208, 0.0125, 0.00833, 0.00595, 0.00446, 0.00347],
      powers: [0.125, 0.0676, 0.0459, 0.0347, 0.0278, 0.0232, 0.0199, 0.0175],
    },
    {
      name: "|x|", where: "on [\u22121, 1]", decades: 1,
      pieces: [0.5, 0, 0, 0, 0, 0, 0, 0],
      powers: [0.5, 0.125, 0.125, 0.0676, 0.0676, 0.0459, 0.0459, 0.0347],
    },
  ];
  const RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

  const said = (error) => {
    if (error >= 0.001 || !error) return String(error);
    const [digits, power] = error.toExponential(2).split("e-");
    return `${digits} \u00d7 10\u207b${[...power].map((digit) => RAISED[digit]).join("")}`;
  };
  // One step of the scale is one decade, or three where errors become that small.
  const height = (error, { decades }) => (error ? Math.log10(error) / decades : FLOOR);

  const view = ({ n, d, target }, draw) => {
    const curve = CURVES[target.value], { name, where, pieces, powers, decades } = curve;
    const mine = pieces[n.value - 1], theirs = powers[d.value - 1];
    const path = (errors, end) => errors.slice(0, end.value).map((error, k) => [k + 1, height(error, curve)]);
    draw.line("pieces", 0, path(pieces, n), "unit-2");
    draw.line("powers", 0, path(powers, d), "unit-0");
    const nearer = mine === theirs ? "neither" : mine < theirs ? "pieces" : "polynomial";
    const high = mine > theirs ? -1 : 1; // its name stands on the side away from the other
    const put = (label, x, error, look, side) => draw.text(`${label} name`, 0, [x.value, height(error, curve)], label, `${look} large`,
      x.value > 5 ? "end" : "start", [x.value > 5 ? -10 : 10, side > 0 ? 20 : -12]);
    put("pieces", n, mine, "unit-2", high);
    put("polynomial", d, theirs, "unit-0", -high);
    for (let k = 0; k < 4; k += 1) {
      draw.text(`scale ${k}`, 0, [0.6, -k], said(Number(`1e-${k * decades}`)).replace("1.00 \u00d7 ", ""), "muted", "end", [-8, 4]);
    }
    draw.track("curve", 0, [PLACES[0], PLACES[2]], TRACK, "curve", "muted");
    CURVES.forEach((other, k) => draw.text(`curve ${k}`, 0, [PLACES[k], TRACK], other.name, "muted", "middle", [0, 24]));
    return {
      shown: { pieces: said(mine), polynomial: said(theirs), nearer },
      words: [`${name} ${where}. Best with `, { of: "n" }, ` straight ${n.value > 1 ? "pieces" : "piece"}: it misses by ${said(mine)}. Best polynomial of degree `,
        { of: "d" }, `: ${said(theirs)}. `,
        nearer === "neither" ? "Neither is nearer." : nearer === "pieces" ? "Straight pieces win." : "The polynomial wins."],
    };
  };

  const handle = (name, label, list, look) => ({
    label, moves: [name], look, page: 2,
    at: (state) => [state[name].value, height(CURVES[state.target.value][list][state[name].value - 1], CURVES[state.target.value])],
    words: (state) => `${label}: ${state[name]}, largest error ${said(CURVES[state.target.value][list][state[name].value - 1])}`,
  });
  const count = { least: 1, most: 8, per: 1 };
  return {
    label: "A scale of errors, with the best pieces and the best polynomial for one curve",
    hint: "Drag a dot sideways, or the curve; or use Tab and the arrow keys.",
    numbers: { n: count, d: count, target: { least: 0, most: 2, per: 1 } },
    handles: {
      n: handle("n", "number of pieces", "pieces", "unit-2"),
      d: handle("d", "degree", "powers", "unit-0"),
      target: {
        label: "curve", moves: ["target"], look: "muted", page: 1,
        at: ({ target }) => [PLACES[target.value], TRACK],
        from: (x) => [(x - PLACES[0]) / 1.5],
        words: ({ target }) => ["e to the x", "square root", "absolute value"][target.value],
      },
    },
    view,
  };
})());
