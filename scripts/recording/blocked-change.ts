import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { devDependencies } from "../../package.json";

const WORKSPACE = join(__dirname, "../..");
const ROADBED = join(WORKSPACE, "packages/gate/bin/roadbed.js");
const EXIT_CODE_BLOCKED = 5;

const PACKAGES = ["@pulumi/aws", "@pulumi/pulumi", "typescript"] as const;
const versions = Object.fromEntries(PACKAGES.map((name) => [name, devDependencies[name]]));

/** The program on the main branch. The pull request changes the CIDR block and the database name. */
const program = (cidrBlock: string, dbName: string): string => `import * as aws from "@pulumi/aws";

new aws.ec2.SecurityGroup("bastion", {
  description: "Bastion host",
  ingress: [{ description: "SSH", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["${cidrBlock}"] }],
});

new aws.rds.Instance("orders", {
  engine: "postgres",
  engineVersion: "17",
  dbName: "${dbName}",
  instanceClass: "db.t4g.medium",
  allocatedStorage: 50,
  storageEncrypted: true,
  username: "orders",
  manageMasterUserPassword: true,
  multiAz: true,
  backupRetentionPeriod: 14,
  deletionProtection: true,
  copyTagsToSnapshot: true,
  autoMinorVersionUpgrade: true,
  iamDatabaseAuthenticationEnabled: true,
  enabledCloudwatchLogsExports: ["postgresql"],
  performanceInsightsEnabled: true,
});
`;

const FILES = {
  ".gitignore": "node_modules\n",
  "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
  "Pulumi.prod.yaml": `config:
  aws:region: eu-west-1
  aws:allowedAccountIds: ["123456789012"]
  aws:defaultTags: { tags: { Project: shop } }
`,
  "package.json": JSON.stringify({ name: "shop", main: "index.ts", dependencies: versions }),
  "package-lock.json": JSON.stringify({
    lockfileVersion: 3,
    packages: {
      "": { dependencies: versions },
      ...Object.fromEntries(PACKAGES.map((name) => [`node_modules/${name}`, { version: versions[name] }])),
    },
  }),
};

/** Contains fixed values, because the report contains the hash of the commit, which must be the same in every run. */
const GIT_ENVIRONMENT = {
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "shop",
  GIT_AUTHOR_EMAIL: "shop@example.com",
  GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z",
  GIT_COMMITTER_NAME: "shop",
  GIT_COMMITTER_EMAIL: "shop@example.com",
  GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z",
};

/** A command and what it printed. */
export interface Recording {
  readonly command: string;
  /** Standard output with ANSI escape sequences. */
  readonly output: string;
}

/**
 * Runs the built `roadbed` on a pull request that opens SSH to the internet and renames a database.
 * @throws Error if the check ends with anything but a blocked change
 */
export function recordBlockedChange(): Recording {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "roadbed-recording-")));
  try {
    createRepository(directory);
    writeFileSync(join(directory, "index.ts"), program("0.0.0.0/0", "shop"));
    const { status, stdout, stderr } = spawnSync(process.execPath, [ROADBED, "check", "--base", "main"], {
      cwd: directory,
      env: { PATH: process.env.PATH, HOME: directory, FORCE_COLOR: "1" },
      encoding: "utf8",
    });
    if (status !== EXIT_CODE_BLOCKED) throw new Error(`roadbed exited with code ${status}: ${stdout}${stderr}`);
    return { command: "npx roadbed check --base main", output: stdout };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function createRepository(directory: string): void {
  for (const [name, content] of Object.entries({ ...FILES, "index.ts": program("203.0.113.0/24", "orders") }))
    writeFileSync(join(directory, name), content);
  for (const name of PACKAGES) {
    const link = join(directory, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(WORKSPACE, "node_modules", name), link);
  }
  const git = (...parameters: string[]) =>
    execFileSync("git", parameters, { cwd: directory, env: GIT_ENVIRONMENT, stdio: "pipe" });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message=Add the shop");
}
