import { defineRule } from "../../rule";

export const datasyncNoSecrets = defineRule({
  id: "datasync-no-secrets",
  title: "Locations of DataSync hold no keys that are written out",
  severity: "high",
  on: "aws:datasync/locationObjectStorage:LocationObjectStorage",
  why: "The key stands in the program or in its state, for everyone who may read either.",
  remedy: "Use a location that takes a role, such as aws.datasync.S3Location.",
  check: (props) => "secretKey" in props && { at: "secretKey", message: "a key is given to the location" },
  examples: { pass: [{ serverHostname: "files.example.com" }], fail: [{ secretKey: "hunter2" }] },
});
