import { MAX_APPROVAL_DAYS } from "../../model/approval";

const text = { type: "string", minLength: 1, maxLength: 1000 };

/** The JSON Schema of `roadbed.approvals.yaml`, from which `approvals.schema.json` is generated. */
export const APPROVALS_SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "roadbed.approvals.yaml",
  description: "Changes that may be deployed although a rule on changes reports them. `roadbed approve` adds entries.",
  type: "object",
  required: ["approvals"],
  additionalProperties: false,
  properties: {
    approvals: {
      type: "array",
      items: {
        type: "object",
        required: ["id", "resource", "rule", "operation", "reason", "approver", "expires"],
        additionalProperties: false,
        properties: {
          id: {
            type: "string",
            pattern: "^[A-Z2-7]{10}$",
            description: "The ID of the change, as shown in the findings about it.",
          },
          resource: { ...text, pattern: "^urn:pulumi:", description: "The URN of the resource." },
          rule: { ...text, description: "The ID of the rule that reports the change." },
          operation: {
            enum: ["same", "create", "update", "replace", "delete", "read", "import"],
            description: "What the deployment does to the resource.",
          },
          reason: { ...text, description: "Why the change is intended." },
          approver: { ...text, description: "The person or team that approved the change." },
          expires: {
            type: "string",
            description: `The last day of the approval, at most ${MAX_APPROVAL_DAYS} days ahead, such as 2027-01-31.`,
          },
          ticket: { ...text, description: "The ticket or incident that the change belongs to." },
          commit: {
            type: "string",
            pattern: "^[0-9a-f]{7,64}$",
            description: "The commit for which the change was approved.",
          },
        },
      },
    },
  },
} as const;
