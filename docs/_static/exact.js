// Exact arithmetic for what readers type: fractions of whole numbers of any size, and functions of
// one variable made of straight pieces.  No number is ever rounded.
"use strict";

const reluExact = (() => {
  const LONGEST = 400; // characters of a number: any double, also as the fraction that a file holds

  const gcd = (a, b) => {
    while (b) [a, b] = [b, a % b];
    return a < 0n ? -a : a;
  };

  class Fraction {
    constructor(top, bottom = 1n) {
      const common = gcd(top, bottom) * (bottom < 0n ? -1n : 1n);
      this.top = top / common;
      this.bottom = bottom / common;
    }

    // "3", "-1/2", "0.25" or "1e-3", with a minus of either kind; what is none of these is an error.
    static of(typed) {
      const text = String(typed).trim().replaceAll("\u2212", "-");
      const parts = /^([+-]?)(\d+)(?:\/(\d+))?$/.exec(text);
      const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
      if (!text || text.length > LONGEST) throw new RangeError(text ? "a number is too long" : "a number is missing");
      if (parts && BigInt(parts[3] ?? 1)) {
        return new Fraction(BigInt(parts[1] + parts[2]), BigInt(parts[3] ?? 1));
      }
      if (!decimal || !(decimal[2] || decimal[3])) throw new RangeError(`“${text}” is not a number; write 3, -1/2 or 0.25`);
      const [, sign, whole, after = "", power = "0"] = decimal, shift = BigInt(power) - BigInt(after.length);
      const digits = BigInt(`${sign === "-" ? "-" : ""}${whole}${after}`);
      return shift < 0n ? new Fraction(digits, 10n ** -shift) : new Fraction(digits * 10n ** shift);
    }

    plus(other) { return new Fraction(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom); }
    minus(other) { return this.plus(other.negated()); }
    times(other) { return new Fraction(this.top * other.top, this.bottom * other.bottom); }
    over(other) { return new Fraction(this.top * other.bottom, this.bottom * other.top); }
    negated() { return new Fraction(-this.top, this.bottom); }
    size() { return this.top < 0n ? this.negated() : this; }
    relu() { return this.top > 0n ? this : zero; }
    get sign() { return this.top > 0n ? 1 : this.top < 0n ? -1 : 0; }
    is(other) { return this.top === other.top && this.bottom === other.bottom; }
    below(other) { return this.minus(other).sign < 0; }
    // For drawing only: the nearest double, also of very long fractions.
    get value() {
      const long = Math.max(this.top.toString().length, this.bottom.toString().length) - 300;
      const cut = long > 0 ? 10n ** BigInt(long) : 1n;
      return Number(this.top / cut) / Number(this.bottom / cut || 1n);
    }
    toString() { return `${this.top < 0n ? "\u2212" : ""}${this.size().top}${this.bottom > 1n ? `/${this.bottom}` : ""}`; }
    get plain() { return this.toString().replace("\u2212", "-"); }
  }

  const zero = new Fraction(0n), one = new Fraction(1n), half = new Fraction(1n, 2n);
  const whole = (n) => new Fraction(BigInt(n));
  const sum = (numbers) => numbers.reduce((total, number) => total.plus(number), zero);
  const dot = (row, x) => sum(row.map((weight, i) => weight.times(x[i])));
  const ordered = (numbers) => {
    const sorted = [...numbers].sort((a, b) => a.minus(b).sign);
    return sorted.filter((number, i) => !i || !number.is(sorted[i - 1]));
  };
  const point = (x) => `(${x.join(", ")})`;

  // The value of a network at a point: layers of {weight, bias}, a ReLU after each but the last.
  const output = (layers, x) => layers.reduce((values, { weight, bias }, depth) => {
    const z = weight.map((row, i) => dot(row, values).plus(bias[i]));
    return depth < layers.length - 1 ? z.map((number) => number.relu()) : z;
  }, x)[0];

  // A continuous function of one variable: its value at finitely many marks, and its two end slopes.
  class Pieces {
    constructor(marks, values, left, right) { Object.assign(this, { marks, values, left, right }); }

    static affine(slope, constant) { return new Pieces([zero], [constant], slope, slope); }

    at(x) {
      const { marks, values } = this, next = marks.findIndex((mark) => !mark.below(x)), last = marks.length - 1;
      if (next === -1) return values[last].plus(this.right.times(x.minus(marks[last])));
      if (marks[next].is(x)) return values[next];
      if (next === 0) return values[0].plus(this.left.times(x.minus(marks[0])));
      return values[next - 1].plus(this.slope(next).times(x.minus(marks[next - 1])));
    }

    // The slope left of mark i; i = the number of marks is right of all.
    slope(i) {
      if (i === 0) return this.left;
      if (i === this.marks.length) return this.right;
      return this.values[i].minus(this.values[i - 1]).over(this.marks[i].minus(this.marks[i - 1]));
    }

    get slopes() { return [...this.marks, null].map((_, i) => this.slope(i)); }

    // Without marks at which nothing bends; one mark stays, to hold the value.
    tidy() {
      const slopes = this.slopes, kept = this.marks.map((_, i) => !slopes[i].is(slopes[i + 1]));
      if (!kept.some(Boolean)) return Pieces.affine(this.left, this.at(zero));
      return new Pieces(this.marks.filter((_, i) => kept[i]), this.values.filter((_, i) => kept[i]), this.left, this.right);
    }

    get knots() { return this.marks.filter((_, i) => !this.slope(i).is(this.slope(i + 1))); }

    static sum(terms, constant) { // of [factor, pieces]
      const marks = ordered(terms.flatMap(([, pieces]) => pieces.marks));
      const add = (of) => sum(terms.map(([factor, pieces]) => factor.times(of(pieces))));
      const values = marks.map((mark) => add((pieces) => pieces.at(mark)).plus(constant));
      return new Pieces(marks, values, add((pieces) => pieces.left), add((pieces) => pieces.right)).tidy();
    }

    relu() {
      const roots = [];
      const between = (value, slope, mark, sign) => {
        // Outside the marks: where the end piece comes down to 0.
        if (value.sign * slope.sign * sign < 0) roots.push(mark.minus(value.over(slope)));
      };
      const last = this.marks.length - 1;
      between(this.values[0], this.left, this.marks[0], -1);
      between(this.values[last], this.right, this.marks[last], 1);
      for (let i = 1; i <= last; i += 1) {
        if (this.values[i - 1].sign * this.values[i].sign < 0) {
          roots.push(this.marks[i - 1].minus(this.values[i - 1].over(this.slope(i))));
        }
      }
      const marks = ordered([...this.marks, ...roots]);
      const first = marks[0].minus(one), beyond = marks.at(-1).plus(one);
      return new Pieces(
        marks, marks.map((mark) => this.at(mark).relu()),
        this.at(marks[0]).relu().minus(this.at(first).relu()), this.at(beyond).relu().minus(this.at(marks.at(-1)).relu()),
      ).tidy();
    }

    static network(layers) {
      let values = [Pieces.affine(one, zero)];
      layers.forEach(({ weight, bias }, depth) => {
        const z = weight.map((row, i) => Pieces.sum(row.map((factor, k) => [factor, values[k]]), bias[i]));
        values = depth < layers.length - 1 ? z.map((pieces) => pieces.relu()) : z;
      });
      return values[0];
    }
  }

  return { Fraction, Pieces, zero, one, half, whole, sum, dot, point, output };
})();
