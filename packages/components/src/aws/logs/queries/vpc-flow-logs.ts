/** Returns queries for the flow logs of a `Vpc` that are stored in a log group in the default format. */
export const vpcFlowLogs = (): Record<string, string> => ({
  "rejected-connections": `filter action = "REJECT"
| stats count(*) as records by srcAddr, dstAddr, dstPort, protocol
| sort records desc
| limit 50`,
  "rejected-per-interface": `filter action = "REJECT"
| stats count(*) as records by interfaceId, bin(5m)
| sort records desc
| limit 100`,
  "scanned-ports": `filter action = "REJECT"
| stats count_distinct(dstPort) as ports by srcAddr
| sort ports desc
| limit 50`,
  "most-traffic": `filter action = "ACCEPT"
| stats sum(bytes) as traffic by srcAddr, dstAddr
| sort traffic desc
| limit 50`,
});
