// A second checker of certificates, for a browser: written from the rules on the page
// reference/certificates, with arithmetic and methods of its own, so that an error in one
// checker would have to be made again in the other. It loads nothing and asks no server.
//
//   reluProofs.check(text)    returns the statement that the certificate proves, or throws
//   reluProofs.Malformed      the text cannot be read as a certificate
//   reluProofs.Refused        it can, but it does not prove its statement
//
// It runs outside a browser too: node checker.js FILE...
"use strict";

const reluProofs = (() => {
  const RATIONAL = /^(0|-?[1-9][0-9]*(\/[1-9][0-9]*)?)$/;
  const VARIABLE = /^[A-Za-z][A-Za-z0-9_]*$/;
  const NETWORK_FILE = /^[A-Za-z0-9][A-Za-z0-9._-]*\.network\.json$/;
  const MOST_DIGITS = 4000, MOST_NESTING = 200, MOST_VARIABLES = 16, MOST_DEGREE = 8;

  class Malformed extends Error {}
  class Refused extends Error {}

  // What is said may be a function, for words that are dear to make.
  const spell = (said) => (typeof said === "function" ? said() : said);
  const need = (condition, path, said) => {
    if (!condition) throw new Malformed(`${path}: ${spell(said)}`);
  };
  const insist = (condition, said) => {
    if (!condition) throw new Refused(spell(said));
  };

  // ---- Exact numbers ---------------------------------------------------------------------------

  const gcd = (a, b) => {
    while (b) [a, b] = [b, a % b];
    return a < 0n ? -a : a;
  };

  // A rational in lowest terms with a positive denominator, so that equal numbers look equal.
  class Rational {
    constructor(top, bottom = 1n) {
      const common = bottom === 1n ? 1n : gcd(top, bottom) * (bottom < 0n ? -1n : 1n);
      this.top = top / common;
      this.bottom = bottom / common;
    }

    plus(other) {
      return this.bottom === other.bottom
        ? new Rational(this.top + other.top, this.bottom)
        : new Rational(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom);
    }

    times(other) { return new Rational(this.top * other.top, this.bottom * other.bottom); }
    over(other) { return new Rational(this.top * other.bottom, this.bottom * other.top); }
    minus(other) { return this.plus(other.negative()); }
    negative() { return new Rational(-this.top, this.bottom); }
    sign() { return this.top > 0n ? 1 : this.top < 0n ? -1 : 0; }
    is(other) { return this.top === other.top && this.bottom === other.bottom; }
    below(other) { return this.top * other.bottom < other.top * this.bottom; }
    toString() { return this.bottom === 1n ? `${this.top}` : `${this.top}/${this.bottom}`; }
  }

  const ZERO = new Rational(0n), ONE = new Rational(1n), MINUS_ONE = new Rational(-1n);
  const positivePart = (q) => (q.sign() > 0 ? q : ZERO);
  const sumOf = (numbers) => numbers.reduce((a, b) => a.plus(b), ZERO);
  const dot = (a, b) => sumOf(a.flatMap((q, i) => (q.sign() && b[i].sign() ? [q.times(b[i])] : [])));
  const same = (a, b) => a.length === b.length && a.every((q, i) => q.is(b[i]));
  const increasing = (numbers) => numbers.every((q, i) => i === 0 || numbers[i - 1].below(q));
  const brief = (q) => {
    const text = String(q);
    return text.length > 60 ? `${text.slice(0, 40)}... (${text.length} characters)` : text;
  };

  // A sum of rationals times named things, none of them 0; the name "" stands for 1.
  // Affine forms are such sums of inputs x0, x1, ...; polynomials are sums of monomials.
  class Sum {
    constructor(terms = []) { this.terms = new Map(terms.filter(([, q]) => q.sign())); }

    of(name) { return this.terms.get(name) || ZERO; }
    names() { return [...this.terms.keys()].filter((name) => name).sort(); }
    isZero() { return this.terms.size === 0; }
    isConstant() { return this.isZero() || (this.terms.size === 1 && this.terms.has("")); }
    is(other) { return this.plus(other, MINUS_ONE).isZero(); }
    times(factor) { return new Sum([...this.terms].map(([name, q]) => [name, q.times(factor)])); }
    text() { return [...this.terms].map(([name, q]) => `${q} ${name}`).sort().join(" + "); }

    plus(other, factor = ONE) {
      const total = new Sum();
      total.terms = new Map(this.terms);
      for (const [name, q] of other.terms) {
        const value = total.of(name).plus(q.times(factor));
        if (value.sign()) total.terms.set(name, value);
        else total.terms.delete(name);
      }
      return total;
    }
  }

  const constant = (q) => new Sum([["", q]]);
  const NOTHING = new Sum();

  // ---- The text: one value has one text --------------------------------------------------------

  const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  const quote = (text) => JSON.stringify(text).replace(/[\x7f-\uffff]/g, (letter) =>
    `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

  const byCodePoint = (a, b) => {
    const left = [...a], right = [...b];
    const k = left.findIndex((letter, i) => letter !== right[i]);
    if (k < 0) return left.length - right.length;
    return k < right.length ? left[k].codePointAt(0) - right[k].codePointAt(0) : 1;
  };

  // The canonical text of a JSON value, without the newline at its end.
  const dump = (value, depth = 0) => {
    if (typeof value === "string") return quote(value);
    if (typeof value === "number") {
      if (!Number.isSafeInteger(value)) throw new Malformed("found a number, expected rationals as text");
      return String(value);
    }
    if (typeof value !== "object" || value === null) return String(value);
    if (depth >= MOST_NESTING) throw new Malformed("nested too deeply");
    const items = Array.isArray(value)
      ? value.map((entry) => dump(entry, depth + 1))
      : Object.keys(value).sort(byCodePoint).map((key) => `${quote(key)}: ${dump(value[key], depth + 1)}`);
    const [open, close] = Array.isArray(value) ? "[]" : "{}";
    if (!items.length) return open + close;
    const line = `\n${"  ".repeat(depth)}`;
    return `${open}${line}  ${items.join(`,${line}  `)}${line}${close}`;
  };

  const canonical = (value) => `${dump(value)}\n`;

  const load = (source, path) => {
    let text = source, value, found;
    if (typeof source !== "string") {
      need(source.every((byte) => byte < 128), path, "not ASCII");
      text = new TextDecoder().decode(source);
    }
    try {
      value = JSON.parse(text);
      found = canonical(value);
    } catch (problem) {
      throw new Malformed(`${path}: ${problem instanceof Malformed ? "" : "not JSON: "}${problem.message}`);
    }
    need(found === text, path, "not the canonical text of its value");
    return value;
  };

  // ---- Reading: from a JSON value and its path to a typed value --------------------------------

  const excerpt = (value) => String(JSON.stringify(value)).slice(0, 60);

  const rational = (value, path) => {
    need(typeof value === "string" && RATIONAL.test(value), path,
      () => `found ${excerpt(value)}, expected a rational as text`);
    const parts = value.split("/");
    need(parts.every((part) => part.length <= MOST_DIGITS), path, `a number of over ${MOST_DIGITS} digits`);
    const number = new Rational(...parts.map(BigInt));
    need(String(number) === value, path, () => `found ${value.slice(0, 60)}, expected lowest terms`);
    return number;
  };

  const index = (value, path) => {
    need(Number.isSafeInteger(value) && value >= 0, path, "expected a whole number >= 0 and < 2^53");
    return value;
  };

  const oneOf = (...words) => (value, path) => {
    need(words.includes(value), path, () => `found ${excerpt(value)}, expected one of ${words.join(", ")}`);
    return value;
  };

  const list = (item, { least = 0, exactly = null } = {}) => (value, path) => {
    need(Array.isArray(value), path, "expected a list");
    need(value.length >= least, path, `found ${value.length} items, expected at least ${least}`);
    need(exactly === null || value.length === exactly, path,
      `found ${value.length} items, expected ${exactly}`);
    return value.map((entry, i) => item(entry, `${path}[${i}]`));
  };

  const pair = (first, second) => (value, path) => {
    list((entry) => entry, { exactly: 2 })(value, path);
    return [first(value[0], `${path}[0]`), second(value[1], `${path}[1]`)];
  };

  const record = (fields) => (value, path) => {
    const names = Object.keys(fields);
    need(isRecord(value) && Object.keys(value).length === names.length
      && names.every((name) => Object.hasOwn(value, name)), path,
    () => `expected the fields ${names.sort().join(", ") || "(none)"} and no others`);
    return Object.fromEntries(names.map((name) => [name, fields[name](value[name], `${path}.${name}`)]));
  };

  // A record whose field `type` says which other fields it has.
  const typed = (forms) => (value, path) => {
    need(isRecord(value) && Object.hasOwn(value, "type"), path, "expected a field type");
    const type = oneOf(...Object.keys(forms))(value.type, `${path}.type`);
    return record({ type: oneOf(type), ...forms[type] })(value, path);
  };

  const vector = (length) => list(rational, { exactly: length });
  const some = (item) => list(item, { least: 1 });
  const asIs = (value) => value;

  const readNetwork = (value, path) => {
    const network = record({
      format: oneOf("relu-network/1"),
      layers: some(record({ weight: some(some(rational)), bias: some(rational) })),
    })(value, path);
    let width = network.layers[0].weight[0].length;
    network.inputs = width;
    network.layers.forEach(({ weight, bias }, k) => {
      const here = `${path}.layers[${k}]`;
      weight.forEach((row, i) => need(row.length === width, `${here}.weight[${i}]`,
        `found ${row.length} numbers, expected ${width}`));
      width = weight.length;
      need(bias.length === width, `${here}.bias`, `found ${bias.length} numbers, expected ${width}`);
    });
    network.outputs = width;
    network.hidden = network.layers.slice(0, -1);
    network.last = network.layers[network.layers.length - 1];
    return network;
  };

  const readDomain = (dimension) => (value, path) => {
    const domain = typed({
      space: {},
      box: { intervals: list(pair(rational, rational), { exactly: dimension }) },
      polytope: { rows: list(pair(vector(dimension), rational)) },
      points: { points: some(vector(dimension)) },
      hull: { points: some(vector(dimension)) },
    })(value, path);
    (domain.intervals || []).forEach(([low, high], i) =>
      need(low.below(high), `${path}.intervals[${i}]`, "expected low < high"));
    return domain;
  };

  // A continuous piecewise-linear function of one variable.
  const FUNCTION = { knots: list(rational), slopes: some(rational), at: rational, value: rational };

  // The reader of a statement about a network, with further fields that know its numbers of
  // inputs and outputs.
  const aboutNetwork = (further) => (value, path) => {
    need(isRecord(value) && Object.hasOwn(value, "network"), path, "expected a field network");
    const network = readNetwork(value.network, `${path}.network`);
    const fields = { kind: asIs, network: () => network, ...further(network.inputs, network.outputs) };
    return record(fields)(value, path);
  };

  // ---- Networks and domains --------------------------------------------------------------------

  const apply = ({ weight, bias }, x) => weight.map((row, i) => dot(row, x).plus(bias[i]));

  const evaluate = (network, x) =>
    apply(network.last, network.hidden.reduce((y, layer) => apply(layer, y).map(positivePart), x));

  const inputForms = (n) => Array.from({ length: n }, (_, i) => new Sum([[`x${i}`, ONE]]));

  const affineForm = (row, bias, parts) =>
    row.reduce((form, q, i) => (q.sign() ? form.plus(parts[i], q) : form), constant(bias));

  const layerForms = ({ weight, bias }, parts) =>
    weight.map((row, i) => affineForm(row, bias[i], parts));

  const valueAt = (form, x) => x.reduce((total, q, i) => total.plus(q.times(form.of(`x${i}`))), form.of(""));

  // The forms that are >= 0 on a domain, in the order in which evidence counts them.
  const halfSpaces = (domain, n) => {
    const x = inputForms(n);
    if (domain.type === "polytope") return domain.rows.map(([row, b]) => affineForm(row, b, x));
    if (domain.type !== "box") return [];
    return domain.intervals.flatMap(([low, high], i) =>
      [x[i].plus(constant(low), MINUS_ONE), constant(high).plus(x[i], MINUS_ONE)]);
  };

  const insistInside = (x, domain, name) => {
    if (domain.type === "points") {
      insist(domain.points.some((point) => same(point, x)), `${name} is not one of the points of the domain`);
    }
    halfSpaces(domain, x.length).forEach((form, k) =>
      insist(valueAt(form, x).sign() >= 0, `${name} lies outside half-space ${k} of the domain`));
  };

  // Points of the domain that evidence names: of a hull by the weights of its points.
  const readWeights = (value, path) => {
    const weights = some(pair(index, rational))(value, path);
    need(weights.every(([p], i) => i === 0 || weights[i - 1][0] < p), path,
      "the points of the hull do not increase");
    return weights;
  };

  const pointsOf = ({ network, domain }, least = 0) => (domain.type === "hull"
    ? { weights: list(readWeights, { least }) } : { points: list(vector(network.inputs), { least }) });

  const insistPoints = (domain, { points, weights }) => {
    if (points) {
      points.forEach((x, k) => insistInside(x, domain, `point ${k}`));
      return points;
    }
    return weights.map((pairs, k) => {
      insist(pairs.every(([p]) => p < domain.points.length), `point ${k}: the hull has no such point`);
      insist(pairs.every(([, w]) => w.sign() > 0), `point ${k}: a weight that is not positive`);
      insist(sumOf(pairs.map(([, w]) => w)).is(ONE), `point ${k}: the weights do not add up to 1`);
      return domain.points[0].map((_, i) => sumOf(pairs.map(([p, w]) => w.times(domain.points[p][i]))));
    });
  };

  const insistPattern = (pattern, network, name) => insist(
    pattern.length === network.hidden.length
      && pattern.every((states, k) => states.length === network.hidden[k].bias.length),
    `${name} does not have one state for each hidden unit`);

  // Under a pattern a unit that is on passes its z on and one that is off passes nothing: the
  // forms of all z, layer by layer, and of the outputs.
  const mapsOf = (network, pattern) => {
    let parts = inputForms(network.inputs);
    const hidden = network.hidden.map((layer, k) => {
      const forms = layerForms(layer, parts);
      parts = forms.map((form, i) => (pattern[k][i] === "on" ? form : NOTHING));
      return forms;
    });
    return { hidden, outputs: layerForms(network.last, parts) };
  };

  const insistMap = (forms, U, c, said) => {
    const x = inputForms(U[0].length);
    forms.forEach((form, k) => insist(form.is(affineForm(U[k], c[k], x)), said(k)));
  };

  // ---- not-affine, not-linear ------------------------------------------------------------------

  const combination = (alsoOnes) => ({
    statement: aboutNetwork((n) => ({ domain: readDomain(n) })),
    evidence: (statement) => record({
      ...pointsOf(statement, 1), coefficients: some(rational), output: index,
    }),
    judge({ network, domain }, { coefficients, output, ...named }) {
      const points = insistPoints(domain, named);
      insist(points.length === coefficients.length,
        `${points.length} points, but ${coefficients.length} coefficients`);
      insist(output < network.outputs, "the network has no such output");
      const combined = (values) => dot(coefficients, values);
      for (let i = 0; i < network.inputs; i += 1) {
        const total = combined(points.map((x) => x[i]));
        insist(!total.sign(), () => `the combination of input ${i} is ${brief(total)}, expected 0`);
      }
      const ones = sumOf(coefficients);
      insist(!alsoOnes || !ones.sign(), () => `the coefficients add up to ${brief(ones)}, expected 0`);
      insist(combined(points.map((x) => evaluate(network, x)[output])).sign(),
        "the combination of the outputs is 0, expected another value");
    },
  });

  // ---- affine-on -------------------------------------------------------------------------------

  const MULTIPLIERS = list(pair(index, rational));
  const UNIT = (value, path) => pair(index, index)(value, path).join(", ");

  const readTree = (leaves) => {
    const node = (value, path) => record({
      signs: list(record({ unit: UNIT, state: oneOf("on", "off"), multipliers: MULTIPLIERS })),
      then: typed({
        split: { unit: UNIT, on: node, off: node },
        empty: { multipliers: MULTIPLIERS },
        ...leaves,
      }),
    })(value, path);
    return node;
  };

  class Cases {
    // leaf(then, outputs, forms, shows, where) judges a leaf that is not empty, where
    // shows(form, multipliers) tells whether the form is shown to be >= 0 there.
    constructor({ network, domain }, leaf) {
      this.network = network;
      this.hull = domain.type === "hull" ? domain.points : null;
      this.leaf = leaf;
      this.atoms = new Map(); // the text of A -> the name of r(A), one for the whole tree
    }

    // r(A), with A scaled by a positive number and turned so that its first coefficient is 1.
    relu(form) {
      if (form.isConstant()) return constant(positivePart(form.of("")));
      const first = form.of(form.names()[0]);
      const shape = form.times(ONE.over(first)), text = shape.text();
      if (!this.atoms.has(text)) this.atoms.set(text, `r${this.atoms.size}`);
      const atom = new Sum([[this.atoms.get(text), ONE]]);
      // r(-A) = r(A) - A, where -A times the size of `first` is the form itself.
      return first.sign() > 0 ? atom.times(first) : form.plus(atom, first.negative());
    }

    // Whether form >= 0 is shown: what is left of it after multiples of half-spaces is a constant
    // >= 0, or in a hull an affine form that is >= 0 at each of its points.
    shows(form, multipliers, known, where) {
      let rest = form;
      for (const [j, factor] of multipliers) {
        insist(j < known.length, `${where}: there is no half-space ${j}`);
        insist(factor.sign() >= 0, `${where}: a negative multiplier of half-space ${j}`);
        rest = rest.plus(known[j], factor.negative());
      }
      if (!this.hull) {
        insist(rest.isConstant(), `${where}: the multipliers leave more than a constant`);
        return rest.of("").sign() >= 0;
      }
      insist(rest.names().every((name) => name.startsWith("x")), `${where}: the multipliers leave an atom`);
      return this.hull.every((x) => valueAt(rest, x).sign() >= 0);
    }

    // `known` are forms >= 0; `above` are the states that units have from the nodes above.
    judge(node, known, above, where) {
      const claimed = new Map(node.signs.map((sign) => [sign.unit, sign]));
      const states = new Map(above), forms = new Map();
      let parts = inputForms(this.network.inputs);
      this.network.hidden.forEach((layer, k) => {
        parts = layerForms(layer, parts).map((form, i) => {
          const unit = `${k}, ${i}`;
          forms.set(unit, form);
          if (!states.has(unit) && claimed.has(unit)) {
            const { state, multipliers } = claimed.get(unit);
            const signed = state === "on" ? form : form.times(MINUS_ONE);
            insist(this.shows(signed, multipliers, known, where),
              `${where}: the multipliers do not show that unit ${unit} is ${state}`);
            states.set(unit, state);
          }
          if (!states.has(unit)) return this.relu(form);
          return states.get(unit) === "on" ? form : NOTHING;
        });
      });
      this.close(node.then, layerForms(this.network.last, parts), forms, known, states, where);
    }

    close(then, outputs, forms, known, states, where) {
      if (then.type === "split") {
        const form = forms.get(then.unit);
        insist(form, `${where}: a split at a unit that does not exist`);
        for (const [state, factor] of [["on", ONE], ["off", MINUS_ONE]]) {
          this.judge(then[state], [...known, form.times(factor)],
            new Map([...states, [then.unit, state]]), `${where}.${state}`);
        }
      } else if (then.type === "empty") {
        insist(this.shows(constant(MINUS_ONE), then.multipliers, known, where),
          `${where}: the multipliers do not contradict`);
      } else {
        const shows = (form, multipliers) => this.shows(form, multipliers, known, where);
        this.leaf(then, outputs, forms, shows, where);
      }
    }
  }

  const affineOn = {
    statement: aboutNetwork((n, m) =>
      ({ domain: readDomain(n), U: list(vector(n), { exactly: m }), c: vector(m) })),
    evidence({ network, domain }) {
      const squeezed = { multipliers: list(pair(MULTIPLIERS, MULTIPLIERS), { exactly: network.outputs }) };
      const tree = readTree({ equal: {}, squeezed });
      return record({ points: {}, hull: { tree } }[domain.type] || { point: vector(network.inputs), tree });
    },
    judge(statement, { point, tree }) {
      const { network, domain, U, c } = statement;
      if (domain.type === "points") {
        domain.points.forEach((x, k) => insist(same(evaluate(network, x), apply({ weight: U, bias: c }, x)),
          `at point ${k} the network is not U x + c`));
        return;
      }
      if (point) insistInside(point, domain, "the point of the domain");
      const targets = layerForms({ weight: U, bias: c }, inputForms(network.inputs));
      const leaf = (then, outputs, forms, shows, where) => outputs.forEach((form, k) => {
        const rest = form.plus(targets[k], MINUS_ONE);
        if (then.type === "equal") insist(rest.isZero(), `${where}: output ${k} is not U x + c`);
        else {
          const [above, below] = then.multipliers[k];
          insist(shows(rest, above) && shows(rest.times(MINUS_ONE), below),
            `${where}: the multipliers do not squeeze output ${k}`);
        }
      });
      new Cases(statement, leaf).judge(tree, halfSpaces(domain, network.inputs), new Map(), "tree");
    },
  };

  // ---- identity: a monomial is named by its variables' numbers in order, x0 x0 x2 is "0,0,2" ---

  const factorsOf = (name) => (name ? name.split(",") : []);

  const multiply = (p, q) => {
    let product = NOTHING;
    for (const [a, x] of p.terms) {
      for (const [b, y] of q.terms) {
        const name = [...factorsOf(a), ...factorsOf(b)].sort((s, t) => s - t).join(",");
        product = product.plus(new Sum([[name, x.times(y)]]));
      }
    }
    insist(product.names().every((name) => factorsOf(name).length <= MOST_DEGREE),
      `a degree above ${MOST_DEGREE}`);
    return product;
  };

  const readTerm = (variables) => {
    const term = (value, path) => {
      if (typeof value === "string" && VARIABLE.test(value)) {
        need(variables.includes(value), path, `the variable ${value.slice(0, 60)} is not declared`);
        return { operation: "variable", which: variables.indexOf(value), parts: [] };
      }
      if (typeof value === "string") return { operation: "number", number: rational(value, path), parts: [] };
      need(Array.isArray(value) && value.length >= 2, path, "expected a term");
      const operation = oneOf("+", "*", "r")(value[0], `${path}[0]`);
      need(operation !== "r" || value.length === 2, path, "r takes one term");
      return { operation, parts: value.slice(1).map((part, i) => term(part, `${path}[${i + 1}]`)) };
    };
    return term;
  };

  // A term as a polynomial, or null while an r(.) in it is undecided.
  const polynomial = (term, decided) => {
    const parts = term.parts.map((part) => polynomial(part, decided));
    if (parts.includes(null)) return null;
    switch (term.operation) {
      case "number": return constant(term.number);
      case "variable": return new Sum([[String(term.which), ONE]]);
      case "+": return parts.reduce((p, q) => p.plus(q));
      case "*": return parts.reduce(multiply, constant(ONE));
      default: // r
        if (parts[0].isConstant()) return constant(positivePart(parts[0].of("")));
        return decided.get(parts[0].text()) || null;
    }
  };

  const numberAt = (term, x) => {
    const parts = term.parts.map((part) => numberAt(part, x));
    switch (term.operation) {
      case "number": return term.number;
      case "variable": return x[term.which];
      case "+": return sumOf(parts);
      case "*": return parts.reduce((a, b) => a.times(b));
      default: return positivePart(parts[0]);
    }
  };

  const difference = ({ left, right }) => ({ operation: "+", parts: [left,
    { operation: "*", parts: [right, { operation: "number", number: MINUS_ONE, parts: [] }] }] });

  const HOLDS = { "=": (sign) => sign === 0, ">=": (sign) => sign >= 0, ">": (sign) => sign > 0,
    "!=": (sign) => sign !== 0 };

  // A sum of products of facts that is >= 0, and whether it is > 0.
  const knownSum = (summands, facts, decided, where) => {
    let total = NOTHING, strict = false;
    for (const { factors, times } of summands) {
      let product = polynomial(times, decided);
      insist(product, `${where}: an undecided factor`);
      const factor = product;
      const used = factors.map((i) => {
        insist(i < facts.length && facts[i].p, `${where}: fact ${i} does not exist or is undecided`);
        return facts[i];
      });
      for (const { p, relation } of used) product = multiply(product, relation === "!=" ? multiply(p, p) : p);
      insist(used.some(({ relation }) => relation === "=") || (factor.isConstant() && factor.of("").sign() >= 0),
        `${where}: a factor that is not known to be >= 0`);
      strict ||= factor.of("").sign() > 0 && used.every(({ relation }) => relation === ">" || relation === "!=");
      total = total.plus(product);
    }
    return { total, strict };
  };

  const judgeCase = ({ hypotheses, conclusion }, node, decided, splits, where) => {
    if (node.type === "split") {
      const p = polynomial(node.on, decided);
      insist(p, `${where}: a split on a term with an undecided r(.)`);
      const minus = p.times(MINUS_ONE);
      const child = (name, ofP, ofMinus, fact) => judgeCase({ hypotheses, conclusion }, node[name],
        new Map([...decided, [p.text(), ofP], [minus.text(), ofMinus]]), [...splits, fact], `${where}.${name}`);
      child("positive", p, NOTHING, { p, relation: ">" });
      child("otherwise", NOTHING, minus, { p: minus, relation: ">=" });
      return;
    }
    const facts = hypotheses.map((relation) =>
      ({ p: polynomial(difference(relation), decided), relation: relation.relation })).concat(splits);
    const wanted = conclusion && polynomial(difference(conclusion), decided);
    if (node.type === "contradiction") {
      if (wanted && conclusion.relation === "!=") facts.push({ p: wanted, relation: "=" });
      const { total, strict } = knownSum(node.sum, facts, decided, where);
      insist(strict, `${where}: no term of the contradiction is positive`);
      insist(total.isConstant() && total.of("").sign() <= 0,
        `${where}: the contradiction is not a constant <= 0`);
      return;
    }
    insist(wanted && conclusion.relation !== "!=",
      `${where}: the conclusion is undecided or needs a contradiction`);
    node.sums.forEach((summands, k) => {
      const { total, strict } = knownSum(summands, facts, decided, where);
      insist(strict || conclusion.relation !== ">", `${where}: no term of the sum is positive`);
      insist(total.is(k ? wanted.times(MINUS_ONE) : wanted),
        `${where}: the sum is not the difference of the two sides`);
    });
  };

  const identity = {
    statement(value, path) {
      need(isRecord(value) && Object.hasOwn(value, "variables"), path, "expected a field variables");
      const variables = list((name, here) => {
        need(typeof name === "string" && VARIABLE.test(name), here, "expected a name");
        return name;
      })(value.variables, `${path}.variables`);
      need(new Set(variables).size === variables.length && variables.length <= MOST_VARIABLES,
        `${path}.variables`, `expected at most ${MOST_VARIABLES} different names`);
      const term = readTerm(variables);
      const relation = record({ left: term, relation: oneOf("=", ">=", ">", "!="), right: term });
      return record({
        kind: asIs, variables: asIs, hypotheses: list(relation),
        conclusion: (entry, here) => (entry === "false" ? null : relation(entry, here)),
      })(value, path);
    },
    evidence({ variables, conclusion }) {
      const term = readTerm(variables);
      const sum = list(record({ factors: list(index), times: term }));
      const sums = list(sum, { exactly: conclusion && conclusion.relation === "=" ? 2 : 1 });
      const node = (value, path) => typed({
        split: { on: term, positive: node, otherwise: node },
        contradiction: { sum },
        conclusion: { sums },
      })(value, path);
      return record(conclusion ? { tree: node, point: vector(variables.length) } : { tree: node });
    },
    judge(statement, { tree, point }) {
      if (statement.conclusion) {
        statement.hypotheses.forEach((relation, k) => insist(
          HOLDS[relation.relation](numberAt(difference(relation), point).sign()),
          `the point violates hypothesis ${k}`));
      }
      judgeCase(statement, tree, new Map(), [], "tree");
    },
  };

  // ---- Functions of one variable ---------------------------------------------------------------

  // The pieces of a function given by knots, slopes and one value: from the piece where the value
  // is known the others follow, knot by knot.
  const piecesOf = ({ knots, slopes, at, value }) => {
    insist(slopes.length === knots.length + 1, `${knots.length} knots, but ${slopes.length} slopes`);
    insist(increasing(knots), "the knots do not increase");
    insist(slopes.every((s, i) => i === 0 || !s.is(slopes[i - 1])), "a slope does not change at its knot");
    const home = knots.filter((t) => t.below(at)).length;
    const pieces = slopes.map((slope) => ({ slope, constant: ZERO }));
    pieces[home].constant = value.minus(slopes[home].times(at));
    const follow = (to, from, t) => {
      pieces[to].constant = pieces[from].constant.plus(slopes[from].minus(slopes[to]).times(t));
    };
    for (let j = home; j < knots.length; j += 1) follow(j + 1, j, knots[j]);
    for (let j = home; j > 0; j -= 1) follow(j - 1, j, knots[j - 1]);
    return pieces;
  };

  // The piece of a function on each of the intervals between neighbouring ends; null is infinite.
  const piecesAlong = (f, ends) => {
    const pieces = piecesOf(f);
    insist(increasing(ends.filter((end) => end)), "the ends do not increase");
    return ends.slice(1).map((high, i) => {
      const low = ends[i];
      const passed = low ? f.knots.filter((t) => !low.below(t)).length : 0;
      const next = f.knots[passed];
      insist(!next || (high && !next.below(high)), `a knot lies inside interval ${i}`);
      return pieces[passed];
    });
  };

  const equals = {
    statement: aboutNetwork(() => FUNCTION),
    evidence: () => record({ ends: some(rational), patterns: list(list(list(oneOf("on", "off")))) }),
    judge(statement, evidence) {
      const { network } = statement, { patterns } = evidence;
      const ends = [null, ...evidence.ends, null];
      insist(network.inputs === 1 && network.outputs === 1, "the network is not one of one variable");
      insist(patterns.length === ends.length - 1, `${patterns.length} patterns, ${ends.length - 1} cells`);
      piecesAlong(statement, ends).forEach((piece, j) => {
        insistPattern(patterns[j], network, `cell ${j}`);
        const { hidden, outputs } = mapsOf(network, patterns[j]), low = ends[j], high = ends[j + 1];
        hidden.forEach((forms, k) => forms.forEach((form, i) => {
          const state = patterns[j][k][i], sign = state === "on" ? 1 : -1, rises = sign * form.of("x0").sign();
          const said = (where) => `unit ${k}, ${i} is not ${state} in cell ${j}, ${where}`;
          for (const x of [low, high]) {
            insist(!x || sign * valueAt(form, [x]).sign() >= 0, () => said(`at ${brief(x)}`));
          }
          insist(low || rises <= 0, () => said("far to the left"));
          insist(high || rises >= 0, () => said("far to the right"));
        }));
        insistMap(outputs, [[piece.slope]], [piece.constant],
          () => () => `in cell ${j} the network is not ${brief(piece.slope)} x + ${brief(piece.constant)}`);
      });
    },
  };

  // ---- within, floor: polynomials in one variable are lists of coefficients, the constant first -

  const COEFFICIENTS = some(rational);
  const TARGET = typed({
    polynomial: { coefficients: COEFFICIENTS },
    piecewise: FUNCTION,
    sqrt: {},
    quotient: { top: COEFFICIENTS, bottom: COEFFICIENTS },
  });
  const INTERVAL = pair(rational, rational);

  // Where the points of evidence lie: for the square root they are given as roots u, x = u u.
  const placesOf = (target, points) => {
    if (target.type !== "sqrt") return points;
    insist(points.every((u) => u.sign() >= 0), "a square root is negative");
    return points.map((u) => u.times(u));
  };

  // The target as a fraction of polynomials in x, or in u for the square root.
  const fractionOf = (target) => ({
    polynomial: { top: target.coefficients, bottom: [ONE] },
    sqrt: { top: [ZERO, ONE], bottom: [ONE] },
    quotient: target,
  })[target.type];

  const horner = (p, x) => p.reduceRight((total, q) => total.times(x).plus(q), ZERO);

  const convolve = (p, q) => Array.from({ length: p.length + q.length - 1 }, (_, k) =>
    sumOf(p.flatMap((a, i) => (q[k - i] ? [a.times(q[k - i])] : []))));

  const choose = (n, k) => (k === 0 ? 1n : (choose(n - 1, k - 1) * BigInt(n)) / BigInt(k));

  // The Bernstein coefficients of a polynomial on [low, high] are the values of its polar form
  // where n - k of the arguments are low and k are high; the polar form of x^i is an elementary
  // symmetric function over a binomial coefficient.
  const bernstein = (p, low, high) => p.map((_, k) => {
    const n = p.length - 1;
    let symmetric = [ONE];
    for (let j = 0; j < n; j += 1) symmetric = convolve(symmetric, [ONE, j < k ? high : low]);
    return sumOf(p.map((q, i) => q.times(symmetric[i]).over(new Rational(choose(n, i)))));
  });

  const within = {
    statement: record({ kind: asIs, target: TARGET, interval: INTERVAL, error: rational, ...FUNCTION }),
    evidence: () => record({ cuts: list(rational, { least: 2 }) }),
    judge(statement, { cuts }) {
      const { target, interval, error } = statement, ends = placesOf(target, cuts);
      insist(same([ends[0], ends[ends.length - 1]], interval), "the cuts do not cover the interval");
      const ofTarget = target.type === "piecewise" ? piecesAlong(target, ends) : null;
      piecesAlong(statement, ends).forEach((g, j) => {
        const { top, bottom } = ofTarget
          ? { top: [ofTarget[j].constant, ofTarget[j].slope], bottom: [ONE] } : fractionOf(target);
        const line = convolve(
          target.type === "sqrt" ? [g.constant, ZERO, g.slope] : [g.constant, g.slope], bottom);
        insist(bernstein(bottom, cuts[j], cuts[j + 1]).every((q) => q.sign() > 0),
          `the denominator has a Bernstein coefficient <= 0 on subinterval ${j}`);
        const length = Math.max(top.length, line.length);
        const padded = (p) => Array.from({ length }, (_, k) => p[k] || ZERO);
        const gap = padded(top).map((q, k) => q.minus(padded(line)[k]));
        for (const [sign, name] of [[ONE, "E + (f - g)"], [MINUS_ONE, "E - (f - g)"]]) {
          const room = padded(bottom).map((q, k) => q.times(error).plus(gap[k].times(sign)));
          insist(bernstein(room, cuts[j], cuts[j + 1]).every((q) => q.sign() >= 0),
            `${name} has a negative Bernstein coefficient on subinterval ${j}`);
        }
      });
    },
  };

  const piecewiseAt = (f, x) => {
    const { slope, constant: lift } = piecesOf(f)[f.knots.filter((t) => t.below(x)).length];
    return slope.times(x).plus(lift);
  };

  // The slope of a function between two points, null if it changes there.
  const slopeOn = (f, low, high) => (f.knots.some((t) => low.below(t) && t.below(high))
    ? null : f.slopes[f.knots.filter((t) => !low.below(t)).length]);

  const targetAt = (target, point) => {
    if (target.type === "piecewise") return piecewiseAt(target, point);
    const { top, bottom } = fractionOf(target), below = horner(bottom, point);
    insist(below.sign(), () => `the denominator is 0 at ${brief(point)}`);
    return horner(top, point).over(below);
  };

  const floor = {
    statement: record({ kind: asIs, target: TARGET, interval: INTERVAL, pieces: index, error: rational }),
    evidence: () => record({
      blocks: some(record({ pieces: index, reference: record(FUNCTION), points: some(rational) })),
    }),
    judge({ target, interval: [low, high], pieces, error }, { blocks }) {
      insist(target.type !== "sqrt" || low.sign() >= 0, "sqrt is not defined on the whole interval");
      let end = low, total = 0, before = null;
      blocks.forEach(({ pieces: own, reference, points }, j) => {
        const x = placesOf(target, points), last = x[x.length - 1];
        const expected = own + piecesOf(reference).length + 1;
        insist(x.length === expected, `block ${j}: ${x.length} points, expected ${expected}`);
        insist(increasing(x), `block ${j}: the points do not increase`);
        insist(!x[0].below(end), `block ${j} begins before ${j ? "the end of the block before it" : "the interval"}`);
        insist(!high.below(last), `block ${j} leaves the interval`);
        const gaps = points.map((point, k) => targetAt(target, point).minus(piecewiseAt(reference, x[k])));
        const first = gaps[0].sign() > 0 ? ONE : MINUS_ONE;
        gaps.forEach((gap, k) => insist(
          !gap.times(k % 2 ? first.negative() : first).below(error),
          () => `block ${j}: f - g does not alternate by E at point ${k}, it is ${brief(gap)}`));
        // On its first interval a function closer to f than E moves away from the side it starts on,
        // on its last one towards the side it ends on: { side, slope } of the reference there.
        const ending = gaps.length % 2 ? first : first.negative();
        const here = slopeOn(reference, x[0], x[1]);
        const turns = before && before.side.is(first) && before.slope && here
          && here.minus(before.slope).times(first).sign() <= 0;
        total += own + (turns ? 1 : 0);
        before = { side: ending, slope: slopeOn(reference, x[x.length - 2], last) };
        end = last;
      });
      insist(total >= pieces, `the blocks count ${total} pieces, expected ${pieces}`);
    },
  };

  // ---- Integers, where there are many numbers: over one denominator they need no gcd -----------

  const overOne = (numbers) => {
    const bottom = numbers.reduce((a, q) => (a * q.bottom) / gcd(a, q.bottom), 1n);
    return { tops: numbers.map((q) => q.top * (bottom / q.bottom)), bottom };
  };

  const layerOverOne = ({ weight, bias }) => {
    const { tops, bottom } = overOne([...weight.flat(), ...bias]), n = weight[0].length;
    return { rows: bias.map((_, i) => tops.slice(i * n, i * n + n)), bias: tops.slice(n * bias.length), bottom };
  };

  const dotWhole = (a, b) => {
    let total = 0n;
    for (let i = 0; i < a.length; i += 1) total += a[i] * b[i];
    return total;
  };

  // What the layers compute at a point x / bottom, each times a positive integer.
  const trace = (layers, x, bottom) => {
    const seen = [];
    for (const layer of layers) {
      const z = layer.rows.map((row, i) => dotWhole(row, x) + layer.bias[i] * bottom);
      seen.push(z);
      x = z.map((value) => (value > 0n ? value : 0n));
      bottom *= layer.bottom;
    }
    return seen;
  };

  // ---- regions ---------------------------------------------------------------------------------

  const determinant = (rows) => {
    if (rows.length === 1) return rows[0][0];
    const [first, ...rest] = rows;
    let total = 0n;
    first.forEach((value, j) => {
      const minor = value ? determinant(rest.map((row) => row.filter((_, k) => k !== j))) : 0n;
      total += (j % 2 ? -value : value) * minor;
    });
    return total;
  };

  // The boundary of the convex hull of points [x, s] or [x, y, s], s > 0, as their numbers: two
  // ends, or the corners counter-clockwise, found by wrapping; null if the hull is flat.
  const hull = (numbers, whole) => {
    const before = (p, q) => {
      const a = whole[p], b = whole[q], s = a.length - 1;
      for (let i = 0; i < s; i += 1) {
        const turn = a[i] * b[s] - b[i] * a[s];
        if (turn) return turn < 0n;
      }
      return false;
    };
    const extreme = (better) => numbers.reduce((p, q) => (better(q, p) ? q : p));
    const lowest = extreme(before);
    if (whole[lowest].length === 2) {
      const highest = extreme((p, q) => before(q, p));
      return lowest === highest ? null : [lowest, highest];
    }
    const ring = [];
    for (let p = lowest, next; ring.length === 0 || p !== lowest; p = next) {
      ring.push(p);
      next = null;
      for (const q of numbers) {
        if (q === p) continue;
        const turn = next === null ? -1n : determinant([whole[p], whole[next], whole[q]]);
        const beyond = turn === 0n && (before(p, next) ? before(next, q) : before(q, next));
        if (turn < 0n || beyond) next = q;
      }
      if (next === null) return null;
    }
    return ring.length > 2 ? ring : null;
  };

  const regions = {
    statement: aboutNetwork((n) => ({ domain: readDomain(n), regions: index, maps: index })),
    evidence: ({ network }) => record({
      points: list(vector(network.inputs)),
      cells: list(record({
        pattern: list((value, path) => {
          need(typeof value === "string" && /^[01]*$/.test(value), path, "expected zeros and ones");
          return value;
        }),
        points: list(index),
      })),
    }),
    judge({ network, domain, regions: stated, maps: statedMaps }, { points, cells }) {
      const dimension = network.inputs;
      insist(domain.type === "box" && dimension <= 2, "expected a box of 1 or 2 dimensions");
      points.forEach((x, p) => insistInside(x, domain, `point ${p}`));
      const layers = network.layers.map(layerOverOne), places = new Map(), whole = [];
      const seen = points.map((x, p) => { // at each point its number, the signs there and the outputs
        const { tops, bottom } = overOne(x), z = trace(layers, tops, bottom), outputs = z.pop();
        whole.push([...tops, bottom]);
        if (!places.has(x.join())) places.set(x.join(), p);
        return { number: places.get(x.join()), signs: z.flat().map((v) => (v > 0n ? 1 : v < 0n ? -1 : 0)), outputs };
      });
      const patterns = new Set(), maps = new Set(), boundary = new Map();
      const bound = (face, times) => boundary.set(face, (boundary.get(face) || 0) + times);
      cells.forEach(({ pattern, points: corners }, k) => {
        insistPattern(pattern, network, `cell ${k}`);
        const states = pattern.join(""), everOn = new Set();
        patterns.add(states);
        for (const p of corners) {
          insist(p < points.length, `cell ${k} has a point that does not exist`);
          seen[p].signs.forEach((sign, i) => {
            const on = states[i] === "1";
            insist(on ? sign >= 0 : sign <= 0,
              `cell ${k}: unit ${i} is not ${on ? "on" : "off"} at point ${p}`);
            if (sign > 0) everOn.add(i);
          });
        }
        insist([...states].every((state, i) => state === "0" || everOn.has(i)),
          `cell ${k} calls a unit on that is 0 at all its points`);
        const ring = corners.length ? hull(corners.map((p) => seen[p].number), whole) : null;
        insist(ring, `cell ${k} is flat`);
        if (dimension === 1) {
          bound(ring[0], -1);
          bound(ring[1], 1);
        } else {
          ring.forEach((p, i) => {
            const q = ring[(i + 1) % ring.length];
            if (p < q) bound(`${p} ${q}`, 1);
            else bound(`${q} ${p}`, -1); // what two cells share cancels
          });
        }
        // The affine map through the corners, by Cramer's rule.
        const frame = ring.slice(0, dimension + 1), rows = frame.map((p) => whole[p]);
        const below = determinant(rows);
        maps.add(network.last.bias.map((_, output) => rows[0].map((_, j) => new Rational(determinant(
          rows.map((row, i) => row.map((v, l) => (l === j ? seen[frame[i]].outputs[output] : v)))), below))).join());
      });
      insist(patterns.size === cells.length, "two cells have one pattern");
      insist(patterns.size === stated, `${patterns.size} regions, not as stated`);
      insist(maps.size === statedMaps, `${maps.size} affine maps, not as stated`);
      // Twice the area inside edges p q is the sum of p x q; a length is a difference of ends.
      const measures = [...boundary].filter(([, times]) => times).map(([face, times]) => {
        if (dimension === 1) return points[face][0].times(new Rational(BigInt(times)));
        const [p, q] = face.split(" ").map((number) => whole[number]);
        return new Rational(BigInt(times) * (p[0] * q[1] - p[1] * q[0]), p[2] * q[2]);
      });
      const sides = domain.intervals.map(([low, high]) => high.minus(low));
      const wanted = sides.reduce((a, b) => a.times(b), dimension === 1 ? ONE : new Rational(2n));
      insist(sumOf(measures).is(wanted), "the cells do not fill the box: their sizes add up to another number");
    },
  };

  // ---- unit-sign -------------------------------------------------------------------------------

  // A lower bound over the box of sign * z at unit i of layer k: each r(z) of an earlier layer gives
  // way to its lower line, or to its upper line where its factor is negative.
  const leastValue = (layers, lines, ends, [k, i], sign) => {
    let form = layers[k].rows[i].map((v) => sign * v), lift = sign * layers[k].bias[i];
    let bottom = layers[k].bottom;
    for (let j = k - 1; j >= 0; j -= 1) {
      const { tops, bottom: under } = lines[j], { rows, bias, bottom: own } = layers[j];
      const [lower, slope, shift] = [0, 1, 2].map((part) => bias.map((_, unit) => tops[3 * unit + part]));
      lift = lift * under + dotWhole(form.map((v) => (v < 0n ? v : 0n)), shift);
      form = form.map((v, unit) => v * (v < 0n ? slope : lower)[unit]);
      lift = lift * own + dotWhole(form, bias);
      form = rows[0].map((_, input) => form.reduce((total, v, unit) => total + v * rows[unit][input], 0n));
      bottom *= under * own;
    }
    const least = dotWhole(form, form.map((v, input) => ends.tops[2 * input + (v < 0n ? 1 : 0)]));
    return new Rational(lift * ends.bottom + least, bottom * ends.bottom);
  };

  const WITNESSES = { off: [], on: [1n], switching: [-1n, 1n] }; // the signs at the witnesses

  const inOrder = (item) => (value, path) => {
    const entries = list(item)(value, path);
    need(entries.every(({ unit: [k, i] }, e) => {
      const [before, least] = e ? entries[e - 1].unit : [-1, 0];
      return before < k || (before === k && least < i);
    }), path, "the units do not increase");
    return entries;
  };

  const signOn = (values) => {
    const below = values.some((z) => z < 0n), above = values.some((z) => z > 0n);
    return above ? (below ? "switching" : "on") : "off";
  };

  const unitSign = {
    statement: aboutNetwork((n) => ({
      domain: readDomain(n),
      units: (value, path) => inOrder(record({
        unit: pair(index, index), state: oneOf("on", "off", "switching"),
      }))(some(asIs)(value, path), path),
    })),
    evidence(statement) {
      const { domain, units } = statement;
      if (domain.type === "points") return record({});
      return record({
        relaxations: list(list(record({
          low: rational, high: rational, lower: rational, upper: pair(rational, rational),
        })), domain.type === "box" ? {} : { exactly: 0 }),
        ...pointsOf(statement, domain.type === "polytope" ? 1 : 0),
        witnesses: (value, path) => list(asIs, { exactly: units.length })(value, path).map((entry, j) =>
          list(index, { exactly: WITNESSES[units[j].state].length })(entry, `${path}[${j}]`)),
        trees: inOrder(record({ unit: pair(index, index), tree: readTree({ sign: { multipliers: MULTIPLIERS } }) })),
      });
    },
    judge(statement, evidence) {
      const { network, domain, units } = statement, layers = network.hidden.map(layerOverOne);
      const named = units.map(({ unit: [k, i], state }) => ({ k, i, state, name: `unit ${k}, ${i}` }));
      for (const { k, i, name } of named) insist(k < layers.length && i < layers[k].rows.length, `there is no ${name}`);
      const points = domain.type === "points" ? domain.points : insistPoints(domain, evidence);
      const seen = points.map((x) => {
        const { tops, bottom } = overOne(x);
        return trace(layers, tops, bottom);
      });
      if (domain.type === "points") {
        for (const { k, i, state, name } of named) {
          const found = signOn(seen.map((z) => z[k][i]));
          insist(found === state, `${name} is ${found} on the points, not ${state}`);
        }
        return;
      }
      named.forEach(({ k, i, state, name }, j) => WITNESSES[state].forEach((sign, w) => {
        const z = seen[evidence.witnesses[j][w]];
        insist(z, `${name}: no witness`);
        insist(z[k][i] * sign > 0n, `${name}: the witness is not ${sign > 0n ? "above" : "below"} 0`);
      }));
      const weak = new Map(named.filter(({ state }) => state !== "switching").map((unit) => [unit.name, unit]));
      evidence.trees.forEach(({ unit: [k, i], tree }, t) => {
        const name = `unit ${k}, ${i}`, entry = weak.get(name);
        insist(entry, `tree ${t} is of a unit that is not stated to be on or off`);
        weak.delete(name);
        const leaf = ({ multipliers }, outputs, forms, shows, where) => {
          const form = forms.get(`${k}, ${i}`);
          insist(shows(entry.state === "on" ? form : form.times(MINUS_ONE), multipliers),
            `${where}: the multipliers do not show that ${name} is ${entry.state}`);
        };
        new Cases(statement, leaf).judge(tree, halfSpaces(domain, network.inputs), new Map(), `trees[${t}]`);
      });
      const ends = domain.type === "box" ? overOne(domain.intervals.flat()) : null;
      const lines = this.lines(layers, ends, evidence.relaxations);
      for (const { k, i, state, name } of weak.values()) {
        insist(domain.type === "box", `${name}: no tree shows that it is ${state}`);
        insist(k <= lines.length, `${name}: an earlier layer has no relaxation`);
        const least = leastValue(layers, lines, ends, [k, i], state === "on" ? 1n : -1n);
        insist(least.sign() >= 0, () => `${name} is not shown to be ${state}: the bound is ${brief(least)}`);
      }
    },
    // For each unit of the first layers two lines, one below r(z) and one above it in the box.
    lines(layers, ends, relaxations) {
      const lines = [];
      insist(relaxations.length <= layers.length
        && relaxations.every((layer, k) => layer.length === layers[k].rows.length),
      "the relaxations do not name each unit of the first layers");
      relaxations.forEach((layer, k) => {
        layer.forEach(({ low, high, lower, upper: [slope, shift] }, i) => {
          const name = `unit ${k}, ${i}`;
          const least = leastValue(layers, lines, ends, [k, i], 1n);
          const most = leastValue(layers, lines, ends, [k, i], -1n).negative();
          insist(!least.below(low), () => `${name}: low is ${brief(low)}, but only ${brief(least)} is shown`);
          insist(!high.below(most), () => `${name}: high is ${brief(high)}, but only ${brief(most)} is shown`);
          insist(lower.sign() >= 0 && !ONE.below(lower), `${name}: the lower slope is not in [0, 1]`);
          insist([low, high].every((z) => !slope.times(z).plus(shift).below(positivePart(z))),
            `${name}: the upper line passes below r`);
        });
        lines.push(overOne(layer.flatMap(({ lower, upper }) => [lower, ...upper])));
      });
      return lines;
    },
  };

  // ---- The rules by kind, and the way in -------------------------------------------------------

  const RULES = {
    "not-affine": combination(true),
    "not-linear": combination(false),
    "affine-on": affineOn,
    identity,
    equals,
    within,
    floor,
    regions,
    "unit-sign": unitSign,
  };

  // A network that stands in a file beside the certificate; `files` finds files by name.
  const withNetwork = (statement, files) => {
    if (!isRecord(statement.network) || !Object.hasOwn(statement.network, "file")) return statement;
    const path = "statement.network";
    const { file, sha256 } = record({ file: asIs, sha256: asIs })(statement.network, path);
    need(typeof file === "string" && NETWORK_FILE.test(file), `${path}.file`,
      "expected a bare name *.network.json");
    need(files, path, "a network in a file beside the certificate, where a page cannot look: use checker.py");
    const found = files(file);
    need(found, `${path}.file`, "there is no such file");
    need(found.sha256 === sha256, `${path}.sha256`, `the file has ${found.sha256}`);
    return { ...statement, network: load(found.data, file) };
  };

  const readFormat = (value, path) => {
    need(value !== "relu-proofs/1", path,
      "found relu-proofs/1, which is no longer read; prove it again with this version");
    return oneOf("relu-proofs/2")(value, path);
  };

  // `text` is a string or bytes; `files`, if given, is a function from the name of a file beside
  // the certificate to { data, sha256 }, or to null if there is none.
  const check = (text, files = null) => {
    const value = load(text, "certificate");
    record({ format: readFormat, statement: asIs, evidence: asIs })(value, "certificate");
    need(isRecord(value.statement), "statement", "expected a record");
    const rule = RULES[oneOf(...Object.keys(RULES))(value.statement.kind, "statement.kind")];
    const statement = rule.statement(withNetwork(value.statement, files), "statement");
    rule.judge(statement, rule.evidence(statement)(value.evidence, "evidence"));
    return value.statement;
  };

  return { check, canonical, Malformed, Refused };
})();

if (typeof module === "object" && module.exports) {
  module.exports = reluProofs;
  if (require.main === module) {
    const fs = require("fs"), path = require("path"), crypto = require("crypto");
    let worst = 0;
    for (const name of process.argv.slice(2)) {
      const files = (other) => {
        const beside = path.join(path.dirname(name), other);
        if (!fs.existsSync(beside)) return null;
        const data = fs.readFileSync(beside);
        return { data, sha256: crypto.createHash("sha256").update(data).digest("hex") };
      };
      try {
        console.log(`${name}: accepted: ${reluProofs.check(fs.readFileSync(name), files).kind}`);
      } catch (problem) {
        const refused = problem instanceof reluProofs.Refused;
        if (!refused && !(problem instanceof reluProofs.Malformed)) throw problem;
        console.error(`${name}: ${refused ? "refused" : "malformed"}: ${problem.message}`);
        worst = Math.max(worst, refused ? 1 : 2);
      }
    }
    process.exitCode = worst;
  }
}
