import { Document } from "../kernel/document";
import { defineView } from "../authoring/define-view";

/** Preferences of Session Manager: https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html */
export interface SessionPreferences {
  readonly inputs?: {
    readonly kmsKeyId?: string;
    readonly s3BucketName?: string;
    readonly cloudWatchLogGroupName?: string;
  };
}

/** The documents that hold them. Those in YAML leave every question open. */
export const sessionDocuments = defineView<Document<SessionPreferences>>()({
  "aws:ssm/document:Document": (props) =>
    props.documentType === "Session"
      ? [new Document(props, "content", { hint: "in JSON, what is known of the document can be judged" })]
      : [],
});
