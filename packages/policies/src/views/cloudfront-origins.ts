import { listOf, renameProperties } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";
import { cacheBehaviors, type CacheBehavior } from "./cache-behaviors";

const distribution = "aws:cloudfront/distribution:Distribution";
const multitenant = "aws:cloudfront/multitenantDistribution:MultitenantDistribution";

type DistributionInputs = InputsOf<typeof distribution>;
type MultitenantInputs = InputsOf<typeof multitenant>;

/** An origin of a distribution. */
export interface Origin {
  /** The inputs of the origin, which also provide the path for issues. */
  readonly at: { readonly domainName?: string; readonly originAccessControlId?: string };
  /** Whether the origin has the settings of a custom origin. */
  readonly isCustom: boolean;
  /** Whether the origin has the settings of an S3 origin. */
  readonly isBucket: boolean;
}

/** The origins of standard and multi-tenant distributions. */
export const origins = defineView<Origin>()({
  [distribution]: (props) =>
    listOf(props.origins).map((at) => ({
      at,
      get isCustom() {
        return "customOriginConfig" in at;
      },
      get isBucket() {
        return "s3OriginConfig" in at;
      },
    })),
  [multitenant]: (props) =>
    listOf(props.origins).map((at) => ({
      at,
      get isCustom() {
        return listOf(at.customOriginConfigs).some(Boolean);
      },
      isBucket: false,
    })),
});

/** How CloudFront connects to a custom origin. */
export interface CustomOriginConfig {
  readonly originProtocolPolicy?: string;
  readonly originSslProtocols?: readonly string[];
}

const configsOf = ({ origins: declared }: DistributionInputs): readonly CustomOriginConfig[] =>
  listOf(declared).flatMap(({ customOriginConfig }) => listOf(customOriginConfig));

const multitenantConfigsOf = ({ origins: declared }: MultitenantInputs): readonly CustomOriginConfig[] =>
  listOf(declared).flatMap(({ customOriginConfigs }) => listOf(customOriginConfigs));

/** A custom origin, together with the cache behaviors of its distribution. */
export interface CustomOrigin {
  readonly config: CustomOriginConfig;
  readonly behaviors: readonly CacheBehavior[];
}

/** The custom origins of standard and multi-tenant distributions. */
export const customOrigins = defineView<CustomOrigin>()({
  [distribution]: (props) =>
    configsOf(props).map((config) => ({
      config,
      get behaviors() {
        return cacheBehaviors.readers[distribution](props as never);
      },
    })),
  [multitenant]: (props) =>
    multitenantConfigsOf(props).map((config) => ({
      config,
      get behaviors() {
        return cacheBehaviors.readers[multitenant](props as never);
      },
    })),
});

/** The protocols for connections to custom origins and VPC origins. */
export const originProtocols = defineView<Pick<CustomOriginConfig, "originSslProtocols">>()({
  [distribution]: configsOf,
  [multitenant]: multitenantConfigsOf,
  "aws:cloudfront/vpcOrigin:VpcOrigin": ({ vpcOriginEndpointConfig }) =>
    listOf(vpcOriginEndpointConfig?.originSslProtocols).map((protocols) =>
      renameProperties(protocols, { originSslProtocols: "items" }),
    ),
});
