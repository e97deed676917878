import { ledgerFile } from '@kpi-ledger/adapters'
import { collect } from '@kpi-ledger/core'
import { foldHistory, scorecard } from '@kpi-ledger/projections'
import { either as E } from 'fp-ts'

/** The ratings of May 2016, by KPI. */
export const ratings = async (file: string): Promise<ReadonlyArray<string>> => {
  const events = await collect(ledgerFile(file).read('kpiContract-pssp'))()
  if (E.isLeft(events)) return [events.left._tag]
  const may = { kind: 'month', year: 2016, month: 5 } as const
  const card = scorecard(foldHistory(events.right), { periods: [may] })
  if (E.isLeft(card)) return [card.left._tag]
  const kpis = card.right.serviceAreas.flatMap((area) => area.kpis)
  return kpis.map(({ kpi, cells }) => `${kpi}: ${cells[0]?.rating.label ?? 'not shown'}`)
}
