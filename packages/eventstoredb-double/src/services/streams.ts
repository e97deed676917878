import type {
  handleUnaryCall,
  ServerWritableStream,
  UntypedServiceImplementation,
} from '@grpc/grpc-js'
import { admit, writing, type Node } from '../node'
import { openOutput } from '../output'
import type { ReadAnswer } from '../wire/answers.codec'
import { streamDeleted } from '../wire/failure'
import type { ReadRequest, SubscribeRequest } from '../wire/requests'
import { deletions, type Written } from '../writing'
import { appendAlone, appendTogether } from './appending'
import { read } from './reading'
import { subscribe } from './subscribing'

const reading =
  (node: Node) =>
  (call: ServerWritableStream<ReadRequest | SubscribeRequest, ReadAnswer>): void => {
    const { request, metadata } = call
    const output = openOutput<ReadAnswer>(node, request.kind, call)
    const stream = request.kind === 'read' ? request.stream : undefined
    const refused = admit(node, metadata, request.kind, stream ?? '$all')
    if (refused !== undefined) output.fail(refused)
    else if (request.kind === 'read') void read(node, output, request)
    else void subscribe(node, output, request)
  }

const deleting =
  (node: Node, how: keyof typeof deletions): handleUnaryCall<string, Written> =>
  ({ metadata, request: stream }, callback) => {
    const refused = admit(node, metadata, 'delete', stream)
    if (refused !== undefined) {
      callback(refused)
      return
    }
    const { log, writes } = writing(node)
    const outcome = deletions[how](log, stream)
    writes.emit('append')
    if (outcome.kind === 'written') callback(null, outcome)
    else callback(streamDeleted(stream))
  }

/** The service for appending, reading, subscribing and deleting. */
export const streams = (node: Node): UntypedServiceImplementation => ({
  read: reading(node),
  append: appendAlone(node),
  batchAppend: appendTogether(node),
  delete: deleting(node, 'delete'),
  tombstone: deleting(node, 'tombstone'),
})
