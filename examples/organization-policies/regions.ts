import { defineRule, stringListOption } from "@roadbed/policies";

/** Where Acme may keep data. What else a provider reaches, it does not deploy to. */
export const regionsApproved = defineRule({
  id: "acme-regions-approved",
  title: "Resources are made in regions that Acme approved",
  severity: "critical",
  on: "pulumi:providers:aws",
  why: "Customers were promised that their data stays in the European Union.",
  remedy: 'Set "aws:region" in Pulumi.<stack>.yaml, or region of the Provider, to an approved region.',
  options: { regions: stringListOption(["eu-central-1", "eu-north-1", "eu-west-1"], "The approved regions.") },
  check: ({ region }, { options }) =>
    (region === undefined || !options.regions.includes(region)) && { at: "region", message: "not an approved region" },
  examples: {
    pass: [{ region: "eu-west-1" }],
    fail: [{ region: "us-east-1" }, {}],
  },
});
