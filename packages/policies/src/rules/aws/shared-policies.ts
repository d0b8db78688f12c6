import { policyOf } from "../../example-policy";
import { defineRule, defineView } from "../../rule";
import { policyIn } from "../../views/data-policies";
import { admitsEveryone } from "../../views/everyone";
import type { Statement } from "../../views/policy-documents";
import { listed } from "../../kernel/connectives";

const ours = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "*", Resource: "*" };
const everyone = { ...ours, Principal: "*" };
const inside = { ...everyone, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } };

const statementsAt = (holder: object, key: string): readonly Statement[] =>
  listed(policyIn(holder, key).content?.Statement);

const images = defineView<Statement>()({
  "aws:ecr/repositoryPolicy:RepositoryPolicy": (props) => statementsAt(props, "policy"),
  "aws:ecr/registryPolicy:RegistryPolicy": (props) => statementsAt(props, "policy"),
});

export const ecrPolicyNotPublic = defineRule({
  id: "ecr-policy-not-public",
  title: "Policies of image repositories let nobody in but whom they name",
  severity: "critical",
  on: images,
  why: "Everybody can pull the images, with the code in them, or push some of his own.",
  remedy: 'Name the principals, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-…" } }.',
  check: (statement) => admitsEveryone(statement) && "a statement allows everyone",
  examples: {
    pass: [
      ["aws:ecr/repositoryPolicy:RepositoryPolicy", policyOf(ours)],
      ["aws:ecr/repositoryPolicy:RepositoryPolicy", policyOf(inside)],
    ],
    fail: [
      ["aws:ecr/repositoryPolicy:RepositoryPolicy", policyOf(everyone)],
      ["aws:ecr/registryPolicy:RegistryPolicy", policyOf([ours, everyone])],
    ],
  },
});

const packages = defineView<Statement>()({
  "aws:codeartifact/domainPermissions:DomainPermissions": (props) => statementsAt(props, "policyDocument"),
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": (props) =>
    statementsAt(props, "policyDocument"),
});

export const codeartifactPolicyNotPublic = defineRule({
  id: "codeartifact-policy-not-public",
  title: "Policies of package repositories let nobody in but whom they name",
  severity: "critical",
  on: packages,
  why: "Everybody can read the packages, or publish some of his own that builds then use.",
  remedy: 'Name the principals, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-…" } }.',
  check: (statement) => admitsEveryone(statement) && "a statement allows everyone",
  examples: {
    pass: [["aws:codeartifact/domainPermissions:DomainPermissions", policyOf(inside, "policyDocument")]],
    fail: [
      ["aws:codeartifact/domainPermissions:DomainPermissions", policyOf(everyone, "policyDocument")],
      [
        "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy",
        policyOf([ours, everyone], "policyDocument"),
      ],
    ],
  },
});

const buses = defineView<Statement>()({
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": (props) => statementsAt(props, "policy"),
});

export const eventBusNotPublic = defineRule({
  id: "event-bus-policy-not-public",
  title: "Policies of event buses let nobody in but whom they name",
  severity: "high",
  on: buses,
  why: "Everybody can send events, and with them start whatever listens.",
  remedy: 'Name the principals, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-…" } }.',
  check: (statement) => admitsEveryone(statement) && "a statement allows everyone",
  examples: {
    pass: [["aws:cloudwatch/eventBusPolicy:EventBusPolicy", policyOf(inside)]],
    fail: [["aws:cloudwatch/eventBusPolicy:EventBusPolicy", policyOf(everyone)]],
  },
});

const archives = defineView<Statement>()({
  "aws:glacier/vault:Vault": (props) => statementsAt(props, "accessPolicy"),
});

export const glacierNotPublic = defineRule({
  id: "glacier-policy-not-public",
  title: "Policies of archives let nobody in but whom they name",
  severity: "critical",
  on: archives,
  why: "Everybody can read what was archived, or delete it.",
  remedy: "Name the principals.",
  check: (statement) => admitsEveryone(statement) && "a statement allows everyone",
  examples: {
    pass: [
      ["aws:glacier/vault:Vault", policyOf(ours, "accessPolicy")],
      ["aws:glacier/vault:Vault", {}],
    ],
    fail: [["aws:glacier/vault:Vault", policyOf(everyone, "accessPolicy")]],
  },
});

const logs = defineView<Statement>()({
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": (props) => statementsAt(props, "policyDocument"),
});

export const logsPolicyNotPublic = defineRule({
  id: "logs-policy-not-public",
  title: "Policies of logs let nobody in but whom they name",
  severity: "high",
  on: logs,
  why: "Everybody can write into the logs that people and alarms rely on.",
  remedy: 'Name the service, and add Condition: { StringEquals: { "aws:SourceAccount": account } }.',
  check: (statement) => admitsEveryone(statement) && "a statement allows everyone",
  examples: {
    pass: [["aws:cloudwatch/logResourcePolicy:LogResourcePolicy", policyOf(ours, "policyDocument")]],
    fail: [["aws:cloudwatch/logResourcePolicy:LogResourcePolicy", policyOf(everyone, "policyDocument")]],
  },
});
