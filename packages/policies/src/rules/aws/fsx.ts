import { defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

/** A file system with a deployment type. */
interface DeployedFileSystem {
  readonly deploymentType?: string;
}

const deployedFileSystems = defineView<DeployedFileSystem>()({
  "aws:fsx/ontapFileSystem:OntapFileSystem": (props) => [props],
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": (props) => [props],
  "aws:fsx/windowsFileSystem:WindowsFileSystem": (props) => [props],
});

/** A file system that can copy its tags to its backups. */
interface TaggedFileSystem {
  readonly copyTagsToBackups?: boolean;
}

const taggedFileSystems = defineView<TaggedFileSystem>()({
  "aws:fsx/lustreFileSystem:LustreFileSystem": (props) => [props],
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": (props) => [props],
});

export const fsxSeveralZones = defineViewRule({
  id: "fsx-several-zones",
  title: "FSx for ONTAP, OpenZFS, and Windows file systems use a Multi-AZ deployment type",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["FSx.3", "FSx.4", "FSx.5"] },
  on: deployedFileSystems,
  why: "If the only Availability Zone fails, clients can no longer access the files.",
  remedy: 'Set deploymentType: "MULTI_AZ_1". This change replaces an existing file system.',
  check: ({ deploymentType = "SINGLE_AZ_1" }) =>
    !deploymentType.startsWith("MULTI_AZ") && "the file system uses a single Availability Zone",
  examples: {
    pass: [
      ["aws:fsx/ontapFileSystem:OntapFileSystem", { deploymentType: "MULTI_AZ_2" }],
      ["aws:fsx/windowsFileSystem:WindowsFileSystem", { deploymentType: "MULTI_AZ_1" }],
    ],
    fail: [
      ["aws:fsx/windowsFileSystem:WindowsFileSystem", {}],
      ["aws:fsx/ontapFileSystem:OntapFileSystem", { deploymentType: "SINGLE_AZ_1" }],
    ],
  },
});

export const fsxTagsOnBackups = defineViewRule({
  id: "fsx-tags-on-backups",
  title: "FSx for Lustre and OpenZFS file systems copy their tags to backups",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["FSx.1", "FSx.2"] },
  on: taggedFileSystems,
  why: "Permissions and retention rules that are based on tags do not apply to backups without tags.",
  remedy: "Set copyTagsToBackups: true. This change replaces an existing FSx for Lustre file system.",
  check: ({ copyTagsToBackups }) => copyTagsToBackups !== true && "tags are not copied to backups",
  fix: { copyTagsToBackups: true },
  examples: {
    pass: [["aws:fsx/lustreFileSystem:LustreFileSystem", { copyTagsToBackups: true }]],
    fail: [
      ["aws:fsx/lustreFileSystem:LustreFileSystem", {}],
      ["aws:fsx/openZfsFileSystem:OpenZfsFileSystem", { copyTagsToBackups: false }],
    ],
  },
});
