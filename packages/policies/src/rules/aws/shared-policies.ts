import { policyProperty, namedPrincipalsRule } from "../../rule-factories/named-principals";

export const ecrPolicyNotPublic = namedPrincipalsRule({
  id: "ecr-policy-not-public",
  title: "ECR repository and registry policies do not allow public access",
  severity: "critical",
  policies: [
    policyProperty("aws:ecr/repositoryPolicy:RepositoryPolicy", "policy"),
    policyProperty("aws:ecr/registryPolicy:RegistryPolicy", "policy"),
  ],
  why: "Anyone can pull the images and read the code in them, or push malicious images.",
});

export const codeartifactPolicyNotPublic = namedPrincipalsRule({
  id: "codeartifact-policy-not-public",
  title: "CodeArtifact domain and repository policies do not allow public access",
  severity: "critical",
  policies: [
    policyProperty("aws:codeartifact/domainPermissions:DomainPermissions", "policyDocument"),
    policyProperty("aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy", "policyDocument"),
  ],
  why: "Anyone can read the packages, or publish malicious packages that builds then use.",
});

export const eventBusNotPublic = namedPrincipalsRule({
  id: "event-bus-policy-not-public",
  title: "EventBridge event bus policies do not allow public access",
  severity: "high",
  policies: [policyProperty("aws:cloudwatch/eventBusPolicy:EventBusPolicy", "policy")],
  why: "Anyone can send events and trigger the event bus targets.",
});

export const glacierNotPublic = namedPrincipalsRule({
  id: "glacier-policy-not-public",
  title: "S3 Glacier vault access policies do not allow public access",
  severity: "critical",
  policies: [policyProperty("aws:glacier/vault:Vault", "accessPolicy")],
  why: "Anyone can read or delete the archives.",
  remedy: "Set Principal to the accounts or roles that need access.",
});

export const logsPolicyNotPublic = namedPrincipalsRule({
  id: "logs-policy-not-public",
  title: "CloudWatch Logs resource policies do not allow public access",
  severity: "high",
  policies: [policyProperty("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "policyDocument")],
  why: "Anyone can write to the log groups that operators and alarms rely on.",
  remedy:
    'Set Principal to the service principal, and add Condition: { StringEquals: { "aws:SourceAccount": account } }.',
});
