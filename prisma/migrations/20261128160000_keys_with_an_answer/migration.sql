-- A key is kept with its answer now, in one transaction: those that wait for one stand for nothing any more.
DELETE FROM idempotency_key WHERE status = 0;
