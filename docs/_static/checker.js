// A second checker of certificates, for a browser: written from the rules on the page
// reference/certificates, with arithmetic and methods of its own, so that an error in one
// checker would have to be made again in the other. It loads nothing and asks no server.
//
//   reluProofs.check(text)    returns the statement that the certificate proves, or throws
//   reluProofs.Malformed      the text cannot be read as a certificate, or judging it would take
//                             too much work
//   reluProofs.Refused        it can, but it does not prove its statement
//
// It runs outside a browser too: node checker.js [--max-mb=N] [--max-work=N] FILE...
//
// How to read it. A rule takes the statement and the evidence of its kind apart and returns two
// functions: the work of judging them, by the formula that the format prescribes, and the judging;
// above it stands why what it accepts is true. Nothing recurses on the structure of a file, and
// nothing is built from a file before its depth, its degrees and its sizes are known.
"use strict";

const reluProofs = (() => {
  const MEGABYTE = 1 << 20;
  const MOST_WORK = 125; // million units for each megabyte that is begun
  const MOST_NESTING = 200; // lists and records in one another
  const MOST_DIGITS = 4000; // of a number
  const MOST_BITS = 1 << 17; // of a common denominator
  const MOST_VARIABLES = 16; // of an identity
  const MOST_DEGREE = 8;

  class Malformed extends Error {}
  class Refused extends Error {}

  // What is said is a function where the words are dear to make.
  const worded = (said) => (typeof said === "function" ? said() : said);

  const need = (condition, path, said) => {
    if (!condition) throw new Malformed(`${path}: ${worded(said)}`);
  };

  const insist = (condition, said) => {
    if (!condition) throw new Refused(worded(said));
  };

  // ---- Exact numbers ---------------------------------------------------------------------------

  const gcd = (a, b) => {
    while (b) [a, b] = [b, a % b];
    return a < 0n ? -a : a;
  };

  const lcm = (a, b) => (a % b ? (a / gcd(a, b)) * b : a);

  // A rational in lowest terms with a positive denominator, so that equal numbers look equal.
  class Rational {
    constructor(top, bottom = 1n) {
      const common = bottom < 0n ? -gcd(top, bottom) : gcd(top, bottom);
      this.top = top / common;
      this.bottom = bottom / common;
    }

    plus(q) { return new Rational(this.top * q.bottom + q.top * this.bottom, this.bottom * q.bottom); }
    times(q) { return new Rational(this.top * q.top, this.bottom * q.bottom); }
    minus(q) { return this.plus(q.times(MINUS_ONE)); }
    sign() { return signOf(this.top); }
    is(q) { return this.top === q.top && this.bottom === q.bottom; }
    below(q) { return this.top * q.bottom < q.top * this.bottom; }
    toString() { return this.bottom === 1n ? `${this.top}` : `${this.top}/${this.bottom}`; }
  }

  const ZERO = new Rational(0n);
  const ONE = new Rational(1n);
  const MINUS_ONE = new Rational(-1n);

  const increasing = (numbers) => numbers.every((q, i) => i === 0 || numbers[i - 1].below(q));

  const brief = (q) => {
    const text = String(q);
    return text.length > 60 ? `${text.slice(0, 40)}... (${text.length} characters)` : text;
  };

  // Rationals as integers over their least common denominator, which comes last. Of a point these
  // are homogeneous coordinates, and a row of weights with its bias meets them in one product.
  const overOne = (numbers) => {
    const bottom = numbers.reduce((common, q) => lcm(common, q.bottom), 1n);
    return [...numbers.map((q) => q.top * (bottom / q.bottom)), bottom];
  };

  const signOf = (v) => (v > 0n) - (v < 0n);
  const dot = (a, b) => a.reduce((sum, v, i) => sum + v * b[i], 0n);

  // A sum of named things, top / bottom times each; no top is 0. In an affine form of n inputs the
  // name i stands for input i and n for 1, and further names for atoms; in a polynomial the names
  // are monomials.
  class Sum {
    constructor(tops, bottom = 1n) {
      this.tops = tops; // a Map from names
      this.bottom = bottom;
    }

    of(name) { return this.tops.get(name) || 0n; }
    isZero() { return this.tops.size === 0; }
    isOnly(name) { return this.tops.size === (this.tops.has(name) ? 1 : 0); }
  }

  const NOTHING = new Sum(new Map());

  const addUp = (factors, parts) => {
    const sum = new Map();
    for (const [i, factor] of factors.entries()) {
      if (!factor) continue;
      for (const [name, top] of parts[i]) sum.set(name, (sum.get(name) || 0n) + factor * top);
    }
    return new Map([...sum].filter(([, top]) => top));
  };

  // The sum of rational multiples of sums, given as pairs.
  const combine = (...terms) => {
    const bottoms = terms.map(([factor, sum]) => factor.bottom * sum.bottom);
    const bottom = bottoms.reduce(lcm);
    const factors = terms.map(([factor], i) => factor.top * (bottom / bottoms[i]));
    return new Sum(addUp(factors, terms.map(([, sum]) => sum.tops)), bottom);
  };

  const negative = (sum) => combine([MINUS_ONE, sum]);
  const sumOf = (entries) =>
    combine(...entries.map(([name, q]) => [q, new Sum(new Map([[name, 1n]]))]));

  // The value of an affine form without atoms at a point, times a positive number.
  const valueAt = (form, x) => [...form.tops].reduce((sum, [name, top]) => sum + top * x[name], 0n);

  // ---- Work ------------------------------------------------------------------------------------
  // The formulas are part of the format: every checker finds the same number of units, from the
  // sizes in the file alone. Beyond 2^53 units they are rounded here, and far too many.

  const bitsOf = (n) => {
    const digits = (n < 0 ? -n : n).toString(16);
    return 4 * digits.length + 28 - Math.clz32(parseInt(digits[0], 16));
  };

  // A product of integers of so many bits, added to another; a sum of rationals in lowest terms.
  const product = (a, b) => 1 + Math.floor(((a + 32) * (b + 32)) / 2 ** 16);
  const reduction = (bits) => 32 + Math.floor(bits / 2) + Math.floor(bits ** 2 / 2 ** 11);

  const total = (numbers) => numbers.reduce((a, b) => a + b, 0);
  const largest = (numbers) => numbers.reduce((a, b) => Math.max(a, b), 0);

  // The bits of the largest numerator and of the least common denominator.
  const sizeOf = (numbers) => {
    let [top, bottom] = [0n, 1n];
    for (const q of numbers) {
      const size = q.top < 0n ? -q.top : q.top;
      if (top < size) top = size;
      if (bottom % q.bottom) {
        bottom = lcm(bottom, q.bottom);
        need(bitsOf(bottom) <= MOST_BITS, "certificate", "a common denominator is too long");
      }
    }
    return bitsOf(top) + bitsOf(bottom);
  };

  const afford = (work, limit) => need(work <= limit, "certificate",
    `too much work: ${work} units, the limit is ${limit} (--max-work)`);

  // What is computed once, and not before it is asked for.
  const later = (compute) => {
    let value;
    return () => (value ??= compute());
  };

  // ---- The text: one value has one text --------------------------------------------------------

  const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  const escaped = (text) => text.replace(/[^ -~\n]/g, (letter) =>
    `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

  const canonical = (whole) => {
    const sorted = (_, value) => (isRecord(value)
      ? Object.fromEntries(Object.keys(value).sort().map((name) => [name, value[name]])) : value);
    return `${escaped(JSON.stringify(whole, sorted, 2))}\n`;
  };

  const parse = (source, path) => {
    try {
      const isText = typeof source === "string";
      need(isText || source.every((byte) => byte < 128), path, "not ASCII");
      const text = isText ? source : new TextDecoder().decode(source);
      let [depth, indents] = [0, 0]; // of lists and records that are not empty
      for (const [sign] of text.matchAll(/,|[[{](?![\]}])|(?<![[{])[\]}]/g)) {
        if (sign !== ",") depth += "[{".includes(sign) ? 1 : -1;
        indents += 2 * depth;
        need(depth <= MOST_NESTING, path, "nested too deeply");
        need(indents < text.length, path, "not the canonical text, which is longer");
      }
      const value = JSON.parse(text);
      need(canonical(value) === text, path, "not the canonical text of its value");
      return { value, length: text.length };
    } catch (problem) {
      if (problem instanceof Malformed) throw problem;
      throw new Malformed(`${path}: not JSON: ${problem.message}`);
    }
  };

  // ---- Readers: from a JSON value and its path to a typed value --------------------------------

  const RATIONAL = /^(0|-?[1-9][0-9]*)(?:\/([1-9][0-9]*))?$/;
  const VARIABLE = /^[A-Za-z][A-Za-z0-9_]*$/;

  const excerpt = (value) => {
    if (typeof value === "object" && value) return Array.isArray(value) ? "a list" : "a record";
    return String(JSON.stringify(value)).slice(0, 60);
  };

  const asIs = (value) => value;

  const matching = (pattern, expected) => (value, path) => {
    need(typeof value === "string" && pattern.test(value), path,
      () => `found ${excerpt(value)}, expected ${expected}`);
    return value;
  };

  const rational = (value, path) => {
    const [top, bottom = "1"] = matching(RATIONAL, "a rational as text")(value, path).split("/");
    need(Math.max(top.length, bottom.length) <= MOST_DIGITS, path, `over ${MOST_DIGITS} digits`);
    const number = new Rational(BigInt(top), BigInt(bottom));
    need(String(number) === value, path, () => `found ${excerpt(value)}, expected lowest terms`);
    return number;
  };

  const index = (value, path) => {
    need(Number.isSafeInteger(value) && value >= 0, path,
      () => `found ${excerpt(value)}, expected a whole number >= 0 and < 2^53`);
    return value;
  };

  const oneOf = (...words) => (value, path) => {
    need(words.includes(value), path,
      () => `found ${excerpt(value)}, expected one of ${words.join(", ")}`);
    return value;
  };

  const list = (item, { least = 0, exactly = null } = {}) => (value, path) => {
    need(Array.isArray(value), path, () => `found ${excerpt(value)}, expected a list`);
    const { length } = value;
    need(length >= least, path, `found ${length} items, expected at least ${least}`);
    need((exactly ?? length) === length, path, `found ${length} items, expected ${exactly}`);
    return value.map((entry, i) => item(entry, `${path}[${i}]`));
  };

  const some = (item) => list(item, { least: 1 });
  const vector = (length) => list(rational, { exactly: length });

  const pair = (first, second) => (value, path) => {
    list(asIs, { exactly: 2 })(value, path);
    return [first(value[0], `${path}[0]`), second(value[1], `${path}[1]`)];
  };

  const record = (fields) => {
    const names = Object.keys(fields);
    return (value, path) => {
      need(isRecord(value) && Object.keys(value).length === names.length
        && names.every((name) => Object.hasOwn(value, name)), path,
      () => `expected the fields ${names.sort().join(", ") || "(none)"} and no others`);
      const read = (name) => [name, fields[name](value[name], `${path}.${name}`)];
      return Object.fromEntries(names.map(read));
    };
  };

  // A record with a field that is read first, since the others depend on it.
  const headed = (head, reader, further) => (value, path) => {
    need(isRecord(value) && Object.hasOwn(value, head), path, `expected a field ${head}`);
    const read = reader(value[head], `${path}.${head}`);
    return record({ [head]: () => read, ...further(read) })(value, path);
  };

  // A record whose field `type` says which other fields it has.
  const typed = (forms) => headed("type", oneOf(...Object.keys(forms)), (type) => forms[type]);

  // A tree as the list of its nodes, the root first. In the reader of a node, which is given
  // `child`, this puts off what stands below and returns its number.
  const treeOf = (node) => (value, path) => {
    const queue = [[value, path]];
    const read = node((entry, here) => queue.push([entry, here]) - 1);
    const nodes = [];
    for (const [entry, here] of queue) nodes.push(read(entry, here));
    return nodes;
  };

  // Visits the nodes of a tree, the root first: visit(node, what is known there, descend), where
  // descend(number, what is known) has the node of that number visited later.
  const visitAll = (nodes, known, visit) => {
    const open = [[0, known]];
    const descend = (i, below) => open.push([i, below]);
    while (open.length) {
      const [i, here] = open.pop();
      visit(nodes[i], here, descend);
    }
  };

  // ---- Networks --------------------------------------------------------------------------------

  // Each unit's weights and bias as one row, all over one denominator.
  const layerOf = ({ weight, bias }) => {
    const tops = overOne(weight.flatMap((row, i) => [...row, bias[i]]));
    const width = weight[0].length + 1;
    const rows = bias.map((_, i) => tops.slice(i * width, (i + 1) * width));
    return { rows, bottom: tops.at(-1) };
  };

  // Layers of weights and biases, with a ReLU after each but the last.
  class Network {
    constructor(layers) {
      const sizes = layers.map(({ weight, bias }) => sizeOf([...bias, ...weight.flat()]));
      this.layers = later(() => layers.map(layerOf));
      this.shapes = layers.map(({ weight }) => [weight.length, weight[0].length]);
      this.widths = layers.slice(0, -1).map(({ bias }) => bias.length);
      this.units = total(this.widths);
      [[, this.inputs], [this.outputs]] = [this.shapes[0], this.shapes.at(-1)];
      this.count = total(this.shapes.map(([m, n]) => m * (n + 1)));
      this.most = largest(sizes);
      // By so many bits numbers grow on their way to the outputs.
      this.growth = total(sizes) + total(this.shapes.map(([, n]) => bitsOf(n)));
      this.work = this.count * product(this.most, this.most);
    }

    evaluation(bits) { return this.count * product(this.most, bits + this.growth); }

    // Whether there is one entry for each hidden unit, in lists by layer.
    isShapeOf(pattern) { return String(pattern.map(({ length }) => length)) === String(this.widths); }
  }

  const readNetwork = (value, path) => {
    const layers = [];
    const layer = (entry, here) => {
      const row = list(rational, { least: 1, exactly: layers.at(-1)?.bias.length ?? null });
      const { weight, bias } = record({ weight: some(row), bias: some(rational) })(entry, here);
      need(weight.every(({ length }) => length === weight[0].length), here, "rows of two lengths");
      need(bias.length === weight.length, here, `${weight.length} rows, ${bias.length} biases`);
      layers.push({ weight, bias });
    };
    record({ format: oneOf("relu-network/1"), layers: some(layer) })(value, path);
    return new Network(layers);
  };

  // A statement about a network, with further fields that depend on it.
  const aboutNetwork = (statement, further) => headed("network", readNetwork, (network) =>
    ({ kind: asIs, ...further(network) }))(statement, "statement");

  // The values before each ReLU, and of the outputs, at a point, all in homogeneous coordinates.
  const evaluate = (layers, point) => {
    let x = point;
    return layers.map(({ rows, bottom }) => {
      const z = [...rows.map((row) => dot(row, x)), x.at(-1) * bottom];
      x = z.map((value) => (value > 0n ? value : 0n));
      return z;
    });
  };

  // The outputs as forms on a set where stateOf(unit, its form) is the state of each unit. If what
  // enters a layer is known as forms there, then so is z, which is passed on by a unit that is on
  // there, z >= 0; a unit that is off there, z <= 0, passes on 0; any other passes on r(z), which
  // `rectified` gives a form.
  const walk = (layers, stateOf, rectified) => {
    const inputs = layers[0].rows[0].length - 1;
    let parts = Array.from({ length: inputs }, (_, i) => new Map([[i, 1n]]));
    let bottom = 1n;
    let forms;
    for (const [k, layer] of layers.entries()) {
      parts.push(new Map([[inputs, bottom]]));
      bottom *= layer.bottom;
      forms = layer.rows.map((row) => new Sum(addUp(row, parts), bottom));
      parts = k === layers.length - 1 ? [] : forms.map((form, i) => {
        const state = stateOf(`${k}, ${i}`, form);
        if (!state) return rectified(form.tops);
        return state === "on" ? form.tops : NOTHING.tops;
      });
    }
    return forms;
  };

  // ---- Domains, points of them, and what multipliers show --------------------------------------

  class Domain {
    constructor({ type, points = [], intervals = [], rows = [] }, inputs) {
      Object.assign(this, { type, points, intervals, inputs });
      const sides = intervals.flatMap(([low, high], i) =>
        [[[i, ONE], [inputs, low.times(MINUS_ONE)]], [[i, MINUS_ONE], [inputs, high]]]);
      const faces = rows.map(([row, bias]) => [...row, bias].map((q, i) => [i, q]));
      const bounds = [...sides, ...faces]; // forms >= 0, entry by entry
      this.terms = bounds.flat().length;
      this.size = largest([bounds.flat().map(([, q]) => q), ...points].map(sizeOf));
      this.work = (this.terms + points.length * inputs) * product(this.size, this.size);
      this.halfSpaces = later(() => bounds.map(sumOf));
      this.places = later(() => points.map(overOne));
      this.members = later(() => new Set(this.places().map(String)));
    }

    insistInside(x, name) {
      insist(this.type !== "points" || this.members().has(String(x)),
        `${name} is not one of the points of the domain`);
      this.halfSpaces().forEach((form, k) =>
        insist(valueAt(form, x) >= 0n, `${name} lies outside half-space ${k} of the domain`));
    }

    // Whether form >= 0 is shown where all `known` forms are >= 0. Multiples >= 0 of them are
    // taken from the form, which makes it no larger there. What is left is then >= 0 if it is
    // a number >= 0; or, in a hull, an affine form that is >= 0 at the points, since at a mean of
    // points it has the mean of its values. Of an atom the points tell nothing.
    shows(form, multipliers, known, where) {
      const taken = multipliers.map(([j, factor]) => {
        insist(j < known.length, `${where}: there is no half-space ${j}`);
        insist(factor.sign() >= 0, `${where}: a negative multiplier of half-space ${j}`);
        return [factor.times(MINUS_ONE), known[j]];
      });
      const rest = combine([ONE, form], ...taken);
      if (this.type !== "hull") {
        insist(rest.isOnly(this.inputs), `${where}: the multipliers leave more than a constant`);
        return rest.of(this.inputs) >= 0n;
      }
      const isAffine = [...rest.tops.keys()].every((name) => name <= this.inputs);
      insist(isAffine, `${where}: the multipliers leave an atom`);
      return this.places().every((x) => valueAt(rest, x) >= 0n);
    }

    // The work of `shows`, for forms of so many terms and bits.
    showing(multipliers, terms, bits) {
      const own = bits + this.size + sizeOf(multipliers.map(([, factor]) => factor));
      const taken = (1 + multipliers.length) * (terms * product(own, own) + reduction(own));
      return taken + this.points.length * (this.inputs + 1) * product(own, this.size);
    }
  }

  const readDomain = ({ inputs }) => (value, path) => {
    const interval = (entry, here) => {
      const [low, high] = pair(rational, rational)(entry, here);
      need(low.below(high), here, "expected low < high");
      return [low, high];
    };
    return new Domain(typed({
      space: {},
      box: { intervals: list(interval, { exactly: inputs }) },
      polytope: { rows: list(pair(vector(inputs), rational)) },
      points: { points: some(vector(inputs)) },
      hull: { points: some(vector(inputs)) },
    })(value, path), inputs);
  };

  // The sums of multiples of points, and of the number 1, and the factors in them.
  const mix = (factors, points) => {
    const shares = factors.map((q, k) => new Rational(q.top, q.bottom * points[k].at(-1)));
    const tops = overOne(shares);
    const sums = points[0].map((_, i) => points.reduce((sum, x, k) => sum + tops[k] * x[i], 0n));
    return { sums, tops, bottom: tops.at(-1) };
  };

  // Points of the domain that evidence names: by their numbers, or in a hull by weights of its
  // points, which are > 0 and add up to 1.
  class Places {
    static fields({ type, inputs }, least) {
      if (type !== "hull") return { points: list(vector(inputs), { least }) };
      const weights = (value, path) => {
        const read = some(pair(index, rational))(value, path);
        need(read.every(([p], i) => i === 0 || read[i - 1][0] < p), path,
          "the points of the hull do not increase");
        return read;
      };
      return { weights: list(weights, { least }) };
    }

    constructor(domain, { points = [], weights = [] }) {
      Object.assign(this, { domain, points, weights });
      const pairs = weights.flat();
      const used = [...new Set(pairs.map(([p]) => p))].flatMap((p) => domain.points[p] || []);
      const rows = weights.length ? sizeOf(used) : 0;
      const numbers = [...points, ...weights.map((own) => own.map(([, w]) => w))];
      this.count = numbers.length;
      this.each = rows + largest(numbers.map(sizeOf)); // bits of one point, and of all together
      this.all = rows + sizeOf(numbers.flat());
      const { inputs, terms, size } = domain;
      const each = inputs * product(this.each, this.each) + terms * product(this.each, size);
      this.work = this.count * each + pairs.length * inputs * reduction(this.each);
    }

    found() {
      const { domain, points, weights } = this;
      const found = points.map(overOne);
      found.forEach((x, k) => domain.insistInside(x, `point ${k}`));
      return found.concat(weights.map((pairs, k) => {
        insist(pairs.at(-1)[0] < domain.points.length, `point ${k}: the hull has no such point`);
        insist(pairs.every(([, w]) => w.sign() > 0), `point ${k}: a weight that is not positive`);
        const chosen = pairs.map(([p]) => domain.places()[p]);
        const { sums, bottom } = mix(pairs.map(([, w]) => w), chosen);
        insist(sums.at(-1) === bottom, `point ${k}: the weights do not add up to 1`);
        return sums;
      }));
    }
  }

  // ---- not-affine, not-linear ------------------------------------------------------------------

  // Multiples of points add up to 0, and for not-affine the factors do so too; hence the values of
  // every linear (affine) map at these points add up to 0 with the same factors. Those of the
  // network do not, so it is no such map on a domain that has these points.
  const combination = (alsoOnes) => (statement, evidence) => {
    const { network, domain } = aboutNetwork(statement, (of) => ({ domain: readDomain(of) }));
    const fields = { ...Places.fields(domain, 1), coefficients: some(rational), output: index };
    const { coefficients, output, ...named } = record(fields)(evidence, "evidence");
    const places = new Places(domain, named);
    return {
      work() {
        const bits = places.all + network.growth + sizeOf(coefficients);
        const each = network.evaluation(places.each) + (network.inputs + 2) * reduction(bits);
        return network.work + domain.work + places.work + places.count * each;
      },

      judge() {
        const points = places.found();
        insist(points.length === coefficients.length,
          `${points.length} points, but ${coefficients.length} coefficients`);
        insist(output < network.outputs, "the network has no such output");
        const { sums, tops, bottom } = mix(coefficients, points);
        const [ones, ...ofInputs] = sums.reverse().map((sum) => new Rational(sum, bottom));
        ofInputs.reverse().forEach((q, i) =>
          insist(!q.sign(), () => `the combination of input ${i} is ${brief(q)}, expected 0`));
        insist(!alsoOnes || !ones.sign(), () => `the coefficients add up to ${brief(ones)}`);
        const values = points.map((x) => evaluate(network.layers(), x).at(-1)[output]);
        insist(dot(values, tops), "the combination of the outputs is 0, expected another value");
      },
    };
  };

  // ---- Trees that cut a domain into cells ------------------------------------------------------

  const MULTIPLIERS = list(pair(index, rational));
  const ONE_LIST = (value, path) => [MULTIPLIERS(value, path)];
  const UNIT = (value, path) => pair(index, index)(value, path).join(", ");
  const STATE = oneOf("on", "off");

  const signed = (form, state) => (state === "on" ? form : negative(form));

  // A cell is where the half-spaces of the domain and of the splits above are >= 0. At a split
  // z >= 0 or z <= 0 at each point, so the cells of the leaves cover the domain. A unit has a
  // state in a cell by a split above, or because the multipliers of its sign show it, there or in
  // a larger cell; so the forms that `walk` finds are the functions of x that the units compute
  // there. An atom has one number in the whole tree, and so is one function of x everywhere. An
  // empty leaf shows -1 >= 0. What the other leaves show is the rule's affair.
  class Tree {
    static reader = (network, domain, leaves) => {
      const sign = record({ unit: UNIT, state: STATE, multipliers: MULTIPLIERS });
      const nodes = treeOf((child) => record({
        signs: (value, path) => new Map(list(sign)(value, path).map((read) => [read.unit, read])),
        then: typed({
          split: { unit: UNIT, on: child, off: child }, empty: { multipliers: ONE_LIST }, ...leaves,
        }),
      }));
      return (value, path) => new Tree(network, domain, nodes(value, path));
    };

    constructor(network, domain, nodes) {
      Object.assign(this, { network, domain, nodes });
    }

    work() {
      const { domain, network: { shapes, growth, most }, nodes } = this;
      const bits = 1 + growth;
      let [walked, span, terms] = [0, 1, 1 + domain.inputs];
      for (const [m, n] of shapes) {
        const forms = terms * (32 + 2 * product(bits, bits)) + reduction(bits);
        walked += m * (n * span * product(most, bits) + forms);
        [span, terms] = [terms + 1, terms + m];
      }
      const lists = nodes.flatMap(({ signs, then: { multipliers = [] } }) =>
        [...multipliers, ...[...signs.values()].map((sign) => sign.multipliers)]);
      return nodes.length * walked + total(lists.map((own) => domain.showing(own, terms, bits)));
    }

    // Judges each leaf that is not empty by leaf(then, forms, outputs, shows, where).
    judge(name, leaf) {
      const { domain, network, nodes } = this;
      const atoms = new Map();
      const root = { known: domain.halfSpaces(), above: new Map(), where: name };
      visitAll(nodes, root, ({ signs, then }, { known, above, where }, descend) => {
        const shows = (form, multipliers) => domain.shows(form, multipliers, known, where);
        const forms = new Map();
        const states = new Map(above);
        const stateOf = (unit, form) => {
          forms.set(unit, form);
          if (!states.has(unit) && signs.has(unit)) {
            const { state, multipliers } = signs.get(unit);
            insist(shows(signed(form, state), multipliers),
              `${where}: the multipliers do not show that unit ${unit} is ${state}`);
            states.set(unit, state);
          }
          return states.get(unit);
        };
        const outputs = walk(network.layers(), stateOf, (tops) => this.rectified(tops, atoms));
        if (then.type === "split") {
          const form = forms.get(then.unit);
          insist(form, `${where}: a split at a unit that does not exist`);
          for (const state of ["on", "off"]) {
            descend(then[state], {
              known: [...known, signed(form, state)],
              above: new Map([...states, [then.unit, state]]),
              where: `${where}.${state}`,
            });
          }
        } else if (then.type === "empty") {
          const never = sumOf([[domain.inputs, MINUS_ONE]]);
          insist(shows(never, then.multipliers[0]), `${where}: the multipliers do not contradict`);
        } else leaf(then, forms, outputs, shows, where);
      });
    }

    // r(z) for z = c A or z = -c A, with c > 0 and A of coprime integers, the first of them > 0:
    // r(c A) = c r(A), and r(-c A) = c r(A) - c A.
    rectified(tops, atoms) {
      const { inputs } = this.domain;
      const first = [...tops.keys()].reduce((a, b) => (b !== inputs && b < a ? b : a), Infinity);
      if (first === Infinity) return tops.get(inputs) > 0n ? tops : NOTHING.tops;
      const content = [...tops.values()].reduce(gcd, 0n);
      const turned = tops.get(first) > 0n ? content : -content;
      const text = [...tops].map(([name, top]) => `${name}: ${top / turned}`).sort().join();
      if (!atoms.has(text)) atoms.set(text, inputs + 1 + atoms.size);
      return new Map([...(turned > 0n ? [] : tops), [atoms.get(text), content]]);
    }
  }

  // ---- affine-on -------------------------------------------------------------------------------

  // At points both sides are computed. Elsewhere each leaf's outputs are forms there: `equal`
  // finds the wanted forms themselves, `squeezed` shows for each output that its difference from
  // the wanted one is >= 0 and <= 0. No points, no difference: so a domain that might be empty
  // needs a point.
  const affineOn = (statement, evidence) => {
    const { network, domain, U, c } = aboutNetwork(statement, (of) => ({
      domain: readDomain(of),
      U: list(vector(of.inputs), { exactly: of.outputs }),
      c: vector(of.outputs),
    }));
    const squeezes = list(pair(MULTIPLIERS, MULTIPLIERS), { exactly: network.outputs });
    const squeezed = { multipliers: (value, path) => squeezes(value, path).flat() };
    const cells = { tree: Tree.reader(network, domain, { equal: {}, squeezed }) };
    const fields = { points: {}, hull: cells }[domain.type];
    const { tree, point } = record(fields || { ...cells, point: vector(network.inputs) })(
      evidence, "evidence");
    const target = later(() => layerOf({ weight: U, bias: c }));

    const judgePoint = (x, k) => {
      const [y, wanted] = [network.layers(), [target()]].map((layers) => evaluate(layers, x).at(-1));
      insist(y.every((value, i) => value * wanted.at(-1) === wanted[i] * y.at(-1)),
        `at point ${k} the network is not U x + c`);
    };

    return {
      work() {
        const bits = network.growth + domain.size + sizeOf([...c, ...U.flat()]) + sizeOf(point || []);
        const each = product(bits, bits);
        const compared = network.outputs * (1 + network.inputs + network.units) * each;
        const computed = (1 + domain.points.length) * (network.evaluation(domain.size) + compared);
        return network.work + domain.work + (tree
          ? domain.terms * each + tree.work() + (1 + tree.nodes.length) * compared : computed);
      },

      judge() {
        if (!tree) domain.places().forEach(judgePoint);
        if (point) domain.insistInside(overOne(point), "the point of the domain");
        const wanted = walk([target()]);
        tree?.judge("tree", (then, forms, outputs, shows, where) => outputs.forEach((form, k) => {
          const rest = combine([ONE, form], [MINUS_ONE, wanted[k]]);
          const [above, below] = (then.multipliers || []).slice(2 * k);
          insist(above ? shows(rest, above) && shows(negative(rest), below) : rest.isZero(),
            `${where}: output ${k} is not ${above ? "squeezed onto" : ""} U x + c`);
        }));
      },
    };
  };

  // ---- unit-sign -------------------------------------------------------------------------------

  const WITNESSES = { off: [], on: [1], switching: [-1, 1] }; // the signs that they show

  // Entries about different units, in increasing order, each with its unit as a place.
  const inOrder = (item, least) => (value, path) => {
    const entries = list(item, { least })(value, path).map((entry) => {
      const [k, i] = entry.unit.split(", ").map(Number);
      return { ...entry, k, i };
    });
    const follows = (a, b) => a.k < b.k || (a.k === b.k && a.i < b.i);
    need(entries.every((entry, e) => e === 0 || follows(entries[e - 1], entry)), path,
      "the units do not increase");
    return entries;
  };

  // Lower bounds of units in a box. A unit of the first layers has numbers low <= z <= high, both
  // shown by the layers before it, and two lines with a z <= r(z) <= s z + t there: the first
  // since 0 <= a <= 1, the second since r is convex and the line is not below it at low and high.
  // A bound of another unit is found backwards: each r(z) gives way to the line that makes the sum
  // smaller, by the sign of its factor, until a form of the inputs is left, which is least at
  // a corner of the box.
  class Bounds {
    constructor(network, box, relaxations) {
      Object.assign(this, { network, box, relaxations });
      const parts = [({ lower }) => lower, ({ upper }) => upper[0], ({ upper }) => upper[1]];
      this.numbers = relaxations.map((layer) => parts.flatMap((part) => layer.map(part)));
      this.lines = later(() => this.numbers.map(overOne));
      this.ends = later(() => overOne(box.intervals.flat()));
      this.columns = later(() => network.layers().map(({ rows }) =>
        rows[0].map((_, i) => rows.map((row) => row[i]))));
    }

    // For bounds of so many units, and two of each unit that has lines.
    work(units) {
      const { network, box, relaxations } = this;
      const sizes = this.numbers.map(sizeOf);
      const bits = box.size + network.growth + total(sizes);
      const most = largest([network.most, box.size, ...sizes]);
      const each = 2 * network.count * product(most, bits) + reduction(bits);
      return (units + 2 * relaxations.flat().length) * each;
    }

    // A number that sign * z is not below.
    least(k, i, sign) {
      const layers = this.network.layers();
      let form = layers[k].rows[i].map((v) => sign * v);
      let { bottom } = layers[k];
      for (let j = k - 1; j >= 0; j -= 1) {
        const line = this.lines()[j];
        const lift = form.pop() * line.at(-1);
        const m = form.length;
        const negatives = form.map((v) => (v < 0n ? v : 0n));
        const passed = form.map((v, unit) => v * line[v < 0n ? m + unit : unit]);
        form = this.columns()[j].map((column) => dot(passed, column));
        form[form.length - 1] += (lift + dot(negatives, line.slice(2 * m))) * layers[j].bottom;
        bottom *= line.at(-1) * layers[j].bottom;
      }
      const ends = this.ends();
      const corner = form.slice(0, -1).map((v, input) => ends[2 * input + (v < 0n ? 1 : 0)]);
      return new Rational(dot(form, [...corner, ends.at(-1)]), bottom * ends.at(-1));
    }

    judge() {
      this.relaxations.forEach((layer, k) => {
        insist(layer.length === this.network.widths[k], `layer ${k} has no relaxations, or others`);
        layer.forEach(({ low, high, lower, upper: [slope, shift] }, i) => {
          const least = this.least(k, i, 1n);
          const most = this.least(k, i, -1n).times(MINUS_ONE);
          const said = (words) => () => `unit ${k}, ${i}: ${words}`;
          insist(!least.below(low), said(`low is above the bound, ${brief(least)}`));
          insist(!high.below(most), said(`high is below the bound, ${brief(most)}`));
          insist(lower.sign() >= 0 && !ONE.below(lower), said("the lower slope is not in [0, 1]"));
          const reaches = (z, q) => !slope.times(z).plus(shift).below(q);
          insist([low, high].every((z) => reaches(z, z) && reaches(z, ZERO)),
            said("the upper line passes below r"));
        });
      });
    }
  }

  // A strict sign somewhere is shown by computing z at a point of the domain. z >= 0 (z <= 0)
  // throughout is shown at all points where these are all there is, else in each leaf of a tree,
  // or in a box by bounds. Of no points all signs hold: so a polytope needs a point.
  const unitSign = (statement, evidence) => {
    const unitState = record({ unit: UNIT, state: oneOf(...Object.keys(WITNESSES)) });
    const { network, domain, units } = aboutNetwork(statement, (of) =>
      ({ domain: readDomain(of), units: inOrder(unitState, 1) }));
    const exist = () => units.forEach(({ unit, k, i }) =>
      insist(i < (network.widths[k] ?? 0), `there is no unit ${unit}`));
    const signsAt = (points) =>
      points.map((x) => evaluate(network.layers(), x).map((z) => z.map(signOf)));
    const prepared = network.work + domain.work;

    if (domain.type === "points") {
      record({})(evidence, "evidence");
      return {
        work: () =>
          prepared + domain.points.length * (network.evaluation(domain.size) + units.length),

        judge() {
          exist();
          const seen = signsAt(domain.places());
          for (const { unit, state, k, i } of units) {
            const [above, below] = [1, -1].map((sign) => seen.some((z) => z[k][i] === sign));
            const found = above ? (below ? "switching" : "on") : "off";
            insist(found === state, `unit ${unit} is ${found} on the points, not ${state}`);
          }
        },
      };
    }

    const line = {
      low: rational, high: rational, lower: rational, upper: pair(rational, rational),
    };
    const ofTree = { unit: UNIT, tree: Tree.reader(network, domain, { sign: { multipliers: ONE_LIST } }) };
    const { relaxations, witnesses, trees, ...named } = record({
      relaxations: list(list(record(line)), domain.type === "box" ? {} : { exactly: 0 }),
      ...Places.fields(domain, domain.type === "polytope" ? 1 : 0),
      witnesses: list(list(index), { exactly: units.length }),
      trees: inOrder(record(ofTree), 0),
    })(evidence, "evidence");
    units.forEach(({ state }, j) => need(witnesses[j].length === WITNESSES[state].length,
      `evidence.witnesses[${j}]`, `expected ${WITNESSES[state].length} items`));
    const places = new Places(domain, named);
    const bounds = new Bounds(network, domain, relaxations);
    const shown = new Set(trees.map(({ unit }) => unit));
    const bounded = units.filter(({ unit, state }) => state !== "switching" && !shown.has(unit));

    const judgeTree = ({ unit, tree }, t) => {
      const { state = "switching" } = units.find((entry) => entry.unit === unit) || {};
      insist(state !== "switching", `tree ${t}: unit ${unit} is not stated to be on or off`);
      tree.judge(`trees[${t}]`, ({ multipliers }, forms, outputs, shows, where) =>
        insist(shows(signed(forms.get(unit), state), multipliers[0]),
          `${where}: the multipliers do not show that unit ${unit} is ${state}`));
    };

    return {
      work: () => prepared + places.work + places.count * network.evaluation(places.each)
        + total(trees.map(({ tree }) => tree.work())) + bounds.work(bounded.length),

      judge() {
        exist();
        const seen = signsAt(places.found());
        units.forEach(({ unit, state, k, i }, j) => WITNESSES[state].forEach((sign, w) => {
          const z = seen[witnesses[j][w]];
          insist(z, `unit ${unit}: no witness`);
          insist(z[k][i] === sign, `unit ${unit}: no such sign at point ${witnesses[j][w]}`);
        }));
        trees.forEach(judgeTree);
        bounds.judge();
        for (const { unit, state, k, i } of bounded) {
          insist(domain.type === "box", `unit ${unit}: no tree shows that it is ${state}`);
          insist(k <= relaxations.length, `unit ${unit}: an earlier layer has no relaxations`);
          const least = bounds.least(k, i, state === "on" ? 1n : -1n);
          insist(least.sign() >= 0,
            () => `unit ${unit} is not shown to be ${state}: the bound is ${brief(least)}`);
        }
      },
    };
  };

  // ---- identity --------------------------------------------------------------------------------

  // The value of a term in some arithmetic; null where a part of it has none. In a term, a list of
  // nodes, parts come after the nodes that they are parts of.
  const valueIn = (arithmetic, { nodes }) => {
    const values = [];
    for (let i = nodes.length - 1; i >= 0; i -= 1) {
      const { operation, given, parts } = nodes[i];
      const own = parts.map((part) => values[part]);
      values[i] = own.includes(null) ? null : arithmetic[operation](own, given);
    }
    return values[0];
  };

  const NUMBERS = (point) => ({
    number: (_, q) => q,
    variable: (_, which) => point[which],
    "+": (parts) => parts.reduce((a, b) => a.plus(b)),
    "*": (parts) => parts.reduce((a, b) => a.times(b)),
    r: ([a]) => (a.sign() > 0 ? a : ZERO),
  });

  // A monomial is named by the numbers of its variables in order: x0 x0 x2 is "0,0,2", 1 is "".
  const multiply = (p, q) => {
    const tops = new Map();
    for (const [a, x] of p.tops) {
      for (const [b, y] of q.tops) {
        const name = `${a},${b}`.split(",").filter(Boolean).sort((s, t) => s - t).join();
        tops.set(name, (tops.get(name) || 0n) + x * y);
      }
    }
    return new Sum(new Map([...tops].filter(([, top]) => top)), p.bottom * q.bottom);
  };

  // Equal polynomials have one text.
  const textOf = ({ tops, bottom }) => {
    const content = [...tops.values()].reduce(gcd, bottom);
    const terms = [...tops].map(([name, top]) => `${name}: ${top / content}`);
    return `${terms.sort().join("; ")} / ${bottom / content}`;
  };

  // Polynomials, where r(p) is known for those p that are decided.
  const POLYNOMIALS = (decided) => ({
    number: (_, q) => sumOf([["", q]]),
    variable: (_, which) => sumOf([[String(which), ONE]]),
    "+": (parts) => combine(...parts.map((p) => [ONE, p])),
    "*": (parts) => parts.reduce(multiply),
    r: ([p]) => (p.isOnly("") ? (p.of("") > 0n ? p : NOTHING) : decided.get(textOf(p)) || null),
  });

  // What a polynomial has at most: terms, degree, bits; and the work of forming it.
  const extent = (terms, degree, bits, work) => {
    need(degree <= MOST_DEGREE, "certificate", `a degree above ${MOST_DEGREE}`);
    const forming = terms * (64 + reduction(bits));
    return { terms: Math.min(terms, 2 ** 40), degree, bits, work: work + forming };
  };
  const plus = (p, q) =>
    extent(p.terms + q.terms, Math.max(p.degree, q.degree), p.bits + q.bits + 1, p.work + q.work);
  const times = (p, q) => extent(
    p.terms * q.terms, p.degree + q.degree, p.bits + q.bits + bitsOf(p.terms), p.work + q.work);
  const EXTENTS = {
    number: (_, q) => ({ terms: 1, degree: 0, bits: 1 + sizeOf([q]), work: 1 }),
    variable: () => ({ terms: 1, degree: 1, bits: 2, work: 1 }),
    "+": (parts) => parts.reduce(plus),
    "*": (parts) => parts.reduce(times),
    r: ([p]) => plus({ terms: 0, degree: 0, bits: 0, work: 0 }, p),
  };

  const readTerm = (variables) => {
    const nodes = treeOf((child) => (value, path) => {
      if (Array.isArray(value)) {
        const operation = oneOf("+", "*", "r")(value[0], `${path}[0]`);
        const fits = operation === "r" ? value.length === 2 : value.length > 1;
        need(fits, path, "expected one term after r, or terms after + or *");
        const part = (entry, i) => child(entry, `${path}[${i + 1}]`);
        return { operation, parts: value.slice(1).map(part) };
      }
      if (!VARIABLE.test(value)) {
        return { operation: "number", parts: [], given: rational(value, path) };
      }
      const given = variables.indexOf(oneOf(...variables)(value, path));
      return { operation: "variable", parts: [], given };
    });
    return (value, path) => {
      const term = { nodes: nodes(value, path) };
      return { ...term, extent: valueIn(EXTENTS, term) };
    };
  };

  const HOLDS = {
    "=": (sign) => sign === 0,
    ">=": (sign) => sign >= 0,
    ">": (sign) => sign > 0,
    "!=": (sign) => sign !== 0,
  };

  // At each point that satisfies the hypotheses one case of each split is true, p > 0 or -p >= 0,
  // and there r(p) and r(-p) are p or 0; so in a leaf terms are polynomials, and facts about these
  // are true: the hypotheses and the splits above. A sum of products of facts is >= 0 if each
  // product has a fact p = 0, or else only a number >= 0 as further factor; it is > 0 if in one of
  // them the number is > 0 and each fact is p > 0 or p != 0, which enters as p p. A contradiction
  // is such a sum that is > 0 and a number <= 0: no point is in this case. A conclusion is such
  // a sum that is the difference of its sides; a second one for minus it makes an equality. If no
  // point satisfied the hypotheses, any conclusion would be true of all: so one is named.
  const identity = (statement, evidence) => {
    const names = (value, path) => {
      const read = list(matching(VARIABLE, "a name"))(value, path);
      need(new Set(read).size === read.length && read.length <= MOST_VARIABLES, path,
        `expected at most ${MOST_VARIABLES} different names`);
      return read;
    };
    const relationOf = (variables) => (value, path) => {
      const term = readTerm(variables);
      const sides = { left: term, relation: oneOf(...Object.keys(HOLDS)), right: term };
      const read = record(sides)(value, path);
      return { ...read, extent: plus(read.left.extent, read.right.extent) };
    };
    const { variables, hypotheses, conclusion } = headed("variables", names, (read) => ({
      kind: asIs,
      hypotheses: list(relationOf(read)),
      conclusion: (value, path) => (value === "false" ? null : relationOf(read)(value, path)),
    }))(statement, "statement");
    const term = readTerm(variables);
    const summands = list(record({ factors: list(index), times: term }));
    const exactly = conclusion?.relation === "=" ? 2 : 1;
    const cases = treeOf((child) => typed({
      split: { on: term, positive: child, otherwise: child },
      contradiction: { sum: summands },
      conclusion: { sums: list(summands, { exactly }) },
    }));
    const { tree, point = [] } = record(
      conclusion ? { tree: cases, point: vector(variables.length) } : { tree: cases })(
      evidence, "evidence");

    const workOfLeaf = ({ sum, sums = [sum] }, facts) => total(sums.flat().map((summand) => {
      const known = summand.factors.filter((i) => i < facts.length).map((i) => facts[i]);
      const powers = known.map((fact) => {
        const own = { ...fact.extent, work: 0 };
        return fact.relation === "!=" ? times(own, own) : own;
      });
      const value = powers.reduce(times, summand.times.extent);
      return plus(value, value).work;
    }));

    const polynomialOf = (polynomials, { left, right }) => {
      const [p, q] = [left, right].map((side) => valueIn(polynomials, side));
      return p && q && combine([ONE, p], [MINUS_ONE, q]);
    };

    // A sum of products of facts that is >= 0, and whether it is > 0.
    const knownSum = (sum, facts, polynomials, where) => {
      let strict = false;
      const terms = sum.map(({ factors, times: further }) => {
        const factor = valueIn(polynomials, further);
        insist(factor, `${where}: an undecided factor`);
        const used = factors.map((i) => {
          insist(facts[i]?.p, `${where}: fact ${i} does not exist or is undecided`);
          return facts[i];
        });
        insist(used.some((fact) => fact.relation === "=")
          || (factor.isOnly("") && factor.of("") >= 0n),
        `${where}: a factor that is not known to be >= 0`);
        strict ||= factor.of("") > 0n && used.every((fact) => [">", "!="].includes(fact.relation));
        const powers = used.map((fact) => (fact.relation === "!=" ? multiply(fact.p, fact.p) : fact.p));
        return [ONE, powers.reduce(multiply, factor)];
      });
      return { sum: combine([ONE, NOTHING], ...terms), strict };
    };

    const judgeLeaf = ({ type, sum, sums }, polynomials, facts, where) => {
      const wanted = conclusion && polynomialOf(polynomials, conclusion);
      const word = conclusion?.relation;
      if (type === "contradiction") {
        const denied = wanted && word === "!=" ? [{ p: wanted, relation: "=" }] : [];
        const found = knownSum(sum, [...facts, ...denied], polynomials, where);
        insist(found.strict, `${where}: no term of the contradiction is positive`);
        insist(found.sum.isOnly("") && found.sum.of("") <= 0n,
          `${where}: the contradiction is not a constant <= 0`);
        return;
      }
      insist(wanted && word !== "!=", `${where}: the conclusion is undecided or needs a contradiction`);
      sums.forEach((summandsOf, k) => {
        const found = knownSum(summandsOf, facts, polynomials, where);
        insist(found.strict || word !== ">", `${where}: no term of the sum is positive`);
        insist(combine([ONE, found.sum], [k ? ONE : MINUS_ONE, wanted]).isZero(),
          `${where}: the sum is not the difference of the two sides`);
      });
    };

    return {
      work() {
        const relations = [...hypotheses, ...(conclusion ? [conclusion] : [])];
        const formed = total(relations.map((known) => known.extent.work));
        const steps = hypotheses.map(({ left, right, extent: { bits } }) =>
          (left.nodes.length + right.nodes.length) * reduction(bits + 8 * sizeOf(point)));
        let work = formed + total(steps);
        const denied = conclusion ? [{ ...conclusion, relation: "=" }] : [];
        visitAll(tree, hypotheses, (node, facts, descend) => {
          const { type, on, positive, otherwise } = node;
          if (type === "split") {
            const below = [...facts, { extent: on.extent, relation: ">" }];
            work += on.extent.work;
            descend(positive, below);
            descend(otherwise, below);
          } else work += formed + workOfLeaf(node, [...facts, ...denied]);
        });
        return work;
      },

      judge() {
        if (conclusion) {
          hypotheses.forEach(({ left, relation: word, right }, k) => {
            const [a, b] = [left, right].map((side) => valueIn(NUMBERS(point), side));
            insist(HOLDS[word](a.minus(b).sign()), `the point violates hypothesis ${k}`);
          });
        }
        const root = { decided: new Map(), splits: [], where: "tree" };
        visitAll(tree, root, (node, { decided, splits, where }, descend) => {
          const polynomials = POLYNOMIALS(decided);
          if (node.type === "split") {
            const p = valueIn(polynomials, node.on);
            insist(p, `${where}: a split on a term with an undecided r(.)`);
            const minus = negative(p);
            const child = (name, fact, ofP, ofMinus) => descend(node[name], {
              decided: new Map([...decided, [textOf(p), ofP], [textOf(minus), ofMinus]]),
              splits: [...splits, fact],
              where: `${where}.${name}`,
            });
            child("positive", { p, relation: ">" }, p, NOTHING);
            child("otherwise", { p: minus, relation: ">=" }, NOTHING, minus);
          } else {
            const known = hypotheses.map((fact) =>
              ({ p: polynomialOf(polynomials, fact), relation: fact.relation }));
            judgeLeaf(node, polynomials, [...known, ...splits], where);
          }
        });
      },
    };
  };

  // ---- Functions of one variable ---------------------------------------------------------------

  const INTERVAL = pair(rational, rational);
  const FUNCTION = { knots: list(rational), slopes: some(rational), at: rational, value: rational };

  // The pieces of a continuous piecewise-linear function that is given by knots, slopes and one
  // value: from the piece where this is known the others follow, knot by knot.
  const linesOf = ({ knots, slopes, at, value }) => {
    insist(slopes.length === knots.length + 1, `${knots.length} knots, ${slopes.length} slopes`);
    insist(increasing(knots), "the knots do not increase");
    insist(slopes.every((s, i) => i === 0 || !s.is(slopes[i - 1])), "a knot without a bend");
    const home = knots.filter((t) => t.below(at)).length;
    const lifts = [];
    lifts[home] = value.minus(slopes[home].times(at));
    const next = (to, from, t) => {
      lifts[to] = lifts[from].plus(slopes[from].minus(slopes[to]).times(t));
    };
    for (let j = home; j < knots.length; j += 1) next(j + 1, j, knots[j]);
    for (let j = home; j > 0; j -= 1) next(j - 1, j, knots[j - 1]);
    return slopes.map((slope, j) => ({ top: [lifts[j], slope], bottom: [ONE] }));
  };

  // A function whose pieces are fractions of polynomials, given by their coefficients from the
  // constant on. They are polynomials in x, but for the square root in u, where x = u u.
  class Curve {
    constructor({ type, coefficients = [ZERO, ONE], top = coefficients, bottom = [ONE], ...lines }) {
      const { knots, slopes, at, value } = lines;
      this.isRoot = type === "sqrt";
      this.knots = knots || [];
      this.pieces = later(() => (knots ? linesOf(lines) : [{ top, bottom }]));
      this.terms = top.length + bottom.length;
      this.numbers = knots ? knots.length + slopes.length : 0;
      this.size = knots ? 2 * sizeOf([...knots, ...slopes, at, value]) : sizeOf([...top, ...bottom]);
    }

    // The work of lines at so many points of so many bits, and of a target.
    work(points, bits) { return (this.numbers + points) * reduction(this.size + bits); }

    workOfTarget(points, bits) {
      const lines = this.numbers ? this.work(points, 2 * bits) : 0;
      return lines + points * this.terms * reduction(this.size + this.terms * bits);
    }

    // Where points are that are given as x, or as u.
    places(points) {
      insist(!this.isRoot || points.every((u) => u.sign() >= 0), "a square root is negative");
      return this.isRoot ? points.map((u) => u.times(u)) : points;
    }

    // The piece on each interval between neighbouring ends; null is infinite.
    along(ends) {
      const { knots } = this;
      insist(increasing(ends.filter((end) => end)), "the ends do not increase");
      let j = 0;
      return ends.slice(1).map((high, i) => {
        while (ends[i] && j < knots.length && !ends[i].below(knots[j])) j += 1;
        insist(j === knots.length || (high && !knots[j].below(high)), `a knot inside interval ${i}`);
        return this.pieces()[j];
      });
    }

    // The values at increasing points.
    values(points) {
      let j = 0;
      return points.map((x) => {
        while (j < this.knots.length && this.knots[j].below(x)) j += 1;
        const { top, bottom } = this.pieces()[j];
        const n = Math.max(top.length, bottom.length) - 1;
        const numbers = overOne([...top, ...bottom]);
        const [over, under] = [numbers.slice(0, top.length), numbers.slice(top.length, -1)]
          .map((p) => p.map((q, k) => q * x.top ** BigInt(k) * x.bottom ** BigInt(n - k)))
          .map((terms) => terms.reduce((a, b) => a + b));
        insist(under, () => `the denominator is 0 at ${brief(x)}`);
        return new Rational(over, under);
      });
    }

    // The slope of a piecewise-linear function between two points, null if it changes there.
    slopeOn(low, high) {
      if (this.knots.some((t) => low.below(t) && t.below(high))) return null;
      return this.pieces()[this.knots.filter((t) => !low.below(t)).length].top[1];
    }
  }

  const readTarget = (value, path) => new Curve(typed({
    polynomial: { coefficients: some(rational) },
    piecewise: FUNCTION,
    sqrt: {},
    quotient: { top: some(rational), bottom: some(rational) },
  })(value, path));

  const longest = (numbers) => largest(numbers.map((q) => sizeOf([q])));

  // ---- equals ----------------------------------------------------------------------------------

  // In each cell, an interval, every unit has the sign of its state at the finite ends and does
  // not lead to the other sign where the cell is unbounded; z is affine there by the states of the
  // layers before, so the state is true in the whole cell. So the network is one affine map there,
  // and this is the piece of the function. The cells cover the line and have no knot inside.
  const equals = (statement, evidence) => {
    const { network, kind, ...read } = aboutNetwork(statement, () => FUNCTION);
    const f = new Curve(read);
    const fields = { ends: some(rational), patterns: list(list(list(STATE))) };
    const { ends, patterns } = record(fields)(evidence, "evidence");

    // That a form is >= 0 from low to high.
    const insistSign = (form, low, high, said) => {
      for (const x of [low, high]) {
        insist(!x || valueAt(form, [x.top, x.bottom]) >= 0n, () => `${said}, at ${brief(x)}`);
      }
      insist(low || form.of(0) <= 0n, `${said}, far to the left`);
      insist(high || form.of(0) >= 0n, `${said}, far to the right`);
    };

    return {
      work() {
        const bits = 1 + network.growth;
        const end = longest(ends);
        const walked = 2 * network.count * product(network.most, bits);
        const signs = network.units * (64 + 8 * product(bits, end));
        const each = walked + signs + reduction(bits + f.size);
        return network.work + patterns.length * each + f.work(ends.length, end);
      },

      judge() {
        insist(network.inputs === 1 && network.outputs === 1, "not a network of one variable");
        insist(patterns.length === ends.length + 1, `${patterns.length} patterns`);
        const all = [null, ...ends, null];
        f.along(all).forEach(({ top: [lift, slope] }, j) => {
          insist(network.isShapeOf(patterns[j]), `cell ${j}: not one state for each hidden unit`);
          const states = patterns[j].flat().values();
          const [output] = walk(network.layers(), (unit, form) => {
            const state = states.next().value;
            const said = `unit ${unit} is not ${state} in cell ${j}`;
            insistSign(signed(form, state), all[j], all[j + 1], said);
            return state;
          });
          const found = [1, 0].map((name) => new Rational(output.of(name), output.bottom));
          insist(found[0].is(lift) && found[1].is(slope),
            () => `in cell ${j} the network is not ${brief(slope)} x + ${brief(lift)}`);
        });
      },
    };
  };

  // ---- within ----------------------------------------------------------------------------------

  // The coefficients of p(x + a), by repeated division by x - a.
  const shifted = (p, a) => {
    const q = [...p];
    for (let i = 0; i < q.length - 1; i += 1) {
      for (let k = q.length - 2; k >= i; k -= 1) q[k] += a * q[k + 1];
    }
    return q;
  };

  // Positive multiples of the Bernstein coefficients of a polynomial on [low, high]. With x = low +
  // t (high - low) = (a + t w) / c it is, times c^n, a polynomial in t; the sum of q_k t^k is
  // the sum of q_k t^k ((1 - t) + t)^(n - k), so with v = (1 - t) / t it is t^n times the sum of
  // q_k (v + 1)^(n - k), whose coefficients are sought.
  const bernstein = (p, low, high) => {
    const [a, b, c] = overOne([low, high]);
    const inX = shifted(p.map((q, k) => q * c ** BigInt(p.length - 1 - k)), a);
    return shifted(inX.map((q, k) => q * (b - a) ** BigInt(k)).reverse(), 1n);
  };

  // On each part between two cuts f = top / bottom, and g is a line. A polynomial lies between its
  // least and its greatest Bernstein coefficient; so if those of bottom are > 0 there, and those
  // of bottom (E + (f - g)) and bottom (E - (f - g)) are >= 0, then |f - g| <= E. The parts cover
  // the interval.
  const within = (statement, evidence) => {
    const fields = { kind: asIs, target: readTarget, interval: INTERVAL, error: rational };
    const { target, interval: [low, high], error, knots, slopes, at, value } =
      record({ ...fields, ...FUNCTION })(statement, "statement");
    const g = new Curve({ knots, slopes, at, value });
    const { cuts } = record({ cuts: list(rational, { least: 2 }) })(evidence, "evidence");

    const judgePart = ({ top, bottom }, line, part, name) => {
      const numbers = overOne([...top, ...bottom]);
      const [f, b] = [numbers.slice(0, top.length), numbers.slice(top.length, -1)];
      const [lift, slope, most, common] = overOne([...line, error]);
      const power = target.isRoot ? 2 : 1; // of the variable in x
      const of = (p, k) => p[k] || 0n;
      const length = Math.max(f.length, b.length + power);
      const gap = Array.from({ length }, (_, k) =>
        common * of(f, k) - lift * of(b, k) - slope * of(b, k - power));
      insist(bernstein(b, ...part).every((q) => q > 0n),
        `the denominator has a Bernstein coefficient <= 0 on ${name}`);
      for (const [sign, said] of [[1n, "E + (f - g)"], [-1n, "E - (f - g)"]]) {
        const room = gap.map((q, k) => most * of(b, k) + sign * q);
        insist(bernstein(room, ...part).every((q) => q >= 0n),
          `${said} has a negative Bernstein coefficient on ${name}`);
      }
    };

    return {
      work() {
        const cut = longest(cuts);
        const terms = target.terms + 3;
        const own = 2 * target.size + g.size + sizeOf([error]);
        const step = product(own + 2 * terms * cut, own + 2 * cut);
        const each = 3 * terms ** 2 * step + 4 * terms * reduction(own);
        const pieces = g.work(cuts.length, 2 * cut) + target.workOfTarget(cuts.length, cut);
        return pieces + cuts.length * each;
      },

      judge() {
        const ends = target.places(cuts);
        insist(ends[0].is(low) && ends.at(-1).is(high), "the cuts do not cover the interval");
        const fractions = target.along(ends);
        g.along(ends).forEach(({ top }, j) =>
          judgePart(fractions[j], top, cuts.slice(j, j + 2), `subinterval ${j}`));
      },
    };
  };

  // ---- floor -----------------------------------------------------------------------------------

  // Let h be continuous and closer than E to f. In a block h - g has the signs of f - g at the
  // points, which alternate: so it rises and falls in turn between neighbouring points, n_j + m_j
  // times, and between two of these the slope of h or of g changes; that of g does so m_j - 1
  // times, so h has n_j knots there. It has one more between two blocks if h - g, which ends the
  // first with a rise (fall) where g has one slope, begins the second with a fall (rise) where
  // g has one slope that is not larger (smaller): h has a larger (smaller) slope than the one at
  // the end and a smaller (larger) one than the other afterwards. With n knots h has more than
  // n pieces.
  const floor = (statement, evidence) => {
    const { target, interval: [low, high], pieces, error } = record({
      kind: asIs, target: readTarget, interval: INTERVAL, pieces: index, error: rational,
    })(statement, "statement");
    const reference = (value, path) => new Curve(record(FUNCTION)(value, path));
    const block = record({ pieces: index, reference, points: some(rational) });
    const { blocks } = record({ blocks: some(block) })(evidence, "evidence");

    // The sides on which f - g is at the first and the last point, and the slopes of g there.
    const judgeBlock = ({ pieces: own, reference: g, points }, end, name) => {
      const x = target.places(points);
      const expected = own + g.pieces().length + 1;
      insist(x.length === expected, `${name}: ${x.length} points, expected ${expected}`);
      insist(increasing(x), `${name}: the points do not increase`);
      insist(!x[0].below(end), `${name} begins before the interval, or the end of another block`);
      insist(!high.below(x.at(-1)), `${name} leaves the interval`);
      const ofG = g.values(x);
      const gaps = target.values(points).map((value, k) => value.minus(ofG[k]));
      const sides = gaps.map((_, k) => ((gaps[0].sign() > 0) === (k % 2 === 0) ? ONE : MINUS_ONE));
      gaps.forEach((gap, k) => insist(!gap.times(sides[k]).below(error),
        () => `${name}: f - g does not alternate by E at point ${k}, it is ${brief(gap)}`));
      const [first, last] = [x.slice(0, 2), x.slice(-2)].map((pairOf) => g.slopeOn(...pairOf));
      return { end: x.at(-1), side: sides[0], last: sides.at(-1), slope: first, lastSlope: last };
    };

    return {
      work: () => total(blocks.map(({ reference: g, points }) => {
        const point = longest(points);
        const bits = target.size + target.terms * point + g.size + 2 * point + sizeOf([error]);
        return 3 * g.work(points.length, 2 * point) + target.workOfTarget(points.length, point)
          + points.length * reduction(bits);
      })),

      judge() {
        insist(!target.isRoot || low.sign() >= 0, "sqrt is not defined on the whole interval");
        let before = { end: low };
        let count = 0;
        blocks.forEach((own, j) => {
          const found = judgeBlock(own, before.end, `block ${j}`);
          const { side, slope } = found;
          const turns = before.lastSlope && slope && before.last.is(side)
            && slope.minus(before.lastSlope).times(side).sign() <= 0;
          count += own.pieces + (turns ? 1 : 0);
          before = found;
        });
        insist(count >= pieces, `the blocks count ${count} pieces, expected ${pieces}`);
      },
    };
  };

  // ---- regions ---------------------------------------------------------------------------------

  const determinant = (rows) => {
    if (rows.length === 1) return rows[0][0];
    const [first, ...rest] = rows;
    return first.reduce((sum, value, j) => {
      const minor = rest.map((row) => row.filter((_, k) => k !== j));
      return sum + (j % 2 ? -value : value) * determinant(minor);
    }, 0n);
  };

  // By the coordinates of points, the first one first.
  const inSpace = (a, b) => {
    const differences = a.map((v, i) => v * b.at(-1) - b[i] * a.at(-1));
    const turn = differences.find((v) => v);
    return turn ? (turn < 0n ? -1 : 1) : 0;
  };

  // The corners of the convex hull of different points: two ends on a line, or counter-clockwise in
  // the plane, by Graham's scan around the first one. Too few if the hull is flat.
  const hullOf = (numbers, places) => {
    const order = (p, q) => inSpace(places[p], places[q]);
    const turn = (...three) => determinant(three.map((p) => places[p]));
    const [first, ...others] = numbers.sort(order);
    if (others.length && places[first].length === 2) return [first, others.at(-1)];
    const ring = [first];
    for (const p of others.sort((q, r) => Number(turn(first, r, q)) || order(q, r))) {
      while (ring.length > 1 && turn(...ring.slice(-2), p) <= 0n) ring.pop();
      ring.push(p);
    }
    return ring;
  };

  // At the points of a cell, and so layer by layer on their convex hull, z >= 0 for the units that
  // are on and z <= 0 for the others; a unit that is on has z > 0 at a point of it, and so inside
  // the hull. So the inside of the hull, which has one, lies in the region of the pattern. Patterns
  // differ, so these insides do not meet; they are as large as the box, so no other region is
  // left. On a cell the network is the affine map through its values at the corners.
  const regions = (statement, evidence) => {
    const { network, domain, regions: stated, maps: statedMaps } = aboutNetwork(statement, (of) =>
      ({ domain: readDomain(of), regions: index, maps: index }));
    const pattern = list(matching(/^[01]*$/, "zeros and ones"));
    const { points, cells } = record({
      points: list(vector(network.inputs)),
      cells: list(record({ pattern, points: list(index) })),
    })(evidence, "evidence");
    const size = points.length ? largest(points.map(sizeOf)) : 1;
    const places = later(() => points.map(overOne));

    // At each point the signs of all units, and the outputs.
    const look = (x, p) => {
      domain.insistInside(x, `point ${p}`);
      const z = evaluate(network.layers(), x);
      const outputs = z.pop().slice(0, -1);
      const hidden = z.flatMap((layer) => layer.slice(0, -1));
      return { outputs, signs: Int8Array.from(hidden, signOf) };
    };

    const insistPattern = (states, signs, name) => {
      for (let i = 0; i < states.length; i += 1) {
        const isOn = states[i] === "1";
        insist(signs.every((own) => (isOn ? own[i] >= 0 : own[i] <= 0)),
          () => `${name}: unit ${i} is not ${isOn ? "on" : "off"} at one of its points`);
        insist(!isOn || signs.some((own) => own[i] > 0),
          () => `${name} calls unit ${i} on, which is 0 at all its points`);
      }
    };

    // The affine map with these outputs at the corners, by Cramer's rule, times a fixed number.
    const mapThrough = (corners, outputs) => {
      const below = determinant(corners);
      return outputs[0].map((_, k) => corners[0].map((__, j) => new Rational(determinant(
        corners.map((row, i) => row.with(j, outputs[i][k]))), below))).join();
    };

    // What lies on the left of faces, each so many times: lengths, or twice the areas.
    const sizeWithin = (faces, limit) => {
      const ends = [...new Set(faces.flatMap(([face]) => face))].map((p) => places()[p].at(-1));
      const bits = size + sizeOf(ends.map((own) => new Rational(1n, own)));
      afford(2 * (ends.length + faces.length) * product(bits, bits), limit);
      const bottom = ends.reduce(lcm, 1n);
      const scaled = (x) => x.slice(0, -1).map((v) => v * (bottom / x.at(-1)));
      const sums = faces.map(([face, times]) =>
        BigInt(times) * determinant(face.map((p) => scaled(places()[p]))));
      return new Rational(sums.reduce((a, b) => a + b, 0n), bottom ** BigInt(network.inputs));
    };

    return {
      work() {
        const corners = total(cells.map((cell) => cell.points.length));
        const bits = 3 * size + network.growth;
        const inside = network.evaluation(size) + domain.terms * product(size, domain.size);
        const placed = inside + reduction(size) + network.units + 64;
        const corner = 64 + Math.floor(network.units / 16) + 36 * product(size, 2 * size);
        const map = 3 * network.outputs * (9 * product(bits, bits) + reduction(bits));
        return network.work + domain.work + points.length * placed + corners * corner
          + cells.length * (network.units + map);
      },

      judge(limit) {
        const { inputs } = network;
        insist(domain.type === "box" && inputs <= 2, "expected a box of 1 or 2 dimensions");
        const seen = places().map(look);
        const numbers = new Map(places().map((x, p) => [String(x), p]));
        const patterns = new Set();
        const maps = new Set();
        const boundary = new Map();
        cells.forEach(({ pattern: layers, points: chosen }, k) => {
          insist(network.isShapeOf(layers), `cell ${k}: not one state for each hidden unit`);
          insist(chosen.every((p) => p < points.length), `cell ${k}: a point that does not exist`);
          const states = layers.join("");
          patterns.add(states);
          insistPattern(states, chosen.map((p) => seen[p].signs), `cell ${k}`);
          const different = new Set(chosen.map((p) => numbers.get(String(places()[p]))));
          const ring = hullOf([...different], places());
          insist(ring.length > inputs, `cell ${k} is flat`);
          const three = ring.slice(0, inputs + 1);
          maps.add(mapThrough(three.map((p) => places()[p]), three.map((p) => seen[p].outputs)));
          ring.forEach((p, i) => {
            const q = ring[(i + 1) % ring.length]; // what two cells share cancels
            const [face, times] = inputs === 1 ? [[p], i ? 1 : -1]
              : p < q ? [[p, q], 1] : [[q, p], -1];
            boundary.set(String(face), { face, times: times + (boundary.get(String(face))?.times || 0) });
          });
        });
        insist(patterns.size === cells.length, "two cells have one pattern");
        insist(patterns.size === stated, `${patterns.size} regions, not as stated`);
        insist(maps.size === statedMaps, `${maps.size} affine maps, not as stated`);
        const faces = [...boundary.values()].filter(({ times }) => times);
        const sides = domain.intervals.map(([low, high]) => high.minus(low));
        const wanted = sides.reduce((a, b) => a.times(b), new Rational(BigInt(inputs)));
        insist(sizeWithin(faces.map(({ face, times }) => [face, times]), limit).is(wanted),
          "the cells do not fill the box: their sizes add up to another number");
      },
    };
  };

  // ---- The rules by kind, and the way in -------------------------------------------------------

  const RULES = {
    "not-affine": combination(true),
    "not-linear": combination(false),
    "affine-on": affineOn,
    "unit-sign": unitSign,
    identity, equals, within, floor, regions,
  };
  const NETWORK_FILE = /^[A-Za-z0-9][A-Za-z0-9._-]*\.network\.json$/;

  const readFormat = (value, path) => {
    need(value !== "relu-proofs/1", path,
      "found relu-proofs/1, which is no longer read; prove it again with this version");
    return oneOf("relu-proofs/2")(value, path);
  };

  // A network that stands in a file beside the certificate; `files` finds files by name.
  const networkOf = ({ network }, files) => {
    if (!isRecord(network) || !Object.hasOwn(network, "file")) return { value: network, length: 0 };
    const path = "statement.network";
    const name = matching(NETWORK_FILE, "a bare name *.network.json");
    const { file, sha256 } = record({ file: name, sha256: asIs })(network, path);
    need(files, path, "a network in a file, where a page cannot look: use checker.py");
    const found = files(file);
    need(found, `${path}.file`, "there is no such file");
    need(found.sha256 === sha256, `${path}.sha256`, `the file has ${found.sha256}`);
    return parse(found.data, file);
  };

  const judge = (text, files, mostWork) => {
    const { value, length } = parse(text, "certificate");
    const whole = { format: readFormat, statement: asIs, evidence: asIs };
    const { statement, evidence } = record(whole)(value, "certificate");
    need(isRecord(statement), "statement", "expected a record");
    const kind = oneOf(...Object.keys(RULES))(statement.kind, "statement.kind");
    const network = networkOf(statement, files);
    const inline = "network" in statement ? { ...statement, network: network.value } : statement;
    const rule = RULES[kind](inline, evidence);
    const limit = mostWork * 1e6 * Math.ceil((length + network.length) / MEGABYTE);
    afford(rule.work(), limit);
    rule.judge(limit);
    return statement;
  };

  // `text` is a string or bytes; `files`, if given, is a function from the name of a file beside
  // the certificate to { data, sha256 }, or to null if there is none.
  const check = (text, files = null, mostWork = MOST_WORK) => {
    try {
      return judge(text, files, mostWork);
    } catch (problem) {
      // The caller has left too little stack or memory: nothing here recurses on the file.
      if (!["RangeError", "InternalError"].includes(problem.name)) throw problem;
      throw new Malformed("certificate: no room is left to judge it in");
    }
  };

  return { check, canonical, escaped, Malformed, Refused, MOST_WORK, MEGABYTE };
})();

if (typeof module === "object" && module.exports) module.exports = reluProofs;

if (typeof module === "object" && require.main === module) {
  const fs = require("fs");
  const path = require("path");
  const crypto = require("crypto");
  const { check, escaped, Malformed, Refused, MOST_WORK, MEGABYTE } = reluProofs;

  // The bytes of a regular file that is not too large: a pipe would never end.
  const read = (name, megabytes) => {
    try {
      const status = fs.statSync(name);
      if (!status.isFile()) throw new Malformed(`${name}: expected a regular file`);
      if (status.size <= megabytes * MEGABYTE) return fs.readFileSync(name);
      throw new Malformed(`${name}: ${status.size} bytes are more than ${megabytes} MB (--max-mb)`);
    } catch (problem) {
      if (problem instanceof Malformed) throw problem;
      throw new Malformed(`${name}: cannot be read (${problem.code})`);
    }
  };

  // Says the verdict: 0 accepted, 1 refused, 2 malformed.
  const report = (name, megabytes, work) => {
    const files = (other) => {
      const data = read(path.join(path.dirname(name), other), 256);
      return { data, sha256: crypto.createHash("sha256").update(data).digest("hex") };
    };
    try {
      const { kind } = check(read(name, megabytes), files, work);
      console.log(escaped(`${name}: accepted: ${kind}`));
      return 0;
    } catch (problem) {
      const code = [Refused, Malformed].findIndex((verdict) => problem instanceof verdict) + 1;
      if (!code) throw problem;
      console.error(escaped(`${name}: ${code === 1 ? "refused" : "malformed"}: ${problem.message}`));
      return code;
    }
  };

  const limits = { "--max-mb": 256, "--max-work": MOST_WORK };
  const names = [];
  for (const argument of process.argv.slice(2)) {
    const option = /^(--max-mb|--max-work)=([0-9]{1,9})$/.exec(argument);
    if (option) limits[option[1]] = Number(option[2]);
    else names.push(argument);
  }
  if (names.length && !names.some((name) => name.startsWith("-"))) {
    process.exitCode = Math.max(...names.map((name) => report(name, ...Object.values(limits))));
  } else {
    console.error("usage: node checker.js [--max-mb=N] [--max-work=N] FILE...");
    process.exitCode = 2;
  }
}
