import type { Properties, Value } from "@roadbed/plan";
import { joinPath } from "../../kernel/input-path";
import { accessSets, memberOf, type Facet } from "../facet";
import { grantAccess, type Grant, type ReadContext } from "../grants";
import { elementsOf } from "../values";
import { addressAlternatives, nameAlternatives, trafficConstraints } from "./traffic";

/** The members of a rule that name its sources or destinations. */
interface PeerNames {
  readonly protocol: string;
  readonly addresses: readonly string[];
  readonly groups: readonly string[];
  readonly prefixLists: readonly string[];
}

const INLINE: PeerNames = {
  protocol: "protocol",
  addresses: ["cidrBlocks", "ipv6CidrBlocks"],
  groups: ["securityGroups", "sourceSecurityGroupId"],
  prefixLists: ["prefixListIds"],
};
const SEPARATE: PeerNames = {
  protocol: "ipProtocol",
  addresses: ["cidrIpv4", "cidrIpv6"],
  groups: ["referencedSecurityGroupId"],
  prefixLists: ["prefixListId"],
};

/** The rules in a security group. */
export const inlineRules: Facet = accessSets(
  (inputs, context) =>
    grantAccess(
      ["ingress", "egress"].flatMap((direction) =>
        elementsOf(inputs[direction]).map((rule, index) =>
          ruleGrant(rule, { names: INLINE, direction, at: joinPath(direction, index) }, context),
        ),
      ),
      context,
    ),
  { at: "ingress" },
);

/** A rule that is a resource of its own. */
export const separateRule = (direction: "ingress" | "egress"): Facet => ruleFacet(SEPARATE, () => direction);

/** A rule whose direction is an input. */
export const directedRule: Facet = ruleFacet(INLINE, ({ type }) => type);

function ruleFacet(names: PeerNames, directionOf: (inputs: Properties) => Value | undefined): Facet {
  return accessSets(
    (inputs, context) => {
      const rule = ruleGrant(inputs, { names, direction: directionOf(inputs), at: "" }, context);
      const group = { subject: "security group", value: inputs.securityGroupId };
      return grantAccess([{ ...rule, values: [...rule.values, group] }], context);
    },
    { at: "" },
  );
}

interface RulePlace {
  readonly names: PeerNames;
  readonly direction: Value | undefined;
  readonly at: string;
}

function ruleGrant(rule: Value, { names, direction, at }: RulePlace, { holes }: ReadContext): Grant {
  const member = (name: string) => memberOf(rule, name);
  const peers = [
    ...names.addresses.flatMap((name) => addressAlternatives(member(name), `${at} ${name}`, holes)),
    ...names.groups.flatMap((name) => nameAlternatives("group", member(name), `${at} ${name}`, holes)),
    ...names.prefixLists.flatMap((name) => nameAlternatives("prefix list", member(name), `${at} ${name}`, holes)),
    ...(member("self") === true ? nameAlternatives("group", "self", at, holes) : []),
  ];
  const traffic = { protocol: member(names.protocol), fromPort: member("fromPort"), toPort: member("toPort") };
  return {
    at,
    values: [{ subject: "direction", value: direction }],
    constraints: [trafficConstraints(traffic, at, holes), peers],
  };
}

/** The CIDR blocks of a prefix list, which security groups reference. */
export const prefixListEntries: Facet = accessSets(
  (inputs, context) =>
    grantAccess(
      elementsOf(inputs.entries).map((entry, index) => {
        const at = joinPath("entries", index);
        return { at, values: [], constraints: [addressAlternatives(memberOf(entry, "cidr"), at, context.holes)] };
      }),
      context,
    ),
  { at: "entries" },
);

/** An entry of a prefix list that is a resource of its own. */
export const prefixListEntry: Facet = accessSets(
  ({ cidr, prefixListId }, context) => {
    const constraints = [addressAlternatives(cidr, "cidr", context.holes)];
    return grantAccess(
      [{ at: "cidr", values: [{ subject: "prefix list", value: prefixListId }], constraints }],
      context,
    );
  },
  { at: "cidr" },
);
