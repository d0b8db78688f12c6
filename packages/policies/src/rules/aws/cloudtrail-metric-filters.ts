import { monitoredEventRules } from "../../rule-factories/monitored-events";

/** The events that section 4 of the CIS AWS Foundations Benchmark 3.0 requires you to monitor. */
export const watchedTrail = monitoredEventRules([
  {
    id: "trail-watches-unauthorized",
    events: "unauthorized API calls",
    control: "4.1",
    why: "Many denied calls can mean that someone is testing the permissions of stolen credentials.",
    patternTerms: ["UnauthorizedOperation", "AccessDenied"],
    pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  },
  {
    id: "trail-watches-login-without-mfa",
    events: "console sign-ins without MFA",
    control: "4.2",
    why: "A sign-in without MFA requires only a password, which may have leaked.",
    patternTerms: ["ConsoleLogin", "MFAUsed"],
    pattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
  },
  {
    id: "trail-watches-root",
    events: "root user activity",
    control: "4.3",
    why: "The root user has unrestricted access and is rarely needed, so every use should be investigated.",
    patternTerms: ["userIdentity.type", "Root"],
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  },
  {
    id: "trail-watches-iam-changes",
    events: "IAM policy changes",
    control: "4.4",
    why: "Attackers often grant themselves permissions that remain after the original vulnerability is fixed.",
    patternTerms: ["PutRolePolicy", "AttachRolePolicy"],
    pattern:
      "{ ($.eventName = PutRolePolicy) || ($.eventName = AttachRolePolicy) || ($.eventName = PutUserPolicy) || ($.eventName = AttachUserPolicy) || ($.eventName = CreatePolicyVersion) || ($.eventName = DeleteRolePolicy) || ($.eventName = DetachRolePolicy) }",
  },
  {
    id: "trail-watches-trail-changes",
    events: "CloudTrail configuration changes",
    control: "4.5",
    why: "Attackers often stop logging first to hide their actions.",
    patternTerms: ["StopLogging", "DeleteTrail"],
    pattern:
      "{ ($.eventName = StopLogging) || ($.eventName = DeleteTrail) || ($.eventName = UpdateTrail) || ($.eventName = CreateTrail) || ($.eventName = StartLogging) }",
  },
  {
    id: "trail-watches-login-failures",
    events: "failed console sign-ins",
    control: "4.6",
    why: "Many failed sign-ins can mean that someone is guessing passwords.",
    patternTerms: ["ConsoleLogin", "Failed authentication"],
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  },
  {
    id: "trail-watches-key-removal",
    events: "the disabling or scheduled deletion of KMS keys",
    control: "4.7",
    why: "Data encrypted with a deleted key is lost permanently.",
    patternTerms: ["DisableKey", "ScheduleKeyDeletion"],
    pattern: "{ ($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion) }",
  },
  {
    id: "trail-watches-bucket-policies",
    events: "S3 bucket policy changes",
    control: "4.8",
    why: "A single policy change can make a bucket public.",
    patternTerms: ["PutBucketPolicy", "PutBucketAcl"],
    pattern:
      "{ ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketAcl) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = DeleteBucketPolicy) }",
  },
  {
    id: "trail-watches-config-changes",
    events: "AWS Config configuration changes",
    control: "4.9",
    why: "Attackers often stop the configuration recorder first to hide their changes.",
    patternTerms: ["StopConfigurationRecorder", "DeleteDeliveryChannel"],
    pattern:
      "{ ($.eventName = StopConfigurationRecorder) || ($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel) || ($.eventName = PutConfigurationRecorder) }",
  },
  {
    id: "trail-watches-security-groups",
    events: "security group changes",
    control: "4.10",
    why: "A single rule change can open a port to the internet.",
    patternTerms: ["AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress"],
    pattern:
      "{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) }",
  },
  {
    id: "trail-watches-network-acls",
    events: "network ACL changes",
    control: "4.11",
    why: "A network ACL change can let unwanted traffic into a subnet.",
    patternTerms: ["CreateNetworkAclEntry", "ReplaceNetworkAclEntry"],
    pattern:
      "{ ($.eventName = CreateNetworkAclEntry) || ($.eventName = ReplaceNetworkAclEntry) || ($.eventName = CreateNetworkAcl) || ($.eventName = DeleteNetworkAcl) || ($.eventName = ReplaceNetworkAclAssociation) }",
  },
  {
    id: "trail-watches-gateways",
    events: "network gateway changes",
    control: "4.12",
    why: "A new gateway can open another path out of the network.",
    patternTerms: ["AttachInternetGateway", "CreateInternetGateway"],
    pattern:
      "{ ($.eventName = AttachInternetGateway) || ($.eventName = CreateInternetGateway) || ($.eventName = CreateCustomerGateway) || ($.eventName = DeleteCustomerGateway) || ($.eventName = DetachInternetGateway) }",
  },
  {
    id: "trail-watches-route-tables",
    events: "route table changes",
    control: "4.13",
    why: "A changed route can direct traffic around the firewall or to an attacker.",
    patternTerms: ["CreateRoute", "ReplaceRoute"],
    pattern:
      "{ ($.eventName = CreateRoute) || ($.eventName = ReplaceRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRoute) }",
  },
  {
    id: "trail-watches-networks",
    events: "VPC changes",
    control: "4.14",
    why: "A new VPC or peering connection is not covered by existing monitoring.",
    patternTerms: ["CreateVpc", "AcceptVpcPeeringConnection"],
    pattern:
      "{ ($.eventName = CreateVpc) || ($.eventName = AcceptVpcPeeringConnection) || ($.eventName = CreateVpcPeeringConnection) || ($.eventName = DeleteVpc) || ($.eventName = ModifyVpcAttribute) }",
  },
  {
    id: "trail-watches-organization",
    events: "AWS Organizations changes",
    control: "4.15",
    why: "An account that leaves the organization is no longer subject to its service control policies.",
    patternTerms: ["organizations.amazonaws.com"],
    pattern:
      "{ ($.eventSource = organizations.amazonaws.com) && (($.eventName = CreateAccount) || ($.eventName = LeaveOrganization) || ($.eventName = DetachPolicy) || ($.eventName = RemoveAccountFromOrganization)) }",
  },
]);
