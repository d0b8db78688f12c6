import { defineRule } from "../../authoring/define-rule";

const workspace = "aws:workspaces/workspace:Workspace";

export const workspacesRootEncrypted = defineRule({
  id: "workspaces-root-encrypted",
  title: "WorkSpaces root volumes are encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["WorkSpaces.2"] },
  on: workspace,
  why: "Caches and swapped memory are stored in plaintext. Encryption cannot be enabled after the WorkSpace is created.",
  remedy:
    "Set rootVolumeEncryptionEnabled: true and volumeEncryptionKey: key.arn. This change replaces an existing WorkSpace.",
  check: ({ rootVolumeEncryptionEnabled }) =>
    rootVolumeEncryptionEnabled !== true && "the root volume is not encrypted",
  examples: { pass: [{ rootVolumeEncryptionEnabled: true }], fail: [{}, { rootVolumeEncryptionEnabled: false }] },
});

export const workspacesUserEncrypted = defineRule({
  id: "workspaces-user-encrypted",
  title: "WorkSpaces user volumes are encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["WorkSpaces.1"] },
  on: workspace,
  why: "User files are stored in plaintext. Encryption cannot be enabled after the WorkSpace is created.",
  remedy:
    "Set userVolumeEncryptionEnabled: true and volumeEncryptionKey: key.arn. This change replaces an existing WorkSpace.",
  check: ({ userVolumeEncryptionEnabled }) =>
    userVolumeEncryptionEnabled !== true && "the user volume is not encrypted",
  examples: { pass: [{ userVolumeEncryptionEnabled: true }], fail: [{}, { userVolumeEncryptionEnabled: false }] },
});
