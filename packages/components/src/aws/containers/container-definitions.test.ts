import fc from "fast-check";
import type { EcsContainerArgs, EcsSidecarArgs } from "./container-args";
import { canonicalDefinitions, containerDefinition, type ContainerDefinition } from "./container-definitions";

const LOGS = { group: "orders-logs", region: "eu-west-1" };
const IMAGE = "public.ecr.aws/docker/library/node:22.1.0";

const define = (name: string, args: EcsContainerArgs & Pick<EcsSidecarArgs, "essential" | "port">, exec = false) =>
  containerDefinition({ name, args, exec }, LOGS);
const serialize = (...definitions: ContainerDefinition[]) => JSON.stringify(canonicalDefinitions(definitions));

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** The properties that ECS returns as empty arrays if they are not set. */
const RETURNED_ARRAYS = ["environment", "mountPoints", "portMappings", "systemControls", "volumesFrom"];

/** Returns container definitions as the provider stores them after ECS returned them. */
function stored(json: string): Json {
  const containers = JSON.parse(json) as Record<string, Json>[];
  const byName = (list: Json) => (list as { name: string }[]).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const container of containers) {
    for (const name of RETURNED_ARRAYS) container[name] ??= [];
    container.essential ??= true;
    byName(container.environment ?? []);
    if (container.secrets !== undefined) byName(container.secrets);
    for (const mapping of container.portMappings as Record<string, Json>[]) {
      mapping.hostPort ??= mapping.containerPort as Json;
      mapping.protocol ??= "tcp";
    }
    const check = container.healthCheck as Record<string, Json> | undefined;
    if (check !== undefined) Object.assign(check, { interval: 30, retries: 3, timeout: 5, ...check });
  }
  return byName(containers);
}

function hasSortedNames(value: Json): boolean {
  if (Array.isArray(value)) return value.every(hasSortedNames);
  if (typeof value !== "object" || value === null) return value !== null;
  const names = Object.keys(value);
  return [...names].sort().every((name, index) => name === names[index]) && Object.values(value).every(hasSortedNames);
}

describe("containerDefinition", () => {
  it("has a read-only root file system, a non-root user, and a buffered log by default", () => {
    expect(JSON.parse(serialize(define("app", { image: IMAGE, user: "65532:65532" })))).toEqual([
      {
        name: "app",
        image: IMAGE,
        essential: true,
        user: "65532:65532",
        readonlyRootFilesystem: true,
        environment: [],
        portMappings: [],
        mountPoints: [],
        systemControls: [],
        volumesFrom: [],
        linuxParameters: {
          initProcessEnabled: true,
          tmpfs: [{ containerPath: "/tmp", mountOptions: ["nodev", "nosuid"], size: 64 }],
        },
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": "orders-logs",
            "awslogs-region": "eu-west-1",
            "awslogs-stream-prefix": "app",
            "max-buffer-size": "25m",
            mode: "non-blocking",
          },
        },
      },
    ]);
  });

  it("uses the user of the image on request", () => {
    expect(define("app", { image: IMAGE, user: "image" })).not.toHaveProperty("user");
  });

  it("mounts volumes for the agent of ECS Exec", () => {
    expect(define("app", { image: IMAGE, mounts: { data: "/data" } }, true).mountPoints).toEqual([
      { containerPath: "/data", readOnly: false, sourceVolume: "data" },
      { containerPath: "/var/lib/amazon", readOnly: false, sourceVolume: "exec-agent" },
      { containerPath: "/var/log/amazon", readOnly: false, sourceVolume: "exec-logs" },
    ]);
  });

  it("replaces the default size of /tmp, and needs no writable paths with a writable root file system", () => {
    const tmpfs = (args: Partial<EcsContainerArgs>) =>
      (define("app", { image: IMAGE, ...args }).linuxParameters as { tmpfs?: unknown }).tmpfs;
    expect(tmpfs({ writablePaths: ["/run", { path: "/tmp", sizeMiB: 8 }] })).toMatchObject([
      { containerPath: "/run", size: 64 },
      { containerPath: "/tmp", size: 8 },
    ]);
    expect(tmpfs({ readonlyRootFilesystem: false })).toBeUndefined();
  });
});

describe("canonicalDefinitions", () => {
  const strings = fc.dictionary(fc.stringMatching(/^[A-Z_]{1,6}$/), fc.string());
  const names = fc.stringMatching(/^[a-z]{1,4}$/);
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const containers = fc.uniqueArray(
    fc.record({
      name: names,
      exec: fc.boolean(),
      args: fc.record(
        {
          image: fc.constant(IMAGE),
          command: optional(fc.array(fc.string())),
          entryPoint: optional(fc.array(fc.string())),
          workingDirectory: optional(fc.constant("/app")),
          environment: strings,
          secrets: fc.dictionary(
            fc.stringMatching(/^[A-Z_]{1,6}$/),
            fc.constant("arn:aws:ssm:eu-west-1:1:parameter/a"),
          ),
          user: optional(fc.constantFrom("1000", "image")),
          readonlyRootFilesystem: fc.boolean(),
          essential: optional(fc.boolean()),
          port: optional(fc.integer({ min: 1, max: 65_535 })),
          writablePaths: fc.uniqueArray(fc.constantFrom("/tmp", "/run", "/var/cache")),
          mounts: fc.dictionary(names, fc.constantFrom("/data", { path: "/files", readOnly: true })),
          dependsOn: fc.dictionary(names, fc.constantFrom("START" as const, "HEALTHY" as const)),
          stopTimeoutSeconds: optional(fc.integer({ min: 2, max: 120 })),
          containerHealthCheck: optional(
            fc.record(
              { command: fc.array(fc.string()), retries: fc.integer({ min: 1, max: 10 }) },
              { requiredKeys: ["command"] },
            ),
          ),
        },
        { requiredKeys: ["image"] },
      ),
    }),
    { selector: ({ name }) => name, minLength: 1, maxLength: 4 },
  );
  type Generated = Parameters<typeof containerDefinition>[0];
  const serializeAll = (plans: readonly unknown[]) =>
    serialize(...plans.map((plan) => containerDefinition(plan as Generated, LOGS)));

  it("returns definitions exactly as the provider stores them", () => {
    fc.assert(
      fc.property(containers, (plans) => {
        const json = serializeAll(plans);
        expect(stored(json)).toEqual(JSON.parse(json));
      }),
    );
  });

  it("sorts all property names, and contains no null", () => {
    fc.assert(fc.property(containers, (plans) => hasSortedNames(JSON.parse(serializeAll(plans)) as Json)));
  });

  it("does not depend on the order in which the program lists containers, variables, and mounts", () => {
    const reversed = (value: unknown): unknown => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, item]) => [name, reversed(item)]),
      );
    };
    fc.assert(
      fc.property(containers, (plans) => {
        expect(serializeAll([...plans].reverse().map(reversed))).toBe(serializeAll(plans));
      }),
    );
  });
});
