/** The page with the alarms that AWS recommends for OpenSearch Service. */
export const OPENSEARCH_ALARMS =
  "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/cloudwatch-alarms.html";
