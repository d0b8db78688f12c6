const text = { type: "string", minLength: 1 };

/** The form of a `roadbed.baseline.json`, as JSON Schema; `baseline.schema.json` of this package is made of it. */
export const BASELINE_SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "roadbed.baseline.json, version 1",
  description: "Findings that need not be mended at once. `roadbed check --write-baseline` writes it.",
  type: "object",
  required: ["version", "stacks"],
  additionalProperties: false,
  properties: {
    $schema: { type: "string" },
    version: { const: 1 },
    stacks: {
      type: "object",
      description: "By project/stack.",
      additionalProperties: {
        type: "array",
        items: {
          type: "object",
          required: ["rule", "urn", "digest"],
          additionalProperties: false,
          properties: {
            rule: text,
            urn: text,
            path: { ...text, description: "Where in the inputs; every element of a list is [*]." },
            digest: { ...text, description: "Of what the rule read there, without secrets." },
          },
        },
      },
    },
  },
} as const;
