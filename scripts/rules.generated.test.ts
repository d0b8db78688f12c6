import { readdirSync } from "node:fs";
import { join } from "node:path";
import { rules, type Framework } from "../packages/policies/src";
import { isOutsidePlans, OUTSIDE_PLANS } from "./controls-outside-plans";
import { frameworksPage } from "./frameworks-page";
import { expectGenerated } from "./generated-file";
import { headingAnchor, rulesPages } from "./rules-page";

/** GitHub shows Markdown above it as text, without anchors. */
const LARGEST_BYTES = 512 * 1024;

const pages = rulesPages();

it.each([...pages])("%s is what the rules say of themselves", (path, content) => {
  expectGenerated(path, content);
});

it("docs/rules holds a page of no other service", () => {
  const files = readdirSync(join(__dirname, "..", "docs", "rules")).map((name) => `docs/rules/${name}`);
  expect(files.filter((path) => !pages.has(path))).toEqual([]);
});

it("docs/frameworks.md is what the rules say they hold", () => {
  expectGenerated("docs/frameworks.md", frameworksPage());
});

it("every rule has an anchor of its own on the first page, and leads to its own section", () => {
  const list = pages.get("docs/rules.md") ?? "";
  const headings = [...list.matchAll(/^#{1,2} (.*)$/gm)].map(([, heading = ""]) => headingAnchor(heading));
  const links = [...list.matchAll(/<a id="(.*?)"><\/a>\[\1\]\((.*?)#\1\)/g)];
  const anchors = [...headings, ...links.map(([, id = ""]) => id)];
  expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
  expect(links.map(([, id]) => id).sort()).toEqual(rules.map(({ id }) => id).sort());
  const lost = links.filter(([, id = "", page = ""]) => !pages.get(`docs/${page}`)?.includes(`\n## ${id}\n`));
  expect(lost.map(([link]) => link)).toEqual([]);
});

it("no page is larger than what GitHub shows", () => {
  const large = [...pages].filter(([, content]) => Buffer.byteLength(content) > LARGEST_BYTES);
  expect(large.map(([path]) => path)).toEqual([]);
});

it("no control that a rule holds is listed as not to be decided", () => {
  const held = (Object.keys(OUTSIDE_PLANS) as Framework[]).flatMap((framework) =>
    rules.flatMap(({ id, controls }) =>
      (controls?.[framework] ?? [])
        .filter((control) => isOutsidePlans(control, framework))
        .map((control) => `${framework} ${control} is held by ${id}: take it out of controls-outside-plans.ts`),
    ),
  );
  expect(held).toEqual([]);
});

it("no control is listed twice as not to be decided", () => {
  for (const outside of Object.values(OUTSIDE_PLANS)) {
    const ids = outside.flatMap(({ controls }) => controls);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  }
});
