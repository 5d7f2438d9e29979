// The peer of benchmarks/rendering.py: npm mjml over the same sources, warm, in one process.
// Usage: node mjml_peer.js MODULE_FOLDER ROUNDS FILE...   Prints seconds a pass, one a round.
const fs = require("fs");
const path = require("path");

const [folder, rounds, ...files] = process.argv.slice(2);
const mjml2html = require(path.join(folder, "node_modules", "mjml"));
const sources = files.map((file) => fs.readFileSync(file, "utf8"));
const options = { validationLevel: "skip", minify: false, keepComments: true };
const compile = () => sources.forEach((source) => mjml2html(source, options));

for (let warming = 0; warming < 5; warming += 1) compile();
const seconds = [];
for (let round = 0; round < Number(rounds); round += 1) {
  const begin = process.hrtime.bigint();
  for (let pass = 0; pass < 5; pass += 1) compile();
  seconds.push(Number(process.hrtime.bigint() - begin) / 1e9 / 5);
}
console.log(JSON.stringify(seconds));
