import * as E from 'fp-ts/Either'
import { closeAll, contractOf, correction, figure, open } from './fixture.spec'
import { describe as sentence, orThrow, status } from './index'

afterEach(closeAll)

describe('M29 withdrawing at the front door', () => {
  it('records who withdrew what and why, and answers leave it out', async () => {
    const ledger = await open()
    const { events } = orThrow(
      await ledger.record([...contractOf('c'), figure('c', 'K-0', 95), correction('c', 'K-0', 80)]),
    )
    const event = events.at(-1)?.id ?? ''
    const asked = { event, reason: 'typed twice', actor: 'A. Clerk' }
    const withdrawal = orThrow(await ledger.withdraw('c', asked))
    expect(withdrawal).toMatchObject({
      ...{ type: 'EventWithdrawn', stream: 'kpiContract-c', revision: 5 },
      ...{ data: { event, reason: 'typed twice' }, metadata: { actor: 'A. Clerk' } },
    })
    expect(orThrow(await ledger.history('c')).at(-1)).toEqual(withdrawal)
    const card = orThrow(await ledger.scorecard('c', { period: '2016-04' }))
    expect(card.serviceAreas[0]?.kpis[0]?.cells[0]).toMatchObject({
      ...{ outcome: { value: 95 }, corrected: false },
    })
  })

  it('refuses to withdraw what later events depend on or what does not exist, and records nothing', async () => {
    const ledger = await open()
    const { events } = orThrow(
      await ledger.record([...contractOf('c'), figure('c', 'K-0', 95), correction('c', 'K-0', 80)]),
    )
    const [recorded, corrected] = events.slice(-2)
    const refusal = async (event: string) => {
      const answer = await ledger.withdraw('c', { event, reason: 'typed twice' })
      return E.isLeft(answer) ? [status(answer.left), sentence(answer.left)] : []
    }
    expect(await refusal(recorded?.id ?? '')).toEqual([
      409,
      expect.stringContaining(`revision 4 (ActualCorrected, ${corrected?.id ?? ''}) depends on it`),
    ])
    const none = '00000000-0000-4000-8000-ffffffffffff'
    expect(await refusal(none)).toEqual([404, expect.stringContaining(`no event ${none}`)])
    expect((await refusal('x'))[0]).toBe(400)
    expect(orThrow(await ledger.history('c'))).toHaveLength(5)
  })
})
