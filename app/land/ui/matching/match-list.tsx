import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Badge } from '~/ui/badge'
import type { Match, NearMatch } from '../../domain/matching/match'
import { floorWords } from '../../domain/factory/factory'
import {
  isFloors,
  offerKindName,
  partsOf,
  revivalOf,
  type FloorOffer,
  type Offer,
  type PlotOffer,
} from '../../domain/matching/offer'
import { m2 } from '../factory/factory-list'
import { mu, PlotStatusWord } from '../plot-list'

export const offerKey = (offer: Offer): string =>
  partsOf(offer)
    .map(({ id }) => id)
    .join()

/** What is offered, each part leading to its page. */
export const OfferWords = ({ offer }: { offer: Offer }) =>
  isFloors(offer) ? <FloorOfferWords offer={offer} /> : <PlotOfferWords offer={offer} />

/** Stock that is to be revived, and by what. */
function RevivalMark({ offer }: { offer: Offer }) {
  const revival = revivalOf(offer)
  return (
    revival && (
      <span className="ml-2">
        <Badge tone="warning" title={revival.measure}>
          盘活
        </Badge>
      </span>
    )
  )
}

/** The plots of an offer, each leading to its page, and how they would be taken. */
function PlotOfferWords({ offer }: { offer: PlotOffer }) {
  const [first] = offer.plots
  return (
    <>
      <p>
        {offer.plots.map(({ id, code, name }, at) => (
          <span key={id}>
            {at > 0 && <span className="mx-1 text-grey-600">＋</span>}
            <Link to={`/plots/${id}`} className="font-medium">
              {code}
            </Link>
            {name && <span className="ml-1 text-grey-600">{name}</span>}
          </span>
        ))}
        <RevivalMark offer={offer} />
      </p>
      <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-grey-700">
        <span className="whitespace-nowrap">
          {offerKindName(offer)} {mu(offer.mu)} 亩{offer.kind === 'part' && `（全块 ${mu(first.areaMu)}）`}
        </span>
        {first.park && <span>{first.park.name}</span>}
        <PlotStatusWord status={first.status} />
      </p>
    </>
  )
}

/** The floors of an offer, each leading to its page, and how they would be rented. */
function FloorOfferWords({ offer }: { offer: FloorOffer }) {
  const [first] = offer.floors
  return (
    <>
      <p>
        <span className="font-medium">{first.building}</span>
        {offer.floors.map(({ id, floor }) => (
          <Link key={id} to={`/factories/${id}`} className="ml-1.5 whitespace-nowrap font-medium">
            {floorWords(floor)}
          </Link>
        ))}
        <span className="ml-2">
          <Badge tone="accent">厂房</Badge>
        </span>
        <RevivalMark offer={offer} />
      </p>
      <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-grey-700">
        <span className="whitespace-nowrap">
          {offerKindName(offer)} {m2(offer.m2)} ㎡{offer.kind === 'part' && `（全层 ${m2(first.areaM2)}）`}
        </span>
        <span>{first.park.name}</span>
        {first.heightM !== null && <span className="whitespace-nowrap">层高 {first.heightM} m</span>}
        {first.rentYuan !== null && <span className="whitespace-nowrap">{first.rentYuan} 元/㎡·月</span>}
      </p>
    </>
  )
}

/** Plots and floors that fit, the best first; each can be ticked for the brochure. */
export function MatchList({ fits, empty }: { fits: readonly Match[]; empty: ReactNode }) {
  if (fits.length === 0) return <>{empty}</>
  return (
    <ol className="divide-y divide-grey-200">
      {fits.map(({ offer, score, points }) => (
        <li
          key={offerKey(offer)}
          className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 gap-y-1 px-4 py-3 lg:grid-cols-[auto_minmax(0,2fr)_minmax(0,3fr)_auto]"
        >
          <input
            type="checkbox"
            name={isFloors(offer) ? 'floors' : 'plots'}
            value={offerKey(offer)}
            aria-label={`把 ${partsOf(offer)
              .map(({ label }) => label)
              .join('、')} 选入推介书`}
            className="tick mt-1 rounded-sm"
          />
          <div className="min-w-0">
            <OfferWords offer={offer} />
          </div>
          <p className="whitespace-nowrap text-right lg:order-last">
            <strong className="text-lg tabular-nums">{score.toFixed(1)}</strong>
            <span className="ml-0.5 text-sm text-grey-600">分</span>
          </p>
          <ul className="col-span-2 col-start-2 grid min-w-0 gap-x-4 text-sm sm:grid-cols-2 lg:col-span-1 lg:col-start-auto">
            {points.map(({ id, label, points: got, of, because }) => (
              <li key={id} className="flex gap-2">
                <span className={got === 0 ? 'whitespace-nowrap text-grey-600' : 'whitespace-nowrap'}>
                  {label} {got}/{of}
                </span>
                <span className="text-grey-600">{because}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

/** Plots and floors that miss one thing, with what would mend it. */
export function NearMatchList({ nearly }: { nearly: readonly NearMatch[] }) {
  return (
    <ol className="divide-y divide-grey-200">
      {nearly.map(({ offer, shortfalls }) => (
        <li key={offerKey(offer)} className="grid gap-x-4 gap-y-1 px-4 py-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <div className="min-w-0">
            <OfferWords offer={offer} />
          </div>
          <div className="min-w-0 text-sm">
            {shortfalls.map(({ id, label, because, changes }) => (
              <p key={id}>
                <span className="text-warning">
                  {label}：{because}
                </span>
                <span className="block text-grey-700">{changes.join('，或')}，就合适</span>
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}
