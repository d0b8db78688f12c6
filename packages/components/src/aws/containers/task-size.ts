import type { ArgumentIssues } from "../../shared/argument-issues";
import { integerBetween } from "../../shared/checks";
import { alternatives } from "../../shared/wording";
import type { EcsCapacityType } from "./ecs-cluster-like";

/** The memory that Fargate offers with a number of CPU units, in MiB. */
interface MemoryRange {
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
const FARGATE_SIZES: ReadonlyMap<number, MemoryRange> = new Map([
  // 512 and 1024 are valid, and so is 2048; other sizes up to 2048 are not multiples of the step.
  [256, { minimum: 512, maximum: 2048, step: 512 }],
  [512, { minimum: 1024, maximum: 4096, step: 1024 }],
  [1024, { minimum: 2048, maximum: 8192, step: 1024 }],
  [2048, { minimum: 4096, maximum: 16_384, step: 1024 }],
  [4096, { minimum: 8192, maximum: 30_720, step: 1024 }],
  [8192, { minimum: 16_384, maximum: 61_440, step: 4096 }],
  [16_384, { minimum: 32_768, maximum: 122_880, step: 8192 }],
]);
/** A multiple of the step that Fargate does not offer. */
const EXCLUDED_SIZE = { cpu: 256, memoryMiB: 1536 };

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
const MIN_INSTANCE_CPU = 128;
const MAX_INSTANCE_CPU = 196_608;
const MIN_INSTANCE_MEMORY = 6;
const MAX_INSTANCE_MEMORY = 24 * 1024 * 1024;

/** Whether tasks can run on Fargate. */
const runsOnFargate = (capacityType: EcsCapacityType): boolean => capacityType === "fargate";

/**
 * Checks the size of a task. On Fargate, only some pairs of CPU units and memory exist.
 *
 * @param capacityType - where the task runs
 */
export function checkTaskSize(
  issues: ArgumentIssues,
  { cpu, memoryMiB }: { readonly cpu: number; readonly memoryMiB: number },
  capacityType: EcsCapacityType,
): void {
  if (!runsOnFargate(capacityType)) {
    issues.check("cpu", cpu, integerBetween(MIN_INSTANCE_CPU, MAX_INSTANCE_CPU));
    issues.check("memoryMiB", memoryMiB, integerBetween(MIN_INSTANCE_MEMORY, MAX_INSTANCE_MEMORY));
    return;
  }
  const range = FARGATE_SIZES.get(cpu);
  if (range === undefined) {
    issues.add("cpu", cpu, {
      code: typeof cpu === "number" ? "not-allowed" : "wrong-type",
      statement: (got) => `expected a number of CPU units that Fargate offers, got ${got}`,
      remedy: `Use ${alternatives([...FARGATE_SIZES.keys()].map(String))}. 1024 units are one vCPU.`,
    });
    return;
  }
  if (isOffered(cpu, memoryMiB, range)) return;
  issues.add("memoryMiB", memoryMiB, {
    code: typeof memoryMiB === "number" ? "not-allowed" : "wrong-type",
    statement: (got) => `expected an amount of memory that Fargate offers with ${cpu} CPU units, got ${got}`,
    remedy: `Use ${nearestSizes(cpu, memoryMiB, range)}. ${otherCpu(cpu, memoryMiB)}`.trim(),
  });
}

const isOffered = (cpu: number, memoryMiB: number, { minimum, maximum, step }: MemoryRange): boolean =>
  memoryMiB >= minimum &&
  memoryMiB <= maximum &&
  memoryMiB % step === 0 &&
  !(cpu === EXCLUDED_SIZE.cpu && memoryMiB === EXCLUDED_SIZE.memoryMiB);

/** Returns the offered amounts of memory below and above an amount. */
function nearestSizes(cpu: number, memoryMiB: number, range: MemoryRange): string {
  const { minimum, maximum, step } = range;
  const sizes = Array.from({ length: (maximum - minimum) / step + 1 }, (_, index) => minimum + index * step).filter(
    (size) => isOffered(cpu, size, range),
  );
  const below = sizes.findLast((size) => size < memoryMiB);
  const above = sizes.find((size) => size > memoryMiB);
  const nearest = [below, above].filter((size) => size !== undefined);
  return alternatives((nearest.length > 0 ? nearest : sizes).map(String));
}

/** Returns a sentence that suggests another number of CPU units for an amount of memory, or "". */
function otherCpu(cpu: number, memoryMiB: number): string {
  const offering = [...FARGATE_SIZES].filter(([other, range]) => other !== cpu && isOffered(other, memoryMiB, range));
  return offering.length === 0
    ? ""
    : `${memoryMiB} MiB is offered with ${alternatives(offering.map(([other]) => String(other)))} CPU units.`;
}
