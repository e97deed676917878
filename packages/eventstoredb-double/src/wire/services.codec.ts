import { join } from 'node:path'
import { loadSync, type MethodDefinition, type ServiceDefinition } from '@grpc/proto-loader'
import {
  encodeAppended,
  encodeBatch,
  encodeCluster,
  encodeConsumer,
  encodeDone,
  encodeDeleted,
  encodeRead,
  encodeSupported,
} from './answers.codec'
import {
  decodeAppend,
  decodeBatch,
  decodeConsumer,
  decodeCreate,
  decodeDelete,
  decodeGroup,
  decodeRead,
} from './requests.codec'

const loaded = loadSync(
  ['streams.proto', 'persistent.proto', 'gossip.proto', 'serverfeatures.proto'],
  {
    includeDirs: [join(__dirname, '../../proto')],
    longs: Number,
    enums: String,
    defaults: true,
    oneofs: true,
  },
)

/** A method whose request and answers are plain data. */
const method = <Message, Request, Answer>(
  service: string,
  name: string,
  decode: (message: Message) => Request,
  encode: (answer: Answer) => object,
) => {
  const methods = loaded[`event_store.client.${service}`] as ServiceDefinition
  const definition = methods[name] as MethodDefinition<object, object>
  return {
    ...definition,
    requestDeserialize: (bytes: Buffer): Request =>
      decode(definition.requestDeserialize(bytes) as Message),
    responseSerialize: (answer: Answer): Buffer => definition.responseSerialize(encode(answer)),
  }
}

/** An empty request, which must still be an object, since gRPC takes null for no request. */
const nothing = (): object => ({})

const STREAMS = 'streams.Streams'
export const streamsService = {
  read: method(STREAMS, 'Read', decodeRead, encodeRead),
  append: method(STREAMS, 'Append', decodeAppend, encodeAppended),
  batchAppend: method(STREAMS, 'BatchAppend', decodeBatch, encodeBatch),
  delete: method(STREAMS, 'Delete', decodeDelete, encodeDeleted),
  tombstone: method(STREAMS, 'Tombstone', decodeDelete, encodeDeleted),
}

const GROUPS = 'persistent_subscriptions.PersistentSubscriptions'
export const groupsService = {
  create: method(GROUPS, 'Create', decodeCreate, encodeDone),
  delete: method(GROUPS, 'Delete', decodeGroup, encodeDone),
  replayParked: method(GROUPS, 'ReplayParked', decodeGroup, encodeDone),
  read: method(GROUPS, 'Read', decodeConsumer, encodeConsumer),
}

export const gossipService = {
  read: method('gossip.Gossip', 'Read', nothing, encodeCluster),
}

const FEATURES = 'server_features.ServerFeatures'
export const serverFeaturesService = {
  getSupportedMethods: method(FEATURES, 'GetSupportedMethods', nothing, encodeSupported),
}
