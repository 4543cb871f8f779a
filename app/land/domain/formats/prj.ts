import type { PlaneSystem } from '../coordinates/systems'

const GEOGRAPHIC =
  'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'

/** The text of a .prj, in the words of ArcGIS; null: longitude and latitude. */
export function writePrj(system: PlaneSystem | null): string {
  if (!system) return GEOGRAPHIC
  const { zoneWidth, zone, centralMeridian, falseEasting } = system
  const name = `CGCS2000_${zoneWidth === 3 ? '3_Degree_' : ''}GK_${zone === null ? `CM_${centralMeridian}E` : `Zone_${zone}`}`
  const parameters = [
    ['False_Easting', falseEasting],
    ['False_Northing', 0],
    ['Central_Meridian', centralMeridian],
    ['Scale_Factor', 1],
    ['Latitude_Of_Origin', 0],
  ] as const
  const said = parameters.map(([key, value]) => `PARAMETER["${key}",${value.toFixed(1)}]`).join(',')
  return `PROJCS["${name}",${GEOGRAPHIC},PROJECTION["Gauss_Kruger"],${said},UNIT["Meter",1.0]]`
}
