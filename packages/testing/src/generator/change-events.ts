import type { EventFixture } from '../events/recorded'
import type { Random } from './random'
import type { Rules } from './rule-events'

const supplierOf = (n: number): string => `Example Services (${n}) Ltd`

/** The amendments of a month, now and then: novations, titles and definitions (M30). */
export const amendments = (
  { regime, regimes, live, style }: Rules,
  month: string,
  random: Random,
): ReadonlyArray<EventFixture> => {
  const events: Array<EventFixture> = []
  if (random.chance(0.05))
    events.push({
      type: 'ContractAmended',
      data: { supplier: supplierOf(random.whole(2, 99)), reason: 'The contract was novated' },
    })
  if (random.chance(0.05))
    events.push({
      type: 'RegimeAmended',
      data: {
        regime,
        title: `Performance regime ${regimes}, as amended`,
        scheme: style.scheme,
        reason: 'The title was misprinted',
      },
    })
  const revised = live[random.whole(0, Math.max(0, live.length - 1))]
  if (revised !== undefined && random.chance(0.15)) {
    const description = `${revised.measure.description} (reworded)`
    events.push({
      type: 'DefinitionRevised',
      data: { regime, kpi: revised.kpi, effectiveFrom: month, description },
    })
  }
  return events
}
