import type { Framework } from "../packages/policies/src";

/** Controls that no rule can hold, since what they ask is not in a plan. */
export interface OutsidePlans {
  /** Ids; `3.1.*` is a whole section. */
  readonly controls: readonly string[];
  /** What a plan lacks, as a sentence. */
  readonly because: string;
}

const CONSOLE = "It is set in the console alone: neither an API nor a resource holds it.";
const ROOT = "What the root user has or does is not a resource.";
const ONCE =
  "It is set once for an account or region: a stack that does not set it says nothing about the stack that does.";
const USE = "It depends on what users have done by now: on sign-ins, ages of keys, and what has fallen out of use.";
const DATES = "It depends on the day: a certificate that a plan shows expires later.";
const RUNTIME = "Only the running machine, or the service that watches it, knows.";
const NODES = "Files and flags on a node are made by its image and by what starts there, which a plan does not hold.";
const INTENT = "What is right depends on who should have access or where the boundaries are, which nobody declares.";

/** CIS AWS Foundations numbers these alike in both versions. */
const CIS_AWS: readonly OutsidePlans[] = [
  { controls: ["1.1", "1.3"], because: CONSOLE },
  { controls: ["1.2", "1.17", "1.20", "4.16"], because: ONCE },
  { controls: ["1.5", "1.6", "1.7"], because: ROOT },
  { controls: ["1.10", "1.11", "1.12", "1.13", "1.14"], because: USE },
  { controls: ["1.19"], because: DATES },
  { controls: ["1.21"], because: INTENT },
  { controls: ["2.1.3"], because: "What the objects in a bucket hold is not known before they are there." },
];

/** The one list of what is left out on purpose; a control in neither it nor a rule has no rule yet. */
export const OUTSIDE_PLANS: Readonly<Record<Framework, readonly OutsidePlans[]>> = {
  "aws-fsbp": [
    { controls: ["Account.1"], because: ONCE },
    { controls: ["IAM.6"], because: ROOT },
    { controls: ["IAM.3", "IAM.5", "IAM.8", "SecretsManager.3"], because: USE },
    { controls: ["ACM.1"], because: DATES },
    { controls: ["EC2.4", "SSM.1", "SSM.2", "SSM.3", "SecretsManager.2"], because: RUNTIME },
    { controls: ["CloudFront.12"], because: "Whether a bucket of another stack exists is not in this one's plan." },
  ],
  "cis-aws-3.0": CIS_AWS,
  "cis-aws-4.0": CIS_AWS,
  "cis-eks-1.4": [
    { controls: ["3.1.*", "3.2.*"], because: NODES },
    { controls: ["4.3.1"], because: "Which network plugin runs in a cluster is not a resource of most stacks." },
    { controls: ["4.4.2", "4.5.1", "5.1.2", "5.1.3"], because: INTENT },
  ],
  "pss-baseline": [],
  "pss-restricted": [],
};

/** Whether a control is one of those, by itself or by its section. */
export function isOutsidePlans(control: string, framework: Framework): boolean {
  return OUTSIDE_PLANS[framework].some(({ controls }) =>
    controls.some((id) => id === control || (id.endsWith("*") && control.startsWith(id.slice(0, -1)))),
  );
}
