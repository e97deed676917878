import { openLedger, orThrow } from '@kpi-ledger/ledger'

/** The ratings of May 2016, by KPI. */
export const ratings = async (url: string): Promise<ReadonlyArray<string>> => {
  const ledger = await openLedger(url).then(orThrow)
  const card = await ledger.scorecard('pssp', { period: '2016-05' }).then(orThrow)
  await ledger.close()
  const kpis = card.serviceAreas.flatMap((area) => area.kpis)
  return kpis.map(({ kpi, cells }) => `${kpi}: ${cells[0]?.rating.label ?? 'not shown'}`)
}

const [, , path] = process.argv
if (path !== undefined) void ratings(path).then((lines) => console.log(lines.join('\n')))
