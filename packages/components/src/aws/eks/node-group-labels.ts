import type { Check } from "../../shared/argument-issues";
import { isInDomain, kubernetesLabelValue } from "../../shared/kubernetes-labels";
import { quote } from "../../shared/wording";
import type { EksTaint, EksTaintEffect } from "./node-labels";

// https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html
const MAX_KEY_CHARACTERS = 63;
/** EKS rejects labels with these prefixes, and the kubelet of a node must not set most of them. */
const RESERVED_DOMAINS = ["kubernetes.io", "k8s.io", "eks.amazonaws.com"];

const EKS_EFFECTS: Readonly<Record<EksTaintEffect, string>> = {
  NoSchedule: "NO_SCHEDULE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
};

/** Accepts keys up to the length that EKS allows for node groups, which includes the domain. */
export const shortKey: Check<string> = ({ length }) =>
  length <= MAX_KEY_CHARACTERS
    ? undefined
    : {
        code: "out-of-range",
        statement: `expected at most ${MAX_KEY_CHARACTERS} characters including the domain, got ${length}`,
      };

/** Accepts the keys of labels that node groups can have. */
export const nodeGroupLabelKey: Check<string> = (key) => {
  const domain = RESERVED_DOMAINS.find((reserved) => isInDomain(key, reserved));
  if (domain === undefined) return shortKey(key);
  const statement = `EKS rejects labels of the domain ${quote(domain)}`;
  return { code: "not-allowed", statement, remedy: 'Use your own domain, as in "example.com/team".' };
};

/** Accepts the values of labels that node groups can have. */
export const nodeGroupLabelValue: Check<unknown> = (value) =>
  value === ""
    ? { code: "out-of-range", statement: "EKS rejects empty values", remedy: 'Use a value such as "true".' }
    : kubernetesLabelValue(value);

/** Returns a taint in the form of the EKS API. */
export const nodeGroupTaint = ({ key, value, effect }: EksTaint) => ({
  key,
  effect: EKS_EFFECTS[effect],
  ...(value !== undefined && { value }),
});
