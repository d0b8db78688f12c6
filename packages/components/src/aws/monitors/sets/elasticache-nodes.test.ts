import * as pulumi from "@pulumi/pulumi";
import { elastiCacheNodesDeclarations } from "../../../../test/cloudwatch/declarations/elasticache-nodes";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { hasAlarm } from "../monitor";
import { elastiCacheNodes } from "./elasticache-nodes";

const alarmNames = (args: Partial<Parameters<typeof elastiCacheNodes>[0]>) =>
  elastiCacheNodes({ name: "sessions", cacheClusterIds: ["sessions-001"], ...args })
    .monitors.filter(hasAlarm)
    .map(({ name }) => name);

describe("the monitors of ElastiCache nodes", () => {
  specifyMonitors(elastiCacheNodesDeclarations);

  it("have only alarms that apply to all nodes without the optional arguments", () => {
    expect(alarmNames({})).toEqual(["engine-cpu", "memory", "connections"]);
  });

  it("do not alarm on full memory if the engine evicts any key", () => {
    expect(alarmNames({ maxmemoryPolicy: "allkeys-lru" })).toEqual(["engine-cpu", "connections"]);
    expect(alarmNames({ maxmemoryPolicy: "noeviction" })).toContain("memory");
  });

  it("accept IDs that are known only after the deployment", () => {
    expect(
      alarmNames({ cacheClusterIds: [pulumi.output("sessions-001"), pulumi.output("sessions-002")] }),
    ).toHaveLength(3);
  });

  it("reject invalid arguments", () => {
    const nodes = (args: object) => () => elastiCacheNodes({ name: "sessions", ...args } as never);
    expect(
      nodes({
        cacheClusterIds: "sessions-001",
        maxmemoryPolicy: "allkeys",
        maximumReadMilliseconds: 0,
        maximumReplicaLagSeconds: "10s",
      }),
    ).toThrowErrorMatchingSnapshot();
    expect(nodes({ cacheClusterIds: ["sessions 1"] })).toThrowErrorMatchingSnapshot();
    expect(nodes({ cacheClusterIds: [] })).toThrowErrorMatchingSnapshot();
    expect(
      nodes({ cacheClusterIds: Array.from({ length: 11 }, (_, index) => `sessions-${index}`) }),
    ).toThrowErrorMatchingSnapshot();
  });
});
