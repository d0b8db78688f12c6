export { Queue, type QueueLike, type QueueMonitorsArgs } from "./queue";
export type { QueueArgs, QueueDeadLetterArgs, QueueDefaults, QueueSender } from "./queue-args";
