// Judges the certificates that come in as lines {"text" or "bytes" (base64), "folder", "work"}; writes
// a verdict for each.
"use strict";

const crypto = require("crypto"), fs = require("fs"), path = require("path"), readline = require("readline");
const { check, Malformed, Refused } = require("../docs/_static/checker.js");

const beside = (folder) => (name) => {
  const place = path.join(folder, name);
  if (!fs.existsSync(place)) return null;
  const data = fs.readFileSync(place);
  return { data, sha256: crypto.createHash("sha256").update(data).digest("hex") };
};

const verdict = ({ text, bytes, folder, work }) => {
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
