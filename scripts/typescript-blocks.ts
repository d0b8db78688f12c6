import { join } from "node:path";
import ts from "typescript";

/** Code that is in no file, under the path that it would have. */
export interface Block {
  readonly path: string;
  readonly code: string;
}

/** Pieces of TypeScript as one program: to read the types of a cloud's SDK takes most of the time. */
export class TypeScriptBlocks {
  readonly #program: ts.Program;

  /** @param root where `tsconfig.test.json` is, whose settings hold for the blocks too */
  constructor(root: string, blocks: readonly Block[]) {
    const read = ts.readConfigFile(join(root, "tsconfig.test.json"), (path) => ts.sys.readFile(path));
    const { options } = ts.parseJsonConfigFileContent({ ...read.config, include: [], files: [] }, ts.sys, root);
    const settings: ts.CompilerOptions = {
      ...options,
      // A block may await at its top, and may show what it does not use.
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      moduleDetection: ts.ModuleDetectionKind.Force,
      noUnusedLocals: false,
    };
    const codes = new Map(blocks.map(({ path, code }) => [path, code]));
    const host = ts.createCompilerHost(settings);
    const onDisk = { ...host };
    host.fileExists = (path) => codes.has(path) || onDisk.fileExists(path);
    host.getSourceFile = (path, target, ...rest) => {
      const code = codes.get(path);
      return code === undefined
        ? onDisk.getSourceFile(path, target, ...rest)
        : ts.createSourceFile(path, code, target, true);
    };
    this.#program = ts.createProgram([...codes.keys()], settings, host);
  }

  /** What the compiler says of one block. */
  faultsOf(path: string): string[] {
    const file = this.#program.getSourceFile(path);
    const found = [...this.#program.getSyntacticDiagnostics(file), ...this.#program.getSemanticDiagnostics(file)];
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
  }

  /** The names of what a module of the program exports without a doc comment. */
  undocumentedIn(path: string): string[] {
    const checker = this.#program.getTypeChecker();
    const file = this.#program.getSourceFile(path);
    const module = file && checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`${path} is no module of the program.`);
    return checker
      .getExportsOfModule(module)
      .map((found) => ((found.flags & ts.SymbolFlags.Alias) === 0 ? found : checker.getAliasedSymbol(found)))
      .filter((found) => found.getDocumentationComment(checker).length === 0)
      .map(({ name }) => name);
  }
}
