import { preview } from "@roadbed/testing";
import { EKS_CLUSTER } from "../../../test/eks";
import { REQUIRED_ARGUMENTS } from "../../../test/kubernetes-workload";
import { Workload, type WorkloadIdentity } from "../../kubernetes";
import { IrsaRole, PodIdentity } from "./index";

const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const ROLE = "aws:iam/role:Role";
const SERVICE_ACCOUNT = "kubernetes:core/v1:ServiceAccount";
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

const permissions = [{ Effect: "Allow" as const, Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" }];
const create = (identity: WorkloadIdentity) =>
  preview(() => new Workload("orders", { ...REQUIRED_ARGUMENTS, identity }));

describe("PodIdentity.forWorkload", () => {
  it("associates a role with the service account of the workload", async () => {
    const stack = await create(PodIdentity.forWorkload({ cluster: EKS_CLUSTER, permissions }));
    expect(stack.get(ASSOCIATION).inputs).toMatchObject({
      clusterName: "shop",
      namespace: "shop",
      serviceAccount: "orders",
    });
    expect(stack.get("roadbed:aws:PodIdentity").parent).toBe(stack.get("roadbed:kubernetes:Workload").urn);
    expect(stack.get("aws:iam/rolePolicy:RolePolicy").inputs.policy).toMatchObject({ Statement: permissions });
  });

  it("starts the pods after the association exists, because pods receive credentials only when they start", async () => {
    const stack = await create(PodIdentity.forWorkload({ cluster: EKS_CLUSTER }));
    expect(stack.dependencies(stack.get(DEPLOYMENT))).toContain(`${ASSOCIATION} orders-identity-association`);
  });

  it("gives each workload that uses it a role of its own", async () => {
    const identity = PodIdentity.forWorkload({ cluster: EKS_CLUSTER });
    const stack = await preview(() => {
      for (const name of ["orders", "invoices"]) new Workload(name, { ...REQUIRED_ARGUMENTS, identity });
    });
    expect(stack.resources.filter(({ type }) => type === ROLE)).toHaveLength(2);
  });
});

describe("IrsaRole.forWorkload", () => {
  it("annotates the service account of the workload with a role that trusts it", async () => {
    const stack = await create(IrsaRole.forWorkload({ cluster: EKS_CLUSTER, permissions }));
    expect(stack.get(ROLE).inputs.assumeRolePolicy).toMatchObject({
      Statement: [
        {
          Condition: {
            StringEquals: {
              "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:sub":
                "system:serviceaccount:shop:orders",
            },
          },
        },
      ],
    });
    expect(Object.keys(stack.get(SERVICE_ACCOUNT).inputs.metadata.annotations ?? {})).toContain(
      "eks.amazonaws.com/role-arn",
    );
    expect(stack.dependencies(stack.get(DEPLOYMENT))).toContain(`${ROLE} orders-identity-role`);
  });
});
