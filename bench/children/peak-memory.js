// Preloaded into a process: prints the peak memory when the process exits.
process.on("exit", () => {
  const { maxRSS: kilobytes } = process.resourceUsage();
  console.error(`peak memory: ${Math.round(kilobytes / 1024)} MB`);
});
