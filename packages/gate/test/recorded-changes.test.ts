import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseUrn } from "@roadbed/plan";
import { readCliPreview } from "@roadbed/plan/pulumi";
import { configure, evaluateChanges, rules } from "@roadbed/policies";

const RECORDINGS = join(__dirname, "../../plan/testdata/cli-recordings");
const policies = configure(rules);

/** Returns the findings about the changes that the Pulumi CLI recorded. */
function findingsOf(recording: string): readonly string[] {
  const eventLog = readFileSync(join(RECORDINGS, recording, "events.jsonl"), "utf8");
  const { findings } = evaluateChanges(readCliPreview({ eventLog }).plan, policies);
  return findings.map(({ level, rule, urn }) => `${level} ${rule}: ${parseUrn(urn)?.name ?? urn}`);
}

const REPLACEMENT = ["mandatory stateful-delete: api", "mandatory stateful-replacement: orders"];

describe("the rules on changes, for previews that the Pulumi CLI recorded", () => {
  it.each<[string, readonly string[]]>([
    ["create", []],
    ["unchanged", []],
    ["update", []],
    ["bucket-tag", []],
    ["throws", []],
    ["missing-config", []],
    ["delete", ["mandatory stateful-delete: assets", "mandatory stateful-delete: api"]],
    ["unprotect", ["mandatory stateful-delete: api", "mandatory protection-removed: orders"]],
    // The preview fails because the database is protected, but its steps are evaluated.
    ["replace-protected", REPLACEMENT],
    ["replace-ignore-protect", REPLACEMENT],
  ])("report the dangerous changes of %s", (recording, expected) => {
    expect(findingsOf(recording)).toEqual(expected);
  });
});
