import { webFirewallRule } from "../../rule-factories/web-firewall";

export const apigatewayFirewall = webFirewallRule({
  id: "apigateway-web-firewall",
  title: "Stages of REST APIs stand behind a web application firewall",
  severity: "medium",
  controls: { "aws-fsbp": ["APIGateway.4"] },
  type: "aws:apigateway/stage:Stage",
});

export const appsyncFirewall = webFirewallRule({
  id: "appsync-web-firewall",
  title: "GraphQL APIs stand behind a web application firewall",
  severity: "low",
  type: "aws:appsync/graphQLApi:GraphQLApi",
  where: ({ visibility }) => visibility !== "PRIVATE",
  unguarded: { visibility: "PRIVATE" },
});

export const cognitoFirewall = webFirewallRule({
  id: "cognito-web-firewall",
  title: "User pools stand behind a web application firewall",
  severity: "low",
  type: "aws:cognito/userPool:UserPool",
});
