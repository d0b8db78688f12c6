import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { propertyMap, type Properties, type Value } from "@roadbed/plan";
import type { Drift } from "@roadbed/plan/pulumi";
import { resource } from "../../../test/plans";
import { commandIO } from "../../../test/command-io";
import { run } from "../../cli/cli";
import { classifyDrift } from "./classify-drift";
import { actionsFor } from "./drift-actions";
import type { DriftReport } from "./drift-report";

const folder = mkdtempSync(join(tmpdir(), "roadbed-drift-"));
afterAll(() => rmSync(folder, { recursive: true }));

const RECORDINGS = join(__dirname, "../../../../plan/testdata/cli-recordings");
const recording = (name: string) => join(RECORDINGS, name, "events.jsonl");

async function drift(...parameters: readonly string[]) {
  const io = commandIO();
  const code = await run(["drift", ...parameters], io);
  return { code, out: io.out(), err: io.err() };
}

const object = (members: Readonly<Record<string, Value>>): Properties => propertyMap(Object.entries(members));

/** Returns the drift of a resource whose inputs differ. */
function changed(type: string, before: Readonly<Record<string, Value>>, after: Readonly<Record<string, Value>>): Drift {
  const old = resource(type, "app", before);
  const properties = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return { urn: old.urn, type, change: "inputs", properties, old, current: { ...old, inputs: object(after) } };
}

describe("roadbed drift", () => {
  it.each(["refresh-drift", "preview-refresh-drift"])("classifies the recorded drift of %s", async (name) => {
    const { code, out } = await drift("--from", recording(name), "-o", "json");
    const { outcome, resources } = JSON.parse(out) as DriftReport;
    expect([code, outcome]).toEqual([7, "drifted"]);
    expect(resources.map(({ kind, name: resourceName, properties }) => [kind, resourceName, properties])).toEqual([
      ["deleted", "assets", []],
      [
        "changed",
        "orders",
        [{ path: "instanceClass", kind: "changed", expected: '"db.t4g.medium"', actual: '"db.r6g.2xlarge"' }],
      ],
      ["outputs", "main", [{ path: "tagsAll", kind: "outputs", actual: '{"ops":"clicked"}' }]],
    ]);
  });

  it("describes each difference and what to do about it", async () => {
    const { out } = await drift("--from", recording("refresh-drift"));
    expect(out).toMatchSnapshot();
  });

  it("passes if the ignore file covers all drift, and lists entries that cover none", async () => {
    const file = join(folder, "roadbed.drift.yaml");
    const entries = [
      { resource: "*::assets", reason: "being moved" },
      { resource: "*aws:rds/instance:Instance::*", properties: ["instanceClass"], reason: "resized at night" },
      { resource: "*::nothing", reason: "obsolete" },
    ];
    writeFileSync(file, JSON.stringify({ ignore: entries }));
    const { code, out } = await drift("--from", recording("refresh-drift"), "--ignore-file", file);
    expect(code).toBe(0);
    expect(out).toContain("2 ignored");
    expect(out).toContain("cover no drift:\n  *::nothing");
  });

  it.each<[string, readonly string[], RegExp]>([
    ["a preview without a refresh", ["--from", recording("create")], /contains no refresh/],
    ["a missing file", ["--from", join(folder, "missing")], /missing/],
    ["a directory without a program", [folder], /no Pulumi\.yaml file/],
    [
      "an invalid ignore file",
      ["--ignore-file", "INVALID"],
      /:1:25: ignore\[0\]: missing key "reason"\.\n.*:1:56: ignore\[1\]\.resource: expected a string, got 5\./,
    ],
  ])("rejects %s", async (_, parameters, message) => {
    const invalid = join(folder, "invalid.yaml");
    writeFileSync(invalid, 'ignore: [               { resource: "*" }, { resource: 5, reason: x }]\n');
    const given = parameters.map((parameter) => (parameter === "INVALID" ? invalid : parameter));
    const from = given.includes(invalid) ? ["--from", recording("refresh-drift")] : [];
    const { code, err } = await drift(...from, ...given);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe("the classification of changed inputs", () => {
  const spec = (replicas: number, image = "a") => ({ spec: object({ replicas, template: object({ image }) }) });

  it.each<[string, Drift, readonly string[]]>([
    ["desired count", changed("aws:ecs/service:Service", { desiredCount: 2 }, { desiredCount: 5 }), ["controller"]],
    ["replicas", changed("kubernetes:apps/v1:Deployment", spec(2), spec(3)), ["controller"]],
    [
      "replicas and an image",
      changed("kubernetes:apps/v1:Deployment", spec(2), spec(3, "b")),
      ["controller", "changed"],
    ],
    [
      "tags of EKS and of a person",
      changed(
        "aws:ec2/subnet:Subnet",
        { tags: object({}) },
        { tags: object({ "kubernetes.io/cluster/main": "owned", team: "x" }) },
      ),
      ["controller", "changed"],
    ],
    ["a size", changed("aws:sqs/queue:Queue", { delaySeconds: 1 }, { delaySeconds: 2 }), ["changed"]],
  ])("of %s", (_, found, kinds) => {
    const [classified] = classifyDrift([found], []).resources;
    expect(classified?.properties.map(({ kind }) => kind)).toEqual(kinds);
    expect(classified?.kind).toBe(kinds.includes("changed") ? "changed" : "controller");
  });

  it("ignores what is below an ignored path, and nothing else", () => {
    const found = changed(
      "aws:ec2/vpc:Vpc",
      { tags: object({ a: "1", b: "1" }), tagsAll: "x" },
      { tags: object({ a: "2", b: "2" }), tagsAll: "y" },
    );
    const [classified] = classifyDrift([found], [{ resource: "*", properties: ["tags"], reason: "tagged" }]).resources;
    expect(classified?.properties.map(({ path, kind }) => [path, kind])).toEqual([
      ["tags.a", "ignored"],
      ["tags.b", "ignored"],
      ["tagsAll", "changed"],
    ]);
  });

  it("shows no secrets, and suggests code without them", () => {
    const found = changed("aws:rds/instance:Instance", { password: "old-secret" }, { password: "new-secret" });
    const { resources } = classifyDrift([found], []);
    expect(JSON.stringify(resources)).not.toMatch(/(?:old|new)-secret/);
    expect(resources.flatMap((item) => actionsFor(item).adopt)).toContain("  password: /* [secret] */,");
  });
});
