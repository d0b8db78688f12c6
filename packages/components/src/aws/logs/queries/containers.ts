/**
 * Returns queries for the log groups of an `EcsService` or an `EcsTask`, and of other containers that write to log streams of
 * their own.
 */
export const containers = (): Record<string, string> => ({
  errors: `fields @timestamp, @logStream, @message
| filter @message like /(?i)\\b(error|exception|fatal|panic)/
| sort @timestamp desc
| limit 100`,
  "errors-per-container": `filter @message like /(?i)\\b(error|exception|fatal|panic)/
| stats count(*) as errors by @logStream
| sort errors desc
| limit 50`,
  "error-patterns": `filter @message like /(?i)\\b(error|exception|fatal|panic)/
| pattern @message`,
  "events-per-minute": `stats count(*) as events by bin(1m)`,
  "last-events": `stats max(@timestamp) as lastEvent by @logStream
| sort lastEvent asc
| limit 50`,
});
