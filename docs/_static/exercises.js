// Exercises, judged where they stand: exactly, and with a reason when an answer is not right yet.
// Each judge says what `relu_proofs.argument.exercises.answer` says of the same answer; those of
// drawings stand in `drawing.js`.
"use strict";

const reluExercises = (() => {
  const { Fraction, Pieces, zero, one, half, whole, sum, dot, point, output } = reluExact;

  // Why an answer is not right yet, and at which places a drawing is not.
  class NotYet extends Error {
    constructor(reason, places) { super(reason); this.places = places; }
  }
  const need = (condition, reason, ...places) => { if (!condition) throw new NotYet(reason, places); };
  const layer = (weight, bias) => ({ weight, bias: bias ?? weight.map(() => zero) });
  const noZero = (layers) => need(layers.every(({ weight }) => weight.flat().every((w) => w.sign)), "One of the weights is 0.");
  const distance = ([x, y]) => x.minus(y).size();
  const eighth = new Fraction(1n, 8n);
  const HAT = Pieces.network([layer([[one], [one], [one]], [one, zero, whole(-1)]), layer([[one, whole(-2), one]])]);
  const CREASE = [1, 1, 3].map(whole); // sizes of the three units' common normal
  const FORMULA = [[1, 2, 3], [1, 2, -3], [1, -2, 3], [1, -2, -3], [-1, 2, 3], [-1, -2, 3], [-1, -2, -3]];

  // The numbers of a form, row by row as they stand there.
  const rows = (numbers, ...sizes) => {
    let start = 0;
    return sizes.map((size) => numbers.slice(start, start += size));
  };
  // One layer whose rows hold the weights of a unit and then its bias.
  const biased = (units) => layer(units.map((row) => row.slice(0, -1)), units.map((row) => row.at(-1)));

  // A bias-free network of two inputs is linear between neighbouring rays of these.
  const rays = ([first, second]) => {
    const normals = [...first.weight];
    for (const row of second?.weight.length > 1 ? second.weight : []) {
      for (let mask = 0; mask < 2 ** first.weight.length; mask += 1) {
        const open = row.map((w, i) => ((mask >> i) & 1 ? w : zero));
        normals.push([0, 1].map((k) => dot(open, first.weight.map((unit) => unit[k]))));
      }
    }
    const along = [...normals.map(([a, b]) => [b, a.negated()]), [one, zero], [zero, one]];
    return along.filter(([a, b]) => a.sign || b.sign).flatMap(([a, b]) => [[a, b], [a.negated(), b.negated()]]);
  };

  const twoPoints = ([x1, x2, y1, y2]) => {
    const x = [x1, x2], y = [y1, y2], f = distance(x), g = distance(y), total = distance([x1.plus(y1), x2.plus(y2)]);
    need(!f.plus(g).is(total), `f${point(x)} + f${point(y)} = ${f} + ${g}; f at their sum is ${total}.`);
    return `f${point(x)} + f${point(y)} = ${f.plus(g)}, but at their sum f is ${total}.`;
  };

  const onlyOneLine = ([w, b]) => {
    need(!b.sign, `At z = 0 ReLU gives 0, your line ${b}.`);
    need(w.is(one), `At z = 1 ReLU gives 1, your line ${w.plus(b)}.`);
    return "r(z) = z for every z ≥ 0, and two points leave no other line.";
  };

  const certifyASign = (multipliers) => {
    need(multipliers.every((number) => number.sign >= 0), "A negative multiplier would turn its inequality round.");
    const [left, right, low, high] = multipliers;
    const x = left.minus(right), y = low.minus(high), constant = right.plus(high);
    need(x.is(whole(2)) && y.is(whole(-1)), `They add up to ${x}·x + ${y}·y + ${constant}; the unit has 2x − y.`);
    need(!one.below(constant), `They prove 2x − y + ${constant} ≥ 0, which is less than 2x − y + 1 ≥ 0.`);
    return `2x − y + 1 = ${left}·x + ${right}·(1 − x) + ${low}·y + ${high}·(1 − y) + ${one.minus(constant)}.`;
  };

  const liveAndLinear = (numbers) => {
    const [[a, b, v1], [c, d, v2]] = rows(numbers, 3, 3), weight = [[a, b], [c, d]], v = [v1, v2];
    const layers = [layer(weight), layer([v])];
    noZero(layers);
    const turned = a.times(d).minus(b.times(c)).sign ? [d, c.negated()] : [a, b];
    const back = turned.map((number) => number.negated()), even = output(layers, turned).plus(output(layers, back));
    need(!even.sign, `It is not linear: f${point(turned)} + f${point(back)} = ${even}, and f(0, 0) = 0.`);
    const U = [0, 1].map((k) => half.times(sum(weight.map((row, i) => v[i].times(row[k])))));
    need(U[0].is(one) && U[1].is(whole(2)), `It is linear, with U = ${point(U)}.`);
    return "None of the six weights is 0, and the network is x₁ + 2x₂ everywhere.";
  };

  const flattenTheCrease = (v) => {
    need(v.every((number) => number.sign), "One of the output weights is 0.");
    const kinks = v.map((number, i) => number.times(CREASE[i])), total = sum(kinks);
    need(!total.sign, `The kink weights are ${point(kinks)}; their sum is ${total}.`);
    const u = half.times(v[0].minus(v[1]).plus(whole(3).times(v[2])));
    return `The kink weights ${point(kinks)} cancel, and U = ${point([u, u])} is left.`;
  };

  const andWithoutBiases = (numbers) => {
    const units = rows(numbers, 3, 3, 3, 3), v = units.map((row) => row[2]);
    const layers = [layer(units.map((row) => row.slice(0, 2))), layer([v])];
    for (const x of [[zero, zero], [zero, one], [one, zero], [one, one]]) {
      const value = output(layers, x);
      need(value.is(x[0].times(x[1])), `At ${point(x)} it gives ${value}.`);
    }
    return "AND at all four corners, and no bias anywhere.";
  };

  const hatOf = (numbers) => {
    const units = rows(numbers, 3, 3, 3), v = units.map((row) => row[2]);
    return Pieces.network([biased(units.map((row) => row.slice(0, 2))), layer([v], [numbers[9]])]);
  };
  const buildTheHat = (numbers) => {
    const found = hatOf(numbers);
    for (const x of [whole(-2), whole(-1), half.negated(), zero, half, one, whole(2)]) {
      need(found.at(x).is(HAT.at(x)), `At x = ${x} it gives ${found.at(x)}, the hat is ${HAT.at(x)}.`);
    }
    const same = String(found.marks) === String(HAT.marks) && String(found.slopes) === String(HAT.slopes);
    need(same, `Its knots are ${point(found.knots)}; the hat's are −1, 0 and 1.`);
    return "The hat on the whole line.";
  };

  const lineThroughAParabola = ([m, q]) => {
    const error = (x) => x.times(x).minus(m.times(x)).minus(q).size(), turn = half.times(m);
    const places = [zero, ...(turn.sign >= 0 && !one.below(turn) ? [turn] : []), one];
    const worst = places.reduce((x, other) => (error(x).below(error(other)) ? other : x));
    need(!eighth.below(error(worst)), `At x = ${worst} it misses x² by ${error(worst)}.`);
    return "It stays within 1/8 on all of [0, 1], and no line does better.";
  };

  const sixOf = (numbers) => {
    const [first, second, third, fourth, last] = rows(numbers, 2, 2, 3, 3, 3);
    return Pieces.network([biased([first, second]), biased([third, fourth]), biased([last])]);
  };
  const sixPieces = (numbers) => {
    const pieces = sixOf(numbers).knots.length + 1;
    need(pieces >= 6, `It has ${pieces} piece${pieces > 1 ? "s" : ""}.`);
    return `${pieces} pieces. Four units side by side make five at most.`;
  };

  const aliveAndZero = (numbers) => {
    const layers = [rows(numbers, 2, 2), rows(numbers.slice(4), 2, 2), [numbers.slice(8)]].map((weight) => layer(weight));
    noZero(layers);
    const lit = rays(layers).find((x) => output(layers, x).sign);
    need(!lit, lit && `It is not 0 everywhere: at ${point(lit)} it gives ${output(layers, lit)}.`);
    return "No weight is 0, and the network is.";
  };

  const findTheHill = (x) => {
    const far = (t) => (half.below(t) ? t.minus(one) : t).size();
    const literal = (k) => (k > 0 ? x[k - 1] : one.minus(x[-k - 1]));
    const clauses = FORMULA.map((clause) => one.minus(sum(clause.map(literal))).relu());
    const height = half.minus(sum([...x.map(far), ...clauses])).relu();
    need(height.sign > 0, "There the network is 0: which clause is violated, or are 0 and 1 too far?");
    return `The network is ${height} there, so the formula can be satisfied and the network bends.`;
  };

  const judges = {
    "two-points": twoPoints, "only-one-line": onlyOneLine, "certify-a-sign": certifyASign,
    "live-and-linear": liveAndLinear, "flatten-the-crease": flattenTheCrease, "and-without-biases": andWithoutBiases,
    "build-the-hat": buildTheHat, "line-through-a-parabola": lineThroughAParabola,
    "six-pieces-from-four-units": sixPieces, "alive-and-zero": aliveAndZero, "find-the-hill": findTheHill,
  };

  // {right, reason, places} of the texts that stand in the boxes of a form.
  const judge = (name, typed) => {
    try {
      return { right: true, reason: judges[name](typed.map(Fraction.of)), places: [] };
    } catch (problem) {
      if (problem instanceof NotYet) return { right: false, reason: problem.message, places: problem.places };
      if (problem instanceof RangeError) return { right: false, unread: true, reason: `This cannot be read: ${problem.message}.` };
      throw problem;
    }
  };

  for (const form of document.querySelectorAll("form.exercise")) {
    const block = form.closest(".exercise-block"), verdict = form.querySelector("output");
    let misses = 0;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const found = judge(form.dataset.exercise, [...form.querySelectorAll("input")].map((box) => box.value));
      const { right, unread, reason } = found;
      misses += !right && !unread;
      form.classList.toggle("is-right", right);
      const first = document.createElement("strong");
      first.textContent = right ? "Right. " : "Not yet. ";
      verdict.replaceChildren(first, reason);
      block.classList.toggle("has-hint", misses > 0);
      block.classList.toggle("has-solution", right || misses > 1);
      form.dispatchEvent(new CustomEvent("judged", { detail: found }));
    });
  }

  return { judge, judges, need, get names() { return Object.keys(judges); } };
})();
