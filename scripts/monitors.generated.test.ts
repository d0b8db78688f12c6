import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DECLARATIONS } from "../packages/components/test/cloudwatch/declarations";
import { dashboardExample } from "./dashboard-example";
import { dashboardImage } from "./dashboard-image";
import { expectGenerated, expectGeneratedSection } from "./generated-file";
import { monitorsPage } from "./monitors-page";
import { ANOMALY_BAND_RUNBOOK, generatedPart, newRunbook, runbookIndex, runbooksOf } from "./runbook-pages";

const imagePath = (name: string) => `docs/images/dashboards/${name}.svg`;
const FOLDER = "docs/runbooks";
const runbooks = runbooksOf(DECLARATIONS);
const fileOf = (name: string) => join(__dirname, "..", FOLDER, `${name}.md`);

it.each(Object.entries(DECLARATIONS))("docs/images/dashboards/%s.svg shows the dashboard", (name, declarations) => {
  expectGenerated(imagePath(name), dashboardImage(dashboardExample(declarations, "outage")));
});

it("docs/images/dashboards contains no other image", () => {
  const images = readdirSync(join(__dirname, "..", "docs", "images", "dashboards"));
  expect(images.map((name) => `docs/images/dashboards/${name}`).sort()).toEqual(
    Object.keys(DECLARATIONS).map(imagePath).sort(),
  );
});

it("docs/monitors.md lists all monitors", () => {
  expectGenerated("docs/monitors.md", monitorsPage(DECLARATIONS));
});

it.each(runbooks)("docs/runbooks/$name.md contains what the alarm states", (runbook) => {
  if (process.env.ROADBED_WRITE_DOCS !== undefined && !existsSync(fileOf(runbook.name))) {
    writeFileSync(fileOf(runbook.name), newRunbook(runbook));
  }
  expectGeneratedSection(`${FOLDER}/${runbook.name}.md`, "alarm", generatedPart(runbook));
});

it.each(runbooks)("docs/runbooks/$name.md explains how to find the cause and what to do", ({ name }) => {
  const [, handWritten] = readFileSync(fileOf(name), "utf8").split("<!-- end: alarm -->\n");
  const headings = handWritten?.match(/^## .+$/gm);
  expect(headings).toEqual(["## Find the cause", "## Act"]);
});

it("docs/runbooks has a page for each alarm, and no other", () => {
  expectGenerated(`${FOLDER}/README.md`, runbookIndex(runbooks));
  const pages = readdirSync(join(__dirname, "..", FOLDER)).filter((name) => name !== "README.md");
  expect(pages.sort()).toEqual(
    [ANOMALY_BAND_RUNBOOK, ...runbooks.map(({ name }) => name)].map((name) => `${name}.md`).sort(),
  );
});
