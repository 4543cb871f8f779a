import { Prisma } from '~/generated/prisma/client'

/**
 * A column for the first SELECT of a transaction that writes: its statements are planned once a connection. What is
 * written is found by ids, so no value makes another plan better, and the widest takes 15 ms to plan.
 */
export const KEEP_PLANS = Prisma.sql`set_config('plan_cache_mode', 'force_generic_plan', true)`
