// Starts the policy pack in the working directory and exits when it prints its port, which means that it is ready.
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (...parameters) => {
  write(...parameters);
  process.exit();
};
require(process.cwd());
