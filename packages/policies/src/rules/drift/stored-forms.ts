import { allOf, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import type { Issue } from "../../kernel/check-result";
import { withStandIns } from "../../kernel/stand-ins";
import { type ContainerDefinition, ecsContainers } from "../../views/ecs-containers";
import { wafHeaders } from "../../views/waf-headers";

const task = "aws:ecs/taskDefinition:TaskDefinition";
const acl = "aws:wafv2/webAcl:WebAcl";

/** A container that can be a FireLens log router. */
type LogRouter = ContainerDefinition & { readonly firelensConfiguration?: object };

export const ecsContainersStable = defineViewRule({
  id: "ecs-containers-stable",
  title: "ECS container definitions match the form that ECS stores",
  severity: "medium",
  topic: "drift",
  on: ecsContainers,
  // pulumi/pulumi-aws#4576, #1985, hashicorp/terraform-provider-aws#39533
  why: "ECS removes environment variables without a value and adds a user to log routers, so every update replaces the task definition and restarts the service.",
  remedy:
    'Remove environment variables that have no value, and set user: "0" on the container with firelensConfiguration.',
  check: (container) =>
    listOf<Issue | false>(
      () =>
        (container.environment ?? [])
          .filter((variable) => (withStandIns(() => variable.value) ?? null) === null)
          .map((at) => ({ at, message: "the environment variable has no value" })),
      () =>
        allOf(
          () => "firelensConfiguration" in (container as LogRouter),
          () => !("user" in container),
        ) && { at: container, message: "the log router has no user, so ECS adds one" },
    ),
  examples: {
    pass: [
      [
        task,
        { containerDefinitions: JSON.stringify([{ name: "web", environment: [{ name: "STAGE", value: "prod" }] }]) },
      ],
      [
        task,
        {
          containerDefinitions: JSON.stringify([
            { name: "logs", user: "0", firelensConfiguration: { type: "fluentbit" } },
          ]),
        },
      ],
    ],
    fail: [
      [
        task,
        { containerDefinitions: JSON.stringify([{ name: "web", environment: [{ name: "STAGE", value: null }] }]) },
      ],
      [task, { containerDefinitions: JSON.stringify([{ name: "web", environment: [{ name: "STAGE" }] }]) }],
      [
        task,
        { containerDefinitions: JSON.stringify([{ name: "logs", firelensConfiguration: { type: "fluentbit" } }]) },
      ],
    ],
  },
});

const matchHeader = (name: string) => ({
  byteMatchStatement: {
    fieldToMatch: { singleHeader: { name } },
    positionalConstraint: "EXACTLY",
    searchString: "1",
    textTransformations: [{ priority: 0, type: "NONE" }],
  },
});
/** Returns untyped inputs, because nested statements exceed the depth that the compiler compares. */
const withStatement = (statement: object): object => ({ rules: [{ statement, name: "r", priority: 1 }] });

export const wafHeaderNames = defineViewRule({
  id: "waf-header-names-stored",
  title: "AWS WAF rules specify header names in lowercase",
  severity: "low",
  topic: "drift",
  on: wafHeaders,
  // The documentation for aws.wafv2.WebAcl: the name "must be provided as lower case characters"
  why: "AWS WAF stores header names in lowercase, so an unchanged program shows a diff in every preview.",
  remedy: 'Use lowercase, such as singleHeader: { name: "x-api-key" }.',
  check: ({ name = "" }) => name !== name.toLowerCase() && "the header name contains uppercase letters",
  examples: {
    pass: [
      [acl, withStatement(matchHeader("x-api-key"))],
      [acl, withStatement({ geoMatchStatement: { countryCodes: ["DE"] } })],
      [acl, withStatement({ notStatement: { statements: [matchHeader("x-api-key")] } })],
    ],
    fail: [
      [acl, withStatement(matchHeader("X-Api-Key"))],
      [acl, withStatement({ notStatement: { statements: [matchHeader("X-Api-Key")] } })],
    ],
  },
});
