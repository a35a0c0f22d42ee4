// Judges the certificates that come in as lines {"text" or "bytes" (base64), "folder", "work"}; writes
// a verdict for each. With "slip", pairs of pieces of the checker's source, one with these replaced
// judges, which each stand once in it.
"use strict";

const crypto = require("crypto"), fs = require("fs"), path = require("path"), readline = require("readline");
const CHECKER = require.resolve("../docs/_static/checker.js");
const whole = require(CHECKER);

const changed = (pairs) => {
  let source = fs.readFileSync(CHECKER, "utf-8");
  for (const [old, other] of pairs) {
    const parts = source.split(old);
    if (parts.length !== 2) throw new Error(`${old} stands ${parts.length - 1} times in the checker`);
    source = parts.join(other);
  }
  const module = { exports: {} };
  new Function("module", "require", source)(module, require); // a file that is no main module
  return module.exports;
};

const beside = (folder) => (name) => {
  const place = path.join(folder, name);
  if (!fs.existsSync(place)) return null;
  const data = fs.readFileSync(place);
  return { data, sha256: crypto.createHash("sha256").update(data).digest("hex") };
};

const verdict = ({ text, bytes, folder, work, slip }) => {
  const { check, Malformed, Refused } = slip ? changed(slip) : whole;
  try {
    const source = bytes === undefined ? text : Buffer.from(bytes, "base64");
    const statement = check(source, folder ? beside(folder) : null, work ?? undefined);
    return { outcome: "accepted", statement };
  } catch (problem) {
    const outcome = problem instanceof Malformed ? "malformed"
      : problem instanceof Refused ? "refused" : String(problem.stack);
    return { outcome, message: problem.message };
  }
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  console.log(JSON.stringify(verdict(JSON.parse(line))));
});
