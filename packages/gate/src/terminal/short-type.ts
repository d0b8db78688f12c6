/** Shortens a type token as the Pulumi CLI does: `aws:ec2/vpc:Vpc` becomes `aws:ec2:Vpc`. */
export function shortType(type: string): string {
  const [, start, last, name] = /^([^:]+:[^:]*)\/([^:/]+):([^:]+)$/.exec(type) ?? [];
  if (start === undefined || last === undefined || name === undefined) return type;
  return last === name.charAt(0).toLowerCase() + name.slice(1) ? `${start}:${name}` : type;
}
