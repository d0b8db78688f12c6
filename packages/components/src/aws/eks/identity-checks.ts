import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, matching } from "../../shared/checks";
import { definedProperties } from "../../shared/component-args";
import { dnsLabel, dnsSubdomain } from "../../shared/kubernetes-labels";
import { kmsKeyArn } from "../shared/arn";
import type { EksClusterArgs, EksClusterDefaults } from "./eks-cluster-args";
import type {
  EksDnsIdentityArgs,
  EksExternalSecretsIdentityArgs,
  EksIdentitiesArgs,
  EksIdentityArgs,
  EksKarpenterIdentityArgs,
} from "./eks-identities-args";

/** The service account of a controller. */
interface ServiceAccount {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** The identities of controllers, with their service accounts. */
export interface CheckedIdentities {
  readonly externalDns?: EksDnsIdentityArgs & ServiceAccount;
  readonly externalSecrets?: EksExternalSecretsIdentityArgs & ServiceAccount;
  readonly loadBalancerController?: EksIdentityArgs & ServiceAccount;
  readonly certManager?: EksDnsIdentityArgs & ServiceAccount;
  readonly karpenter?: EksKarpenterIdentityArgs & ServiceAccount;
}

/** The name of a controller in the arguments. */
export type ControllerName = keyof EksIdentitiesArgs;

interface Controller extends ServiceAccount {
  /** The first part of the names of its children. */
  readonly child: string;
  /** Arguments in addition to the service account, and checks of their elements. */
  readonly lists: Readonly<Record<string, Check<unknown>>>;
  readonly isInAutoMode: boolean;
}

const ACCOUNT_ARGUMENTS = ["namespace", "serviceAccount"];

const hostedZoneId = matching(
  /^Z[A-Z0-9]{1,31}$/,
  "the ID of a Route 53 hosted zone",
  'Example: "Z0123456789ABCDEFGHIJ".',
);
const secretArn = matching(
  /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:\S+$/,
  "the ARN of a secret",
  "Use arn:aws:secretsmanager:<region>:<account>:secret:<name>, with * as a wildcard.",
);
const parameterArn = matching(
  /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/\S+$/,
  "the ARN of a parameter",
  "Use arn:aws:ssm:<region>:<account>:parameter/<name>, with * as a wildcard.",
);
const queueArn = matching(
  /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]+$/,
  "the ARN of an SQS queue",
  "Use arn:aws:sqs:<region>:<account>:<name>.",
);

/** The service accounts are those of the controllers' Helm charts. */
export const CONTROLLERS: Readonly<Record<ControllerName, Controller>> = {
  externalDns: {
    child: "external-dns",
    ...{ namespace: "external-dns", serviceAccount: "external-dns" },
    lists: { hostedZoneIds: hostedZoneId },
    isInAutoMode: false,
  },
  externalSecrets: {
    child: "external-secrets",
    ...{ namespace: "external-secrets", serviceAccount: "external-secrets" },
    lists: { secretArns: secretArn, parameterArns: parameterArn, kmsKeyArns: kmsKeyArn },
    isInAutoMode: false,
  },
  loadBalancerController: {
    child: "load-balancer",
    ...{ namespace: "kube-system", serviceAccount: "aws-load-balancer-controller" },
    lists: {},
    isInAutoMode: true,
  },
  certManager: {
    child: "cert-manager",
    ...{ namespace: "cert-manager", serviceAccount: "cert-manager" },
    lists: { hostedZoneIds: hostedZoneId },
    isInAutoMode: false,
  },
  karpenter: {
    child: "karpenter",
    ...{ namespace: "kube-system", serviceAccount: "karpenter" },
    lists: {},
    isInAutoMode: true,
  },
};

const namespaceName = dnsLabel("the name of a namespace", "external-dns");
const serviceAccountName = dnsSubdomain("the name of a service account", "external-dns");

/** Checks `identities`, and adds the service accounts. */
export function checkIdentities(
  issues: ArgumentIssues,
  { identities, compute }: EksClusterArgs & EksClusterDefaults,
  hasPodIdentity: boolean,
): CheckedIdentities {
  const given: unknown = identities;
  issues.checkNames("identities", given, Object.keys(CONTROLLERS), "controller");
  if (typeof given !== "object" || given === null) return {};
  const names = (Object.keys(CONTROLLERS) as ControllerName[]).filter((name) => identities[name] !== undefined);
  if (names.length > 0 && !hasPodIdentity) {
    const statement =
      compute === "fargate"
        ? "pods on Fargate cannot use EKS Pod Identity"
        : "requires the add-on eks-pod-identity-agent, which provides pods with credentials";
    const remedy = compute === "fargate" ? "Create an IrsaRole for each controller." : "Add the add-on.";
    issues.add("identities", identities, { code: "conflict", statement, remedy });
  }
  const checked = names.map((name) => [name, checkIdentity(issues, name, identities[name], compute === "auto")]);
  return Object.fromEntries(checked.filter(([, identity]) => identity !== undefined)) as CheckedIdentities;
}

function checkIdentity(
  issues: ArgumentIssues,
  name: ControllerName,
  identity: EksIdentityArgs | undefined,
  isAuto: boolean,
): (EksIdentityArgs & ServiceAccount) | undefined {
  const path = `identities.${name}`;
  const controller = CONTROLLERS[name];
  const { namespace, serviceAccount, lists } = controller;
  if (isAuto && controller.isInAutoMode) {
    const statement = "EKS Auto Mode includes this controller";
    issues.add(path, identity, { code: "conflict", statement, remedy: "Remove the identity." });
  }
  const known = [
    ...ACCOUNT_ARGUMENTS,
    ...Object.keys(lists),
    ...(name === "karpenter" ? ["interruptionQueueArn"] : []),
  ];
  if (identity === undefined || !issues.checkNames(path, identity, known)) return undefined;
  const checked = { namespace, serviceAccount, ...definedProperties(identity) };
  issues.check(`${path}.namespace`, checked.namespace, namespaceName);
  issues.check(`${path}.serviceAccount`, checked.serviceAccount, serviceAccountName);
  const values = Object.entries(lists).map(([list, check]) => checkList(issues, path, list, checked, check));
  return values.reduce<EksIdentityArgs & ServiceAccount>((all, value) => ({ ...all, ...value }), {
    ...checked,
    ...checkQueue(issues, path, checked),
  });
}

const REQUIRED_LISTS = ["hostedZoneIds"];

function checkList(
  issues: ArgumentIssues,
  path: string,
  list: string,
  identity: object,
  check: Check<unknown>,
): Record<string, unknown> {
  const value = (identity as Record<string, unknown>)[list];
  if (value === undefined && !REQUIRED_LISTS.includes(list)) return {};
  if (!Array.isArray(value) || value.length === 0) {
    issues.add(`${path}.${list}`, value, expected("wrong-type", "an array of at least one element"));
    return {};
  }
  return {
    [list]: value.map((element: pulumi.Input<unknown>, index) =>
      issues.checkInput(`${path}.${list}[${index}]`, element, check),
    ),
  };
}

function checkQueue(issues: ArgumentIssues, path: string, identity: EksKarpenterIdentityArgs) {
  const arn = issues.checkOptionalInput(`${path}.interruptionQueueArn`, identity.interruptionQueueArn, queueArn);
  return arn === undefined ? {} : { interruptionQueueArn: arn };
}
