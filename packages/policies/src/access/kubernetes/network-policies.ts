import { isProperties, unwrapSecret, type Properties, type Value } from "@roadbed/plan";
import { parseCidrBlock } from "../../evaluation/cidr-blocks";
import { joinPath } from "../../kernel/input-path";
import { alternatives, combine, type Alternatives } from "../alternatives";
import { undecided } from "../compare-access-sets";
import { accessSets, memberOf, valueAt, type Facet } from "../facet";
import { opaque, type ReadContext } from "../grants";
import { cidrRange } from "../network/addresses";
import { addressAlternatives } from "../network/traffic";
import { isInRange, matchesAny, not, type AccessSet, type Constraint, type RequestSet } from "../requests/constraint";
import { parsePattern } from "../requests/pattern";
import { canonicalForm, elementsOf, plainText, readString } from "../values";
import { selectorConstraints } from "./label-selectors";

type Direction = "ingress" | "egress";

const comparePolicies = accessSets((inputs, context) => policyAccess(inputs, context), { at: "spec" });

/** A policy that isolates no pods, as without the policy. */
const NO_POLICY: Properties = { spec: { policyTypes: [] } };

/** The traffic that a network policy allows. Pods that the policy does not select are not isolated by it. */
export const networkPolicy: Facet = (before, after) => {
  const addsRules = before === undefined && after !== undefined && hasRules(after);
  return addsRules
    ? undecided("spec", "allows traffic that another network policy may deny")
    : comparePolicies(before ?? NO_POLICY, after ?? NO_POLICY);
};

const hasRules = (inputs: Properties) =>
  ["spec.ingress", "spec.egress"].some((path) => elementsOf(valueAt(inputs, path)).length > 0);

function policyAccess(inputs: Properties, context: ReadContext): AccessSet {
  const selector = selectorConstraints(valueAt(inputs, "spec.podSelector"), "pod", "podSelector", context.holes);
  const allowed = (["ingress", "egress"] as const).flatMap((direction) => {
    const isDirection = matchesAny("direction", [parsePattern(direction)]);
    if (!isolates(inputs, direction)) return [{ at: "spec", constraints: [isDirection] }];
    const others = selector.map((constraint): RequestSet => ({
      at: "spec.podSelector",
      constraints: [isDirection, not(constraint)],
    }));
    return [...others, ...ruleRequests(inputs, direction, [isDirection, ...selector], context)];
  });
  return { allowed, denied: [] };
}

/** Whether the policy isolates pods. Without `policyTypes`, it does for ingress, and for egress if it has egress rules. */
function isolates(inputs: Properties, direction: Direction): boolean {
  const types = valueAt(inputs, "spec.policyTypes");
  if (types === undefined) return direction === "ingress" || elementsOf(valueAt(inputs, "spec.egress")).length > 0;
  return elementsOf(types).some((type) => plainText(type)?.toLowerCase() === direction);
}

function ruleRequests(
  inputs: Properties,
  direction: Direction,
  common: readonly Constraint[],
  context: ReadContext,
): readonly RequestSet[] {
  return elementsOf(valueAt(inputs, `spec.${direction}`)).flatMap((rule, index) => {
    const at = joinPath(`spec.${direction}`, index);
    const inner = unwrapSecret(rule);
    const parts = isProperties(inner)
      ? [
          portAlternatives(inner.ports, at, context),
          peerAlternatives(inner[direction === "ingress" ? "from" : "to"], at, context),
        ]
      : [[[opaque("rule", `${canonicalForm(rule)} ${at}`)]]];
    return combine([[common], ...parts], context.budget).map((constraints) => ({ at, constraints }));
  });
}

/** Without ports, all ports are allowed. */
function portAlternatives(ports: Value | undefined, at: string, { holes }: ReadContext): Alternatives {
  const listed = elementsOf(ports);
  if (listed.length === 0) return [[]];
  return listed.flatMap((port, index) => {
    const protocol = readString(memberOf(port, "protocol") ?? "TCP", `${at} protocol ${index}`, holes) ?? "";
    const [from, to] = [memberOf(port, "port"), memberOf(port, "endPort")];
    const ofProtocol = alternatives("protocol", [parsePattern(protocol, { wildcards: false })], { holes });
    const onPort = from === undefined ? [] : [portConstraint(from, to ?? from, `${at} port ${index}`)];
    return ofProtocol.map((constraints) => [...constraints, ...onPort]);
  });
}

/** A port can also be the name of a port, which each pod defines. */
function portConstraint(from: Value, to: Value, place: string): Constraint {
  const [first, last] = [unwrapSecret(from), unwrapSecret(to)];
  if (Number.isInteger(first) && Number.isInteger(last))
    return isInRange("port", [[BigInt(first as number), BigInt(last as number)]]);
  const form = canonicalForm([from, to]);
  return opaque("port", form.includes("unknown()") ? `${form} ${place}` : form);
}

/** Without peers, all peers are allowed. */
function peerAlternatives(peers: Value | undefined, at: string, context: ReadContext): Alternatives {
  const listed = elementsOf(peers);
  if (listed.length === 0) return [[]];
  return listed.flatMap((peer, index) => peerConstraints(peer, `${at} ${index}`, context));
}

function peerConstraints(peer: Value, place: string, { holes }: ReadContext): Alternatives {
  const block = memberOf(peer, "ipBlock");
  if (block !== undefined) {
    const excluded = elementsOf(memberOf(block, "except")).map((cidr) => excludedAddresses(cidr, place));
    return addressAlternatives(memberOf(block, "cidr"), place, holes).map((constraints) => [
      ...constraints,
      ...excluded,
    ]);
  }
  const [pods, namespaces] = [memberOf(peer, "podSelector"), memberOf(peer, "namespaceSelector")];
  if (pods === undefined && namespaces === undefined) return [[opaque("address", `${canonicalForm(peer)} ${place}`)]];
  const isPod = matchesAny("address kind", [parsePattern("pod")]);
  const isOwn = matchesAny("peer namespace", [parsePattern("own")]);
  return [
    [
      isPod,
      ...(namespaces === undefined
        ? [isOwn]
        : selectorConstraints(namespaces, "peer namespace", `${place} namespace`, holes)),
      ...selectorConstraints(pods, "peer", `${place} pod`, holes),
    ],
  ];
}

function excludedAddresses(cidr: Value, place: string): Constraint {
  const block = typeof cidr === "string" ? parseCidrBlock(cidr) : undefined;
  const range = block && cidrRange(block);
  return not(
    range === undefined ? opaque("address", `${canonicalForm(cidr)} ${place}`) : isInRange("address", [range]),
  );
}
