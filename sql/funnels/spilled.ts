/** Ends a SELECT that groups: what is more than this, in bytes, goes over the server's disk. */
export const SPILLED = 'SETTINGS max_bytes_before_external_group_by = 150000000';
