import type { Position } from './shape'

/** A chord leaves its arc by no more: metres. */
const SAGITTA_M = 0.001
const MOST_CHORDS = 720

/**
 * The points of an edge but its last. `bulge`: the tangent of a quarter of the angle that the arc turns, positive to the left,
 * as CAD has it; 0 is a straight edge. Taken for its chord, a half circle would lose all of its area.
 */
export function arcPoints(from: Position, to: Position, bulge: number): Position[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const chord = Math.hypot(dx, dy)
  if (bulge === 0 || chord === 0) return [from]
  const angle = 4 * Math.atan(bulge)
  const radius = chord / 2 / Math.abs(Math.sin(angle / 2))
  const step = 2 * Math.acos(Math.max(0, 1 - SAGITTA_M / radius))
  const chords = Math.min(MOST_CHORDS, Math.max(1, Math.ceil(Math.abs(angle) / step)))
  // The centre lies off the middle of the chord, to the left of its way for an arc that turns left by less than a half.
  const off = (1 - bulge * bulge) / (4 * bulge)
  const centre: Position = [(from[0] + to[0]) / 2 - dy * off, (from[1] + to[1]) / 2 + dx * off]
  const begin = Math.atan2(from[1] - centre[1], from[0] - centre[0])
  return Array.from({ length: chords }, (_, index): Position => {
    if (index === 0) return from
    const at = begin + (angle * index) / chords
    return [centre[0] + radius * Math.cos(at), centre[1] + radius * Math.sin(at)]
  })
}
