import type { Properties, Value } from "@roadbed/plan";
import { joinPath } from "../../kernel/input-path";
import { accessSets, memberOf, type Facet } from "../facet";
import { grantAccess, type ReadContext } from "../grants";
import { matchesAny } from "../requests/constraint";
import { parsePattern } from "../requests/pattern";
import { elementsOf, plainText } from "../values";
import type { Alternatives } from "../alternatives";
import { precedence, ruleList } from "./rule-lists";
import { addressAlternatives, trafficConstraints } from "./traffic";

/** The entries in a network ACL. */
export const inlineEntries: Facet = ruleList({
  at: "ingress",
  read: (inputs, context) =>
    ["ingress", "egress"].flatMap((direction) =>
      elementsOf(inputs[direction]).map((entry, index) => {
        const at = joinPath(direction, index);
        return {
          at,
          number: memberOf(entry, "ruleNo"),
          action: memberOf(entry, "action"),
          parts: [[[matchesAny("direction", [parsePattern(direction)])]], ...entryParts(entry, at, context)],
          source: [direction, entry],
        };
      }),
    ),
});

/** An entry that is a resource of its own. The other entries of the network ACL are not known. */
export const separateEntry: Facet = accessSets(
  (inputs, context) => {
    const values = [
      { subject: "direction", value: inputs.egress ?? false },
      { subject: "network ACL", value: inputs.networkAclId },
    ];
    const constraints = entryParts(inputs, "", context);
    return grantAccess([{ at: "", values, constraints, denies: !allows(inputs) }], context);
  },
  { at: "", othersAllow: true },
);

const allows = (inputs: Properties) => plainText(inputs.ruleAction)?.toLowerCase() !== "deny";

/** The number of an entry that is a resource of its own. */
export const entryNumber: Facet = precedence("ruleNumber", allows);

function entryParts(entry: Value, at: string, { holes }: ReadContext): readonly Alternatives[] {
  const member = (name: string) => memberOf(entry, name);
  const protocol = member("protocol");
  const isIcmp = ["icmp", "1", "icmpv6", "58"].includes(plainText(protocol)?.toLowerCase() ?? "");
  const traffic = {
    protocol,
    fromPort: isIcmp ? member("icmpType") : member("fromPort"),
    toPort: isIcmp ? member("icmpCode") : member("toPort"),
  };
  const addresses = ["cidrBlock", "ipv6CidrBlock"].flatMap((name) =>
    addressAlternatives(member(name), `${at} ${name}`, holes),
  );
  return [trafficConstraints(traffic, at, holes), addresses];
}
