import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const WORKSPACE = join(__dirname, "../../..");

type Files = Readonly<Record<string, string>>;

const ENVIRONMENT = {
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.com",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.com",
};

/** A Git repository in a temporary directory: a workspace with a program in `app` and a package in `packages/lib`. */
export class TestRepository {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static create(files: Files): TestRepository {
    const repository = new TestRepository(realpathSync(mkdtempSync(join(tmpdir(), "roadbed-repository-"))));
    repository.git("init", "--quiet", "--initial-branch=main");
    repository.install();
    repository.commit({ ...SKELETON, ...files });
    return repository;
  }

  git(...parameters: readonly string[]): string {
    return execFileSync("git", parameters, {
      cwd: this.root,
      env: ENVIRONMENT,
      encoding: "utf8",
      stdio: "pipe",
    }).trim();
  }

  /** Writes files and commits everything. @returns the commit */
  commit(files: Files): string {
    this.write(files);
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message=x");
    return this.git("rev-parse", "HEAD");
  }

  write(files: Files): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
  }

  /** Returns a clone that contains only the last commit of a branch. */
  shallowClone(branch: string): TestRepository {
    const root = realpathSync(mkdtempSync(join(tmpdir(), "roadbed-repository-")));
    this.git("clone", "--quiet", "--depth=1", `--branch=${branch}`, `file://${this.root}`, root);
    const clone = new TestRepository(root);
    clone.install();
    return clone;
  }

  /** Creates a node_modules directory with the installed packages and links to the workspace members. */
  install(): void {
    for (const scope of ["@pulumi", "@acme"]) mkdirSync(join(this.root, "node_modules", scope), { recursive: true });
    symlinkSync(join(WORKSPACE, "node_modules/@pulumi/pulumi"), join(this.root, "node_modules/@pulumi/pulumi"));
    symlinkSync("../../packages/lib", join(this.root, "node_modules/@acme/lib"));
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

const DEPENDENCIES = { "@acme/lib": "1.0.0", "@pulumi/pulumi": "3.248.0" };

/** Returns the lockfile of the workspace with a version of the SDK. */
export const lockfile = (sdk = "3.248.0"): string =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: {
      "": { workspaces: ["app", "packages/*"] },
      app: { dependencies: DEPENDENCIES },
      "packages/lib": { name: "@acme/lib" },
      "node_modules/@acme/lib": { resolved: "packages/lib", link: true },
      "node_modules/@pulumi/pulumi": { version: sdk },
    },
  });

const SKELETON: Files = {
  ".gitignore": "node_modules\n",
  "package-lock.json": lockfile(),
  "app/package.json": JSON.stringify({ name: "app", dependencies: DEPENDENCIES }),
  "app/Pulumi.yaml": "name: app\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\n",
  "app/Pulumi.dev.yaml": "{}\n",
  "app/index.js": 'require("@acme/lib").things();\n',
  "packages/lib/package.json": JSON.stringify({ name: "@acme/lib", main: "index.js" }),
};

/** Returns a `packages/lib/index.js` that creates things with these names and sizes, and a resource to which a rule applies. */
export function things(sizes: Readonly<Record<string, number>>): Files {
  const calls = Object.entries(sizes).map(
    ([name, size]) => `new Thing(${JSON.stringify(name)}, { size: ${size}, home: __dirname });`,
  );
  return {
    "packages/lib/index.js": [
      'const pulumi = require("@pulumi/pulumi");',
      'class Thing extends pulumi.CustomResource { constructor(name, inputs) { super("example:index:Thing", name, inputs); } }',
      'class Checked extends pulumi.CustomResource { constructor(name) { super("aws:ebs/encryptionByDefault:EncryptionByDefault", name, {}); } }',
      `exports.things = () => { ${calls.join(" ")} new Checked("checked"); };`,
    ].join("\n"),
  };
}
