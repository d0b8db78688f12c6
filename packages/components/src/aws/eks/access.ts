import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues, type Check } from "../../shared/argument-issues";
import { expected, matching, oneOf, plainObject } from "../../shared/checks";
import { childKey, type Children } from "../shared/children";
import type { EksAccessArgs, EksAccessPolicy } from "./eks-cluster-args";

/** The access of the principals, by name. */
export type CheckedAccess = Readonly<Record<string, EksAccessArgs>>;

/** The access entry of a principal and the policy that is associated with it. */
export interface EksAccess {
  /** The access entry. */
  readonly entry: aws.eks.AccessEntry;
  /** The association with an access policy. */
  readonly policyAssociation: aws.eks.AccessPolicyAssociation;
}

/** The cluster to which access is given. */
export interface AccessCluster {
  readonly clusterName: pulumi.Input<string>;
  readonly partition: pulumi.Input<string>;
}

// https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
const POLICIES: Readonly<Record<EksAccessPolicy, string>> = {
  clusterAdmin: "AmazonEKSClusterAdminPolicy",
  admin: "AmazonEKSAdminPolicy",
  edit: "AmazonEKSEditPolicy",
  view: "AmazonEKSViewPolicy",
};

const principalKey = childKey("the name of a principal", "platform");

const principalArn: Check<unknown> = (value) => {
  const what = "the ARN of an IAM role or an IAM user";
  if (typeof value === "string" && /^arn:aws[a-z-]*:sts::\d{12}:assumed-role\//.test(value))
    return expected("invalid-format", what, "Use the role of the session: arn:aws:iam::<account>:role/<name>.");
  return matching(
    /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/\S+$/,
    what,
    "Use arn:aws:iam::<account>:role/<name>.",
  )(value);
};

// Namespaces are DNS labels. EKS also accepts wildcards: https://docs.aws.amazon.com/eks/latest/APIReference/API_AccessScope.html
const namespacePattern = matching(
  /^[a-z0-9*]([a-z0-9*-]{0,61}[a-z0-9*])?$/,
  "the name of a namespace",
  'Use up to 63 lowercase letters, digits, and hyphens, or a pattern such as "team-*".',
);

/** Checks `access`. */
export function checkAccess(issues: ArgumentIssues, access: CheckedAccess): CheckedAccess {
  if (!issues.check("access", access, plainObject("an object of principals"))) return {};
  const checked = Object.entries(access).map(
    ([name, principal]) => [name, checkPrincipal(issues, name, principal)] as const,
  );
  checkDuplicates(issues, access);
  if (!checked.some(([, principal]) => isClusterAdmin(principal))) {
    issues.add("access", access, {
      code: "missing",
      statement: "has no cluster administrator; nobody, this program included, could use the cluster",
      remedy: 'Add { platform: { principalArn: "arn:aws:iam::<account>:role/<name>", policy: "clusterAdmin" } }.',
    });
  }
  return Object.fromEntries(checked.flatMap(([name, principal]) => (principal ? [[name, principal]] : [])));
}

/** Whether the principal is an administrator. An administrator of some namespaces is another issue. */
const isClusterAdmin = (principal: EksAccessArgs | undefined): boolean => principal?.policy === "clusterAdmin";

function checkPrincipal(issues: ArgumentIssues, name: string, principal: EksAccessArgs): EksAccessArgs | undefined {
  const path = `access.${name}`;
  issues.check(path, name, principalKey);
  const given: unknown = principal;
  issues.checkNames(path, given, ["principalArn", "policy", "namespaces"]);
  if (typeof given !== "object" || given === null) return undefined;
  const { policy, namespaces } = principal;
  issues.check(`${path}.policy`, policy, oneOf(Object.keys(POLICIES)));
  if (namespaces !== undefined) checkNamespaces(issues, `${path}.namespaces`, principal, namespaces);
  return {
    ...principal,
    principalArn: issues.checkInput(`${path}.principalArn`, principal.principalArn, principalArn),
  };
}

function checkNamespaces(
  issues: ArgumentIssues,
  path: string,
  { policy }: EksAccessArgs,
  namespaces: readonly string[],
): void {
  if (policy === "clusterAdmin") {
    const statement = "a cluster administrator cannot be limited to namespaces";
    issues.add(path, namespaces, { code: "conflict", statement, remedy: 'Use the policy "admin".' });
  }
  if (!Array.isArray(namespaces) || namespaces.length === 0) {
    const remedy = "To allow access to all namespaces, omit the argument.";
    issues.add(path, namespaces, expected("wrong-type", "an array of at least one namespace", remedy));
    return;
  }
  for (const [index, namespace] of namespaces.entries()) issues.check(`${path}[${index}]`, namespace, namespacePattern);
}

/** EKS allows one access entry for each principal. */
function checkDuplicates(issues: ArgumentIssues, access: CheckedAccess): void {
  const principals = new Map<string, string>();
  for (const [name, principal] of Object.entries(access)) {
    const arn: unknown = (principal as EksAccessArgs | undefined)?.principalArn;
    if (typeof arn !== "string" || !isPlainValue(arn)) continue;
    const first = principals.get(arn);
    if (first === undefined) principals.set(arn, name);
    else {
      issues.add(`access.${name}.principalArn`, arn, {
        code: "duplicate",
        statement: (got) => `${got} is also the principal of access.${first}`,
        remedy: "A principal can have one policy in a cluster.",
      });
    }
  }
}

const entryChild = (name: string): string => `access-entry-${name}`;
const policyChild = (name: string): string => `access-policy-${name}`;

/** Returns the names of the children that `createAccess` creates. */
export const accessChildren = (access: CheckedAccess): string[] =>
  Object.keys(access).flatMap((name) => [entryChild(name), policyChild(name)]);

/** Creates the access entries of all principals. */
export function createAccess(
  children: Children,
  access: CheckedAccess,
  cluster: AccessCluster,
): Readonly<Record<string, EksAccess>> {
  return Object.fromEntries(
    Object.entries(access).map(([name, principal]) => [name, createEntry(children, name, principal, cluster)]),
  );
}

function createEntry(
  children: Children,
  name: string,
  { principalArn: principal, policy, namespaces }: EksAccessArgs,
  { clusterName, partition }: AccessCluster,
): EksAccess {
  const { region } = children;
  const entry = new aws.eks.AccessEntry(
    children.name(entryChild(name)),
    { region, clusterName, principalArn: principal, type: "STANDARD", tags: children.tags(entryChild(name)) },
    children.options(entryChild(name)),
  );
  const policyAssociation = new aws.eks.AccessPolicyAssociation(
    children.name(policyChild(name)),
    {
      region,
      clusterName,
      principalArn: entry.principalArn,
      policyArn: pulumi.interpolate`arn:${partition}:eks::aws:cluster-access-policy/${POLICIES[policy]}`,
      accessScope: namespaces === undefined ? { type: "cluster" } : { type: "namespace", namespaces: [...namespaces] },
    },
    // AWS identifies an association by principal and policy, so deleting the old one after another scope has been set would
    // delete the new one.
    children.options(policyChild(name), { deleteBeforeReplace: true }),
  );
  return { entry, policyAssociation };
}
