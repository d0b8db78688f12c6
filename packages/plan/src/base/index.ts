export { compareWithBase, type BaseOptions } from "./compare-with-base";
