import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { integerBetween, matching, oneOf } from "../../shared/checks";
import { MAIN_CONTAINER } from "./container-args";
import type { LogDestination } from "./container-definitions";
import type { EcsClusterLike } from "./ecs-cluster-like";

/** How services of a Service Connect namespace reach a service, and how it reaches them. */
export interface EcsServiceConnectArgs {
  /**
   * The ARN of the Cloud Map namespace.
   *
   * @default the namespace of the cluster
   */
  readonly namespaceArn?: pulumi.Input<string>;
  /**
   * The name by which other services of the namespace reach this one: `http://orders:8080`. Not for services without a port.
   *
   * @default the name of the component
   */
  readonly name?: string;
  /**
   * The port that other services use.
   *
   * @default the port of the service
   */
  readonly port?: number;
  /**
   * The protocol of the service. ECS collects metrics and retries requests for protocols other than `tcp`.
   *
   * @default "http"
   */
  readonly protocol?: "http" | "http2" | "grpc" | "tcp";
  /**
   * The number of seconds after which an idle connection is closed; 0 for never.
   *
   * @default the default of ECS: 300 seconds, or one hour for TCP
   */
  readonly idleTimeoutSeconds?: number;
  /**
   * The number of seconds after which a request fails; 0 for never. Not for TCP.
   *
   * @default the default of ECS: 15 seconds
   */
  readonly requestTimeoutSeconds?: number;
}

/** The checked arguments of Service Connect. */
export interface ServiceConnectPlan {
  readonly namespaceArn: pulumi.Input<string>;
  /** The name and the port for other services; `undefined` for services without a port. */
  readonly server: { readonly name: string; readonly port: number; readonly protocol: string } | undefined;
  readonly idleTimeoutSeconds: number | undefined;
  readonly requestTimeoutSeconds: number | undefined;
}

const SERVICE_CONNECT_ARGUMENTS: Readonly<Record<keyof EcsServiceConnectArgs, true>> = {
  namespaceArn: true,
  name: true,
  port: true,
  protocol: true,
  idleTimeoutSeconds: true,
  requestTimeoutSeconds: true,
};

const namespaceArn = matching(
  /^arn:aws[a-z-]*:servicediscovery:[a-z0-9-]+:\d{12}:namespace\/ns-[a-z0-9]+$/,
  "the ARN of a Cloud Map namespace",
  "Use arn:aws:servicediscovery:<region>:<account>:namespace/<id>.",
);
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html
const dnsName = matching(
  /^[a-z0-9_][a-z0-9_.-]{0,126}$/,
  "a DNS name",
  "Use lowercase letters, digits, hyphens, underscores, and dots, or set serviceConnect.name.",
);

/** The header that marks the test traffic of deployments. */
const TEST_HEADER = { name: "x-test-traffic", value: { exact: "true" } };

/** Checks `serviceConnect` and returns it with its defaults; `undefined` without Service Connect. */
export function planServiceConnect(
  issues: ArgumentIssues,
  name: string,
  value: boolean | EcsServiceConnectArgs,
  { cluster, port }: { readonly cluster: EcsClusterLike | undefined; readonly port: number | undefined },
): ServiceConnectPlan | undefined {
  if (value === false) return undefined;
  const args = value === true ? {} : value;
  if (!issues.checkNames("serviceConnect", args, Object.keys(SERVICE_CONNECT_ARGUMENTS))) return undefined;
  const namespace = args.namespaceArn ?? cluster?.serviceConnectNamespaceArn;
  if (namespace === undefined) {
    issues.add("serviceConnect.namespaceArn", undefined, {
      code: "missing",
      statement: "the cluster has no Service Connect namespace",
      remedy: "Set namespaceArn, or set the namespace of the cluster.",
    });
  }
  const { protocol = "http", idleTimeoutSeconds, requestTimeoutSeconds } = args;
  issues.check("serviceConnect.protocol", protocol, oneOf(["http", "http2", "grpc", "tcp"]));
  checkTimeouts(issues, args, protocol);
  if (port === undefined) checkClient(issues, args);
  return {
    namespaceArn: issues.checkInput("serviceConnect.namespaceArn", namespace ?? PLACEHOLDER_NAMESPACE, namespaceArn),
    server: port === undefined ? undefined : planServer(issues, name, args, port),
    idleTimeoutSeconds,
    requestTimeoutSeconds,
  };
}

/** A valid ARN for a missing one, which is reported already. */
const PLACEHOLDER_NAMESPACE = "arn:aws:servicediscovery:us-east-1:000000000000:namespace/ns-missing";

function planServer(issues: ArgumentIssues, name: string, args: EcsServiceConnectArgs, servicePort: number) {
  const { name: alias = name, port = servicePort, protocol = "http" } = args;
  issues.check(args.name === undefined ? "name" : "serviceConnect.name", alias, dnsName);
  if (args.port !== undefined) issues.check("serviceConnect.port", port, integerBetween(1, 65_535));
  return { name: alias, port, protocol };
}

function checkClient(issues: ArgumentIssues, args: EcsServiceConnectArgs): void {
  for (const property of ["name", "port", "protocol"] as const) {
    if (args[property] === undefined) continue;
    issues.add(`serviceConnect.${property}`, args[property], {
      code: "conflict",
      statement: "has no effect, because the service has no port",
      remedy: `Set port, or remove ${property}.`,
    });
  }
}

function checkTimeouts(issues: ArgumentIssues, args: EcsServiceConnectArgs, protocol: string): void {
  for (const property of ["idleTimeoutSeconds", "requestTimeoutSeconds"] as const) {
    const seconds = args[property];
    if (seconds !== undefined) issues.check(`serviceConnect.${property}`, seconds, integerBetween(0, 2_147_483_647));
  }
  if (protocol === "tcp" && args.requestTimeoutSeconds !== undefined) {
    issues.add("serviceConnect.requestTimeoutSeconds", args.requestTimeoutSeconds, {
      code: "conflict",
      statement: "TCP connections have no requests",
      remedy: "Remove requestTimeoutSeconds.",
    });
  }
}

/** Returns the protocol of a port mapping; `undefined` for TCP, and without Service Connect. */
export const appProtocol = (plan: ServiceConnectPlan | undefined): string | undefined =>
  plan?.server === undefined || plan.server.protocol === "tcp" ? undefined : plan.server.protocol;

/** Returns the Service Connect configuration of a service. */
export function serviceConnectConfiguration(
  plan: ServiceConnectPlan,
  logs: LogDestination,
  shiftsTraffic: boolean,
): aws.types.input.ecs.ServiceServiceConnectConfiguration {
  const { server, idleTimeoutSeconds, requestTimeoutSeconds } = plan;
  const hasTimeout = idleTimeoutSeconds !== undefined || requestTimeoutSeconds !== undefined;
  return {
    enabled: true,
    namespace: plan.namespaceArn,
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": logs.group,
        "awslogs-region": logs.region,
        "awslogs-stream-prefix": "service-connect",
      },
    },
    ...(server && {
      services: [
        {
          portName: MAIN_CONTAINER,
          discoveryName: server.name,
          clientAlias: [
            {
              dnsName: server.name,
              port: server.port,
              ...(shiftsTraffic && server.protocol !== "tcp" && { testTrafficRules: [{ header: TEST_HEADER }] }),
            },
          ],
          ...(hasTimeout && {
            timeout: { idleTimeoutSeconds, perRequestTimeoutSeconds: requestTimeoutSeconds },
          }),
        },
      ],
    }),
  };
}
