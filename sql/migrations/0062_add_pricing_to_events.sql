-- As what a channel charges a message, said in the properties pricing_category and pricing_type of its own event or of
-- what tells that it was delivered or read. A type that begins with free_, or billable=false, is never charged.
ALTER TABLE events_v1
  ADD COLUMN IF NOT EXISTS pricing LowCardinality(String)
  MATERIALIZED if(
    startsWith(lower(props['pricing_type']), 'free_') OR lower(props['pricing_billable']) = 'false',
    'free',
    lower(props['pricing_category'])
  )
  COMMENT 'such as marketing; free = not charged; empty = not told'
