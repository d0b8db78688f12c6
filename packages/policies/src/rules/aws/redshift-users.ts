import { anyOf, listOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { masterUser, defaultNameIssue, type MasterUser } from "../../conditions/master-users";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const cluster = "aws:redshift/cluster:Cluster";
const namespace = "aws:redshiftserverless/namespace:Namespace";

const adminUsers = defineView<MasterUser>()({
  [cluster]: (props) => masterUser("masterUsername", () => props.masterUsername),
  [namespace]: (props) => masterUser("adminUsername", () => props.adminUsername),
});

export const redshiftAdminName = defineViewRule({
  id: "redshift-admin-name",
  title: "Redshift clusters and Serverless namespaces do not use a common admin username",
  severity: "medium",
  controls: { "aws-fsbp": ["Redshift.8", "RedshiftServerless.5"] },
  on: adminUsers,
  options: { names: stringListOption(["admin", "awsuser", "root"], "Common usernames, in lower case.") },
  why: "Attackers who guess passwords try common usernames first.",
  remedy:
    "Set masterUsername (adminUsername for namespaces) to a different name. This change replaces an existing cluster.",
  check: (user, { options }) => defaultNameIssue(user, options.names),
  examples: {
    pass: [
      [cluster, {}],
      [cluster, { masterUsername: "orders_owner" }],
      [namespace, { adminUsername: "orders_owner" }],
    ],
    fail: [
      [cluster, { masterUsername: "awsuser" }],
      [namespace, { adminUsername: "admin" }],
    ],
  },
});

export const redshiftNoWrittenPassword = defineViewRule({
  id: "redshift-no-written-password",
  title: "Redshift clusters and Serverless namespaces do not set the admin password in the Pulumi program",
  severity: "high",
  on: defineView<string>()({
    [cluster]: (props) => ("masterPassword" in props ? ["masterPassword"] : []),
    [namespace]: (props) => ("adminUserPassword" in props ? ["adminUserPassword"] : []),
  }),
  why: "A password that the program sets is stored in the stack's configuration or state, and does not change until someone rotates it.",
  remedy:
    "Remove masterPassword and set manageMasterPassword: true, or use masterPasswordWo. For namespaces, remove adminUserPassword and set manageAdminPassword: true.",
  check: (at) => ({ at, message: "the admin password is set in the Pulumi program" }),
  examples: {
    pass: [
      [cluster, { manageMasterPassword: true }],
      [namespace, { manageAdminPassword: true }],
    ],
    fail: [
      [cluster, { masterPassword: "…" }],
      [namespace, { adminUserPassword: "…" }],
    ],
  },
});

const REQUIRED_LOGS = ["connectionlog", "userlog"];

export const redshiftServerlessLogs = defineRule({
  id: "redshift-serverless-logs",
  title: "Redshift Serverless namespaces export connection and user logs",
  severity: "medium",
  controls: { "aws-fsbp": ["RedshiftServerless.6"] },
  on: namespace,
  // https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-audit-logging.html
  why: "Without these logs, you cannot determine who connected or who changed database users.",
  remedy: 'Set logExports: ["connectionlog", "userlog"].',
  check: ({ logExports }) =>
    anyOf(
      () => listOf(logExports).length < REQUIRED_LOGS.length,
      () => REQUIRED_LOGS.some((log) => !listOf(logExports).some((exported) => exported === log)),
    ) && { at: "logExports", message: "connection logs or user logs are not exported" },
  examples: {
    pass: [{ namespaceName: "orders", logExports: ["userlog", "connectionlog", "useractivitylog"] }],
    fail: [{ namespaceName: "orders" }, { namespaceName: "orders", logExports: ["connectionlog"] }],
  },
});
