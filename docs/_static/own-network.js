// A small network of the reader's own: one or two inputs, one hidden layer.  Typed, or read from a
// file that is dropped here; nothing leaves the page, and nothing is rounded.
"use strict";

const reluOwn = (() => {
  const { Fraction, Pieces, zero, one, sum, dot, point } = reluExact;
  const MOST = 12; // units: more are a matter for the command
  const SIDE = 240, EDGE = 14; // of the drawing, in its own units

  class Refused extends Error {}

  // ---- What is computed ----------------------------------------------------------------------------

  // {units: [{w, b, v}], bias, low, high}: the least and greatest pre-activation on the closed box.
  const range = ({ w, b }, low, high) => {
    const ends = w.map((weight) => [weight.times(low), weight.times(high)].sort((x, y) => x.minus(y).sign));
    return [0, 1].map((end) => b.plus(sum(ends.map((pair) => pair[end]))));
  };
  const stateOf = (unit, low, high) => {
    const [least, most] = range(unit, low, high);
    return most.sign <= 0 ? "off" : least.sign >= 0 ? "on" : "switching";
  };

  // The hyperplanes of the units that cross the open box, each with its kink weight.
  const creases = ({ units, low, high }) => {
    const found = new Map();
    units.forEach((unit, number) => {
      if (stateOf(unit, low, high) !== "switching") return;
      const scale = unit.w.find((weight) => weight.sign);
      const normal = unit.w.map((weight) => weight.over(scale)), shift = unit.b.over(scale), key = `${normal} ${shift}`;
      if (!found.has(key)) found.set(key, { normal, shift, kink: zero, units: [] });
      const crease = found.get(key);
      crease.kink = crease.kink.plus(unit.v.times(scale.size()));
      crease.units.push(number);
    });
    return [...found.values()];
  };

  // One more region for each crease, and for each crossing inside one less than the creases through it.
  const regions = (lines, low, high) => {
    const inside = new Map();
    lines.forEach((line, i) => lines.slice(i + 1).forEach((other) => {
      const [a, b] = line.normal, [c, d] = other.normal, det = a.times(d).minus(b.times(c));
      if (!det.sign) return;
      const x = b.times(other.shift).minus(d.times(line.shift)).over(det);
      const y = c.times(line.shift).minus(a.times(other.shift)).over(det);
      if ([x, y].every((number) => low.below(number) && number.below(high))) {
        const at = `${x} ${y}`;
        inside.set(at, (inside.get(at) ?? new Set()).add(line).add(other));
      }
    }));
    return 1 + lines.length + [...inside.values()].reduce((total, through) => total + through.size - 1, 0);
  };

  const analyse = (network) => {
    const { units, bias, low, high } = network, inputs = units[0].w.length;
    const lines = creases(network), bent = lines.filter((line) => line.kink.sign);
    const found = {
      inputs, lines, bent, affine: !bent.length,
      states: units.map((unit) => stateOf(unit, low, high)),
      regions: inputs === 1 ? lines.length + 1 : regions(lines, low, high),
    };
    if (inputs === 1) {
      found.pieces = Pieces.network([
        { weight: units.map((unit) => unit.w), bias: units.map((unit) => unit.b) },
        { weight: [units.map((unit) => unit.v)], bias: [bias] },
      ]);
      found.knots = found.pieces.knots.filter((knot) => low.below(knot) && knot.below(high));
    }
    return found;
  };

  // ---- Files: relu-network/1, and relu-network/2 where no row passes on ----------------------------

  const number = (value, place) => {
    if (typeof value === "number" && !Number.isSafeInteger(value)) {
      throw new Refused(`${place}: found ${value} without quotes; write a fraction as text, such as "1/3"`);
    }
    try {
      return Fraction.of(value);
    } catch (problem) {
      throw new Refused(`${place}: ${problem.message}`);
    }
  };
  const listed = (value, length, place) => {
    if (!Array.isArray(value) || (length !== null && value.length !== length)) {
      throw new Refused(`${place}: expected ${length === null ? "a list" : `a list of ${length}`}`);
    }
    return value;
  };

  // Of a row that passes on its value there are no states, knots and creases here.
  const requireUnits = (file) => file.layers.forEach((layer, i) => {
    const { relu, weight } = layer, place = `layers[${i}].relu`;
    if (relu === undefined) return;
    if (file.format === "relu-network/1") throw new Refused(`${place}: found in “relu-network/1”; a file with it is “relu-network/2”`);
    if (i === file.layers.length - 1) throw new Refused(`${place}: the last layer has no ReLU, so leave the field out`);
    const passing = listed(relu, listed(weight, null, `layers[${i}].weight`).length, place).findIndex((flag) => flag !== true);
    if (passing === -1) return;
    if (relu[passing] !== false) throw new Refused(`${place}[${passing}]: expected true or false`);
    throw new Refused(`${place}[${passing}]: row ${passing + 1} has no ReLU, it passes on its value; here each row is a unit with a ReLU. The command reads such networks.`);
  });

  const read = (text) => {
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      throw new Refused("This is not JSON.");
    }
    if (!["relu-network/1", "relu-network/2"].includes(file?.format)) throw new Refused("format: expected “relu-network/1” or “relu-network/2”");
    const layers = listed(file.layers, null, "layers");
    if (layers.length !== 2) throw new Refused(`layers: found ${layers.length}; here one hidden layer is read, so two. The command reads them all.`);
    layers.forEach((layer, i) => {
      if (typeof layer !== "object" || !layer) throw new Refused(`layers[${i}]: expected “weight” and “bias”`);
    });
    requireUnits(file);
    const rows = listed(layers[0].weight, null, "layers[0].weight"), inputs = rows[0]?.length;
    if (inputs !== 1 && inputs !== 2) throw new Refused(`layers[0].weight: found ${inputs} inputs; here one or two. The command reads any number.`);
    if (rows.length > MOST) throw new Refused(`layers[0].weight: found ${rows.length} units; here at most ${MOST}. The command reads any number.`);
    const [b, out, bias] = [
      listed(layers[0].bias, rows.length, "layers[0].bias"), listed(layers[1].weight, 1, "layers[1].weight"),
      listed(layers[1].bias, 1, "layers[1].bias"),
    ];
    listed(out[0], rows.length, "layers[1].weight[0]");
    return {
      units: rows.map((row, i) => ({
        w: listed(row, inputs, `layers[0].weight[${i}]`).map((value, k) => number(value, `layers[0].weight[${i}][${k}]`)),
        b: number(b[i], `layers[0].bias[${i}]`), v: number(out[0][i], `layers[1].weight[0][${i}]`),
      })),
      bias: number(bias[0], "layers[1].bias[0]"),
    };
  };

  const written = ({ units, bias }) => JSON.stringify({
    format: "relu-network/1",
    layers: [
      { weight: units.map((unit) => unit.w.map((x) => x.plain)), bias: units.map((unit) => unit.b.plain) },
      { weight: [units.map((unit) => unit.v.plain)], bias: [bias.plain] },
    ],
  });

  // ---- What is said and drawn ----------------------------------------------------------------------

  const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const line = ({ normal, shift }) => {
    const terms = normal.map((factor, k) => (factor.sign ? `${factor.is(one) ? "" : `${factor}·`}x${"₁₂"[k]}` : "")).filter(Boolean);
    return `${terms.join(" + ")} = ${shift.negated()}`.replaceAll("+ −", "− ");
  };

  const said = (network, found) => {
    const { low, high, units } = network, box = `${found.inputs === 1 ? "" : "the square "}[${low}, ${high}]${found.inputs === 1 ? "" : "²"}`;
    const lines = [`On ${box} the network is ${found.affine ? "affine: one formula serves all of it" : "not affine"}. ${many(found.regions, "activation region")}.`];
    units.forEach((unit, i) => {
      const state = found.states[i], place = unit.w.every((weight) => !weight.sign) ? "no input weight"
        : found.inputs === 1 ? `knot ${unit.b.negated().over(unit.w[0])}, facing ${unit.w[0].sign > 0 ? "right" : "left"}`
          : `crease ${line({ normal: unit.w, shift: unit.b })}`;
      lines.push(`Unit ${i + 1}: ${state}; ${place}.`);
    });
    for (const crease of found.lines.filter(({ units: sharing, kink }) => sharing.length > 1 || !kink.sign)) {
      const names = crease.units.map((i) => i + 1).join(", ");
      lines.push(`Unit${crease.units.length > 1 ? "s" : ""} ${names}: together the kink weight ${crease.kink}${crease.kink.sign ? "" : ", so no fold is left there"}.`);
    }
    if (found.pieces) {
      const inside = [low, ...found.knots, high].slice(0, -1).map((x, i) => {
        const next = found.knots[i] ?? high, f = found.pieces;
        return `slope ${f.at(next).minus(f.at(x)).over(next.minus(x))} from ${x} to ${next}`;
      });
      lines.push(`As a function of x: ${inside.join(", ")}; its value at ${low} is ${found.pieces.at(low)}.`);
    } else {
      const corners = [[low, low], [high, low], [low, high], [high, high]];
      const value = (x) => sum(units.map((unit) => unit.v.times(dot(unit.w, x).plus(unit.b).relu()))).plus(network.bias);
      lines.push(`Its values at the corners: ${corners.map((x) => `${value(x)} at ${point(x)}`).join(", ")}.`);
    }
    return lines;
  };

  const svg = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };

  const drawn = (network, found) => {
    const low = network.low.value, high = network.high.value;
    const place = (value, from, to) => EDGE + ((value - from) / (to - from || 1)) * (SIDE - 2 * EDGE);
    const picture = svg("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "aria-label": found.inputs === 1 ? "The graph of the network" : "The creases of the network in the square" });
    const colour = (i) => `stroke: var(--unit-${i % 6})`;
    picture.append(svg("rect", { x: EDGE, y: EDGE, width: SIDE - 2 * EDGE, height: SIDE - 2 * EDGE, class: "own-frame" }));
    if (found.inputs === 1) {
      const marks = [network.low, ...found.knots, network.high], values = marks.map((x) => found.pieces.at(x).value);
      const least = Math.min(...values), most = Math.max(...values);
      const at = (i) => [place(marks[i].value, low, high), SIDE - (most > least ? place(values[i], least, most) : SIDE / 2)];
      for (const crease of found.lines) {
        const x = place(-crease.shift.value / crease.normal[0].value, low, high);
        picture.append(svg("path", { d: `M${x} ${EDGE}V${SIDE - EDGE}`, class: `own-crease${crease.kink.sign ? "" : " is-flat"}`, style: colour(crease.units[0]) }));
      }
      picture.append(svg("path", { d: `M${marks.map((_, i) => at(i).map((n) => n.toFixed(2)).join(" ")).join("L")}`, class: "own-graph" }));
      return picture;
    }
    for (const crease of found.lines) {
      const [a, b] = crease.normal.map((x) => x.value), c = crease.shift.value, cuts = [];
      for (const edge of [low, high]) {
        if (b) cuts.push([edge, -(a * edge + c) / b]);
        if (a) cuts.push([-(b * edge + c) / a, edge]);
      }
      const slack = 1e-9 * (high - low); // for drawing alone
      const [p, q] = cuts.filter((cut) => cut.every((x) => x >= low - slack && x <= high + slack))
        .sort(([x, y], [u, v]) => x - u || y - v).filter((_, i, all) => i === 0 || i === all.length - 1);
      if (!q) continue;
      const [from, to] = [p, q].map(([x, y]) => `${place(x, low, high).toFixed(2)} ${(SIDE - place(y, low, high)).toFixed(2)}`);
      picture.append(svg("path", { d: `M${from}L${to}`, class: `own-crease${crease.kink.sign ? "" : " is-flat"}`, style: colour(crease.units[0]) }));
    }
    return picture;
  };

  return { MOST, Refused, analyse, drawn, number, read, said, written };
})();
