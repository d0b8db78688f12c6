import { componentSetArgs, type ComponentMonitorsArgs } from "../monitors/component-set";
import type { MonitorSet } from "../monitors/monitor";
import { auroraCluster, rdsInstance } from "../monitors/sets";
import type { DatabaseSettings, ServerlessSettings } from "./database-checks";
import type { DatabaseServer } from "./database-servers";

// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
const CONNECTIONS_PER_ACU = 211.4;
const RESERVED_CONNECTIONS = 22.6;
const MAX_CONNECTIONS = 5000;
const SMALL_MINIMUM_ACU = 0.5;
const MAX_CONNECTIONS_WITH_SMALL_MINIMUM = 2000;
// https://www.postgresql.org/docs/current/runtime-config-connection.html
const MAX_CONFIGURED_CONNECTIONS = 262_143;

/**
 * Returns the monitors of a database.
 *
 * @throws ArgumentsError if an argument is invalid, or if the Region is an output, because alarms are grouped by Region
 */
export function databaseMonitors(
  name: string,
  settings: DatabaseSettings,
  server: DatabaseServer,
  args: ComponentMonitorsArgs,
): MonitorSet {
  const { parameters, server: size, region } = settings;
  const common = componentSetArgs({ component: "Database", name, region }, args);
  const configured = configuredConnections(parameters);
  if ("serverless" in size && server.cluster !== undefined) {
    return auroraCluster({
      ...common,
      dbClusterIdentifier: server.cluster.clusterIdentifier,
      engine: "aurora-postgresql",
      serverless: true,
      maximumConnections: configured ?? defaultConnections(size.serverless),
    });
  }
  if ("instance" in size && server.instance !== undefined) {
    return rdsInstance({
      ...common,
      dbInstanceIdentifier: server.instance.identifier,
      engine: "postgres",
      storageGiB: size.instance.storageGiB,
      ...(configured !== undefined && { maximumConnections: configured }),
    });
  }
  throw new TypeError("expected a cluster for serverless capacity, or a DB instance");
}

/** Returns the parameter `max_connections`; `undefined` if it is not set, or is a formula. */
function configuredConnections({ max_connections: value = "" }: DatabaseSettings["parameters"]): number | undefined {
  return /^[1-9]\d{0,5}$/.test(value) ? Math.min(Number(value), MAX_CONFIGURED_CONNECTIONS) : undefined;
}

/** Returns the default of `max_connections`, which Aurora derives from the maximum ACUs. The documented values are reached within 1. */
function defaultConnections({ minAcu, maxAcu }: ServerlessSettings): number {
  const limit = minAcu <= SMALL_MINIMUM_ACU ? MAX_CONNECTIONS_WITH_SMALL_MINIMUM : MAX_CONNECTIONS;
  return Math.min(Math.floor(CONNECTIONS_PER_ACU * maxAcu - RESERVED_CONNECTIONS), limit);
}
