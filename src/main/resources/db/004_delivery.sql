-- Delivery: who sends, whom nobody can reach, what need not be uploaded twice, when Telegram wants silence.

-- The instance that marked or replaced a call last, so that it knows its own mark again when the answer to it was lost.
ALTER TABLE outbox ADD COLUMN sender text;

-- Answers to queries have seconds to live and must be found behind any backlog. No update changes the method, so HOT stays.
CREATE INDEX outbox_answers ON outbox (shard, id) WHERE method LIKE 'answer%';

-- Chats that refuse the bot: blocked, left, deleted. A row goes when a message arrives there again.
CREATE TABLE chat_gone (
  feed_id int4 NOT NULL,
  chat_key int8 NOT NULL,
  reason text NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (feed_id, chat_key)
);

-- Telegram's names of files that were uploaded once. source is the sha-256 of the address they came from.
CREATE TABLE sent_file (
  feed_id int4 NOT NULL,
  source bytea NOT NULL,
  kind text NOT NULL,
  file_id text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (feed_id, source, kind)
);
CREATE INDEX sent_file_age ON sent_file USING brin (at);

-- Telegram asked the whole bot to be silent until then.
CREATE TABLE bot_pause (
  feed_id int4 PRIMARY KEY REFERENCES feed,
  until timestamptz NOT NULL
);

-- //@UNDO
DROP TABLE bot_pause, sent_file, chat_gone;
DROP INDEX outbox_answers;
ALTER TABLE outbox DROP COLUMN sender;
