import type { ServerWritableStream, UntypedServiceImplementation } from '@grpc/grpc-js'
import { admit, type Node } from '../node'
import { openOutput } from '../output'
import type { ReadAnswer } from '../wire/read-answer.codec'
import type { ReadRequest } from '../wire/read-request.codec'
import { appendAlone, appendTogether } from './appending'
import { deleting } from './deleting'
import { read } from './reading'
import { subscribe } from './subscribing'

const reading = (node: Node) => {
  let subscriptions = 0
  return (call: ServerWritableStream<ReadRequest, ReadAnswer>): void => {
    const { request, metadata } = call
    const output = openOutput<ReadAnswer>(node, request.kind, call)
    const refused = admit(node, metadata, request.kind, request.stream ?? '$all')
    if (refused !== undefined) output.fail(refused)
    else if (request.kind === 'read') void read(node, output, request)
    else void subscribe(node, output, request, `subscription-${++subscriptions}`)
  }
}

/** Appending, reading, subscribing and deleting. */
export const streams = (node: Node): UntypedServiceImplementation => ({
  read: reading(node),
  append: appendAlone(node),
  batchAppend: appendTogether(node),
  delete: deleting(node, 'delete'),
  tombstone: deleting(node, 'tombstone'),
})
