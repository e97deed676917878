import type { DomainEvent } from '../events/envelope'
import { keptEventsOf } from '../events/kept.codec'
import { eventTypes, type EventType } from '../events/registry'
import { subjectOf } from '../events/subject'
import { inRecordedOrder } from '../history/actuals'
import type { Entry } from '../history/entry'
import type { History } from '../history/history'
import type { KPIRules } from '../history/rulebook'
import { formatPeriod } from '../period/period'

/**
 * An event as a history has it: without the part of its envelope that nothing is judged by, nor
 * always its reason.
 */
export interface HeldEvent {
  /** The entry that holds it. */
  readonly at: Entry
  /** The event. */
  readonly event: DomainEvent
}

const held = (event: DomainEvent, { revision, recordedAt }: Entry): HeldEvent => ({
  at: { revision, recordedAt },
  event,
})

/** An entry as the data of its event. */
const dataOf = <A extends Entry>({ revision: _, recordedAt: __, ...data }: A) => data

/** Which events are read: the rules of some KPIs, and the facts about some. */
interface About {
  readonly rulesOf: ReadonlyArray<string>
  readonly factsOf: ReadonlyArray<string>
}

/** The events of one type in a history; of those about a KPI, the ones wanted. */
type Reading = (history: History, about: About) => ReadonlyArray<HeldEvent>

const ofRules =
  (read: (rules: KPIRules) => ReadonlyArray<HeldEvent>): Reading =>
  ({ rules }, { rulesOf }) =>
    rulesOf.flatMap((kpi) => {
      const found = rules.kpis.get(kpi)
      return found === undefined ? [] : read(found)
    })

const ofFacts =
  (read: (history: History, kpi: string) => ReadonlyArray<HeldEvent>): Reading =>
  (history, { factsOf }) =>
    factsOf.flatMap((kpi) => read(history, kpi))

/** A target stated with a definition is part of that event. */
const targetRevisions = ({ kpi, definitions, statements }: KPIRules): ReadonlyArray<HeldEvent> => {
  const defined = new Set(definitions.map(({ revision }) => revision))
  return statements
    .filter(({ revision }) => !defined.has(revision))
    .map((each) => held({ type: 'TargetRevised', data: { kpi, ...dataOf(each) } }, each))
}

const actuals = (wanted: { readonly corrected: boolean }): Reading =>
  ofFacts((history, kpi) =>
    inRecordedOrder(history.actuals.get(kpi)).flatMap((at) => {
      const { period, outcome, corrected } = at
      if (corrected !== wanted.corrected) return []
      const data = { kpi, period: formatPeriod(period), outcome }
      return corrected
        ? [held({ type: 'ActualCorrected', data: { ...data, reason: '' } }, at)]
        : [held({ type: 'ActualRecorded', data }, at)]
    }),
  )

const notes = ({ notes: { onKPIs } }: History, kpi: string): ReadonlyArray<HeldEvent> =>
  [...(onKPIs.get(kpi) ?? [])].flatMap(([period, entries]) =>
    entries.map((each) =>
      held({ type: 'NoteAdded', data: { kpi, period, text: each.text } }, each),
    ),
  )

/** How the events of a type that has an index of its own are read back. */
const indexed: { readonly [Type in EventType]?: Reading } = {
  // A registration is first and never withdrawn: a history without an event begins with it.
  ContractRegistered: () => [],
  RegimeAdopted: ({ rules }) =>
    rules.adoptions.map((each) => held({ type: 'RegimeAdopted', data: dataOf(each) }, each)),
  RegimeAmended: ({ rules }) =>
    rules.amendments.map((each) => held({ type: 'RegimeAmended', data: dataOf(each) }, each)),
  KPIDefined: ofRules(({ definitions }) =>
    definitions.map((each) => held({ type: 'KPIDefined', data: dataOf(each) }, each)),
  ),
  DefinitionRevised: ofRules(({ revisions }) =>
    revisions.map((each) => held({ type: 'DefinitionRevised', data: dataOf(each) }, each)),
  ),
  TargetRevised: ofRules(targetRevisions),
  KPIRetired: ofRules(({ retirements }) =>
    retirements.map((each) => held({ type: 'KPIRetired', data: dataOf(each) }, each)),
  ),
  RatingDecided: ofRules(({ decisions }) =>
    decisions.map((each) => held({ type: 'RatingDecided', data: dataOf(each) }, each)),
  ),
  ActualRecorded: actuals({ corrected: false }),
  ActualCorrected: actuals({ corrected: true }),
  NoteAdded: ofFacts(notes),
  // A withdrawal is itself never withdrawn, and depends on nothing that is.
  EventWithdrawn: () => [],
}

/** The events of a type in a history, by its index or as they are kept; of those about a KPI, the ones wanted. */
export const eventsIn = (
  history: History,
  type: EventType,
  about: About,
): ReadonlyArray<HeldEvent> =>
  indexed[type]?.(history, about) ??
  keptEventsOf(history, type).filter(
    ({ event: { data } }) => !('kpi' in data) || about.factsOf.includes(data.kpi),
  )

const KINDS_NOTHING_DEPENDS_ON: ReadonlySet<string> = new Set([
  'NoteAdded',
  'RatingPrinted',
  'RatingDecided',
])

const eventsAbout = (history: History, about: About): ReadonlyArray<HeldEvent> =>
  eventTypes
    .flatMap((each) => eventsIn(history, each, about))
    .sort((a, b) => a.at.revision - b.at.revision)

/**
 * The events of a history, in order, as far as they can depend on one of them, with what those are
 * judged by. Facts follow from the rules of their KPI and from facts about it, and rules never from
 * facts: so of a fact, the events about its KPI; of a rule, all but the facts about other KPIs (M29).
 */
export const eventsThatDepend = (history: History, revision: number): ReadonlyArray<HeldEvent> => {
  const { rules, origins, actuals } = history
  const { type = '' } = origins.at(revision) ?? {}
  if (KINDS_NOTHING_DEPENDS_ON.has(type)) return []
  const recorded = actuals.kpiAt(revision)
  if (recorded !== null) return eventsAbout(history, { rulesOf: [recorded], factsOf: [recorded] })
  const rulesOf = [...rules.kpis.keys()]
  const allButFacts = eventsAbout(history, { rulesOf, factsOf: [] })
  const ruled = allButFacts.flatMap(({ at, event }) =>
    at.revision === revision ? (subjectOf(event).kpi ?? []) : [],
  )
  return ruled.length === 0 ? allButFacts : eventsAbout(history, { rulesOf, factsOf: ruled })
}
