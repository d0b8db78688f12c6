import type { Properties, Value } from "@roadbed/plan";
import { joinPath } from "../../kernel/input-path";
import { alternatives, type Alternatives } from "../alternatives";
import { accessSets, memberOf, type Facet } from "../facet";
import { grantAccess, opaque, type Grant, type ReadContext } from "../grants";
import { precedence } from "../network/rule-lists";
import { addressAlternatives, nameAlternatives } from "../network/traffic";
import { isInRange, NO_ACCESS, type Constraint } from "../requests/constraint";
import { parsePattern } from "../requests/pattern";
import { canonicalForm, elementsOf, plainText, readString } from "../values";

/** A firewall rule of a VPC network. Other rules are not known. */
const firewallRule: Facet = accessSets(
  (inputs, context) => (inputs.disabled === true ? NO_ACCESS : grantAccess(ruleGrants(inputs, context), context)),
  { at: "", othersAllow: true },
);

/** The facets of a firewall rule. A rule with a lower priority takes precedence. */
export const firewall: readonly Facet[] = [firewallRule, precedence("priority", ({ denies }) => denies === undefined)];

function ruleGrants(inputs: Properties, context: ReadContext): readonly Grant[] {
  const direction = plainText(inputs.direction)?.toUpperCase() ?? "INGRESS";
  const peers = direction === "EGRESS" ? destinations(inputs, context) : sources(inputs, context);
  const values = [
    { subject: "direction", value: direction },
    { subject: "network", value: inputs.network },
  ];
  return ["allows", "denies"].flatMap((list) =>
    elementsOf(inputs[list]).map((traffic, index) => {
      const at = joinPath(list, index);
      const constraints = [peers, targets(inputs, context), trafficAlternatives(traffic, at, context)];
      return { at, values, constraints, denies: list === "denies" };
    }),
  );
}

/** A request matches if any of the sources matches. Without sources, all addresses match. */
function sources(inputs: Properties, { holes }: ReadContext): Alternatives {
  const listed = [
    ...addressAlternatives(inputs.sourceRanges, "sourceRanges", holes),
    ...nameAlternatives("tag", inputs.sourceTags, "sourceTags", holes),
    ...nameAlternatives("service account", inputs.sourceServiceAccounts, "sourceServiceAccounts", holes),
  ];
  return listed.length > 0 ? listed : addressAlternatives(["0.0.0.0/0"], "", holes);
}

const destinations = ({ destinationRanges }: Properties, { holes }: ReadContext): Alternatives =>
  addressAlternatives(destinationRanges ?? ["0.0.0.0/0"], "destinationRanges", holes);

/** Without targets, the rule applies to all instances of the network. */
function targets(inputs: Properties, { holes }: ReadContext): Alternatives {
  const listed = [
    ...nameAlternatives("tag", inputs.targetTags, "targetTags", holes, "target"),
    ...nameAlternatives("service account", inputs.targetServiceAccounts, "targetServiceAccounts", holes, "target"),
  ];
  return listed.length > 0 ? listed : [[]];
}

function trafficAlternatives(traffic: Value, at: string, { holes }: ReadContext): Alternatives {
  const text = readString(memberOf(traffic, "protocol") ?? "", `${at} protocol`, holes)?.toLowerCase() ?? "";
  if (text === "all") return [[]];
  const protocol = PROTOCOLS[text] ?? text;
  const ofProtocol = alternatives("protocol", [parsePattern(protocol, { wildcards: false })], { holes });
  const ports = elementsOf(memberOf(traffic, "ports"));
  if (ports.length === 0) return ofProtocol;
  return ofProtocol.flatMap((constraints) =>
    ports.map((port, index) => [...constraints, portConstraint(port, `${at} port ${index}`)]),
  );
}

const PROTOCOLS: Readonly<Record<string, string>> = { "1": "icmp", "6": "tcp", "17": "udp" };

function portConstraint(port: Value, place: string): Constraint {
  const [, from, to] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(plainText(port) ?? "") ?? [];
  if (from !== undefined) return isInRange("port", [[BigInt(from), BigInt(to ?? from)]]);
  const form = canonicalForm(port);
  return opaque("port", form === "unknown()" ? `${form} ${place}` : form);
}
