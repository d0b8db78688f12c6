export { Database, type DatabaseLike } from "./database";
export type {
  DatabaseArgs,
  DatabaseCapacity,
  DatabaseDefaults,
  DatabaseInstanceArgs,
  DatabaseServerlessArgs,
} from "./database-args";
export type { DatabaseServer } from "./database-servers";
