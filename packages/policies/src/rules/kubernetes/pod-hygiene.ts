import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { fitsPattern, registryOf, tagOf } from "../../conditions/image-names";
import { stringListOption } from "../../authoring/option-builders";
import { patch } from "../../kernel/patch";
import { issuesAt, podOf, podRule, podWith, securityContextPatches } from "../../rule-factories/pod-rules";
import { defineViewRule } from "../../authoring/define-rule";
import { containersOf, isWindows, podContainers, runningContainersOf } from "../../views/pods";

export const podReadOnlyRoot = podRule({
  id: "pod-read-only-root",
  title: "Containers cannot write to their own file system",
  severity: "medium",
  controls: { "cis-eks-1.4": ["4.5.2"] },
  why: "Whoever gets into a container with a writable root leaves tools in it and changes the program it runs.",
  remedy: "Set securityContext: { readOnlyRootFilesystem: true } and mount an emptyDir where the program has to write.",
  unless: isWindows,
  check: (pod) =>
    issuesAt(
      containersOf(pod).filter((container) => container.securityContext?.readOnlyRootFilesystem !== true),
      "the container can write to its own file system",
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
  title: "Containers name the version of their image",
  severity: "medium",
  why: "latest is what the registry holds at the moment of a start: two pods of one Deployment may run different programs, and nothing tells which.",
  remedy: "Name a version, as in image: `${repository.repositoryUrl}:1.4.2`, or better the digest of the image.",
  check: (pod) =>
    issuesAt(
      containersOf(pod).filter((container) => {
        const { image = "" } = container;
        return !image.includes("@") && ["latest", "", undefined].includes(tagOf(image));
      }),
      "the image has no version, or the latest",
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
  title: "Containers name their image by digest",
  severity: "low",
  why: "A tag can be moved to another image by whoever may push; a digest cannot.",
  remedy: "Pass the digest: image: `${repository.repositoryUrl}@${build.digest}`.",
  check: (pod) =>
    issuesAt(
      containersOf(pod).filter((container) => !/@\w+:[0-9a-f]+$/.test(container.image ?? "")),
      "the image is not named by its digest",
    ),
  pass: [podWith({ image: "nginx:1.27@sha256:0000000000000000000000000000000000000000000000000000000000000000" })],
  fail: [podWith({ image: "nginx:1.27" })],
});

export const podImageRegistry = defineViewRule({
  id: "pod-image-registry",
  title: "Images come from approved registries",
  severity: "medium",
  controls: { "cis-eks-1.4": ["5.1.4"] },
  on: podContainers,
  options: {
    registries: stringListOption(
      ["*.dkr.ecr.*.amazonaws.com", "*.dkr.ecr.*.amazonaws.com.cn", "public.ecr.aws", "registry.k8s.io"],
      "The hosts that images may come from; * stands for any text.",
    ),
  },
  why: "From any registry anyone can publish anything, it can be gone tomorrow, and nobody has scanned it.",
  remedy: "Copy the image into a repository of your own, or use an ECR pull-through cache, and name that.",
  check: (container, { options }) =>
    !options.registries.some((pattern) => fitsPattern(registryOf(container.image ?? ""), pattern)) && {
      at: container,
      message: "the image comes from a registry that is not approved",
    },
  examples: {
    pass: [["kubernetes:core/v1:Pod", podWith({ image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4.2" })]],
    fail: [
      ["kubernetes:core/v1:Pod", podWith({ image: "nginx:1.27" })],
      ["kubernetes:core/v1:Pod", podWith({ image: "ghcr.io/acme/web:1.4.2" })],
    ],
  },
});

export const podMemoryLimited = podRule({
  id: "pod-memory-limited",
  title: "Containers have a memory limit",
  severity: "medium",
  why: "A container without a limit takes its node's memory until the kernel kills whatever it likes, mostly something else.",
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
  title: "Containers request processor and memory",
  severity: "medium",
  why: "The scheduler puts pods without requests onto nodes that are full, and they are the first to be evicted there.",
  remedy: 'Set resources: { requests: { cpu: "100m", memory: "256Mi" } } on each container.',
  // A limit without a request is the request as well.
  check: (pod) =>
    issuesAt(
      runningContainersOf(pod).filter(({ resources }) =>
        anyOf(
          () => (resources?.requests?.cpu ?? resources?.limits?.cpu) === undefined,
          () => (resources?.requests?.memory ?? resources?.limits?.memory) === undefined,
        ),
      ),
      "the container does not request both processor and memory",
    ),
  pass: [
    podWith({ resources: { requests: { cpu: "100m", memory: "256Mi" } } }),
    podWith({ resources: { limits: { cpu: "100m", memory: "256Mi" } } }),
  ],
  fail: [podWith({}), podWith({ resources: { requests: { cpu: "100m" } } })],
});

export const podTokenDecided = podRule({
  id: "pod-token-decided",
  title: "Pods say whether they need the token of their service account",
  severity: "medium",
  controls: { "cis-eks-1.4": ["4.1.6"] },
  why: "By default every pod carries credentials for the API of the cluster, which hardly any uses, except whoever breaks into it.",
  remedy: "Set automountServiceAccountToken: false on the pod, or true where the program calls the API.",
  check: (pod) =>
    pod.spec !== undefined &&
    pod.spec.automountServiceAccountToken === undefined && { at: pod.spec, message: "the pod gets a token by default" },
  fix: (pod) => listOf(pod.spec).map((spec) => patch(spec, { automountServiceAccountToken: false })),
  pass: [podOf({ automountServiceAccountToken: false }), podOf({ automountServiceAccountToken: true })],
  fail: [podOf({})],
});

export const podOwnServiceAccount = podRule({
  id: "pod-own-service-account",
  title: "Pods with a token have a service account of their own",
  severity: "medium",
  controls: { "cis-eks-1.4": ["4.1.5"] },
  why: "What the default account of a namespace may do, every pod may that names none.",
  remedy:
    "Make a ServiceAccount for the program and name it by serviceAccountName, or set automountServiceAccountToken: false.",
  check: (pod) =>
    allOf(
      () => pod.spec?.automountServiceAccountToken !== false,
      // serviceAccount is the older name of the same field.
      () => ["default", "", undefined].includes(pod.spec?.serviceAccountName ?? pod.spec?.serviceAccount),
    ) && "the pod runs as the default service account",
  pass: [podOf({ serviceAccountName: "web" }), podOf({ automountServiceAccountToken: false })],
  fail: [podOf({}), podOf({ serviceAccountName: "default" })],
});

export const podSecretsAsFiles = podRule({
  id: "pod-secrets-as-files",
  title: "Pods take secrets as files, not as environment variables",
  severity: "low",
  controls: { "cis-eks-1.4": ["4.4.1"] },
  why: "The environment ends up in crash reports, logs and child processes, and does not follow a rotation.",
  remedy: 'Mount it: volumes: [{ name: "db", secret: { secretName } }], or use the Secrets Store CSI driver.',
  check: (pod) =>
    listOf(
      () =>
        issuesAt(
          containersOf(pod)
            .flatMap((container) => listOf(container.env))
            .filter((variable) => variable.valueFrom?.secretKeyRef !== undefined),
          "the variable holds a secret",
        ),
      () =>
        issuesAt(
          containersOf(pod)
            .flatMap((container) => listOf(container.envFrom))
            .filter((source) => source.secretRef !== undefined),
          "the variables hold a secret",
        ),
    ),
  pass: [podWith({ env: [{ name: "LEVEL", value: "info" }], envFrom: [{ configMapRef: { name: "web" } }] })],
  fail: [
    podWith({ env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } }] }),
    podWith({ envFrom: [{ secretRef: { name: "db" } }] }),
  ],
});
