import { podRule, podWith } from "../../rule-factories/pod-rules";
import { entries, listOf } from "../../kernel/connectives";
import { containsSecret, secretVariables } from "../../conditions/secret-variables";
import { defineRule } from "../../authoring/define-rule";
import { containersOf } from "../../views/pods";

export const podEnvNoSecrets = podRule({
  id: "pod-env-no-secrets",
  title: "Pods do not pass secrets as plaintext environment variables",
  severity: "high",
  why: "Everyone with read access to pods, and every tool that lists the cluster's workloads, can see the values.",
  remedy:
    'Store the value in a Secret and mount the Secret, or set valueFrom: { secretKeyRef: { name: secret.metadata.name, key: "password" } }.',
  check: (pod) => containersOf(pod).flatMap((container) => secretVariables(listOf(container.env))),
  pass: [
    podWith({ env: [{ name: "LEVEL", value: "info" }] }),
    podWith({ env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } }] }),
    podWith({ env: [{ name: "DB_PASSWORD", value: "/run/secrets/db/password" }] }),
  ],
  fail: [
    podWith({ env: [{ name: "DB_PASSWORD", value: "correct-horse" }] }),
    podWith({ env: [{ name: "USER", value: "AKIAIOSFODNN7EXAMPLE" }] }),
  ],
});

export const configMapNoSecrets = defineRule({
  id: "configmap-no-secrets",
  title: "Kubernetes ConfigMaps do not contain secrets",
  severity: "high",
  on: "kubernetes:core/v1:ConfigMap",
  // https://kubernetes.io/docs/concepts/configuration/configmap/
  why: "A ConfigMap is stored and displayed in plaintext to everyone with read access to the namespace, including roles without access to Secrets.",
  remedy: "Store the value in a kubernetes.core.v1.Secret, or load it with the Secrets Store CSI driver.",
  check: ({ data }) =>
    entries(data).some((entry) => containsSecret(entry[0], () => entry[1])) && {
      at: "data",
      message: "a value contains a secret",
    },
  examples: {
    pass: [
      {},
      { data: { "app.properties": "db.host=db.example.com\ndb.password=${DB_PASSWORD}" } },
      { data: { passwordFile: "/run/secrets/db/password", config: "REDIS_PASSWORD=" } },
    ],
    fail: [
      { data: { password: "correct-horse" } },
      { data: { "app.properties": "db.host=db.example.com\ndb.password=correct-horse" } },
      { data: { id: "AKIAIOSFODNN7EXAMPLE" } },
    ],
  },
});
