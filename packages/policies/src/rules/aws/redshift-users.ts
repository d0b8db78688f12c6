import { anyOf, listOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { masterUser, defaultNameIssue, type MasterUser } from "../../conditions/first-users";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const cluster = "aws:redshift/cluster:Cluster";
const namespace = "aws:redshiftserverless/namespace:Namespace";

const firstUsers = defineView<MasterUser>()({
  [cluster]: (props) => masterUser("masterUsername", () => props.masterUsername),
  [namespace]: (props) => masterUser("adminUsername", () => props.adminUsername),
});

export const redshiftAdminName = defineViewRule({
  id: "redshift-admin-name",
  title: "The first user of Redshift has a name of one's own",
  severity: "medium",
  controls: { "aws-fsbp": ["Redshift.8", "RedshiftServerless.5"] },
  on: firstUsers,
  options: { names: stringListOption(["admin", "awsuser", "root"], "Names that are tried first.") },
  why: "Those who guess passwords start with the names that everybody uses.",
  remedy: "Choose another masterUsername, of a namespace adminUsername. That replaces a cluster that exists.",
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
  title: "Redshift keeps its password",
  severity: "high",
  on: defineView<string>()({
    [cluster]: (props) => ("masterPassword" in props ? ["masterPassword"] : []),
    [namespace]: (props) => ("adminUserPassword" in props ? ["adminUserPassword"] : []),
  }),
  why: "A password that the program passes stands in its configuration or its state, and stays the same until somebody thinks of it.",
  remedy:
    "Drop masterPassword and set manageMasterPassword: true, or use masterPasswordWo; of a namespace, adminUserPassword and manageAdminPassword.",
  check: (at) => ({ at, message: "the program passes the password" }),
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

const WANTED_LOGS = ["connectionlog", "userlog"];

export const redshiftServerlessLogs = defineRule({
  id: "redshift-serverless-logs",
  title: "Namespaces of Redshift record who connects and which users there are",
  severity: "medium",
  controls: { "aws-fsbp": ["RedshiftServerless.6"] },
  on: namespace,
  // https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-audit-logging.html
  why: "Nobody can say who connected, or who changed users.",
  remedy: 'Set logExports: ["connectionlog", "userlog"].',
  check: ({ logExports }) =>
    anyOf(
      () => listOf(logExports).length < WANTED_LOGS.length,
      () => WANTED_LOGS.some((log) => !listOf(logExports).some((one) => one === log)),
    ) && { at: "logExports", message: "nothing records who connects, or changes of users" },
  examples: {
    pass: [{ namespaceName: "orders", logExports: ["userlog", "connectionlog", "useractivitylog"] }],
    fail: [{ namespaceName: "orders" }, { namespaceName: "orders", logExports: ["connectionlog"] }],
  },
});
