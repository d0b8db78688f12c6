import { cpSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { serveBareMonitor } from "./bare-monitor.mjs";
import { withCli } from "./cli.mjs";
import { alternately, time } from "./timing.mjs";
import { gate, root, scratch } from "./workspace.mjs";

const MOST_OF_PROGRAM = 1.5;
const MOST_OF_CLI = 0.25;
const MOST_OF_CLI_UNCHECKED = 0.8;

const { parse } = createRequire(join(root, "packages", "plan", "package.json"))("yaml");

/** `roadbed check` of a TypeScript example against its program alone: `cmd/run` of the SDK and a monitor that only answers. */
export async function typescript({ repetitions }) {
  // A copy, since the CLI writes into the stack file.
  const example = scratch();
  cpSync(join(root, "examples", "network"), example, { recursive: true });
  const check = () => time([process.execPath, gate, "check", example, "-s", "dev"], { cwd: example, codes: [0, 5] });
  const programs = { program: () => alone(example), checked: () => alone(example, { typeCheck: true }) };
  const taken = await alternately({ ...programs, check }, repetitions);
  const rows = [
    {
      name: "TypeScript, 60 resources, of the program alone",
      ...taken.check,
      other: taken.program,
      most: MOST_OF_PROGRAM,
    },
    { name: "the program alone, of itself with its types checked", ...taken.program, other: taken.checked },
  ];
  const cli = await withCli(example, (preview) =>
    alternately({ preview, unchecked: () => preview({ transpileOnly: true }), check }, repetitions),
  );
  if (cli !== undefined)
    rows.push(
      { name: "TypeScript, of pulumi preview", ...cli.check, other: cli.preview, most: MOST_OF_CLI },
      {
        name: "TypeScript, of pulumi preview without types",
        ...cli.check,
        other: cli.unchecked,
        most: MOST_OF_CLI_UNCHECKED,
      },
    );
  return rows;
}

async function alone(example, { typeCheck = false } = {}) {
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
