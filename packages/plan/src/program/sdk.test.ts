import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PreviewError } from "../errors";
import { findPackRunner, findSdk, parseSdkVersion } from "./sdk";

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

// Each test has its own directory, because Jest caches which files it could not resolve.
function createDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "roadbed-sdk-")));
  directories.push(directory);
  return directory;
}

const programIn = (directory: string) => ({ root: directory, directory, entry: ".", project: "shop" });

/** Creates a directory with an SDK that consists of a manifest and scripts. */
function install(manifest: string, ...scripts: readonly string[]): string {
  const directory = createDirectory();
  const home = join(directory, "node_modules", "@pulumi", "pulumi");
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), manifest);
  for (const script of scripts) {
    mkdirSync(join(home, "cmd", script), { recursive: true });
    writeFileSync(join(home, "cmd", script, "index.js"), "");
  }
  return directory;
}

function thrownBy(action: () => unknown): PreviewError {
  try {
    action();
  } catch (error) {
    if (error instanceof PreviewError) return error;
    throw error;
  }
  throw new Error("Nothing was thrown.");
}

describe("findSdk without an installed SDK", () => {
  it("names the command that installs it", () => {
    const directory = createDirectory();
    expect(thrownBy(() => findSdk(programIn(directory)))).toMatchObject({
      code: "program",
      message: `The program in ${directory} cannot resolve @pulumi/pulumi. Run "npm install" there first.`,
    });
  });

  it("names the setting that replaces Yarn Plug'n'Play", () => {
    const directory = createDirectory();
    writeFileSync(join(directory, ".pnp.cjs"), "");
    const error = thrownBy(() => findSdk(programIn(join(directory, "infra"))));
    expect(error.code).toBe("program");
    expect(error.message).toContain("nodeLinker: node-modules");
  });
});

describe("findSdk", () => {
  it.each([
    ["3.248.0", true],
    ["3.200.0", true],
    ["3.199.9", false],
    ["4.0.0", true],
    ["next", false],
  ])("derives from version %s whether the SDK signals completion: %s", (version, signalsCompletion) => {
    const directory = install(JSON.stringify({ version }), "run");
    const runner = join(directory, "node_modules", "@pulumi", "pulumi", "cmd", "run", "index.js");
    expect(findSdk(programIn(directory))).toEqual({ version, runner, signalsCompletion });
  });

  it("rejects an installation without the script that runs programs", () => {
    expect(thrownBy(() => findSdk(programIn(install("{}")))).message).toMatch(
      /index\.js does not exist\. Install @pulumi\/pulumi again\.$/,
    );
  });

  it("accepts a manifest without a version", () => {
    expect(findSdk(programIn(install("{}", "run"))).version).toBe("unknown");
  });
});

describe("findPackRunner", () => {
  it("finds the script that serves policy packs", () => {
    expect(findPackRunner(install("{}", "run-policy-pack"))).toMatch(/cmd.run-policy-pack.index\.js$/);
  });
});

describe("parseSdkVersion", () => {
  it("returns the major and minor version, or undefined", () => {
    expect(parseSdkVersion("3.270.1-alpha")).toEqual({ major: 3, minor: 270 });
    expect(parseSdkVersion("latest")).toBeUndefined();
  });
});
