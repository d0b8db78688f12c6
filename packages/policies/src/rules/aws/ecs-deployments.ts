import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { patch } from "../../kernel/patch";
import { defineRule } from "../../authoring/define-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";

const service = "aws:ecs/service:Service";

type Service = InputsOf<typeof service>;

/** Whether ECS itself replaces the tasks of a service, rather than CodeDeploy or an external tool. */
const isDeployedByEcs = (props: Service): boolean => (props.deploymentController?.type ?? "ECS") === "ECS";

/** Whether ECS replaces tasks gradually. The other strategies shift traffic between two revisions of the service. */
const isRolling = (props: Service): boolean => (props.deploymentConfiguration?.strategy ?? "ROLLING") === "ROLLING";

const hasCircuitBreaker = ({ deploymentCircuitBreaker }: Service): boolean =>
  allOf(
    () => deploymentCircuitBreaker?.enable === true,
    () => deploymentCircuitBreaker?.rollback === true,
  );

const rollsBackOnAlarms = ({ alarms }: Service): boolean =>
  allOf(
    () => alarms?.enable === true,
    () => alarms?.rollback === true,
  );

export const ecsRollback = defineRule({
  id: "ecs-deployment-rollback",
  title: "ECS services roll back failed deployments",
  severity: "low",
  topic: "reliability",
  on: service,
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html: only for rolling updates
  why: "Without a rollback, ECS keeps restarting a broken version or keeps sending requests to it, and the Pulumi update waits until it times out.",
  remedy:
    'For rolling deployments, set deploymentCircuitBreaker: { enable: true, rollback: true }. For the strategies BLUE_GREEN, LINEAR, and CANARY, set alarms: { enable: true, rollback: true, alarmNames: ["…"] }, or add lifecycleHooks that test the new version.',
  check: (props) =>
    allOf(
      () => isDeployedByEcs(props),
      () => !hasCircuitBreaker(props),
      () =>
        anyOf(
          () => isRolling(props),
          () =>
            allOf(
              () => !rollsBackOnAlarms(props),
              () => !listOf(props.deploymentConfiguration?.lifecycleHooks).some((hook) => "lifecycleStages" in hook),
            ),
        ),
    ) && { at: "deploymentCircuitBreaker", message: "failed deployments are not rolled back" },
  // Alarms and hooks depend on the service, so there is no fix for the other strategies.
  fix: (props) => isRolling(props) && patch(props, { deploymentCircuitBreaker: { enable: true, rollback: true } }),
  examples: {
    pass: [
      { deploymentCircuitBreaker: { enable: true, rollback: true } },
      { deploymentController: { type: "CODE_DEPLOY" } },
      {
        deploymentConfiguration: { strategy: "BLUE_GREEN" },
        alarms: { enable: true, rollback: true, alarmNames: ["errors"] },
      },
      {
        deploymentConfiguration: {
          strategy: "CANARY",
          lifecycleHooks: [{ lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"], hookTargetArn: "arn", roleArn: "arn" }],
        },
      },
    ],
    fail: [
      {},
      { deploymentCircuitBreaker: { enable: true, rollback: false } },
      { alarms: { enable: true, rollback: true, alarmNames: ["errors"] } },
      { deploymentConfiguration: { strategy: "LINEAR" } },
      {
        deploymentConfiguration: { strategy: "BLUE_GREEN" },
        alarms: { enable: true, rollback: false, alarmNames: ["errors"] },
      },
    ],
  },
});
