import { defineRule } from "../../authoring/define-rule";

export const qldbPermissions = defineRule({
  id: "qldb-permissions-standard",
  title: "QLDB ledgers use the STANDARD permissions mode",
  severity: "medium",
  on: "aws:qldb/ledger:Ledger",
  why: "In ALLOW_ALL mode, anyone with access to the ledger can perform all operations on all of its tables.",
  remedy: 'Set permissionsMode: "STANDARD".',
  check: ({ permissionsMode }) =>
    permissionsMode !== "STANDARD" && "the ledger does not use the STANDARD permissions mode",
  fix: { permissionsMode: "STANDARD" },
  examples: { pass: [{ permissionsMode: "STANDARD" }], fail: [{ permissionsMode: "ALLOW_ALL" }] },
});
