import { anyOf, listOf } from "../../kernel/connectives";
import { issuesAt, podOf, podRule, podWith } from "../../rule-factories/pod-rules";
import { containersOf, securityContextsOf, type Container } from "../../views/pods";

// The controls in the baseline Pod Security Standard that restrict access to the node.

export const podNoHostPid = podRule({
  id: "pod-no-host-pid",
  title: "Pods do not share the host's PID namespace",
  severity: "high",
  controls: { "pss-baseline": ["Host Namespaces"], "cis-eks-1.4": ["4.2.2"] },
  why: "A container in the host's PID namespace can read the environment variables, and therefore the secrets, of every other pod on the node.",
  remedy: "Remove hostPID: true. Set shareProcessNamespace: true to share processes only among the pod's containers.",
  check: (pod) => pod.spec?.hostPID === true && { at: pod.spec, message: "the pod shares the host's PID namespace" },
  pass: [podOf({ hostPID: false }), podOf({ shareProcessNamespace: true })],
  fail: [podOf({ hostPID: true })],
});

export const podNoHostIpc = podRule({
  id: "pod-no-host-ipc",
  title: "Pods do not share the host's IPC namespace",
  severity: "high",
  controls: { "pss-baseline": ["Host Namespaces"], "cis-eks-1.4": ["4.2.3"] },
  why: "A container in the host's IPC namespace can read and write the shared memory of all other processes on the node.",
  remedy: "Remove hostIPC: true. A pod's containers can share memory without hostIPC.",
  check: (pod) => pod.spec?.hostIPC === true && { at: pod.spec, message: "the pod shares the host's IPC namespace" },
  pass: [podOf({ hostIPC: false }), podOf({})],
  fail: [podOf({ hostIPC: true })],
});

export const podNoHostNetwork = podRule({
  id: "pod-no-host-network",
  title: "Pods do not use the host network",
  severity: "high",
  controls: { "pss-baseline": ["Host Namespaces"], "cis-eks-1.4": ["4.2.4"] },
  why: "Network policies do not apply to the host network, and a pod on the host network can reach services on the node's loopback interface, such as the kubelet, and obtain the credentials of the instance.",
  remedy: "Remove hostNetwork: true, and expose the pod with a Service.",
  check: (pod) => pod.spec?.hostNetwork === true && { at: pod.spec, message: "the pod uses the host network" },
  pass: [podOf({ hostNetwork: false }), podOf({})],
  fail: [podOf({ hostNetwork: true })],
});

export const podNoHostProcess = podRule({
  id: "pod-no-host-process",
  title: "Windows pods do not run HostProcess containers",
  severity: "high",
  controls: { "pss-baseline": ["HostProcess"] },
  why: "A HostProcess container runs directly on the Windows node, with the permissions of the account that it specifies.",
  remedy: "Remove windowsOptions.hostProcess: true.",
  check: (pod) =>
    issuesAt(
      securityContextsOf(pod).filter((context) => context.windowsOptions?.hostProcess === true),
      "HostProcess is enabled",
    ),
  pass: [podWith({ securityContext: { windowsOptions: { hostProcess: false } } }), podWith({})],
  fail: [
    podWith({ securityContext: { windowsOptions: { hostProcess: true } } }),
    podOf({ securityContext: { windowsOptions: { hostProcess: true } } }),
  ],
});

export const podNoHostPath = podRule({
  id: "pod-no-host-path",
  title: "Pods do not mount hostPath volumes",
  severity: "high",
  controls: { "pss-baseline": ["HostPath Volumes"] },
  why: "The node's directories contain the kubelet's credentials and the volumes of other pods, and write access to these directories gives control of the node.",
  remedy: "Use an emptyDir, persistentVolumeClaim, or projected volume instead of hostPath.",
  check: (pod) =>
    issuesAt(
      listOf(pod.spec?.volumes).filter((volume) => volume.hostPath !== undefined),
      "the pod mounts a hostPath volume",
    ),
  pass: [podOf({ volumes: [{ name: "cache", emptyDir: {} }] }), podOf({})],
  fail: [podOf({ volumes: [{ name: "logs", hostPath: { path: "/var/log" } }] })],
});

export const podNoHostPorts = podRule({
  id: "pod-no-host-ports",
  title: "Pods do not use host ports",
  severity: "medium",
  controls: { "pss-baseline": ["Host Ports"] },
  why: "A host port is reachable by everyone who can reach the node, bypasses Services and network policies, and can be used by only one pod per node.",
  remedy: "Remove hostPort, and expose the container with a Service.",
  check: (pod) =>
    issuesAt(
      containersOf(pod)
        .flatMap((container) => listOf(container.ports))
        .filter((port) => (port.hostPort ?? 0) !== 0),
      "the container uses a host port",
    ),
  pass: [podWith({ ports: [{ containerPort: 8080, hostPort: 0 }] }), podWith({})],
  fail: [podWith({ ports: [{ containerPort: 8080, hostPort: 80 }] })],
});

/** Returns the probes and lifecycle hooks for which the kubelet sends requests. */
const handlersOf = (container: Container) =>
  listOf(
    () => container.livenessProbe,
    () => container.readinessProbe,
    () => container.startupProbe,
    () => container.lifecycle?.postStart,
    () => container.lifecycle?.preStop,
  );

export const podNoHostProbes = podRule({
  id: "pod-no-host-probes",
  title: "Pod probes and lifecycle hooks do not specify a host",
  severity: "medium",
  controls: { "pss-baseline": ["Host Probes / Lifecycle Hooks"] },
  why: "The kubelet sends these requests from the node, so requests to a custom host can reach targets that the pod itself cannot reach.",
  remedy: "Remove host from httpGet and tcpSocket. By default, the request goes to the pod.",
  check: (pod) =>
    issuesAt(
      containersOf(pod)
        .flatMap(handlersOf)
        .filter((handler) =>
          anyOf(
            () => Boolean(handler.httpGet?.host),
            () => Boolean(handler.tcpSocket?.host),
          ),
        ),
      "the probe or lifecycle hook specifies a host",
    ),
  pass: [podWith({ livenessProbe: { httpGet: { port: 8080, host: "" } } }), podWith({})],
  fail: [
    podWith({ livenessProbe: { httpGet: { port: 8080, host: "127.0.0.1" } } }),
    podWith({ readinessProbe: { tcpSocket: { port: 80, host: "169.254.169.254" } } }),
    podWith({ lifecycle: { preStop: { httpGet: { port: 80, host: "example.com" } } } }),
  ],
});
