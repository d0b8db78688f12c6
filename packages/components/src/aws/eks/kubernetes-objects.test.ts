import { AUTO, FARGATE, MANAGED } from "../../../test/eks-cluster";
import { deployed } from "../../../test/network";
import { EksCluster } from "./eks-cluster";
import type { EksClusterArgs } from "./eks-cluster-args";

const STORAGE_CLASS = "kubernetes:storage.k8s.io/v1:StorageClass";

const create = (args: EksClusterArgs) => deployed(() => new EksCluster("main", args));

describe("the objects in a new EksCluster", () => {
  it.each<[string, EksClusterArgs, string]>([
    ["Auto Mode", AUTO, "ebs.csi.eks.amazonaws.com"],
    ["managed nodes", MANAGED, "ebs.csi.aws.com"],
  ])(
    "include a default storage class with encrypted volumes in the zone of the pod with %s",
    async (_, args, driver) => {
      expect((await create(args)).get(STORAGE_CLASS).inputs).toMatchObject({
        metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
        provisioner: driver,
        parameters: { type: "gp3", encrypted: "true" },
        volumeBindingMode: "WaitForFirstConsumer",
        reclaimPolicy: "Delete",
        allowVolumeExpansion: true,
      });
    },
  );

  it("include the default ingress class of Auto Mode and its parameters", async () => {
    const stack = await create(AUTO);
    const ingressClass = stack.get("kubernetes:networking.k8s.io/v1:IngressClass");
    expect(ingressClass.inputs).toMatchObject({
      metadata: { name: "alb", annotations: { "ingressclass.kubernetes.io/is-default-class": "true" } },
      spec: {
        controller: "eks.amazonaws.com/alb",
        parameters: { apiGroup: "eks.amazonaws.com", kind: "IngressClassParams", name: "alb" },
      },
    });
    expect(stack.dependencies(ingressClass)).toContain(
      "kubernetes:eks.amazonaws.com/v1:IngressClassParams main-ingress-class-params",
    );
  });

  it.each<[string, EksClusterArgs]>([
    ["on Fargate, which has no volumes", FARGATE],
    ["with kubernetesObjects: false", { ...AUTO, kubernetesObjects: false }],
  ])("are missing %s", async (_, args) => {
    expect((await create(args)).inventory().filter((name) => name.includes("kubernetes"))).toEqual([]);
  });
});
