import { Ajv } from "ajv";
import { expectGenerated } from "../../../../../scripts/generated-file";
import { approval } from "../../../test/approvals";
import { APPROVALS_SCHEMA } from "./approvals-schema";

const validate = new Ajv({ strict: true }).compile(APPROVALS_SCHEMA);

it("the published JSON Schema of roadbed.approvals.yaml is up to date", () => {
  expectGenerated("packages/gate/approvals.schema.json", `${JSON.stringify(APPROVALS_SCHEMA, null, 1)}\n`);
});

it.each([
  [{ approvals: [] }, true],
  [{ approvals: [approval({ ticket: "OPS-1", commit: "0123abc" })] }, true],
  [{}, false],
  [{ approvals: [approval({ id: "short" })] }, false],
  [{ approvals: [{ ...approval(), owner: "x" }] }, false],
])("the JSON Schema of roadbed.approvals.yaml validates %j as %s", (content, expected) => {
  expect(validate(content)).toBe(expected);
});
