import * as pulumi from "@pulumi/pulumi";
import {
  Bucket,
  consume,
  Database,
  EcrRepository,
  EcsCluster,
  EcsService,
  EcsTask,
  LoadBalancer,
  Queue,
  read,
  send,
  Vpc,
  write,
} from "@roadbed/components/aws";

const config = new pulumi.Config();
const region = new pulumi.Config("aws").require("region");

const network = new Vpc("shop", { availabilityZones: ["a", "b", "c"].map((letter) => `${region}${letter}`) });
const repository = new EcrRepository("shop");
const cluster = new EcsCluster("shop", { capacity: "fargateSpot" });
const web = new LoadBalancer("shop", {
  network,
  domain: { names: [config.require("domain")], hostedZoneId: config.require("hostedZoneId") },
  webAclArn: config.require("webAclArn"),
});

const database = new Database("orders", { network, engineVersion: "17" });
const orders = new Queue("orders", { visibilityTimeoutSeconds: 120 });
const invoices = new Bucket("invoices");

/** What all containers of the shop have in common: one image, and the connection to the database. */
const shop = {
  cluster,
  network,
  image: repository.imageUri(config.require("version")),
  connections: { database },
  environment: { DATABASE_HOST: database.endpoint, QUEUE_URL: orders.queueUrl, INVOICES: invoices.bucketName },
  secrets: { DATABASE_LOGIN: database },
};

/**
 * Serves the shop over HTTPS, with any certificate. A tenth of the traffic tries each version for five minutes before the rest of
 * it follows.
 */
const service = new EcsService("shop", {
  ...shop,
  port: 8443,
  loadBalancer: { loadBalancer: web, protocol: "HTTPS", healthCheck: { path: "/health" } },
  deployment: { strategy: "canary" },
  taskBeforeDeploy: { command: ["node", "migrate.js"] },
  permissions: [send(orders), read(invoices)],
});

/** Processes orders. It has no port, so nothing can connect to it. */
new EcsService("worker", { ...shop, command: ["node", "worker.js"], permissions: [consume(orders), write(invoices)] });

/** Sends reminders every morning. */
new EcsTask("reminders", {
  ...shop,
  command: ["node", "reminders.js"],
  schedule: { expression: "cron(0 8 * * ? *)", timeZone: "Europe/Berlin" },
  permissions: [read(invoices)],
});

export const { url } = service;
