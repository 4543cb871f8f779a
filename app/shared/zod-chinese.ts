import { z } from 'zod'

/**
 * Zod's messages in the user's language, for schemas that give none of their own. Imported for its effect by whoever
 * validates for people (forms, API), so that zod stays out of pages without forms.
 */
z.config({
  ...z.locales.zhCN(),
  customError: (issue) => {
    const blank = issue.input === undefined || issue.input === null || issue.input === ''
    if (blank && (issue.code === 'invalid_type' || issue.code === 'too_small' || issue.code === 'invalid_value'))
      return '必填'
    if (issue.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'int')) return '请填数字'
    if (issue.code === 'too_big' && issue.origin === 'string') return `最多 ${issue.maximum} 个字`
    if (issue.code === 'too_small' && issue.origin === 'string') return `至少 ${issue.minimum} 个字`
    if (issue.code === 'too_small' && issue.origin === 'number')
      return issue.inclusive ? `不能小于 ${issue.minimum}` : `必须大于 ${issue.minimum}`
    if (issue.code === 'too_big' && issue.origin === 'number')
      return issue.inclusive ? `不能大于 ${issue.maximum}` : `必须小于 ${issue.maximum}`
    if (issue.code === 'invalid_value') return '请从给出的选项中选择'
    return undefined
  },
})
