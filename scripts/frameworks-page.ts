import { rules, type Framework } from "../packages/policies/src";
import { serviceOf, servicePage } from "../packages/gate/src/model/rule-docs";
import { OUTSIDE_PLANS } from "./controls-outside-plans";
import { prose, table } from "./markdown";

const INTRODUCTION = `# Frameworks

This page lists the controls of each framework and the [rules](rules.md) that cover them. Each framework has a preset of
the same name, which contains exactly these rules at the level \`mandatory\`: \`roadbed check --preset cis-aws-3.0\`.

A rule checks only what a plan contains. A stack that passes all rules of a framework does not necessarily pass an audit of
the account. Controls that cannot be checked in a plan are listed with the reason. A control in neither table has no rule
yet. \`npm run docs\` generates this page.
`;

const NAMES: Readonly<Record<Framework, string>> = {
  "aws-fsbp": "AWS Foundational Security Best Practices, with the control IDs of Security Hub",
  "cis-aws-3.0": "CIS Amazon Web Services Foundations Benchmark 3.0",
  "cis-aws-4.0": "CIS Amazon Web Services Foundations Benchmark 4.0",
  "cis-eks-1.4": "CIS Amazon Elastic Kubernetes Service Benchmark 1.4",
  "pss-baseline": "Kubernetes Pod Security Standards, Baseline policy",
  "pss-restricted":
    "Kubernetes Pod Security Standards, Restricted policy. The preset `kubernetes-restricted` includes both policies",
};

/** Returns the page that lists the rules for each control, and the controls that no rule can check. */
export function frameworksPage(): string {
  const frameworks = Object.keys(NAMES) as Framework[];
  const sections = frameworks.map((framework) => {
    const idsByControl = rulesByControl(framework);
    const outside = OUTSIDE_PLANS[framework];
    const ruleCount = new Set([...idsByControl.values()].flat()).size;
    return [
      `## ${framework}\n`,
      `${NAMES[framework]}. ${ruleCount} rules cover ${idsByControl.size} controls.\n`,
      ...table(
        ["Control", "Rules"],
        [...idsByControl].map(([control, ids]) => [prose(control), ids.map(linkTo).join(", ")]),
      ),
      "",
      ...(outside.length === 0 ? [] : [...outsideSection(outside), ""]),
    ].join("\n");
  });
  return [INTRODUCTION, ...sections].join("\n");
}

function outsideSection(outside: (typeof OUTSIDE_PLANS)[Framework]): string[] {
  return [
    "Controls that cannot be checked in a plan:\n",
    ...table(
      ["Controls", "Reason"],
      outside.map(({ controls, because }) => [prose(controls.join(", ")), because]),
    ),
  ];
}

const serviceById = new Map(rules.map((rule) => [rule.id, serviceOf(rule.id, rule.types)]));

const linkTo = (id: string): string => `[${id}](${servicePage(serviceById.get(id) ?? "")}#${id})`;

/** Returns the IDs of the rules for each control, in numeric order: EC2.2 before EC2.13. */
function rulesByControl(framework: Framework): ReadonlyMap<string, readonly string[]> {
  const idsByControl = new Map<string, string[]>();
  for (const { id, controls } of rules)
    for (const control of controls?.[framework] ?? [])
      idsByControl.set(control, [...(idsByControl.get(control) ?? []), id].sort());
  return new Map([...idsByControl].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true })));
}
