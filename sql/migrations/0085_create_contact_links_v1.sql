-- What people of a workspace say of who is whom, as far as it is in force: a copy of contact_links of PostgreSQL, where it is
-- true. Read with FINAL, beside the merges and splits among the events, see merged_identities_v1.
CREATE TABLE IF NOT EXISTS contact_links_v1 (
  workspace_id      UInt32                  CODEC(ZSTD(1)),
  link_id           UInt32                  CODEC(ZSTD(1)),
  said_at           DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  kind              LowCardinality(String)  COMMENT 'merge or split',
  identity_id       UInt64                  CODEC(ZSTD(1)),
  other_identity_id UInt64                  COMMENT '0 = of a split: from all others' CODEC(ZSTD(1)),
  version           UInt64                  COMMENT 'ms at which it was written' CODEC(ZSTD(1)),
  is_deleted        UInt8                   COMMENT '1 = taken back' CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (workspace_id, link_id)
