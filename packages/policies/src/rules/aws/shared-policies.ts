import { policyProperty, namedPrincipalsRule } from "../../rule-factories/named-principals";

export const ecrPolicyNotPublic = namedPrincipalsRule({
  id: "ecr-policy-not-public",
  title: "Policies of image repositories let nobody in but whom they name",
  severity: "critical",
  policies: [
    policyProperty("aws:ecr/repositoryPolicy:RepositoryPolicy", "policy"),
    policyProperty("aws:ecr/registryPolicy:RegistryPolicy", "policy"),
  ],
  why: "Everybody can pull the images, with the code in them, or push some of his own.",
});

export const codeartifactPolicyNotPublic = namedPrincipalsRule({
  id: "codeartifact-policy-not-public",
  title: "Policies of package repositories let nobody in but whom they name",
  severity: "critical",
  policies: [
    policyProperty("aws:codeartifact/domainPermissions:DomainPermissions", "policyDocument"),
    policyProperty("aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy", "policyDocument"),
  ],
  why: "Everybody can read the packages, or publish some of his own that builds then use.",
});

export const eventBusNotPublic = namedPrincipalsRule({
  id: "event-bus-policy-not-public",
  title: "Policies of event buses let nobody in but whom they name",
  severity: "high",
  policies: [policyProperty("aws:cloudwatch/eventBusPolicy:EventBusPolicy", "policy")],
  why: "Everybody can send events, and with them start whatever listens.",
});

export const glacierNotPublic = namedPrincipalsRule({
  id: "glacier-policy-not-public",
  title: "Policies of archives let nobody in but whom they name",
  severity: "critical",
  policies: [policyProperty("aws:glacier/vault:Vault", "accessPolicy")],
  why: "Everybody can read what was archived, or delete it.",
  remedy: "Name the principals.",
});

export const logsPolicyNotPublic = namedPrincipalsRule({
  id: "logs-policy-not-public",
  title: "Policies of logs let nobody in but whom they name",
  severity: "high",
  policies: [policyProperty("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "policyDocument")],
  why: "Everybody can write into the logs that people and alarms rely on.",
  remedy: 'Name the service, and add Condition: { StringEquals: { "aws:SourceAccount": account } }.',
});
