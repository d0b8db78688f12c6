import type * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues, type Check } from "../../shared/argument-issues";
import { booleanValue, expected, matching, oneOf } from "../../shared/checks";
import {
  checkAnnotations,
  checkLabels,
  INSTANCE_LABEL,
  MANAGED_BY_LABEL,
  NAME_LABEL,
} from "../shared/kubernetes-labels";
import { dnsSubdomain } from "../shared/kubernetes-names";
import type { WorkloadArgs, WorkloadIdentity, WorkloadIdentityTarget, WorkloadTracingArgs } from "./workload-args";

/** The service account of the pods. */
export interface IdentityPlan {
  readonly identity: WorkloadIdentity | undefined;
  readonly mountToken: boolean;
  readonly imagePullSecrets: readonly pulumi.Input<string>[];
}

/** The result of binding an identity to the service account. */
export interface BoundIdentity {
  readonly annotations: Record<string, pulumi.Input<string>>;
  readonly podLabels: Record<string, pulumi.Input<string>>;
  readonly dependencies: readonly pulumi.Resource[];
}

const secretName = dnsSubdomain("the name of a Secret");

/** Checks the service account of the pods. */
export function planIdentity(issues: ArgumentIssues, settings: WorkloadArgs): IdentityPlan {
  const { identity, mountServiceAccountToken = false, imagePullSecrets = [] } = settings;
  issues.check("mountServiceAccountToken", mountServiceAccountToken, booleanValue);
  if (identity !== undefined) issues.check("identity", identity, identityObject);
  const names = Array.isArray(imagePullSecrets) ? (imagePullSecrets as readonly pulumi.Input<string>[]) : [];
  if (!Array.isArray(imagePullSecrets)) {
    issues.add(
      "imagePullSecrets",
      imagePullSecrets,
      expected("wrong-type", "an array of names", 'Example: ["registry"].'),
    );
  }
  return {
    identity,
    mountToken: mountServiceAccountToken,
    imagePullSecrets: names.map((secret, index) => issues.checkInput(`imagePullSecrets[${index}]`, secret, secretName)),
  };
}

const identityObject: Check<unknown> = (value) => {
  const isIdentity = typeof value === "object" && value !== null && "bind" in value && typeof value.bind === "function";
  return isIdentity ? undefined : expected("wrong-type", "an identity with the method bind");
};

/**
 * Binds the identity to the service account.
 *
 * @throws ArgumentsError if the identity returns invalid annotations or labels
 */
export function bindIdentity({ identity }: IdentityPlan, target: WorkloadIdentityTarget): BoundIdentity {
  const { serviceAccountAnnotations, podLabels, dependencies = [] } = identity?.bind(target) ?? {};
  const issues = new ArgumentIssues("Workload", target.name);
  const bound = {
    annotations: checkAnnotations(issues, "identity.serviceAccountAnnotations", serviceAccountAnnotations),
    podLabels: checkLabels(issues, "identity.podLabels", podLabels, [NAME_LABEL, INSTANCE_LABEL, MANAGED_BY_LABEL]),
    dependencies,
  };
  issues.throwIfAny();
  return bound;
}

const collectorUrl: Check<unknown> = matching(
  /^https?:\/\/[^\s/]+(?:\/\S*)?$/,
  "the URL of a collector",
  'Example: "http://collector.tracing:4317".',
);

/** Returns the environment variables that OpenTelemetry SDKs read. */
export function tracingVariables(
  issues: ArgumentIssues,
  tracing: WorkloadTracingArgs | undefined,
  workloadName: string,
): Readonly<Record<string, pulumi.Input<string>>> {
  if (tracing === undefined || !issues.checkNames("tracing", tracing, ["endpoint", "protocol"])) return {};
  const { protocol = "grpc" } = tracing;
  issues.check("tracing.protocol", protocol, oneOf(["grpc", "http/protobuf"]));
  return {
    OTEL_SERVICE_NAME: workloadName,
    OTEL_EXPORTER_OTLP_ENDPOINT: issues.checkInput("tracing.endpoint", tracing.endpoint, collectorUrl),
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
  };
}
