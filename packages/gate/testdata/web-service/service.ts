import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { apiKey, database, databaseSecurityGroup, key, uploads } from "./data";
import { privateSubnets, publicSubnets, vpc } from "./network";

const config = new pulumi.Config();
const region = new pulumi.Config("aws").require("region");
const PORT = 8080;

/** Returns the trust policy for a service. */
const trust = (service: string) => ({
  Version: "2012-10-17" as const,
  Statement: [
    { Effect: "Allow" as const, Principal: { Service: `${service}.amazonaws.com` }, Action: "sts:AssumeRole" },
  ],
});

const repository = new aws.ecr.Repository("web", {
  name: "web",
  imageTagMutability: "IMMUTABLE",
  imageScanningConfiguration: { scanOnPush: true },
  encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
});

new aws.ecr.LifecyclePolicy("web", {
  repository: repository.name,
  policy: JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: "Keep the last 50 images",
        selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 50 },
        action: { type: "expire" },
      },
    ],
  }),
});

const loadBalancerSecurityGroup = new aws.ec2.SecurityGroup("load-balancer", {
  description: "The load balancer of the web service",
  vpcId: vpc.id,
  tags: { Name: "load-balancer" },
});
const serviceSecurityGroup = new aws.ec2.SecurityGroup("service", {
  description: "The tasks of the web service",
  vpcId: vpc.id,
  tags: { Name: "service" },
});

new aws.vpc.SecurityGroupIngressRule("https", {
  description: "HTTPS from the internet",
  securityGroupId: loadBalancerSecurityGroup.id,
  cidrIpv4: "0.0.0.0/0",
  ipProtocol: "tcp",
  fromPort: 443,
  toPort: 443,
});
new aws.vpc.SecurityGroupEgressRule("load-balancer-to-service", {
  description: "Requests to the tasks",
  securityGroupId: loadBalancerSecurityGroup.id,
  referencedSecurityGroupId: serviceSecurityGroup.id,
  ipProtocol: "tcp",
  fromPort: PORT,
  toPort: PORT,
});
new aws.vpc.SecurityGroupIngressRule("load-balancer-to-service", {
  description: "Requests from the load balancer",
  securityGroupId: serviceSecurityGroup.id,
  referencedSecurityGroupId: loadBalancerSecurityGroup.id,
  ipProtocol: "tcp",
  fromPort: PORT,
  toPort: PORT,
});
new aws.vpc.SecurityGroupEgressRule("service", {
  description: "HTTPS to the services of AWS",
  securityGroupId: serviceSecurityGroup.id,
  cidrIpv4: "0.0.0.0/0",
  ipProtocol: "tcp",
  fromPort: 443,
  toPort: 443,
});
new aws.vpc.SecurityGroupEgressRule("service-to-database", {
  description: "Queries to the database",
  securityGroupId: serviceSecurityGroup.id,
  referencedSecurityGroupId: databaseSecurityGroup.id,
  ipProtocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
});
new aws.vpc.SecurityGroupIngressRule("service-to-database", {
  description: "Queries from the tasks",
  securityGroupId: databaseSecurityGroup.id,
  referencedSecurityGroupId: serviceSecurityGroup.id,
  ipProtocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
});

const certificate = new aws.acm.Certificate("web", {
  domainName: config.require("domain"),
  validationMethod: "DNS",
});

const loadBalancer = new aws.lb.LoadBalancer("web", {
  loadBalancerType: "application",
  subnets: publicSubnets.map((subnet) => subnet.id),
  securityGroups: [loadBalancerSecurityGroup.id],
  dropInvalidHeaderFields: true,
  enableDeletionProtection: true,
});

const targetGroup = new aws.lb.TargetGroup("web", {
  vpcId: vpc.id,
  targetType: "ip",
  port: PORT,
  protocol: "HTTP",
  deregistrationDelay: 30,
  healthCheck: { path: "/health", matcher: "200", interval: 15 },
});

const listener = new aws.lb.Listener("https", {
  loadBalancerArn: loadBalancer.arn,
  port: 443,
  protocol: "HTTPS",
  sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
  certificateArn: certificate.arn,
  defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
});

const logs = new aws.cloudwatch.LogGroup("web", { name: "/web/service", retentionInDays: 90 });

const cluster = new aws.ecs.Cluster("web", { settings: [{ name: "containerInsights", value: "enabled" }] });

const executionRole = new aws.iam.Role("execution", { assumeRolePolicy: trust("ecs-tasks") });
new aws.iam.RolePolicyAttachment("execution", {
  role: executionRole.name,
  policyArn: aws.iam.ManagedPolicy.AmazonECSTaskExecutionRolePolicy,
});
new aws.iam.RolePolicy("execution-secrets", {
  role: executionRole.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: apiKey.arn },
      { Effect: "Allow", Action: "kms:Decrypt", Resource: key.arn },
    ],
  }),
});

const taskRole = new aws.iam.Role("task", { assumeRolePolicy: trust("ecs-tasks") });
new aws.iam.RolePolicy("task", {
  role: taskRole.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: pulumi.interpolate`${uploads.arn}/*` },
      { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: key.arn },
    ],
  }),
});

const task = new aws.ecs.TaskDefinition("web", {
  family: "web",
  requiresCompatibilities: ["FARGATE"],
  networkMode: "awsvpc",
  cpu: "512",
  memory: "1024",
  executionRoleArn: executionRole.arn,
  taskRoleArn: taskRole.arn,
  runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
  containerDefinitions: pulumi.jsonStringify([
    {
      name: "web",
      image: pulumi.interpolate`${repository.repositoryUrl}:${config.require("imageTag")}`,
      essential: true,
      readonlyRootFilesystem: true,
      user: "10001",
      portMappings: [{ containerPort: PORT, protocol: "tcp" }],
      environment: [
        { name: "DATABASE_HOST", value: database.address },
        { name: "UPLOADS_BUCKET", value: uploads.bucket },
        { name: "PUBLIC_URL", value: `https://${config.require("domain")}` },
      ],
      secrets: [{ name: "API_KEY", valueFrom: apiKey.arn }],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": logs.name,
          "awslogs-region": region,
          "awslogs-stream-prefix": "web",
        },
      },
    },
  ]),
});

new aws.ecs.Service(
  "web",
  {
    cluster: cluster.arn,
    taskDefinition: task.arn,
    desiredCount: 2,
    launchType: "FARGATE",
    deploymentCircuitBreaker: { enable: true, rollback: true },
    networkConfiguration: {
      subnets: privateSubnets.map((subnet) => subnet.id),
      securityGroups: [serviceSecurityGroup.id],
      assignPublicIp: false,
    },
    loadBalancers: [{ targetGroupArn: targetGroup.arn, containerName: "web", containerPort: PORT }],
    healthCheckGracePeriodSeconds: 60,
  },
  { dependsOn: [listener] },
);

const thumbnailsRole = new aws.iam.Role("thumbnails", { assumeRolePolicy: trust("lambda") });
new aws.iam.RolePolicyAttachment("thumbnails", {
  role: thumbnailsRole.name,
  policyArn: aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole,
});
new aws.iam.RolePolicy("thumbnails", {
  role: thumbnailsRole.id,
  policy: {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:PutObject"],
        Resource: pulumi.interpolate`${uploads.arn}/*`,
      },
    ],
  },
});
const thumbnailsLogs = new aws.cloudwatch.LogGroup("thumbnails", {
  name: "/aws/lambda/thumbnails",
  retentionInDays: 90,
});

const thumbnails = new aws.lambda.Function(
  "thumbnails",
  {
    name: "thumbnails",
    role: thumbnailsRole.arn,
    runtime: "nodejs22.x",
    handler: "index.handler",
    architectures: ["arm64"],
    memorySize: 512,
    timeout: 30,
    code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = async () => {};") }),
    environment: { variables: { BUCKET: uploads.bucket, PREFIX: "thumbnails/" } },
    tracingConfig: { mode: "Active" },
  },
  { dependsOn: [thumbnailsLogs] },
);

const invoke = new aws.lambda.Permission("thumbnails", {
  action: "lambda:InvokeFunction",
  function: thumbnails.name,
  principal: "s3.amazonaws.com",
  sourceArn: uploads.arn,
});
new aws.s3.BucketNotification(
  "uploads",
  {
    bucket: uploads.id,
    lambdaFunctions: [
      { lambdaFunctionArn: thumbnails.arn, events: ["s3:ObjectCreated:*"], filterPrefix: "originals/" },
    ],
  },
  { dependsOn: [invoke] },
);

export const url = pulumi.interpolate`https://${loadBalancer.dnsName}`;
