import type { EcsServiceArgs } from "../src/aws";
import { LOAD_BALANCER } from "./workload";

const ACCOUNT = "eu-west-1:123456789012";
const KEY = `arn:aws:kms:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;

/** The arguments of a service with all features, without those that every service needs. */
export const ALL_SERVICE_ARGUMENTS = {
  port: 8443,
  cpu: 1024,
  memoryMiB: 4096,
  architecture: "ARM64",
  command: ["node", "server.js"],
  entryPoint: ["/usr/bin/tini", "--"],
  workingDirectory: "/app",
  environment: { STAGE: "production", DB_PASSWORD_FILE: "/run/secrets/db" },
  secrets: {
    API_TOKEN: `arn:aws:secretsmanager:${ACCOUNT}:secret:api-a1b2c3:token::`,
    DB_URL: `arn:aws:ssm:${ACCOUNT}:parameter/orders/db-url`,
  },
  secretsKmsKeyArns: [KEY],
  user: "1000:1000",
  writablePaths: ["/var/cache/orders", { path: "/tmp", sizeMiB: 128 }],
  mounts: { uploads: "/uploads", shared: { path: "/shared", readOnly: true } },
  containerHealthCheck: { command: ["CMD", "node", "health.js"], startPeriodSeconds: 30 },
  dependsOn: { setup: "SUCCESS" },
  stopTimeoutSeconds: 60,
  sidecars: {
    setup: {
      image: "public.ecr.aws/docker/library/busybox:1.37.0",
      essential: false,
      mounts: { shared: "/shared" },
    },
  },
  volumes: {
    uploads: {
      efs: {
        fileSystemArn: `arn:aws:elasticfilesystem:${ACCOUNT}:file-system/fs-0a1b2c3d`,
        accessPointId: "fsap-0a1b2c3d",
      },
    },
    shared: { type: "ephemeral" },
  },
  ephemeralStorageGiB: 30,
  exec: true,
  tracing: true,
  pullThroughCache: true,
  permissions: [
    { statements: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" }] },
    { Effect: "Allow", Action: "sqs:SendMessage", Resource: `arn:aws:sqs:${ACCOUNT}:orders` },
  ],
  egress: { smtp: { port: 587, cidrBlock: "10.0.0.0/8" } },
  connections: { database: { securityGroupId: "sg-1a1b2c3d", port: 5432, acceptsRules: true } },
  logRetentionDays: 90,
  logKmsKeyArn: KEY,
  serviceConnect: { protocol: "http2", idleTimeoutSeconds: 60, requestTimeoutSeconds: 30 },
  loadBalancer: {
    loadBalancer: LOAD_BALANCER,
    path: ["/orders", "/orders/*"],
    host: "api.example.com",
    priority: 100,
    protocol: "HTTPS",
    protocolVersion: "HTTP2",
    healthCheck: { path: "/health", matcher: "200" },
    slowStartSeconds: 30,
    stickinessSeconds: 3600,
    testTraffic: { header: "x-preview", value: "orders" },
  },
  scaling: {
    min: 2,
    max: 20,
    cpuPercent: 50,
    memoryPercent: 70,
    requestsPerTarget: 1000,
    schedules: { mornings: { expression: "cron(0 7 ? * MON-FRI *)", timeZone: "Europe/Berlin", min: 6 } },
  },
  deployment: {
    strategy: "canary",
    canary: { percent: 5, bakeMinutes: 10 },
    bakeMinutes: 15,
    hooks: [
      {
        stages: ["POST_TEST_TRAFFIC_SHIFT"],
        functionArn: `arn:aws:lambda:${ACCOUNT}:function:smoke-test`,
        details: { path: "/health" },
      },
      { stages: ["PRE_SCALE_UP"], pause: { timeoutMinutes: 30, onTimeout: "rollback" } },
    ],
    alarmNames: ["checkout-failures"],
  },
  alarms: { errorPercent: 2, p99Seconds: 1.5, topicArns: [`arn:aws:sns:${ACCOUNT}:alarms`] },
  taskBeforeDeploy: { command: ["node", "migrate.js"] },
} satisfies Partial<EcsServiceArgs>;
