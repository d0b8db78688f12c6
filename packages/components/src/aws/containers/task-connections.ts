import type * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, integerBetween, objectOrResource, plainObject } from "../../shared/checks";
import { childKey, type Children } from "../shared/children";
import { securityGroupId as securityGroupIdCheck } from "../shared/security-group-ids";
import { createConnection, connectionChildren, type Connection, type ConnectionTarget } from "../shared/connections";

const connectionKey = childKey("the name of a connection", "database");
const port = integerBetween(1, 65_535);

const connectionChild = (name: string): string => `to-${name}`;

/** Returns the names of the children that connections create. */
export const taskConnectionChildren = (connections: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(connections).flatMap((name) => connectionChildren(connectionChild(name)));

/** Checks `connections` and returns those that are valid, with checked inputs. */
export function checkConnections(
  issues: ArgumentIssues,
  connections: Readonly<Record<string, ConnectionTarget>>,
): Record<string, ConnectionTarget> {
  if (!issues.check("connections", connections, plainObject("an object of targets by name"))) return {};
  const checked = Object.entries(connections).flatMap(([name, target]) => {
    const path = `connections.${name}`;
    if (!issues.check(path, name, connectionKey)) return [];
    const result = checkTarget(issues, path, target, undefined);
    return result === undefined ? [] : [[name, result] as const];
  });
  return Object.fromEntries(checked);
}

/** Checks the target of a connection and returns it with its port. */
export function checkTarget(
  issues: ArgumentIssues,
  path: string,
  target: ConnectionTarget,
  explicitPort: pulumi.Input<number> | undefined,
): (ConnectionTarget & { readonly port: pulumi.Input<number> }) | undefined {
  const what = objectOrResource(
    "a target",
    "Pass a component such as a Database, or { securityGroupId, port }.",
    "securityGroupId",
  );
  if (!issues.check(path, target, what)) return undefined;
  issues.checkIfPlain(`${path}.securityGroupId`, target.securityGroupId, securityGroupIdCheck);
  if (target.acceptsRules !== undefined) issues.check(`${path}.acceptsRules`, target.acceptsRules, booleanValue);
  const targetPort = explicitPort ?? target.port;
  if (targetPort === undefined) {
    issues.add(`${path}.port`, undefined, {
      code: "missing",
      statement: "the target has no port",
      remedy: "Pass the port on which the target accepts connections.",
    });
    return undefined;
  }
  const { securityGroupId, acceptsRules = false } = target;
  return { securityGroupId, acceptsRules, port: issues.checkInput(`${path}.port`, targetPort, port) };
}

/** The connections of a workload: those of its arguments, and those that `allowTo` adds. */
export class TaskConnections {
  /** The connections by name. */
  readonly byName: Record<string, Connection> = {};
  private readonly children: Children;
  private readonly component: string;
  private readonly resourceName: string;
  private readonly securityGroupId: pulumi.Input<string>;

  constructor(
    children: Children,
    workload: { readonly component: string; readonly name: string; readonly securityGroupId: pulumi.Input<string> },
  ) {
    this.children = children;
    this.component = workload.component;
    this.resourceName = workload.name;
    this.securityGroupId = workload.securityGroupId;
  }

  /** Checks a target and allows connections to it. */
  allowTo(name: string, target: ConnectionTarget, explicitPort?: pulumi.Input<number>): Connection {
    const issues = new ArgumentIssues(`${this.component}.allowTo`, this.resourceName);
    if (issues.check("name", name, connectionKey) && Object.hasOwn(this.byName, name)) {
      issues.add("name", name, {
        code: "duplicate",
        statement: (got) => `a connection named ${got} already exists`,
        remedy: "Use another name.",
      });
    }
    const checked = checkTarget(issues, "target", target, explicitPort);
    issues.throwIfAny();
    return this.create(name, checked as ConnectionTarget);
  }

  /** Allows connections to a checked target. */
  create(name: string, target: ConnectionTarget): Connection {
    const connection = createConnection(this.children, connectionChild(name), {
      client: { securityGroupId: this.securityGroupId, acceptsRules: true },
      target,
      port: target.port ?? 0,
      description: `Connections from ${this.resourceName} to ${name}`,
    });
    this.byName[name] = connection;
    return connection;
  }
}
