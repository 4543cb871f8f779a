import { z } from 'zod'

const USUAL = 50
const MOST = 200

/** Rows of a page as a query asks for them: 50 unless told, 1 to 200. */
export const limitInput = z.coerce.number().int().min(1).max(MOST).default(USUAL)

/** How many rows a list reads: 50 unless told, at most 200. */
export const pageLimit = (asked = USUAL) => Math.min(asked, MOST)
