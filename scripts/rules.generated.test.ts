import { rules, type Framework } from "../packages/policies/src";
import { isOutsidePlans, OUTSIDE_PLANS } from "./controls-outside-plans";
import { frameworksPage } from "./frameworks-page";
import { expectGenerated } from "./generated-file";
import { headingAnchor, rulesPage } from "./rules-page";

it("docs/rules.md is what the rules say of themselves", () => {
  expectGenerated("docs/rules.md", rulesPage());
});

it("docs/frameworks.md is what the rules say they hold", () => {
  expectGenerated("docs/frameworks.md", frameworksPage());
});

it("every rule has an anchor of its own", () => {
  const headings = [...rulesPage().matchAll(/^#{1,3} (.*)$/gm)].map(([, heading = ""]) => headingAnchor(heading));
  expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([]);
  expect(rules.map(({ id }) => id).filter((id) => !headings.includes(id))).toEqual([]);
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
