import { webFirewallRule } from "../../rule-factories/web-firewall";

export const apigatewayFirewall = webFirewallRule({
  id: "apigateway-web-firewall",
  title: "API Gateway REST API stages are associated with an AWS WAF web ACL",
  severity: "medium",
  controls: { "aws-fsbp": ["APIGateway.4"] },
  type: "aws:apigateway/stage:Stage",
});

export const appsyncFirewall = webFirewallRule({
  id: "appsync-web-firewall",
  title: "Public AppSync GraphQL APIs are associated with an AWS WAF web ACL",
  severity: "low",
  type: "aws:appsync/graphQLApi:GraphQLApi",
  where: ({ visibility }) => visibility !== "PRIVATE",
  exempt: { visibility: "PRIVATE" },
});

export const cognitoFirewall = webFirewallRule({
  id: "cognito-web-firewall",
  title: "Cognito user pools are associated with an AWS WAF web ACL",
  severity: "low",
  type: "aws:cognito/userPool:UserPool",
});
