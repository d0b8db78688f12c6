import { defineRule } from "../../authoring/define-rule";

const workspace = "aws:workspaces/workspace:Workspace";

export const workspacesRootEncrypted = defineRule({
  id: "workspaces-root-encrypted",
  title: "System disks of WorkSpaces are encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["WorkSpaces.2"] },
  on: workspace,
  why: "Caches and swapped memory lie there in clear text; it cannot be changed once the desktop is made.",
  remedy: "Set rootVolumeEncryptionEnabled: true and volumeEncryptionKey: key.arn.",
  check: ({ rootVolumeEncryptionEnabled }) =>
    rootVolumeEncryptionEnabled !== true && "the system disk is not encrypted",
  examples: { pass: [{ rootVolumeEncryptionEnabled: true }], fail: [{}, { rootVolumeEncryptionEnabled: false }] },
});

export const workspacesUserEncrypted = defineRule({
  id: "workspaces-user-encrypted",
  title: "Data disks of WorkSpaces are encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["WorkSpaces.1"] },
  on: workspace,
  why: "What people keep lies there in clear text; it cannot be changed once the desktop is made.",
  remedy: "Set userVolumeEncryptionEnabled: true and volumeEncryptionKey: key.arn.",
  check: ({ userVolumeEncryptionEnabled }) => userVolumeEncryptionEnabled !== true && "the data disk is not encrypted",
  examples: { pass: [{ userVolumeEncryptionEnabled: true }], fail: [{}, { userVolumeEncryptionEnabled: false }] },
});
