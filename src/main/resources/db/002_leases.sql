-- Leases belong to a feed: bots that share a database divide their own work each.
-- Only the database's clock is read here, and leases decide who works, never what is true.
DROP TABLE shard_lease, node;

-- A process that works for a feed. While it lives it holds the session lock (7002, hashtext(id)).
CREATE TABLE node (
  id uuid PRIMARY KEY,
  feed_id int4 NOT NULL REFERENCES feed,
  version text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50);

-- An owner that is still named in an expired lease did not give it back.
CREATE TABLE shard_lease (
  feed_id int4 NOT NULL REFERENCES feed,
  shard int2 NOT NULL,
  owner uuid,
  epoch int8 NOT NULL DEFAULT 0,
  expires_at timestamptz NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (feed_id, shard)
) WITH (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- One look of a node at its leases: says that it lives, frees what dead nodes hold, renews, gives back what is more than
-- its part, takes what is free. A node is dead when it was not seen for p_dead and its session is gone; a node that only
-- stands still keeps its leases until they expire.
CREATE FUNCTION lease_round(p_feed int4, p_node uuid, p_version text, p_ttl interval, p_dead interval,
                            OUT held int2[], OUT inherited int2[], OUT seconds_left float8)
LANGUAGE plpgsql AS $$
DECLARE
  t timestamptz := clock_timestamp();
  gone uuid;
  mine int;
  part int;
BEGIN
  INSERT INTO node (id, feed_id, version, seen_at) VALUES (p_node, p_feed, p_version, t)
    ON CONFLICT (id) DO UPDATE SET seen_at = t;
  IF (SELECT count(*) FROM shard_lease WHERE feed_id = p_feed) < 256 THEN
    INSERT INTO shard_lease (feed_id, shard) SELECT p_feed, generate_series(0, 255) ON CONFLICT DO NOTHING;
  END IF;
  FOR gone IN SELECT id FROM node WHERE feed_id = p_feed AND id <> p_node AND seen_at < t - p_dead ORDER BY id LOOP
    IF pg_try_advisory_xact_lock(7002, hashtext(gone::text)) THEN
      UPDATE shard_lease SET expires_at = '-infinity' WHERE feed_id = p_feed AND owner = gone AND expires_at > t;
      DELETE FROM node WHERE id = gone;
    END IF;
  END LOOP;
  UPDATE shard_lease SET expires_at = t + p_ttl
   WHERE feed_id = p_feed AND owner = p_node AND expires_at > t AND expires_at < t + p_ttl * 0.7;
  SELECT ceil(256.0 / count(*)) INTO part FROM node WHERE feed_id = p_feed AND seen_at > t - p_ttl;
  SELECT count(*) INTO mine FROM shard_lease WHERE feed_id = p_feed AND owner = p_node AND expires_at > t;
  IF mine > part THEN
    UPDATE shard_lease SET owner = NULL, expires_at = '-infinity'
     WHERE feed_id = p_feed AND shard IN (
       SELECT shard FROM shard_lease WHERE feed_id = p_feed AND owner = p_node AND expires_at > t
       ORDER BY shard DESC LIMIT mine - part);
  ELSIF mine < part THEN
    WITH free AS (
      SELECT s.shard, s.owner FROM shard_lease s WHERE s.feed_id = p_feed AND s.expires_at <= t
      ORDER BY s.shard LIMIT part - mine FOR UPDATE SKIP LOCKED),
    taken AS (
      UPDATE shard_lease s SET owner = p_node, epoch = epoch + 1, expires_at = t + p_ttl
      FROM free WHERE s.feed_id = p_feed AND s.shard = free.shard RETURNING s.shard, free.owner AS before)
    SELECT coalesce(array_agg(shard) FILTER (WHERE before <> p_node), '{}') INTO inherited FROM taken;
  END IF;
  SELECT coalesce(array_agg(shard), '{}'), coalesce(extract(epoch FROM min(expires_at) - t), 0)
    INTO held, seconds_left FROM shard_lease WHERE feed_id = p_feed AND owner = p_node AND expires_at > t;
  inherited := coalesce(inherited, '{}');
END $$;

-- Gives everything back, so that the others need not wait for a lease to expire.
CREATE FUNCTION lease_leave(p_feed int4, p_node uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE shard_lease SET owner = NULL, expires_at = '-infinity' WHERE feed_id = p_feed AND owner = p_node;
  DELETE FROM node WHERE id = p_node;
$$;

-- //@UNDO
DROP FUNCTION lease_leave, lease_round;
DROP TABLE shard_lease, node;
CREATE TABLE node (
  id uuid PRIMARY KEY,
  lock_key int4 NOT NULL UNIQUE,
  version text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE shard_lease (
  shard int2 PRIMARY KEY,
  owner uuid,
  epoch int8 NOT NULL DEFAULT 0,
  expires_at timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 20);
INSERT INTO shard_lease (shard) SELECT generate_series(0, 255)::int2;
