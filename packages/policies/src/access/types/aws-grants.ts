import { propertyMap, unwrapSecret, type Properties, type Value } from "@roadbed/plan";
import { documents, grants, memberOf, valueAt, type Facet } from "../facet";
import type { Grant, GrantValues } from "../grants";
import { elementsOf } from "../values";

/** Defines a facet of a resource that is one grant. The inputs name what a request must match. */
const grantOf = (at: string, ...inputs: readonly (string | readonly [subject: string, path: string])[]): Facet =>
  grants((resource) => [{ at, values: inputs.map((input) => valuesOf(resource, input)) }], { at });

const valuesOf = (inputs: Properties, input: string | readonly [subject: string, path: string]): GrantValues => {
  const [subject, path] = typeof input === "string" ? [input, input] : input;
  return { subject, value: valueAt(inputs, path) };
};

/** The inputs of a permission, which the service converts to a policy statement. */
interface PermissionInputs {
  readonly resource: readonly string[];
  readonly conditions: Readonly<Record<string, readonly [operator: string, key: string]>>;
}

/** Defines a facet of a resource that adds a statement to a policy. */
const permission = ({ resource, conditions }: PermissionInputs): Facet =>
  documents(
    (inputs) => {
      const condition = Object.entries(conditions).flatMap(([name, [operator, key]]) => {
        const value = valueAt(inputs, name);
        return value === undefined ? [] : [[operator, propertyMap([[key, value]])] as const];
      });
      const statement = propertyMap([
        ["Effect", "Allow"],
        ["Principal", principalOf(inputs.principal ?? "*")],
        ["Action", inputs.action ?? "*"],
        ["Condition", propertyMap(merged(condition))],
      ]);
      const attachedTo = resource.map((name): GrantValues => ({
        subject: `resource ${name}`,
        value: inputs[name] ?? "",
      }));
      return [{ value: propertyMap([["Statement", statement]]), at: "", attachedTo }];
    },
    { at: "", othersAllow: true },
  );

/** Combines the conditions with the same operator. */
function merged(conditions: readonly (readonly [string, Properties])[]): ReadonlyMap<string, Properties> {
  const result = new Map<string, Properties>();
  for (const [operator, keys] of conditions)
    result.set(operator, propertyMap([...Object.entries(result.get(operator) ?? {}), ...Object.entries(keys)]));
  return result;
}

/** Accounts and ARNs are AWS principals, and other names are services. */
function principalOf(principal: Value): Value {
  const inner = unwrapSecret(principal);
  if (typeof inner !== "string" || inner === "*") return principal;
  const kind = /^\d{12}$|^arn:/.test(inner) ? "AWS" : "Service";
  return propertyMap([[kind, inner]]);
}

const lambdaPermission = permission({
  resource: ["function", "qualifier"],
  conditions: {
    sourceArn: ["ArnLike", "aws:SourceArn"],
    sourceAccount: ["StringEquals", "aws:SourceAccount"],
    principalOrgId: ["StringEquals", "aws:PrincipalOrgID"],
    eventSourceToken: ["StringEquals", "lambda:EventSourceToken"],
    functionUrlAuthType: ["StringEquals", "lambda:FunctionUrlAuthType"],
    invokedViaFunctionUrl: ["Bool", "lambda:InvokedViaFunctionUrl"],
  },
});

/** A grant of a KMS key. The encryption context limits the grant. */
const keyGrant = grants(
  (inputs) => [
    {
      at: "",
      values: [
        valuesOf(inputs, ["resource", "keyId"]),
        valuesOf(inputs, ["principal", "granteePrincipal"]),
        valuesOf(inputs, ["action", "operations"]),
        ...contextConstraints(inputs.constraints),
      ],
    },
  ],
  { at: "" },
);

const contextConstraints = (constraints: Value | undefined): readonly GrantValues[] =>
  elementsOf(constraints).flatMap((constraint) =>
    ["encryptionContextEquals", "encryptionContextSubset"].flatMap((name) =>
      Object.entries(unwrapSecret(memberOf(constraint, name) ?? null) ?? {}).map(([key, value]) => ({
        subject: `condition ${name} ${key}`,
        value: value as Value,
      })),
    ),
  );

/** The members of a group or the groups of a user, each as a grant. */
const membership = (...inputs: readonly (readonly [subject: string, path: string])[]): Facet =>
  grantOf(inputs[0]?.[1] ?? "", ...inputs);

/** An access policy of EKS applies to the whole cluster or to namespaces, which can contain wildcards. */
const accessPolicy = grants(
  (inputs) => {
    const isForNamespaces = valueAt(inputs, "accessScope.type") === "namespace";
    const namespaces = isForNamespaces ? valueAt(inputs, "accessScope.namespaces") : undefined;
    const grant: Grant = {
      at: "",
      values: [
        valuesOf(inputs, "clusterName"),
        valuesOf(inputs, ["principal", "principalArn"]),
        valuesOf(inputs, ["policy", "policyArn"]),
        { subject: "namespace", value: namespaces, syntax: {} },
      ],
    };
    return [grant];
  },
  { at: "" },
);

/** The AWS resources that allow principals something without a policy document. */
export const AWS_GRANTS: Readonly<Record<string, readonly Facet[]>> = {
  "aws:lambda/permission:Permission": [lambdaPermission],
  "aws:lambda/layerVersionPermission:LayerVersionPermission": [
    permission({
      resource: ["layerName", "versionNumber"],
      conditions: { organizationId: ["StringEquals", "aws:PrincipalOrgID"] },
    }),
  ],
  "aws:cloudwatch/eventPermission:EventPermission": [
    permission({
      resource: ["eventBusName"],
      conditions: { "condition.value": ["StringEquals", "aws:PrincipalOrgID"] },
    }),
  ],
  "aws:signer/signingProfilePermission:SigningProfilePermission": [
    permission({ resource: ["profileName", "profileVersion"], conditions: {} }),
  ],
  "aws:kms/grant:Grant": [keyGrant],
  "aws:eks/accessEntry:AccessEntry": [
    grants(
      (inputs) =>
        [undefined, "system:authenticated"].map((group) => ({
          at: group === undefined ? "kubernetesGroups" : "principalArn",
          values: [
            valuesOf(inputs, "clusterName"),
            valuesOf(inputs, ["principal", "principalArn"]),
            { subject: "role", value: group ?? inputs.kubernetesGroups ?? [] },
          ],
        })),
      { at: "kubernetesGroups" },
    ),
  ],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": [accessPolicy],
  "aws:iam/groupMembership:GroupMembership": [membership(["principal", "users"], ["policy", "group"])],
  "aws:iam/userGroupMembership:UserGroupMembership": [membership(["policy", "groups"], ["principal", "user"])],
  "aws:ssoadmin/accountAssignment:AccountAssignment": [
    grantOf(
      "",
      ["principal", "principalId"],
      ["principal type", "principalType"],
      ["policy", "permissionSetArn"],
      ["resource", "targetId"],
    ),
  ],
  "aws:ram/principalAssociation:PrincipalAssociation": [
    grantOf("principal", "principal", ["resource", "resourceShareArn"]),
  ],
  "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission": [
    grantOf("accountId", ["principal", "accountId"], ["resource", "snapshotId"]),
  ],
  "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple": [
    grants(
      (inputs) => [
        {
          at: "principalArn",
          values: [
            { ...valuesOf(inputs, ["principal", "principalArn"]), syntax: {} },
            valuesOf(inputs, ["resource", "vpcEndpointServiceId"]),
          ],
        },
      ],
      { at: "principalArn" },
    ),
  ],
  "aws:redshift/endpointAuthorization:EndpointAuthorization": [
    grantOf("account", ["principal", "account"], ["resource", "clusterIdentifier"], ["network", "vpcIds"]),
  ],
  "aws:opensearch/authorizeVpcEndpointAccess:AuthorizeVpcEndpointAccess": [
    grantOf("account", ["principal", "account"], ["resource", "domainName"]),
  ],
};
