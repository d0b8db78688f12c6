import { readdirSync } from "node:fs";
import { join } from "node:path";
import { rules, type Framework } from "../packages/policies/src";
import { isOutsidePlans, OUTSIDE_PLANS } from "./controls-outside-plans";
import { frameworksPage } from "./frameworks-page";
import { expectGenerated } from "./generated-file";
import { headingAnchor, rulesPages } from "./rules-page";

/** GitHub does not render larger Markdown files. */
const MAX_BYTES = 512 * 1024;

const pages = rulesPages();

it.each([...pages])("%s is up to date", (path, content) => {
  expectGenerated(path, content);
});

it("docs/rules contains no page for a service without rules", () => {
  const files = readdirSync(join(__dirname, "..", "docs", "rules")).map((name) => `docs/rules/${name}`);
  expect(files.filter((path) => !pages.has(path))).toEqual([]);
});

it("docs/frameworks.md is up to date", () => {
  expectGenerated("docs/frameworks.md", frameworksPage());
});

it("the rule list has a unique anchor for every rule and links to its section", () => {
  const list = pages.get("docs/rules.md") ?? "";
  const headings = [...list.matchAll(/^#{1,2} (.*)$/gm)].map(([, heading = ""]) => headingAnchor(heading));
  const links = [...list.matchAll(/<a id="(.*?)"><\/a>\[\1\]\((.*?)#\1\)/g)];
  const anchors = [...headings, ...links.map(([, id = ""]) => id)];
  expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
  expect(links.map(([, id]) => id).sort()).toEqual(rules.map(({ id }) => id).sort());
  const broken = links.filter(([, id = "", page = ""]) => !pages.get(`docs/${page}`)?.includes(`\n## ${id}\n`));
  expect(broken.map(([link]) => link)).toEqual([]);
});

it("every page is small enough for GitHub to render", () => {
  const large = [...pages].filter(([, content]) => Buffer.byteLength(content) > MAX_BYTES);
  expect(large.map(([path]) => path)).toEqual([]);
});

it("controls outside plans have no rule", () => {
  const covered = (Object.keys(OUTSIDE_PLANS) as Framework[]).flatMap((framework) =>
    rules.flatMap(({ id, controls }) =>
      (controls?.[framework] ?? [])
        .filter((control) => isOutsidePlans(control, framework))
        .map((control) => `${framework} ${control} is covered by ${id}. Remove it from controls-outside-plans.ts.`),
    ),
  );
  expect(covered).toEqual([]);
});

it("controls outside plans are listed once", () => {
  for (const outside of Object.values(OUTSIDE_PLANS)) {
    const ids = outside.flatMap(({ controls }) => controls);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  }
});
