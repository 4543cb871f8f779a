import { databaseFailure } from '~/platform/database-failure'
import { AppError, type ErrorCode } from '~/shared/errors'

const TITLES: Record<ErrorCode | 'unexpected', string> = {
  unauthenticated: '未登录或令牌无效',
  forbidden: '没有权限',
  notFound: '没有找到',
  conflict: '与现状冲突',
  stale: '已被他人修改',
  taken: '已被占用或已登记',
  tooLarge: '内容过大',
  invalid: '内容有误',
  tooMany: '请求过于频繁',
  unavailable: '服务暂不可用',
  unexpected: '系统出错',
}

/**
 * Any failure as application/problem+json (RFC 9457); what a client needs to go on stands under `conflict`. A standard
 * that wants another status than ours for a code names it.
 */
export function problemResponse(
  error: unknown,
  requestId: string,
  statuses: Partial<Record<ErrorCode, number>> = {},
): Response {
  const known = databaseFailure(error) ?? (error instanceof AppError ? error : null)
  const code = known?.code ?? 'unexpected'
  const status = (known && statuses[known.code]) ?? known?.status ?? 500
  const body = {
    type: 'about:blank',
    title: TITLES[code],
    status,
    detail: known?.userMessage ?? '系统出了问题，请稍后再试。如果一直如此，请把请求编号告诉管理员。',
    code,
    requestId,
    errors: known?.errors ?? [],
    ...(status === 409 && known?.detail ? { conflict: known.detail } : {}),
  }
  const headers = new Headers({ 'content-type': 'application/problem+json', 'x-request-id': requestId })
  if (status === 401) headers.set('www-authenticate', 'Bearer')
  if (status === 429 || status === 503) headers.set('retry-after', String(retryAfter(known)))
  return new Response(JSON.stringify(body), { status, headers })
}

function retryAfter(error: AppError | null): number {
  return (error?.detail as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds ?? 1
}
