import { expectGeneratedSection } from "./generated-file";
import { burnRateTable, detectionTable, minimumTable } from "./slo-tables";

it.each([
  ["burn-rates", burnRateTable()],
  ["detection", detectionTable()],
  ["minimum-events", minimumTable()],
])("docs/slo.md contains the generated table %s", (name, content) => {
  expectGeneratedSection("docs/slo.md", name, content);
});
