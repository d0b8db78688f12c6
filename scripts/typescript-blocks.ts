import { join } from "node:path";
import ts from "typescript";

/** A code block without a file. Its imports resolve from its path. */
export interface Block {
  readonly path: string;
  readonly code: string;
}

/** Compiles code blocks in one program, because loading the types of the cloud SDKs takes most of the time. */
export class TypeScriptBlocks {
  readonly #program: ts.Program;

  /** @param root the directory of the `tsconfig.json` whose options apply */
  constructor(root: string, blocks: readonly Block[]) {
    const read = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path));
    const { options } = ts.parseJsonConfigFileContent({ ...read.config, include: [], files: [] }, ts.sys, root);
    const settings: ts.CompilerOptions = {
      ...options,
      // Blocks can use top-level await and contain unused declarations.
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

  /** Returns the compiler errors in a block. */
  errorsIn(path: string): string[] {
    const file = this.#program.getSourceFile(path);
    const diagnostics = [...this.#program.getSyntacticDiagnostics(file), ...this.#program.getSemanticDiagnostics(file)];
    return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
  }

  /**
   * Returns the names that a module exports without a doc comment.
   * @throws Error if the program does not contain the module
   */
  undocumentedIn(path: string): string[] {
    const checker = this.#program.getTypeChecker();
    const file = this.#program.getSourceFile(path);
    const module = file && checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`The program does not contain the module ${path}.`);
    return checker
      .getExportsOfModule(module)
      .filter((symbol) => !isDocumented(symbol, checker))
      .map(({ name }) => name);
  }
}

/** Whether an export has a doc comment. That of a namespace (`export * as name`) is at the export, because modules have none. */
function isDocumented(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
  if (target.getDocumentationComment(checker).length > 0) return true;
  return (symbol.declarations ?? []).some(
    (declaration) => ts.isNamespaceExport(declaration) && ts.getJSDocCommentsAndTags(declaration.parent).length > 0,
  );
}
