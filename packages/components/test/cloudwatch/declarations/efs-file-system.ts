import type { Monitor } from "../../../src/aws/monitors/monitor";
import { efsFileSystem } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { serviceMetrics, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

const TIB = 1024 ** 4;
const BYTES_PER_MINUTE = 60 * 100 * 1024 ** 2;

const args = { name: "uploads", fileSystemId: "fs-0a1b2c3d4e5f60718" };
const bursting = efsFileSystem(args);
const isThroughput = ({ name }: Monitor) => name === "throughput";

export const efsFileSystemDeclarations: AlarmDeclarations = {
  // A file system is limited either by credits or by a provisioned throughput.
  monitors: {
    ...bursting,
    monitors: [
      ...bursting.monitors,
      ...efsFileSystem({ ...args, throughputMode: "provisioned" }).monitors.filter(isThroughput),
    ],
  },
  source: serviceMetrics({
    PercentIOLimit: utilization({ idle: 1, busy: 40, leaked: 100 }),
    BurstCreditBalance: utilization({ idle: 2 * TIB, busy: 0, leaked: -2 * TIB, range: [0, 3 * TIB] }),
    MeteredIOBytes: utilization({
      idle: 0,
      busy: 0.6 * BYTES_PER_MINUTE,
      leaked: BYTES_PER_MINUTE,
      range: [0, BYTES_PER_MINUTE],
    }),
    PermittedThroughput: utilization({ idle: BYTES_PER_MINUTE / 60, busy: 0, range: [0, BYTES_PER_MINUTE] }),
  }),
  outcomes: {
    "io-limit": raisedBy("slowBurn"),
    "burst-credits": raisedBy("slowBurn"),
    throughput: raisedBy("slowBurn"),
  },
};
