import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { calendarYear, yearListInput } from '~/calendar/domain/inputs'
import { saveCalendarYear } from '~/calendar/server/save-year'
import { yearToEdit } from '~/calendar/server/year-to-edit'
import { ListFromFile } from '~/calendar/ui/list-from-file'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { redirectWithFlash } from '~/ui/flash'
import { Textarea } from '~/ui/input'
import { Page, Panel } from '~/ui/page'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'

export const meta = () => pageTitle('放假安排')

const LABEL = '放假和调休'

function askedYear(text: string | undefined): number {
  const year = calendarYear.safeParse(text)
  if (!year.success) throw data('no such year', 404)
  return year.data
}

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'calendar.manage')
  const year = askedYear(args.params.year)
  return { year, ...(await yearToEdit(context, year)) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'calendar.manage')
  const year = askedYear(args.params.year)
  const values = withPicks({ ...(await formInput(args.request)), year }, await yearToEdit(context, year))
  return answerFormOnce(args, context, values, async () => {
    const { version } = parseInput(seenVersion, values)
    await saveCalendarYear(context, { version, input: parseInput(yearListInput, values) })
    return redirectWithFlash(`/settings/calendar?year=${year}`, `${year}年的安排已保存`)
  })
}

export default function EditCalendarYear() {
  const { year, version, values } = useLoaderData<typeof loader>()
  const form = useZodForm(yearListInput, { reply: useActionData<typeof action>(), values })
  return (
    <Page
      title={`${year}年放假安排`}
      note="按国务院办公厅的通知录入。保存后，未办结的期限和提醒随即按新的安排计算。"
      crumbs={[{ label: '工作日历', to: `/settings/calendar?year=${year}` }, { label: `${year}年放假安排` }]}
      width="reading"
    >
      <Panel>
        <ZodForm form={form}>
          <input type="hidden" name="year" value={year} />
          <EditedVersion form={form} version={version} values={values} labels={{ list: LABEL }} />
          <div className="grid gap-x-6 gap-y-4 md:grid-cols-[minmax(0,1fr)_280px]">
            <Field label={LABEL} name="list" required aside={<ListFromFile name="list" />}>
              <Textarea {...form.register('list')} rows={18} spellCheck={false} className="font-mono" />
            </Field>
            <Example year={year} />
          </div>
          <SubmitActions form={form} label="保存" cancelTo={`/settings/calendar?year=${year}`} />
        </ZodForm>
      </Panel>
    </Page>
  )
}

function Example({ year }: { year: number }) {
  return (
    <div className="text-sm text-grey-700 md:pt-6">
      <p className="font-medium">写法</p>
      <p className="mt-1">一行一天或一段：放假写“休”，调休上班写“班”，名称可以不写。</p>
      <pre className="mt-2 whitespace-pre-wrap rounded border border-grey-200 bg-grey-50 px-2.5 py-2 font-mono">
        {`${year}-01-01 休 元旦\n${year}-10-01至${year}-10-07 休\n5月1日至5日 休\n${year}-10-10 班`}
      </pre>
      <ul className="mt-3 list-disc space-y-1 pl-4">
        <li>放假写全，连同其中的周末</li>
        <li>法定节假日须全部在内，调休上班只能是周末</li>
        <li>元旦假期从上一年 12 月开始的，那几天录入上一年</li>
        <li>保存时替换全年的安排，原来的留在审计日志里</li>
      </ul>
    </div>
  )
}
