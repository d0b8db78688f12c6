import ts from "typescript";
import { javaScript, previewFiles, removeFiles } from "../../test/program";
import { transpilationVariables } from "./transpilation";

afterAll(removeFiles);

/** The options of Pulumi's template for TypeScript until and since 2026. */
const COMMON = {
  strict: true,
  outDir: "bin",
  sourceMap: true,
  experimentalDecorators: true,
  pretty: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
};
const COMMON_JS = { ...COMMON, target: "es2016", module: "commonjs", moduleResolution: "node" };
const NODE_NEXT = { ...COMMON, target: "es2020", module: "nodenext", moduleResolution: "nodenext" };

/** Options that a template or a program adds, each with values. */
const ADDED: Readonly<Record<string, readonly unknown[]>> = {
  allowImportingTsExtensions: [true],
  allowJs: [true],
  baseUrl: ["."],
  composite: [true],
  declaration: [true],
  emitDecoratorMetadata: [true],
  emitDeclarationOnly: [true],
  esModuleInterop: [true, false],
  ignoreDeprecations: ["5.0", "6.0"],
  importHelpers: [true],
  importsNotUsedAsValues: ["error"],
  incremental: [true],
  isolatedDeclarations: [true],
  isolatedModules: [true, false],
  jsx: ["preserve", "react-jsx"],
  keyofStringsOnly: [true],
  lib: [["es2020"], ["es2020", "dom"]],
  module: ["commonjs", "es2015", "esnext", "none", "node16", "nodenext", "preserve"],
  moduleDetection: ["force", "legacy"],
  moduleResolution: ["bundler", "classic", "node", "node16", "nodenext"],
  noCheck: [true],
  noEmit: [true],
  noEmitOnError: [true],
  outFile: ["all.js"],
  paths: [{ "*": ["./types/*"] }],
  preserveConstEnums: [true, false],
  preserveValueImports: [true],
  resolveJsonModule: [true],
  rootDir: [".", "src"],
  skipLibCheck: [true],
  stripInternal: [true],
  suppressImplicitAnyIndexErrors: [true],
  target: ["es5", "es6", "es2022", "esnext"],
  tsBuildInfoFile: ["all.tsbuildinfo"],
  types: [[]],
  verbatimModuleSyntax: [true],
};

const cases = [
  ["no options", {}],
  ["the CommonJS template", COMMON_JS],
  ["the NodeNext template", NODE_NEXT],
  ["no module system for ES5", { ...COMMON_JS, target: "es5", module: "none" }],
  ...Object.entries(ADDED).flatMap(([name, values]) =>
    values.flatMap((value) => [
      [`the CommonJS template and ${name}: ${JSON.stringify(value)}`, { ...COMMON_JS, [name]: value }],
      [`the NodeNext template and ${name}: ${JSON.stringify(value)}`, { ...NODE_NEXT, [name]: value }],
    ]),
  ),
] as [string, object][];

const FILES: Readonly<Record<string, string>> = {
  "/project/index.ts": 'import { twice } from "./src/twice";\nexport const four = twice(2);\n',
  "/project/src/twice.ts": "export const twice = (n: number): number => n * 2;\n",
};

/** Parses options in the way ts-node does, which compiles to memory. */
function parseOptions(options: object): ts.ParsedCommandLine {
  const compilerOptions = { ...options, sourceMap: true, declaration: false, noEmit: false, outDir: "memory" };
  const parsed = ts.parseJsonConfigFileContent({ compilerOptions, files: [] }, ts.sys, "/project");
  for (const name of ["outFile", "composite", "emitDeclarationOnly"]) parsed.options[name] = undefined;
  return parsed;
}

const codesOf = (diagnostics: readonly ts.Diagnostic[] | undefined): readonly number[] =>
  (diagnostics ?? []).map(({ code }) => code);

/** Returns the codes of errors about options that a type check of the whole program reports. */
function typeCheckErrors(options: ts.CompilerOptions): readonly number[] {
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram(Object.keys(FILES), options, {
    ...host,
    getCurrentDirectory: () => "/project",
    fileExists: (file) => Object.hasOwn(FILES, file),
    readFile: (file) => FILES[file],
    getSourceFile: (file, target) => ts.createSourceFile(file, FILES[file] ?? "", target),
  });
  return codesOf(program.getOptionsDiagnostics());
}

const transpileErrors = (compilerOptions: ts.CompilerOptions): readonly number[] =>
  Object.entries(FILES).flatMap(([fileName, text]) =>
    codesOf(ts.transpileModule(text, { fileName, compilerOptions, reportDiagnostics: true }).diagnostics),
  );

describe("transpilationVariables", () => {
  const ignoredWith = (tsNodeMajor: number): readonly number[] =>
    (transpilationVariables({}, tsNodeMajor).TS_NODE_IGNORE_DIAGNOSTICS ?? "").split(",").map(Number);
  const ignored = ignoredWith(7);

  it.each(cases)("ignores the errors that only transpiling reports for %s", (_, options) => {
    const parsed = parseOptions(options);
    const reported = [...codesOf(parsed.errors), ...typeCheckErrors(parsed.options)];
    expect(transpileErrors(parsed.options).filter((code) => ![...reported, ...ignored].includes(code))).toEqual([]);
  });

  it("ignores only errors that some of these options cause, or that only TypeScript 6 reports", () => {
    const found = new Set(cases.flatMap(([, options]) => transpileErrors(parseOptions(options).options)));
    expect(ignored.filter((code) => !found.has(code))).toEqual([5011]);
  });

  it.each(cases)("ignores all errors about options with ts-node 9 or later for %s", (_, options) => {
    const { options: parsed } = parseOptions(options);
    expect(transpileErrors(parsed).filter((code) => !ignoredWith(9).includes(code))).toEqual([]);
  });

  it("ignores only errors about options that exist, with ts-node 9 or later", () => {
    const found = new Set(cases.flatMap(([, options]) => transpileErrors(parseOptions(options).options)));
    // Only TypeScript 6 deprecates options.
    expect(ignoredWith(9).filter((code) => !found.has(code))).toEqual([5011, 5101, 5107]);
  });

  it("adds the codes to the codes that the user ignores", () => {
    expect(transpilationVariables({ TS_NODE_IGNORE_DIAGNOSTICS: "2304, 2305" }, 7).TS_NODE_IGNORE_DIAGNOSTICS).toBe(
      `2304, 2305,${ignored.join()}`,
    );
  });
});

describe("a program in TypeScript", () => {
  const typeScript = (compilerOptions: object) => ({
    ...javaScript(""),
    "Pulumi.yaml": "name: sample\nruntime: nodejs\n",
    "index.js": "",
    "package.json": JSON.stringify({ name: "sample", main: "program.ts" }),
    "tsconfig.json": JSON.stringify({ compilerOptions }),
    "program.ts": "const enum Size { Small = 1 }\nexport const size: string = Size.Small;\n",
  });

  it.concurrent("runs with options that are only valid for whole programs, and types are not checked", async () => {
    const plan = await previewFiles(typeScript({ ...COMMON_JS, preserveConstEnums: false }));
    expect(plan).toMatchObject({ result: "succeeded", outputs: { size: 1 } });
  });

  it.concurrent("fails because of options that are never valid, as it does with Pulumi's engine", async () => {
    const plan = await previewFiles(typeScript({ ...COMMON_JS, importsNotUsedAsValues: "error" }));
    expect(plan.result).toBe("failed");
    expect(plan.diagnostics.map(({ message }) => message).join()).toContain("TS5102");
  });
});
