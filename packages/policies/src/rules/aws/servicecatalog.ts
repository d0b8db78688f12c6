import { defineRule } from "../../authoring/define-rule";

export const servicecatalogInOrganization = defineRule({
  id: "servicecatalog-shared-in-organization",
  title: "Portfolios are shared within the organization",
  severity: "high",
  controls: { "aws-fsbp": ["ServiceCatalog.1"] },
  on: "aws:servicecatalog/portfolioShare:PortfolioShare",
  why: "An account that leaves the organization, or never was in it, keeps what it was given one by one.",
  remedy: 'Set type: "ORGANIZATION", "ORGANIZATIONAL_UNIT" or "ORGANIZATION_MEMBER_ACCOUNT".',
  check: ({ type }) => type === "ACCOUNT" && "the portfolio is shared with an account past the organization",
  examples: { pass: [{ type: "ORGANIZATION" }], fail: [{ type: "ACCOUNT", principalId: "123456789012" }] },
});
