import type { Properties, Value } from "@roadbed/plan";
import { joinPath } from "../../kernel/input-path";
import type { Alternatives } from "../alternatives";
import { accessSets, memberOf, type Facet } from "../facet";
import { grantAccess, opaque, type ReadContext } from "../grants";
import { precedence, ruleList } from "../network/rule-lists";
import { addressAlternatives, nameAlternatives, trafficConstraints } from "../network/traffic";
import { addressRange } from "../network/addresses";
import { isInRange, matchesAny, type Constraint, type Range } from "../requests/constraint";
import { parsePattern } from "../requests/pattern";
import { canonicalForm, elementsOf, plainText } from "../values";

/** The rules in a network security group. Both providers use the same names. */
export const groupRules: Facet = ruleList({
  at: "securityRules",
  read: (inputs, context) =>
    elementsOf(inputs.securityRules).map((rule, index) => {
      const at = joinPath("securityRules", index);
      // Rules of different directions are different lists, and never match the same requests.
      return {
        at,
        number: memberOf(rule, "priority"),
        action: memberOf(rule, "access"),
        parts: ruleParts(rule, at, context),
        source: rule,
      };
    }),
});

const allows = ({ access }: Properties) => plainText(access)?.toLowerCase() !== "deny";

/** The facets of a rule that is a resource of its own. */
export const separateRule: readonly Facet[] = [
  accessSets(
    (inputs, context) => {
      const group = { subject: "security group", value: inputs.networkSecurityGroupName };
      const constraints = ruleParts(inputs, "", context);
      return grantAccess([{ at: "", values: [group], constraints, denies: !allows(inputs) }], context);
    },
    { at: "", othersAllow: true },
  ),
  precedence("priority", allows),
];

function ruleParts(rule: Value, at: string, context: ReadContext): readonly Alternatives[] {
  const member = (name: string) => memberOf(rule, name);
  const direction = plainText(member("direction"))?.toLowerCase();
  const isDirection =
    direction === undefined
      ? opaque("direction", `${canonicalForm(member("direction") ?? null)} ${at}`)
      : matchesAny("direction", [parsePattern(direction)]);
  const protocol = { protocol: member("protocol"), fromPort: undefined, toPort: undefined };
  return [
    [[isDirection]],
    // The protocol is constrained without ports, which are separate members.
    trafficConstraints(protocol, at, context.holes).map((constraints) =>
      constraints.filter(({ subject }) => subject === "protocol"),
    ),
    portAlternatives(rule, "sourcePortRange", "source port"),
    portAlternatives(rule, "destinationPortRange", "port"),
    peers(rule, "source", "address", at, context),
    peers(rule, "destination", "destination", at, context),
  ];
}

/** A list can be in the singular or in the plural member. */
const bothOf = (rule: Value, name: string): readonly Value[] => [
  ...elementsOf(memberOf(rule, name)),
  ...elementsOf(memberOf(rule, `${name}${name.endsWith("x") ? "es" : "s"}`)),
];

function portAlternatives(rule: Value, name: string, subject: string): Alternatives {
  const constraints: Constraint[] = [];
  const ranges: Range[] = [];
  for (const value of bothOf(rule, name)) {
    const text = plainText(value);
    if (text === "*") return [[]];
    const [, from, to] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text ?? "") ?? [];
    if (from !== undefined) ranges.push([BigInt(from), BigInt(to ?? from)]);
    else constraints.push(opaque(subject, `${canonicalForm(value)} ${name}`));
  }
  return [...(ranges.length > 0 ? [isInRange(subject, ranges)] : []), ...constraints].map((constraint) => [constraint]);
}

/** Addresses, service tags such as `VirtualNetwork`, and application security groups. `*` and `Any` are all addresses. */
function peers(
  rule: Value,
  side: "source" | "destination",
  subject: string,
  at: string,
  { holes }: ReadContext,
): Alternatives {
  const prefixes = bothOf(rule, `${side}AddressPrefix`);
  if (prefixes.some((prefix) => ["*", "any", "0.0.0.0/0"].includes(plainText(prefix)?.toLowerCase() ?? "")))
    return [[]];
  const isTag = (prefix: Value) => typeof prefix === "string" && addressRange(prefix) === undefined;
  const groups = [
    ...elementsOf(memberOf(rule, `${side}ApplicationSecurityGroups`)).map((group) => memberOf(group, "id") ?? group),
    ...elementsOf(memberOf(rule, `${side}ApplicationSecurityGroupIds`)),
  ];
  const place = `${at} ${side}`;
  return [
    ...addressAlternatives(
      prefixes.filter((prefix) => !isTag(prefix)),
      place,
      holes,
      subject,
    ),
    ...nameAlternatives("tag", prefixes.filter(isTag), place, holes, subject),
    ...nameAlternatives("application group", groups, place, holes, subject),
  ];
}
