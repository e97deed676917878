import { describe, status, type Answered, type Command, type Ledger } from '@kpi-ledger/ledger'
import { fastify, type FastifyInstance, type FastifyReply } from 'fastify'
import { either as E } from 'fp-ts'

interface ContractPath {
  readonly Params: { readonly contract: string }
}

interface KPIPath {
  readonly Params: { readonly contract: string; readonly kpi: string; readonly year: string }
}

/** Replies with the answer, or with the status and sentence of the error. */
const reply = (answered: Answered<unknown>, to: FastifyReply): FastifyReply =>
  E.isRight(answered)
    ? to.send(answered.right)
    : to.status(status(answered.left)).send({ error: describe(answered.left) })

/** A council's web service, for reading scorecards and recording figures. */
export const appOn = (ledger: Ledger): FastifyInstance => {
  const app = fastify()
  app.get('/contracts', async (_, to) => reply(await ledger.contracts(), to))
  app.get<ContractPath & { Querystring: { period: string; asAt?: string } }>(
    '/contracts/:contract/scorecard',
    async ({ params, query }, to) => reply(await ledger.scorecard(params.contract, query), to),
  )
  app.get<KPIPath>('/contracts/:contract/kpis/:kpi/:year', async ({ params }, to) => {
    const { contract, ...question } = params
    return reply(await ledger.tracker(contract, question), to)
  })
  app.post<{ Body: ReadonlyArray<Command>; Querystring: { actor: string } }>(
    '/commands',
    async ({ body, query }, to) => reply(await ledger.record(body, query), to),
  )
  app.addHook('onClose', () => ledger.close())
  return app
}
