import type {
  handleUnaryCall,
  ServerDuplexStream,
  UntypedServiceImplementation,
} from '@grpc/grpc-js'
import { createGroup, type Group, type Membership } from '../group'
import { admit, type Node } from '../node'
import { openOutput } from '../output'
import type { ConsumerAnswer } from '../wire/answers.codec'
import { groupFailure } from '../wire/failure'
import type { ConsumerPart, NewGroup } from '../wire/requests'

/** The groups of a node, which survive a restart. */
export type Groups = Map<string, Group>

const creating =
  (node: Node, groups: Groups): handleUnaryCall<NewGroup, object> =>
  ({ metadata, request }, callback) => {
    const { group } = request
    const refused = admit(node, metadata, 'persistent-subscription', '$all')
    if (refused !== undefined) callback(refused)
    else if (groups.has(group)) callback(groupFailure('persistent-subscription-exists', group))
    else {
      groups.set(group, createGroup(node, request))
      callback(null, {})
    }
  }

/** Does something with an existing group. */
const withGroup =
  (
    node: Node,
    groups: Groups,
    work: (group: Group, name: string) => void,
  ): handleUnaryCall<string, object> =>
  ({ metadata, request: name }, callback) => {
    const refused = admit(node, metadata, 'persistent-subscription', '$all')
    const group = groups.get(name)
    if (refused !== undefined) callback(refused)
    else if (group === undefined)
      callback(groupFailure('persistent-subscription-does-not-exist', name))
    else {
      work(group, name)
      callback(null, {})
    }
  }

/** Handles a consumer, which joins with its first message and answers for events with later ones. */
const consuming =
  (node: Node, groups: Groups) =>
  (call: ServerDuplexStream<ConsumerPart, ConsumerAnswer>): void => {
    const output = openOutput<ConsumerAnswer>(node, 'consumer', call)
    let membership: Membership | undefined

    const join = (name: string, bufferSize: number): void => {
      const refused = admit(node, call.metadata, 'persistent-subscription', '$all')
      const group = groups.get(name)
      if (refused !== undefined) output.fail(refused)
      else if (group === undefined)
        output.fail(groupFailure('persistent-subscription-does-not-exist', name))
      else {
        void output.send({ kind: 'joined' })
        membership = group.join({
          bufferSize,
          deliver: (message) => void output.send({ kind: 'event', ...message }),
          end: () => output.fail(groupFailure('persistent-subscription-does-not-exist', name)),
        })
        output.onClose(membership.leave)
      }
    }
    call.on('data', (part: ConsumerPart) => {
      if (part.kind === 'join') join(part.group, part.bufferSize)
      else if (part.kind === 'ack') membership?.ack(part.ids)
      else membership?.nack(part.ids, part.action)
    })
    call.on('end', () => output.finish('ok'))
  }

/** Groups of consumers that share the work on the log. */
export const groups = (node: Node, known: Groups): UntypedServiceImplementation => ({
  create: creating(node, known),
  delete: withGroup(node, known, (group, name) => {
    known.delete(name)
    group.end()
  }),
  replayParked: withGroup(node, known, (group) => group.replay()),
  read: consuming(node, known),
})
