import type { Properties } from "@roadbed/plan";
import { groupRules, separateRule } from "../azure/security-rules";
import { accessSets, booleanSetting, grants, memberOf, setting, valueAt, type Facet } from "../facet";
import { grantAccess } from "../grants";
import { addressAlternatives, nameAlternatives } from "../network/traffic";
import { elementsOf } from "../values";

/** The inputs of a firewall of a service. */
interface FirewallInputs {
  readonly path: string;
  readonly addresses: string;
  readonly subnets: string;
}

/** The networks that a firewall of a service allows. Without rules, and unless the default action is to deny, it allows all. */
const serviceFirewall = ({ path, addresses, subnets }: FirewallInputs): Facet =>
  accessSets(
    (inputs, context) => {
      const rules = valueAt(inputs, path);
      const action = memberOf(rules, "defaultAction");
      if (action !== "Deny") {
        const values = typeof action === "string" || action === undefined ? [] : [{ subject: "action", value: action }];
        return grantAccess([{ at: path, values }], context);
      }
      const members = (list: string, names: readonly string[]) =>
        elementsOf(memberOf(rules, list)).map(
          (rule) => names.map((name) => memberOf(rule, name)).find((value) => value !== undefined) ?? rule,
        );
      const listed = [
        ...addressAlternatives(members(addresses, ["iPAddressOrRange", "value", "ipMask"]), path, context.holes),
        ...nameAlternatives("subnet", members(subnets, ["virtualNetworkResourceId", "id"]), path, context.holes),
      ];
      return grantAccess([{ at: path, values: [], constraints: [listed] }], context);
    },
    { at: path },
  );

/** The role that an assignment gives to a principal. Conditions are compared as a whole. */
const roleAssignment: readonly Facet[] = [
  grants(
    (inputs) => [
      {
        at: "",
        values: [
          { subject: "principal", value: inputs.principalId },
          // Both providers accept the role as an ID, and one of them also as a name.
          { subject: "role", value: inputs.roleDefinitionId ?? inputs.roleDefinitionName },
          { subject: "scope", value: inputs.scope, convert: (scope) => scope.toLowerCase() },
          { subject: "condition", value: inputs.condition },
        ],
      },
    ],
    { at: "" },
  ),
];

const blobAccess = (path: string, ifAbsent: boolean) =>
  booleanSetting({ path, openIf: true, ifAbsent, message: "allows anonymous access to containers" });

/** The Azure resources that decide who can access what. */
export const AZURE: Readonly<Record<string, readonly Facet[]>> = {
  "azure-native:network:NetworkSecurityGroup": [groupRules],
  "azure-native:network:SecurityRule": separateRule,
  "azure-native:authorization:RoleAssignment": roleAssignment,
  "azure-native:storage:StorageAccount": [
    serviceFirewall({ path: "networkRuleSet", addresses: "ipRules", subnets: "virtualNetworkRules" }),
    blobAccess("allowBlobPublicAccess", false),
  ],
  "azure-native:keyvault:Vault": [
    serviceFirewall({ path: "properties.networkAcls", addresses: "ipRules", subnets: "virtualNetworkRules" }),
  ],
  "azure:network/networkSecurityGroup:NetworkSecurityGroup": [groupRules],
  "azure:network/networkSecurityRule:NetworkSecurityRule": separateRule,
  "azure:authorization/assignment:Assignment": roleAssignment,
  "azure:storage/account:Account": [
    serviceFirewall({ path: "networkRules", addresses: "ipRules", subnets: "virtualNetworkSubnetIds" }),
    blobAccess("allowNestedItemsToBePublic", true),
  ],
  "azure:keyvault/keyVault:KeyVault": [
    serviceFirewall({ path: "networkAcls", addresses: "ipRules", subnets: "virtualNetworkSubnetIds" }),
  ],
};

const REACHABLE = "becomes reachable from public networks";

/** Settings that many Azure resources have, as far as one of the versions contains them. */
export const AZURE_SETTINGS: readonly Facet[] = [
  ifPresent(
    "publicNetworkAccess",
    setting({
      path: "publicNetworkAccess",
      message: REACHABLE,
      openness: (value = "Enabled") => (value === "Enabled" ? 1 : typeof value === "string" ? 0 : undefined),
    }),
  ),
  ifPresent(
    "publicNetworkAccessEnabled",
    booleanSetting({ path: "publicNetworkAccessEnabled", openIf: true, ifAbsent: true, message: REACHABLE }),
  ),
];

function ifPresent(name: string, facet: Facet): Facet {
  const has = (inputs: Properties | undefined) => inputs?.[name] !== undefined;
  return (before, after) => (has(before) || has(after) ? facet(before, after) : { verdict: "same", changes: [] });
}
