import { allOf, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import type { Issue } from "../../kernel/check-result";
import { type ContainerDefinition, ecsContainers } from "../../views/ecs-containers";
import { wafHeaders } from "../../views/waf-headers";

const task = "aws:ecs/taskDefinition:TaskDefinition";
const acl = "aws:wafv2/webAcl:WebAcl";

/** What routes the logs of the others. */
type Router = ContainerDefinition & { readonly firelensConfiguration?: object };

export const ecsContainersStable = defineViewRule({
  id: "ecs-containers-stable",
  title: "Container definitions are written as ECS stores them",
  severity: "medium",
  topic: "drift",
  on: ecsContainers,
  // pulumi/pulumi-aws#4576, #1985, hashicorp/terraform-provider-aws#39533
  why: "ECS drops variables without a value and adds a user to what routes logs: the task definition is replaced at every update, and the service starts anew.",
  remedy: 'Leave out variables that have no value, and set user: "0" on the container with firelensConfiguration.',
  check: (container) =>
    listOf<Issue | false>(
      () =>
        (container.environment ?? [])
          .filter(({ value }) => (value ?? null) === null)
          .map((at) => ({ at, message: "the variable has no value" })),
      () =>
        allOf(
          () => "firelensConfiguration" in (container as Router),
          () => !("user" in container),
        ) && { at: container, message: "ECS adds a user to what routes logs" },
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

const matching = (name: string) => ({
  byteMatchStatement: {
    fieldToMatch: { singleHeader: { name } },
    positionalConstraint: "EXACTLY",
    searchString: "1",
    textTransformations: [{ priority: 0, type: "NONE" }],
  },
});
/** Statements hold statements, deeper than the compiler likes to compare. */
const ruled = (statement: object): object => ({ rules: [{ statement, name: "r", priority: 1 }] });

export const wafHeaderNames = defineViewRule({
  id: "waf-header-names-stored",
  title: "Rules of web ACLs write names of headers in small letters",
  severity: "low",
  topic: "drift",
  on: wafHeaders,
  // The documentation of aws.wafv2.WebAcl: the name "must be provided as lower case characters"
  why: "WAF stores them so: an unchanged program shows a difference at every preview.",
  remedy: 'Write singleHeader: { name: "x-api-key" }.',
  check: ({ name = "" }) => name !== name.toLowerCase() && "the name has capital letters",
  examples: {
    pass: [
      [acl, ruled(matching("x-api-key"))],
      [acl, ruled({ geoMatchStatement: { countryCodes: ["DE"] } })],
      [acl, ruled({ notStatement: { statements: [matching("x-api-key")] } })],
    ],
    fail: [
      [acl, ruled(matching("X-Api-Key"))],
      [acl, ruled({ notStatement: { statements: [matching("X-Api-Key")] } })],
    ],
  },
});
