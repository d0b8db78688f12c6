import { isSecretPropertyName, parseUrn, type OutputOrigin } from "@roadbed/plan";

/** The packages whose outputs with these names are identifiers. In other packages, an `id` can be a random password. */
const PACKAGES = new Set(["aws", "aws-native", "awsx", "azure-native", "azuread", "eks", "gcp", "kubernetes"]);

/** The ID of an access key is part of a credential. */
const CREDENTIAL_TYPES = new Set(["aws:iam/accessKey:AccessKey"]);

/** The last word of the names of outputs that are identifiers, with strings of the same form. */
const FORMS: readonly (readonly [names: RegExp, standIn: string])[] = [
  [/(?:^a|A)rn$/, "arn:aws:service:eu-west-1:123456789012:name"],
  [/(?:^u|U)r[il]$/, "host.example.com/name"],
  [
    /(?:^(?:address|endpoint|fqdn|host|hostname)|Address|Domain|Endpoint|Fqdn|Host|DomainName|[dD]nsName|Hostname)$/,
    "host.example.com",
  ],
  [/(?:^p|P)ort$/, "443"],
  [/(?:^(?:id|name|bucket|identifier|region)|Id|Name|Identifier|Region)$/, "name"],
];

/**
 * Returns a string of the same form as a resource output that identifies a resource, such as its ID, ARN, name, or
 * address.
 *
 * @returns undefined if the output can contain anything else, such as a secret
 */
export function identifierStandIn({ resource, property }: OutputOrigin): string | undefined {
  const type = parseUrn(resource)?.type;
  if (type === undefined || !PACKAGES.has(type.split(":")[0] ?? "") || CREDENTIAL_TYPES.has(type)) return undefined;
  if (isSecretPropertyName(property)) return undefined;
  return FORMS.find(([names]) => names.test(property))?.[1];
}
