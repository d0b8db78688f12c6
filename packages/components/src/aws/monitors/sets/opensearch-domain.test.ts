import { openSearchDomainDeclarations } from "../../../../test/cloudwatch/declarations/opensearch-domain";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { hasAlarm } from "../monitor";
import { openSearchDomain } from "./opensearch-domain";

describe("the monitors of an OpenSearch domain", () => {
  specifyMonitors(openSearchDomainDeclarations);

  it("have only alarms that apply to all domains without the optional arguments", () => {
    const { monitors } = openSearchDomain({ name: "search", domainName: "search", accountId: "123456789012" });
    expect(monitors.filter(hasAlarm).map(({ name }) => name)).toEqual([
      "errors",
      "red-status",
      "writes-blocked",
      "key-inaccessible",
      "yellow-status",
      "failed-snapshots",
      "cpu",
      "jvm-memory",
    ]);
  });

  it("reject invalid arguments", () => {
    const args = {
      name: "search",
      domainName: "Search",
      accountId: 123_456_789_012,
      dedicatedMasters: 3,
      nodeStorageGiB: 5,
    };
    expect(() => openSearchDomain(args as never)).toThrowErrorMatchingSnapshot();
    expect(() => openSearchDomain({ name: "search", domainName: "search" } as never)).toThrowErrorMatchingSnapshot();
  });
});
