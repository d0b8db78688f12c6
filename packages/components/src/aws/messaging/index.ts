export { Queue, type QueueLike } from "./queue";
export type { QueueArgs, QueueDeadLetterArgs, QueueDefaults, QueueSender } from "./queue-args";
