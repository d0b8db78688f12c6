// Loaded before a program: says at its end how much memory its process had at most.
process.on("exit", () => {
  const { maxRSS: kilobytes } = process.resourceUsage();
  console.error(`peak memory: ${Math.round(kilobytes / 1024)} MB`);
});
