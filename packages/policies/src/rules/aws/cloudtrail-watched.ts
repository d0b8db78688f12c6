import { monitoredEventRules } from "../../rule-factories/watched-trail";

/** What section 4 of CIS AWS 3.0 wants people to be told of, in the logs that trails write. */
export const watchedTrail = monitoredEventRules([
  {
    id: "trail-watches-unauthorized",
    title: "Refused calls are counted",
    control: "4.1",
    why: "Many refusals are somebody trying out what a stolen credential is good for.",
    names: ["UnauthorizedOperation", "AccessDenied"],
    pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  },
  {
    id: "trail-watches-login-without-mfa",
    title: "Logins without a second factor are counted",
    control: "4.2",
    why: "Such a login needs a password alone, which may have leaked.",
    names: ["ConsoleLogin", "MFAUsed"],
    pattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
  },
  {
    id: "trail-watches-root",
    title: "Use of the root user is counted",
    control: "4.3",
    why: "The root user may do everything and is needed for nearly nothing: whoever uses it is to be asked why.",
    names: ["userIdentity.type", "Root"],
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  },
  {
    id: "trail-watches-iam-changes",
    title: "Changes of IAM policies are counted",
    control: "4.4",
    why: "A thief first gives himself rights that stay when the first hole is closed.",
    names: ["PutRolePolicy", "AttachRolePolicy"],
    pattern:
      "{ ($.eventName = PutRolePolicy) || ($.eventName = AttachRolePolicy) || ($.eventName = PutUserPolicy) || ($.eventName = AttachUserPolicy) || ($.eventName = CreatePolicyVersion) || ($.eventName = DeleteRolePolicy) || ($.eventName = DetachRolePolicy) }",
  },
  {
    id: "trail-watches-trail-changes",
    title: "Changes of trails are counted",
    control: "4.5",
    why: "Whoever wants to stay unseen stops the log first.",
    names: ["StopLogging", "DeleteTrail"],
    pattern:
      "{ ($.eventName = StopLogging) || ($.eventName = DeleteTrail) || ($.eventName = UpdateTrail) || ($.eventName = CreateTrail) || ($.eventName = StartLogging) }",
  },
  {
    id: "trail-watches-login-failures",
    title: "Failed logins are counted",
    control: "4.6",
    why: "Many failures are somebody guessing passwords.",
    names: ["ConsoleLogin", "Failed authentication"],
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  },
  {
    id: "trail-watches-key-removal",
    title: "Keys that are disabled or deleted are counted",
    control: "4.7",
    why: "What was encrypted with a deleted key is lost for ever.",
    names: ["DisableKey", "ScheduleKeyDeletion"],
    pattern: "{ ($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion) }",
  },
  {
    id: "trail-watches-bucket-policies",
    title: "Changes of bucket policies are counted",
    control: "4.8",
    why: "One such change makes a bucket public.",
    names: ["PutBucketPolicy", "PutBucketAcl"],
    pattern:
      "{ ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketAcl) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = DeleteBucketPolicy) }",
  },
  {
    id: "trail-watches-config-changes",
    title: "Changes of AWS Config are counted",
    control: "4.9",
    why: "Whoever wants changes to stay unseen stops the recorder first.",
    names: ["StopConfigurationRecorder", "DeleteDeliveryChannel"],
    pattern:
      "{ ($.eventName = StopConfigurationRecorder) || ($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel) || ($.eventName = PutConfigurationRecorder) }",
  },
  {
    id: "trail-watches-security-groups",
    title: "Changes of security groups are counted",
    control: "4.10",
    why: "One such change opens a port to the world.",
    names: ["AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress"],
    pattern:
      "{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) }",
  },
  {
    id: "trail-watches-network-acls",
    title: "Changes of network ACLs are counted",
    control: "4.11",
    why: "They decide what may enter and leave subnets.",
    names: ["CreateNetworkAclEntry", "ReplaceNetworkAclEntry"],
    pattern:
      "{ ($.eventName = CreateNetworkAclEntry) || ($.eventName = ReplaceNetworkAclEntry) || ($.eventName = CreateNetworkAcl) || ($.eventName = DeleteNetworkAcl) || ($.eventName = ReplaceNetworkAclAssociation) }",
  },
  {
    id: "trail-watches-gateways",
    title: "Changes of gateways are counted",
    control: "4.12",
    why: "A new gateway is a new way out of the network.",
    names: ["AttachInternetGateway", "CreateInternetGateway"],
    pattern:
      "{ ($.eventName = AttachInternetGateway) || ($.eventName = CreateInternetGateway) || ($.eventName = CreateCustomerGateway) || ($.eventName = DeleteCustomerGateway) || ($.eventName = DetachInternetGateway) }",
  },
  {
    id: "trail-watches-route-tables",
    title: "Changes of routes are counted",
    control: "4.13",
    why: "A changed route leads traffic past the firewall, or to a stranger.",
    names: ["CreateRoute", "ReplaceRoute"],
    pattern:
      "{ ($.eventName = CreateRoute) || ($.eventName = ReplaceRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRoute) }",
  },
  {
    id: "trail-watches-networks",
    title: "Changes of VPCs are counted",
    control: "4.14",
    why: "A new network or peering is one that nobody watches.",
    names: ["CreateVpc", "AcceptVpcPeeringConnection"],
    pattern:
      "{ ($.eventName = CreateVpc) || ($.eventName = AcceptVpcPeeringConnection) || ($.eventName = CreateVpcPeeringConnection) || ($.eventName = DeleteVpc) || ($.eventName = ModifyVpcAttribute) }",
  },
  {
    id: "trail-watches-organization",
    title: "Changes of the organization are counted",
    control: "4.15",
    why: "Whoever leaves the organization leaves all its guards behind.",
    names: ["organizations.amazonaws.com"],
    pattern:
      "{ ($.eventSource = organizations.amazonaws.com) && (($.eventName = CreateAccount) || ($.eventName = LeaveOrganization) || ($.eventName = DetachPolicy) || ($.eventName = RemoveAccountFromOrganization)) }",
  },
]);
