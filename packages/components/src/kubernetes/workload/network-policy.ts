import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, matching, plainObject } from "../../shared/checks";
import { DNS_EGRESS_RULE } from "../namespace/dns-egress-rule";
import type { KubernetesMetadata } from "../shared/kubernetes-component-args";
import { checkLabels, NAMESPACE_NAME_LABEL } from "../shared/kubernetes-labels";
import { dnsLabel, serviceName } from "../shared/kubernetes-names";
import type { WorkloadLike, WorkloadPeer, WorkloadPeerArgs } from "./network-args";
import { portNumber, protocolName, type WorkloadPorts } from "./ports";
import { workloadSelector } from "./selector";

type Peer = kubernetes.types.input.networking.v1.NetworkPolicyPeer;
type PolicyPort = kubernetes.types.input.networking.v1.NetworkPolicyPort;

/** A peer whose arguments have been checked. */
interface PeerPlan {
  readonly peer: Peer;
  /** Undefined if the arguments do not determine the ports. */
  readonly ports: PolicyPort[] | undefined;
}

/** The connections of a workload. Undefined means that other policies decide. */
export interface NetworkPlan {
  readonly allowFrom: readonly PeerPlan[] | undefined;
  readonly allowTo: readonly PeerPlan[] | undefined;
}

// Names of peers do not become names of resources, but two entries cannot have the same name.
const cidrBlock: Check<unknown> = matching(
  /^(?:(?:\d{1,3}\.){3}\d{1,3}\/\d{1,2}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*\/\d{1,3})$/,
  "a CIDR block",
  'Examples: "10.0.0.0/16", "fd00::/64".',
);
const workloadNameCheck = serviceName("the name of a workload");
const namespaceNameCheck = dnsLabel("the name of a namespace");

/** Checks the connections of a workload. */
export function planNetwork(
  issues: ArgumentIssues,
  ports: WorkloadPorts,
  allowFrom: Readonly<Record<string, WorkloadPeer>> | undefined,
  allowTo: Readonly<Record<string, WorkloadPeer>> | undefined,
): NetworkPlan {
  const from = allowFrom === undefined ? undefined : planPeers(issues, "allowFrom", allowFrom);
  if (from !== undefined && from.length > 0 && Object.keys(ports).length === 0) {
    issues.add("allowFrom", undefined, {
      code: "conflict",
      statement: "has no effect, because the workload has no ports",
      remedy: "Set ports, or remove it.",
    });
  }
  const to = allowTo === undefined ? undefined : planPeers(issues, "allowTo", allowTo);
  for (const [index, plan] of (to ?? []).entries()) {
    const name = Object.keys(allowTo ?? {})[index] ?? "";
    if (plan !== undefined && plan.ports === undefined) {
      issues.add(`allowTo.${name}.ports`, undefined, expected("missing", "an array of ports", "Example: [5432]."));
    }
  }
  return { allowFrom: from?.filter((plan) => plan !== undefined), allowTo: to?.filter((plan) => plan !== undefined) };
}

function planPeers(
  issues: ArgumentIssues,
  path: string,
  peers: Readonly<Record<string, WorkloadPeer>>,
): (PeerPlan | undefined)[] {
  if (!issues.check(path, peers, plainObject("an object of peers"))) return [];
  return Object.entries(peers).map(([name, peer]) => {
    const peerPath = `${path}.${name}`;
    if (isWorkload(peer)) return planWorkloadPeer(peer, path === "allowTo");
    if (!issues.checkNames(peerPath, peer, [...PEER_ARGUMENTS])) return undefined;
    return { peer: planPeer(issues, peerPath, peer), ports: checkPeerPorts(issues, peerPath, peer) };
  });
}

const PEER_ARGUMENTS = [...["workloadName", "namespaceName", "podLabels"], ...["cidrBlock", "ports", "protocol"]];

function isWorkload(peer: WorkloadPeer): peer is WorkloadLike {
  return typeof peer === "object" && (peer as unknown) !== null && "podSelector" in peer;
}

const planWorkloadPeer = ({ namespaceName, podSelector, ports }: WorkloadLike, isTarget: boolean): PeerPlan => ({
  peer: { namespaceSelector: namespaceSelector(namespaceName), podSelector: { matchLabels: { ...podSelector } } },
  ports: isTarget ? policyPorts(Object.values(ports)) : undefined,
});

const namespaceSelector = (name: pulumi.Input<string>) => ({ matchLabels: { [NAMESPACE_NAME_LABEL]: name } });

function planPeer(issues: ArgumentIssues, path: string, peer: WorkloadPeerArgs): Peer {
  const { workloadName, namespaceName, podLabels } = peer;
  if (peer.cidrBlock !== undefined) {
    for (const other of ["workloadName", "namespaceName", "podLabels"] as const) {
      if (peer[other] === undefined) continue;
      const statement = "cannot be combined with cidrBlock";
      issues.add(`${path}.${other}`, undefined, { code: "conflict", statement, remedy: "Use two entries." });
    }
    return { ipBlock: { cidr: issues.checkInput(`${path}.cidrBlock`, peer.cidrBlock, cidrBlock) } };
  }
  if (workloadName === undefined && namespaceName === undefined && podLabels === undefined) {
    issues.add(path, undefined, {
      code: "missing",
      statement: "expected workloadName, namespaceName, podLabels, or cidrBlock",
      remedy: 'Examples: { workloadName: "web" }, { cidrBlock: "10.0.0.0/16", ports: [5432] }.',
    });
  }
  const selector = {
    ...checkLabels(issues, `${path}.podLabels`, podLabels),
    ...(workloadName !== undefined && checkedWorkloadSelector(issues, `${path}.workloadName`, workloadName)),
  };
  const hasSelector = Object.keys(selector).length > 0;
  return {
    ...(namespaceName !== undefined && {
      namespaceSelector: namespaceSelector(
        issues.checkInput(`${path}.namespaceName`, namespaceName, namespaceNameCheck),
      ),
    }),
    ...(hasSelector && { podSelector: { matchLabels: selector } }),
  };
}

function checkedWorkloadSelector(issues: ArgumentIssues, path: string, workloadName: string): KubernetesMetadata {
  issues.check(path, workloadName, workloadNameCheck);
  return workloadSelector(workloadName);
}

function checkPeerPorts(
  issues: ArgumentIssues,
  path: string,
  { ports, protocol = "TCP" }: WorkloadPeerArgs,
): PolicyPort[] | undefined {
  issues.check(`${path}.protocol`, protocol, protocolName);
  if (ports === undefined) return undefined;
  if (!Array.isArray(ports) || ports.length === 0) {
    issues.add(`${path}.ports`, ports, expected("wrong-type", "an array of ports", "Example: [5432]."));
    return [];
  }
  const numbers = ports as readonly number[];
  for (const [index, port] of numbers.entries()) issues.check(`${path}.ports[${index}]`, port, portNumber);
  return policyPorts(numbers.map((port) => ({ port, protocol })));
}

const policyPorts = (ports: readonly { readonly port: number; readonly protocol: string }[]): PolicyPort[] =>
  ports.map(({ port, protocol }) => ({ port, protocol }));

/** Returns the NetworkPolicy of the pods, without empty arrays, which the API server does not store. */
export function networkPolicySpec(
  selector: KubernetesMetadata,
  ports: WorkloadPorts,
  { allowFrom, allowTo }: NetworkPlan,
): kubernetes.types.input.networking.v1.NetworkPolicySpec {
  const ownPorts = policyPorts(Object.values(ports));
  const anySource = ownPorts.length > 0 ? [{ ports: ownPorts }] : [];
  const ingress = allowFrom?.map(({ peer, ports: peerPorts }) => ({ from: [peer], ports: peerPorts ?? ownPorts }));
  const rules = ingress ?? anySource;
  return {
    podSelector: { matchLabels: { ...selector } },
    policyTypes: ["Ingress", ...(allowTo ? ["Egress"] : [])],
    ...(rules.length > 0 && { ingress: rules }),
    ...(allowTo && {
      egress: [
        DNS_EGRESS_RULE,
        ...allowTo.map(({ peer, ports: peerPorts = [] }) => ({
          to: [peer],
          // Without ports, Kubernetes would allow all of them.
          ports: peerPorts,
        })),
      ],
    }),
  };
}
