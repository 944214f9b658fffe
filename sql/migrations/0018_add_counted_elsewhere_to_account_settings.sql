-- Two accounts may show the same chats, such as a bot and the helpdesk behind it: then the messages of one of them count.
ALTER TABLE account_settings_v1 ADD COLUMN IF NOT EXISTS
  counted_elsewhere Array(Tuple(
    type       String,
    account_id UInt32,
    from_at    DateTime64(3, 'UTC'),
    until_at   DateTime64(3, 'UTC')
  ))
  COMMENT 'messages of this type in [from_at, until_at) are kept, but those of the named account count instead'
  AFTER silence_gap_seconds
