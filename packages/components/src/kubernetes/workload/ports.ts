import type * as kubernetes from "@pulumi/kubernetes";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, integerBetween, matching, oneOf, plainObject } from "../../shared/checks";
import type { WorkloadPortArgs } from "./network-args";

/** A port of a workload with all defaults. */
export type WorkloadPort = Required<Pick<WorkloadPortArgs, "port" | "servicePort" | "protocol">> &
  Pick<WorkloadPortArgs, "appProtocol">;

/** The ports of a workload by name. */
export type WorkloadPorts = Readonly<Record<string, WorkloadPort>>;

const PROTOCOLS = ["TCP", "UDP", "SCTP"];
const UNPRIVILEGED_PORT = 1024;

/** Accepts the numbers of ports. */
export const portNumber = integerBetween(1, 65_535);

/** Accepts a protocol of the transport layer. */
export const protocolName = oneOf(PROTOCOLS);

// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container. A name that begins with a digit is
// rejected, because JavaScript would sort numbers before other names.
const portName = matching(
  /^(?=.{1,15}$)(?!.*--)[a-z](?:[-a-z0-9]*[a-z0-9])?$/,
  "the name of a port",
  'Use up to 15 lowercase letters, digits, and single hyphens, beginning with a letter: "http".',
);

const appProtocolName = matching(
  /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/,
  "an application protocol",
  'Examples: "https", "kubernetes.io/h2c".',
);

/** Checks the ports of a workload and adds the defaults. */
export function checkPorts(
  issues: ArgumentIssues,
  ports: Readonly<Record<string, number | WorkloadPortArgs>> = {},
): WorkloadPorts {
  if (!issues.check("ports", ports, plainObject("an object of ports", "Example: { http: 8080 }."))) return {};
  const checked: Record<string, WorkloadPort> = {};
  for (const [name, args] of Object.entries(ports)) {
    const path = `ports.${name}`;
    issues.check(path, name, portName);
    const port = checkPort(issues, path, args);
    if (port === undefined) continue;
    for (const [otherName, other] of Object.entries(checked)) {
      if (other.protocol !== port.protocol) continue;
      for (const property of ["port", "servicePort"] as const) {
        if (other[property] === port[property]) reportDuplicate(issues, path, property, otherName);
      }
    }
    checked[name] = port;
  }
  return checked;
}

function reportDuplicate(issues: ArgumentIssues, path: string, property: string, otherName: string): void {
  issues.add(`${path}.${property}`, undefined, {
    code: "duplicate",
    statement: `"${otherName}" has the same ${property}`,
    remedy: "Use one entry for each port.",
  });
}

function checkPort(issues: ArgumentIssues, path: string, args: number | WorkloadPortArgs): WorkloadPort | undefined {
  if (typeof args === "number" || typeof args === "string") {
    return issues.check(path, args, portNumber) ? { port: args, servicePort: args, protocol: "TCP" } : undefined;
  }
  if (!issues.checkNames(path, args, ["port", "servicePort", "protocol", "appProtocol"])) return undefined;
  const { port, servicePort = port, protocol = "TCP", appProtocol } = args;
  if (!issues.check(`${path}.port`, port, portNumber)) return undefined;
  issues.check(`${path}.servicePort`, servicePort, portNumber);
  issues.check(`${path}.protocol`, protocol, protocolName);
  if (appProtocol !== undefined) issues.check(`${path}.appProtocol`, appProtocol, appProtocolName);
  return { port, servicePort, protocol, ...(appProtocol !== undefined && { appProtocol }) };
}

/** Whether the containers need permission to use a port below 1024 without being root. */
export const hasPrivilegedPort = (ports: WorkloadPorts): boolean =>
  Object.values(ports).some(({ port }) => port < UNPRIVILEGED_PORT);

/** Returns the ports of the main container. */
export const containerPorts = (ports: WorkloadPorts): kubernetes.types.input.core.v1.ContainerPort[] =>
  Object.entries(ports).map(([name, { port, protocol }]) => ({ name, containerPort: port, protocol }));

/** Returns the ports of the Service. */
export const servicePorts = (ports: WorkloadPorts): kubernetes.types.input.core.v1.ServicePort[] =>
  Object.entries(ports).map(([name, { servicePort, protocol, appProtocol }]) => ({
    name,
    port: servicePort,
    protocol,
    targetPort: name,
    ...(appProtocol !== undefined && { appProtocol }),
  }));

/** Checks the name of a port, and returns the name of the only port if no name is given. */
export function checkPortReference(
  issues: ArgumentIssues,
  path: string,
  ports: WorkloadPorts,
  port: string | undefined,
): string {
  const names = Object.keys(ports);
  const name = port ?? (names.length === 1 ? names[0] : undefined);
  if (names.length === 0) {
    issues.add(path, port, { code: "conflict", statement: "the workload has no ports", remedy: "Set ports." });
  } else if (name === undefined) {
    issues.add(path, port, expected("missing", "the name of a port", `The ports are ${names.join(", ")}.`));
  } else issues.check(path, name, oneOf(names));
  return name ?? "";
}
