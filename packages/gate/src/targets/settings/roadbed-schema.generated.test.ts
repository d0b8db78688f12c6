import { rules } from "@roadbed/policies";
import { policyFileSchema } from "@roadbed/policies/internal";
import { Ajv } from "ajv";
import { expectGenerated } from "../../../../../scripts/generated-file";

const schema = policyFileSchema(rules);
const validate = new Ajv({ strict: true }).compile(schema);

it("the published JSON Schema of roadbed.yaml is up to date", () => {
  expectGenerated("packages/gate/roadbed.schema.json", `${JSON.stringify(schema, null, 1)}\n`);
});

it.each([
  [{ preset: "strict", rules: { "ecr-scan-on-push": "off" } }, true],
  [{ preset: "stric" }, false],
  [{ rules: { "ecr-scan-on-pus": "off" } }, false],
  [{ groups: [{ stacks: ["*/prod"], preset: "strict" }] }, true],
  [{ groups: [{ preset: "strict" }] }, false],
  [{ locked: ["ecr-scan-on-push"] }, true],
  [{ locked: ["no-such-rule"] }, false],
])("the JSON Schema of roadbed.yaml validates %j as %s", (content, expected) => {
  expect(validate(content)).toBe(expected);
});
