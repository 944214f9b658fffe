/**
 * An amount in equal parts that sum to it exactly: none differs from another by more than one unit of its last decimal
 * (of cents, where it has fewer than two), and the first parts take what is left over. `amount`: decimal text.
 */
export function spreadEvenly(amount: string, parts: number): string[] {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (match === null || !Number.isInteger(parts) || parts < 1)
    throw new RangeError(`cannot spread ${amount} over ${parts}`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  const decimals = Math.max(2, fraction.length);
  const units = BigInt(whole + fraction.padEnd(decimals, '0'));
  const each = units / BigInt(parts);
  const left = Number(units % BigInt(parts));
  return Array.from({ length: parts }, (_, at) => written(at < left ? each + 1n : each, decimals, sign));
}

function written(units: bigint, decimals: number, sign: string): string {
  const digits = String(units).padStart(decimals + 1, '0');
  const text = `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return units === 0n ? text : sign + text;
}

/** A whole number in whole parts that sum to it; the first parts take what is left over. */
export function spreadCount(count: number, parts: number): number[] {
  const each = Math.floor(count / parts);
  return Array.from({ length: parts }, (_, at) => each + (at < count - each * parts ? 1 : 0));
}
