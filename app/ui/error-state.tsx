import { isRouteErrorResponse } from '@remix-run/react'
import type { ReactNode } from 'react'
import { isRecord } from '~/shared/records'
import { LinkButton, buttonClass } from './button'

export interface PageError {
  status: number
  /** Said to the user instead of the general words. */
  message?: string
  requestId?: string
}

const words: Record<number, { title: string; advice: string }> = {
  400: { title: '请求有误', advice: '链接或提交的内容不完整，请返回后重试。' },
  401: { title: '请先登录', advice: '登录已失效，登录后可以继续。' },
  403: { title: '没有权限', advice: '您的角色不能查看或办理这里的内容。如工作需要，请联系系统管理员。' },
  404: { title: '没有找到', advice: '内容不存在、已删除，或者您无权查看。' },
  409: { title: '内容已有变化', advice: '别人刚刚作了修改，或当前状态不允许这样办理。请刷新后再试。' },
  413: { title: '文件太大', advice: '超过了允许的大小，请分开上传。' },
  422: { title: '内容需要修改', advice: '提交的内容不符合要求，请返回修改。' },
  429: { title: '操作太频繁', advice: '请稍等一会儿再试。' },
  500: { title: '系统出错', advice: '错误已记录。请稍后重试；反复出现时，把下面的编号告诉管理员。' },
  503: { title: '服务暂不可用', advice: '系统正在启动或维护，请稍后刷新。' },
}

/** Reads what a loader, an action or a render threw; never shows the words of an unexpected error. */
export function pageError(error: unknown): PageError {
  if (!isRouteErrorResponse(error)) return { status: 500 }
  const body: unknown = error.data
  if (!isRecord(body)) return { status: error.status }
  const { userMessage, detail, message, requestId } = body
  const said = [userMessage, detail, message].find((one): one is string => typeof one === 'string')
  return { status: error.status, message: said, requestId: typeof requestId === 'string' ? requestId : undefined }
}

/** What the server has logged it has given a number; without one the page failed in the browser. */
function wordsOf({ status, requestId }: PageError) {
  if (status === 500 && !requestId) return IN_THE_BROWSER
  return words[status] ?? words[status >= 500 ? 500 : 400]!
}

const IN_THE_BROWSER = {
  title: '页面出错',
  advice: '这一页没有显示出来，请刷新。填写过而没有保存的内容，刷新后恢复。',
}

/** An error as a page body: what happened, what to do, and the number under which the log has it. */
export function ErrorState({ error, home = '/', actions }: { error: PageError; home?: string; actions?: ReactNode }) {
  const { title, advice } = wordsOf(error)
  return (
    <div className="flex flex-col items-start px-4 py-12 md:px-6">
      {error.status === 500 && !error.requestId ? null : <p className="text-sm text-grey-600">{error.status}</p>}
      <h1 className="text-xl">{title}</h1>
      <p className="mt-2 max-w-[560px] text-grey-700">{error.message ?? advice}</p>
      {error.requestId && (
        <p className="mt-2 text-sm text-grey-600">
          请求编号 <code className="font-mono">{error.requestId}</code>
        </p>
      )}
      <div className="mt-5 flex gap-2">
        {actions ?? (
          <>
            {error.status === 401 ? (
              <LinkButton to="/login" reloadDocument tone="primary">
                登录
              </LinkButton>
            ) : (
              <LinkButton to={home} reloadDocument tone="primary">
                回到首页
              </LinkButton>
            )}
            {error.status !== 401 && (
              <a href="" className={buttonClass('plain')}>
                刷新
              </a>
            )}
          </>
        )}
      </div>
    </div>
  )
}
