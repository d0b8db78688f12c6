import { defineRule, stringListOption } from "@roadbed/policies";

/** A rule on the inputs of one resource type: providers deploy only to approved regions. */
export const regionsApproved = defineRule({
  id: "acme-regions-approved",
  title: "AWS providers use an approved region",
  severity: "critical",
  on: "pulumi:providers:aws",
  why: "The contracts with customers require that their data stays in the European Union.",
  remedy: 'Set "aws:region" in Pulumi.<stack>.yaml, or region in the arguments of the provider, to an approved region.',
  options: { regions: stringListOption(["eu-central-1", "eu-north-1", "eu-west-1"], "Approved regions.") },
  check: ({ region }, { options }) =>
    (region === undefined || !options.regions.includes(region)) && {
      at: "region",
      message: "the region is not approved",
    },
  examples: {
    pass: [{ region: "eu-west-1" }],
    fail: [{ region: "us-east-1" }, {}],
  },
});
