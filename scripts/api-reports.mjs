// Compares the exports of every entry point with the reports in docs/api, or writes the reports with --write.
// A step of `npm test`. Reads the built declarations.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = join(root, "docs", "api");
const shouldWrite = process.argv.includes("--write");

const compilerOptions = {
  target: "es2023",
  lib: ["es2023"],
  module: "nodenext",
  moduleResolution: "nodenext",
  types: ["node"],
  strict: true,
  skipLibCheck: true,
};

/** The entry points with declarations of all public packages, from the `exports` of their manifests. `internal` is not stable. */
function entryPoints() {
  return readdirSync(join(root, "packages")).flatMap((folder) => {
    const packageJson = join(root, "packages", folder, "package.json");
    if (!existsSync(packageJson)) return [];
    const { name, private: isPrivate, exports = {} } = JSON.parse(readFileSync(packageJson, "utf8"));
    if (isPrivate === true) return [];
    return Object.entries(exports).flatMap(([subpath, { types }]) =>
      types === undefined || subpath === "./internal"
        ? []
        : [{ name: reportName(name, subpath), packageJson, declarations: types }],
    );
  });
}

/** `@roadbed/plan` and `./preview` become `plan.preview`. */
const reportName = (packageName, subpath) =>
  [packageName.replace("@roadbed/", ""), ...subpath.split("/").slice(1)].join(".");

function configFor({ name, packageJson, declarations }, folder) {
  const projectFolder = dirname(packageJson);
  return ExtractorConfig.prepare({
    packageJsonFullPath: packageJson,
    configObjectFullPath: undefined,
    configObject: {
      projectFolder,
      mainEntryPointFilePath: join(projectFolder, declarations),
      newlineKind: "lf",
      compiler: { overrideTsconfig: { compilerOptions, files: [join(projectFolder, declarations)] } },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: folder,
        reportTempFolder: folder,
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
    },
  });
}

/** Messages do not belong in a report: ESLint checks the doc comments. */
const onMessage = (message) => {
  if (message.category !== "console") message.logLevel = ExtractorLogLevel.None;
  else if (message.logLevel !== ExtractorLogLevel.Error) message.handled = true;
};

function extractReports(entries, folder) {
  const configs = entries.map((entry) => configFor(entry, folder));
  // One compiler program for all entry points: most of the time goes into the declarations of the cloud SDKs.
  const compilerState = CompilerState.create(configs[0], {
    additionalEntryPoints: configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
  });
  return new Map(
    configs.map((config) => {
      Extractor.invoke(config, { localBuild: true, compilerState, messageCallback: onMessage });
      return [config.reportFilePath.slice(folder.length + 1), readFileSync(config.reportFilePath, "utf8")];
    }),
  );
}

/** Returns the names of the reports that differ from the checked-in ones. */
function staleReports(expected) {
  const existing = existsSync(reports) ? readdirSync(reports).filter((file) => file.endsWith(".api.md")) : [];
  const names = new Set([...expected.keys(), ...existing]);
  return [...names].filter((name) => {
    const path = join(reports, name);
    return !existsSync(path) || readFileSync(path, "utf8") !== expected.get(name);
  });
}

const folder = mkdtempSync(join(tmpdir(), "roadbed-api-"));
try {
  const expected = extractReports(entryPoints(), folder);
  const stale = staleReports(expected);
  if (shouldWrite) {
    mkdirSync(reports, { recursive: true });
    for (const name of stale) {
      const content = expected.get(name);
      if (content === undefined) rmSync(join(reports, name));
      else writeFileSync(join(reports, name), content);
    }
  } else if (stale.length > 0) {
    console.error(`These API reports are out of date: ${stale.join(", ")}. Run "npm run api" and review the changes.`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
