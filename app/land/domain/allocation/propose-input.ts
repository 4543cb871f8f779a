import { z } from 'zod'

/** 意向选址 as its form gives it, from a plot or from a project. */
export const proposeProjectInput = z.object({ projectId: z.uuid({ error: '请选择项目' }) })
export const proposePlotInput = z.object({ plotId: z.uuid({ error: '请选择地块' }) })
