import { enqueue } from '~/platform/jobs/jobs'
import { defineQueue } from '~/platform/jobs/queues'
import { inTightHeap } from '~/platform/tight-heap'
import { workOnRun } from './work-on-run'

declare module '~/platform/jobs/queues' {
  interface Jobs {
    'screening-run': { runId: string }
  }
}

/** Judges on for some seconds, and puts in the job that goes on. */
export async function takeTurn({ runId }: { runId: string }): Promise<void> {
  if (await inTightHeap(() => workOnRun(runId))) await enqueue('screening-run', { runId }, { key: runId })
}

/** A job is short, so that one whose program died is soon missed and tried again. */
export const runQueues = [
  defineQueue({
    name: 'screening-run',
    retryLimit: 5,
    retryDelaySeconds: 5,
    expireInSeconds: 60,
    work: takeTurn,
  }),
]
