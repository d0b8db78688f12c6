import { APPROVE_FLAGS } from "../packages/gate/src/commands/approve/flags";
import { AUDIT_FLAGS } from "../packages/gate/src/commands/audit/flags";
import { DRIFT_FLAGS } from "../packages/gate/src/commands/drift/flags";
import { IGNORE_FILE_SCHEMA } from "../packages/gate/src/commands/drift/ignore-file";
import { CHECK_FLAGS } from "../packages/gate/src/commands/check/flags";
import { WATCH_FLAGS } from "../packages/gate/src/watch/flags";
import { exitCodeTable, failureCodeTable, flagNames, flagTable } from "./gate-tables";
import { expectGenerated, expectGeneratedSection } from "./generated-file";

it.each([
  ["docs/gate.md", "check-flags", flagTable(CHECK_FLAGS)],
  ["docs/gate.md", "approve-flags", flagTable(APPROVE_FLAGS)],
  ["docs/gate.md", "exit-codes", exitCodeTable()],
  ["docs/gate.md", "failure-codes", failureCodeTable()],
  ["docs/audit.md", "audit-flags", flagTable(AUDIT_FLAGS)],
  ["docs/drift.md", "drift-flags", flagTable(DRIFT_FLAGS)],
  ["docs/watch.md", "watch-flags", flagNames(WATCH_FLAGS)],
])("%s contains the generated table %s", (path, name, content) => {
  expectGeneratedSection(path, name, content);
});

it("the published JSON Schema of roadbed.drift.yaml is up to date", () => {
  expectGenerated("packages/gate/drift.schema.json", `${JSON.stringify(IGNORE_FILE_SCHEMA, null, 1)}\n`);
});
