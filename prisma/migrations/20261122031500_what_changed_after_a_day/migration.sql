-- Figures as of a day open the history of those alone whose latest value or status came after it.
CREATE INDEX "project_milestone_facts_from_idx" ON "project_milestone"("facts_from");
CREATE INDEX "project_milestone_beside_since_idx" ON "project_milestone"("beside_since");
