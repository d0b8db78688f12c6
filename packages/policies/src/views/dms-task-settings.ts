import { Document } from "../kernel/document";
import { defineView } from "../authoring/define-view";

/** The settings of a DMS replication task: https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.html */
export interface TaskSettings {
  readonly Logging?: { readonly EnableLogging?: boolean };
}

/** The settings of DMS replication tasks, as one JSON document per task. */
export const taskSettings = defineView<Document<TaskSettings>>()({
  "aws:dms/replicationTask:ReplicationTask": (task) => [
    new Document(task, "replicationTaskSettings", {
      hint: "compose the settings with pulumi.jsonStringify, so that the known parts can be checked",
    }),
  ],
});
