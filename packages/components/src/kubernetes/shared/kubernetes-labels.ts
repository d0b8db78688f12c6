import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, matching, plainObject } from "../../shared/checks";
import { quote } from "../../shared/wording";
import type { KubernetesMetadata } from "./kubernetes-component-args";

// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
const KEY =
  /^(?:(?=.{1,253}\/)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9](?:[-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?)?$/;

const metadataKey = matching(
  KEY,
  "the key of a label or annotation",
  'Use up to 63 letters, digits, hyphens, underscores, and periods after an optional prefix: "example.com/team".',
);

/** Accepts the value of a label. */
export const labelValue = matching(
  VALUE,
  "the value of a label",
  "Use up to 63 letters, digits, hyphens, underscores, and periods, beginning and ending with a letter or digit.",
);

const annotationValue: Check<unknown> = (value) =>
  typeof value === "string"
    ? undefined
    : expected("wrong-type", "a string", "Kubernetes accepts only strings in annotations.");

/** The labels that identify the pods of a workload. */
export const NAME_LABEL = "app.kubernetes.io/name";
export const INSTANCE_LABEL = "app.kubernetes.io/instance";
/** The label with the tool that manages an object. */
export const MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";
/** The label of each namespace with its name, which the API server sets. */
export const NAMESPACE_NAME_LABEL = "kubernetes.io/metadata.name";

/**
 * Checks labels.
 *
 * @param reserved - the keys that the component sets, whose values must not change
 */
export function checkLabels(
  issues: ArgumentIssues,
  path: string,
  labels: KubernetesMetadata | undefined,
  reserved: readonly string[] = [],
): Record<string, pulumi.Input<string>> {
  return checkMetadata(issues, path, labels, labelValue, reserved);
}

/** Checks annotations. */
export const checkAnnotations = (
  issues: ArgumentIssues,
  path: string,
  annotations: KubernetesMetadata | undefined,
): Record<string, pulumi.Input<string>> => checkMetadata(issues, path, annotations, annotationValue, []);

function checkMetadata(
  issues: ArgumentIssues,
  path: string,
  metadata: KubernetesMetadata | undefined,
  value: Check<unknown>,
  reserved: readonly string[],
): Record<string, pulumi.Input<string>> {
  if (metadata === undefined) return {};
  if (!issues.check(path, metadata, plainObject("an object of strings"))) return {};
  const entries = Object.entries(metadata).map(([key, input]) => {
    const entryPath = `${path}[${quote(key)}]`;
    if (reserved.includes(key)) {
      issues.add(entryPath, undefined, {
        code: "not-allowed",
        statement: "the component sets this label, and its value must not change",
        remedy: "Remove it.",
      });
    } else issues.check(entryPath, key, metadataKey);
    return [key, issues.checkInput(entryPath, input, value)] as const;
  });
  return Object.fromEntries(entries);
}
