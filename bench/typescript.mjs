import { cpSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { serveBareMonitor } from "./bare-monitor.mjs";
import { withCli } from "./cli.mjs";
import { alternately, time } from "./timing.mjs";
import { gate, root, scratch } from "./workspace.mjs";

const LIMIT_OF_PROGRAM = 1.5;
const LIMIT_OF_CLI = 0.25;
const LIMIT_OF_CLI_UNCHECKED = 0.8;

const { parse } = createRequire(join(root, "packages", "plan", "package.json"))("yaml");

/** Compares `roadbed check` of a TypeScript program with running the program alone, on a monitor that does nothing else. */
export async function typescript({ repetitions }) {
  // A copy, because the CLI writes to the stack file.
  const example = scratch();
  cpSync(join(root, "examples", "network"), example, { recursive: true });
  const check = () => time([process.execPath, gate, "check", example, "-s", "dev"], { cwd: example, codes: [0, 5] });
  const programs = { program: () => runAlone(example), checked: () => runAlone(example, { typeCheck: true }) };
  const taken = await alternately({ ...programs, check }, repetitions);
  const rows = [
    {
      name: "TypeScript, 60 resources, relative to the program alone",
      ...taken.check,
      other: taken.program,
      limit: LIMIT_OF_PROGRAM,
    },
    { name: "the program alone, relative to the same with type checking", ...taken.program, other: taken.checked },
  ];
  const cli = await withCli(example, (preview) =>
    alternately({ preview, unchecked: () => preview({ transpileOnly: true }), check }, repetitions),
  );
  if (cli !== undefined)
    rows.push(
      { name: "TypeScript, relative to pulumi preview", ...cli.check, other: cli.preview, limit: LIMIT_OF_CLI },
      {
        name: "TypeScript, relative to pulumi preview without type checking",
        ...cli.check,
        other: cli.unchecked,
        limit: LIMIT_OF_CLI_UNCHECKED,
      },
    );
  return rows;
}

async function runAlone(example, { typeCheck = false } = {}) {
  const { name: project } = parse(readFileSync(join(example, "Pulumi.yaml"), "utf8"));
  const { config = {} } = parse(readFileSync(join(example, "Pulumi.dev.yaml"), "utf8")) ?? {};
  const runner = createRequire(join(example, "index.ts")).resolve("@pulumi/pulumi/cmd/run");
  const monitor = await serveBareMonitor();
  const { address } = monitor;
  const flags = { monitor: address, engine: address, project, stack: "dev", pwd: example, parallel: "16" };
  const settings = Object.entries(config).map(([key, value]) => [key.replace(":", ":config:"), String(value)]);
  const environment = {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(settings)),
    PULUMI_NODEJS_TYPESCRIPT: "true",
    ...(typeCheck ? {} : { PULUMI_NODEJS_TRANSPILE_ONLY: "true" }),
  };
  const parameters = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  try {
    const taken = await time([process.execPath, runner, ...parameters, "--dry-run", "."], {
      cwd: example,
      environment,
    });
    if (monitor.registered() === 0)
      throw new Error("The program registered nothing; there is nothing to compare with.");
    return taken;
  } finally {
    monitor.close();
  }
}
