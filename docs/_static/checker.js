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
// functions: `work`, of judging them, by the formula that the format prescribes, and `judge`; above
// it stands why what it accepts is true. So do the ways of showing something that several kinds
// use: points of a domain, trees of cells, bounds; and what multipliers show is said in domains.
// Nothing recurses on the structure of a file, and nothing is built from a file before its depth,
// its degrees and its sizes are known.
"use strict";

const reluProofs = (() => {
  const MEGABYTE = 2 ** 20;
  const MOST_WORK = 125; // million steps for each megabyte that is begun
  const MOST_NESTING = 200; // lists and records in one another
  const MOST_DIGITS = 4000; // of a number
  const MOST_BITS = 2 ** 17; // of a common denominator
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
  const signOf = (v) => (v > 0n) - (v < 0n);
  const dot = (a, b) => a.reduce((sum, v, i) => sum + v * b[i], 0n);

  // A rational in lowest terms with a positive denominator, so that equal numbers look equal.
  class Rational {
    constructor(top, bottom = 1n) {
      const common = bottom < 0n ? -gcd(top, bottom) : gcd(top, bottom);
      this.top = top / common;
      this.bottom = bottom / common;
    }

    plus({ top, bottom }) {
      return new Rational(this.top * bottom + top * this.bottom, this.bottom * bottom);
    }

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

  // Whether neighbours in a list are as `before` wants them.
  const neighbours = (items, before) =>
    items.every((item, i) => i === 0 || before(items[i - 1], item));
  const increasing = (numbers) => neighbours(numbers, (a, b) => a.below(b));

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

  // A sum of named things, top / bottom times each; no top is 0. In an affine form of n inputs the
  // name i stands for input i and n for 1, and further names for atoms; in a polynomial the names
  // are monomials.
  class Sum {
    constructor(tops, bottom = 1n) {
      this.tops = tops; // a Map from names
      this.bottom = bottom;
    }

    of(name) { return this.tops.get(name) || 0n; }
    isOnly(name) { return this.tops.size === (this.tops.has(name) ? 1 : 0); }
  }

  const NOTHING = new Sum(new Map());

  // For each list of factors the sum of all parts, times their factors. The parts are taken one by
  // one, so that they need not all be there at once.
  const addUp = (lists, parts) => {
    const sums = lists.map(() => new Map());
    let i = 0;
    for (const part of parts) {
      sums.forEach((sum, k) => {
        const factor = lists[k][i];
        if (!factor) return;
        for (const [name, top] of part) sum.set(name, (sum.get(name) || 0n) + factor * top);
      });
      i += 1;
    }
    for (const sum of sums) for (const [name, top] of sum) if (!top) sum.delete(name);
    return sums;
  };

  // The sum of rational multiples of sums, given as pairs.
  const combine = (terms) => {
    const bottoms = terms.map(([factor, sum]) => factor.bottom * sum.bottom);
    const bottom = bottoms.reduce(lcm);
    const factors = terms.map(([factor], i) => factor.top * (bottom / bottoms[i]));
    return new Sum(addUp([factors], terms.map(([, sum]) => sum.tops))[0], bottom);
  };

  const negative = (sum) => combine([[MINUS_ONE, sum]]);
  const sumOf = (entries) =>
    combine(entries.map(([name, q]) => [q, new Sum(new Map([[name, 1n]]))]));

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
    let [most, bottom] = [0n, 1n];
    for (const q of numbers) {
      const top = q.top < 0n ? -q.top : q.top;
      if (most < top) most = top;
      if (bottom % q.bottom) {
        bottom = lcm(bottom, q.bottom);
        need(bitsOf(bottom) <= MOST_BITS, "certificate", "a common denominator is too long");
      }
    }
    return bitsOf(most) + bitsOf(bottom);
  };

  const longest = (numbers) => largest(numbers.map((q) => sizeOf([q])));

  const afford = (work, limit) =>
    need(work <= limit, "certificate", `too much work: ${work} units of ${limit} (--max-work)`);

  // What is computed once, and not before it is asked for.
  const later = (compute) => {
    let value;
    return () => (value ??= compute());
  };

  // ---- The text: one value has one text --------------------------------------------------------

  const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  const escaped = (text, others) => text.replace(others, (letter) =>
    `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

  const canonical = (whole) => {
    const sorted = (_, value) => (isRecord(value)
      ? Object.fromEntries(Object.keys(value).sort().map((name) => [name, value[name]])) : value);
    return `${escaped(JSON.stringify(whole, sorted, 2), /[\x7f-\uffff]/g)}\n`;
  };

  const STEPS = { "[": 1, "{": 1, ",": 0, "]": -1, "}": -1 }; // in depth, at the end of a line

  const MARKS = { "239,187": "a mark of UTF-8", "255,254": "UTF-16", "254,255": "UTF-16" };

  const parse = (source, path) => {
    try {
      const isText = typeof source === "string";
      const other = isText ? -1 : source.findIndex((byte) => byte > 127);
      need(other < 0, path,
        () => `found ${MARKS[source.subarray(0, 2).join()] ?? `byte ${other}`}, expected ASCII text`);
      const text = isText ? source : new TextDecoder().decode(source);
      let [depth, indents] = [0, 0];
      for (const [sign] of text.matchAll(/\[\]|\{\}|[[{\]},]/g)) {
        if (!(sign in STEPS)) continue;
        depth += STEPS[sign];
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

  const VARIABLE = /^[A-Za-z][A-Za-z0-9_]*$/;

  const excerpt = (value) => String(JSON.stringify(value)).slice(0, 60);

  const only = (test, expected) => (value, path) => {
    need(test(value), path, () => `found ${excerpt(value)}, expected ${expected}`);
    return value;
  };

  const matching = (pattern, expected) =>
    only((value) => typeof value === "string" && pattern.test(value), expected);
  const oneOf = (...words) => only((value) => words.includes(value), `one of ${words.join(", ")}`);
  const index = only((value) => Number.isSafeInteger(value) && value >= 0, "a whole number >= 0");
  const asIs = only(() => true);
  const listOfAny = only(Array.isArray, "a list");
  const rationalText = matching(/^(0|-?[1-9][0-9]*)(\/[1-9][0-9]*)?$/, "a rational as text");

  const rational = (value, path) => {
    const [top, bottom = "1"] = rationalText(value, path).split("/");
    need(Math.max(top.length, bottom.length) <= MOST_DIGITS, path, `over ${MOST_DIGITS} digits`);
    const number = new Rational(BigInt(top), BigInt(bottom));
    need(String(number) === value, path, () => `found ${excerpt(value)}, expected lowest terms`);
    return number;
  };

  const list = (item, { least = 0, exactly = null } = {}) => (value, path) => {
    const { length } = listOfAny(value, path);
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

  const INTERVAL = pair(rational, rational);

  const record = (fields) => {
    const names = Object.keys(fields).sort();
    return (value, path) => {
      need(isRecord(value) && names.every((name) => Object.hasOwn(value, name))
        && Object.keys(value).length === names.length, path,
      () => `expected the fields ${names.join(", ") || "(none)"} and no others`);
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
    while (open.length) {
      const [i, here] = open.pop();
      visit(nodes[i], here, (...below) => open.push(below));
    }
  };

  // ---- Networks --------------------------------------------------------------------------------

  // Each row's weights and bias in one list, all over one denominator.
  const layerOf = ({ weight, bias, relu }) => {
    const tops = overOne(weight.flatMap((row, i) => [...row, bias[i]]));
    const width = weight[0].length + 1;
    const rows = bias.map((_, i) => tops.slice(i * width, (i + 1) * width));
    return { rows, bottom: tops.at(-1), relu };
  };

  // Layers of weights and biases. In each but the last `relu` says of every row whether a ReLU
  // stands behind it, which makes it a unit, or whether it passes on its value as it is.
  const networkOf = (layers) => {
    const shapes = layers.map(({ weight }) => [weight.length, weight[0].length]);
    const sizes = layers.map(({ weight, bias }) => sizeOf([...bias, ...weight.flat()]));
    const relus = layers.slice(0, -1).map(({ relu }) => relu);
    const rowsOf = relus.map((relu) => [...relu.keys()].filter((i) => relu[i])); // of units
    const widths = rowsOf.map(({ length }) => length);
    const count = total(shapes.map(([m, n]) => m * (n + 1)));
    const most = largest(sizes);
    const growth = total(sizes) + total(shapes.map(([, n]) => bitsOf(n))); // of bits on the way
    return {
      shapes, rowsOf, widths, count, most, growth,
      inputs: shapes[0][1],
      outputs: shapes.at(-1)[0],
      units: total(widths),
      has: (k, i) => relus[k]?.[i] === true, // as a unit
      layers: later(() => layers.map(layerOf)),
      work: count * product(most, most),
      evaluation: (bits) => count * product(most, bits + growth),
      isShapeOf: (pattern) => `${pattern.map(({ length }) => length)}` === `${widths}`,
    };
  };

  // In version 2 a layer, but not the last, may have `relu`; else each of its rows has a ReLU.
  const readNetwork = (value, path) => {
    const layers = [];
    const layerIn = (format) => (entry, here) => {
      const row = list(rational, { least: 1, exactly: layers.at(-1)?.bias.length ?? null });
      const says = format === "relu-network/2" && isRecord(entry) && Object.hasOwn(entry, "relu");
      const flags = says ? { relu: list(oneOf(true, false)) } : {};
      const read = record({ weight: some(row), bias: some(rational), ...flags })(entry, here);
      const { weight, bias, relu = bias.map(() => true) } = read;
      need(weight.every(({ length }) => length === weight[0].length), here, "rows of two lengths");
      const fits = [bias, relu].every(({ length }) => length === weight.length);
      need(fits, here, `expected ${weight.length} items in bias and in relu, one for each row`);
      layers.push({ weight, bias, relu, says });
    };
    headed("format", oneOf("relu-network/1", "relu-network/2"), (format) =>
      ({ layers: some(layerIn(format)) }))(value, path);
    need(!layers.at(-1).says, `${path}.layers`, "found relu in the last layer, which has none");
    return networkOf(layers);
  };

  // A statement about a network, with further fields that depend on it.
  const aboutNetwork = (statement, further) => headed("network", readNetwork, (network) =>
    ({ kind: asIs, ...further(network) }))(statement, "statement");

  // The values of all rows, before a ReLU, and of the outputs, all in homogeneous coordinates.
  const evaluate = (network, point) => {
    let x = point;
    return network.layers().map(({ rows, bottom, relu }) => {
      const z = [...rows.map((row) => dot(row, x)), x.at(-1) * bottom];
      x = z.map((value, i) => (value > 0n || relu[i] === false ? value : 0n)); // keeps the last
      return z;
    });
  };

  // The outputs as forms on a set where stateOf(unit, its form) is the state of each unit. If what
  // enters a layer is known as forms there, then so is z, which is passed on by a row that has no
  // ReLU, and by a unit that is on there, z >= 0; a unit that is off there, z <= 0, passes on 0;
  // any other passes on r(z), which `rectified` gives a form. Forms may be large: of a layer there
  // are all parts that enter it at once, or all sums, whichever are fewer, and the others one by
  // one. (But what comes one by one never waits for another layer to do so: there may be many.)
  const walk = (network, stateOf, rectified) => {
    function* singly(rows, parts) {
      for (const row of rows) yield addUp([row], parts)[0];
    }
    function* passed(k, sums, bottom) {
      let i = 0;
      for (const tops of sums) {
        const state = network.has(k, i) ? stateOf(`${k}, ${i}`, new Sum(tops, bottom)) : "on";
        yield { on: tops, off: NOTHING.tops }[state] ?? rectified(tops);
        i += 1;
      }
      yield new Map([[network.inputs, bottom]]);
    }
    let parts = [...Array(network.inputs + 1).keys()].map((name) => new Map([[name, 1n]]));
    let [sums, bottom] = [[], 1n];
    network.layers().forEach(({ rows, bottom: own }, k) => {
      const areFew = rows.length < rows[0].length - 1; // fewer than parts
      sums = areFew ? addUp(rows, parts) : singly(rows, [...parts]);
      bottom *= own;
      parts = passed(k, sums, bottom);
    });
    return Array.from(sums, (tops) => new Sum(tops, bottom));
  };

  // ---- Domains, points of them, and what multipliers show --------------------------------------

  const domainOf = ({ type, points = [], intervals = [], rows = [] }, inputs) => {
    const sides = intervals.flatMap(([low, high], i) =>
      [[[i, ONE], [inputs, low.times(MINUS_ONE)]], [[i, MINUS_ONE], [inputs, high]]]);
    const faces = rows.map(([row, bias]) => [...row, bias].map((q, i) => [i, q]));
    const bounds = [...sides, ...faces]; // forms >= 0, entry by entry
    const terms = bounds.flat().length;
    const size = largest([bounds.flat().map(([, q]) => q), ...points].map(sizeOf));
    const halfSpaces = later(() => bounds.map(sumOf));
    const places = later(() => points.map(overOne));
    const members = later(() => new Set(places().map(String)));
    const work = (terms + points.length * inputs) * product(size, size);

    const insistInside = (x, name) => {
      insist(type !== "points" || members().has(String(x)), `${name} is not among the points`);
      halfSpaces().forEach((form, k) =>
        insist(valueAt(form, x) >= 0n, `${name} lies outside half-space ${k} of the domain`));
    };

    // Form >= 0 is shown where the forms that `known` finds are >= 0. Multiples >= 0 of them are
    // taken from the form, which makes it no larger there. What is left is then >= 0 if it is a
    // number >= 0; or, in a hull, an affine form that is >= 0 at the points, since at a mean of
    // points it has the mean of its values. Of an atom the points tell nothing; but multiples >= 0
    // of -r(z), z affine, may be added again at the points: at a mean of points that sum has no
    // less than the mean of its values, since r(z) has no more.
    const insistShown = (form, multipliers, known, where, said) => {
      const taken = multipliers.map(([j, factor]) => {
        insist(factor.sign() >= 0, `${where}: a negative multiplier of half-space ${j}`);
        return [factor.times(MINUS_ONE), ...known(j)];
      });
      const rest = combine([[ONE, form], ...taken]);
      const mayStay = (name) => name === inputs || (type === "hull" && name < inputs);
      insist([...rest.tops.keys()].every(mayStay), `${where}: the multipliers leave too much`);
      const bends = taken.filter(([, , z]) => z).map(([factor, , z]) =>
        [factor.top * (rest.bottom / (factor.bottom * z.bottom)), z]);
      const above = (z, x) => (valueAt(z, x) > 0n ? valueAt(z, x) : 0n);
      const valueOf = (x) =>
        bends.reduce((sum, [factor, z]) => sum + factor * above(z, x), valueAt(rest, x));
      const left = type === "hull" ? places().map(valueOf) : [rest.of(inputs)];
      insist(left.every((value) => value >= 0n), `${where}: the multipliers do not ${said}`);
    };

    // The work of `insistShown`, for forms of so many terms and bits.
    const showing = (multipliers, ofForm, bits) => {
      const own = bits + size + sizeOf(multipliers.map(([, factor]) => factor));
      const taken = (1 + multipliers.length) * (ofForm * product(own, own) + reduction(own));
      const named = multipliers.filter(([j]) => Array.isArray(j)).length;
      const bends = named * (ofForm * (64 + product(own, own)) + points.length);
      return taken + bends + points.length * (1 + named) * (inputs + 1) * product(own, size);
    };

    const numbers = { type, inputs, points, intervals, terms, size, work };
    return { ...numbers, halfSpaces, places, insistInside, insistShown, showing };
  };

  const readDomain = ({ inputs }) => (value, path) => {
    const interval = (entry, here) => {
      const [low, high] = INTERVAL(entry, here);
      need(low.below(high), here, "expected low < high");
      return [low, high];
    };
    return domainOf(typed({
      space: {},
      box: { intervals: list(interval, { exactly: inputs }) },
      polytope: { rows: list(pair(vector(inputs), rational)) },
      points: { points: some(vector(inputs)) },
      hull: { points: some(vector(inputs)) },
    })(value, path), inputs);
  };

  // The sums of multiples of points, and of the number 1, and the factors in them.
  const mix = (factors, points) => {
    const tops = overOne(factors.map((q, k) => new Rational(q.top, q.bottom * points[k].at(-1))));
    const sums = points[0].map((_, i) => points.reduce((sum, x, k) => sum + tops[k] * x[i], 0n));
    return { sums, tops, bottom: tops.at(-1) };
  };

  const readWeights = (value, path) => {
    const pairs = some(pair(index, rational))(value, path);
    need(neighbours(pairs, ([p], [q]) => p < q), path, "points out of order");
    return pairs;
  };

  // The field for points of the domain that evidence names.
  const placeFields = ({ type, inputs }, least) => (type === "hull"
    ? { weights: list(readWeights, { least }) } : { points: list(vector(inputs), { least }) });

  // These points, given by their numbers, or in a hull by weights of its points, which are > 0 and
  // add up to 1.
  const placesOf = (domain, { points = [], weights = [] }) => {
    const { inputs, terms } = domain;
    const pairs = weights.flat();
    const used = [...new Set(pairs.map(([p]) => p))].flatMap((p) => domain.points[p] || []);
    const rows = weights.length ? sizeOf(used) : 0;
    const numbers = [...points, ...weights.map((own) => own.map(([, w]) => w))];
    const each = rows + largest(numbers.map(sizeOf)); // bits of one point
    const all = rows + sizeOf(numbers.flat()); // and of all together
    const inside = inputs * product(each, each) + terms * product(each, domain.size);
    const work = numbers.length * inside + pairs.length * inputs * reduction(each);

    const mean = (own, name) => {
      insist(own.at(-1)[0] < domain.points.length, `${name}: the hull has no such point`);
      insist(own.every(([, w]) => w.sign() > 0), `${name}: a weight that is not positive`);
      const { sums, bottom } = mix(own.map(([, w]) => w), own.map(([p]) => domain.places()[p]));
      insist(sums.at(-1) === bottom, `${name}: the weights do not add up to 1`);
      return sums;
    };

    const judge = () => {
      const inDomain = points.map(overOne);
      inDomain.forEach((x, k) => domain.insistInside(x, `point ${k}`));
      return [...inDomain, ...weights.map((own, k) => mean(own, `point ${k}`))];
    };

    return { count: numbers.length, each, all, work, judge };
  };

  // ---- not-affine, not-linear ------------------------------------------------------------------

  // Multiples of points add up to 0, and for not-affine the factors do so too; hence the values of
  // every linear (affine) map at these points add up to 0 with the same factors. Those of the
  // network do not, so it is no such map on a domain that has these points.
  const combination = (alsoOnes) => (statement, evidence) => {
    const { network, domain } = aboutNetwork(statement, (of) => ({ domain: readDomain(of) }));
    const fields = { ...placeFields(domain, 1), coefficients: some(rational), output: index };
    const { coefficients, output, ...named } = record(fields)(evidence, "evidence");
    const places = placesOf(domain, named);

    const work = () => {
      const bits = places.all + network.growth + sizeOf(coefficients);
      const each = network.evaluation(places.each) + (network.inputs + 2) * reduction(bits);
      return network.work + domain.work + places.work + places.count * each;
    };

    const judge = () => {
      const points = places.judge();
      insist(coefficients.length === places.count, "not as many coefficients as points");
      insist(output < network.outputs, "the network has no such output");
      const { sums, tops, bottom } = mix(coefficients, points);
      const nameOf = (i) => (i < network.inputs ? `sum of input ${i} is` : "coefficients add up to");
      sums.slice(0, network.inputs + (alsoOnes ? 1 : 0)).forEach((sum, i) =>
        insist(!sum, () => `the ${nameOf(i)} ${brief(new Rational(sum, bottom))}, expected 0`));
      const values = points.map((x) => evaluate(network, x).at(-1)[output]);
      insist(dot(values, tops), "the combination of the outputs is 0, expected another value");
    };

    return { work, judge };
  };

  // ---- Trees that cut a domain into cells ------------------------------------------------------

  const UNIT = (value, path) => pair(index, index)(value, path).join(", ");
  const WAYS = { r: [1n, 0n], "r-z": [1n, -1n], "-r": [-1n, 0n] }; // so many times r(z) and z
  const ofUnit = pair(UNIT, oneOf(...Object.keys(WAYS)));
  const fact = (value, path) => (Array.isArray(value) ? ofUnit : index)(value, path);
  const MULTIPLIERS = list(pair(fact, rational));
  const ONE_LIST = (value, path) => [MULTIPLIERS(value, path)];
  const STATE = oneOf("on", "off");

  const signed = (form, state) => (state === "on" ? form : negative(form));

  // r(z) for z = c A or z = -c A, with c > 0 and A of coprime integers, the first of them > 0:
  // r(c A) = c r(A), and r(-c A) = c r(A) - c A. Atoms have numbers by the text of A.
  const rectified = (tops, inputs, atoms) => {
    const first = [...tops.keys()].reduce((a, b) => (b !== inputs && b < a ? b : a), Infinity);
    if (first === Infinity) return tops.get(inputs) > 0n ? tops : NOTHING.tops;
    const content = [...tops.values()].reduce(gcd, 0n);
    const turned = tops.get(first) > 0n ? content : -content;
    // There may be many long texts: in base 32 they are short, and made in linear time.
    const inText = ([name, top]) => `${name}:${(top / turned).toString(32)}`;
    const text = Array.from(tops, inText).sort().join();
    if (!atoms.has(text)) atoms.set(text, inputs + 1 + atoms.size);
    return new Map(turned > 0n ? [] : tops).set(atoms.get(text), content);
  };

  // A cell is where the half-spaces of the domain and of the splits above are >= 0. At a split
  // z >= 0 or z <= 0 at each point, so the cells of the leaves cover the domain. A unit has a
  // state in a cell by a split above, or because the multipliers of its sign show it, there or in
  // a larger cell; so the forms that `walk` finds are the functions of x that the units compute
  // there. An atom has one number in the whole tree, and so is one function of x everywhere. An
  // empty leaf shows -1 >= 0. What the other leaves show is the rule's affair.
  const cellsOf = (network, domain, nodes) => {
    const listsOf = ({ signs, then: { multipliers = [] } }) =>
      [...multipliers, ...[...signs.values()].map((sign) => sign.multipliers)];

    const work = () => {
      const bits = 1 + network.growth;
      let [walked, span, terms] = [0, 1, 1 + network.inputs];
      for (const [m, n] of network.shapes) {
        const forms = terms * (64 + 2 * product(bits, bits)) + reduction(bits);
        walked += m * (n * span * product(network.most, bits) + forms);
        [span, terms] = [terms + 1, terms + m];
      }
      const shown = nodes.flatMap(listsOf).map((own) => domain.showing(own, terms, bits));
      return nodes.length * walked + total(shown);
    };

    // Judges each leaf that is not empty by leaf(then, forms, outputs, insistShown, where). Forms
    // may be large: there are only those of `wanted`, if it is a unit, and of units that are named.
    const judge = (name, leaf, wanted = null) => {
      const atoms = new Map();
      const root = { known: domain.halfSpaces(), above: new Map(), where: name };
      visitAll(nodes, root, ({ signs, then }, { known, above, where }, descend) => {
        const [forms, states] = [new Map(), new Map(above)];
        const named = listsOf({ signs, then }).flat().map(([j]) => j[0]);
        const isKept = new Set([wanted, then.unit, ...named]);
        // what a multiplier is of, and z if that is -r(z)
        const factsOf = (j) => {
          if (!Array.isArray(j)) {
            insist(j < known.length, `${where}: there is no half-space ${j}`);
            return [known[j]];
          }
          const [z, isBent] = [forms.get(j[0]), j[1] === "-r"];
          insist(z, `${where}: there is no unit ${j[0]} before`);
          const isAffine = [...z.tops.keys()].every((key) => key <= network.inputs);
          insist(!isBent || (domain.type === "hull" && isAffine), `${where}: -r(z) of ${j[0]}`);
          const parts = [rectified(z.tops, network.inputs, atoms), z.tops];
          return [new Sum(addUp([WAYS[j[1]]], parts)[0], z.bottom), isBent && z];
        };
        const insistShown = (form, multipliers, said) =>
          domain.insistShown(form, multipliers, factsOf, where, said);
        const stateOf = (unit, form) => {
          if (isKept.has(unit)) forms.set(unit, form);
          if (!states.has(unit) && signs.has(unit)) {
            const { state, multipliers } = signs.get(unit);
            insistShown(signed(form, state), multipliers, `show that unit ${unit} is ${state}`);
            states.set(unit, state);
          }
          return states.get(unit);
        };
        const outputs = walk(network, stateOf, (tops) => rectified(tops, network.inputs, atoms));
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
          insistShown(sumOf([[network.inputs, MINUS_ONE]]), then.multipliers[0], "contradict");
        } else leaf(then, forms, outputs, insistShown, where);
      });
    };

    return { count: nodes.length, work, judge };
  };

  const readCells = (network, domain, leaves) => {
    const sign = record({ unit: UNIT, state: STATE, multipliers: MULTIPLIERS });
    const signs = (value, path) => new Map(list(sign)(value, path).map((own) => [own.unit, own]));
    const nodes = treeOf((child) => {
      const split = { unit: UNIT, on: child, off: child };
      return record({ signs, then: typed({ split, empty: { multipliers: ONE_LIST }, ...leaves }) });
    });
    return (value, path) => cellsOf(network, domain, nodes(value, path));
  };

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
    const wanted = networkOf([{ weight: U, bias: c, relu: [] }]);
    const squeezes = list(pair(MULTIPLIERS, MULTIPLIERS), { exactly: network.outputs });
    const squeezed = { multipliers: (value, path) => squeezes(value, path).flat() };
    const fields = { tree: readCells(network, domain, { equal: {}, squeezed }) };
    if (domain.type !== "hull") fields.point = vector(network.inputs);
    const { tree, point } = record(domain.type === "points" ? {} : fields)(evidence, "evidence");

    const work = () => {
      const bits = network.growth + domain.size + sizeOf([...c, ...U.flat()]) + sizeOf(point || []);
      const compared = network.outputs * (1 + network.inputs + network.units) * product(bits, bits);
      const prepared = network.work + domain.work;
      if (!tree) {
        return prepared + (1 + domain.points.length) * (network.evaluation(domain.size) + compared);
      }
      const inside = domain.terms * product(bits, bits);
      return prepared + inside + tree.work() + (1 + tree.count) * compared;
    };

    const judge = () => {
      if (!tree) {
        domain.places().forEach((x, k) => {
          const [y, z] = [network, wanted].map((of) => evaluate(of, x).at(-1));
          const isSame = y.every((value, i) => value * z.at(-1) === z[i] * y.at(-1));
          insist(isSame, `at point ${k} the network is not U x + c`);
        });
        return;
      }
      if (point) domain.insistInside(overOne(point), "the point of the domain");
      const targets = walk(wanted);
      tree.judge("tree", ({ multipliers = [] }, forms, outputs, insistShown, where) =>
        outputs.forEach((form, k) => {
          const rest = combine([[ONE, form], [MINUS_ONE, targets[k]]]);
          if (!multipliers.length) insist(!rest.tops.size, `${where}: output ${k} is not U x + c`);
          multipliers.slice(2 * k, 2 * k + 2).forEach((own, i) =>
            insistShown(i ? negative(rest) : rest, own, `squeeze output ${k}`));
        }));
    };

    return { work, judge };
  };

  // ---- unit-sign -------------------------------------------------------------------------------

  const WITNESSES = { off: [], on: [1], switching: [-1, 1] }; // the signs that they show

  // Entries about different units, in increasing order, each with its unit as a place.
  const inOrder = (item, least) => (value, path) => {
    const entries = list(item, { least })(value, path).map((entry) => {
      const [k, i] = entry.unit.split(", ").map(Number);
      return { ...entry, k, i };
    });
    const increase = neighbours(entries, (a, b) => a.k < b.k || (a.k === b.k && a.i < b.i));
    need(increase, path, "the units do not increase");
    return entries;
  };

  // A tree of cases as its bounded ones, each with the splits above it: on 1, off -1.
  const readParts = (value, path) => {
    const slopes = inOrder(record({ unit: UNIT, lower: rational }), 0);
    const nodes = treeOf((child) => typed({
      split: { unit: UNIT, on: child, off: child },
      bounded: { slopes, multipliers: list(pair(index, rational)) },
    }))(value, path);
    const parts = [];
    visitAll(nodes, [], (node, splits, descend) => {
      if (node.type === "bounded") parts.push({ ...node, splits });
      else {
        const [k, i] = node.unit.split(", ").map(Number);
        [["on", ONE], ["off", MINUS_ONE]].forEach(([state, sign]) =>
          descend(node[state], [...splits, { k, i, sign }]));
      }
    });
    return parts;
  };

  const ALL = { slopes: [], multipliers: [], splits: [] }; // the part that is the whole box

  // Lower bounds of units in a box. A unit of the first layers has numbers low <= z <= high, both
  // shown by the layers before it, and two lines with a z <= r(z) <= s z + t there: the first
  // since 0 <= a <= 1, the second since r is convex and the line is not below it at low and high.
  // A bound of another unit is found backwards: each r(z) gives way to the line that makes the sum
  // smaller, by the sign of its factor, and what a row without a ReLU passes on to its z, until
  // a form of the inputs is left, which is least at a corner of the box. In a part of it units of
  // splits pass z or 0, and multiples >= 0 of what the splits know (z >= 0, -z >= 0) are taken
  // away: what is still >= 0 was so before. The parts of a tree make up the box. Where low or high
  // is 0 by the state that a unit is stated to have, this state is shown by the layers before it:
  // nothing is shown by itself.
  const boundsOf = (network, box, relaxations) => {
    // Of a layer in a part all lower slopes, upper slopes, shifts, and what times z is taken away.
    // Both lines of a row without a ReLU are z.
    const numbersIn = (layer, { splits, slopes, multipliers }) => {
      const rows = Array(network.shapes[layer][0]).fill([ONE, ONE, ZERO, ZERO]);
      relaxations[layer].forEach(({ lower, upper }, unit) => {
        rows[network.rowsOf[layer][unit]] = [lower, ...upper, ZERO];
      });
      const at = ({ k, i }) => (k === layer && network.has(k, i) ? rows[i] : []);
      slopes.forEach((own) => at(own).splice(0, 1, own.lower));
      splits.forEach((own) => {
        const passed = own.sign === ONE ? ONE : ZERO;
        at(own).splice(0, 3, passed, passed, ZERO);
      });
      multipliers.forEach(([n, factor]) => {
        const row = at(splits[n]);
        if (row.length) row[3] = row[3].plus(factor.times(splits[n].sign));
      });
      return [0, 1, 2, 3].flatMap((part) => rows.map((row) => row[part]));
    };
    const lines = later(() => relaxations.map((_, layer) => overOne(numbersIn(layer, ALL))));
    const ends = later(() => overOne(box.intervals.flat()));
    const columns = later(() => network.layers().map(({ rows }) =>
      rows[0].map((_, i) => rows.map((row) => row[i]))));

    // For bounds of so many units, of parts, and two of each unit that has lines.
    const work = (units, parts) => {
      const sizes = relaxations.map((layer) =>
        sizeOf(layer.flatMap(({ lower, upper }) => [lower, ...upper])));
      const most = largest([network.most, box.size, ...sizes]);
      const count = relaxations.flat().length;
      const once = (more) => {
        const bits = box.size + network.growth + total(sizes) + 2 * more * relaxations.length;
        return 2 * network.count * product(most + more, bits) + reduction(bits);
      };
      const ofPart = ({ slopes, multipliers }) => {
        const own = sizeOf(
          [...slopes.map(({ lower }) => lower), ...multipliers.map(([, factor]) => factor)]);
        return once(own) + 4 * count * reduction(most + own);
      };
      return (units + 2 * count) * once(0) + total(parts.map(ofPart));
    };

    // A number that sign * z, less what is taken away in a part, is not below.
    const least = (k, i, sign, part = ALL) => {
      let { rows: { [i]: row }, bottom } = network.layers()[k];
      let form = row.map((v) => sign * v);
      for (let j = k - 1; j >= 0; j -= 1) {
        const line = part === ALL ? lines()[j] : overOne(numbersIn(j, part));
        const { bottom: own } = network.layers()[j];
        const lift = form.pop() * line.at(-1);
        const m = form.length;
        const negatives = form.map((v) => (v < 0n ? v : 0n));
        const less = line.slice(3 * m, -1);
        const scale = bottom; // the closure below is made anew for each layer
        const passed = form.map((v, unit) => v * line[v < 0n ? m + unit : unit] - less[unit] * scale);
        form = columns()[j].map((column) => dot(passed, column));
        form.push(form.pop() + (lift + dot(negatives, line.slice(2 * m, 3 * m))) * own);
        bottom *= line.at(-1) * own;
      }
      const corner = form.slice(0, -1).map((v, input) => ends()[2 * input + (v < 0n ? 1 : 0)]);
      return new Rational(dot(form, [...corner, ends().at(-1)]), bottom * ends().at(-1));
    };

    const judgeLine = ({ low, high, lower, upper: [slope, shift] }, k, i, state) => {
      const clipped = (sign, own) => {
        const found = least(k, i, sign);
        return state === own && found.sign() < 0 ? ZERO : found;
      };
      const bound = clipped(1n, "on");
      const most = clipped(-1n, "off").times(MINUS_ONE);
      const name = `unit ${k}, ${i}`;
      insist(!bound.below(low), () => `${name}: low is above the bound, ${brief(bound)}`);
      insist(!high.below(most), () => `${name}: high is below the bound, ${brief(most)}`);
      insist(lower.sign() >= 0 && !ONE.below(lower), `${name}: the lower slope is not in [0, 1]`);
      const reaches = (z, q) => !slope.times(z).plus(shift).below(q);
      const isAbove = [low, high].every((z) => reaches(z, z) && reaches(z, ZERO));
      insist(isAbove, `${name}: the upper line passes below r`);
    };

    const judge = (states) => {
      const fits = relaxations.every(({ length }, k) => length === network.widths[k]);
      insist(fits, "the first layers have other units");
      relaxations.forEach((layer, k) => layer.forEach((line, unit) => {
        const i = network.rowsOf[k][unit];
        judgeLine(line, k, i, states.get(`${k}, ${i}`));
      }));
    };

    const judgePart = ({ unit, k, i, state }, part) => {
      const { slopes, multipliers, splits } = part;
      const isSlope = ({ lower }) => lower.sign() >= 0 && !ONE.below(lower);
      insist(slopes.every(isSlope), `unit ${unit}: a lower slope is not in [0, 1]`);
      insist(multipliers.every(([n]) => n < splits.length), `unit ${unit}: there is no such split`);
      insist(multipliers.every(([, q]) => q.sign() >= 0), `unit ${unit}: a negative multiplier`);
      const found = least(k, i, state === "on" ? 1n : -1n, part);
      insist(found.sign() >= 0, () => `unit ${unit} is not shown ${state}: ${brief(found)}`);
    };

    return { work, judge, judgePart };
  };

  // A strict sign somewhere is shown by computing z at a point of the domain. z >= 0 (z <= 0)
  // throughout is shown at all points where these are all there is, else in each leaf of a tree,
  // or in a box by bounds. Of no points all signs hold: so a polytope needs a point.
  const unitSign = (statement, evidence) => {
    const unitState = record({ unit: UNIT, state: oneOf(...Object.keys(WITNESSES)) });
    const { network, domain, units } = aboutNetwork(statement, (of) =>
      ({ domain: readDomain(of), units: inOrder(unitState, 1) }));
    const { type } = domain;
    const onPoints = type === "points";
    const line = record({ low: rational, high: rational, lower: rational, upper: INTERVAL });
    const cells = readCells(network, domain, { sign: { multipliers: ONE_LIST } });
    const tree = (value, path) => (type === "box" && isRecord(value) && Object.hasOwn(value, "type")
      ? { parts: readParts(value, path) } : { cells: cells(value, path) });
    const { relaxations = [], witnesses = [], trees = [], ...named } = record(onPoints ? {} : {
      relaxations: list(list(line), { exactly: type === "box" ? null : 0 }),
      ...placeFields(domain, type === "polytope" ? 1 : 0),
      witnesses: list(list(index), { exactly: units.length }),
      trees: inOrder(record({ unit: UNIT, tree }), 0),
    })(evidence, "evidence");
    witnesses.forEach(({ length }, j) => need(length === WITNESSES[units[j].state].length,
      `evidence.witnesses[${j}]`, `found ${length} items for ${units[j].state}`));
    const places = placesOf(domain, named);
    const bounds = boundsOf(network, domain, relaxations);
    const ofUnit = new Map(trees.map((entry) => [entry.unit, entry.tree]));
    const bounded = units.filter(({ unit, state }) => state !== "switching" && !ofUnit.has(unit));

    const work = () => {
      const prepared = network.work + domain.work;
      const each = network.evaluation(onPoints ? domain.size : places.each);
      if (onPoints) return prepared + domain.points.length * (each + units.length);
      const ofTrees = total(trees.map(({ tree: { cells: own } }) => (own ? own.work() : 0)));
      const parts = trees.flatMap(({ tree: { parts: own = [] } }) => own);
      const ofBounds = bounds.work(bounded.length, parts);
      return prepared + places.work + places.count * each + ofTrees + ofBounds;
    };

    const judgeStrict = ({ unit, state, k, i }, seen, chosen) => {
      const signs = seen.map((z) => z[k][i]);
      const ofAll = signs.includes(1) ? [-1, 1].filter((sign) => signs.includes(sign)) : [];
      const strict = onPoints ? ofAll : chosen.map((p) => signs[p]);
      insist(`${strict}` === `${WITNESSES[state]}`, `unit ${unit} is not ${state} at the points`);
    };

    const judge = () => {
      units.forEach(({ unit, k, i }) => insist(network.has(k, i), `there is no unit ${unit}`));
      const points = onPoints ? domain.places() : places.judge();
      const signs = (z) => Int8Array.from(z.map(signOf)); // a byte a unit: there may be many
      const seen = points.map((x) => evaluate(network, x).map(signs));
      units.forEach((entry, j) => judgeStrict(entry, seen, witnesses[j]));
      if (onPoints) return;
      const states = new Map(units.map(({ unit, state }) => [unit, state]));
      trees.forEach(({ unit, tree: own }, t) => {
        const state = states.get(unit);
        insist(["on", "off"].includes(state), `tree ${t}: unit ${unit} is not stated on or off`);
        const said = `show that unit ${unit} is ${state}`;
        if (own.cells) own.cells.judge(`trees[${t}]`, ({ multipliers }, forms, outputs, insistShown) =>
          insistShown(signed(forms.get(unit), state), multipliers[0], said), unit);
      });
      bounds.judge(states);
      for (const entry of units.filter(({ state }) => state !== "switching")) {
        const { parts = [], cells: own } = ofUnit.get(entry.unit) || { parts: [ALL] };
        insist(own || type === "box", `unit ${entry.unit}: no tree shows that it is ${entry.state}`);
        insist(own || entry.k <= relaxations.length, `unit ${entry.unit}: a layer has no lines`);
        parts.forEach((part) => bounds.judgePart(entry, part));
      }
    };

    return { work, judge };
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

  // A monomial is named by the numbers of its variables in order: x0 x0 x2 is "0,0,2", 1 is "".
  const multiply = (p, q) => {
    const parts = [...p.tops.keys()].map((a) => new Map([...q.tops].map(([b, top]) =>
      [`${a},${b}`.split(",").filter(Boolean).sort((s, t) => s - t).join(), top])));
    return new Sum(addUp([[...p.tops.values()]], parts)[0], p.bottom * q.bottom);
  };

  // Equal polynomials have one text.
  const textOf = ({ tops, bottom }) => {
    const content = [...tops.values()].reduce(gcd, bottom);
    const terms = [...tops].map(([name, top]) => `${name}: ${(top / content).toString(32)}`);
    return `${terms.sort().join("; ")} / ${bottom / content}`;
  };

  // Polynomials, where r(p) is known for those p that are decided; and their values at a point.
  const polynomials = (decided) => ({
    number: (_, q) => sumOf([["", q]]),
    variable: (_, which) => sumOf([[String(which), ONE]]),
    "+": (parts) => combine(parts.map((p) => [ONE, p])),
    "*": (parts) => parts.reduce(multiply),
    r([p]) {
      if (p.isOnly("")) return p.of("") > 0n ? p : NOTHING;
      return decided.get(textOf(p)) || null;
    },
  });
  const valuesAt = (point) =>
    ({ ...polynomials(null), variable: (_, which) => sumOf([["", point[which]]]) });

  const differenceIn = (arithmetic, { left, right }) => {
    const [p, q] = [left, right].map((side) => valueIn(arithmetic, side));
    return p && q && combine([[ONE, p], [MINUS_ONE, q]]);
  };

  // What a polynomial has at most, terms, degree and bits, and the work of forming it.
  const formed = (p, q, terms, degree, bits) => {
    need(degree <= MOST_DEGREE, "certificate", `a degree above ${MOST_DEGREE}`);
    return { terms, degree, bits, work: p.work + q.work + terms * (64 + reduction(bits)) };
  };
  const plus = (p, q) =>
    formed(p, q, p.terms + q.terms, Math.max(p.degree, q.degree), p.bits + q.bits + 1);
  const times = (p, q) => {
    const bits = p.bits + q.bits + bitsOf(p.terms);
    const found = formed(p, q, p.terms * q.terms, p.degree + q.degree, bits);
    return { ...found, terms: Math.min(found.terms, 2 ** 40) };
  };
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
        const parts = value.slice(1).map((entry, i) => child(entry, `${path}[${i + 1}]`));
        return { operation, parts };
      }
      const isVariable = VARIABLE.test(value);
      const given = isVariable ? variables.indexOf(value) : rational(value, path);
      need(given !== -1, path, () => `the variable ${excerpt(value)} is not declared`);
      return { operation: isVariable ? "variable" : "number", given, parts: [] };
    });
    return (value, path) => {
      const term = { nodes: nodes(value, path) };
      return { ...term, extent: valueIn(EXTENTS, term) };
    };
  };

  const STRICT = [">", "!="];
  const SIGNS = { "=": [0], ">=": [0, 1], ">": [1], "!=": [-1, 1] }; // that a relation allows

  const readRelation = (term) => (value, path) => {
    const fields = { left: term, relation: oneOf(...Object.keys(SIGNS)), right: term };
    const read = record(fields)(value, path);
    return { ...read, extent: plus(read.left.extent, read.right.extent) };
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
    const fitting = only((read) => new Set(read).size === read.length
      && read.length <= MOST_VARIABLES, `at most ${MOST_VARIABLES} different names`);
    const names = (value, path) => fitting(list(matching(VARIABLE, "a name"))(value, path), path);
    const { variables, hypotheses, conclusion } = headed("variables", names, (read) => {
      const relation = readRelation(readTerm(read));
      const orFalse = (value, path) => (value === "false" ? null : relation(value, path));
      return { kind: asIs, hypotheses: list(relation), conclusion: orFalse };
    })(statement, "statement");
    const goal = conclusion?.relation;
    const term = readTerm(variables);
    const summands = list(record({ factors: list(index), times: term }));
    const cases = treeOf((child) => typed({
      split: { on: term, positive: child, otherwise: child },
      contradiction: { sum: summands },
      conclusion: { sums: list(summands, { exactly: goal === "=" ? 2 : 1 }) },
    }));
    const fields = goal ? { tree: cases, point: vector(variables.length) } : { tree: cases };
    const { tree, point = [] } = record(fields)(evidence, "evidence");

    const work = () => {
      const denied = goal ? [{ ...conclusion, relation: "=" }] : [];
      const ofRelations = total([...hypotheses, ...denied].map((known) => known.extent.work));
      const ofPoint = total(hypotheses.map(({ left, right, extent: { bits } }) =>
        (left.nodes.length + right.nodes.length) * reduction(bits + 8 * sizeOf(point))));
      const powerOf = ({ relation, extent: own }) =>
        (relation === "!=" ? times({ ...own, work: 0 }, { ...own, work: 0 }) : { ...own, work: 0 });
      const ofSummand = ({ factors, times: further }, facts) => {
        const powers = factors.filter((i) => i < facts.length).map((i) => powerOf(facts[i]));
        const value = powers.reduce(times, further.extent);
        return plus(value, value).work;
      };
      let ofNodes = 0;
      visitAll(tree, hypotheses, ({ type, on, positive, otherwise, sum, sums }, facts, descend) => {
        if (type === "split") {
          ofNodes += on.extent.work;
          const below = [...facts, { extent: on.extent, relation: ">" }];
          [positive, otherwise].forEach((i) => descend(i, below));
        } else {
          const known = [...facts, ...denied];
          const own = (sums || [sum]).flat().map((summand) => ofSummand(summand, known));
          ofNodes += ofRelations + total(own);
        }
      });
      return ofRelations + ofPoint + ofNodes;
    };

    // A sum of products of facts that is >= 0, and whether it is > 0.
    const knownSum = (sum, facts, arithmetic, where) => {
      let isStrict = false;
      const products = sum.map(({ factors, times: further }) => {
        const factor = valueIn(arithmetic, further);
        insist(factor, `${where}: an undecided factor`);
        const used = factors.map((i) => facts[i]);
        insist(used.every((fact) => fact?.p), `${where}: a fact that is not there or undecided`);
        const isNumber = factor.isOnly("") && factor.of("") >= 0n;
        const isKnown = isNumber || used.some(({ relation }) => relation === "=");
        insist(isKnown, `${where}: a factor that is not known to be >= 0`);
        isStrict ||= factor.of("") > 0n && used.every(({ relation }) => STRICT.includes(relation));
        const powers = used.map(({ p, relation }) => (relation === "!=" ? multiply(p, p) : p));
        return [ONE, powers.reduce(multiply, factor)];
      });
      return { sum: combine([[ONE, NOTHING], ...products]), isStrict };
    };

    const judgeLeaf = ({ type, sum, sums }, facts, arithmetic, where) => {
      const wanted = goal ? differenceIn(arithmetic, conclusion) : null;
      if (type === "contradiction") {
        const denied = wanted && goal === "!=" ? [{ p: wanted, relation: "=" }] : [];
        const found = knownSum(sum, [...facts, ...denied], arithmetic, where);
        insist(found.isStrict, `${where}: no term of the contradiction is positive`);
        const isFalse = found.sum.isOnly("") && found.sum.of("") <= 0n;
        insist(isFalse, `${where}: the contradiction is not a constant <= 0`);
        return;
      }
      insist(wanted && goal !== "!=", `${where}: undecided, or it needs a contradiction`);
      sums.forEach((own, k) => {
        const found = knownSum(own, facts, arithmetic, where);
        insist(found.isStrict || goal !== ">", `${where}: no term of the sum is positive`);
        const rest = combine([[ONE, found.sum], [k ? ONE : MINUS_ONE, wanted]]);
        insist(!rest.tops.size, `${where}: the sum is not the difference of the two sides`);
      });
    };

    const judge = () => {
      if (goal) {
        hypotheses.forEach((known, k) => {
          const sign = signOf(differenceIn(valuesAt(point), known).of(""));
          insist(SIGNS[known.relation].includes(sign), `the point violates hypothesis ${k}`);
        });
      }
      const root = { decided: new Map(), splits: [], where: "tree" };
      visitAll(tree, root, (node, { decided, splits, where }, descend) => {
        const arithmetic = polynomials(decided);
        if (node.type !== "split") {
          const known = hypotheses.map((fact) =>
            ({ p: differenceIn(arithmetic, fact), relation: fact.relation }));
          judgeLeaf(node, [...known, ...splits], arithmetic, where);
          return;
        }
        const p = valueIn(arithmetic, node.on);
        insist(p, `${where}: a split on a term with an undecided r(.)`);
        const minus = negative(p);
        const child = (name, fact, ofP, ofMinus) => descend(node[name], {
          decided: new Map([...decided, [textOf(p), ofP], [textOf(minus), ofMinus]]),
          splits: [...splits, fact],
          where: `${where}.${name}`,
        });
        child("positive", { p, relation: ">" }, p, NOTHING);
        child("otherwise", { p: minus, relation: ">=" }, NOTHING, minus);
      });
    };

    return { work, judge };
  };

  // ---- Functions of one variable ---------------------------------------------------------------

  const FUNCTION = { knots: list(rational), slopes: some(rational), at: rational, value: rational };

  // The pieces of a continuous piecewise-linear function that is given by knots, slopes and one
  // value: lines that meet at the knots, all lifted so that one of them has the value.
  const linesOf = ({ knots, slopes, at, value }) => {
    insist(slopes.length === knots.length + 1, `${knots.length} knots, ${slopes.length} slopes`);
    insist(increasing(knots), "the knots do not increase");
    insist(neighbours(slopes, (a, b) => !a.is(b)), "a knot without a bend");
    const home = knots.filter((t) => t.below(at)).length;
    const lifts = [ZERO];
    knots.forEach((t, j) => lifts.push(lifts[j].plus(slopes[j].minus(slopes[j + 1]).times(t))));
    const rise = value.minus(slopes[home].times(at)).minus(lifts[home]);
    return slopes.map((slope, j) => ({ top: [lifts[j].plus(rise), slope], bottom: [ONE] }));
  };

  // Top and bottom as polynomials with integers, times one number.
  const wholeFraction = ({ top, bottom }) => {
    const numbers = overOne([...top, ...bottom]);
    return [numbers.slice(0, top.length), numbers.slice(top.length, -1)];
  };

  // A function whose pieces are fractions of polynomials, given by their coefficients from the
  // constant on. They are polynomials in x, but for the square root in u, where x = u u.
  const curveOf = ({ type, coefficients = [ZERO, ONE], knots: bends, ...read }) => {
    const { top = coefficients, bottom = [ONE], slopes, at, value } = read;
    const knots = bends || [];
    const isRoot = type === "sqrt";
    const pieces = later(() => (bends ? linesOf({ knots, ...read }) : [{ top, bottom }]));
    const terms = top.length + bottom.length;
    const numbers = bends ? [...knots, ...slopes, at, value] : [];
    const size = bends ? 2 * sizeOf(numbers) : sizeOf([...top, ...bottom]);

    // The work of lines at so many points of so many bits, and of a target.
    const work = (points, bits) => (numbers.length - 2 + points) * reduction(size + bits);
    const workOfTarget = (points, bits) =>
      (bends ? work(points, 2 * bits) : 0) + points * terms * reduction(size + terms * bits);

    // Where points are that are given as x, or as u.
    const places = (points) => {
      insist(!isRoot || points.every((u) => u.sign() >= 0), "a square root is negative");
      return isRoot ? points.map((u) => u.times(u)) : points;
    };

    // The piece on each interval between neighbouring ends; null is infinite.
    const along = (ends) => {
      insist(increasing(ends.filter((end) => end)), "the ends do not increase");
      let j = 0;
      return ends.slice(1).map((high, i) => {
        while (ends[i] && j < knots.length && !ends[i].below(knots[j])) j += 1;
        const isWhole = j === knots.length || (high && !knots[j].below(high));
        insist(isWhole, `a knot lies inside interval ${i}`);
        return pieces()[j];
      });
    };

    // The values at increasing points.
    const values = (points) => {
      let j = 0;
      return points.map((x) => {
        while (j < knots.length && knots[j].below(x)) j += 1;
        const fraction = wholeFraction(pieces()[j]);
        const n = Math.max(...fraction.map((p) => p.length)) - 1;
        const power = (k) => x.top ** BigInt(k) * x.bottom ** BigInt(n - k);
        const [over, under] = fraction.map((p) => dot(p, p.map((_, k) => power(k))));
        insist(under, () => `the denominator is 0 at ${brief(x)}`);
        return new Rational(over, under);
      });
    };

    // The slope of a piecewise-linear function between two points, null if it changes there.
    const slopeOn = (low, high) => {
      if (knots.some((t) => low.below(t) && t.below(high))) return null;
      return pieces()[knots.filter((t) => !low.below(t)).length].top[1];
    };

    return { isRoot, terms, size, work, workOfTarget, pieces, places, along, values, slopeOn };
  };

  const readFunction = (value, path) => curveOf(record(FUNCTION)(value, path));
  const readTarget = (value, path) => curveOf(typed({
    polynomial: { coefficients: some(rational) },
    piecewise: FUNCTION,
    sqrt: {},
    quotient: { top: some(rational), bottom: some(rational) },
  })(value, path));

  // ---- equals ----------------------------------------------------------------------------------

  // In each cell, an interval, every unit has the sign of its state at the finite ends and does
  // not lead to the other sign where the cell is unbounded; z is affine there by the states of the
  // layers before, so the state is true in the whole cell. So the network is one affine map there,
  // and this is the piece of the function. The cells cover the line and have no knot inside.
  const equals = (statement, evidence) => {
    const { network, kind, ...read } = aboutNetwork(statement, () => FUNCTION);
    const f = curveOf(read);
    const fields = { ends: some(rational), patterns: list(list(list(STATE))) };
    const { ends, patterns } = record(fields)(evidence, "evidence");

    const work = () => {
      const bits = 1 + network.growth;
      const walked = 2 * network.count * product(network.most, bits);
      const signs = network.units * (64 + 8 * product(bits, longest(ends)));
      const each = walked + signs + reduction(bits + f.size);
      return network.work + patterns.length * each + f.work(ends.length, longest(ends));
    };

    // That a form is >= 0 from low to high.
    const insistSign = (form, low, high, said) => {
      [low, high].filter((end) => end).forEach((x) =>
        insist(valueAt(form, [x.top, x.bottom]) >= 0n, () => `${said}, at ${brief(x)}`));
      insist(low || form.of(0) <= 0n, `${said}, far to the left`);
      insist(high || form.of(0) >= 0n, `${said}, far to the right`);
    };

    const judge = () => {
      insist(network.inputs === 1 && network.outputs === 1, "not a network of one variable");
      insist(patterns.length === ends.length + 1, `${patterns.length} patterns`);
      const all = [null, ...ends, null];
      f.along(all).forEach(({ top: [lift, slope] }, j) => {
        insist(network.isShapeOf(patterns[j]), `cell ${j}: not one state for each hidden unit`);
        const states = patterns[j].flat().values();
        const [output] = walk(network, (unit, form) => {
          const state = states.next().value;
          const said = `unit ${unit} is not ${state} in cell ${j}`;
          insistSign(signed(form, state), all[j], all[j + 1], said);
          return state;
        });
        const found = [1, 0].map((name) => new Rational(output.of(name), output.bottom));
        insist(found[0].is(lift) && found[1].is(slope),
          () => `in cell ${j} the network is not ${brief(slope)} x + ${brief(lift)}`);
      });
    };

    return { work, judge };
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
    const read = record({ ...fields, ...FUNCTION })(statement, "statement");
    const { kind, target, interval: [low, high], error, ...lines } = read;
    const g = curveOf(lines);
    const { cuts } = record({ cuts: list(rational, { least: 2 }) })(evidence, "evidence");

    const work = () => {
      const cut = longest(cuts);
      const terms = target.terms + 3;
      const own = 2 * target.size + g.size + sizeOf([error]);
      const step = product(own + 2 * terms * cut, own + 2 * cut);
      const each = 3 * terms ** 2 * step + 4 * terms * reduction(own);
      const pieces = g.work(cuts.length, 2 * cut) + target.workOfTarget(cuts.length, cut);
      return pieces + cuts.length * each;
    };

    const judgePart = (piece, line, part, name) => {
      const [top, bottom] = wholeFraction(piece);
      const [lift, slope, most, common] = overOne([...line, error]);
      const power = target.isRoot ? 2 : 1; // of the variable in x
      const of = (p, k) => p[k] || 0n;
      const length = Math.max(top.length, bottom.length + power);
      const gap = Array.from({ length }, (_, k) =>
        common * of(top, k) - lift * of(bottom, k) - slope * of(bottom, k - power));
      const isPositive = bernstein(bottom, ...part).every((q) => q > 0n);
      insist(isPositive, `the denominator has a Bernstein coefficient <= 0 on ${name}`);
      for (const [sign, said] of [[1n, "E + (f - g)"], [-1n, "E - (f - g)"]]) {
        const room = bernstein(gap.map((q, k) => most * of(bottom, k) + sign * q), ...part);
        insist(room.every((q) => q >= 0n), `${said} has a Bernstein coefficient < 0 on ${name}`);
      }
    };

    const judge = () => {
      const ends = target.places(cuts);
      insist(ends[0].is(low) && ends.at(-1).is(high), "the cuts do not cover the interval");
      const pieces = target.along(ends);
      g.along(ends).forEach(({ top }, j) =>
        judgePart(pieces[j], top, cuts.slice(j, j + 2), `subinterval ${j}`));
    };

    return { work, judge };
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
    const ofStatement = { kind: asIs, target: readTarget, interval: INTERVAL, pieces: index };
    const { target, interval: [low, high], pieces, error } =
      record({ ...ofStatement, error: rational })(statement, "statement");
    const block = record({ pieces: index, reference: readFunction, points: some(rational) });
    const { blocks } = record({ blocks: some(block) })(evidence, "evidence");

    const work = () => total(blocks.map(({ reference: g, points }) => {
      const [count, point] = [points.length, longest(points)];
      const bits = target.size + target.terms * point + g.size + 2 * point + sizeOf([error]);
      const values = 3 * g.work(count, 2 * point) + target.workOfTarget(count, point);
      return values + count * reduction(bits);
    }));

    // The sides on which f - g is at the first and the last point, and the slopes of g there.
    const judgeBlock = ({ pieces: own, reference: g, points }, start, name) => {
      const x = target.places(points);
      const expected = own + g.pieces().length + 1;
      insist(x.length === expected, `${name}: ${x.length} points, expected ${expected}`);
      insist(increasing(x), `${name}: the points do not increase`);
      insist(!x[0].below(start), `${name} begins too early`);
      insist(!high.below(x.at(-1)), `${name} leaves the interval`);
      const ofG = g.values(x);
      const gaps = target.values(points).map((value, k) => value.minus(ofG[k]));
      const sides = gaps.map((_, k) => ((gaps[0].sign() > 0) === (k % 2 === 0) ? ONE : MINUS_ONE));
      gaps.forEach((gap, k) => insist(!gap.times(sides[k]).below(error),
        () => `${name}: f - g does not alternate by E at point ${k}, it is ${brief(gap)}`));
      const [first, last] = [x.slice(0, 2), x.slice(-2)].map((two) => g.slopeOn(...two));
      return { end: x.at(-1), first, last, firstSide: sides[0], lastSide: sides.at(-1) };
    };

    const judge = () => {
      insist(!target.isRoot || low.sign() >= 0, "sqrt is not defined on the whole interval");
      let before = { end: low };
      let count = 0;
      blocks.forEach((block, j) => {
        const found = judgeBlock(block, before.end, `block ${j}`);
        const turns = before.last && found.first && before.lastSide.is(found.firstSide)
          && found.first.minus(before.last).times(found.firstSide).sign() <= 0;
        count += block.pieces + (turns ? 1 : 0);
        before = found;
      });
      insist(count >= pieces, `the blocks count ${count} pieces, expected ${pieces}`);
    };

    return { work, judge };
  };

  // ---- regions ---------------------------------------------------------------------------------

  const determinant = ([first, ...rest]) => {
    if (!rest.length) return first[0];
    const minor = (j) => rest.map((row) => row.filter((_, k) => k !== j));
    return first.reduce((sum, v, j) => sum + (j % 2 ? -v : v) * determinant(minor(j)), 0n);
  };

  // The corners of the convex hull of different points: two ends on a line, or counter-clockwise in
  // the plane, by Graham's scan around the first one. Too few if the hull is flat.
  const hullOf = (points) => {
    const order = ({ x: a }, { x: b }) => signOf(
      a.map((v, i) => v * b.at(-1) - b[i] * a.at(-1)).find((difference) => difference) || 0n);
    const turn = (...three) => signOf(determinant(three.map(({ x }) => x)));
    const [first, ...others] = points.sort(order);
    if (others.length && first.x.length === 2) return [first, others.at(-1)];
    const ring = [first];
    for (const point of others.sort((a, b) => turn(first, b, a) || order(a, b))) {
      while (ring.length > 1 && turn(...ring.slice(-2), point) <= 0) ring.pop();
      ring.push(point);
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
    const { inputs, outputs, units } = network;
    const pattern = list(matching(/^[01]*$/, "zeros and ones"));
    const { points, cells } = record({
      points: list(vector(inputs)),
      cells: list(record({ pattern, points: list(index) })),
    })(evidence, "evidence");
    const size = points.length ? largest(points.map(sizeOf)) : 1;

    const work = () => {
      const corners = cells.flatMap((cell) => cell.points).length;
      const bits = 3 * size + network.growth;
      const inside = network.evaluation(size) + domain.terms * product(size, domain.size);
      const placed = inside + reduction(size) + units + 64;
      const corner = 64 + Math.floor(units / 16) + 36 * product(size, 2 * size);
      const map = units + 3 * outputs * (9 * product(bits, bits) + reduction(bits));
      const ofEvidence = points.length * placed + corners * corner + cells.length * map;
      return network.work + domain.work + ofEvidence;
    };

    // A point of the box, with the signs of all units and the outputs there.
    const look = (numbers, p) => {
      const x = overOne(numbers);
      domain.insistInside(x, `point ${p}`);
      const z = evaluate(network, x);
      const values = z.pop();
      const signs = Int8Array.from(
        z.flatMap((layer, k) => network.rowsOf[k].map((i) => layer[i])), signOf);
      return { x, name: String(x), signs, values };
    };

    const judgePattern = (states, chosen, name) => {
      [...states].forEach((state, i) => {
        const signs = chosen.map((point) => point.signs[i]);
        insist(!signs.includes(state === "1" ? -1 : 1), `${name}: unit ${i} is not ${state}`);
        insist(state === "0" || signs.includes(1), `${name}: unit ${i} is on, but 0 at all points`);
      });
    };

    // The affine map with these values at the corners, by Cramer's rule, times a fixed number.
    const mapThrough = (corners) => {
      const below = determinant(corners.map(({ x }) => x));
      const entry = (k, j) => determinant(corners.map(({ x, values }) =>
        x.map((v, column) => (column === j ? values[k] : v))));
      return Array.from({ length: outputs * (inputs + 1) }, (_, i) =>
        new Rational(entry(Math.floor(i / (inputs + 1)), i % (inputs + 1)), below)).join();
    };

    // What lies on the left of faces, each so many times: lengths, or twice the areas.
    const sizeWithin = (faces, limit) => {
      const corners = faces.flatMap(({ face }) => face);
      const ends = new Map(corners.map(({ name, x }) => [name, x.at(-1)]));
      const bottoms = [...ends.values()];
      const bits = size + sizeOf(bottoms.map((own) => new Rational(1n, own)));
      afford(2 * (ends.size + faces.length) * product(bits, bits), limit);
      const bottom = bottoms.reduce(lcm, 1n);
      const scaled = ({ x }) => x.slice(0, -1).map((v) => v * (bottom / x.at(-1)));
      const sums = faces.map(({ face, times: own }) => BigInt(own) * determinant(face.map(scaled)));
      return new Rational(sums.reduce((a, b) => a + b, 0n), bottom ** BigInt(inputs));
    };

    const judge = (limit) => {
      insist(domain.type === "box" && inputs <= 2, "expected a box of 1 or 2 dimensions");
      const seen = points.map(look);
      const [patterns, maps, boundary] = [new Set(), new Set(), new Map()];
      const bound = (face, sign) => {
        const key = face.map(({ name }) => name).join();
        boundary.set(key, { face, times: (boundary.get(key)?.times || 0) + sign });
      };
      cells.forEach((cell, k) => {
        insist(network.isShapeOf(cell.pattern), `cell ${k}: not one state for each hidden unit`);
        insist(cell.points.every((p) => p < seen.length), `cell ${k}: a point that does not exist`);
        const chosen = cell.points.map((p) => seen[p]);
        judgePattern(cell.pattern.join(""), chosen, `cell ${k}`);
        patterns.add(cell.pattern.join(""));
        const ring = hullOf([...new Map(chosen.map((point) => [point.name, point])).values()]);
        insist(ring.length > inputs, `cell ${k} is flat`);
        maps.add(mapThrough(ring.slice(0, inputs + 1)));
        ring.forEach((point, i) => {
          const next = ring[(i + 1) % ring.length];
          if (inputs === 1) bound([point], i ? 1 : -1);
          else if (point.name < next.name) bound([point, next], 1);
          else bound([next, point], -1); // what two cells share cancels
        });
      });
      insist(patterns.size === cells.length, "two cells have one pattern");
      insist(patterns.size === stated, `${patterns.size} regions, not as stated`);
      insist(maps.size === statedMaps, `${maps.size} affine maps, not as stated`);
      const faces = [...boundary.values()].filter(({ times: own }) => own);
      const sides = domain.intervals.map(([low, high]) => high.minus(low));
      const box = sides.reduce((a, b) => a.times(b), new Rational(BigInt(inputs)));
      insist(sizeWithin(faces, limit).is(box), "the cells do not fill the box");
    };

    return { work, judge };
  };

  // ---- The rules by kind, and the way in -------------------------------------------------------

  const RULES = {
    "not-affine": combination(true),
    "not-linear": combination(false),
    "affine-on": affineOn,
    "unit-sign": unitSign,
    identity, equals, within, floor, regions,
  };
  const NETWORK_FILE =
    matching(/^[A-Za-z0-9][A-Za-z0-9._-]*\.network\.json$/, "a bare name *.network.json");

  const readFormat = only((value) => value === "relu-proofs/2",
    "relu-proofs/2; what has an older format is to be proved again");

  // A network that stands in a file beside the certificate; `files` finds files by name.
  const withNetwork = (statement, files) => {
    const { network } = statement;
    if (!isRecord(network) || !Object.hasOwn(network, "file")) return { statement, length: 0 };
    const path = "statement.network";
    const { file, sha256 } = record({ file: NETWORK_FILE, sha256: asIs })(network, path);
    need(files, path, "a network in a file, where a page cannot look: use checker.py");
    const found = files(file);
    need(found, `${path}.file`, "there is no such file");
    need(found.sha256 === sha256, `${path}.sha256`, `the file has ${found.sha256}`);
    const { value, length } = parse(found.data, file);
    return { statement: { ...statement, network: value }, length };
  };

  const judge = (text, files, mostWork) => {
    const { value, length } = parse(text, "certificate");
    const fields = { format: readFormat, statement: asIs, evidence: asIs };
    const { statement, evidence } = record(fields)(value, "certificate");
    need(isRecord(statement), "statement", "expected a record");
    const kind = oneOf(...Object.keys(RULES))(statement.kind, "statement.kind");
    const whole = withNetwork(statement, files);
    const rule = RULES[kind](whole.statement, evidence);
    const limit = mostWork * 1e6 * Math.ceil((length + whole.length) / MEGABYTE);
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
  const [fs, path, crypto, { Worker, isMainThread }] =
    ["fs", "path", "crypto", "worker_threads"].map((name) => require(name));
  const { check, escaped, Malformed, Refused, MOST_WORK, MEGABYTE } = reluProofs;

  // The bytes of a regular file that is not too large: a pipe would never end.
  const read = (name, megabytes) => {
    try {
      if (!name) throw new Malformed("file: expected its name");
      const status = fs.statSync(name);
      const found = status.isDirectory() ? "a folder" : "a pipe or a device";
      if (!status.isFile()) throw new Malformed(`${name}: found ${found}, expected a file`);
      if (!status.size) throw new Malformed(`${name}: an empty file`);
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
      console.log(escaped(`${name}: accepted: ${kind}`, /[^ -~]/g));
      return 0;
    } catch (problem) {
      const code = [Refused, Malformed].findIndex((kind) => problem instanceof kind) + 1;
      if (!code) throw problem;
      const verdict = ["accepted", "refused", "malformed"][code];
      const twice = problem.message.startsWith(`${name}: `); // of a file that cannot be read
      const said = twice ? problem.message.slice(name.length + 2) : problem.message;
      console.error(escaped(`${name}: ${verdict}: ${said}`, /[^ -~]/g));
      return code;
    }
  };

  const OPTION = /^(--max-mb|--max-work)=([0-9]{1,9})$/;
  const words = process.argv.slice(2);
  const names = words.filter((word) => !OPTION.test(word));
  const options = words.filter((word) => OPTION.test(word)).map((word) => word.split("="));
  const limits = { "--max-mb": 256, "--max-work": MOST_WORK, ...Object.fromEntries(options) };
  if (isMainThread) {
    process.stdout.on("error", ({ message }) => { // its reader left, or its disk is full
      console.error(`checker.js: output: ${message}`);
      process.exit(2);
    });
    process.stderr.on("error", () => process.exit(2)); // the code says it where no word can
    // In a thread short-lived numbers can be given little room: they make way early, and a process
    // that judges takes 100 MB less.
    new Worker(__filename, { argv: words, resourceLimits: { maxYoungGenerationSizeMb: 8 } })
      .on("error", ({ message }) => { // out of memory
        console.error(escaped(`${names}: malformed: ${message}`, /[^ -~]/g));
        process.exitCode = 2;
      })
      .on("exit", (code) => { process.exitCode ||= code; });
  } else if (names.length && !names.some((name) => name.startsWith("-"))) {
    const [megabytes, work] = Object.values(limits).map(Number);
    process.exitCode = Math.max(...names.map((name) => report(name, megabytes, work)));
  } else {
    console.error("usage: node checker.js [--max-mb=N] [--max-work=N] FILE...");
    process.exitCode = 2;
  }
}
