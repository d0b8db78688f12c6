import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ComponentResource } from "@pulumi/pulumi";
import * as awsComponents from "../packages/components/src/aws";
import * as kubernetesComponents from "../packages/components/src/kubernetes";
import { rules } from "../packages/policies/src";

const root = join(__dirname, "..");

/** The figures of docs/accuracy.md that the README repeats. A test compares them with that page. */
export const ACCURACY = { found: "92.3%", falseAlarms: "5.3%" };

const LINE_LENGTH = 128;

/** The version of the Pulumi CLI that recorded the expected plans. */
const RECORDED_CLI_VERSION = "3.260";

/** Returns the README's list of packages, with current counts. */
export function includedList(): string {
  const frameworks = new Set(rules.flatMap(({ controls }) => Object.keys(controls ?? {})));
  const general = rules.filter(({ types }) => types.length === 0).length;
  const kubernetes = rules.filter(({ types }) => types.some((type) => type.startsWith("kubernetes:"))).length;
  const drift = rules.filter(({ topic }) => topic === "drift").length;
  return [
    "- [`roadbed`](docs/gate.md), the command line tool: `check`, `approve`, `verify-plan`, `drift`, `audit`, `rules`, `explain`, and `policy-config`.",
    `- [\`@roadbed/policies\`](docs/policies.md), ${rules.length} rules: ${rules.length - kubernetes - general} for AWS, ${kubernetes} for Kubernetes, and ${general} for all providers. ${drift} rules prevent`,
    `  configuration drift. The rules cover controls of ${frameworks.size} frameworks, including CIS, AWS FSBP, and the Pod Security Standards.`,
    "- [`@roadbed/components`](packages/components/README.md), components with secure defaults.",
    ...wrapped(`For AWS: ${componentNames(awsComponents).join(", ")}.`),
    ...wrapped(`For Kubernetes: ${componentNames(kubernetesComponents).join(", ")}.`),
    "- [`@roadbed/testing`](docs/testing.md), previews of programs and components in unit tests.",
    "- [`@roadbed/plan`](packages/plan/README.md), the plan model and the preview engines, for your own tools.",
  ].join("\n");
}

/** Returns the lines of an indented paragraph. */
function wrapped(paragraph: string): string[] {
  return paragraph.split(" ").reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    const line = last === undefined ? `  ${word}` : `${last} ${word}`;
    return last === undefined || line.length > LINE_LENGTH ? [...lines, `  ${word}`] : [...lines.slice(0, -1), line];
  }, []);
}

function componentNames(exports: object): string[] {
  return Object.entries(exports as Readonly<Record<string, unknown>>)
    .filter(([, value]) => typeof value === "function" && value.prototype instanceof ComponentResource)
    .map(([name]) => name)
    .sort()
    .map((name) => `\`${name}\``);
}

/** Returns the README's list of figures on the reliability of previews and rules. */
export function evidenceList(): string {
  const programs = readdirSync(join(root, "packages/plan/testdata/engine-parity"), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory(),
  ).length;
  return [
    `- **Previews:** the plans of ${programs} of ${programs} test programs match those of the Pulumi CLI ${RECORDED_CLI_VERSION} in steps, inputs,`,
    "  dependencies, options, outputs, and errors. See [The embedded engine](docs/embedded-engine.md).",
    `- **Rules:** on the labeled AWS examples of Checkov and Trivy, the rules find ${ACCURACY.found} of the failures, with ${ACCURACY.falseAlarms} false`,
    "  alarms. Each miss and each alarm is explained in [Accuracy](docs/accuracy.md).",
    "- **Examples:** every rule has passing and failing examples. Tests also run them with each value unknown.",
    "- **Reach:** the verdict lists what was not evaluated. A missing result never counts as a pass.",
  ].join("\n");
}
