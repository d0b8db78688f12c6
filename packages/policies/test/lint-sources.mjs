// Lints source texts with the recommended configuration of the package, and prints the number of problems in each.
// Reads a JSON array of strings from standard input.
import { ESLint } from "eslint";
import * as roadbed from "@roadbed/policies/eslint";

const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [roadbed.recommended] });
let input = "";
for await (const chunk of process.stdin) input += chunk;
const counts = [];
for (const text of JSON.parse(input)) {
  const [result] = await eslint.lintText(text, { filePath: "planted.js" });
  counts.push(result.fatalErrorCount > 0 ? result.messages[0].message : result.errorCount);
}
console.log(JSON.stringify(counts));
