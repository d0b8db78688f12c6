import type { Framework } from "../packages/policies/src";

/** Controls that no rule can check, because a plan does not contain what they require. */
export interface OutsidePlans {
  /** The IDs of the controls. `3.1.*` stands for all controls of section 3.1. */
  readonly controls: readonly string[];
  /** The reason why a plan cannot show compliance, as a sentence. */
  readonly because: string;
}

const CONSOLE = "The setting is available only in the console. No API or resource manages it.";
const ROOT = "The credentials and actions of the root user are not resources.";
const ONCE =
  "The setting applies to a whole account or Region. Its absence from a stack does not mean that no other stack sets it.";
const USE = "The control depends on past activity: sign-ins, the age of access keys, and unused credentials.";
const DATES = "The control depends on the date of the audit: certificates expire after the deployment.";
const RUNTIME = "Only the running instance, or the service that monitors it, can report this.";
const NODES = "Files and flags on a node come from its image and its startup scripts, which a plan does not contain.";
const INTENT = "The control depends on the intended access and boundaries, which no resource declares.";

/** Both versions of CIS AWS Foundations use these numbers. */
const CIS_AWS: readonly OutsidePlans[] = [
  { controls: ["1.1", "1.3"], because: CONSOLE },
  { controls: ["1.2", "1.17", "1.20", "4.16"], because: ONCE },
  { controls: ["1.5", "1.6", "1.7"], because: ROOT },
  { controls: ["1.10", "1.11", "1.12", "1.13", "1.14"], because: USE },
  { controls: ["1.19"], because: DATES },
  { controls: ["1.21"], because: INTENT },
  { controls: ["2.1.3"], because: "The contents of objects in a bucket are not known before they are uploaded." },
];

/** The controls that are deliberately not covered. A control that is neither listed here nor covered by a rule has no rule yet. */
export const OUTSIDE_PLANS: Readonly<Record<Framework, readonly OutsidePlans[]>> = {
  "aws-fsbp": [
    { controls: ["Account.1"], because: ONCE },
    { controls: ["IAM.6"], because: ROOT },
    { controls: ["IAM.3", "IAM.5", "IAM.8", "SecretsManager.3"], because: USE },
    { controls: ["ACM.1"], because: DATES },
    { controls: ["EC2.4", "SSM.1", "SSM.2", "SSM.3", "SecretsManager.2"], because: RUNTIME },
    {
      controls: ["CloudFront.12"],
      because: "The plan of a stack does not show whether a bucket in another stack exists.",
    },
  ],
  "cis-aws-3.0": CIS_AWS,
  "cis-aws-4.0": CIS_AWS,
  "cis-eks-1.4": [
    { controls: ["3.1.*", "3.2.*"], because: NODES },
    { controls: ["4.3.1"], because: "Most stacks do not declare the network plugin of the cluster as a resource." },
    { controls: ["4.4.2", "4.5.1", "5.1.2", "5.1.3"], because: INTENT },
  ],
  "pss-baseline": [],
  "pss-restricted": [],
};

/** Whether the list contains a control or its section. */
export function isOutsidePlans(control: string, framework: Framework): boolean {
  return OUTSIDE_PLANS[framework].some(({ controls }) =>
    controls.some((id) => id === control || (id.endsWith("*") && control.startsWith(id.slice(0, -1)))),
  );
}
