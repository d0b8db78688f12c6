import type { ESLint, Linter, Rule } from "eslint";

/**
 * Syntax that checks, fixes, and views must not use on inputs, with the reason and the remedy.
 *
 * Reading an unknown value aborts the check. Results stay sound, but code that reads all elements or properties at once
 * lets one unknown value hide a known violation.
 */
const EAGER_READS: readonly (readonly [selector: string, message: string])[] = [
  [":function SpreadElement", "Spreading reads every element at once. Use concat, or listOf(() => a, () => b)."],
  [
    "ForOfStatement, ForInStatement",
    "A loop stops at the first unknown value. Use the list's some, every, filter, or map method.",
  ],
  [
    "CallExpression[callee.property.name=/^(forEach|reduce|reduceRight|join)$/]",
    "This method reads every element at once. Use the list's some, every, filter, or map method.",
  ],
  [
    ":function NewExpression[callee.name=/^(Set|Map)$/]",
    "The constructor reads every element at once. Use the list's includes, some, or filter method.",
  ],
  [
    ":matches(:function > ObjectPattern, VariableDeclarator > ObjectPattern)[properties.length>1]",
    "Destructuring reads all properties that it names. Destructure one property, or use the object.",
  ],
  ["RestElement", "A rest element reads every property. Use the object."],
  ["TryStatement", "Do not catch errors in a check. The evaluation handles the error that an unknown value throws."],
  [":function[async=true], AwaitExpression", "A check must be synchronous."],
  [
    "CallExpression[callee.object.name=/^(Object|Reflect)$/]",
    "This call reads every property or bypasses the view. Use entries(object), `in`, or property access.",
  ],
  [
    ":function CallExpression[callee.object.name='JSON']",
    "Do not parse documents in a check. Use a view, so that a malformed document is reported once.",
  ],
];

/** Syntax that puts input values into messages. */
const VALUES_IN_MESSAGES: readonly (readonly [selector: string, message: string])[] = [
  ":function TemplateLiteral > :not(TemplateElement, MemberExpression[object.name='options'], MemberExpression[object.property.name='options'])",
  ":function BinaryExpression[operator='+']:has(> Literal[raw=/^[\"']/])",
].map((selector) => [
  selector,
  "A message must not contain input values, which can be secret. Return { at, message } instead.",
]);

const reportSyntax = (
  description: string,
  restrictions: readonly (readonly [selector: string, message: string])[],
): Rule.RuleModule => ({
  meta: { type: "problem", docs: { description }, schema: [] },
  create: (context) =>
    Object.fromEntries(
      restrictions.map(([selector, message]) => [selector, (node: Rule.Node) => context.report({ node, message })]),
    ),
});

/** The ESLint rules for files that define Roadbed rules and views. */
export const rules: Readonly<Record<string, Rule.RuleModule>> = {
  "no-eager-reads": reportSyntax("disallow reading all elements or properties of inputs at once", EAGER_READS),
  "no-values-in-messages": reportSyntax("disallow input values in messages", VALUES_IN_MESSAGES),
};

const plugin: ESLint.Plugin = { meta: { name: "@roadbed/policies/eslint" }, rules: { ...rules } };

/**
 * The recommended configuration. Limit it to the files that define rules and views:
 *
 *     import * as roadbed from "@roadbed/policies/eslint";
 *     export default [{ files: ["rules/*.ts"], ...roadbed.recommended }];
 */
export const recommended: Linter.Config = {
  plugins: { "@roadbed": plugin },
  rules: { "@roadbed/no-eager-reads": "error", "@roadbed/no-values-in-messages": "error" },
};
