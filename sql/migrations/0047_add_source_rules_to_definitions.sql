-- By which rules the refs of touches are read: source, medium, campaign, content and term are derived with them.
ALTER TABLE definitions_v1
  ADD COLUMN IF NOT EXISTS source_rules String DEFAULT ''
  COMMENT 'JSON, as contracts/sources says; empty = no ref is read'
  AFTER schedule
