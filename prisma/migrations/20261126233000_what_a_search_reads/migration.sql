-- A search asks for a word in a project's name, its investor's or its code. As one text it is one look at one index, which
-- goes together with the indexes of other filters; as three columns of two tables it was a walk through all that fit.
ALTER TABLE "project" ADD COLUMN "search_text" TEXT NOT NULL DEFAULT '';

-- No word holds a line break: none is found across two of the three.
CREATE FUNCTION project_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search_text := lower(concat_ws(E'\n', NEW.name, (SELECT i.name FROM investor i WHERE i.id = NEW.investor_id), NEW.code));
  RETURN NEW;
END
$$;
CREATE TRIGGER "project_search_text" BEFORE INSERT OR UPDATE OF name, code, investor_id ON "project"
  FOR EACH ROW EXECUTE FUNCTION project_search_text();

CREATE FUNCTION investor_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE project SET investor_id = NEW.id WHERE investor_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER "investor_renamed" AFTER UPDATE OF name ON "investor"
  FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION investor_renamed();

UPDATE "project" SET name = name;

-- Grams find words of any length: a second index, of trigrams, cost every insert and saved no time.
DROP INDEX "project_name_idx";
DROP INDEX "project_name_grams";
DROP INDEX "investor_name_idx";
DROP INDEX "investor_name_grams";
CREATE INDEX "project_search_grams" ON "project" USING gin (text_grams(search_text));
CREATE INDEX "investor_name_grams" ON "investor" USING gin (text_grams(lower(name)));
