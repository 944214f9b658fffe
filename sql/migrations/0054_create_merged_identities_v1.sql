-- Which identities are one contact: one row per identity that was merged with another, itself included; every other
-- identity is a contact of its own. Derived from the merges and splits among the events; read with FINAL.
-- Resolve through it after grouping by identity, and count contact_id: merged identities count once.
CREATE TABLE IF NOT EXISTS merged_identities_v1 (
  workspace_id UInt32                CODEC(ZSTD(1)),
  identity_id  UInt64                CODEC(ZSTD(1)),
  contact_id   UInt64                COMMENT 'the lowest identity_id of the contact' CODEC(ZSTD(1)),
  merged_at    DateTime64(3, 'UTC')  COMMENT 'the latest merge that the contact is made of' CODEC(T64, LZ4),
  version      UInt64                COMMENT 'ms at which the events were read' CODEC(ZSTD(1)),
  is_deleted   UInt8                 CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (workspace_id, identity_id)
