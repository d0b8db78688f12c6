import { providerSetting } from "../aws";
import { isList, isProperties, propertyMap, UNKNOWN, unwrapSecret, type Properties } from "../model";
import { partitionOf, servicePrincipalSuffix, type AwsPartition } from "./aws-partitions";
import { regionDescription } from "./aws-region-names";
import { LookupError } from "./lookup-error";
import { renderPolicyDocument } from "./policy-document";

/**
 * Computes a lookup's result from its arguments and the provider's inputs. Returns undefined if that is not possible.
 */
type AwsLookup = (args: Properties, provider: Properties) => Properties | undefined;

/** The AWS provider functions that depend only on their arguments and the provider's settings. */
export const AWS_LOOKUPS: ReadonlyMap<string, AwsLookup> = new Map<string, AwsLookup>([
  ["aws:iam/getPolicyDocument:getPolicyDocument", policyDocument],
  ["aws:index/getPartition:getPartition", partition],
  ["aws:index/getRegion:getRegion", region],
  ["aws:index/getCallerIdentity:getCallerIdentity", callerIdentity],
  ["aws:index/getArn:getArn", arn],
  ["aws:index/getService:getService", service],
  ["aws:index/getServicePrincipal:getServicePrincipal", servicePrincipal],
  ["aws:index/getDefaultTags:getDefaultTags", defaultTags],
]);

function policyDocument(args: Properties): Properties {
  const { json, minifiedJson } = renderPolicyDocument(args);
  // The ID is unknown, because it is a hash of the document on which programs should not depend.
  return propertyMap([...Object.entries(args), ["json", json], ["minifiedJson", minifiedJson], ["id", UNKNOWN]]);
}

function partition(_: Properties, provider: Properties): Properties | undefined {
  const found = partitionOfCall(propertyMap(), provider);
  return found && propertyMap([...Object.entries(found), ["partition", found.id]]);
}

function region(args: Properties, provider: Properties): Properties | undefined {
  const name = regionOfCall(args, provider);
  const found = name === undefined ? undefined : partitionOf(name);
  if (name === undefined || found === undefined || typeof args.endpoint === "string") return undefined;
  return propertyMap([
    ["id", name],
    ["name", name],
    ["region", name],
    ["endpoint", `ec2.${name}.${found.dnsSuffix}`],
    // Known descriptions are included because the SDK does not call `apply` with a result that has an unknown field.
    ["description", regionDescription(name) ?? UNKNOWN],
  ]);
}

/**
 * Computes the caller identity. The account is known if the provider allows only one account or assumes a role in it.
 */
function callerIdentity(_: Properties, provider: Properties): Properties | undefined {
  const allowed = providerSetting(provider.allowedAccountIds);
  const assumed = [providerSetting(provider.assumeRoles), providerSetting(provider.assumeRole)].flatMap((roles) =>
    isList(roles) ? roles : roles === undefined ? [] : [roles],
  );
  // Each role assumes the next role in the list, so the last role is the caller.
  const role = assumed.filter(isProperties).at(-1)?.roleArn;
  const roleAccount = typeof role === "string" ? /^arn:[^:]+:iam::(\d{12}):/.exec(role)?.[1] : undefined;
  const onlyAllowed =
    isList(allowed) && allowed.length === 1 && typeof allowed[0] === "string" ? allowed[0] : undefined;
  const accountId = roleAccount ?? onlyAllowed;
  if (accountId === undefined) return undefined;
  return propertyMap([
    ["id", accountId],
    ["accountId", accountId],
    ["arn", UNKNOWN],
    ["userId", UNKNOWN],
  ]);
}

function arn(args: Properties): Properties | undefined {
  const text = args.arn;
  if (typeof text !== "string") return undefined;
  const [prefix, part, serviceName, regionName, account, ...resource] = text.split(":");
  if (prefix !== "arn" || part === undefined || resource.length === 0)
    throw new LookupError("value", `"${text}" is not an ARN`);
  const parts = { arn: text, id: text, partition: part, service: serviceName, region: regionName, account };
  const known = Object.entries(parts).map(([name, value]) => [name, value ?? ""] as const);
  return propertyMap([...known, ["resource", resource.join(":")]]);
}

function service(args: Properties, provider: Properties): Properties | undefined {
  const serviceId = args.serviceId;
  const name = regionOfCall(args, provider);
  const found = name === undefined ? undefined : partitionOf(name);
  if (typeof serviceId !== "string" || name === undefined || found === undefined) return undefined;
  const prefix = typeof args.reverseDnsPrefix === "string" ? args.reverseDnsPrefix : found.reverseDnsPrefix;
  const reverseDnsName = `${prefix}.${name}.${serviceId}`;
  return propertyMap([
    ["id", reverseDnsName],
    ["serviceId", serviceId],
    ["region", name],
    ["partition", found.id],
    ["reverseDnsPrefix", prefix],
    ["reverseDnsName", reverseDnsName],
    ["dnsName", reverseDnsName.split(".").reverse().join(".")],
    // This field is unknown, because the metadata of supported Regions changes weekly.
    ["supported", UNKNOWN],
  ]);
}

function servicePrincipal(args: Properties, provider: Properties): Properties | undefined {
  const { serviceName } = args;
  const name = regionOfCall(args, provider);
  const found = name === undefined ? undefined : partitionOf(name);
  if (typeof serviceName !== "string" || name === undefined || found === undefined) return undefined;
  const suffix = servicePrincipalSuffix(serviceName, found);
  return propertyMap([
    ["id", `${serviceName}.${name}.${suffix}`],
    ["name", `${serviceName}.${suffix}`],
    ["serviceName", serviceName],
    ["region", name],
    ["suffix", suffix],
  ]);
}

function defaultTags(_: Properties, provider: Properties): Properties | undefined {
  const block = providerSetting(provider.defaultTags);
  const tags = isProperties(block) ? (block.tags ?? propertyMap()) : propertyMap();
  return block !== undefined && !isProperties(block)
    ? undefined
    : propertyMap([
        ["id", UNKNOWN],
        ["tags", tags],
      ]);
}

/** Returns the Region of a call: the `region` argument, which exists since version 7, or the provider's Region. */
function regionOfCall(args: Properties, provider: Properties): string | undefined {
  return [args.region, args.name, provider.region && unwrapSecret(provider.region)].find(
    (candidate) => typeof candidate === "string",
  );
}

function partitionOfCall(args: Properties, provider: Properties): AwsPartition | undefined {
  const name = regionOfCall(args, provider);
  return name === undefined ? undefined : partitionOf(name);
}
