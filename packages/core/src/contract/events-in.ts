import type { DomainEvent } from '../events/envelope'
import { keptEventsOf } from '../events/kept.codec'
import { definitions, eventTypes, type EventType } from '../events/registry'
import { inRecordedOrder, type KPIActuals } from '../history/actuals'
import type { Entry } from '../history/entry'
import type { History } from '../history/history'
import type { KPIRules } from '../history/rulebook'
import { formatPeriod } from '../period/period'

/** An event as a history has it: without the part of its envelope that nothing is judged by. */
export interface HeldEvent {
  readonly at: Entry
  readonly event: DomainEvent
}

const held = (event: DomainEvent, { revision, recordedAt }: Entry): HeldEvent => ({
  at: { revision, recordedAt },
  event,
})

/** An entry as the data of its event. */
const dataOf = <A extends Entry>({ revision: _, recordedAt: __, ...data }: A) => data

const rulesOf = ({ kpi, ...rules }: KPIRules): ReadonlyArray<HeldEvent> => {
  const first = new Set(rules.definitions.map(({ revision }) => revision))
  return [
    ...rules.definitions.map((each) => held({ type: 'KPIDefined', data: dataOf(each) }, each)),
    ...rules.revisions.map((each) => held({ type: 'DefinitionRevised', data: dataOf(each) }, each)),
    ...rules.statements
      .filter(({ revision }) => !first.has(revision))
      .map((each) => held({ type: 'TargetRevised', data: { kpi, ...dataOf(each) } }, each)),
    ...rules.retirements.map((each) => held({ type: 'KPIRetired', data: dataOf(each) }, each)),
    ...rules.decisions.map((each) => held({ type: 'RatingDecided', data: dataOf(each) }, each)),
  ]
}

const actualsOf = (
  kpi: string,
  actuals: KPIActuals | undefined,
  { origins }: History,
): ReadonlyArray<HeldEvent> =>
  inRecordedOrder(actuals).map((at) => {
    const { period, outcome, corrected } = at
    const data = { kpi, period: formatPeriod(period), outcome }
    const { reason = '' } = origins.at(at.revision) ?? {}
    return corrected
      ? held({ type: 'ActualCorrected', data: { ...data, reason } }, at)
      : held({ type: 'ActualRecorded', data }, at)
  })

const notesOf = (kpi: string, { notes }: History): ReadonlyArray<HeldEvent> =>
  [...(notes.onKPIs.get(kpi) ?? [])].flatMap(([period, entries]) =>
    entries.map((each) =>
      held({ type: 'NoteAdded', data: { kpi, period, text: each.text } }, each),
    ),
  )

const keptAs = (history: History, type: EventType): ReadonlyArray<HeldEvent> =>
  definitions[type].kind === 'withdrawal' ? [] : keptEventsOf(history, type)

const KINDS_NOTHING_DEPENDS_ON: ReadonlySet<string> = new Set([
  'NoteAdded',
  'RatingPrinted',
  'RatingDecided',
])

/**
 * The events of a history, in order, as far as they can depend on one of them: all but the facts
 * about other KPIs, since facts follow from the rules and from facts about the same KPI (M29).
 */
export const eventsThatDepend = (history: History, revision: number): ReadonlyArray<HeldEvent> => {
  const { contract, rules, actuals, origins } = history
  const { type = '', recordedAt } = origins.at(revision) ?? {}
  if (contract === null || recordedAt === undefined || KINDS_NOTHING_DEPENDS_ON.has(type)) return []
  const ruled = [...rules.kpis.values()].map((each) => ({ kpi: each.kpi, events: rulesOf(each) }))
  const isIt = ({ at }: HeldEvent): boolean => at.revision === revision
  const about = actuals.kpiAt(revision)
  const facts = [...rules.kpis.keys()].flatMap((kpi) => {
    const own = about === kpi || ruled.some((each) => each.kpi === kpi && each.events.some(isIt))
    return own ? [...actualsOf(kpi, actuals.get(kpi), history), ...notesOf(kpi, history)] : []
  })
  const registered = origins.at(0)
  const all = [
    ...(registered === undefined
      ? []
      : [
          held(
            { type: 'ContractRegistered', data: contract },
            { revision: 0, recordedAt: registered.recordedAt },
          ),
        ]),
    ...rules.adoptions.map((each) => held({ type: 'RegimeAdopted', data: dataOf(each) }, each)),
    ...rules.amendments.map((each) => held({ type: 'RegimeAmended', data: dataOf(each) }, each)),
    ...ruled.flatMap(({ events }) => events),
    ...eventTypes.flatMap((each) => keptAs(history, each)),
    ...facts,
  ]
  return all.sort((a, b) => a.at.revision - b.at.revision)
}
