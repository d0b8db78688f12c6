// The secrets that the program uses and that the test looks for. Each origin gets its own values.
const { createHash } = require("node:crypto");

const COUNT = 56;

const plant = (origin, decorate = (random) => `Pl4nt-${random}/"=é`) =>
  Array.from({ length: COUNT }, (_, index) =>
    decorate(createHash("sha256").update(`${origin} ${index}`).digest("hex").slice(0, 20)),
  );
const plain = (random) => `Pl4nt-${random}`;

/** In the configuration, or handed to the program. */
exports.configured = {
  configuration: plant("configuration"),
  nested: plant("nested", plain),
  jsonDocument: plant("jsonDocument", plain),
  variable: plant("variable", plain),
};

/** Marked by the program. */
exports.marked = {
  input: plant("input"),
  member: plant("member", plain),
  element: plant("element", plain),
  multiLine: plant("multiLine", (random) => `first-${random}\nsecond-${random}\n`),
  output: plant("output"),
};

/** Neither configured nor marked: recognized by a name, a place, or a pattern. */
exports.recognized = {
  name: plant("name", plain),
  schema: plant("schema", plain),
  script: plant("script", plain),
  encodedScript: plant("encodedScript", plain),
  container: plant("container", plain),
  header: plant("header", plain),
  connectionString: plant("connectionString", plain),
  pattern: plant("pattern", (random) => `ghp_${random}${random}`),
  call: plant("call", plain),
};
