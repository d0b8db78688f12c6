import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "@roadbed/plan";
import { deployed } from "../network";
import { CONFIGURATIONS } from "./configurations";
import { writeRecordedStates } from "./recorded-states";

// Jest runs this file only for `npm run record:states`. See "Releases" in CONTRIBUTING.md.
it("records the states of this version", async () => {
  const manifest = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const plans: Record<string, Plan> = {};
  for (const [name, program] of Object.entries(CONFIGURATIONS)) plans[name] = (await deployed(program)).plan;
  console.log([`Recorded states of version ${version}:`, ...writeRecordedStates(version, plans)].join("\n"));
});
