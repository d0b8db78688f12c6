import { rules, type Framework } from "../packages/policies/src";
import { serviceOf } from "../packages/gate/src/rule-catalog/rule-entry";
import { OUTSIDE_PLANS } from "./controls-outside-plans";
import { prose, table } from "./markdown";
import { detailsPage } from "./rules-page";

const INTRODUCTION = `# Frameworks

Which rules hold which controls. A preset of the framework's name makes them mandatory, and nothing else:
\`roadbed check --preset cis-aws-3.0\`. Rules are in [Rules](rules.md).

A rule holds what of its control a plan shows: a stack that passes has not thereby passed an audit of the account. Controls
that no plan can show are listed with the reason. A control in neither table has no rule yet. This page is made by
\`npm run docs\`.
`;

const NAMES: Readonly<Record<Framework, string>> = {
  "aws-fsbp": "AWS Foundational Security Best Practices, by the ids of Security Hub",
  "cis-aws-3.0": "CIS Amazon Web Services Foundations Benchmark 3.0",
  "cis-aws-4.0": "CIS Amazon Web Services Foundations Benchmark 4.0",
  "cis-eks-1.4": "CIS Amazon Elastic Kubernetes Service Benchmark 1.4",
  "pss-baseline": "Kubernetes Pod Security Standards, level baseline",
  "pss-restricted":
    "Kubernetes Pod Security Standards, level restricted; the preset `kubernetes-restricted` holds both levels",
};

/** Which rules hold which controls of each framework, and which controls no rule can hold. */
export function frameworksPage(): string {
  const frameworks = Object.keys(NAMES) as Framework[];
  const sections = frameworks.map((framework) => {
    const held = rulesByControl(framework);
    const outside = OUTSIDE_PLANS[framework];
    const ruleCount = new Set([...held.values()].flat()).size;
    return [
      `## ${framework}\n`,
      `${NAMES[framework]}. ${held.size} controls are held by ${ruleCount} rules.\n`,
      ...table(
        ["Control", "Rules"],
        [...held].map(([control, ids]) => [prose(control), ids.map(linkTo).join(", ")]),
      ),
      "",
      ...(outside.length === 0 ? [] : [...outsideSection(outside), ""]),
    ].join("\n");
  });
  return [INTRODUCTION, ...sections].join("\n");
}

function outsideSection(outside: (typeof OUTSIDE_PLANS)[Framework]): string[] {
  return [
    "Not to be decided from a plan:\n",
    ...table(
      ["Controls", "Why"],
      outside.map(({ controls, because }) => [prose(controls.join(", ")), because]),
    ),
  ];
}

const serviceById = new Map(rules.map((rule) => [rule.id, serviceOf(rule.id, rule.types)]));

const linkTo = (id: string): string => `[${id}](${detailsPage(serviceById.get(id) ?? "")}#${id})`;

/** In the order of the controls: EC2.2 before EC2.13. */
function rulesByControl(framework: Framework): ReadonlyMap<string, readonly string[]> {
  const held = new Map<string, string[]>();
  for (const { id, controls } of rules)
    for (const control of controls?.[framework] ?? []) held.set(control, [...(held.get(control) ?? []), id].sort());
  return new Map([...held].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true })));
}
