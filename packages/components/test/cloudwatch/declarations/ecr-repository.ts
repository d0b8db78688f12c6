import { ecrRepository } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { count } from "../sources/observations";
import { serviceMetrics } from "../sources/service";
import { raisedBy } from "./raised-by";

const INSTANCES = 4;

export const ecrRepositoryDeclarations: AlarmDeclarations = {
  monitors: ecrRepository({ name: "orders-images", repositoryName: "shop/orders", maximumPullsPerHour: 60 }),
  source: serviceMetrics({
    // Instances that are down, and those of a version that fails, restart every minute. Each start is a pull.
    RepositoryPullCount: ({ down, newVersionFailing }, minute) =>
      count(Math.round(INSTANCES * Math.max(down, newVersionFailing)) + (minute % 30 === 0 ? 1 : 0)),
  }),
  outcomes: { pulls: raisedBy("outage", "failedDeployment") },
};
