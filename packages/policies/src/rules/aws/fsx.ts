import { defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

/** Where a file system stands. */
interface Deployed {
  readonly deploymentType?: string;
}

const deployed = defineView<Deployed>()({
  "aws:fsx/ontapFileSystem:OntapFileSystem": (props) => [props],
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": (props) => [props],
  "aws:fsx/windowsFileSystem:WindowsFileSystem": (props) => [props],
});

/** What is copied to the backups of a file system. */
interface Backed {
  readonly copyTagsToBackups?: boolean;
}

const backed = defineView<Backed>()({
  "aws:fsx/lustreFileSystem:LustreFileSystem": (props) => [props],
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": (props) => [props],
});

export const fsxSeveralZones = defineViewRule({
  id: "fsx-several-zones",
  title: "File systems stand in several zones",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["FSx.3", "FSx.4", "FSx.5"] },
  on: deployed,
  why: "When the only zone fails, nobody reaches the files.",
  remedy: 'Set deploymentType: "MULTI_AZ_1"; it replaces the file system.',
  check: ({ deploymentType = "SINGLE_AZ_1" }) =>
    !deploymentType.startsWith("MULTI_AZ") && "the file system stands in one zone",
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
  title: "Backups of file systems carry their tags",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["FSx.1", "FSx.2"] },
  on: backed,
  why: "A backup without tags belongs to nobody: rights and deletion rules that go by tags pass it by.",
  remedy: "Set copyTagsToBackups: true.",
  check: ({ copyTagsToBackups }) => copyTagsToBackups !== true && "backups carry no tags",
  fix: { copyTagsToBackups: true },
  examples: {
    pass: [["aws:fsx/lustreFileSystem:LustreFileSystem", { copyTagsToBackups: true }]],
    fail: [
      ["aws:fsx/lustreFileSystem:LustreFileSystem", {}],
      ["aws:fsx/openZfsFileSystem:OpenZfsFileSystem", { copyTagsToBackups: false }],
    ],
  },
});
