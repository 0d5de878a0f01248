-- The log of updates is made ahead and dropped by whole partitions; here is what must happen in one transaction.

-- Makes the partition of an update id, or brings it back: a detach that was cut short leaves it pending, or detached and
-- not dropped, and either would refuse updates for ever.
CREATE OR REPLACE FUNCTION tg_partition_for(p_update int4) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  n int := p_update / 1048576;
  t text := format('tg_update_p%s', n);
  leaving bool;
BEGIN
  PERFORM pg_advisory_xact_lock(7001, n);
  IF to_regclass(format('%I.%I', current_schema(), t)) IS NULL THEN
    EXECUTE format('CREATE TABLE %I (LIKE tg_update INCLUDING DEFAULTS INCLUDING STORAGE)', t);
    EXECUTE format('CREATE INDEX ON %I USING brin (recv_at)', t);
  ELSE
    SELECT inhdetachpending INTO leaving FROM pg_inherits WHERE inhrelid = t::regclass AND inhparent = 'tg_update'::regclass;
    IF NOT leaving THEN RETURN; END IF; -- null: not attached at all
    IF leaving THEN EXECUTE format('ALTER TABLE tg_update DETACH PARTITION %I FINALIZE', t); END IF;
  END IF;
  -- The last one has no upper end: 2^31 is no int4.
  EXECUTE format('ALTER TABLE tg_update ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
                 t, n * 1048576, CASE WHEN n = 2047 THEN 'MAXVALUE' ELSE ((n + 1) * 1048576)::text END);
END $$;

-- Numbers of the partitions that updates go to now, and of the next of each.
CREATE FUNCTION tg_partitions_wanted() RETURNS SETOF int LANGUAGE sql STABLE AS $$
  SELECT DISTINCT (least(newest.update_id::int8 + ahead.ids, 2147483647) / 1048576)::int
    FROM feed f
   CROSS JOIN LATERAL (SELECT update_id FROM tg_update u WHERE u.feed_id = f.feed_id ORDER BY update_id DESC LIMIT 1) newest
   CROSS JOIN (VALUES (0), (1048576)) ahead (ids)
$$;

-- Whether nobody needs a partition: no row younger than that, and nothing that waits or is set aside.
CREATE FUNCTION tg_partition_done(p_n int, p_keep interval) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE
  t text := format('tg_update_p%s', p_n);
  young bool;
BEGIN
  -- The highest id of each bot first, which costs nothing; arrival is only nearly in order of ids, so then all.
  EXECUTE format('SELECT EXISTS (SELECT FROM feed f CROSS JOIN LATERAL (SELECT recv_at FROM %I u
    WHERE u.feed_id = f.feed_id ORDER BY update_id DESC LIMIT 1) newest WHERE newest.recv_at >= now() - $1)', t)
    INTO young USING p_keep;
  IF young THEN RETURN false; END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE recv_at >= now() - $1)', t) INTO young USING p_keep;
  RETURN NOT young
     AND NOT EXISTS (SELECT FROM tg_ready WHERE update_id / 1048576 = p_n)
     AND NOT EXISTS (SELECT FROM tg_quarantine WHERE update_id / 1048576 = p_n);
END $$;

-- Drops a detached partition, or attaches it again when an update came in before the detach took effect.
CREATE FUNCTION tg_partition_drop(p_n int, p_keep interval) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE
  t text := format('tg_update_p%s', p_n);
BEGIN
  PERFORM pg_advisory_xact_lock(7001, p_n);
  IF to_regclass(format('%I.%I', current_schema(), t)) IS NULL
     OR EXISTS (SELECT FROM pg_inherits WHERE inhrelid = t::regclass) THEN
    RETURN false; -- somebody else was quicker
  END IF;
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', t);
  IF tg_partition_done(p_n, p_keep) THEN
    EXECUTE format('DROP TABLE %I', t);
    RETURN true;
  END IF;
  PERFORM tg_partition_for(p_n * 1048576);
  RETURN false;
END $$;

CREATE INDEX kie_event_age ON kie_event USING brin (recv_at);

-- //@UNDO
DROP INDEX kie_event_age;
DROP FUNCTION tg_partition_drop, tg_partition_done, tg_partitions_wanted;
CREATE OR REPLACE FUNCTION tg_partition_for(p_update int4) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  n int := p_update / 1048576;
  t text := format('tg_update_p%s', n);
BEGIN
  PERFORM pg_advisory_xact_lock(7001, n);
  IF to_regclass(format('%I.%I', current_schema(), t)) IS NULL THEN
    EXECUTE format('CREATE TABLE %I (LIKE tg_update INCLUDING DEFAULTS INCLUDING STORAGE)', t);
    EXECUTE format('CREATE INDEX ON %I USING brin (recv_at)', t);
    -- The last one has no upper end: 2^31 is no int4.
    EXECUTE format('ALTER TABLE tg_update ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
                   t, n * 1048576, CASE WHEN n = 2047 THEN 'MAXVALUE' ELSE ((n + 1) * 1048576)::text END);
  END IF;
END $$;
