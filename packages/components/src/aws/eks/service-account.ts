import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { dnsLabel, dnsSubdomain } from "../../shared/kubernetes-labels";

/** A Kubernetes service account. */
export interface ServiceAccountArgs {
  /** The namespace of the service account. */
  readonly namespace: pulumi.Input<string>;
  /** The name of the service account. */
  readonly serviceAccount: pulumi.Input<string>;
}

const exact =
  (check: Check<unknown>): Check<unknown> =>
  (value) =>
    typeof value === "string" && /[*?]/.test(value)
      ? {
          code: "not-allowed",
          statement: "wildcards would let other pods use the role",
          remedy: "Use an exact name, and one identity for each service account.",
        }
      : check(value);

const namespaceName = exact(dnsLabel("the name of a namespace", "orders"));
const serviceAccountName = exact(dnsSubdomain("the name of a service account", "orders"));

/** Checks `namespace` and `serviceAccount`, and returns them with checked inputs. */
export const checkServiceAccount = (issues: ArgumentIssues, args: ServiceAccountArgs): ServiceAccountArgs => ({
  namespace: issues.checkInput("namespace", args.namespace, namespaceName),
  serviceAccount: issues.checkInput("serviceAccount", args.serviceAccount, serviceAccountName),
});
