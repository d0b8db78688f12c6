/** Whether a value is a marker such as `[secret]`, which stands for a value that is not shown. */
export const isGapMarker = (value: string): boolean => /^\[[a-z…]+\]$/.test(value);
