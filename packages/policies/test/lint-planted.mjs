// Lints texts as if they stood in a file of rules, by the repository's own configuration, and prints for each the
// number of problems. Reads a JSON list of texts. Rules that need types are left out: the texts belong to no project.
import { ESLint } from "eslint";

const root = new URL("../../../", import.meta.url).pathname;
const eslint = new ESLint({
  cwd: root,
  overrideConfig: { languageOptions: { parserOptions: { project: null } } },
  ruleFilter: ({ ruleId }) => ruleId === "no-restricted-syntax",
});
let input = "";
for await (const chunk of process.stdin) input += chunk;
const counts = [];
for (const text of JSON.parse(input)) {
  const [result] = await eslint.lintText(text, { filePath: `${root}packages/policies/src/rules/aws/planted.ts` });
  counts.push(result.fatalErrorCount > 0 ? result.messages[0].message : result.errorCount);
}
console.log(JSON.stringify(counts));
