import { anyOf, isNotEmpty, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const project = "aws:codebuild/project:Project";

export const codebuildSourceNoCredentials = defineRule({
  id: "codebuild-source-no-credentials",
  title: "Addresses of sources hold no credentials",
  severity: "critical",
  controls: { "aws-fsbp": ["CodeBuild.1"] },
  on: project,
  why: "Everyone who may look at the project reads them, and builds print the address.",
  remedy: "Write the address alone, and connect the repository by an aws.codeconnections.Connection.",
  check: (props) =>
    listOf(
      () => props.source,
      () => props.secondarySources,
    )
      .filter(({ location }) => /^\w+:\/\/[^/@\s]+@/.test(location ?? ""))
      .map((at) => ({ at, message: "the address of the source holds credentials" })),
  examples: {
    pass: [
      { source: { type: "BITBUCKET", location: "https://bitbucket.org/acme/shop.git" } },
      {
        source: { type: "CODEPIPELINE" },
        secondarySources: [{ type: "GITHUB", sourceIdentifier: "lib", location: "https://github.com/acme/lib" }],
      },
    ],
    fail: [
      { source: { type: "BITBUCKET", location: "https://ann:hunter2@bitbucket.org/acme/shop.git" } },
      {
        source: { type: "CODEPIPELINE" },
        secondarySources: [
          { type: "BITBUCKET", sourceIdentifier: "lib", location: "https://x-token-auth:abc@bitbucket.org/acme/lib" },
        ],
      },
    ],
  },
});

export const codebuildVerifiedSource = defineRule({
  id: "codebuild-verified-source",
  title: "Builds check the certificate of their source",
  severity: "high",
  on: project,
  why: "Whoever is on the way can hand the build other code, which then runs with the rights of the build.",
  remedy: "Drop insecureSsl.",
  check: (props) =>
    listOf(
      () => props.source,
      () => props.secondarySources,
    )
      .filter(({ insecureSsl }) => insecureSsl === true)
      .map((at) => ({ at, message: "the certificate of the source is not checked" })),
  examples: {
    pass: [{ source: { type: "GITHUB_ENTERPRISE" } }],
    fail: [
      { source: { type: "GITHUB_ENTERPRISE", insecureSsl: true } },
      {
        source: { type: "CODEPIPELINE" },
        secondarySources: [{ type: "GITHUB_ENTERPRISE", sourceIdentifier: "l", insecureSsl: true }],
      },
    ],
  },
});

const webhook = "aws:codebuild/webhook:Webhook";
const MEMBERS = ["ACTOR_ACCOUNT_ID", "HEAD_REF", "BASE_REF", "WORKFLOW_NAME"];

export const codebuildWebhookLimited = defineRule({
  id: "codebuild-webhook-limited",
  title: "Webhooks start builds for named branches or people only",
  severity: "high",
  on: webhook,
  // https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html
  why: "Whoever opens a pull request runs code with the rights of the build.",
  remedy:
    'Add filterGroups: [{ filters: [{ type: "EVENT", pattern: "PUSH" }, { type: "HEAD_REF", pattern: "^refs/heads/main$" }] }].',
  check: (props) =>
    anyOf(
      () => !isNotEmpty(listOf(props.filterGroups)),
      () =>
        listOf(props.filterGroups).some(
          (group) => !(group.filters ?? []).some((filter) => MEMBERS.includes(filter.type ?? "")),
        ),
    ) && { at: "filterGroups", message: "everybody's pull requests are built" },
  examples: {
    pass: [
      {
        filterGroups: [
          {
            filters: [
              { type: "EVENT", pattern: "PUSH" },
              { type: "HEAD_REF", pattern: "^refs/heads/main$" },
            ],
          },
        ],
      },
    ],
    fail: [{}, { filterGroups: [{ filters: [{ type: "EVENT", pattern: "PULL_REQUEST_CREATED" }] }] }],
  },
});
