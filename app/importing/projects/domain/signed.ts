/** What words a title or a sheet's name must hold for its projects to be signed ones. */
const SIGNED =
  /(?<!(?:拟|待|未|预计|计划|即将|意向)(?:于|在|年内|今年|本年|年度|\d{4}年|正式|重点|新){0,2})(?:签约|备案|供地|落地|开工|在建|竣工|投产)/

/** what a title has to say stands at its beginning */
const MAX_TITLE = 500

/** A ledger of 拟签约, 未开工 or 在谈 projects does not say that they are signed. */
export function isOfSigned(title: string): boolean {
  const text = title.slice(0, MAX_TITLE)
  return SIGNED.test(text) && !/在谈|洽谈/.test(text)
}
