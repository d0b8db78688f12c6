import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConfiguredRule } from "@roadbed/policies";
import { readDeleteLimit } from "../../flags/values";
import { loadPolicies, type PolicyRequest } from "./load-policies";

describe("loadPolicies", () => {
  const directory = mkdtempSync(join(tmpdir(), "roadbed-policies-"));
  writeFileSync(join(directory, "roadbed.yaml"), "rules:\n  log-retention-shortened: advisory\n");
  afterAll(() => rmSync(directory, { recursive: true }));

  async function find(id: string, request: PolicyRequest): Promise<ConfiguredRule | undefined> {
    const { policies } = await loadPolicies(request, { directory }, "shop/dev");
    return policies.find(({ rule }) => rule.id === id);
  }

  it("makes rules on changes block with --strict, unless the settings say otherwise", async () => {
    expect(await find("forced-deletion-enabled", {})).toMatchObject({ level: "advisory" });
    expect(await find("forced-deletion-enabled", { strict: true })).toMatchObject({ level: "mandatory" });
    expect(await find("forced-deletion-enabled", { preset: "strict" })).toMatchObject({ level: "mandatory" });
    expect(await find("log-retention-shortened", { strict: true })).toMatchObject({ level: "advisory" });
    expect(await find("renamed-resource", { strict: true })).toMatchObject({ level: "advisory" });
  });

  it("makes all violations block with --fail-on advisory", async () => {
    expect(await find("names-replaceable", {})).toMatchObject({ level: "advisory" });
    expect(await find("names-replaceable", { failOn: "advisory" })).toMatchObject({ level: "mandatory" });
  });

  it("replaces the limits of deletes with --max-deletes", async () => {
    const limits = async (value: string) =>
      (await find("many-deletes", { maxDeletes: readDeleteLimit(value, undefined) }))?.options;
    expect(await limits("0")).toEqual({ maximum: 0, percent: 100 });
    expect(await limits("10%")).toMatchObject({ percent: 10, minimum: 0 });
  });

  it.each(["", "-1", "1.5", "101%", "%", "ten", "1e3"])("rejects --max-deletes %j", (value) => {
    expect(() => readDeleteLimit(value, undefined)).toThrow("Expected a number such as 10, or a share such as 10%.");
  });
});
