import * as E from 'fp-ts/Either'
import { inOrder } from '../../../../scripts/jest/in-order'
import { describe as sentence } from '../describe'
import type { RecordedEvent } from '../events/envelope'
import { emptyHistory, historySize } from '../history/history'
import { admit } from './admit'
import type { Command } from './command.codec'
import { adopt, contract, register, uuid } from './commands.spec'
import { foldHistory } from './fold'

describe('events from outside', () => {
  const event = (revision: number, recordedAt: string, command: Command, stream = contract) => {
    const { type, contract: _, metadata: __, ...fields } = command
    const types: Record<string, string> = {
      RegisterContract: 'ContractRegistered',
      AdoptRegime: 'RegimeAdopted',
      DefineKPI: 'KPIDefined',
    }
    return {
      id: uuid(revision),
      stream: `kpiContract-${stream}`,
      revision,
      version: 1,
      recordedAt,
      type: types[type],
      data: type === 'RegisterContract' ? { ...fields, contract } : fields,
    } as unknown as RecordedEvent
  }
  const noon = '2016-06-01T12:00:00.000Z'
  const first = event(0, noon, register)

  it('M20 are admitted in order, at the same instant or later', () => {
    const history = emptyHistory()
    expect(admit(history, first)).toEqual(E.right(history))
    expect(historySize(history)).toBe(1)
    expect(admit(history, event(1, noon, adopt('old', '2009-04')))).toEqual(E.right(history))
    expect(historySize(history)).toBe(2)
  })

  it.each([
    [
      event(1, noon, register),
      { _tag: 'RevisionOutOfOrder', expected: 0, actual: 1 },
      'revision: expected 0, got 1; revisions of a stream follow one another from 0',
    ],
    [
      event(0, noon, register, 'ict'),
      { _tag: 'OtherContract', stream: 'kpiContract-ict', contract },
      'data.contract: "pssp" is not the contract of stream kpiContract-ict',
    ],
    [
      event(0, noon, adopt('old', '2009-04')),
      { _tag: 'AgainstTheRules', refusal: { _tag: 'UnknownContract', contract } },
      'no contract "pssp" is registered',
    ],
  ] as const)('are refused if out of place %#', (given, reason, message) => {
    const history = emptyHistory()
    expect(admit(history, given)).toEqual(E.left(reason))
    expect(inOrder(history)).toBe(inOrder(emptyHistory()))
    expect(sentence(reason)).toBe(message)
  })

  it('are refused if they are of another contract than the first one', () => {
    expect(admit(foldHistory([first]), event(1, noon, adopt('old', '2009-04'), 'ict'))).toEqual(
      E.left({ _tag: 'OtherContract', stream: 'kpiContract-ict', contract }),
    )
  })

  it('M20 are refused if recorded before the last one', () => {
    const history = foldHistory([first])
    const earlier = '2016-06-01T11:59:59.999Z'
    const reason = { _tag: 'RecordedBeforeLast', last: noon, recordedAt: earlier } as const
    expect(admit(history, event(1, earlier, adopt('old', '2009-04')))).toEqual(E.left(reason))
    expect(inOrder(history)).toBe(inOrder(foldHistory([first])))
    expect(sentence(reason)).toBe(
      `recordedAt: ${earlier} is before ${noon}, when the event before it was recorded`,
    )
  })
})
