import type {
  handleUnaryCall,
  ServerDuplexStream,
  UntypedServiceImplementation,
} from '@grpc/grpc-js'
import { resolved } from '../log/link'
import { admit, type Node } from '../node'
import { openOutput } from '../output'
import { createGroup, type Group, type Membership } from '../persistent/group'
import { groupFailure } from '../wire/failure'
import type { ConsumerAnswer } from '../wire/persistent-answer.codec'
import type { ConsumerPart, GroupName, NewGroup } from '../wire/persistent-request.codec'

interface KnownGroup {
  readonly options: NewGroup
  readonly group: Group
}

/** The groups of a node. They outlive a restart. */
export type Groups = Map<string, KnownGroup>

const keyOf = ({ stream = '$all', group }: GroupName): string => `${stream}::${group}`

const creating =
  (node: Node, groups: Groups): handleUnaryCall<NewGroup, unknown> =>
  ({ metadata, request }, callback) => {
    const { stream = '$all' } = request
    const refused = admit(node, metadata, 'persistent-subscription', stream)
    if (refused !== undefined) callback(refused)
    else if (groups.has(keyOf(request)))
      callback(groupFailure('persistent-subscription-exists', request))
    else {
      groups.set(keyOf(request), { options: request, group: createGroup(node, request) })
      callback(null, {})
    }
  }

const deleting =
  (node: Node, groups: Groups): handleUnaryCall<GroupName, unknown> =>
  ({ metadata, request }, callback) => {
    const refused = admit(node, metadata, 'persistent-subscription', request.stream ?? '$all')
    const known = groups.get(keyOf(request))
    if (refused !== undefined) callback(refused)
    else if (known === undefined)
      callback(groupFailure('persistent-subscription-does-not-exist', request))
    else {
      groups.delete(keyOf(request))
      known.group.end(groupFailure('persistent-subscription-dropped', request))
      callback(null, {})
    }
  }

/** A consumer joins with its first message, and answers for events with the others. */
const consuming =
  (node: Node, groups: Groups) =>
  (call: ServerDuplexStream<ConsumerPart, ConsumerAnswer>): void => {
    const output = openOutput<ConsumerAnswer>(node, 'consumer', call)
    let membership: Membership | undefined

    const join = (name: Extract<ConsumerPart, { kind: 'join' }>): void => {
      const refused = admit(node, call.metadata, 'persistent-subscription', name.stream ?? '$all')
      const known = groups.get(keyOf(name))
      if (refused !== undefined) {
        output.fail(refused)
        return
      }
      if (known === undefined) {
        output.fail(groupFailure('persistent-subscription-does-not-exist', name))
        return
      }
      const { settings } = known.options
      void output.send({ kind: 'joined', id: keyOf(name) })
      membership = known.group.join({
        bufferSize: name.bufferSize,
        deliver: ({ event, retries }) =>
          void output.send({
            kind: 'event',
            retries,
            ...resolved(node.log, event, settings.links),
          }),
        drop: output.fail,
      })
      if (membership === undefined) output.fail(groupFailure('maximum-subscribers-reached', name))
      else output.onClose(membership.leave)
    }
    call.on('data', (part: ConsumerPart) => {
      if (part.kind === 'join') join(part)
      else if (part.kind === 'ack') membership?.ack(part.ids)
      else {
        membership?.nack(part.ids, part.action)
        if (part.action === 'stop') output.finish('ok')
      }
    })
    call.on('end', () => output.finish('ok'))
  }

/** Groups of consumers that share the work on a stream or on the log. */
export const persistentSubscriptions = (
  node: Node,
  groups: Groups,
): UntypedServiceImplementation => ({
  create: creating(node, groups),
  delete: deleting(node, groups),
  read: consuming(node, groups),
})
