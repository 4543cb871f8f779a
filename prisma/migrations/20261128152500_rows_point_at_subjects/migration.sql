-- Rows of imports point at a subject, of the kind that their batch says; a project is one kind.
ALTER TABLE "import_row" DROP CONSTRAINT "import_row_project_id_fkey";
ALTER TABLE "import_row" RENAME COLUMN "project_id" TO "subject_id";
ALTER TABLE "import_row" RENAME COLUMN "duplicate_project_id" TO "duplicate_subject_id";
ALTER INDEX "import_row_project_id_idx" RENAME TO "import_row_subject_id_idx";

-- What a ledger says besides the fields was stored under another name.
UPDATE "import_row" SET draft = (draft - 'alsoTold') || jsonb_build_object('extras', draft->'alsoTold')
WHERE draft ? 'alsoTold';

-- A sheet has a plan for each of its tables, and columns are called as the fields they fill.
UPDATE "import_batch" SET mapping = jsonb_build_object('sheets', (
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'name', sheet->'name', 'included', sheet->'included', 'skipped', sheet->'skipped',
    'tables', CASE WHEN (sheet->>'top')::int > 0
      THEN jsonb_build_array(replace(replace(replace(replace((sheet - 'name' - 'included' - 'skipped')::text,
        '"field": "investment"', '"field": "investmentWan"'), '"guessed": "investment"', '"guessed": "investmentWan"'),
        '"field": "annualTax"', '"field": "annualTaxWan"'), '"guessed": "annualTax"', '"guessed": "annualTaxWan"')::jsonb)
      ELSE '[]'::jsonb END) ORDER BY place), '[]'::jsonb)
  FROM jsonb_array_elements(mapping->'sheets') WITH ORDINALITY AS given(sheet, place)))
WHERE jsonb_typeof(mapping->'sheets') = 'array';

-- What is counted of a kind stands apart from what is counted of every table.
UPDATE "import_batch" SET report = jsonb_set(report, '{sheets}', (
  SELECT coalesce(jsonb_agg(
    (sheet - ARRAY['projects', 'started', 'notStarted', 'landSupplied', 'renting', 'withoutArea', 'totalInvestmentWan', 'landMu'])
    || jsonb_build_object('counts', jsonb_build_object(
      'projects', sheet->'projects', 'started', sheet->'started', 'notStarted', sheet->'notStarted',
      'landSupplied', sheet->'landSupplied', 'renting', sheet->'renting', 'withoutArea', sheet->'withoutArea',
      'totalInvestmentWan', sheet->'totalInvestmentWan', 'landMu', sheet->'landMu')) ORDER BY place), '[]'::jsonb)
  FROM jsonb_array_elements(report->'sheets') WITH ORDINALITY AS given(sheet, place)))
WHERE jsonb_typeof(report->'sheets') = 'array';
