/**
 * What can go wrong between us and ClickHouse, as three kinds that callers treat differently.
 * TRICKY: `message` quotes data and queries; it is for the log only, never for a client of ours.
 */
abstract class ClickHouseFailure extends Error {
  constructor(
    message: string,
    /** ClickHouse's number of the error; 0 when no server answered. */
    readonly code: number,
    /** ClickHouse's name of the error, such as `MEMORY_LIMIT_EXCEEDED`; '' when no server answered. */
    readonly typeName: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** No answer, not ready, overloaded or wrongly set up: nothing is wrong with the data. Try again later. */
export class ClickHouseUnavailable extends ClickHouseFailure {}

/** This data or this query will never pass, however often it is tried. */
export class ClickHouseRefused extends ClickHouseFailure {}

/** A query that needs more time or memory than one query may have. Ask for less: a shorter period. */
export class QueryTooHeavy extends ClickHouseFailure {}

/** What the failed request was: an insert is retried unless its data is at fault, a query only when nobody answered. */
export type Operation = 'query' | 'insert';

/** 158 rows, 159 time, 160 estimated time, 241 memory, 307 bytes, 396 result. */
const TOO_HEAVY = new Set([158, 159, 160, 241, 307, 396]);

/** Network, cancelled, overload, no space, read-only replica, keeper, server going down. */
const PASSING = new Set([
  3, 74, 75, 76, 95, 96, 164, 173, 198, 202, 203, 209, 210, 225, 236, 242, 243, 252, 274, 279, 285, 286, 290,
  297, 319, 335, 372, 373, 394, 425, 439, 574, 594, 598, 668, 689, 700, 717, 722, 731, 733, 735, 745, 754,
  999,
]);

/**
 * What only the rows themselves can cause. Everything else that stops an insert (an unknown table before the
 * migrations ran, a wrong password) says nothing about the rows, so they must not be given up for it.
 */
const DATA_AT_FAULT = new Set([
  6, 25, 26, 27, 32, 33, 34, 38, 41, 53, 69, 70, 72, 117, 128, 130, 131, 177, 190, 321, 349, 407, 441, 467,
  469, 626, 632, 676, 691,
]);

/** Anything the driver throws, as one of the three kinds. An error that already is one is given back as it is. */
export function asClickHouseError(thrown: unknown, operation: Operation): Error {
  if (thrown instanceof ClickHouseFailure) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const { code, typeName } = serverCode(thrown);
  const options = { cause: thrown };
  if (code === 0) return new ClickHouseUnavailable(`no answer from ClickHouse: ${message}`, 0, '', options);
  const text = `ClickHouse ${code} ${typeName}: ${message}`;
  if (operation === 'insert')
    return DATA_AT_FAULT.has(code)
      ? new ClickHouseRefused(text, code, typeName, options)
      : new ClickHouseUnavailable(text, code, typeName, options);
  if (TOO_HEAVY.has(code)) return new QueryTooHeavy(text, code, typeName, options);
  if (PASSING.has(code)) return new ClickHouseUnavailable(text, code, typeName, options);
  return new ClickHouseRefused(text, code, typeName, options);
}

/** Some errors of the server are ones that the driver does not take apart. */
const CODE = /\bCode: (\d+)[,.]/;

/** The driver's error of the server carries the number as text, network errors carry names such as ECONNREFUSED. */
function serverCode(thrown: unknown): { code: number; typeName: string } {
  if (typeof thrown !== 'object' || thrown === null) return { code: 0, typeName: '' };
  const { code, type } = thrown as { code?: unknown; type?: unknown };
  const number = typeof code === 'string' && /^\d+$/.test(code) ? code : CODE.exec(String(thrown))?.[1];
  return { code: Number(number ?? 0), typeName: typeof type === 'string' ? type : '' };
}
