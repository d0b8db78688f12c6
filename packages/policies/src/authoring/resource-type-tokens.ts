import type * as aws from "@pulumi/aws";
import type * as k8s from "@pulumi/kubernetes";
import type { Unwrap } from "@pulumi/pulumi";

/**
 * Maps type tokens to argument types. Extend this interface with components, and with resources of providers other than
 * AWS or Kubernetes:
 *
 *     declare module "@roadbed/policies" {
 *       interface ResourceTypes { "acme:net:Vpc": VpcArgs }
 *     }
 */
export interface ResourceTypes {
  /** The arguments of an AWS provider. */
  "pulumi:providers:aws": aws.ProviderArgs;
  /** The arguments of a Kubernetes provider. */
  "pulumi:providers:kubernetes": k8s.ProviderArgs;
}

/** The type of a property, or `never` if there is no such property. */
type Member<T, K> = K extends keyof T ? T[K] : never;
/** The type of the arguments of a resource class. */
type ArgsOf<C> = C extends abstract new (name: string, args: infer A, ...rest: never[]) => unknown
  ? NonNullable<A>
  : never;
/** The first segment of a Kubernetes API group: `apps` for `apps`, `networking` for `networking.k8s.io`. */
type Head<G extends string> = G extends `${infer H}.${string}` ? H : G;

/**
 * A type whose properties are optional and read-only at every level. Programs can bypass the type checker, so any property
 * can be missing.
 */
export type DeepReadonlyPartial<T> = T extends readonly (infer E)[]
  ? readonly DeepReadonlyPartial<E>[]
  : T extends object
    ? { readonly [K in keyof T]?: DeepReadonlyPartial<T[K]> }
    : T;

/**
 * The argument type of a type token, or `never` if there is no such resource type. The middle part of an AWS token repeats
 * the class name in lower camel case. Without a check of that part, a misspelled token would compile.
 */
type ArgsOfType<T extends string> = T extends keyof ResourceTypes
  ? ResourceTypes[T]
  : T extends `aws:${infer M}/${infer L}:${infer C}`
    ? L extends Uncapitalize<C>
      ? ArgsOf<Member<Member<typeof aws, M>, C>>
      : never
    : T extends `kubernetes:${infer G}/${infer V}:${infer C}`
      ? ArgsOf<Member<Member<Member<typeof k8s, Head<G>>, V>, C>>
      : never;

/** The inputs of a resource type as rules read them: plain values rather than outputs, and every property optional. */
export type InputsOf<T extends string> = T extends string ? DeepReadonlyPartial<Unwrap<ArgsOfType<T>>> : never;

/** The type token itself, or a type that no token is assignable to if there is no such resource type. */
export type TypeToken<T extends string> = [ArgsOfType<T>] extends [never] ? "unknown resource type" : T;
