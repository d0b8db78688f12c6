import type * as kubernetes from "@pulumi/kubernetes";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, integerBetween, integerFrom, matching, oneOf } from "../../shared/checks";
import type { WorkloadProbeArgs, WorkloadProbesArgs } from "./container-args";
import { portNumber, type WorkloadPorts } from "./ports";

type Probe = kubernetes.types.input.core.v1.Probe;

/** The probes of a container in the form of the Kubernetes API. */
export interface ContainerProbes {
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly startupProbe?: Probe;
}

const ACTIONS = ["http", "tcp", "grpc", "exec"] as const;
type Action = (typeof ACTIONS)[number];

const SECONDS = ["initialDelaySeconds", "periodSeconds", "timeoutSeconds"] as const;
const THRESHOLDS = ["failureThreshold", "successThreshold"] as const;

const requestPath = matching(/^\/[^\s#]*$/, "the path of an HTTP request", 'Example: "/ready".');

/** The container that has the probes. */
export interface ProbedContainer {
  readonly ports: WorkloadPorts;
  /** Whether the container must decide on a readiness probe. */
  readonly needsReadiness: boolean;
}

/** Checks probes and adds the defaults. */
export function checkProbes(
  issues: ArgumentIssues,
  path: string,
  probes: WorkloadProbesArgs,
  container: ProbedContainer,
): ContainerProbes {
  if (!issues.checkNames(path, probes, ["readiness", "liveness", "startup"])) return {};
  const { liveness, startup } = probes;
  const { readiness = defaultReadiness(issues, `${path}.readiness`, container) } = probes;
  const check = (name: string, probe: WorkloadProbeArgs, isReadiness = false) =>
    checkProbe(issues, `${path}.${name}`, probe, container.ports, isReadiness);
  return {
    ...(readiness !== undefined && readiness !== false && { readinessProbe: check("readiness", readiness, true) }),
    ...(liveness !== undefined && { livenessProbe: check("liveness", liveness) }),
    ...(startup !== undefined && { startupProbe: check("startup", startup) }),
  };
}

function defaultReadiness(
  issues: ArgumentIssues,
  path: string,
  { ports, needsReadiness }: ProbedContainer,
): WorkloadProbeArgs | undefined {
  if (!needsReadiness) return undefined;
  const [only, ...others] = Object.values(ports);
  if (only !== undefined && others.length === 0 && only.protocol === "TCP") return { tcp: { port: only.port } };
  issues.add(path, undefined, {
    code: "missing",
    statement: "expected a probe or false, because the container does not have exactly one TCP port",
    remedy: 'Examples: { http: { path: "/ready", port: "http" } }, { exec: { command: ["/app", "check"] } }.',
  });
  return undefined;
}

function checkProbe(
  issues: ArgumentIssues,
  path: string,
  probe: WorkloadProbeArgs,
  ports: WorkloadPorts,
  isReadiness: boolean,
): Probe {
  if (!issues.checkNames(path, probe, [...ACTIONS, ...SECONDS, ...THRESHOLDS])) return {};
  const { initialDelaySeconds = 0, periodSeconds = 10, timeoutSeconds = 1 } = probe;
  const { failureThreshold = 3, successThreshold = 1 } = probe;
  issues.check(`${path}.initialDelaySeconds`, initialDelaySeconds, integerFrom(0));
  issues.check(`${path}.periodSeconds`, periodSeconds, integerFrom(1));
  issues.check(`${path}.timeoutSeconds`, timeoutSeconds, integerFrom(1));
  issues.check(`${path}.failureThreshold`, failureThreshold, integerFrom(1));
  const successes: Check<unknown> = isReadiness ? integerFrom(1) : integerBetween(1, 1, "1", "Remove it.");
  issues.check(`${path}.successThreshold`, successThreshold, successes);
  return {
    ...checkAction(issues, path, probe, ports),
    // The API server does not store 0.
    ...(initialDelaySeconds !== 0 && { initialDelaySeconds }),
    ...{ periodSeconds, timeoutSeconds, failureThreshold, successThreshold },
  };
}

function checkAction(issues: ArgumentIssues, path: string, probe: WorkloadProbeArgs, ports: WorkloadPorts): Probe {
  const [action, ...others] = ACTIONS.filter((name) => probe[name] !== undefined);
  if (action === undefined || others.length > 0) {
    issues.add(path, probe, {
      code: action === undefined ? "missing" : "conflict",
      statement: `expected one of ${ACTIONS.join(", ")}, got ${action === undefined ? "none" : [action, ...others].join(" and ")}`,
      remedy: 'Example: { http: { path: "/ready" } }.',
    });
    return {};
  }
  if (!issues.checkNames(`${path}.${action}`, probe[action], PROPERTIES[action])) return {};
  return BUILDERS[action](issues, `${path}.${action}`, probe, ports);
}

const PROPERTIES: Readonly<Record<Action, readonly string[]>> = {
  http: ["path", "port", "scheme"],
  tcp: ["port"],
  grpc: ["port", "service"],
  exec: ["command"],
};

type Builder = (issues: ArgumentIssues, path: string, probe: WorkloadProbeArgs, ports: WorkloadPorts) => Probe;

const BUILDERS: Readonly<Record<Action, Builder>> = {
  http: (issues, path, { http }, ports) => {
    const { scheme = "HTTP", path: location } = http ?? { path: "" };
    issues.check(`${path}.path`, location, requestPath);
    issues.check(`${path}.scheme`, scheme, oneOf(["HTTP", "HTTPS"]));
    return { httpGet: { path: location, port: checkPort(issues, `${path}.port`, http?.port, ports), scheme } };
  },
  tcp: (issues, path, { tcp }, ports) => ({
    tcpSocket: { port: checkPort(issues, `${path}.port`, tcp?.port, ports) },
  }),
  grpc: (issues, path, { grpc }, ports) => {
    const { service = "", port } = grpc ?? {};
    if (typeof service !== "string") issues.add(`${path}.service`, service, expected("wrong-type", "a string"));
    return { grpc: { port: checkPort(issues, `${path}.port`, port, ports), service } };
  },
  exec: (issues, path, { exec }) => {
    const command: unknown = exec?.command;
    if (Array.isArray(command) && command.length > 0 && command.every((part) => typeof part === "string")) {
      return { exec: { command: [...command] } };
    }
    issues.add(
      `${path}.command`,
      command,
      expected("wrong-type", "an array of strings", 'Example: ["/app", "check"].'),
    );
    return {};
  },
};

/** Checks a port, which can be a name or a number, and returns its number. */
function checkPort(
  issues: ArgumentIssues,
  path: string,
  port: string | number | undefined,
  ports: WorkloadPorts,
): number {
  if (typeof port === "number") {
    issues.check(path, port, portNumber);
    return port;
  }
  const names = Object.keys(ports);
  const name = port ?? (names.length === 1 ? names[0] : undefined);
  const found = typeof name === "string" && Object.hasOwn(ports, name) ? ports[name] : undefined;
  if (found !== undefined) return found.port;
  const remedy = names.length === 0 ? "Use a number." : `The ports are ${names.join(", ")}.`;
  issues.add(path, port, expected("not-allowed", "the name of a port or a number", remedy));
  return 0;
}
