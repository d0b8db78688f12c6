import type { CommandIO } from "../src/terminal/command-io";

/** Returns streams that record what is written to them: a terminal so wide that no line is wrapped, without colors. */
export function commandIO(): CommandIO & { readonly out: () => string; readonly err: () => string } {
  const written = { out: "", err: "" };
  const stream = (name: keyof typeof written) => ({
    ...(name === "out" && { isTTY: true, columns: 10_000 }),
    write: (text: string) => {
      written[name] += text;
      return true;
    },
  });
  return {
    stdout: stream("out"),
    stderr: stream("err"),
    signal: new AbortController().signal,
    out: () => written.out,
    err: () => written.err,
  };
}
