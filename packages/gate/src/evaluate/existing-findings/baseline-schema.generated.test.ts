import { Ajv } from "ajv";
import { expectGenerated } from "../../../../../scripts/generated-file";
import { BASELINE_SCHEMA } from "./baseline-schema";

const validate = new Ajv({ strict: true }).compile(BASELINE_SCHEMA);
const key = { rule: "a", urn: "b", digest: "c" };

it("the published JSON Schema of roadbed.baseline.json is up to date", () => {
  expectGenerated("packages/gate/baseline.schema.json", `${JSON.stringify(BASELINE_SCHEMA, null, 1)}\n`);
});

it.each([
  [{ version: 1, stacks: {} }, true],
  [{ version: 1, stacks: { "shop/dev": [key, { ...key, path: "a[*]" }] } }, true],
  [{ version: 1 }, false],
  [{ version: 2, stacks: {} }, false],
  [{ version: 1, stacks: { "shop/dev": [{ ...key, digest: "" }] } }, false],
  [{ version: 1, stacks: { "shop/dev": [{ ...key, value: "x" }] } }, false],
])("the JSON Schema of roadbed.baseline.json validates %j as %s", (content, expected) => {
  expect(validate(content)).toBe(expected);
});
