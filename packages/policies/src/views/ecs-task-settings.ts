import { Document } from "../kernel/document";
import { defineView } from "../authoring/define-view";

/** Settings of a replication task: https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.html */
export interface TaskSettings {
  readonly Logging?: { readonly EnableLogging?: boolean };
}

/** The settings of replication tasks, as the one text they are. */
export const taskSettings = defineView<Document<TaskSettings>>()({
  "aws:dms/replicationTask:ReplicationTask": (task) => [
    new Document(task, "replicationTaskSettings", {
      hint: "the settings are one text, which is unknown as a whole as soon as a part of it is",
    }),
  ],
});
