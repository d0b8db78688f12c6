import { duplicateRules } from "../../rule-factories/duplicates";

const name = { path: "name" } as const;
const namespaced = [{ path: "metadata.name" }, { path: "metadata.namespace", valueIfAbsent: "default" }] as const;

/** Resources that AWS or Kubernetes identifies by their inputs, so that two of them are the same resource. */
export const duplicateResources = duplicateRules([
  {
    id: "lb-listener-rule-declared-once",
    title: "Load balancer listener rules have unique priorities",
    why: "A listener accepts only one rule for each priority, so the deployment fails.",
    identities: [
      {
        type: "aws:lb/listenerRule:ListenerRule",
        properties: [{ path: "listenerArn", reference: "aws:lb/listener:Listener" }, { path: "priority" }],
      },
    ],
  },
  {
    id: "network-entries-declared-once",
    title: "VPC routes, route table associations, and network ACL rules are declared once",
    identities: [
      {
        type: "aws:ec2/networkAclRule:NetworkAclRule",
        properties: [
          { path: "networkAclId", reference: "aws:ec2/networkAcl:NetworkAcl" },
          { path: "ruleNumber" },
          { path: "egress", valueIfAbsent: false },
        ],
      },
      {
        type: "aws:ec2/route:Route",
        properties: [
          { path: "routeTableId", reference: "aws:ec2/routeTable:RouteTable" },
          { path: "destinationCidrBlock", valueIfAbsent: "" },
          { path: "destinationIpv6CidrBlock", valueIfAbsent: "" },
          {
            path: "destinationPrefixListId",
            reference: "aws:ec2/managedPrefixList:ManagedPrefixList",
            valueIfAbsent: "",
          },
        ],
      },
      {
        type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
        properties: [{ path: "subnetId", reference: "aws:ec2/subnet:Subnet" }],
      },
      {
        type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
        properties: [{ path: "gatewayId", reference: "aws:ec2/internetGateway:InternetGateway" }],
      },
    ],
  },
  {
    id: "route53-record-declared-once",
    title: "Route 53 records are declared once",
    identities: [
      {
        type: "aws:route53/record:Record",
        properties: [
          { path: "zoneId", reference: "aws:route53/zone:Zone" },
          name,
          { path: "type" },
          { path: "setIdentifier", valueIfAbsent: "" },
        ],
      },
    ],
  },
  {
    id: "iam-policies-declared-once",
    title: "IAM role policies, policy attachments, and Lambda permissions are declared once",
    identities: [
      { type: "aws:iam/rolePolicy:RolePolicy", properties: [{ path: "role", reference: "aws:iam/role:Role" }, name] },
      {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        properties: [
          { path: "role", reference: "aws:iam/role:Role" },
          { path: "policyArn", reference: "aws:iam/policy:Policy" },
        ],
      },
      {
        type: "aws:lambda/permission:Permission",
        properties: [
          { path: "function", reference: "aws:lambda/function:Function" },
          { path: "statementId" },
          { path: "qualifier", valueIfAbsent: "" },
        ],
      },
    ],
  },
  {
    id: "eventbridge-target-declared-once",
    title: "EventBridge targets have unique IDs within their rule",
    identities: [
      {
        type: "aws:cloudwatch/eventTarget:EventTarget",
        properties: [
          { path: "rule", reference: "aws:cloudwatch/eventRule:EventRule" },
          { path: "targetId" },
          { path: "eventBusName", valueIfAbsent: "default" },
        ],
      },
    ],
  },
  {
    id: "autoscaling-target-declared-once",
    title: "Application Auto Scaling targets are declared once",
    identities: [
      {
        type: "aws:appautoscaling/target:Target",
        properties: [{ path: "resourceId" }, { path: "scalableDimension" }],
      },
    ],
  },
  {
    id: "aws-names-unique",
    title: "AWS resources that are identified by their name have unique names",
    identities: [
      { type: "aws:sqs/queue:Queue", properties: [name] },
      { type: "aws:sns/topic:Topic", properties: [name] },
      { type: "aws:ssm/parameter:Parameter", properties: [name] },
      { type: "aws:cloudwatch/logGroup:LogGroup", properties: [name] },
      { type: "aws:cloudwatch/metricAlarm:MetricAlarm", properties: [name] },
      { type: "aws:dynamodb/table:Table", properties: [name] },
      { type: "aws:ecr/repository:Repository", properties: [name] },
      { type: "aws:kms/alias:Alias", properties: [name] },
      { type: "aws:lambda/function:Function", properties: [name] },
      { type: "aws:iam/role:Role", properties: [name] },
      { type: "aws:s3/bucket:Bucket", properties: [{ path: "bucket" }] },
    ],
  },
  {
    id: "k8s-objects-declared-once",
    title: "Kubernetes objects have unique names within their namespace",
    identities: [
      { type: "kubernetes:core/v1:ConfigMap", properties: namespaced },
      { type: "kubernetes:core/v1:Secret", properties: namespaced },
      { type: "kubernetes:core/v1:Service", properties: namespaced },
      { type: "kubernetes:core/v1:ServiceAccount", properties: namespaced },
      { type: "kubernetes:apps/v1:Deployment", properties: namespaced },
      { type: "kubernetes:apps/v1:StatefulSet", properties: namespaced },
      { type: "kubernetes:networking.k8s.io/v1:Ingress", properties: namespaced },
      { type: "kubernetes:core/v1:Namespace", properties: [{ path: "metadata.name" }] },
    ],
  },
]);
