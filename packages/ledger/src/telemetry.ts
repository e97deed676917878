import * as E from 'fp-ts/Either'
import type { LedgerError } from './error'
import { elapsed } from './waiting'

/** The attributes of a call, other than its duration and outcome. */
export type Attributes = Readonly<Record<string, string | number | boolean>>

/** A call that is in progress. */
export interface Call {
  /** Adds attributes to its span. */
  readonly say: (attributes: Attributes) => void
  /** Counts events read, events recorded, or conflicts met. */
  readonly count: (what: Counted, number: number) => void
}

/** What is counted. */
export type Counted = 'events_read' | 'events_recorded' | 'conflicts'

/** Runs a call, observed if telemetry is on. */
export type Observe = <A>(
  method: string,
  attributes: Attributes,
  work: (call: Call) => Promise<E.Either<LedgerError, A>>,
) => Promise<E.Either<LedgerError, A>>

const nobody: Call = { say: () => undefined, count: () => undefined }

const unobserved: Observe = (_, __, work) => work(nobody)

const NAME = '@kpi-ledger/ledger'

const loadApi = () => import('@opentelemetry/api')

const observedBy = ({
  metrics,
  SpanStatusCode,
  trace,
}: Awaited<ReturnType<typeof loadApi>>): Observe => {
  const tracer = trace.getTracer(NAME)
  const meter = metrics.getMeter(NAME)
  const calls = meter.createCounter('kpi_ledger.calls', { description: 'Calls, by outcome' })
  const duration = meter.createHistogram('kpi_ledger.call.duration', {
    description: 'How long calls take',
    unit: 's',
  })
  const counters: Readonly<Record<Counted, typeof calls>> = {
    events_read: meter.createCounter('kpi_ledger.events_read'),
    events_recorded: meter.createCounter('kpi_ledger.events_recorded'),
    conflicts: meter.createCounter('kpi_ledger.conflicts'),
  }

  return (method, attributes, work) =>
    tracer.startActiveSpan(
      `kpi_ledger.${method}`,
      { attributes: { ...attributes } },
      async (span) => {
        const began = elapsed()
        const counted = new Map<Counted, number>()
        const call: Call = {
          say: (more) => {
            span.setAttributes({ ...more })
          },
          count: (what, number) => {
            const total = (counted.get(what) ?? 0) + number
            counted.set(what, total)
            span.setAttribute(`kpi_ledger.${what}`, total)
            counters[what].add(number, { 'kpi_ledger.method': method })
          },
        }
        const end = (error: string | null): void => {
          const outcome = {
            'kpi_ledger.method': method,
            ...(error === null ? {} : { 'error.type': error }),
          }
          calls.add(1, outcome)
          duration.record((elapsed() - began) / 1000, outcome)
          if (error !== null) {
            span.setAttribute('error.type', error)
            span.setStatus({ code: SpanStatusCode.ERROR })
          }
          span.end()
        }
        try {
          const answered = await work(call)
          end(E.isLeft(answered) ? answered.left._tag : null)
          return answered
        } catch (bug) {
          end('bug')
          throw bug
        }
      },
    )
}

/** Observes calls by OpenTelemetry if its API is installed; otherwise does nothing. */
export const loadTelemetry = (): Promise<Observe> => loadApi().then(observedBy, () => unobserved)
