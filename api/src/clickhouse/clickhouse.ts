/** Injection token: the client that may only read; every report goes through it. */
export const REPORTS_STORE = Symbol('clickhouse:reports');
/** Injection token: the client that migrates, derives and writes parameters. */
export const ADMIN_STORE = Symbol('clickhouse:admin');
