import { defineRule } from "../../authoring/define-rule";

export const qldbPermissions = defineRule({
  id: "qldb-permissions-standard",
  title: "Ledgers ask for rights on each table",
  severity: "medium",
  on: "aws:qldb/ledger:Ledger",
  why: "In the mode ALLOW_ALL whoever may use the ledger may do everything with all its tables.",
  remedy: 'Set permissionsMode: "STANDARD".',
  check: ({ permissionsMode }) => permissionsMode !== "STANDARD" && "every user may do everything",
  fix: { permissionsMode: "STANDARD" },
  examples: { pass: [{ permissionsMode: "STANDARD" }], fail: [{ permissionsMode: "ALLOW_ALL" }] },
});
