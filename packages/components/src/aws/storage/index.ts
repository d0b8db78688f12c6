export { Bucket, type BucketLike } from "./bucket";
export type { BucketAccessLogsArgs, BucketArgs, BucketDefaults, BucketLifecycleRule } from "./bucket-args";
