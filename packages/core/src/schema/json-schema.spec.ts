import { arbitraryOf } from '@kpi-ledger/testing'
import { Ajv2020 } from 'ajv/dist/2020'
import fc from 'fast-check'
import { Command } from '../contract/command.codec'
import { Event } from '../events/event.codec'
import { change, changed } from './changes.spec'
import type { Codec } from './codec'
import { jsonSchemaOf } from './json-schema'

// Optimizing the code of a schema takes longer than running it here.
export const ajv = new Ajv2020({ strict: true, code: { optimize: false } })

type Test = (u: unknown) => boolean

const anywhere =
  (test: Test): Test =>
  (u) =>
    test(u) ||
    (typeof u === 'object' &&
      u !== null &&
      Object.entries(u).some(([key, value]) => test(key) || anywhere(test)(value)))

const depthOf = (u: unknown): number =>
  typeof u === 'object' && u !== null ? 1 + Math.max(0, ...Object.values(u).map(depthOf)) : 0

const partsOf = (u: unknown): { readonly metadata: unknown; readonly others: unknown } => {
  if (typeof u !== 'object' || u === null || !('metadata' in u))
    return { metadata: undefined, others: u }
  const { metadata, ...others } = u
  return { metadata, others }
}

/** The digits of the shortest decimal that is read as a number. */
const digitsOf = (n: number): number => n.toExponential().replace(/e.*|\D/g, '').length

/** The texts in a command or event that are names (M41). */
const namesIn = (u: unknown): ReadonlyArray<string> => {
  if (typeof u !== 'object' || u === null) return []
  if ('data' in u) return namesIn(u.data)
  const none = { kpi: null, succeeds: null, serviceArea: null, unit: null }
  const { kpi, succeeds, serviceArea, unit } = { ...none, ...u }
  return [kpi, succeeds, serviceArea, unit].flat().filter((name) => typeof name === 'string')
}

/** What JSON Schema cannot express, by name; codecs refuse it. */
export const unsaid: Readonly<Record<string, Test>> = {
  'a figure of more than 15 significant digits': (u) =>
    anywhere((n) => typeof n === 'number' && !Number.isInteger(n) && digitsOf(n) > 15)(
      partsOf(u).others,
    ),
  '-0': anywhere((n) => Object.is(n, -0)),
  'a lone surrogate in metadata': anywhere((s) => typeof s === 'string' && !s.isWellFormed()),
  'a name that is not in NFC': (u) => namesIn(u).some((name) => name !== name.normalize()),
  'metadata nested more than 64 deep': (u) => depthOf(partsOf(u).metadata) > 65,
}

export const reasonsOf = (u: unknown): ReadonlyArray<string> =>
  Object.keys(unsaid).filter((reason) => unsaid[reason]?.(u))

/**
 * Tests that JSON Schemas agree with their codecs, on a number of values and a changed copy of
 * each.
 */
export const agreementLaws = (tries: number): void => {
  describe.each([
    ['commands', Command as Codec<unknown>],
    ['events', Event as Codec<unknown>],
  ])('the JSON Schema of %s', (_, codec) => {
    const accepts = ajv.compile(jsonSchemaOf(codec))
    const counts = { accepted: 0, refused: 0 }

    const agreesOn: Test = (u) => {
      const bySchema = accepts(u)
      const said = reasonsOf(u).length === 0
      counts[bySchema ? 'accepted' : 'refused']++
      return codec.is(u) === (bySchema && said)
    }

    it('accepts what the codec accepts, except for what it cannot express', () => {
      fc.assert(
        fc.property(
          arbitraryOf(codec),
          change,
          (value, one) => agreesOn(value) && agreesOn(changed(value, one)),
        ),
        { numRuns: tries },
      )
      expect(counts.accepted).toBeGreaterThan(tries)
      expect(counts.refused).toBeGreaterThan(0.2 * tries)
    })
  })
}
