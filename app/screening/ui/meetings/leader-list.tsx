import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { businessDay } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { PROPOSAL_FIELDS } from '../../domain/fields'
import { VERDICT_NAMES } from '../../domain/rules/rule-set'
import type { AgendaItem } from '../../server/meetings/read-meetings'
import { FilingMark } from '../filing/marks'
import { OpinionsWords } from './agenda'
import { DecisionWord } from './looks'

const HEADS: [string, string][] = [
  ['序号', 'w-10'],
  ['项目、投资方', ''],
  ['总投资（万元）', 'w-20'],
  ['用地（亩）', 'w-16'],
  ['预审结论', 'w-24'],
  ['部门意见', 'w-[22%]'],
  ['承诺改动', 'w-[16%]'],
  ['决定', 'w-24'],
]

const NUMBERS = new Set(['总投资（万元）', '用地（亩）'])

/** The projects of a meeting on one sheet, as a leader reads them. */
export function LeaderList({ items }: { items: readonly AgendaItem[] }) {
  return (
    <div className="panel print:border-0">
      <div data-scroll className="overflow-x-auto">
        <table className="w-full min-w-[860px] table-fixed border-collapse text-sm print:min-w-0">
          <caption className="sr-only">审议项目清单</caption>
          <thead>
            <tr className="bg-grey-50 align-bottom">
              {HEADS.map(([head, width]) => (
                <th
                  key={head}
                  scope="col"
                  className={`border-b border-grey-300 px-2 py-1.5 font-medium text-grey-700 ${width} ${NUMBERS.has(head) ? 'text-right' : 'text-left'}`}
                >
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item, at) => (
              <tr key={item.id} className="break-inside-avoid align-top">
                <Cell>{at + 1}</Cell>
                <th scope="row" className="border-b border-grey-200 px-2 py-1.5 text-left font-normal">
                  <Link to={`/screenings/${item.screeningId}`} className="font-medium">
                    {item.project.name}
                  </Link>
                  <span className="block text-grey-600">
                    {[item.project.investor, item.project.unit, item.project.park].filter(Boolean).join('；')}
                  </span>
                  {item.relocation && (
                    <span className="block">
                      疑似平移：{[item.relocation.formerPlace, item.relocation.reason].filter(Boolean).join('，')}
                    </span>
                  )}
                  <FilingMark state={item.filing} />
                </th>
                <Cell right>
                  {item.project.investmentWan === null ? '未填' : formatNumber(item.project.investmentWan)}
                </Cell>
                <Cell right>
                  {item.project.rents
                    ? '租用厂房'
                    : item.project.landMu === null
                      ? '未填'
                      : formatNumber(item.project.landMu)}
                </Cell>
                <Cell>
                  {VERDICT_NAMES[item.verdict]}
                  <span className="block">
                    {[item.score !== null && `${formatNumber(item.score)} 分`, item.class && `${item.class} 类`]
                      .filter(Boolean)
                      .join('，')}
                  </span>
                </Cell>
                <Cell>
                  <OpinionsWords opinions={item.opinions} />
                </Cell>
                <Cell>
                  {item.promises.length === 0
                    ? '无'
                    : item.promises.flatMap(({ at: moment, changes }) =>
                        changes.map(({ field, from, to }) => (
                          <span key={`${moment.getTime()}${field}`} className="block">
                            {businessDay(moment)} {PROPOSAL_FIELDS[field].label}{' '}
                            {from === null ? '不填' : formatNumber(from)} → {to === null ? '不填' : formatNumber(to)}
                          </span>
                        )),
                      )}
                </Cell>
                <Cell>{item.decision && <DecisionWord decision={item.decision} />}</Cell>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

const Cell = ({ right, children }: { right?: boolean; children: ReactNode }) => (
  <td className={`border-b border-grey-200 px-2 py-1.5 ${right ? 'text-right' : ''}`}>{children}</td>
)
