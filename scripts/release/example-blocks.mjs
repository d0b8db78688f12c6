import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** The diagnostic code of a name that is not declared. */
const NAME_NOT_FOUND = 2304;

/** Returns the pages with examples for users, relative to the root of the repository. */
function pagesOf(root) {
  const inFolders = ["packages", "policy-packs", "examples"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}/README.md`),
  );
  const guides = readdirSync(join(root, "docs")).map((name) => `docs/${name}`);
  return ["README.md", ...guides, ...inFolders].filter((page) => page.endsWith(".md") && existsSync(join(root, page)));
}

/**
 * Returns the TypeScript code blocks in the documentation that import Roadbed packages.
 *
 * @returns blocks with the page and line as `title`, and a `name` for a file
 */
export function exampleBlocks(root) {
  return pagesOf(root).flatMap((page) => {
    const text = readFileSync(join(root, page), "utf8");
    return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].flatMap((match) => {
      const [, code] = match;
      if (!/ from "(?:@roadbed\/|roadbed")/.test(code) || / from "\./.test(code)) return [];
      const line = text.slice(0, match.index).split("\n").length;
      return [{ title: `${page}:${line}`, name: `${page.replaceAll(/[/.]/g, "-")}-${line}`, code }];
    });
  });
}

/**
 * Checks the types of files against the installed packages of a project.
 *
 * @returns the errors by file, and the files that use names which they do not declare
 */
export function checkTypes(project, files) {
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
    typeRoots: [join(project, "node_modules/@types")],
  });
  const errors = new Map();
  const fragments = new Set();
  for (const file of files) {
    const diagnostics = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
    if (diagnostics.some(({ code }) => code === NAME_NOT_FOUND)) fragments.add(file);
    else
      errors.set(
        file,
        diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " ")),
      );
  }
  return { errors, fragments };
}

/** Compiles code to a module that Node.js runs. */
export function compile(code, module) {
  return ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022, module } }).outputText;
}
