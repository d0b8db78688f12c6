import type { CommandIO } from "../src/terminal/command-io";

/** Returns streams that record what is written to them. They are not terminals. */
export function commandIO(): CommandIO & { readonly out: () => string; readonly err: () => string } {
  const written = { out: "", err: "" };
  const stream = (name: keyof typeof written) => ({
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
