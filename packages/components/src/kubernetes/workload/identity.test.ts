import * as kubernetes from "@pulumi/kubernetes";
import { preview } from "@roadbed/testing";
import { controllerOf, previewWorkload, REQUIRED_ARGUMENTS } from "../../../test/kubernetes-workload";
import { Workload, type WorkloadIdentity } from "../index";

/** An identity that needs an annotation, a label, and an object of its own. */
const identity: WorkloadIdentity = {
  bind: ({ name, parent, namespaceName, serviceAccountName }) => ({
    serviceAccountAnnotations: { "iam.gke.io/gcp-service-account": "orders@shop.iam.gserviceaccount.com" },
    podLabels: { "azure.workload.identity/use": "true" },
    dependencies: [
      new kubernetes.core.v1.ConfigMap(
        `${name}-identity`,
        { metadata: { namespace: namespaceName }, data: { serviceAccountName } },
        { parent },
      ),
    ],
  }),
};

describe("the identity of a Workload", () => {
  it("is bound to the workload's own service account before the pods start", async () => {
    const stack = await previewWorkload({ identity });
    const binding = stack.get("kubernetes:core/v1:ConfigMap", "orders-identity");
    expect(binding.inputs).toMatchObject({ metadata: { namespace: "shop" }, data: { serviceAccountName: "orders" } });
    expect(binding.parent).toBe(stack.get("roadbed:kubernetes:Workload").urn);
    expect(stack.dependencies(controllerOf(stack))).toContain("kubernetes:core/v1:ConfigMap orders-identity");
  });

  it("annotates the service account and labels the pods", async () => {
    const stack = await previewWorkload({ identity });
    expect(stack.get("kubernetes:core/v1:ServiceAccount").inputs).toMatchObject({
      metadata: { annotations: { "iam.gke.io/gcp-service-account": "orders@shop.iam.gserviceaccount.com" } },
      automountServiceAccountToken: false,
    });
    expect(controllerOf(stack).inputs).toMatchObject({
      spec: { template: { metadata: { labels: { "azure.workload.identity/use": "true" } } } },
    });
  });

  it("does not become an input of the component", async () => {
    const stack = await previewWorkload({ identity });
    expect(stack.get("roadbed:kubernetes:Workload").inputs).not.toHaveProperty("identity");
  });

  it("must not return labels that the workload sets", async () => {
    const invalid: WorkloadIdentity = { bind: () => ({ podLabels: { "app.kubernetes.io/name": "x" } }) };
    await expect(preview(() => new Workload("orders", { ...REQUIRED_ARGUMENTS, identity: invalid }))).rejects.toThrow(
      'identity.podLabels["app.kubernetes.io/name"]: the component sets this label',
    );
  });
});
