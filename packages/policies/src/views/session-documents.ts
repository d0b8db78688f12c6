import { Document } from "../kernel/document";
import { defineView } from "../authoring/define-view";

/** The preferences of Session Manager: https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html */
export interface SessionPreferences {
  readonly inputs?: {
    readonly kmsKeyId?: string;
    readonly s3BucketName?: string;
    readonly cloudWatchLogGroupName?: string;
  };
}

/** The documents with Session Manager preferences. Documents in YAML are undecided. */
export const sessionDocuments = defineView<Document<SessionPreferences>>()({
  "aws:ssm/document:Document": (props) =>
    props.documentType === "Session"
      ? [
          new Document(props, "content", {
            hint: "write the document in JSON, so that the known parts can be evaluated",
          }),
        ]
      : [],
});
