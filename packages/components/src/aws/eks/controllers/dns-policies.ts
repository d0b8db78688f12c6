import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../../shared/permissions";
import type { EksDnsIdentityArgs } from "../eks-identities-args";

const zoneArns = ({ hostedZoneIds }: EksDnsIdentityArgs, partition: pulumi.Input<string>) =>
  hostedZoneIds.map((id) => pulumi.interpolate`arn:${partition}:route53:::hostedzone/${id}`);

/**
 * Returns the permissions of ExternalDNS for the given hosted zones.
 *
 * @see https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/
 */
export const externalDnsStatements = (
  identity: EksDnsIdentityArgs,
  partition: pulumi.Input<string>,
): PolicyStatement[] => [
  {
    Sid: "ChangeRecords",
    Effect: "Allow",
    Action: ["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets", "route53:ListTagsForResources"],
    Resource: zoneArns(identity, partition),
  },
  // Route 53 does not support resources for this action.
  { Sid: "FindHostedZones", Effect: "Allow", Action: "route53:ListHostedZones", Resource: "*" },
];

/**
 * Returns the permissions of cert-manager to answer DNS01 challenges in the given hosted zones.
 *
 * @see https://cert-manager.io/docs/configuration/acme/dns01/route53/
 */
export const certManagerStatements = (
  identity: EksDnsIdentityArgs,
  partition: pulumi.Input<string>,
): PolicyStatement[] => [
  {
    Sid: "ChangeChallengeRecords",
    Effect: "Allow",
    Action: "route53:ChangeResourceRecordSets",
    Resource: zoneArns(identity, partition),
    Condition: { "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"] } },
  },
  {
    Sid: "ReadRecords",
    Effect: "Allow",
    Action: "route53:ListResourceRecordSets",
    Resource: zoneArns(identity, partition),
  },
  {
    Sid: "WaitForChanges",
    Effect: "Allow",
    Action: "route53:GetChange",
    Resource: pulumi.interpolate`arn:${partition}:route53:::change/*`,
  },
  // Route 53 does not support resources for this action.
  { Sid: "FindHostedZones", Effect: "Allow", Action: "route53:ListHostedZonesByName", Resource: "*" },
];
