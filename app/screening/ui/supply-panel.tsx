import { Link } from '@remix-run/react'
import { OfferWords, offerKey } from '~/land/ui/matching/match-list'
import { Panel } from '~/ui/page'
import { SUPPLIED_BY_CLASS, SUPPLY_BY_CLASS } from '../domain/rules/rule-set'
import type { Supply } from '../server/supply'

/** How land is supplied to the expected class, and what there is of it. */
export function SupplyPanel({ class: grade, fits, to }: Supply) {
  const supplied = SUPPLIED_BY_CLASS[grade]
  const isFloors = supplied === 'floors'
  return (
    <Panel
      title={`分类供地：${grade} 类，${SUPPLY_BY_CLASS[grade]}`}
      actions={
        supplied && (
          <Link to={to} className="text-sm">
            全部匹配
          </Link>
        )
      }
    >
      {supplied === null ? (
        <p>不供地，也不推荐厂房；达到更高等级后再选址。</p>
      ) : fits === null ? (
        <p>{isFloors ? '填写建筑面积后，这里列出合适的厂房。' : '填写用地面积后，这里列出合适的地块。'}</p>
      ) : fits.length === 0 ? (
        <p>现在没有合适的{isFloors ? '厂房' : '地块'}。</p>
      ) : (
        <ul className="divide-y divide-grey-200">
          {fits.map(({ offer, score }) => (
            <li key={offerKey(offer)} className="flex justify-between gap-3 py-2">
              <div className="min-w-0">
                <OfferWords offer={offer} />
              </div>
              <span className="whitespace-nowrap text-sm">匹配 {score.toFixed(1)} 分</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
