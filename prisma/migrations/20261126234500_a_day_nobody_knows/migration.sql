-- Where nobody knows the day, `…_from` says from when the project counts; that `…_to` said the same made it look like a day.
UPDATE "project" p SET "signed_to" = NULL FROM "project_milestone" m
WHERE m.project_id = p.id AND p.signed_from IS NOT NULL AND m.t4 IS NULL
  AND (m.o4 IS NOT NULL OR coalesce(m.t5, m.t6, m.t7, m.t8, m.t9) IS NULL);
UPDATE "project" p SET "started_to" = NULL FROM "project_milestone" m
WHERE m.project_id = p.id AND p.started_from IS NOT NULL AND m.t6 IS NULL
  AND (m.o6 IS NOT NULL OR coalesce(m.t7, m.t8, m.t9) IS NULL);
