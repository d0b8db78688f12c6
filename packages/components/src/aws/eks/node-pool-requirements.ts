import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, oneOf } from "../../shared/checks";
import { isInDomain, kubernetesLabelKey, kubernetesLabelValue } from "../../shared/kubernetes-labels";
import { quote } from "../../shared/wording";
import type { EksNodePoolRequirement } from "./eks-node-pool-args";

/** The label that states how an instance is bought. */
export const CAPACITY_TYPE_LABEL = "karpenter.sh/capacity-type";
/** The label that states the architecture of an instance. */
export const ARCHITECTURE_LABEL = "kubernetes.io/arch";

const ARGUMENT_OF_LABEL: Readonly<Record<string, string>> = {
  [CAPACITY_TYPE_LABEL]: "capacityTypes",
  [ARCHITECTURE_LABEL]: "architectures",
};

/** The number of values that each operator takes. */
const OPERATORS: Readonly<Record<EksNodePoolRequirement["operator"], "some" | "one" | "none">> = {
  In: "some",
  NotIn: "some",
  Exists: "none",
  DoesNotExist: "none",
  Gt: "one",
  Lt: "one",
};

const REQUIREMENT_ARGUMENTS: Readonly<Record<keyof EksNodePoolRequirement, true>> = {
  key: true,
  operator: true,
  values: true,
};

/** The number of requirements that the custom resource definition allows, less those of the other arguments. */
const MAX_REQUIREMENTS = 98;

const SELF_MANAGED_DOMAIN = "karpenter.k8s.aws";

/** Rejects the labels of which Karpenter sets the values itself. */
export const unreservedPoolLabel: Check<string> = (key) => {
  const isReserved =
    key === "kubernetes.io/hostname" || (isInDomain(key, "karpenter.sh") && key !== CAPACITY_TYPE_LABEL);
  return isReserved
    ? { code: "not-allowed", statement: `${quote(key)} is reserved for Karpenter`, remedy: "Use another label." }
    : undefined;
};

/** Rejects the labels that describe instances of a self-managed Karpenter, with which no instance of Auto Mode matches. */
const autoModeLabel: Check<string> = (key) => {
  if (ARGUMENT_OF_LABEL[key] !== undefined) {
    const statement = `${quote(key)} is set by ${ARGUMENT_OF_LABEL[key]}`;
    return { code: "conflict", statement, remedy: `Use ${ARGUMENT_OF_LABEL[key]} instead.` };
  }
  if (!isInDomain(key, SELF_MANAGED_DOMAIN)) return unreservedPoolLabel(key);
  return {
    code: "not-allowed",
    statement: `nodes of EKS Auto Mode have no label ${quote(key)}`,
    remedy: `Use ${quote(key.replace(SELF_MANAGED_DOMAIN, "eks.amazonaws.com"))}.`,
  };
};

/** Checks `requirements`. */
export function checkRequirements(issues: ArgumentIssues, requirements: readonly EksNodePoolRequirement[]): void {
  const path = "requirements";
  if (!Array.isArray(requirements)) {
    const remedy = 'Example: [{ key: "eks.amazonaws.com/instance-category", operator: "In", values: ["m"] }].';
    issues.add(path, requirements, expected("wrong-type", "an array of requirements", remedy));
    return;
  }
  if (requirements.length > MAX_REQUIREMENTS) {
    const statement = `expected at most ${MAX_REQUIREMENTS} requirements, got ${requirements.length}`;
    issues.add(path, requirements, { code: "out-of-range", statement });
  }
  requirements.forEach((requirement: EksNodePoolRequirement, index) => {
    checkRequirement(issues, `${path}[${index}]`, requirement);
  });
}

function checkRequirement(issues: ArgumentIssues, path: string, requirement: EksNodePoolRequirement): void {
  if (!issues.checkNames(path, requirement, Object.keys(REQUIREMENT_ARGUMENTS))) return;
  const { key, operator, values = [] } = requirement;
  if (issues.check(`${path}.key`, key, kubernetesLabelKey)) issues.check(`${path}.key`, key, autoModeLabel);
  const isOperatorValid = issues.check(`${path}.operator`, operator, oneOf(Object.keys(OPERATORS)));
  if (!Array.isArray(values)) {
    issues.add(`${path}.values`, values, expected("wrong-type", "an array of strings"));
    return;
  }
  values.forEach((value: string, index) => issues.check(`${path}.values[${index}]`, value, kubernetesLabelValue));
  if (isOperatorValid) issues.check(`${path}.values`, values, valuesOf(operator));
}

const valuesOf =
  (operator: EksNodePoolRequirement["operator"]): Check<readonly string[]> =>
  (values) => {
    const count = OPERATORS[operator];
    if (count === "none") {
      return values.length === 0 ? undefined : { code: "conflict", statement: `${operator} takes no values` };
    }
    if (count === "some") {
      return values.length > 0 ? undefined : { code: "missing", statement: `${operator} requires at least one value` };
    }
    return values.length === 1 && /^\d+$/.test(String(values[0]))
      ? undefined
      : {
          code: "invalid-format",
          statement: `${operator} requires one integer as a string`,
          remedy: 'Example: ["4"].',
        };
  };
