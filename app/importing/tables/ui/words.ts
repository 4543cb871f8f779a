import type { DotShape, Tone } from '~/ui/badge'
import type { FindingLevel } from '../domain/findings'

interface Word {
  word: string
  tone: Tone
  shape: DotShape
}

export const STATES: Record<string, Word> = {
  uploaded: { word: '等待读取', tone: 'info', shape: 'ring' },
  reading: { word: '正在读取', tone: 'info', shape: 'half' },
  previewed: { word: '待确认', tone: 'warning', shape: 'triangle' },
  committing: { word: '正在导入', tone: 'info', shape: 'half' },
  committed: { word: '已导入', tone: 'good', shape: 'circle' },
  undone: { word: '已撤销', tone: 'neutral', shape: 'dash' },
  failed: { word: '未能读取', tone: 'danger', shape: 'diamond' },
  discarded: { word: '已作废', tone: 'neutral', shape: 'dash' },
}

export const ROW_STATES: Record<string, Word> = {
  pending: { word: '待导入', tone: 'info', shape: 'ring' },
  created: { word: '已新建', tone: 'good', shape: 'circle' },
  updated: { word: '已更新', tone: 'good', shape: 'half' },
  unchanged: { word: '无变化', tone: 'neutral', shape: 'dash' },
  duplicate: { word: '疑似重复', tone: 'warning', shape: 'triangle' },
  held: { word: '待更正', tone: 'danger', shape: 'diamond' },
  discarded: { word: '不导入', tone: 'neutral', shape: 'dash' },
}

export const LEVELS: Record<FindingLevel, { word: string; tone: Tone }> = {
  info: { word: '说明', tone: 'info' },
  warning: { word: '请核对', tone: 'warning' },
  error: { word: '须更正', tone: 'danger' },
}

/** Findings that have a word of their own. */
export const MARKS: Partial<Record<string, string>> = { ditto: '同上', correctedBefore: '已更正' }

export const WORKING = ['uploaded', 'reading', 'committing']
