const PAGE =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html";

/** Returns the URL of the alarms that AWS recommends for a service. */
export const recommendedAlarms = (service: string): string => `${PAGE}#${service}`;
