import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { fitsPattern, registryOf, tagOf } from "../../conditions/image-names";
import { stringListOption } from "../../authoring/option-builders";
import { patch } from "../../kernel/patch";
import { issuesAt, podOf, podRule, podWith, securityContextPatches } from "../../rule-factories/pod-rules";
import { defineViewRule } from "../../authoring/define-rule";
import { containersOf, isWindows, podContainers, runningContainersOf } from "../../views/pods";

export const podReadOnlyRoot = podRule({
  id: "pod-read-only-root",
  title: "Pod containers have a read-only root file system",
  severity: "medium",
  controls: { "cis-eks-1.4": ["4.5.2"] },
  why: "An attacker in a container with a writable root file system can install tools and modify the application.",
  remedy:
    "Set securityContext: { readOnlyRootFilesystem: true }, and mount an emptyDir at each path that the application writes to.",
  unless: isWindows,
  check: (pod) =>
    issuesAt(
      containersOf(pod).filter((container) => container.securityContext?.readOnlyRootFilesystem !== true),
      "the root file system is writable",
    ),
  fix: (pod) => securityContextPatches(pod, { readOnlyRootFilesystem: true }),
  pass: [podWith({ securityContext: { readOnlyRootFilesystem: true } }), podOf({ os: { name: "windows" } })],
  fail: [
    podWith({}),
    podWith({ securityContext: { readOnlyRootFilesystem: false } }),
    podOf({ os: { name: "linux" } }),
  ],
});

export const podImagePinned = podRule({
  id: "pod-image-pinned",
  title: "Pod container images are pinned to a version",
  severity: "medium",
  why: "The latest tag refers to whatever the registry contains when a pod starts, so the pods of one Deployment can run different versions.",
  remedy: "Specify a version, such as image: `${repository.repositoryUrl}:1.4.2`, or preferably the image digest.",
  check: (pod) =>
    issuesAt(
      containersOf(pod).filter((container) => {
        const { image = "" } = container;
        return !image.includes("@") && ["latest", "", undefined].includes(tagOf(image));
      }),
      "the image is not pinned to a version",
    ),
  pass: [
    podWith({ image: "registry.example.com:5000/shop/web:1.4.2" }),
    podWith({ image: "nginx@sha256:0000000000000000000000000000000000000000000000000000000000000000" }),
  ],
  fail: [
    podWith({ image: "nginx" }),
    podWith({ image: "nginx:latest" }),
    podWith({ image: "registry.example.com:5000/web" }),
  ],
});

export const podImageDigest = podRule({
  id: "pod-image-digest",
  title: "Pod container images are referenced by digest",
  severity: "low",
  why: "Anyone with push access can move a tag to another image, but not a digest.",
  remedy: "Reference the digest: image: `${repository.repositoryUrl}@${build.digest}`.",
  check: (pod) =>
    issuesAt(
      containersOf(pod).filter((container) => !/@\w+:[0-9a-f]+$/.test(container.image ?? "")),
      "the image is not referenced by digest",
    ),
  pass: [podWith({ image: "nginx:1.27@sha256:0000000000000000000000000000000000000000000000000000000000000000" })],
  fail: [podWith({ image: "nginx:1.27" })],
});

export const podImageRegistry = defineViewRule({
  id: "pod-image-registry",
  title: "Pod container images come from approved registries",
  severity: "medium",
  controls: { "cis-eks-1.4": ["5.1.4"] },
  on: podContainers,
  options: {
    registries: stringListOption(
      [],
      'Hosts of the approved registries, such as "*.dkr.ecr.*.amazonaws.com". The wildcard * matches any characters. If the list is empty, the rule reports nothing.',
    ),
  },
  why: "Anyone can publish images in a public registry, and public images can disappear and may never have been scanned.",
  remedy:
    "Copy the image to a private repository or use an ECR pull-through cache, and set image to that copy. The registries option lists the approved registries.",
  check: (container, { options }) =>
    options.registries.length > 0 &&
    !options.registries.some((pattern) => fitsPattern(registryOf(container.image ?? ""), pattern)) && {
      at: container,
      message: "the image comes from a registry that is not approved",
    },
  examples: {
    options: { registries: ["*.dkr.ecr.*.amazonaws.com", "registry.k8s.io"] },
    pass: [["kubernetes:core/v1:Pod", podWith({ image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4.2" })]],
    fail: [
      ["kubernetes:core/v1:Pod", podWith({ image: "nginx:1.27" })],
      ["kubernetes:core/v1:Pod", podWith({ image: "ghcr.io/acme/web:1.4.2" })],
    ],
  },
});

export const podMemoryLimited = podRule({
  id: "pod-memory-limited",
  title: "Pod containers have a memory limit",
  severity: "medium",
  why: "A container without a limit can exhaust the memory of its node until the kernel terminates processes, often those of other pods.",
  remedy: 'Set resources: { limits: { memory: "256Mi" } } on each container.',
  check: (pod) =>
    issuesAt(
      runningContainersOf(pod).filter((container) => container.resources?.limits?.memory === undefined),
      "the container has no memory limit",
    ),
  pass: [podWith({ resources: { limits: { memory: "256Mi" } } })],
  fail: [podWith({}), podWith({ resources: { limits: { cpu: "500m" } } })],
});

export const podResourcesRequested = podRule({
  id: "pod-resources-requested",
  title: "Pod containers request CPU and memory",
  severity: "medium",
  why: "The scheduler places pods without requests on nodes that are already full, where they are evicted first.",
  remedy: 'Set resources: { requests: { cpu: "100m", memory: "256Mi" } } on each container.',
  // A limit without a request also counts as the request.
  check: (pod) =>
    issuesAt(
      runningContainersOf(pod).filter(({ resources }) =>
        anyOf(
          () => (resources?.requests?.cpu ?? resources?.limits?.cpu) === undefined,
          () => (resources?.requests?.memory ?? resources?.limits?.memory) === undefined,
        ),
      ),
      "the container does not request both CPU and memory",
    ),
  pass: [
    podWith({ resources: { requests: { cpu: "100m", memory: "256Mi" } } }),
    podWith({ resources: { limits: { cpu: "100m", memory: "256Mi" } } }),
  ],
  fail: [podWith({}), podWith({ resources: { requests: { cpu: "100m" } } })],
});

export const podTokenDecided = podRule({
  id: "pod-token-decided",
  title: "Pods set automountServiceAccountToken explicitly",
  severity: "medium",
  controls: { "cis-eks-1.4": ["4.1.6"] },
  why: "By default, every pod receives credentials for the Kubernetes API. Few applications need these credentials, but an attacker in the pod can use them.",
  remedy: "Set automountServiceAccountToken: false on the pod, or true if the application calls the Kubernetes API.",
  check: (pod) =>
    pod.spec !== undefined &&
    pod.spec.automountServiceAccountToken === undefined && {
      at: pod.spec,
      message: "automountServiceAccountToken is not set",
    },
  fix: (pod) => listOf(pod.spec).map((spec) => patch(spec, { automountServiceAccountToken: false })),
  pass: [podOf({ automountServiceAccountToken: false }), podOf({ automountServiceAccountToken: true })],
  fail: [podOf({})],
});

export const podOwnServiceAccount = podRule({
  id: "pod-own-service-account",
  title: "Pods that mount a service account token do not use the default service account",
  severity: "medium",
  controls: { "cis-eks-1.4": ["4.1.5"] },
  why: "Permissions of the default service account apply to every pod in the namespace that does not specify a service account.",
  remedy:
    "Create a ServiceAccount for the application and set serviceAccountName, or set automountServiceAccountToken: false.",
  check: (pod) =>
    allOf(
      () => pod.spec?.automountServiceAccountToken !== false,
      // serviceAccount is the deprecated alias of serviceAccountName.
      () => ["default", "", undefined].includes(pod.spec?.serviceAccountName ?? pod.spec?.serviceAccount),
    ) && "the pod uses the default service account",
  pass: [podOf({ serviceAccountName: "web" }), podOf({ automountServiceAccountToken: false })],
  fail: [podOf({}), podOf({ serviceAccountName: "default" })],
});

export const podSecretsAsFiles = podRule({
  id: "pod-secrets-as-files",
  title: "Pods mount Secrets as files rather than exposing them as environment variables",
  severity: "low",
  controls: { "cis-eks-1.4": ["4.4.1"] },
  why: "Environment variables appear in crash reports, logs, and child processes, and do not change when the Secret is rotated.",
  remedy: 'Mount the Secret: volumes: [{ name: "db", secret: { secretName } }], or use the Secrets Store CSI driver.',
  check: (pod) =>
    listOf(
      () =>
        issuesAt(
          containersOf(pod)
            .flatMap((container) => listOf(container.env))
            .filter((variable) => variable.valueFrom?.secretKeyRef !== undefined),
          "the environment variable comes from a Secret",
        ),
      () =>
        issuesAt(
          containersOf(pod)
            .flatMap((container) => listOf(container.envFrom))
            .filter((source) => source.secretRef !== undefined),
          "the environment variables come from a Secret",
        ),
    ),
  pass: [podWith({ env: [{ name: "LEVEL", value: "info" }], envFrom: [{ configMapRef: { name: "web" } }] })],
  fail: [
    podWith({ env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } }] }),
    podWith({ envFrom: [{ secretRef: { name: "db" } }] }),
  ],
});
