import type { sendUnaryData, ServerDuplexStream, ServerUnaryCall } from '@grpc/grpc-js'
import {
  CreateResp,
  DeleteResp,
  ReadReq,
  type CreateReq,
  type DeleteReq,
  type ReadResp,
} from '@eventstore/db-client/generated/persistent_pb'
import { consumerGroup, type Consumer, type ConsumerGroup } from './consumer-group'
import { alreadyExists, badRequest, cutOff, nextFailure, notFound, type Failure } from './failure'
import { delivery, groupConfirmation, groupSettings, idsOf } from './group.codec'
import type { OpenCall, ServerNode } from './node'

/** Groups by name; all of them are subscribed to `$all`. */
export type Groups = Map<string, ConsumerGroup>

const missing = (name: string): Failure =>
  notFound('persistent-subscription-does-not-exist', `Group ${name} does not exist.`)

/** `PersistentSubscriptions.Create`, for `$all` only. */
export const handleCreate =
  (node: ServerNode, groups: Groups) =>
  (call: ServerUnaryCall<CreateReq, CreateResp>, done: sendUnaryData<CreateResp>): void => {
    const failure = nextFailure(node)
    const options = call.request.getOptions()
    const name = options?.getGroupName() ?? ''
    if (failure !== null) done(failure)
    else if (options?.hasAll() !== true) done(badRequest('only $all has groups here'))
    else if (groups.has(name))
      done(alreadyExists('persistent-subscription-exists', `Group ${name} exists.`))
    else {
      groups.set(name, consumerGroup(node, name, groupSettings(node.log, options)))
      done(null, new CreateResp())
    }
  }

/** `PersistentSubscriptions.Delete`: its consumers are dropped. */
export const handleDeleteGroup =
  (node: ServerNode, groups: Groups) =>
  (call: ServerUnaryCall<DeleteReq, DeleteResp>, done: sendUnaryData<DeleteResp>): void => {
    const name = call.request.getOptions()?.getGroupName() ?? ''
    const failure = nextFailure(node) ?? (groups.has(name) ? null : missing(name))
    if (failure !== null) {
      done(failure)
      return
    }
    groups.get(name)?.remove()
    groups.delete(name)
    done(null, new DeleteResp())
  }

const answer = (group: ConsumerGroup, request: ReadReq): void => {
  const ack = request.getAck()
  const nack = request.getNack()
  if (ack !== undefined) group.done(idsOf(ack))
  if (nack === undefined) return
  const { PARK, RETRY } = ReadReq.Nack.Action
  const ids = idsOf(nack)
  if (nack.getAction() === PARK) group.park(ids)
  else if (nack.getAction() === RETRY) group.retry(ids)
  else group.done(ids)
}

/** `PersistentSubscriptions.Read`: gives a consumer its share, and hears what became of it. */
export const handleReadGroup =
  (node: ServerNode, groups: Groups) =>
  (call: ServerDuplexStream<ReadReq, ReadResp>): void => {
    const cut = node.faults.cuts.shift()
    let joined: { readonly group: ConsumerGroup; readonly consumer: Consumer } | null = null
    let given = 0

    const close = (): void => {
      node.open.delete(open)
      if (joined !== null) joined.group.leave(joined.consumer)
      joined = null
    }
    const fail = (failure: Failure): void => {
      close()
      call.emit('error', failure)
    }
    const open: OpenCall = { cut: (how) => fail(cutOff(how)) }
    node.open.add(open)

    const join = (options: ReadReq.Options): void => {
      const name = options.getGroupName()
      const group = groups.get(name)
      const failure = nextFailure(node)
      if (failure !== null || group === undefined) {
        fail(failure ?? missing(name))
        return
      }
      const consumer: Consumer = {
        capacity: options.getBufferSize(),
        give: (event, retries) => {
          if (cut !== undefined && given++ >= cut.after) setImmediate(fail, cutOff(cut.how))
          else call.write(delivery(event, retries))
        },
        drop: () => fail(notFound('persistent-subscription-dropped', `${name} was dropped.`)),
      }
      joined = { group, consumer }
      call.write(groupConfirmation(node.newId()))
      group.join(consumer)
    }

    call.on('data', (request: ReadReq) => {
      const options = request.getOptions()
      if (options !== undefined) join(options)
      else if (joined !== null) answer(joined.group, request)
    })
    call.on('cancelled', close)
    call.on('end', () => {
      close()
      call.end()
    })
  }
