import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { isObject, isPlainValue } from "../../shared/argument-values";
import { alternatives, quote } from "../../shared/wording";
import type { ConnectedVpc, VpcLike } from "../network/existing-vpc";
import type { EcsSecret } from "./container-secrets";
import type { TaskDefinitionSettings } from "./task-definition-args";

/** What ECS needs to start a task. */
interface TaskRequirements {
  readonly settings: Pick<TaskDefinitionSettings, "network" | "subnets" | "exec">;
  readonly images: readonly pulumi.Input<string>[];
  readonly secrets: readonly EcsSecret[];
}

const PRIVATE_REGISTRY = /^\d{12}\.dkr[.-]ecr[.-]/;
const SSM_PARAMETER = /^arn:[^:]*:ssm:/;

/**
 * Checks that ECS can pull the images, write the logs, and read the secrets of a task. Otherwise, its tasks stop during their
 * start, minutes after the deployment began. Only networks whose routes and endpoints are known are checked.
 */
export function checkConnectivity(issues: ArgumentIssues, task: TaskRequirements): void {
  const { network, subnets } = task.settings;
  const connectivity = connectivityOf(network);
  if (connectivity === undefined || connectivity.routedKinds.includes(subnets)) return;
  const path = subnets === "isolated" ? "subnets" : "network";
  const isolation = `the ${subnets} subnets have no route to the internet`;
  const publicImage = task.images.find((image) => typeof image === "string" && !PRIVATE_REGISTRY.test(image));
  if (typeof publicImage === "string") {
    issues.add(path, undefined, {
      code: "conflict",
      statement: `${isolation}, so ECS cannot pull ${quote(publicImage)}`,
      remedy: "Copy the image to a private ECR repository, or use subnets with a NAT gateway.",
    });
  }
  const missing = requiredServices(task).filter((service) => !hasEndpoint(connectivity.endpoints, service));
  if (missing.length === 0) return;
  issues.add(path, undefined, {
    code: "conflict",
    statement: `${isolation}, and the network has no endpoint for ${alternatives(missing)}`,
    remedy: `Set interfaceEndpoints: "ecs" ${missing.includes("s3") ? 'and gatewayEndpoints: ["s3"] ' : ""}on the Vpc, or use subnets with a NAT gateway.`,
  });
}

function connectivityOf(network: VpcLike): ConnectedVpc["connectivity"] | undefined {
  // The network can be missing, and an output has a property of every name.
  return isObject(network) ? (network as VpcLike & Partial<ConnectedVpc>).connectivity : undefined;
}

/** Returns the services that ECS connects to on behalf of a task, as the arguments of a Vpc name them. */
function requiredServices({ secrets, settings }: TaskRequirements): string[] {
  const isParameter = (secret: EcsSecret) => typeof secret === "string" && SSM_PARAMETER.test(secret);
  // An ARN that is not known yet can belong to either service.
  const isUnknown = (secret: EcsSecret) => !isPlainValue<unknown>(secret);
  return [
    ...["ecr.api", "ecr.dkr", "s3", "logs"],
    ...(secrets.some((secret) => !isParameter(secret) && !isUnknown(secret)) ? ["secretsmanager"] : []),
    ...(secrets.some(isParameter) ? ["ssm"] : []),
    ...(settings.exec ? ["ssmmessages"] : []),
  ];
}

/** Whether a service has an endpoint. Arguments contain short names, such as `logs`, or full names, which end with them. */
const hasEndpoint = (endpoints: readonly string[], service: string): boolean =>
  endpoints.some((endpoint) => endpoint === service || endpoint.endsWith(`.${service}`));
