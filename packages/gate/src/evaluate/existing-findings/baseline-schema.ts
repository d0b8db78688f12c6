const nonEmptyString = { type: "string", minLength: 1 };

/** The JSON Schema of `roadbed.baseline.json`, from which `baseline.schema.json` is generated. */
export const BASELINE_SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "roadbed.baseline.json, version 1",
  description: "Existing findings, which do not block. `roadbed check --write-baseline` writes this file.",
  type: "object",
  required: ["version", "stacks"],
  additionalProperties: false,
  properties: {
    $schema: { type: "string" },
    version: { const: 1 },
    stacks: {
      type: "object",
      description: "The findings by `project/stack`.",
      additionalProperties: {
        type: "array",
        items: {
          type: "object",
          required: ["rule", "urn", "digest"],
          additionalProperties: false,
          properties: {
            rule: nonEmptyString,
            urn: nonEmptyString,
            path: { ...nonEmptyString, description: "The path in the inputs, with [*] for every array element." },
            digest: { ...nonEmptyString, description: "A digest of the values that the rule read, without secrets." },
          },
        },
      },
    },
  },
} as const;
