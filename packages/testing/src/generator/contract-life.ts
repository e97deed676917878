import type { EventFixture } from '../events/recorded'
import { reportingMonth } from './calendar'
import { amendments } from './change-events'
import { judgements, withdrawal } from './judgement-events'
import { reportMonth, type Reports } from './fact-events'
import type { Random } from './random'
import { adoptRegime, noRules, retireOne, reviewTargets } from './rule-events'

const registration = (contract: string, yearStart: number): EventFixture => ({
  type: 'ContractRegistered',
  data: {
    contract,
    title: `Services agreement ${contract}`,
    authority: 'Example City Council',
    supplier: 'Example Services Ltd',
    yearStart,
  },
})

/**
 * The events of a contract month by month from its first month, without end. `changes` draws what
 * is amended later, `judging` what is printed, decided and withdrawn, and `idOf` gives the id of
 * the n-th event of the month that is being drawn.
 */
export function* contractLife(
  contract: string,
  kpis: number,
  firstMonth: number,
  random: Random,
  changes: Random,
  judging: Random,
  idOf: (n: number) => string,
): Generator<ReadonlyArray<EventFixture>, never> {
  const yearStart = random.pick([4, 4, 4, 1, 9])
  const rules = noRules(kpis, yearStart)
  const reports: Reports = { late: [], recent: [] }
  let nextRegime = firstMonth
  for (let index = firstMonth; ; index++) {
    const month = reportingMonth(index, yearStart)
    const events = index === firstMonth ? [registration(contract, yearStart)] : []
    if (index === nextRegime) {
      events.push(...adoptRegime(rules, month.text, random))
      nextRegime += rules.regimes === 1 ? random.whole(12, 24) : random.whole(36, 60)
    } else {
      if (month.n === 1) events.push(...reviewTargets(rules, month.text, random))
      events.push(...retireOne(rules, month.text, random))
      events.push(...amendments(rules, month.text, changes))
    }
    for (const event of reportMonth(reports, rules.live, month, random)) events.push(event)
    events.push(...judgements(rules, month.text, judging))
    events.push(...withdrawal(events, idOf, judging))
    yield events
  }
}
