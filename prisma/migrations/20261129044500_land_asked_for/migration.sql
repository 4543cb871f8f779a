-- Projects that ask for land, by how much: a plot looks for those nearest to its area.
CREATE INDEX "project_asks_land" ON "project" ("land_mu")
  WHERE merged_into_id IS NULL AND voided_at IS NULL AND status = 'active' AND NOT rents AND NOT own_land
    AND stage IN ('negotiating', 'screening', 'approved', 'signed') AND land_mu IS NOT NULL;

-- Plots that may be supplied, by their area: a project looks for those nearest to what it wants.
CREATE INDEX "plot_to_supply" ON "plot" ("area_mu")
  WHERE retired_on IS NULL AND status IN ('planned', 'approvedNotAcquired', 'acquiredNotSupplied');
