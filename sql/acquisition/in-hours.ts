/**
 * Of milliseconds UTC only those in the hours and on the weekdays asked for, as a continued WHERE; binds `hours_of_day`,
 * `weekdays` and `time_zone`. What is not asked for is taken out of the text before it is sent.
 */
export const inHours = (ms: string): string => `
      AND (empty({hours_of_day:Array(UInt8)})
        OR toHour(fromUnixTimestamp64Milli(${ms}), {time_zone:String}) IN {hours_of_day:Array(UInt8)})
      AND (empty({weekdays:Array(UInt8)})
        OR toDayOfWeek(fromUnixTimestamp64Milli(${ms}), 0, {time_zone:String}) IN {weekdays:Array(UInt8)})`;
