import { anyOf, isNotEmpty, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const project = "aws:codebuild/project:Project";

export const codebuildSourceNoCredentials = defineRule({
  id: "codebuild-source-no-credentials",
  title: "CodeBuild project source URLs do not contain credentials",
  severity: "critical",
  controls: { "aws-fsbp": ["CodeBuild.1"] },
  on: project,
  why: "Anyone with permission to view the project can read the credentials, and builds print the URL in their logs.",
  remedy: "Remove the credentials from location, and connect the repository with an aws.codeconnections.Connection.",
  check: (props) =>
    listOf(
      () => props.source,
      () => props.secondarySources,
    )
      .filter(({ location }) => /^\w+:\/\/[^/@\s]+@/.test(location ?? ""))
      .map((at) => ({ at, message: "the source URL contains credentials" })),
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
  title: "CodeBuild projects verify the source repository's TLS certificate",
  severity: "high",
  on: project,
  why: "Attackers on the network can inject other code, which then runs with the build's permissions.",
  remedy: "Remove insecureSsl: true from source and secondarySources.",
  check: (props) =>
    listOf(
      () => props.source,
      () => props.secondarySources,
    )
      .filter(({ insecureSsl }) => insecureSsl === true)
      .map((at) => ({ at, message: "the source repository's TLS certificate is not verified" })),
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
/** The filter types that limit who or what can start a build. */
const LIMITING_FILTER_TYPES = ["ACTOR_ACCOUNT_ID", "HEAD_REF", "BASE_REF", "WORKFLOW_NAME"];

export const codebuildWebhookLimited = defineRule({
  id: "codebuild-webhook-limited",
  title: "CodeBuild webhooks limit builds to specific actors, branches, or workflows",
  severity: "high",
  on: webhook,
  // https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html
  why: "Without filters for actors, branches, or workflows, anyone who opens a pull request can run code with the build's permissions.",
  remedy:
    'Add filterGroups: [{ filters: [{ type: "EVENT", pattern: "PUSH" }, { type: "HEAD_REF", pattern: "^refs/heads/main$" }] }].',
  check: (props) =>
    anyOf(
      () => !isNotEmpty(listOf(props.filterGroups)),
      () =>
        listOf(props.filterGroups).some(
          (group) => !(group.filters ?? []).some((filter) => LIMITING_FILTER_TYPES.includes(filter.type ?? "")),
        ),
    ) && { at: "filterGroups", message: "builds are not limited to specific actors, branches, or workflows" },
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
