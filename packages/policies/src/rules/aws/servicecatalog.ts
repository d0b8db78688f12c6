import { defineRule } from "../../authoring/define-rule";

export const servicecatalogInOrganization = defineRule({
  id: "servicecatalog-shared-in-organization",
  title: "Service Catalog portfolios are not shared with individual accounts",
  severity: "high",
  controls: { "aws-fsbp": ["ServiceCatalog.1"] },
  on: "aws:servicecatalog/portfolioShare:PortfolioShare",
  why: "A share with an individual account can reach outside the organization, and persists when the account leaves the organization.",
  remedy:
    'Set type: "ORGANIZATION", "ORGANIZATIONAL_UNIT", or "ORGANIZATION_MEMBER_ACCOUNT". This change replaces an existing portfolio share.',
  check: ({ type }) => type === "ACCOUNT" && "the portfolio is shared with an individual account",
  examples: { pass: [{ type: "ORGANIZATION" }], fail: [{ type: "ACCOUNT", principalId: "123456789012" }] },
});
